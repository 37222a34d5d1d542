"""Delayed effects fall due, temporary ones end."""

import numpy as np

from game.rules.phases.decisions import apply_layer, roll_outcomes
from game.rules.phases.flows import run_flows
from game.rules.work import Work


def consequences(work: Work) -> None:
    """Look up what was chosen so many turns ago, and apply what it brings now."""
    run_flows(work)
    for delay, layers in work.tables.later.items():
        if (chosen := _chosen(work, delay)) is not None:
            for layer in layers:
                apply_layer(work, layer, chosen)
    for delay, picks in work.tables.uncertain.items():
        if (chosen := _chosen(work, delay)) is not None:
            for pick in picks:
                roll_outcomes(work, pick, chosen)


def _chosen(work: Work, delay: int) -> "np.ndarray | None":
    """Give the options chosen so many turns ago, (slots, games); -1 is the last column, which stands for none."""
    row = work.turn - 1 - delay
    return None if delay == 0 or row < 0 else work.picks[row].astype(np.intp)
