"""A box beside the map: what a power says, with lines that wrap, in the power's colour and shape."""

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.marks import colour_of, mark
from game.ui.screens.parts.signals import Signal
from game.ui.text import Setter, Words
from game.ui.widgets.base import Action, Widget


class SignalBox(Widget):
    """A signal as high as its words; activating it goes to the card that answers it, when there is one.

    With `brief` it shows that instead where room is short: what is left out stands in its note.
    """

    focusable = True

    def __init__(
        self, x: float, y: float, wide: float, signal: Signal, setter: Setter, on_activate: Action | None = None, *,
        brief: Signal | None = None,
    ) -> None:
        self.signal, self.setter = brief or signal, setter
        super().__init__(Rect(x, y, wide, 0), name=f"signal {signal.who} {signal.title}")
        self.rect = Rect(x, y, wide, self._laid()[1] + 12 - y)
        left_out = [text for line in signal.lines if line not in self.signal.lines for text in line[1:2]]
        self.help = "\n".join(part for part in (*left_out, signal.because) if part)
        self.on_activate = on_activate
        self.label = ". ".join([f"{signal.heading}: {signal.title}", *(text for _icon, text, _colour in signal.lines)])

    def _laid(self) -> tuple[list[Words], float]:
        r, signal, setter = self.rect, self.signal, self.setter
        shown = [Words(Rect(r.x + 40, r.y + 16, r.w - 56, 22), signal.heading, 14, "semibold", colour_of(signal.who))]
        y = r.y + 40
        size = 16.0 if signal.calm else 20.0
        high = setter.height(signal.title, size, r.w - 32, "semibold")
        shown.append(Words(Rect(r.x + 16, y, r.w - 32, high), signal.title, size, "semibold", wrap=True))
        y += high + 3
        for _icon, text, colour in signal.lines:
            high = setter.height(text, 14, r.w - 54)
            shown.append(Words(Rect(r.x + 38, y, r.w - 54, high), text, 14, "regular", colour, wrap=True))
            y += high + 2
        return shown, y

    def words(self, setter: Setter) -> list[Words]:
        """List heading, title and lines."""
        return self._laid()[0]

    def paint(self, canvas: Canvas) -> None:
        """Draw plate, bar, mark and icons."""
        canvas.shadow(self.rect)
        canvas.rounded(self.rect, "raised" if self.hot else "panel", 6)
        canvas.rounded(Rect(self.rect.x, self.rect.y, self.rect.w, 4), colour_of(self.signal.who), 2)
        if self.hot:
            canvas.outline(self.rect, "edge", 1.3, 6)
        mark(canvas, self.signal.who, self.rect.x + 24, self.rect.y + 27, 15)
        lines = self._laid()[0][2:]
        for (icon, _text, colour), line in zip(self.signal.lines, lines, strict=True):
            canvas.icon(icon, self.rect.x + 16, line.rect.y + 2, 16, colour)
