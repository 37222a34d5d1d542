"""The tutorial is played through by following its guide, by keyboard and by mouse, wide and compact; every step can be done."""

from collections.abc import Iterator
from functools import partial

import pygame
import pytest

from game.analysis.forecast import forecast
from game.ui import words
from game.ui.faults import faults
from game.ui.geometry import Rect
from game.ui.screen import Look
from game.ui.screens.parts.pointing import around
from tests.ui.tour import Tourist, lesson

STEPS = list(range(len(lesson().meta.guide)))


@pytest.fixture(autouse=True)
def few_futures(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A forecast of few futures is enough for a reader."""
    monkeypatch.setattr("game.ui.screens.decide.forecast", partial(forecast, futures=30))
    yield
    words.use("en")


def test_the_lesson_is_short_cannot_be_lost_and_is_told_in_two_languages() -> None:
    compiled = lesson()
    assert compiled.scenario.calendar.turns == 4
    assert compiled.scenario.endings == ()
    assert 8 <= len(compiled.scenario.events) <= 10
    assert all(compiled.texts.has(key, "ko") for key in compiled.texts.own)
    assert all(len(compiled.texts.get(f"guide.{number}.say")) <= 120 for number in STEPS)


@pytest.mark.parametrize("mouse", [False, True], ids=["keyboard", "mouse"])
@pytest.mark.parametrize("scale", [1.0, 2.0], ids=["wide", "compact"])
def test_a_reader_who_follows_sees_every_step(scale: float, mouse: bool) -> None:  # noqa: FBT001 - a parameter of the test
    tourist = Tourist(text_scale=scale, mouse=mouse)
    try:
        assert tourist.follow() == STEPS
        assert tourist.guide.done == set(STEPS)
        assert tourist.match.over
    finally:
        tourist.close()


@pytest.mark.parametrize("seed", [4, 5])
def test_other_games_show_every_step_too(seed: int) -> None:
    tourist = Tourist(seed)
    try:
        assert tourist.follow() == STEPS
    finally:
        tourist.close()


def sound(tourist: Tourist, step: int) -> None:
    """The note is whole, on the canvas, off what it speaks of and off the gold button; nothing on the page is cut or overlaps."""
    note, context = tourist.note, tourist.app.top.context
    assert faults(tourist.app.top.stage, context.rect) == [], step
    box = note.rect
    assert box.x >= 0
    assert box.y >= 0
    assert box.right <= context.width
    assert box.bottom <= context.height
    goal = around(note.found)
    if goal is not None and goal.w * goal.h < 0.3 * context.width * context.height:
        assert not box.overlaps(goal), (step, box, goal)
    gold = tourist.find_or_none("gold")
    if gold is not None:
        assert not box.overlaps(gold.shown()), step
    if lesson().meta.guide[step].point_at != "screen":
        assert goal is not None, f"step {step} points at nothing"


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_each_note_is_whole_and_hides_nothing_that_counts(scale: float, language: str) -> None:
    words.use(language)
    tourist = Tourist(text_scale=scale, language=language)
    try:
        assert tourist.follow(sound) == STEPS
    finally:
        tourist.close()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 1.5), ((1920, 1080), 1.0), ((1366, 768), 1.25), ((1000, 700), 1.0)])
def test_each_note_is_whole_at_other_sizes(size: tuple[int, int], scale: float, language: str) -> None:
    words.use(language)
    tourist = Tourist(text_scale=scale, language=language, size=size)
    try:
        assert tourist.follow(sound) == STEPS
    finally:
        tourist.close()


@pytest.fixture
def tourist() -> Iterator[Tourist]:
    made = Tourist()
    yield made
    made.close()


def test_the_guide_is_sent_away_and_called_back_by_key(tourist: Tourist) -> None:
    tourist.key(pygame.K_n)
    assert tourist.guide.current == 1
    tourist.key(pygame.K_x)
    assert tourist.note is None
    tourist.key(pygame.K_F1)
    assert tourist.where == "Brief"
    assert tourist.note is not None
    assert tourist.guide.current == 1
    tourist.key(pygame.K_F1)
    assert tourist.where == "Help"


def test_the_guide_is_sent_away_and_called_back_by_mouse(tourist: Tourist) -> None:
    tourist.click("coach skip")
    assert tourist.note is None
    tourist.settle()
    tourist.click("button Menu: Esc")
    tourist.click("button Bring the guide back")
    assert tourist.where == "Brief"
    assert tourist.note is not None
    tourist.click("coach skip")
    hint = next(w for w in tourist.app.top.stage.root.walk() if pygame.K_F1 in w.hotkeys and w.rect.w > 0)
    assert "guide" in getattr(hint, "text", "")
    for kind in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        tourist.point(kind, hint.shown().centre)
    assert tourist.note is not None


def test_a_click_on_the_note_does_not_reach_the_page(tourist: Tourist) -> None:
    box = tourist.note.rect
    for kind in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        tourist.point(kind, (box.x + 20, box.y + 8))
    assert tourist.where == "Brief"
    assert tourist.guide.current == 1, "a note that waits for the reader goes on"


def test_whoever_runs_ahead_is_met_where_he_is(tourist: Tourist) -> None:
    tourist.key(pygame.K_RETURN)
    tourist.settle()
    assert tourist.where == "Decide"
    assert tourist.guide.current == 4, "the notes of the brief are left behind"
    tourist.key(pygame.K_b)
    assert tourist.where == "Brief"
    assert tourist.guide.current == 0, "and come when the reader goes back"


def test_a_note_stands_aside_for_the_note_of_a_widget() -> None:
    tourist = Tourist(text_scale=2.0)
    try:
        while tourist.guide.current != 9:
            tourist.do(tourist.guide.steps[tourist.guide.current or 0].wait_for)
            tourist.settle()
        tip = tourist.app.top.stage.tip(Rect(0, 0, tourist.app.top.context.width, tourist.app.top.context.height))
        assert tip is not None
        assert not tip.rect.overlaps(tourist.note.rect)
    finally:
        tourist.close()


def test_each_step_is_read_out_and_rings_settle() -> None:
    tourist = Tourist()
    try:
        note = tourist.note
        assert note.announced() == lesson().texts.get("guide.0.say")
        assert not note.tick(0.1), "motion is off"
        tourist.app.change_look(Look())
        tourist.key(pygame.K_n)
        assert tourist.note.tick(0.1)
        assert not tourist.note.tick(0.5)
    finally:
        tourist.close()
