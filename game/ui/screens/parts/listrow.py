"""A row of a list beside a page: what it opens, and a word or figure at its end."""

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.text import Setter, Words
from game.ui.widgets import Widget
from game.ui.words import _


class ListRow(Widget):
    """What can be chosen, with a note at the right; the chosen one is marked at its edge."""

    focusable = True

    def __init__(self, rect: Rect, text: str, note: str, *, chosen: bool, name: str) -> None:
        super().__init__(rect, name=name, label=f"{text}, {note}")
        self.text, self.note, self.chosen = text, note, chosen
        self.role = _("chosen") if chosen else _("choice")

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate."""
        if self.chosen or self.hot:
            canvas.rounded(self.rect, "raised", 5)
        if self.chosen:
            canvas.rounded(Rect(self.rect.x, self.rect.y + 5, 3, self.rect.h - 10), "seoul_fill", 1.5)

    def words(self, setter: Setter) -> list[Words]:
        """List text and note."""
        wide = setter.width(self.note, 14)
        inner = self.rect.inset(12, 0)
        ink = "text" if self.chosen or self.hot else "muted"
        return [
            Words(Rect(inner.x, inner.y, inner.w - wide - 8, inner.h), self.text, 14, "semibold" if self.chosen else "regular", ink),
            Words(Rect(inner.right - wide, inner.y, wide, inner.h), self.note, 14, "regular", ink, "right"),
        ]
