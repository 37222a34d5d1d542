"""A screen is a value: it builds widgets from a context and says what an event leads to."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

import pygame

from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Stay
from game.ui.text import Setter
from game.ui.theme import COMPACT_BELOW, THEMES, Theme, ui_scale
from game.ui.widgets.base import CHORD, Widget


@dataclass(frozen=True)
class Look:
    """What a player may set about the picture; `motion` off means that nothing moves."""

    theme: str = "dark"
    text_scale: float = 1.0
    language: str = "en"
    motion: bool = True


@dataclass(frozen=True)
class Key:
    """A key that no widget wanted: pygame's key code, its modifiers, and what it typed."""

    code: int
    mod: int = 0
    text: str = ""

    @property
    def letter(self) -> str:
        """Return what it typed, where that is a sign to search by; nothing for commands."""
        return self.text if self.text.isprintable() and not self.mod & CHORD else ""

    def searching(self, words: str) -> str | None:
        """Return what the words of a search become by this key, or None where it is none of theirs; Esc empties them."""
        if words and self.code in (pygame.K_BACKSPACE, pygame.K_ESCAPE):
            return words[:-1] if self.code == pygame.K_BACKSPACE else ""
        return words + self.letter if self.letter and (words or not self.letter.isspace()) else None


def _no_work(_key: Hashable, _work: Callable[[], Any], _done: Callable[[Any], Outcome | None]) -> None:
    return


@dataclass
class Context:
    """What a screen needs to build itself: size, look, text setter, background work."""

    width: float
    height: float
    look: Look = field(default_factory=Look)
    theme: Theme = THEMES["dark"]
    text: Setter = field(default_factory=Setter)
    background: Callable[[Hashable, Callable[[], Any], Callable[[Any], Outcome | None]], None] = _no_work
    change_look: Callable[[Look], None] = lambda _look: None

    @property
    def rect(self) -> Rect:
        """Return the whole canvas in logical pixels."""
        return Rect(0, 0, self.width, self.height)

    @property
    def compact(self) -> bool:
        """Tell whether the narrow layout is due: a logical width below 1200."""
        return self.width < COMPACT_BELOW


def context_for(pixels: tuple[int, int], look: Look, prefers: str = "", setter: Setter | None = None) -> Context:
    """Return the context of a window of so many pixels; a screen's preferred theme gives way to high contrast."""
    scale = ui_scale(*pixels) * look.text_scale
    if setter is None or setter.scale != scale or setter.language != look.language:
        setter = Setter(scale, look.language)
    name = prefers if prefers and look.theme != "contrast" else look.theme
    return Context(pixels[0] / scale, pixels[1] / scale, look, THEMES[name], setter)


class Screen:
    """A page or a dialogue; `overlay` leaves the screen below in sight, `prefers` names a theme (the debrief's "light").

    `alarm` names the sound with which it comes up.
    """

    overlay = False
    prefers = ""
    alarm = ""

    def build(self, context: Context) -> Widget:
        """Return the widgets for a context."""
        raise NotImplementedError

    def dress(self, root: Widget, context: Context) -> Widget:
        """Lay what speaks over the page on the widgets that were built; the loop asks after each `build`."""
        return root

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Answer a key that no widget wanted; None leaves it to the loop (Esc pops)."""
        return None

    def resumed(self, result: Any, context: Context) -> Outcome:
        """Take the result of a screen that was on top."""
        return Stay(rebuild=True)

    def tick(self, dt: float) -> bool | Outcome:
        """Move what moves by dt seconds; True asks for more, an outcome is applied and asks for more as well."""
        return False

    def keys(self) -> list[tuple[str, str]]:
        """List the keys that work here, with words."""
        return []
