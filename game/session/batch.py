"""Plays many games of one scenario by a policy, in chunks that fit the cache."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.core.dice import Seeds
from game.core.machine import keep_memory
from game.rules import engine
from game.rules.orders import legalise
from game.rules.scenario import Scenario
from game.rules.state import Orders, State, View
from game.rules.view import view_of
from game.session.translate import hand_over

CHUNK = 12_000
"""Games at a time: fewer are slowed down by calls, more by what no longer fits the cache (30,000 take a third longer a turn)."""

MANY = 1000
"""From so many games on one is played first, untimed: the scenario's tables are worked out by then."""

Policy = Callable[[View], Orders]


@dataclass(frozen=True)
class Batch:
    """How many games came out; arrays end in (games,), numbers are thousandths.

    `start_values` and `values` are indicators before turn 1 and at the end; `turns` counts the turns that each game
    lasted; `seconds` is the time taken by the turns themselves, not by hand-over (model.md: it does not count in speed).
    """

    total: "np.ndarray"
    pillars: "np.ndarray"
    ending: "np.ndarray"
    turns: "np.ndarray"
    values: "np.ndarray"
    seconds: float


def play_batch(
    scenario: Scenario, seeds: Seeds, policy_for: Callable[[slice], Policy], tell: Callable[[int], None] | None = None
) -> Batch:
    """Play games to their end, hand-over included; `policy_for` gives the policy of a chunk, `tell` hears of finished games."""
    count = seeds.shape[1]
    step = CHUNK - CHUNK % max(1, len(scenario.doctrines))      # a chunk holds whole rounds of doctrines: game i plays i mod n
    finals: list[State] = []
    seconds = 0.0
    keep_memory()
    if count >= MANY:
        _play(scenario, seeds[:, :1], lambda view: _nothing(scenario, view))
    for first in range(0, count, step):
        chunk = slice(first, min(first + step, count))
        policy = policy_for(chunk)
        begun = time.perf_counter()
        state = _play(scenario, seeds[:, chunk], policy)
        seconds += time.perf_counter() - begun
        finals.append(hand_over(scenario, state) if state.turn > scenario.calendar.turns else state)
        if tell is not None:
            tell(chunk.stop)
    return Batch(
        total=np.concatenate([state.total for state in finals]),
        pillars=np.concatenate([state.pillars for state in finals], axis=1),
        ending=np.concatenate([state.ending for state in finals]),
        turns=np.concatenate([state.ended for state in finals]).astype(np.int64),
        values=np.concatenate([state.values for state in finals], axis=1),
        seconds=seconds,
    )


def _play(scenario: Scenario, seeds: Seeds, policy: Policy) -> State:
    """Play every turn but those of hand-over."""
    return engine.play_on(scenario, engine.begin(scenario, seeds), lambda state: policy(view_of(scenario, state)))


def _nothing(scenario: Scenario, view: View) -> Orders:
    """Spend nothing and answer by default."""
    points = np.zeros(view.levels.shape, dtype=np.int8)
    return legalise(scenario, view, Orders(points, np.full(view.cards.shape, -1, dtype=np.int8)))
