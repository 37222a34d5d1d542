"""Open to everybody: every action of every screen by Tab and by arrows, Esc leads back, all of it can be said, colour is never alone."""

import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.ui import words
from game.ui.canvas import Canvas
from game.ui.desk import Desk
from game.ui.gallery import SCENARIO, pages, play
from game.ui.geometry import Rect
from game.ui.loop import App, Layer
from game.ui.marks import COLOURS, mark
from game.ui.outcome import Push
from game.ui.screen import Look, context_for
from game.ui.screens.briefing import briefing_screen
from game.ui.screens.help import help_screen
from game.ui.screens.ledger import ledger_screen
from game.ui.screens.records import records_screen
from game.ui.screens.result import result_screen
from game.ui.screens.scenarios import scenarios_screen
from game.ui.screens.settings import settings_screen
from game.ui.screens.title import title_screen
from game.ui.screens.turn import turn_screen
from game.ui.stage import ARROWS
from game.ui.text import Setter
from game.ui.theme import THEMES
from game.ui.widgets import Scroll
from game.ui.window import Window
from tests.ui.test_screens_outside import make_desk

LAYOUTS = [(1.0, "en"), (2.0, "en"), (1.0, "ko")]
SAME = ({"washington", "alignment"}, {"seoul", "home"}, {"tokyo", "world"})


@pytest.fixture(scope="module", params=LAYOUTS, ids=lambda v: f"{v[1]}-{v[0]}")
def layers(request: pytest.FixtureRequest) -> Iterator[dict[str, Layer]]:
    """Every screen of the gallery, wide and compact, and in Korean."""
    scale, language = request.param
    words.use(language)
    look = Look("dark", scale, language, motion=False)
    with tempfile.TemporaryDirectory() as folder:
        desk = make_desk(Path(folder), scale, language)
        found = {}
        for name, screens in pages(desk, compact=scale > 1):
            found[name] = Layer(screens[-1], context_for((1280, 720), look, screens[-1].prefers))
        yield found
    words.use("en")


def test_every_action_has_a_place_in_the_order_or_a_key(layers: dict[str, Layer]) -> None:
    lost = [
        f"{name}: {widget.name or widget.label}"
        for name, layer in layers.items() for widget in layer.stage.root.walk()
        if widget.on_activate and widget.enabled and not widget.focusable and not widget.hotkeys and type(widget).__name__ != "Entry"
    ]
    assert lost == []


def test_every_step_of_the_telling_can_be_told_again(layers: dict[str, Layer]) -> None:
    screen = layers["resolve"].screen
    named = {int(widget.name.split()[1]) for widget in layers["resolve"].stage.order() if widget.name.startswith("entry ")}
    assert layers["resolve"].context.compact or named == set(range(len(screen.steps)))  # type: ignore[attr-defined]


def test_no_entry_is_without_its_step(layers: dict[str, Layer]) -> None:
    lost = [
        f"{name}: {widget.name}" for name, layer in layers.items() for widget in layer.stage.root.walk()
        if widget.name.startswith("entry ") and not widget.on_activate
    ]
    assert lost == []


def test_tab_visits_everything_once_and_comes_round(layers: dict[str, Layer]) -> None:
    for name, layer in layers.items():
        stage, order = layer.stage, layer.stage.order()
        stage.focus = None
        seen: list[object] = []
        for _step in order:
            stage.key(pygame.K_TAB)
            seen.append(stage.focus)
        assert seen == order, name
        stage.key(pygame.K_TAB)
        assert stage.focus is order[0], name


def test_names_in_the_order_are_not_the_same_twice(layers: dict[str, Layer]) -> None:
    """A name keeps the focus when a page is built anew: two of the same would make it jump."""
    for name, layer in layers.items():
        names = [widget.name for widget in layer.stage.order()]
        assert all(names), name
        assert len(names) == len(set(names)), (name, [one for one in names if names.count(one) > 1])


def test_arrows_reach_everything(layers: dict[str, Layer]) -> None:
    for name, layer in layers.items():
        order = [widget for widget in layer.stage.order() if not isinstance(widget, Scroll)]
        reached, waiting = {id(order[0])}, [order[0]]
        while waiting:
            here = waiting.pop()
            for way in ARROWS:
                layer.stage.focus_on(here)
                layer.stage.key(way)
                goal = layer.stage.focus
                if goal is not None and id(goal) not in reached:
                    reached.add(id(goal))
                    waiting.append(goal)
        assert [widget.name for widget in order if id(widget) not in reached] == [], name


