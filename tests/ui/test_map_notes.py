"""Everything on the map explains itself, in every scenario: by keys, by pointer and aloud; nothing on it covers anything else."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest

from game.content.library import Library, load_scenario
from game.content.loading import load_pack
from game.session.match import Match
from game.ui.desk import Desk
from game.ui.gallery import play
from game.ui.geometry import Rect
from game.ui.map import Map
from game.ui.mapspots import MarkSpot, SectorSpot, Spot
from game.ui.narrator import whole
from game.ui.screen import Look, context_for
from game.ui.screens.brief import Brief
from game.ui.screens.decide import Decide
from game.ui.screens.parts.table import Table
from game.ui.screens.parts.theatre import sectors, theatre
from game.ui.screens.resolve import Resolve
from game.ui.stage import Stage
from game.ui.text import Setter
from game.ui.widgets import Widget
from tests.ui import hands
from tests.ui.hands import Hands, faults_of

SHIPPED = sorted(path.name for path in (Path(__file__).parents[2] / "scenarios").iterdir() if (path / "pack.yaml").exists())
SIZES = [((1280, 720), 1.0), ((1920, 1080), 1.0), ((1280, 720), 2.0)]


@cache
def begun(name: str) -> Match:
    """A game of a scenario, three turns on."""
    return play(Match.new(load_scenario(name), 11), 3)


def desk_for(match: Match) -> Desk:
    found = hands.desk()
    found.load = lambda _name: match.compiled
    return found


def map_page(match: Match, *, compact: bool) -> Decide:
    screen = Decide(desk_for(match), match, "map" if compact else "event:0")
    screen.side = "map"
    return screen


def stage_of(screen: Any, pixels: tuple[int, int], scale: float) -> Stage:
    context = context_for(pixels, Look("dark", scale, "en", motion=False))
    return Stage(screen.build(context), context.text)


def spots(root: Widget) -> list[Spot]:
    return [widget for widget in root.walk() if isinstance(widget, Spot) and widget.focusable]


@pytest.fixture
def table() -> Iterator[Hands]:
    found = Hands(hands.match())
    found.key(pygame.K_RETURN)
    found.settle()
    yield found
    found.close()


def test_m_and_tab_lead_to_every_mark_and_each_shows_its_note(table: Hands) -> None:
    table.key(pygame.K_m, "m")
    stage = table.app.top.stage
    names = [spot.name for spot in spots(stage.root)]
    kinds = {name.split()[1] for name in names}
    assert kinds == {"arrow", "mark", "rung"}
    assert len(names) == 2 + 7 + 8 + 5
    for name in names:
        table.tab_to(name)
        tip = table.app.top.stage.tip(Rect(0, 0, 1280, 720))
        assert tip is not None, name
        assert len(tip.label) > 60, name


def test_arrow_keys_walk_over_the_map(table: Hands) -> None:
    table.key(pygame.K_m, "m")
    table.tab_to("map mark europe")
    seen = set()
    for code in (pygame.K_DOWN, pygame.K_RIGHT, pygame.K_UP, pygame.K_RIGHT, pygame.K_UP):
        table.key(code)
        focus = table.app.top.stage.focus
        assert focus is not None
        seen.add(focus.name)
    assert len([name for name in seen if name.startswith("map ")]) >= 3


def test_a_note_names_value_meaning_and_source(table: Hands) -> None:
    table.key(pygame.K_m, "m")
    japan, rung = table.find("map mark japan"), table.find("map rung beijing 4")
    assert japan.spoken().startswith("Japan, 45, opens its word in the glossary, Japan trust 45 ")
    for words in ("index from 0 to 100", "more is better", "rely on each other", "Asan Institute"):
        assert words in japan.help
    for words in ("Mineral licences", "Comes at ire", "In a year: ", "On export licensing of minerals"):
        assert words in rung.help
    arrow = table.find("map arrow washington")
    assert "The wider the arrow" in arrow.help
    assert arrow.worth() == "38"


def test_a_mark_leads_to_its_word_and_the_story_waits_for_the_reader(table: Hands) -> None:
    table.key(pygame.K_m, "m")
    table.tab_to("map mark india")
    table.key(pygame.K_RETURN)
    assert table.where == "Glossary"
    assert table.screen.entry == "india"
    told = Resolve(hands.desk(), begun("crossroads-2025"))
    root = told.build(context_for((1280, 720), Look("dark", 1.0, "en", motion=False)))
    told.playing = True
    rung = root.find("map rung beijing 2")
    assert rung is not None
    assert rung.activate() is not None
    assert not told.playing


def test_a_page_read_aloud_names_the_marks_once_and_briefly(table: Hands) -> None:
    table.key(pygame.K_m, "m")
    said = whole(table.app.top.stage)
    for words in ("Europe 45", "US 28.5 thousand", "North Korea 52", "Beijing's ire 30"):
        assert said.count(words) == 1, words
    assert "rely on each other" not in said


def test_sectors_under_coercion_have_rings_with_notes() -> None:
    match = hands.match()
    calm = match.view()
    assert sectors(Table(hands.desk(), match, calm)) == []
    table = Table(hands.desk(), match, replace(calm, rung=np.full_like(calm.rung, 3)))
    hit = {rung.sector for rung in table.scenario.china_retaliation.ladder[:3]}
    shown = sectors(table)
    assert len(shown) == len(hit)
    for one in shown:
        assert one.told.note.startswith(f"{one.told.name}: {one.told.value}\n")
        assert "Comes at ire" in one.told.note
    made = theatre(table, Rect(0, 0, 400, 240), Setter())
    assert len([one for one in spots(made) if isinstance(one, SectorSpot)]) == len(hit)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize(("pixels", "scale"), SIZES)
def test_nothing_on_a_map_covers_anything_else(name: str, pixels: tuple[int, int], scale: float) -> None:
    match = begun(name)
    compact = scale > 1
    resolve = Resolve(desk_for(match), match)
    resolve._started = True
    for screen in (Brief(desk_for(match), match), map_page(match, compact=compact), resolve):
        stage = stage_of(screen, pixels, scale)
        for shown in (widget for widget in stage.root.walk() if isinstance(widget, Map)):
            plates = [spot.rect for spot in spots(shown.notes) if isinstance(spot, MarkSpot | SectorSpot)]
            assert all(shown.rect.overlaps(box) for box in plates)
            crowd = [*plates, *shown.labels]
            bad = [(a, b) for a, b in combinations(crowd, 2) if a.overlaps(b, 1.0)]
            assert bad == [], f"{name} {type(screen).__name__}"
        assert faults_of(screen, pixels, scale) == []


def test_a_provocation_strikes_on_the_map() -> None:
    for seed in range(1, 12):
        match = Match.new(hands.compiled(), seed)
        while not match.over:
            play(match, match.turn)
            screen = Resolve(hands.desk(), match)
            screen._started = True
            place = next((i for i, step in enumerate(screen.steps) if step.chapter == "north" and step.loud), None)
            if place is not None:
                screen.at = place
                check_strike(screen)
                return
    raise AssertionError("no provocation in eleven games")


def check_strike(screen: Resolve) -> None:
    stage = stage_of(screen, (1280, 720), 1.0)
    marks = {one.one.kind: one for one in spots(stage.root) if isinstance(one, MarkSpot)}
    assert marks["threat"].one.struck
    assert marks["threat"].announced().startswith("North Korea ")
    assert not marks["partner"].announced()
    screen.at -= 1
    before = {one.one.kind: one for one in spots(stage_of(screen, (1280, 720), 1.0).root) if isinstance(one, MarkSpot)}
    assert not before["threat"].one.struck


def test_a_strike_moves_where_motion_is_on() -> None:
    match = begun("crossroads-2025")
    screen = Resolve(hands.desk(), match)
    screen._started = True
    screen.build(context_for((1280, 720), Look("dark", 1.0, "en", motion=True)))
    assert screen.map is not None
    screen.grown = 0.0
    parts = []
    while screen.tick(0.1):
        parts.append(next(one.part for one in screen.map.notes.children if isinstance(one, MarkSpot)))
    assert parts == sorted(parts)
    assert parts[-1] == 1.0


def test_a_pack_without_a_map_has_a_chart_that_fits(root: Path) -> None:
    small = load_pack(root / "tests" / "broken_packs" / "base", Library([]).find).use()
    match = Match.new(small, 5)
    for pixels, scale in SIZES:
        for screen in (Brief(desk_for(match), match), map_page(match, compact=scale > 1)):
            stage = stage_of(screen, pixels, scale)
            shown = next(widget for widget in stage.root.walk() if isinstance(widget, Map))
            assert not shown.atlas.land
            assert [spot.name for spot in spots(shown.notes)] == ["map arrow beijing", "map arrow washington"]
            assert faults_of(screen, pixels, scale) == []
