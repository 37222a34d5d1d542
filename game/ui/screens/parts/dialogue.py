"""A dialogue: a plate in the middle of a dimmed page, with a title, words and buttons."""

from collections.abc import Sequence

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.screen import Context
from game.ui.screens.parts.column import BAR, Column
from game.ui.screens.parts.page import Way
from game.ui.text import Setter, Words
from game.ui.widgets import Button, Group, Label, Panel, Widget
from game.ui.widgets.base import key_name


class KeyedButton(Button):
    """A button that shows its key at the right end."""

    def __init__(self, rect: Rect, way: Way) -> None:
        super().__init__(rect, way.text, way.do, way.kind, icon=way.icon, after=way.after)
        self.enabled = way.enabled
        self.caption = key_name(way.code) if way.code and not way.after else ""
        if way.code:
            self.with_keys(way.code)

    def _key(self, setter: Setter) -> Rect:
        wide = max(20.0, setter.width(self.caption, 12, "bold") + 12)
        return Rect(self.rect.right - wide - 12, self.rect.centre[1] - 10, wide, 20)

    def paint(self, canvas: Canvas) -> None:
        """Draw the button and the frame of its key."""
        super().paint(canvas)
        if self.caption:
            canvas.outline(self._key(canvas.text), "muted", 1.3, 4)

    def words(self, setter: Setter) -> list[Words]:
        """List its word and its key."""
        shown = super().words(setter)
        return [*shown, Words(self._key(setter), self.caption, 12, "bold", "text", "centre")] if self.caption else shown


def dialogue(context: Context, title: str, words: Sequence[str], ways: Sequence[Way], *, width: float = 460) -> Widget:
    """Return the plate: title, paragraphs, then the ways below each other; the whole scrolls where there is no room."""
    setter, pad = context.text, 24.0 if not context.compact else 14.0
    button = 48.0 if not context.compact else 36.0
    across = min(width, context.width - 24)
    inner = across - 2 * pad
    tall = sum(setter.height(text, 16, inner - BAR) + 10 for text in words) + (44 if not context.compact else 36)
    high = min(context.height - 16, tall + len(ways) * (button + 10) + 2 * pad - 4)
    box = context.rect.middle(across, high)
    panel = Panel(box)
    column = Column(box.inset(pad), setter)
    column.add(Label(column.take(30), title, 20, "semibold"), 10 if not context.compact else 4)
    for text in words:
        column.text(text, 16, "regular", "muted", gap=10)
    column.gap(4)
    for way in ways:
        shown = KeyedButton(column.take(button), way)
        column.add(shown, 10)
    column.y -= 10
    if column.height > column.window.h + 0.5:
        scroll: Widget = column.scroll(f"dialogue {title}")
        return Group(context.rect, [panel.add(scroll)])
    return Group(context.rect, [panel.add(*(_widened(widget, inner) for widget in column.widgets))])


def _widened(widget: Widget, inner: float) -> Widget:
    """Use the room that a scroll bar would have taken."""
    widget.rect = Rect(widget.rect.x, widget.rect.y, inner, widget.rect.h)
    return widget
