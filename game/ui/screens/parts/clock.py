"""The clock of a turn that everybody plays together: minutes and seconds left, read anew at each draw."""

from typing import Any

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.text import Setter, Words
from game.ui.widgets import Widget
from game.ui.words import _

SOON = 30
SIZE, ICON = 14.0, 16.8


def clock_text(seconds: int | None) -> str:
    """Write minutes and seconds.

    >>> clock_text(161), clock_text(9), clock_text(None)
    ('2:41', '0:09', '')
    """
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"


class Clock(Widget):
    """Time left, with an icon; red in the last half minute, a broken line where the server does not answer."""

    focusable = True

    def __init__(self, rect: Rect, room: Any) -> None:
        super().__init__(rect, name="clock", label=_("Time left"))
        self.room = room
        self.help = self._help()

    @staticmethod
    def width(setter: Setter) -> float:
        """Return how wide it is."""
        return setter.width("00:00", SIZE, "bold") + ICON + 6

    def _help(self) -> str:
        if self.room.away:
            return _("The server does not answer now. What you do is kept and sent when it does.")
        round_ = self.room.round
        told = _("{ended} of {seats} have ended this turn.").format(ended=round_.get("ended", 0), seats=round_.get("seats", 0))
        return f"{told} {_('When the time is up, the table as it stands is played.')}" if self.room.left() is not None else told

    def worth(self) -> str:
        """Return the time left, by whole minutes until the last, so that a voice does not count."""
        left = self.room.left()
        if left is None:
            return _("no deadline")
        return _("{n} minutes").format(n=-(-left // 60)) if left > 60 else _("less than a minute")

    def paint(self, canvas: Canvas) -> None:
        """Draw the icon."""
        icon = "wifi" if self.room.away else "pause" if self.room.paused else "clock"
        canvas.icon(icon, self.rect.x, self.rect.centre[1] - ICON / 2, ICON, self._ink())

    def _ink(self) -> str:
        left = self.room.left()
        return "beijing" if self.room.away or (left is not None and left < SOON) else "seoul"

    def words(self, setter: Setter) -> list[Words]:
        """List the time."""
        box = self.rect.left(ICON, 5)[1]
        text = clock_text(self.room.left())
        if not text:
            text = f"{self.room.round.get('ended', 0)}/{self.room.round.get('seats', 0)}"
        return [Words(box, text, SIZE, "bold", self._ink())]
