"""Two hands at a game without a display: keys and pointer events go through the loop as a player's would."""

import time
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pygame

from game.content.library import load_scenario
from game.rules.state import View
from game.session.match import Match
from game.session.store import Store
from game.ui.app import Game
from game.ui.desk import Desk, Preferences
from game.ui.faults import faults
from game.ui.geometry import Rect
from game.ui.loop import App
from game.ui.screen import Look, Screen, context_for
from game.ui.screens.turn import turn_screen
from game.ui.stage import Stage
from game.ui.widgets import Widget
from game.ui.window import Window


@lru_cache(maxsize=1)
def compiled() -> Any:
    """Load the base scenario once."""
    return load_scenario("crossroads-2025")


def desk(language: str = "en") -> Desk:
    """Give a desk without settings of a user."""
    return Desk(Store(Path("unused")), list, lambda _name: compiled(), Preferences(language=language))


def match(seed: int = 7) -> Match:
    """Begin a game that is not saved."""
    return Match.new(compiled(), seed)


def with_cards(view: View, *cards: int) -> View:
    """Put other cards on the table of a view."""
    found = np.full_like(view.cards, -1)
    for slot, card in enumerate(cards):
        found[slot, 0] = card % len(compiled().scenario.events)
    return replace(view, cards=found)


def faults_of(screen: Screen, pixels: tuple[int, int], text_scale: float, language: str = "en") -> list[str]:
    """List the layout faults of a screen at a size."""
    context = context_for(pixels, Look("dark", text_scale, language, motion=False))
    return faults(Stage(screen.build(context), context.text), Rect(*context.rect))


class Hands:
    """An app in a window that nobody sees; motion is off."""

    def __init__(self, played: Match, text_scale: float = 1.0, size: tuple[int, int] = (1280, 720)) -> None:
        self.match = played
        self.window = Window("test", size)
        pygame.event.clear()
        self.app = App(self.window, turn_screen(desk(), played), Look(text_scale=text_scale, motion=False))

    def close(self) -> None:
        """Put everything away."""
        self.app.jobs.close()
        self.window.close()

    @property
    def screen(self) -> Any:
        """Give the screen on top."""
        return self.app.top.screen

    @property
    def where(self) -> str:
        """Name the screen on top."""
        return type(self.screen).__name__

    def settle(self, seconds: float = 10.0) -> None:
        """Let slow work finish and its results arrive."""
        end = time.monotonic() + seconds
        while self.app.jobs.busy and time.monotonic() < end:
            for event in pygame.event.get():
                self.app.dispatch(event)
            time.sleep(0.002)
        self.app.draw()

    def key(self, code: int, text: str = "", mod: int = 0) -> None:
        """Press a key."""
        self.app.dispatch(pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=text))

    def tab_to(self, name: str) -> None:
        """Press Tab until a widget has the focus."""
        for _ in range(200):
            focus = self.app.top.stage.focus
            if focus is not None and focus.name == name:
                return
            self.key(pygame.K_TAB)
        raise AssertionError(f"Tab never reaches {name!r} on {self.where}")

    def find(self, name: str) -> Widget:
        """Give a widget of the page in front."""
        found = self.app.top.stage.root.find(name)
        assert found is not None, f"there is no {name!r} on {self.where}: {[w.name for w in self.app.top.stage.order()]}"
        return found

    def point(self, kind: int, at: tuple[float, float]) -> None:
        """Send a pointer event at a place in logical pixels."""
        scale = self.app.top.context.text.scale
        pixel = (round(at[0] * scale), round(at[1] * scale))
        self.app.dispatch(pygame.event.Event(kind, pos=pixel, rel=(0, 0), buttons=(0, 0, 0), button=1))

    def click(self, name: str, at: tuple[float, float] | None = None) -> None:
        """Move to a widget (turning the wheel until it is in sight) and click its middle, or a part of it."""
        for _ in range(60):
            widget = self.find(name)
            box, limit = widget.shown(), widget.visible()
            place = box.centre if at is None else (box.x + at[0] * box.w, box.y + at[1] * box.h)
            if limit is None or limit.contains(*place):
                break
            down = place[1] >= limit.bottom
            assert self.app.top.stage.wheel(*limit.centre, -1 if down else 1) is not None, f"{name!r} cannot be scrolled into sight"
        self.point(pygame.MOUSEMOTION, place)
        self.point(pygame.MOUSEBUTTONDOWN, place)
        self.point(pygame.MOUSEBUTTONUP, place)


class Playing(Hands):
    """Hands at the whole game, whose voice and sounds are written down instead of heard."""

    def __init__(self, *, speech: bool = False) -> None:
        self.match = match()
        self.window = Window("test", (1280, 720))
        self.desk = desk()
        self.desk.preferences = replace(self.desk.preferences, speech=speech, motion=False)
        self.heard: list[str] = []
        self.spoken: list[tuple[str, bool]] = []
        self.desk.say = lambda text, later: self.spoken.append((text, later))
        self.desk.play = self.heard.append
        pygame.event.clear()
        self.app: Any = Game(self.window, self.desk, turn_screen(self.desk, self.match))
        self.app.draw()

    def key(self, code: int, text: str = "", mod: int = 0) -> None:
        """Press a key, and draw what it led to."""
        super().key(code, text, mod)
        self.app.draw()

    def said(self) -> str:
        """Give what has been said since the last question."""
        text = ". ".join(text for text, _later in self.spoken)
        self.spoken.clear()
        return text
