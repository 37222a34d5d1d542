"""A line to write in: names, join codes, searches; shows what an input method is composing."""

from collections.abc import Callable

import pygame

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Stay
from game.ui.text import Setter, Words
from game.ui.widgets.base import Action, Widget
from game.ui.words import _

SIZE = 16.0


class Field(Widget):
    """Text of at most `limit` characters; `on_change` gets each new text, Enter calls `on_enter`."""

    focusable = True
    takes_text = True

    def __init__(
        self, rect: Rect, label: str, text: str, on_change: Callable[[str], Outcome | None], *, limit: int = 40,
        on_enter: Action | None = None, hint: str = "",
    ) -> None:
        super().__init__(rect, name=f"field {label}", label=label)
        self.text, self.limit, self.hint = text, limit, hint
        self.on_change, self.on_enter = on_change, on_enter
        self.caret = len(text)
        self.composing = ""
        self.role = _("text field")

    def worth(self) -> str:
        """Return what is written in it."""
        return self.text or self.hint

    def adopt(self, old: Widget) -> None:
        """Keep the caret and what is being composed."""
        if isinstance(old, Field):
            self.caret, self.composing = min(old.caret, len(self.text)), old.composing

    def _set(self, text: str, caret: int) -> Outcome | None:
        text = text[: self.limit]
        changed, self.text = text != self.text, text
        self.caret = max(0, min(len(text), caret))
        return (self.on_change(text) if changed else None) or Stay()

    def typed(self, text: str, *, composing: bool = False) -> Outcome | None:
        """Take typed text at the caret, or show what is being composed."""
        self.composing = text if composing else ""
        if composing:
            return Stay()
        return self._set(self.text[: self.caret] + text + self.text[self.caret :], self.caret + len(text))

    def key(self, code: int, mod: int = 0, text: str = "") -> Outcome | None:
        """Answer keys that move or delete; letters come through `typed`, so they are taken and do nothing here."""
        at = self.caret
        if self.composing:
            return Stay()
        if code == pygame.K_BACKSPACE:
            return self._set(self.text[: max(0, at - 1)] + self.text[at:], at - 1)
        if code == pygame.K_DELETE:
            return self._set(self.text[:at] + self.text[at + 1 :], at)
        moves = {pygame.K_LEFT: at - 1, pygame.K_RIGHT: at + 1, pygame.K_HOME: 0, pygame.K_END: len(self.text)}
        if code in moves:
            self.caret = max(0, min(len(self.text), moves[code]))
            return Stay()
        if code == pygame.K_RETURN:
            return (self.on_enter() or Stay()) if self.on_enter else None
        if code == pygame.K_v and mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
            return self.typed(" ".join(pygame.scrap.get_text().split()) if pygame.display.get_init() else "")
        return Stay() if text and text.isprintable() else None

    def release(self, x: float, y: float) -> Outcome | None:
        """Take the focus only."""
        return Stay()

    def paint(self, canvas: Canvas) -> None:
        """Draw frame, caret, and a line under what is being composed."""
        canvas.rounded(self.rect, "ground", 6)
        canvas.outline(self.rect, "text" if self.hot else "edge", 1.5, 6)
        x = self.rect.x + 12 + canvas.text.width(self.text[: self.caret], SIZE)
        if self.composing:
            end = x + canvas.text.width(self.composing, SIZE)
            canvas.fill(Rect(x, self.rect.centre[1] + SIZE * 0.7, end - x, 1.5), "seoul_fill")
            x = end
        if self.active:
            canvas.fill(Rect(x, self.rect.centre[1] - SIZE * 0.65, 1.5, SIZE * 1.3), "text")

    def words(self, setter: Setter) -> list[Words]:
        """List the text, or the hint."""
        text = self.text[: self.caret] + self.composing + self.text[self.caret :]
        box = self.rect.inset(12, 0)
        shown = Words(box, text, SIZE) if text else Words(box, self.hint, SIZE, "regular", "muted")
        return [shown] if shown.text else []
