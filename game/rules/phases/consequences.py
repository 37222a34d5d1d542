"""Delayed effects fall due, temporary ones end."""

import numpy as np

from game.rules.phases.decisions import apply_layer, roll_outcomes
from game.rules.phases.flows import run_flows
from game.rules.work import Work


def consequences(work: Work) -> None:
    """Look up what was chosen so many turns ago, and apply what it brings now."""
    run_flows(work)
    for delay, layers in work.tables.later.items():
        for chosen in _chosen(work, delay):
            for layer in layers:
                apply_layer(work, layer, chosen)
    for delay, picks in work.tables.uncertain.items():
        for chosen in _chosen(work, delay):
            for pick in picks:
                roll_outcomes(work, pick, chosen)


def _chosen(work: Work, delay: int) -> list["np.ndarray"]:
    """Give the options chosen so many turns ago, one array a slot; -1 is the last column, which stands for none."""
    row = work.turn - 1 - delay
    return [] if delay == 0 or row < 0 else list(work.picks[row])
