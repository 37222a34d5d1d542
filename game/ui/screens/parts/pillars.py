"""The four pillars as figures: the rope from the weakest to the strongest, and how each moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.rules.scenario import LEANS
from game.session import SCALE
from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.marks import mark
from game.ui.screens.parts.amounts import BAD, GOOD, change
from game.ui.text import Setter, Words
from game.ui.widgets.base import Widget

ROADS = (0, 2, 1)
"""The three roads of a posture from the top of a bar down, by their place in LEANS, as the debrief draws them."""


@dataclass(frozen=True)
class Track:
    """A pillar with its values in thousandths, from the start on."""

    name: str
    icon: str
    values: tuple[int, ...]

    @property
    def last(self) -> int:
        """Return the latest value."""
        return self.values[-1]


class TrackRow(Widget):
    """One pillar: icon, name, a small line over the turns, the value and the change since the start."""

    def __init__(self, rect: Rect, track: Track, low: int, high: int, name_width: float) -> None:
        moved = track.last - track.values[0]
        super().__init__(rect, label=f"{track.name} {round(track.last / SCALE)}, {change(moved, 0)}")
        self.track, self.low, self.high, self.moved = track, low, high, moved
        self.name_width = name_width

    def _line(self) -> Rect:
        x = self.rect.x + self.name_width + 8
        return Rect(x, self.rect.y + 7, max(20.0, self.rect.right - 118 - x), self.rect.h - 14)

    def paint(self, canvas: Canvas) -> None:
        """Draw icon, line and arrow."""
        y, box, values = self.rect.centre[1], self._line(), self.track.values
        canvas.icon(self.track.icon, self.rect.x, y - 10, 20, "muted")
        span = max(1, self.high - self.low)
        points = [
            (box.x + box.w * i / max(1, len(values) - 1), box.bottom - box.h * (value - self.low) / span) for i, value in enumerate(values)
        ]
        canvas.line([(box.x, points[0][1]), (box.right, points[0][1])], "line", 1)
        canvas.line(points, "seoul_fill", 2)
        canvas.disc(*points[0], 6, "muted")
        canvas.disc(*points[-1], 9, "seoul_fill")
        if self.moved:
            ink = GOOD if self.moved > 0 else BAD
            canvas.icon("arrow-up" if self.moved > 0 else "arrow-down", self.rect.right - 56, y - 8, 16, ink)

    def words(self, setter: Setter) -> list[Words]:
        """List name, value and change."""
        r = self.rect
        shown = [
            Words(Rect(r.x + 28, r.y, self.name_width - 28, r.h), self.track.name, 16, "semibold"),
            Words(Rect(r.right - 104, r.y, 42, r.h), str(round(self.track.last / SCALE)), 28, "bold", "text", "right"),
        ]
        if self.moved:
            ink = GOOD if self.moved > 0 else BAD
            text = change(abs(self.moved), 0).lstrip("+")
            shown.append(Words(Rect(r.right - 37, r.y, 37, r.h), text, 14, "semibold", ink))
        return shown


class Rope(Widget):
    """The bracket from the weakest to the strongest pillar on a line from 0 to 100: what imbalance costs."""

    HEIGHT = 92.0

    def __init__(self, rect: Rect, tracks: Sequence[Track]) -> None:
        super().__init__(rect, label=", ".join(f"{t.name} {round(t.last / SCALE)}" for t in tracks))
        self.tracks = sorted(tracks, key=lambda t: t.last)
        values = [t.last for t in tracks]
        self.low, self.high = min(values), max(values)
        reach = max(20_000, self.high - self.low) * 1.5
        middle = (self.low + self.high) / 2
        self.left = max(0.0, min(100_000 - reach, middle - reach / 2))
        self.right = self.left + reach

    def _x(self, value: float) -> float:
        return self.rect.x + 14 + (self.rect.w - 28) * (value - self.left) / (self.right - self.left)

    def _spots(self) -> list[float]:
        """Return where icons stand: near their values, never on each other."""
        least, spots = 27.0, [self._x(t.last) for t in self.tracks]
        for _round in range(12):
            for i in range(len(spots) - 1):
                short = least - (spots[i + 1] - spots[i])
                if short > 0:
                    spots[i] -= short / 2
                    spots[i + 1] += short / 2
        return spots

    def paint(self, canvas: Canvas) -> None:
        """Draw line, bracket, dots and icons."""
        y = self.rect.y + 44
        canvas.rounded(Rect(self.rect.x, y - 2, self.rect.w, 4), "line", 2)
        low, high = self._x(self.low), self._x(self.high)
        canvas.rounded(Rect(low, y - 3, max(6.0, high - low), 6), "seoul_fill", 3)
        for track, spot in zip(self.tracks, self._spots(), strict=True):
            x = self._x(track.last)
            canvas.line([(x, y), (spot, self.rect.y + 24)], "edge", 1.2)
            canvas.icon(track.icon, spot - 10, self.rect.y + 2, 20, "text")
            canvas.disc(x, y, 13, "panel")
            canvas.disc(x, y, 11, "seoul_fill")
        for x in (low, high):
            canvas.line([(x, y + 10), (x, y + 20)], "text", 1.6)
        if high - low > 1:
            canvas.line([(low, y + 20), (high, y + 20)], "text", 1.6)

    def words(self, setter: Setter) -> list[Words]:
        """List the ends of the bracket."""
        low, high = self._x(self.low), self._x(self.high)
        y = self.rect.y + 68
        first, last = str(round(self.low / SCALE)), str(round(self.high / SCALE))
        shown = [Words(Rect(low - 20, y, 40, 22), first, 14, "semibold", "text", "centre")]
        if high - low > 36:
            shown.append(Words(Rect(high - 20, y, 40, 22), last, 14, "semibold", "text", "centre"))
        return shown


def name_width(tracks: Sequence[Track], setter: Setter) -> float:
    """Return how wide the column of icons and names is."""
    return max(setter.width(track.name, 16, "semibold") for track in tracks) + 36


class PostureBars(Widget):
    """How a posture moved: a column a turn, its parts in the colours and marks of the three roads."""

    HEIGHT = 86.0

    def __init__(self, rect: Rect, shares: Sequence[tuple[int, int, int]], label: str) -> None:
        """Take for each turn the shares of alignment, ambiguity and autonomy."""
        super().__init__(rect, label=label)
        self.shares = list(shares)

    def _columns(self) -> list[Rect]:
        return Rect(self.rect.x, self.rect.y, self.rect.w, self.rect.h - 24).columns(max(1, len(self.shares)), 2)

    def paint(self, canvas: Canvas) -> None:
        """Draw the columns, and the marks in the first and the last."""
        for place, (box, shares) in enumerate(zip(self._columns(), self.shares, strict=False)):
            y, whole = box.y, max(1, sum(shares))
            for part in ROADS:
                who = LEANS[part]
                high = box.h * shares[part] / whole
                colour = {"alignment": "washington_art", "ambiguity": "ambiguity_art", "autonomy": "autonomy_art"}[who]
                canvas.fill(Rect(box.x, y, box.w, max(1.0, high - 1.5)), colour)
                if place in (0, len(self.shares) - 1) and high > 16 and box.w > 14:
                    mark(canvas, who, box.centre[0], y + high / 2, 11, "art_ink")
                y += high

    def words(self, setter: Setter) -> list[Words]:
        """List the turns."""
        boxes = self._columns()
        step = 1 if boxes and boxes[0].w >= 20 else 2
        return [
            Words(Rect(box.x - 4, self.rect.bottom - 22, box.w + 8, 22), str(place), 14, "regular", "muted", "centre")
            for place, box in enumerate(boxes) if place % step == 0
        ]
