"""The map, its arrows and pins; the fan; the icons."""

from pathlib import Path

import numpy as np
import pygame
import pytest

from game.charts.fan import Fan, fan
from game.charts.shapes import Polygon, Text
from game.ui import assets
from game.ui.arrows import arrow, curve
from game.ui.atlas import Atlas, atlas_of
from game.ui.canvas import Canvas
from game.ui.draw import ChartView
from game.ui.geography import Projection, View, on_land, picture, touches_land, world
from game.ui.geometry import Rect
from game.ui.map import Arrow, Map, Pin, Sector
from game.ui.mapspots import Mark, MarkSpot, Told
from game.ui.outcome import Stay
from game.ui.stage import Stage
from game.ui.text import Setter
from game.ui.theme import THEMES
from tests.ui.hands import compiled

PAGE = Rect(0, 64, 1280, 592)
BEIJING, SEOUL, TOKYO = (116.4, 39.9), (126.98, 37.57), (139.7, 35.68)
HOME = ("South Korea",)
CARD_ICONS = """chip ship factory missile radar soldier jet submarine flag handshake ballot crowd newspaper gavel bank coins mineral battery
car plane phone shop film fish island platform atom bomb scroll book hospital truck container crane satellite eye shield scales lightning
globe mountain snow fire temple hammer wheat magnet clock key lock bridge tree palm-tree"""
UI_ICONS = """menu undo help book ledger settings shield coins compass landmark ballot ship handshake check circle alert play pause
step-forward skip-back chevrons-right corner-down-left map line-chart users clock trending-up zap arrow-up arrow-down arrow-right volume
volume-off eye keyboard languages folder trash download home x plus minus"""


def korea() -> Atlas:
    """The base scenario's map."""
    return atlas_of(compiled().meta.map, lambda key, default: compiled().texts.get(key, "en", default))


def test_places_lie_as_in_the_mock_ups() -> None:
    projection = Projection(PAGE, korea().wide)
    for place, (x, y) in ((BEIJING, (393, 187)), (SEOUL, (618, 251)), (TOKYO, (889, 300))):
        assert projection.project(*place) == pytest.approx((x, y), abs=3)


def test_seoul_is_gold_and_the_yellow_sea_is_sea() -> None:
    colours = THEMES["dark"].screen
    drawn = picture((1280, 592), korea().wide, colours, HOME)
    projection = Projection(Rect(0, 0, 1280, 592), korea().wide)

    def at(lon: float, lat: float) -> tuple[int, ...]:
        x, y = projection.project(lon, lat)
        return tuple(drawn.get_at((round(x), round(y))))[:3]

    assert at(127.5, 36.5) == colours.rgb("south")
    assert at(126.8, 40.3) == colours.rgb("land")
    assert at(123.6, 36.3) == colours.rgb("sea")
    assert {"South Korea", "North Korea", "China", "Japan", "Australia", "Brazil"} <= set(world().names)


def test_the_world_goes_on_beyond_its_edge() -> None:
    """A view over the date line shows New Zealand and Alaska, and places lie the shorter way round."""
    colours = THEMES["dark"].screen
    view = View(178.0, 0.0, 150.0)
    drawn = picture((1500, 1900), view, colours, ("New Zealand", "United States of America"))
    projection = Projection(Rect(0, 0, 1500, 1900), view)
    for lon, lat in ((170.3, -44.2), (-153.0, 65.0)):
        x, y = projection.project(lon, lat)
        assert tuple(drawn.get_at((round(x), round(y))))[:3] == colours.rgb("south")
        assert projection.place(x, y) == pytest.approx((lon % 360, lat), abs=0.02)
        box = Rect(x - 5, y - 5, 10, 10)
        assert touches_land(projection, box, ("New Zealand", "United States of America")), "a name there stands on gold"
        assert not touches_land(projection, box.moved(-150, 0), ("New Zealand", "United States of America"))


