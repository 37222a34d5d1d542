"""Plays whole games by a policy, as a batch."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from game.analysis.forecast import after_handover
from game.bots.policies import Policy
from game.core.dice import Seeds
from game.core.machine import keep_memory
from game.rules.engine import begin, finished, step
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.view import view_of


@dataclass
class Played:
    """A batch that has been played: its end, the state at the start of each turn, and how many turns were served in all."""

    final: State
    turns: int
    states: list[State] = field(default_factory=list)


def play_out(scenario: Scenario, play: Policy, seeds: Seeds, *, keep: bool = False, watch: Callable[[int], None] | None = None) -> Played:
    """Play games from begin to the end of the hand-over; `keep` holds every state, `watch` is told each turn."""
    keep_memory()
    state = begin(scenario, seeds)
    states = [state]
    turns = 0
    while not finished(scenario, state):
        turns += int((state.ended == 0).sum())
        attach = getattr(play, "attach", None)               # only a planner that measures what knowing is worth has it
        if attach is not None:
            attach(state)
        state = step(scenario, state, play(view_of(scenario, state)))
        if keep:
            states.append(state)
        if watch is not None:
            watch(state.turn)
    state = after_handover(scenario, state)
    return Played(state, turns, states if keep else [])


def spread(values: "np.ndarray") -> dict[str, float]:
    """Describe a distribution: mean, sd, p10, p50, p90."""
    p10, p50, p90 = np.percentile(values, (10, 50, 90))
    return {"mean": float(values.mean()), "sd": float(values.std()), "p10": float(p10), "p50": float(p50), "p90": float(p90)}
