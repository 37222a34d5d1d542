"""Whole games by a policy, and what the report wants to know of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from game.analysis.forecast import after_handover
from game.bots.policies import policy
from game.core.dice import Seeds, spread_seeds
from game.core.numbers import Ints
from game.rules.engine import begin, finished, step
from game.rules.scenario import Scenario
from game.rules.state import Orders, State, View
from game.rules.view import view_of

_LUCK = np.uint64(0x626F74)              # sets a bot's own dice apart from the game's, as `simulate` does


@dataclass(frozen=True)
class Games:
    """What became of games; every array ends in (games,), amounts are thousandths.

    coercion: mean over the turns served · spent: points a programme got in all · held: turns in which it had any ·
    rung, us_rung: the highest reached · demands: what became of each · came: whether an event came up ·
    answers: times that each option of the deck was chosen, (options,), summed over the games.
    """

    total: Ints
    pillars: Ints
    ending: "np.ndarray"
    turns: "np.ndarray"
    coercion: "np.ndarray"
    credibility: Ints
    commitment: Ints
    spent: "np.ndarray"
    held: "np.ndarray"
    rung: "np.ndarray"
    us_rung: "np.ndarray"
    demands: "np.ndarray"
    came: "np.ndarray"
    answers: "np.ndarray"

    @property
    def count(self) -> int:
        """Count the games."""
        return len(self.total)


def joined(parts: Sequence[Games]) -> Games:
    """Put games together."""
    found = {f.name: np.concatenate([getattr(p, f.name) for p in parts], axis=-1) for f in fields(Games) if f.name != "answers"}
    return Games(**found, answers=np.sum([p.answers for p in parts], axis=0))


def seeds_from(first: int, count: int) -> Seeds:
    """Give the seeds of game numbers."""
    return spread_seeds(range(first, first + count))


def play_named(scenario: Scenario, name: str, first: int, count: int) -> Games:
    """Play the seeds from a number on by a policy's name."""
    seeds = seeds_from(first, count)
    return play_games(scenario, policy(name, scenario, seeds ^ _LUCK), seeds)


def play_planner(scenario: Scenario, first: int, count: int, budget: int, insight: bool) -> Games:  # noqa: FBT001  an argument of a job
    """Play the seeds from a number on by the planner."""
    from game.bots.planner import planner_policy

    seeds = seeds_from(first, count)
    return play_games(scenario, planner_policy(scenario, seeds ^ _LUCK, budget, insight=insight), seeds)


def play_games(scenario: Scenario, play: Callable[[View], Orders], seeds: Seeds) -> Games:
    """Play games to the end of the hand-over and note what the report wants to know."""
    state = begin(scenario, seeds)
    role = scenario.roles.coercion
    attach = getattr(play, "attach", None)
    coercion = np.zeros(state.games, dtype=np.int64)
    spent, held = np.zeros(state.levels.shape, dtype=np.int16), np.zeros(state.levels.shape, dtype=np.int8)
    rung, us_rung = state.rung, state.us_rung
    while not finished(scenario, state):
        served = state.ended == 0
        if attach is not None:
            attach(state)
        state = step(scenario, state, play(view_of(scenario, state)))
        spent += state.levels * served
        held += (state.levels > 0) & served
        rung, us_rung = np.maximum(rung, state.rung), np.maximum(us_rung, state.us_rung)
        if role >= 0:
            coercion += state.values[role] * served
    return _measured(scenario, after_handover(scenario, state), coercion, (spent, held, rung, us_rung))


def _measured(scenario: Scenario, state: State, coercion: "np.ndarray", kept: "tuple[np.ndarray, ...]") -> Games:
    roles = scenario.roles
    chosen = state.picks[state.picks >= 0]
    options = sum(len(event.options) for event in scenario.events)
    zeros = np.zeros(state.games, dtype=np.int32)
    spent, held, rung, us_rung = kept
    return Games(
        state.total, state.pillars, state.ending, state.ended, coercion / np.maximum(state.ended, 1),
        state.values[roles.credibility] if roles.credibility >= 0 else zeros,
        state.values[roles.commitment] if roles.commitment >= 0 else zeros,
        spent, held, rung, us_rung, state.demands, state.counts > 0, np.bincount(chosen, minlength=options),
    )