def test_what_lies_on_land_is_known() -> None:
    assert on_land(127.5, 36.5, HOME)
    assert not on_land(126.8, 40.3, HOME)
    assert not on_land(123.6, 36.3, HOME)
    assert on_land(149.1, -35.3, ("Australia",))
    for lon in (-172.0, 188.0, 150.0, 510.0):
        assert on_land(lon, 66.0, ("Russia",)), "also beyond the date line, however it is counted"


def test_marks_beyond_the_view_stand_at_the_edge_that_faces_them() -> None:
    room = Rect(0, 0, 600, 400)
    told = Told("Far", "5", "far away")
    made = Map(room, korea(), Setter(), view=korea().close, marks=[
        Mark("west", "partner", 10.0, 36.0, "West", "5", told=told), Mark("south", "partner", 126.0, -30.0, "South", "5", told=told),
        Mark("here", "threat", 124.0, 39.5, "Here", "5", told=told),
    ])
    west, south, here = (spot for spot in made.notes.children if isinstance(spot, MarkSpot))
    assert west.rect.x < 60
    assert west.way[0] < -0.9
    assert south.rect.bottom > 350
    assert south.way[1] > 0.9
    assert here.way == (0.0, 0.0)
    assert here.rect.inset(-30).contains(*made.project(124.0, 39.5))


def test_arrow_grows_with_strength_and_part() -> None:
    def thickness(strength: float) -> float:
        outline = arrow((0, 0), (200, 100), strength)
        return max(abs(a[1] - b[1]) + abs(a[0] - b[0]) for a, b in zip(outline, reversed(outline), strict=True))

    assert thickness(10) < thickness(50) < thickness(100)
    assert max(p[0] for p in arrow((0, 0), (200, 100), 50, part=0.5)) < 140
    whole = arrow((0, 0), (200, 100), 50)
    assert any(abs(p[0] - 200) < 0.01 and abs(p[1] - 100) < 0.01 for p in whole), "the tip is on the target"
    assert curve((0, 0), (200, 100))[0] == (0, 0)


def test_pins_keep_apart_and_inside() -> None:
    free = Rect(16, 72, 1248, 340)
    made = Map(PAGE, korea(), Setter(), pins=[Pin(i, *SEOUL) for i in range(1, 5)] + [Pin(5, 200, 10)], free=free)
    for i, (x, y) in enumerate(made.spots):
        assert free.contains(x, y)
        for other in made.spots[:i]:
            assert abs(x - other[0]) > 24 or abs(y - other[1]) > 30


def test_pins_can_be_reached_and_words_fit() -> None:
    chosen: list[int] = []
    made = Map(
        PAGE, korea(), Setter(), pins=[Pin(1, *SEOUL), Pin(2, 121, 31)], arrows=[Arrow("beijing", 40), Arrow("washington", 80)],
        sectors=[Sector("ship", 129, 35, "beijing", "Exports −1.2 pt")], on_pin=chosen.append,
    )
    stage = Stage(made, Setter())
    assert len(stage.order()) == 2
    stage.focus_on(made.find("pin 2"))
    assert stage.key(13) == Stay()
    assert chosen == [2]
    assert not [box for box in stage.text_boxes() if box.overflows]


def test_small_map_hides_names_that_do_not_fit() -> None:
    small = Map(Rect(0, 0, 200, 200), korea(), Setter(), view=korea().close)
    for words in small.words(Setter()):
        assert small.rect.x <= words.rect.x
        assert words.rect.right <= small.rect.right


@pytest.mark.parametrize("name", [f"cards/{n}" for n in CARD_ICONS.split()] + UI_ICONS.split())
def test_icon_exists_and_shows_its_colour(name: str) -> None:
    drawn = assets.icon(name, 32, (255, 0, 0))
    assert drawn.get_size() == (32, 32)
    pixels = [tuple(drawn.get_at((x, y))) for x in range(32) for y in range(32)]
    assert sum(p[3] > 128 for p in pixels) > 15
    assert all(p[:3] == (255, 0, 0) for p in pixels if p[3] == 255)


