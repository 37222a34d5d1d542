"""The map of a pack: what it names must be there, what it leaves out is made up, and a pack that extends another inherits it."""

from pathlib import Path

import pytest

from game.content.library import load_scenario

from .conftest import load

HEAD = "map:\n  views: {wide: {at: [20, 10], across: 100}}\n"
PORT = "  places: [{id: port, name: Port, at: [22, 12]}]\n  player: port\n"


def with_map(small: Path, text: str) -> Path:
    path = small / "scenario.yaml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return small


def messages(small: Path) -> list[str]:
    return [f"{f.severity} {f.code}: {f.message}" for f in load(small, lint=True).findings]


def test_views_that_are_left_out_are_made_from_the_widest(small: Path) -> None:
    found = load(with_map(small, HEAD + PORT)).use().meta.map
    assert found.land
    assert (found.middle.lon, found.middle.across, found.close.lon, found.close.across) == (20, 75, 22, 40)


def test_a_pack_without_a_map_has_an_empty_chart(small: Path) -> None:
    found = load(small).use().meta.map
    assert not found.land
    assert found.places == ()
    assert found.marks == ()


@pytest.mark.parametrize(("lines", "words"), [
    ("  home: [Austria-Hungary]\n", "error unknown-country: no country of the map is called 'Austria-Hungary'"),
    ("  home: [Japn]\n", "error unknown-country: no country of the map is called 'Japn'; did you mean 'Japan'"),
    ("  player: port\n", "error unknown-id: unknown place 'port'"),
    (PORT + "  rival: {from: prot, to: [21, 11]}\n", "error unknown-id: unknown place 'prot'; did you mean 'port'"),
    ("  places: [{id: a, name: A, at: [37.5, 127]}]\n", "error bad-place: the latitude 127 is not on the map, which ends at 84 degrees"),
    ("  marks: [{id: a, kind: partner, indicator: luck, at: [1, 2]}]\n", "error unknown-id: unknown indicator 'luck'"),
    ("  marks: [{id: a, kind: friend, indicator: luck, at: [1, 2]}]\n", "error bad-value: "),
    ("  places: [{id: a, name: A, at: [1, 2]}, {id: a, name: B, at: [1, 2]}]\n", "error duplicate-id: place 'a' stands here a second time"),
    ("  places: [{id: far, name: Far, at: [-150, 12]}]\n  player: far\n", "warning off-map: 'far' lies outside what cards leave free"),
    (PORT + "  patron: {from: port, to: [22, 60]}\n", "warning off-map: the point of the patron's arrow lies outside what cards leave"),
])
def test_what_is_not_there_is_told(small: Path, lines: str, words: str) -> None:
    found = messages(with_map(small, HEAD + lines))
    assert len(found) == 1, found
    assert found[0].startswith(words)


def test_a_place_that_is_written_the_wrong_way_round_is_turned(small: Path) -> None:
    swapped = HEAD + "  places: [{id: a, name: A, at: [37.5, 127]}]\n"
    assert messages(with_map(small, swapped))[0].endswith("longitude stands first: [127, 37.5]?")


def test_a_place_far_north_on_a_card_is_told_too(small: Path) -> None:
    cards = small / "events" / "cards.yaml"
    text = cards.read_text(encoding="utf-8")
    cards.write_text(text.replace("  from: ", "  place: [37.5, 127]\n  from: ", 1), encoding="utf-8")
    assert [m for m in messages(small) if m.startswith("error bad-place")]


def test_packs_inherit_the_map_and_its_words() -> None:
    base, lesson = load_scenario("crossroads-2025"), load_scenario("first-steps")
    assert base.meta.map == lesson.meta.map
    assert lesson.texts.get("map.places.seoul.name", "ko") == "서울"
    assert {mark.kind for mark in base.meta.map.marks} == {"partner", "troops", "threat"}
