"""A line to type into.

The loop has text input off, so letters arrive as keys; an input method's text arrives through `typed` where it is on.
"""

from collections.abc import Callable

import pygame

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Stay
from game.ui.text import Setter, Words
from game.ui.widgets.base import Widget
from game.ui.words import _

LONGEST = 40


class Field(Widget):
    """A line of text; what an input method is still composing stands behind it in grey. Esc empties it first."""

    focusable = True

    def __init__(self, rect: Rect, label: str, value: str, on_change: Callable[[str], Outcome | None], *, icon: str = "") -> None:
        super().__init__(rect, name=f"field {label}", label=label)
        self.value, self.on_change, self.icon = value, on_change, icon
        self.composing = ""
        self.role = _("text field")

    def spoken(self) -> str:
        """Return label and text."""
        return f"{self.label}, {self.value}, {self.role}"

    def key(self, code: int, mod: int = 0, text: str = "") -> Outcome | None:
        """Take back the last letter; Esc empties; letters are kept from being hotkeys."""
        if code == pygame.K_BACKSPACE:
            return self._set(self.value[:-1]) if self.value else Stay()
        if code == pygame.K_ESCAPE and self.value:
            return self._set("")
        if text and text.isprintable() and not mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META):
            return self._set(self.value + text)
        return None

    def typed(self, text: str, *, composing: bool = False) -> Outcome | None:
        """Take what was typed."""
        if composing:
            self.composing = text
            return Stay()
        self.composing = ""
        return self._set(self.value + text)

    def _set(self, value: str) -> Outcome | None:
        self.value = value[:LONGEST]
        return self.on_change(self.value) or Stay()

    def paint(self, canvas: Canvas) -> None:
        """Draw the frame, the icon and the caret."""
        canvas.rounded(self.rect, "panel", 6)
        canvas.outline(self.rect, "text" if self.hot else "edge", 1.5, 6)
        if self.icon:
            canvas.icon(self.icon, self.rect.x + 12, self.rect.centre[1] - 9, 18, "muted")
        if self.focused:
            x = self._start() + canvas.text.width(self.value + self.composing, 16) + 2
            canvas.fill(Rect(x, self.rect.y + 9, 1.5, self.rect.h - 18), "text")

    def _start(self) -> float:
        return self.rect.x + (40 if self.icon else 14)

    def words(self, setter: Setter) -> list[Words]:
        """List the text, or the label where it is empty."""
        box = Rect(self._start(), self.rect.y, self.rect.right - self._start() - 12, self.rect.h)
        if not self.value and not self.composing:
            return [Words(box, self.label, 16, "regular", "muted")]
        return [Words(box, self.value + self.composing, 16)]
