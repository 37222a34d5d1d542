"""Hands in a tournament: a window that nobody sees, on a seat at a real server process."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pygame

from game.client.client import Client
from game.ui.app import Game
from game.ui.asking import NEWS
from game.ui.classroom import Classroom
from game.ui.desk import Desk
from game.ui.screens.title import title_screen
from tests.hosted import Hosted
from tests.ui.pack_hands import Reader
from tests.ui.test_screens_outside import make_desk

SCENARIO = "first-steps"


class Student(Reader):
    """A student at the title."""

    def __init__(self, folder: Path, *, mouse: bool = False) -> None:
        desk: Desk = make_desk(folder)
        desk.client = Client(folder / "settings")
        desk.classroom = Classroom(desk)
        self.notes: list[str] = []
        super().__init__(desk, title_screen(desk), mouse=mouse, make=Game)
        self.app.note = self.notes.append

    @property
    def room(self) -> Any:
        """Give the classroom."""
        return self.desk.classroom

    def wait(self, holds: Callable[[], Any], seconds: float = 20.0) -> None:
        """Let time pass until something holds."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"it never came on {self.where}: {self.texts}"
            for event in pygame.event.get():
                if event.type != NEWS:                 # two windows in one process share the queue of events
                    self.app.dispatch(event)
            if self.room.asking.posted.is_set():
                self.room.heard(self.app)
            time.sleep(0.01)
        self.settle()

    def wait_on(self, *names: str) -> None:
        """Let time pass until one of some screens is in front."""
        self.wait(lambda: self.where in names)

    def type(self, text: str, composed: str = "") -> None:
        """Type into the field in focus; `composed` is shown by an input method first."""
        for part in composed:
            self.app.dispatch(pygame.event.Event(pygame.TEXTEDITING, text=part, start=0, length=0))
        self.app.dispatch(pygame.event.Event(pygame.TEXTINPUT, text=text))
        self.settle()

    def focus(self, name: str) -> None:
        """Put the focus on a widget."""
        self.click(name) if self.mouse else self.tab_to(name)

    def find_class(self, where: str) -> None:
        """Go from the title to the class."""
        self.press("button Tournament")
        self.focus("field Code or address")
        self.type(where)
        self.press("button Look for it")
        self.wait(lambda: not self.screen.typed.busy)

    def play_turn(self) -> None:
        """Answer every card and end the turn."""
        assert self.where == "Brief"
        self.enter()
        for _step in range(12):
            if self.where != "Decide":
                break
            card = self.screen.card
            if card is not None and self.screen.table.chosen(card) < 0:
                number = next(w.number for w in self.app.top.stage.order() if w.name.startswith("answer ") and w.enabled)
                self.press(f"answer {number}")
            else:
                self.enter()

    def away(self) -> None:
        """Close the window."""
        self.room.leave()
        self.close()


def console(hosted: Hosted, method: str, path: str, **body: object) -> httpx2.Response:
    """Do something in the teacher's console."""
    answer = hosted.ask(method, f"/console{path}", hosted.teacher, **({"json": body} if body else {}))
    assert answer.status_code < 300, answer.text
    return answer
