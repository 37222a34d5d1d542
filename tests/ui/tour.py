"""A reader who follows the guide of the tutorial, by keyboard or by mouse, until the result; `on_step` sees each step once."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pygame

from game.content.library import load_scenario
from game.session.match import Match
from game.session.store import Store
from game.ui.desk import Desk, Preferences
from game.ui.loop import App
from game.ui.screen import Look
from game.ui.screens.parts.guiding import Guide, guide_of
from game.ui.screens.turn import turn_screen
from game.ui.window import Window
from tests.ui.hands import Hands

MOST = 400


@lru_cache(maxsize=1)
def lesson() -> Any:
    """Load the tutorial once."""
    return load_scenario("first-steps")


class Tourist(Hands):
    """Hands on the tutorial."""

    def __init__(
        self, seed: int = 3, *, text_scale: float = 1.0, language: str = "en", size: tuple[int, int] = (1280, 720), theme: str = "dark",
        mouse: bool = False,
    ) -> None:
        self.mouse = mouse
        self.match = Match.new(lesson(), seed)
        self.window = Window("test", size)
        self.desk = Desk(Store(Path("unused")), list, lambda _name: lesson(), Preferences(language=language))
        pygame.event.clear()
        self.app = App(self.window, turn_screen(self.desk, self.match), Look(theme, text_scale, language, motion=False))

    @property
    def guide(self) -> Guide:
        """Give the guide."""
        found = guide_of(self.desk, self.match)
        assert found is not None
        return found

    @property
    def note(self) -> Any:
        """Give the note on the page, or None."""
        return next((w for w in self.app.top.stage.root.walk() if type(w).__name__ == "Note"), None)

    def follow(self, on_step: Callable[["Tourist", int], None] = lambda _tourist, _step: None) -> list[int]:
        """Follow the guide to its last word; gives the steps that were shown, in order."""
        shown: list[int] = []
        for _round in range(MOST):
            self.settle()
            step = self.guide.current if self.note is not None else None
            if step is not None and step not in shown:
                shown.append(step)
                on_step(self, step)
            if step is None and self.where == "Result":
                return shown
            before = (self.where, self.match.turn, step, getattr(self.screen, "page", ""), dict(self.match.draft.answers))
            self.do(self.guide.steps[step].wait_for if step is not None else "on")
            self.settle()
            now = self.guide.current if self.note is not None else None
            after = (self.where, self.match.turn, now, getattr(self.screen, "page", ""), dict(self.match.draft.answers))
            assert before != after, f"nothing happens at {before}: {self.guide.step}"
        raise AssertionError(f"the guide does not end: {shown}")

    def do(self, what: str) -> None:
        """Do what a step waits for, or go on."""
        kind, _colon, name = what.partition(":")
        ways: dict[str, Callable[[], None]] = {
            "next": lambda: self.press(pygame.K_n, "coach next"), "ledger": self.ledger,
            "back": lambda: self.press(pygame.K_ESCAPE, "button Back"), "forecast": self.forecast, "advisors": self.advisor,
            "point": lambda: self.point_on(name),
        }
        ways.get(kind, self.on)()

    def press(self, code: int, name: str, text: str = "") -> None:
        """Press a key or click a widget."""
        if self.mouse:
            self.click(name)
        else:
            self.key(code, text)

    def on(self) -> None:
        """Answer the card in front if it has no answer, else do what the gold button says."""
        screen = self.screen
        if self.where == "Decide" and screen.page in ("forecast", "advisors", "map"):
            if self.mouse:
                self.click("tab points:0" if self.match.draft.answers else "tab event:0")
            else:
                self.key(pygame.K_p) if self.match.draft.answers else self.tab_and_press("tab event:0")
            return
        if self.where == "Decide" and screen.card is not None and screen.table.chosen(screen.card) < 0:
            number = next(w.number for w in self.app.top.stage.order() if w.name.startswith("answer "))  # type: ignore[attr-defined]
            if self.mouse:
                self.click(f"answer {number}", self.bare(f"answer {number}"))
            else:
                self.key(pygame.K_0 + number, str(number))
            return
        focus = self.app.top.stage.focus
        if not self.mouse and focus is not None and focus.name.startswith(("advisor ", "tab ")) and self.find_or_none("gold"):
            self.tab_to("gold")          # Enter would act on what has the focus
        last = next(w.name for w in reversed(self.app.top.stage.order()) if getattr(w, "kind", "") == "gold")
        self.press(pygame.K_RETURN, last)

    def bare(self, name: str) -> tuple[float, float] | None:
        """Give a part of a widget that the note does not lie on."""
        if self.note is None:
            return None
        box, note = self.find(name).shown(), self.note.rect
        parts = ((x, y) for x in (0.5, 0.15, 0.85) for y in (0.5, 0.2, 0.8))
        return next((part for part in parts if not note.contains(box.x + part[0] * box.w, box.y + part[1] * box.h)), None)

    def find_or_none(self, name: str) -> Any:
        """Give a widget of the page in front, or None."""
        return self.app.top.stage.root.find(name)

    def tab_and_press(self, name: str) -> None:
        """Go to a widget with Tab and activate it."""
        self.tab_to(name)
        self.key(pygame.K_RETURN)

    def ledger(self) -> None:
        """Open the ledger, by mouse through the menu."""
        if not self.mouse:
            self.key(pygame.K_l)
            return
        self.click("button Menu: Esc" if self.find_or_none("button Menu: Esc") else "button 메뉴: Esc")
        self.click("button Ledger" if self.find_or_none("button Ledger") else "button 장부")

    def forecast(self) -> None:
        """Look at the forecast."""
        if not self.mouse:
            self.key(pygame.K_f)
        elif self.find_or_none("forecast"):
            self.point(pygame.MOUSEMOTION, self.find("forecast").shown().centre)
        else:
            self.click("tab forecast")

    def advisor(self) -> None:
        """Look at an advisor's choice."""
        if not self.find_or_none("advisor alignment"):
            if self.mouse:
                self.click("tab advisors")
            else:
                self.tab_and_press("tab advisors")
        elif self.mouse:
            self.point(pygame.MOUSEMOTION, self.find("advisor alignment").shown().centre)
        else:
            self.tab_to("advisor alignment")

    def point_on(self, programme: str) -> None:
        """Give a programme a point."""
        number = self.match.scenario.programme(programme)
        name = f"programme {number}"
        if self.mouse:
            width = self.find(name).rect.w
            self.click(name, (1 - 16 / width, 0.5))
        else:
            self.tab_to(name)
            self.key(pygame.K_PLUS, "+")
