"""The mouse of the window tests aims again when a late answer moves what it aims at, and never clicks twice.

The loop and its trace are the program's own; only X is replaced: events go straight to the loop, and late answers come at the
worst moments.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pygame
import pytest

from game.ui.app import Game
from game.ui.geometry import Rect
from game.ui.outcome import REBUILD, Outcome
from game.ui.screen import Context, Screen
from game.ui.widgets import Button, Group, Stepper, Widget
from game.ui.window import Window
from tests.ui.hands import desk
from tests.ui.real_hands import Mouse
from tests.ui.real_hands import Window as RealWindow

HIGH = 60


@dataclass
class Page(Screen):
    """Two buttons and a stepper; `down` is how far all has been pushed down, `leaps` how far each click pushes it."""

    down: int = 0
    points: int = 1
    leaps: int = 0
    covered: bool = False
    pressed: list[str] = field(default_factory=list)

    def build(self, context: Context) -> Widget:
        def press(name: str) -> Outcome:
            self.pressed.append(name)
            self.down += self.leaps
            return REBUILD

        def spend(value: int) -> Outcome:
            self.points = value
            return REBUILD

        tops = [100 + self.down + HIGH * place for place in range(3)]
        return Group(context.rect, [
            Button(Rect(100, tops[0], 300, 48), "wanted", lambda: press("wanted")),
            Button(Rect(100, tops[1], 300, 48), "other", lambda: press("other")),
            Stepper(Rect(100, tops[2], 300, 48), "points", self.points, spend, most=4, name="programme 0"),
            *[Button(Rect(100, tops[0], 300, 48), "cover", lambda: press("cover"))] * self.covered,
        ])


class Pretended:
    """A window whose program lives in this process; `late` maps a step, such as "mousedown", to what comes just before it, once each."""

    def __init__(self, folder: Path) -> None:
        self.window, self.page = Window("test", (1280, 720)), Page()
        pygame.event.clear()
        self.app = Game(self.window, desk(), self.page)
        self.path = folder / "trace.jsonl"
        self.late: dict[str, list[Callable[[], None]]] = {}
        self.at, self.steps = (0, 0), list[str]()
        self.app.draw()

    left = False

    @property
    def shown(self) -> str:
        return str(self.now["screen"])

    @property
    def now(self) -> dict[str, Any]:
        return cast("dict[str, Any]", json.loads(self.path.read_text(encoding="utf-8").splitlines()[-1]))

    def push_down(self, by: int) -> None:
        self.page.down += by
        self.app.apply(REBUILD)

    def tool(self, *words: str) -> None:
        verb = words[0]
        self.steps.append(verb)
        for answer in self.late.pop(verb, [])[:1]:
            answer()
        if verb == "mousemove":
            self.at = (int(words[-2]), int(words[-1]))
        kind = {"mousemove": pygame.MOUSEMOTION, "mousedown": pygame.MOUSEBUTTONDOWN, "mouseup": pygame.MOUSEBUTTONUP}[verb]
        pygame.event.post(pygame.event.Event(kind, pos=self.at, rel=(0, 0), buttons=(0, 0, 0), button=1))
        self.settle()

    act = tool

    def settle(self) -> None:
        self.app.frame(moving=True)

    def wait_for(self, holds: Callable[[dict[str, Any]], bool]) -> None:
        assert holds(self.now)

    def widget(self, name: str) -> dict[str, Any]:
        return RealWindow.widget(cast("RealWindow", self), name)

    def usable(self, name: str) -> bool:
        return RealWindow.usable(cast("RealWindow", self), name)


@pytest.fixture
def pretended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pretended]:
    monkeypatch.setenv("TIGHTROPE_TRACE", str(tmp_path / "trace.jsonl"))
    made = Pretended(tmp_path)
    yield made
    made.app.jobs.close()
    if made.app.trace:
        made.app.trace.close()
    made.window.close()


@pytest.mark.parametrize("moment", ["mousemove", "mousedown", "mouseup"])
@pytest.mark.parametrize("by", [HIGH, -HIGH, 300], ids=["nothing slides under", "another slides under", "far away"])
def test_a_button_that_moves_is_met_once_and_nothing_else_is(pretended: Pretended, moment: str, by: int) -> None:
    pretended.late[moment] = [lambda: pretended.push_down(by)]
    Mouse(cast("RealWindow", pretended)).use("button wanted")
    assert pretended.page.down == by, "the answer came"
    assert pretended.page.pressed == ["wanted"]


def test_a_button_that_stands_still_is_clicked_at_once(pretended: Pretended) -> None:
    Mouse(cast("RealWindow", pretended)).use("button wanted")
    assert pretended.steps == ["mousemove", "mousedown", "mouseup"]
    assert pretended.page.pressed == ["wanted"]


def test_a_click_that_moves_its_own_button_is_not_repeated(pretended: Pretended) -> None:
    """What a click leads to may move the button at once: it has been met all the same."""
    pretended.page.leaps = 200
    Mouse(cast("RealWindow", pretended)).use("button wanted")
    assert pretended.widget("button wanted")["rect"][1] == 300
    assert pretended.page.pressed == ["wanted"]


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("moment", ["mousemove", "mousedown", "mouseup"])
def test_a_stepper_that_moves_comes_to_the_level_that_was_meant(pretended: Pretended, moment: str, by: int) -> None:
    pretended.late[moment] = [lambda: pretended.push_down(25)]
    Mouse(cast("RealWindow", pretended)).level(0, by)
    assert pretended.page.points == 1 + by
    assert pretended.page.pressed == []


def test_a_widget_that_cannot_be_met_is_named(pretended: Pretended) -> None:
    pretended.page.covered = True
    pretended.app.apply(REBUILD)
    pretended.settle()
    with pytest.raises(AssertionError, match="button wanted on Page cannot be met with the mouse, last 'button cover' was"):
        Mouse(cast("RealWindow", pretended)).use("button wanted")
    assert pretended.page.pressed == []
