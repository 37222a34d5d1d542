"""Saved at every turn of every scenario, with nothing decided and in the middle of a turn, and loaded: the uninterrupted game."""

import pytest

from game.bots.policies import policy
from game.content.library import Library, load_scenario, shipped_folder
from game.core.dice import spread_seeds
from game.session.match import Match
from game.session.reading import read_record
from game.session.record import encode
from game.session.store import Autosave, Store

pytestmark = pytest.mark.slow

SCENARIOS = [entry.id for entry in Library([shipped_folder()]).entries()]


def orders_for(match):
    """Give a policy whose luck depends on the turn alone, so that it does in a loaded game what it did in the other."""
    return policy("random", match.scenario, spread_seeds([77]))


def play_out(match):
    orders = orders_for(match)
    while not match.over:
        match.play(orders(match.view()))
    return encode(match.record())


@pytest.mark.parametrize("name", SCENARIOS)
def test_saved_at_every_turn_and_loaded_it_is_the_uninterrupted_game(name, tmp_path):
    compiled = load_scenario(name)
    save = Autosave(Store(tmp_path))
    match, saves = Match.new(compiled, 2026, "Mina", save), []
    orders = orders_for(match)
    while not match.over:
        assert save.path is not None
        opening = save.path.read_bytes()
        for slot, event in enumerate(match.events):
            chosen = next(one for one in match.scenario.events if one.id == event)
            match.answer(slot, chosen.options[-1].id)
        saves.append((opening, save.path.read_bytes()))
        match.play(orders(match.view()))
    assert save.problem == ""
    assert save.path is not None
    whole = save.path.read_bytes()
    assert len(saves) == len(match.reports)
    for turn, pair in enumerate(saves, 1):
        for data in pair:
            path = tmp_path / "copy.tightrope"
            path.write_bytes(data)
            again = Match.load(read_record(path), compiled)
            assert again.turn == turn
            assert encode(again.record()) == data
            assert play_out(again) == whole
    assert any(opening != middle for opening, middle in saves), "no turn was saved in its middle"


def test_every_scenario_is_tried():
    assert len(SCENARIOS) == len(list(shipped_folder().glob("*/scenario.yaml"))) >= 8