def test_everything_in_the_order_can_be_said(layers: dict[str, Layer]) -> None:
    for name, layer in layers.items():
        for widget in layer.stage.order():
            said = widget.spoken()
            if not isinstance(widget, Scroll):
                assert len(said) > 2, f"{name}: {widget.name} says {said!r}"
                assert widget.label, f"{name}: {widget.name} has no label"
            for key in widget.hotkeys[:1]:
                assert pygame.key.name(key).upper() in said or "⏎" in said, f"{name}: {widget.name} does not name its key: {said!r}"


def test_the_focus_is_in_sight_wherever_tab_leads(layers: dict[str, Layer]) -> None:
    for name, layer in layers.items():
        stage = layer.stage
        stage.focus = None
        for _step in stage.order():
            stage.key(pygame.K_TAB)
            assert stage.focus is not None
            limit, shown = stage.focus.visible() or layer.context.rect, stage.focus.shown()
            assert shown.overlaps(limit), f"{name}: {stage.focus.name}"
            if shown.h <= limit.h - 16:
                assert limit.y - 1 <= shown.y, f"{name}: {stage.focus.name}"
                assert shown.bottom <= limit.bottom + 1, f"{name}: {stage.focus.name}"


def test_escape_leads_back_from_everywhere(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    match = play(desk.new_match(SCENARIO), 1)
    over = play(desk.new_match(SCENARIO), 99)
    app = App(Window("test", (1280, 720)), title_screen(desk), desk.look)
    app.look = Look(motion=False)
    try:
        opened = [
            scenarios_screen(desk), briefing_screen(desk, SCENARIO), records_screen(desk), settings_screen(desk), help_screen(desk),
            turn_screen(desk, match), ledger_screen(desk, match), result_screen(desk, over),
        ]
        for screen in opened:
            app.apply(Push(screen))
            depth = len(app.layers)
            for _press in range(3):
                app.dispatch(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE, mod=0, unicode=""))
                if len(app.layers) != depth:
                    break
            assert len(app.layers) != depth, type(screen).__name__
            _leave(app)
    finally:
        app.jobs.close()
        app.window.close()


def _leave(app: App) -> None:
    """From the menu of a turn: save and leave."""
    if len(app.layers) > 1:
        assert type(app.top.screen).__name__ == "Menu"
        app.dispatch(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_q, mod=0, unicode=""))
    assert len(app.layers) == 1


# colour is never alone


def shape_of(who: str) -> np.ndarray:
    """Draw a mark in white and return where it has ink."""
    surface = pygame.Surface((64, 64))
    mark(Canvas(surface, Setter(), THEMES["dark"]), who, 32, 32, 40, "#FFFFFF")
    return pygame.surfarray.array3d(surface)[:, :, 0] > 127


@pytest.mark.parametrize(("one", "other"), list(combinations(sorted(COLOURS), 2)))
def test_every_power_and_road_has_a_shape_of_its_own(one: str, other: str) -> None:
    first, second = shape_of(one), shape_of(other)
    assert first.any()
    differs = (first ^ second).sum() / max(first.sum(), second.sum())
    if {one, other} in SAME:
        assert differs == 0
    else:
        assert differs > 0.08, "the shapes are too much alike without their colours"


def test_whoever_speaks_or_minds_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each box, answer, card and tag of a power draws that power's mark."""
    from game.ui import marks

    drawn: list[str] = []
    for module in ("signalbox", "answers", "footer", "levels", "telling", "ladder", "strip", "advisors"):
        monkeypatch.setattr(f"game.ui.screens.parts.{module}.mark", lambda _canvas, who, *_rest: drawn.append(who))
    desk: Desk = make_desk(tmp_path)
    match = play(desk.new_match(SCENARIO), 2)
    for screen in (turn_screen(desk, match),):
        layer = Layer(screen, context_for((1280, 720), Look(motion=False)))
        layer.stage.draw(Canvas(pygame.Surface((1280, 720)), layer.context.text, layer.context.theme))
    assert {"washington", "beijing"} <= set(drawn)
    assert set(drawn) <= set(marks.COLOURS)


def test_a_switch_and_a_choice_are_told_without_colour(tmp_path: Path) -> None:
    """In grey, on and off, chosen and not, still differ."""
    from game.ui.widgets import Segments, Toggle

    def grey(widget: Toggle | Segments) -> np.ndarray:
        surface = pygame.Surface((240, 48))
        widget.draw(Canvas(surface, Setter(), THEMES["dark"]))
        return pygame.surfarray.array3d(surface).mean(axis=2)

    box = Rect(0, 4, 240, 36)
    on, off = (grey(Toggle(box, "x", on=state, on_change=lambda _on: None)) for state in (True, False))
    assert (np.abs(on - off) > 60).sum() > 150
    left, right = (grey(Segments(box, ["a", "b"], chosen, lambda _i: None)) for chosen in (0, 1))
    assert (np.abs(left - right) > 60).sum() > 500
