"""Buttons: normal, gold (the way on), quiet; and the icon alone."""

from typing import Literal

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.text import Setter, Words
from game.ui.widgets.base import Action, Widget
from game.ui.words import _

Kind = Literal["normal", "gold", "quiet"]


class Button(Widget):
    """A word to press, with an icon before it and one after it, when given."""

    focusable = True

    def __init__(
        self, rect: Rect, text: str, on_activate: Action | None = None, kind: Kind = "normal", *,
        icon: str = "", after: str = "", size: float = 0, name: str = "",
    ) -> None:
        super().__init__(rect, name=name or f"button {text}", label=text)
        self.text, self.kind, self.icon, self.after = text, kind, icon, after
        self.size = size or (20 if kind == "gold" else 16)
        self.on_activate = on_activate
        self.role = _("button")

    @staticmethod
    def natural_width(setter: Setter, text: str, kind: Kind = "normal", *, icon: bool = False, after: bool = False) -> float:
        """Return a width that suits a text."""
        size = 20 if kind == "gold" else 16
        return setter.width(text, size, "semibold") + (size * 1.4) * (icon + after) + 2 * (24 if kind == "gold" else 16)

    def ink(self) -> str:
        """Return the colour of its words."""
        if not self.enabled:
            return "muted"
        return "ink" if self.kind == "gold" else "text"

    def paint(self, canvas: Canvas) -> None:
        """Draw plate, edge and icons."""
        if self.kind == "gold" and self.enabled:
            canvas.rounded(self.rect, "gold", 6)
            if canvas.theme.name == "light":
                canvas.outline(self.rect, "seoul", 1.2, 6)
            if self.hot:
                canvas.outline(self.rect.inset(3), "ink", 1.6, 4)
        elif self.kind != "quiet":
            canvas.rounded(self.rect, "raised" if self.hot else "ground" if self.kind == "gold" else "panel", 6)
            canvas.outline(self.rect, "text" if self.hot else "edge", 1.4, 6)
        elif self.hot:
            canvas.rounded(self.rect, "raised", 6)
        icon_size, text = self.size * 1.15, self._text_rect(canvas.text)
        top = self.rect.centre[1] - icon_size / 2
        if self.icon:
            canvas.icon(self.icon, text.x - icon_size - 8, top, icon_size, self.ink())
        if self.after:
            canvas.icon(self.after, text.right + 10, top, icon_size, self.ink())

    def _text_rect(self, setter: Setter) -> Rect:
        wide = setter.width(self.text, self.size, "semibold")
        before = self.size * 1.15 + 8 if self.icon else 0
        behind = self.size * 1.15 + 10 if self.after else 0
        x = self.rect.x + (self.rect.w - wide - before - behind) / 2 + before
        return Rect(x, self.rect.y, wide, self.rect.h)

    def words(self, setter: Setter) -> list[Words]:
        """List its word; too long a word sticks out of the room beside the icons."""
        text = self._text_rect(setter)
        start = self.rect.x + (8 + self.size * 1.15 + 8 if self.icon else 8)
        x = max(text.x, start)
        room = self.rect.right - x - (8 + self.size * 1.15 + 10 if self.after else 8)
        return [Words(Rect(x, self.rect.y, min(text.w, room), self.rect.h), self.text, self.size, "semibold", self.ink())]


class IconButton(Widget):
    """An icon to press; its label is spoken and shown as help."""

    focusable = True

    def __init__(
        self, rect: Rect, icon: str, label: str, on_activate: Action | None = None, *, size: float = 24, framed: bool = False,
    ) -> None:
        super().__init__(rect, name=f"button {label}", label=label)
        self.icon, self.size, self.framed = icon, size, framed
        self.help = label
        self.on_activate = on_activate
        self.role = _("button")

    def paint(self, canvas: Canvas) -> None:
        """Draw plate and icon."""
        if self.hot:
            canvas.rounded(self.rect, "raised", 6)
        if self.framed:
            canvas.outline(self.rect, "text" if self.hot else "edge", 1.4, 6)
        x, y = self.rect.centre
        canvas.icon(self.icon, x - self.size / 2, y - self.size / 2, self.size, "text" if self.enabled else "edge")
