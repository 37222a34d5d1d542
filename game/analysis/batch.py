"""Plays whole games by a policy, as a batch, and describes how they came out."""

import numpy as np

from game.analysis.forecast import after_handover
from game.bots.policies import Policy
from game.core.dice import Seeds
from game.core.machine import keep_memory
from game.rules.engine import begin, finished, step
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.view import view_of


def play_out(scenario: Scenario, play: Policy, seeds: Seeds) -> State:
    """Play games from begin to the end of the hand-over."""
    keep_memory()
    state = begin(scenario, seeds)
    while not finished(scenario, state):
        state = step(scenario, state, play(view_of(scenario, state)))
    return after_handover(scenario, state)


def spread(values: "np.ndarray") -> dict[str, float]:
    """Describe a distribution: mean, sd, p10, p50, p90."""
    p10, p50, p90 = np.percentile(values, (10, 50, 90))
    return {"mean": float(values.mean()), "sd": float(values.std()), "p10": float(p10), "p50": float(p50), "p90": float(p90)}
