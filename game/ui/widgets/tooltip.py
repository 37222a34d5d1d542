"""The note beside a widget under the pointer or in focus."""

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.text import Setter, Words
from game.ui.widgets.base import Widget


class Tooltip(Widget):
    """A note of at most 320 logical pixels, below its widget or above it when there is no room."""

    WIDEST = 320.0

    def __init__(self, owner: Rect, text: str, setter: Setter, room: Rect) -> None:
        across = min(self.WIDEST, room.w - 40)
        laid = setter.layout(text, 14, across)
        wide, high = laid.widest + 24, laid.height + 16
        x = min(max(room.x + 8, owner.centre[0] - wide / 2), room.right - wide - 8)
        y = owner.bottom + 8 if owner.bottom + 8 + high <= room.bottom else max(room.y + 4, owner.y - 8 - high)
        super().__init__(Rect(x, y, wide, high), label=text)
        self._across = across

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate."""
        canvas.shadow(self.rect)
        canvas.rounded(self.rect, "raised", 6)
        canvas.outline(self.rect, "edge", 1.2, 6)

    def words(self, setter: Setter) -> list[Words]:
        """List the note."""
        return [Words(Rect(self.rect.x + 12, self.rect.y + 8, self._across, self.rect.h - 8), self.label, 14, wrap=True)]
