"""The hunt for cheap tricks on the base scenario, on few games; `main.py balance` plays it on many."""

from math import sqrt

import numpy as np
import pytest

from game.analysis.balance.hunt import play_lines
from game.analysis.balance.lines import doctrine_lines
from game.bots.fixed import cheap_tricks
from game.content.library import Library

ROUND, FINAL, BEST = 40, 400, 8


@pytest.fixture(scope="module")
def scenario(root):
    return Library([root / "scenarios"]).load("crossroads-2025").use().scenario


def test_no_fixed_policy_beats_the_best_doctrine_by_more_than_two_points(scenario):
    known = cheap_tricks(scenario)
    assert len(known) > 150
    first = np.concatenate([play_lines(scenario, known[at : at + 40], 1, ROUND) for at in range(0, len(known), 40)]).mean(axis=1)
    finalists = [known[place] for place in np.argsort(-first)[:BEST]]
    tricks = play_lines(scenario, finalists, 1, FINAL) / 1000
    doctrines = play_lines(scenario, doctrine_lines(scenario), 1, FINAL) / 1000
    best = doctrines[doctrines.mean(axis=1).argmax()]
    for line, totals in zip(finalists, tricks, strict=True):
        apart = totals - best
        error = apart.std() / sqrt(FINAL)
        assert apart.mean() - 2 * error <= 2, f"{line.name}: {apart.mean():.2f} points over the best doctrine"
