"""The loop applies what screens answer; jobs come back; nothing is drawn without need."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pygame
import pytest

from game.ui.jobs import JOB_DONE, Jobs
from game.ui.loop import App, next_scale, render
from game.ui.outcome import REBUILD, Outcome, Pop, Push, Quit, Replace
from game.ui.screen import Context, Key, Look, Screen, context_for
from game.ui.widgets import Button, Group, KeyHint, Widget
from game.ui.window import Window


@dataclass
class Page(Screen):
    name: str = "first"
    got: list[Any] = field(default_factory=list)
    built: int = 0
    overlay: bool = False

    def build(self, context: Context) -> Widget:
        self.built += 1
        self.context = context
        return Group(context.rect, [Button(context.rect.middle(200, 48), self.name, lambda: Push(Page("second", overlay=True)))])

    def handle(self, event: Key, context: Context) -> Outcome | None:
        answers: dict[int, Outcome] = {
            pygame.K_q: Quit(), pygame.K_r: REBUILD, pygame.K_x: Replace(Page("other")), pygame.K_p: Pop("result"),
        }
        return answers.get(event.code)

    def resumed(self, result: Any, context: Context) -> Outcome:
        self.got.append(result)
        return REBUILD


@pytest.fixture
def app() -> Iterator[App]:
    window = Window("test")
    pygame.event.clear()
    made = App(window, Page())
    yield made
    made.jobs.close()
    window.close()


def key(app: App, code: int, mod: int = 0) -> None:
    app.dispatch(pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=""))


def names(app: App) -> list[str]:
    return [layer.screen.name for layer in app.layers]  # type: ignore[attr-defined]


def test_push_pop_replace_quit(app: App) -> None:
    key(app, pygame.K_TAB)
    key(app, pygame.K_RETURN)
    assert names(app) == ["first", "second"]
    key(app, pygame.K_p)
    first = app.top.screen
    assert isinstance(first, Page)
    assert (names(app), first.got) == (["first"], ["result"])
    assert app.top.stage.focus is app.top.stage.root.find("button first"), "focus is kept over the rebuild"
    key(app, pygame.K_x)
    assert names(app) == ["other"]
    key(app, pygame.K_ESCAPE)
    assert app.running, "Esc does not leave the last screen"
    key(app, pygame.K_q)
    assert not app.running


def test_escape_goes_back(app: App) -> None:
    app.apply(Push(Page("second")))
    key(app, pygame.K_ESCAPE)
    assert names(app) == ["first"]


def test_pointer_reaches_the_button_at_any_scale(app: App) -> None:
    app.change_look(Look(text_scale=2.0))
    x, y = app.top.context.rect.centre
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        app.dispatch(pygame.event.Event(kind, pos=(round(x * 2), round(y * 2)), button=1))
    assert names(app) == ["first", "second"]


def test_clicking_a_key_hint_presses_the_key(app: App) -> None:
    hint = KeyHint(16, 40, "X", "other", app.top.context.text, pygame.K_x)
    app.top.stage.root.add(hint)
    pygame.event.clear()
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        pygame.event.post(pygame.event.Event(kind, pos=(20, 40), button=1))
    app.frame(moving=True)
    app.frame(moving=True)
    assert names(app) == ["other"]


def test_text_size_by_keys(app: App) -> None:
    key(app, pygame.K_EQUALS, pygame.KMOD_LCTRL)
    assert (app.look.text_scale, app.top.context.compact) == (1.25, True)
    key(app, pygame.K_0, pygame.KMOD_LCTRL)
    assert (app.look.text_scale, app.top.context.compact) == (1.0, False)
    assert next_scale(2.0, 1) == 2.0


def test_nothing_is_drawn_while_nothing_happens(app: App) -> None:
    drawn: list[int] = []
    app.draw()
    pygame.event.clear()
    app.draw = lambda: drawn.append(1)  # type: ignore[method-assign]
    app.dirty = app.top.stage.dirty = False
    for _ in range(3):
        pygame.event.post(pygame.event.Event(pygame.USEREVENT))
        assert app.frame(moving=False) is False
    assert not drawn
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=0, unicode=""))
    app.frame(moving=False)
    assert drawn == [1]


def test_a_clock_leaves_the_loop_asleep_and_a_hand_wakes_it(app: App) -> None:
    app._active = 0.0
    pygame.event.clear()
    pygame.event.post(pygame.event.Event(pygame.event.custom_type()))
    app.frame(moving=False)
    assert app._active == 0.0
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=0, unicode=""))
    app.frame(moving=False)
    assert app._active > 0.0


def test_job_comes_back_on_the_loop(app: App) -> None:
    got: list[str] = []
    page = app.top.screen
    assert isinstance(page, Page)
    page.context.background("forecast", lambda: "old", lambda result: got.append(result))  # noqa: PLW0108
    page.context.background("forecast", lambda: "new", lambda result: got.append(result))  # noqa: PLW0108
    end = time.monotonic() + 5
    while not got and time.monotonic() < end:
        app.frame(moving=True)
    assert got == ["new"]
    assert not app.jobs.busy


def test_screen_moves_on_by_itself(app: App) -> None:
    class Film(Page):
        past = 0.0

        def tick(self, dt: float) -> bool | Outcome:
            self.past += dt
            return Replace(Page("after")) if self.past > 0.03 else True

    app.apply(Replace(Film("film")))
    moving, frames = app.frame(moving=True), 0
    while moving and frames < 50:
        moving, frames = app.frame(moving=True), frames + 1
    assert names(app) == ["after"]
    assert frames < 10


def finish_jobs(app: App) -> None:
    end = time.monotonic() + 5
    while app.jobs.busy and time.monotonic() < end:
        app.frame(moving=True)


def test_result_goes_to_the_page_that_asked(app: App) -> None:
    page = app.top.screen
    assert isinstance(page, Page)
    page.context.background("x", lambda: 1, lambda _result: Replace(Page("changed")))
    app.apply(Push(Page("second")))
    finish_jobs(app)
    assert names(app) == ["changed", "second"]


def test_result_for_a_page_that_has_gone_is_dropped(app: App) -> None:
    got: list[int] = []
    second = Page("second")
    app.apply(Push(second))
    second.context.background("x", lambda: 1, got.append)
    app.apply(Pop())
    finish_jobs(app)
    assert (names(app), got) == (["first"], [])


def test_error_of_a_job_is_not_swallowed() -> None:
    pygame.display.init()
    jobs = Jobs()
    jobs.start("x", lambda: 1 // 0, lambda _result: None)
    end = time.monotonic() + 5
    events: list[pygame.event.Event] = []
    while not events and time.monotonic() < end:
        events = pygame.event.get(JOB_DONE)
    with pytest.raises(ZeroDivisionError):
        jobs.finish(events[0].number)
    jobs.close()


def test_canvas_size_and_compact() -> None:
    assert context_for((1280, 720), Look()).rect[2:] == (1280, 720)
    assert context_for((2560, 1440), Look()).rect[2:] == (1280, 720)
    assert context_for((2560, 1440), Look(text_scale=2)).compact
    assert not context_for((1920, 1080), Look()).compact
    assert context_for((1280, 720), Look("contrast"), prefers="light").theme.name == "contrast"
    assert context_for((1280, 720), Look(), prefers="light").theme.name == "light"


def test_overlay_leaves_the_page_in_sight() -> None:
    alone = render([Page()], (640, 360))
    both = render([Page(), Page("dialogue", overlay=True)], (640, 360))
    cover = render([Page(), Page("page")], (640, 360))
    assert alone.get_at((0, 0)) == cover.get_at((0, 0))
    assert both.get_at((0, 0)) != alone.get_at((0, 0))
