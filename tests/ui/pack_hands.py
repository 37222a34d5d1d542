"""Hands at the packs' pages: by keyboard alone or by mouse alone, on a desk with example packs."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.session.match import Match
from game.session.store import Autosave
from game.ui.app import Game
from game.ui.desk import Desk
from game.ui.example_packs import Made, example_packs
from game.ui.gallery import play
from game.ui.loop import App
from game.ui.screen import Look, Screen
from game.ui.screens.packs.screen import packs_screen
from game.ui.window import Window
from tests.ui.hands import Hands
from tests.ui.test_screens_outside import make_desk


class Reader(Hands):
    """Hands on a desk, beginning at some screen; by keyboard alone or by mouse alone."""

    def __init__(self, desk: Desk, first: Screen, *, mouse: bool = False, make: type[App] = App) -> None:
        self.desk, self.mouse = desk, mouse
        self.window = Window("test", (1280, 720))
        pygame.event.clear()
        look = Look(text_scale=desk.preferences.text_scale, motion=False)
        self.app: Any = App(self.window, first, look) if make is App else Game(self.window, desk, first)
        self.settle(60)

    def press(self, name: str) -> None:
        """Go to a widget with Tab and activate it, or click it; then wait for what it leads to."""
        if self.mouse:
            self.click(name)
        else:
            self.tab_to(name)
            self.key(pygame.K_RETURN)
        self.settle(60)

    def enter(self) -> None:
        """Press the gold button."""
        self.press(next(w.name for w in self.app.top.stage.order() if getattr(w, "kind", "") == "gold"))

    def drop(self, path: Path) -> None:
        """Drop a file on the window."""
        self.app.dispatch(pygame.event.Event(pygame.DROPFILE, file=str(path)))
        self.settle(60)

    @property
    def texts(self) -> str:
        """Give all that is written on the page in front."""
        return "\n".join(box.text for box in self.app.top.stage.text_boxes())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


@pytest.fixture
def made(desk: Desk) -> Made:
    return example_packs(desk.store.folder)


@pytest.fixture
def reader(desk: Desk, made: Made) -> Iterator[Callable[..., Reader]]:
    """Make readers, put away at the end."""
    opened: list[Reader] = []

    def make(first: Screen | None = None, **options: Any) -> Reader:
        opened.append(Reader(desk, first or packs_screen(desk), **options))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def game_of(desk: Desk, made: Made, turns: int) -> Match:
    return play(Match.new(made.compiled, 3, "Mina", Autosave(desk.store)), turns)