def test_licences_name_every_folder() -> None:
    text = (assets.folder() / "LICENCES.md").read_text(encoding="utf-8")
    for part in ("fonts/", "map/", "icons/ui", "icons/cards"):
        assert part in text
        assert Path(assets.folder() / part).exists()


def test_fan_bands_and_labels() -> None:
    rng = np.random.default_rng(5)
    futures = np.cumsum(np.concatenate([np.full((500, 1), 50.0), rng.normal(-0.4, 2.0, (500, 7))], axis=1), axis=1)
    values = Fan.of(futures)
    assert values.median[0] == 50
    assert all(a <= b for low, high in zip(values.rows, values.rows[1:], strict=False) for a, b in zip(low, high, strict=True))
    chart = fan(values, before=values.median, words=("now", "Result", "2030 H1"))
    assert all(0 <= x <= 1 and 0 <= y <= 1 for shape in chart if isinstance(shape, Polygon) for x, y in shape.points)
    texts = [shape.text for shape in chart if isinstance(shape, Text)]
    assert texts == ["50", f"{values.rows[4][-1]:.0f}", f"{values.median[-1]:.0f}", f"{values.rows[0][-1]:.0f}", "now", "Result", "2030 H1"]
    boxes = ChartView(Rect(0, 0, 352, 120), chart).text_boxes(Setter())
    assert not [box for box in boxes if box.overflows]
    for i, box in enumerate(boxes):
        assert not any(box.rect.overlaps(other.rect) for other in boxes[:i])


def test_fan_eases() -> None:
    old, new = Fan(((40.0, 40.0),) * 5), Fan(((40.0, 60.0),) * 5)
    assert new.eased(old, 0).median == (40, 40)
    assert 50 < new.eased(old, 0.5).median[1] < 60
    assert new.eased(old, 1) == new
    assert new.eased(Fan(((1.0,),) * 5), 0) == new


@pytest.mark.parametrize("wide", [150, 260, 900])
def test_what_is_hit_is_told_inside_the_map_however_narrow_it_is(wide: int) -> None:
    room = Rect(0, 0, wide, 240)
    far = Sector("container", 109.8, 40.7, "beijing", "Consumer goods −$4bn", "−$4bn", Told("Consumer goods", "", "Customs"))
    made = Map(room, korea(), Setter(), view=korea().close, sectors=[far])
    told = made.words(Setter())[-1]
    assert told.text == ("−$4bn" if wide == 150 else "Consumer goods −$4bn")
    spot = next(one for one in made.notes.children if one.label == "Consumer goods")
    for box in (told.rect, spot.rect):
        assert box.x >= 0
        assert box.right <= wide
        assert 0 <= box.y <= box.bottom <= 240
    assert not told.rect.overlaps(spot.rect)


def test_a_map_that_is_drawn_again_shows_the_same_and_what_changes_is_drawn_anew() -> None:
    """From its second drawing on it keeps a picture; another theme, another arrow or a window that cuts it off is no such case."""
    surface = pygame.Surface((1280, 720))
    shown = Map(PAGE, korea(), Setter(1.0), view=korea().wide, arrows=[Arrow("beijing", 40)], pins=[Pin(1, *TOKYO)])

    def drawn(theme: str = "dark", *, cut: bool = False) -> bytes:
        surface.set_clip(None)
        surface.fill((1, 2, 3))
        surface.set_clip(pygame.Rect(0, 0, 700, 400) if cut else None)
        shown.paint(Canvas(surface, Setter(1.0), THEMES[theme]))
        return pygame.image.tobytes(surface, "RGB")

    first, cut = drawn(), drawn(cut=True)
    assert [drawn() for _again in range(3)] == [first] * 3
    assert drawn(cut=True) == cut != first
    light = drawn("light")
    assert light != first
    assert [drawn("light") for _again in range(3)] == [light] * 3
    shown.arrows = [Arrow("beijing", 90)]
    assert drawn("light") != light
    shown.arrows = [Arrow("beijing", 40)]
    assert drawn() == first
