"""Observations: from 0 to 1 for every pack and every turn, named, and of the view alone."""

from dataclasses import replace

import numpy as np
import pytest

from game.content.library import load_scenario, shipped_folder
from game.core.dice import spread_seeds
from game.gym.layout import Layout
from game.rules import engine
from game.rules.view import view_of
from tests.unit.gym.conftest import along

PACKS = sorted(path.name for path in shipped_folder().iterdir() if (path / "pack.yaml").exists())


@pytest.mark.parametrize("pack", PACKS)
def test_every_number_of_random_games_lies_from_0_to_1(pack):
    scenario = load_scenario(pack).scenario
    layout = Layout(scenario)
    for state in along(scenario, 40, scenario.calendar.turns):
        seen = layout.observe(view_of(scenario, state))
        assert seen.shape == (40, layout.size)
        assert seen.dtype == np.float32
        low, high = seen.min(axis=0), seen.max(axis=0)
        assert not [layout.names[place] for place in np.flatnonzero((low < 0) | (high > 1) | np.isnan(low))]


def test_the_ends_of_an_indicators_range_are_0_and_1(base):
    layout, view = Layout(base), view_of(base, engine.begin(base, spread_seeds([0, 1])))
    ends = np.array([[one.low, one.high] for one in base.indicators], dtype=np.int32)
    seen = layout.observe(replace(view, values=ends))[:, layout.slices["indicators"]]
    assert (seen[0] == 0).all()
    assert (seen[1] == 1).all()


def test_hidden_dispositions_show_only_as_intervals(base):
    layout, view = Layout(base), view_of(base, engine.begin(base, spread_seeds(range(30))))
    low, high = base.us_pressure.resolve
    seen = layout.observe(view)[:, layout.slices["patron_resolve"]] * (high - low) + low
    assert np.abs(seen.T - view.resolve_range).max() < 0.01
    assert not [name for name in layout.names if name.startswith(("seeds", "resolve", "patience", "lure"))]


def test_the_cards_on_the_table_are_marked_by_name(base):
    layout, view = Layout(base), view_of(base, engine.begin(base, spread_seeds([5])))
    seen = layout.observe(view)[0]
    marked = {name for name, number in zip(layout.names, seen, strict=True) if number and name.startswith("cards.")}
    assert marked == {f"cards.{slot}.{base.events[card].id}" for slot, card in enumerate(view.cards[:, 0].tolist()) if card >= 0}
    assert len(marked) >= 2


def test_a_game_that_is_over_shows_no_cards(base):
    layout, view = Layout(base), view_of(base, engine.begin(base, spread_seeds([5])))
    assert not layout.observe(replace(view, ended=view.ended + 4))[0, layout.slices["cards"]].any()


def test_a_demand_on_the_table_is_seen_with_the_turns_left(base):
    layout, seen_open = Layout(base), 0
    for state in along(base, 20, 4):
        seen = layout.observe(view_of(base, state))
        due = seen[:, layout.slices["demands_due"]].T
        fates = seen[:, layout.slices["demands"]].reshape(20, len(base.us_pressure.demands), -1)
        assert (fates.sum(axis=2) == 1).all()
        demands, games = np.nonzero(state.demands == 1)
        assert (fates[games, demands, 1] == 1).all()
        left = (state.due[demands, games] - state.turn) / base.calendar.turns
        assert due[demands, games] == pytest.approx(np.minimum(left, 1))
        seen_open += len(demands)
    assert seen_open
