"""The search for a fixed mix of points."""

import pytest

from game.analysis.balance.hunt import play_lines
from game.analysis.balance.mix import STEPS, best_mix, most_games
from game.bots.fixed import default_tastes, even_line
from game.bots.panel import Line
from game.content.library import Library


@pytest.fixture(scope="module")
def scenario(root):
    return Library([root / "scenarios"]).load("crossroads-2025").use().scenario


@pytest.fixture(scope="module")
def mix(scenario):
    return best_mix(scenario, 1, 40, 300)


def test_it_beats_the_even_split_that_it_begins_from_on_seeds_that_it_has_not_seen(scenario, mix):
    even = play_lines(scenario, [even_line(scenario, default_tastes(scenario))], 1, 300).mean() / 1000
    assert mix.means["default"] > even + 5, (mix, even)


def test_no_change_of_one_programme_is_much_better(scenario, mix):
    names = [programme.id for programme in scenario.programmes]
    weights = tuple(mix.weights.get(name, 0) for name in names)
    others = [(*weights[:k], other, *weights[k + 1 :]) for k in range(len(names)) for other in (0, 1000, 4000) if other != weights[k]]
    tastes = default_tastes(scenario)
    means = play_lines(scenario, [Line("mix", found, tastes) for found in (weights, *others)], 5000, 300).mean(axis=1) / 1000
    assert means.max() < means[0] + 1.0, dict(zip(others, means[1:], strict=True))


def test_each_doctrine_lends_its_answers(scenario, mix):
    assert list(mix.means) == ["default", *(doctrine.id for doctrine in scenario.doctrines)]
    assert mix.seeds == 300


def test_the_work_is_foreseen(scenario):
    assert most_games(scenario, 40, 300) >= STEPS * 40 * len(scenario.programmes)
