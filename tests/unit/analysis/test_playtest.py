from pathlib import Path

import pytest

from game.analysis.playtest import SEEN_OFTEN, drives, playtest, varied_games
from game.content.library import Library
from game.content.loading import load_pack
from game.content.tools.beginning import new_pack


@pytest.fixture
def pack(tmp_path):
    for name, data in new_pack("tried").items():
        path = tmp_path / "tried" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "tried"


def change(pack: Path, name: str, old: str, new: str) -> None:
    text = (pack / name).read_text()
    assert text.count(old) == 1
    (pack / name).write_text(text.replace(old, new))


def found(pack: Path) -> list[tuple[str, int, int]]:
    loaded = load_pack(pack, Library([]).find, lint=True)
    return [(f.code, f.line, f.column) for f in playtest(loaded)]


def line_of(pack: Path, name: str, words: str) -> int:
    return next(i for i, line in enumerate((pack / name).read_text().splitlines(), 1) if words in line)


def test_a_new_pack_shows_all_that_it_has(pack):
    assert found(pack) == []


def test_what_no_game_sees_is_named_at_its_place(pack):
    change(pack, "events/deck.yaml", "when: ire >= 20", "when: ire >= 20 and growth >= 7.9")
    change(pack, "scenario.yaml", "name: Closed berths, sector: harbour, at: 62", "name: Closed berths, sector: harbour, at: 99")
    change(pack, "scenario.yaml", "credibility <= 22", "credibility <= 1")
    change(pack, "scenario.yaml", "deadline: 12, when: turn >= 2", "deadline: 12, when: growth >= 7.8")
    assert sorted(found(pack)) == sorted([
        ("never-seen", line_of(pack, "events/deck.yaml", "id: the_battery"), 3),
        ("never-seen", line_of(pack, "events/deck.yaml", "id: empty_berths"), 3),
        ("never-seen", line_of(pack, "events/deck.yaml", "id: gun_practice"), 3),
        ("never-seen", line_of(pack, "events/deck.yaml", "id: school_books"), 3),
        ("never-seen", line_of(pack, "scenario.yaml", "id: more_guns"), 7),
        ("never-seen", line_of(pack, "scenario.yaml", "id: berths"), 7),
        ("never-seen", line_of(pack, "scenario.yaml", "id: cold_words"), 7),       # pressure does not get there without the demand
        ("never-seen", line_of(pack, "scenario.yaml", "id: ignored"), 5),
    ])


def test_an_answer_that_is_never_given_is_named(pack):
    change(pack, "events/deck.yaml", "{id: expel, label: Send the ship away", "{id: expel, needs: growth >= 7.5, label: Send the ship away")
    assert [code for code, _, _ in found(pack)] == ["never-chosen"]


def test_extremes_are_played_too(pack):
    loaded = load_pack(pack, Library([]).find, lint=True)
    scenario = loaded.use().scenario
    assert len(drives(scenario)) == 2 * len(scenario.indicators)
    games = varied_games(scenario, 400)
    assert games.count >= 400
    assert SEEN_OFTEN < 2000


def test_a_pack_with_an_error_is_left_alone(pack):
    change(pack, "scenario.yaml", "turns: 6", "turns: many")
    assert found(pack) == []
