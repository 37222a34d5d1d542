"""The fan: where a value may go, as bands of 80 and 50 in 100 futures around the median."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from game.charts.shapes import Chart, Line, Mark, Point, Polygon, Shape, Text, blend

LEVELS = (10, 25, 50, 75, 90)
LEFT, RIGHT, TOP, BOTTOM = 0.0, 0.825, 0.04, 0.80
ROOM_ABOVE = 0.16


@dataclass(frozen=True)
class Fan:
    """Quantiles of one value over the turns to come: rows are LEVELS, columns are now and each later turn."""

    rows: tuple[tuple[float, ...], ...]

    @staticmethod
    def of(futures: ArrayLike) -> "Fan":
        """Take the quantiles of futures, shape (futures, turns), the first column being now."""
        values = np.percentile(np.asarray(futures, dtype=float), LEVELS, axis=0)
        return Fan(tuple(tuple(float(v) for v in row) for row in values))

    @property
    def median(self) -> tuple[float, ...]:
        """Return the middle row."""
        return self.rows[2]

    def eased(self, old: "Fan", part: float) -> "Fan":
        """Return the fan on its way from an old one; other turns than before give the new one at once."""
        if len(old.median) != len(self.median):
            return self
        pairs = zip(old.rows, self.rows, strict=True)
        return Fan(tuple(tuple(blend(a, b, part) for a, b in zip(was, now, strict=True)) for was, now in pairs))


def fan(values: Fan, *, before: Sequence[float] = (), words: tuple[str, str, str] = ("", "", "")) -> Chart:
    """Draw a fan; `before` is an older median, kept as a faint line, `words` stand under the axis: now, what it is, the end."""
    low, high = _span([*values.rows[0], *values.rows[-1], *before])
    turns = len(values.median)

    def place(turn: int, value: float) -> Point:
        x = LEFT + 0.008 + (RIGHT - LEFT - 0.008) * turn / max(1, turns - 1)
        return x, BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low)

    def row(numbers: Sequence[float]) -> list[Point]:
        return [place(i, v) for i, v in enumerate(numbers)]

    bottom, lower, middle, upper, top = (row(numbers) for numbers in values.rows)
    start = middle[0]
    shapes: list[Shape] = [
        Polygon((*top, *reversed(bottom)), "seoul_fill", 0.25),
        Polygon((*upper, *reversed(lower)), "seoul_fill", 0.35),
        Line((start, (RIGHT, start[1])), "muted", 1.0, 0.8, dash=4.0),
    ]
    if before:
        shapes.append(Line(tuple(row(before)), "text", 1.5, 0.4))
    shapes += [Line(tuple(middle), "seoul_fill", 2.5), Mark(start, "dot", 8.0, "text")]
    return (*shapes, *_labels(values, start, (bottom[-1][1], middle[-1][1], top[-1][1])), *_axis(words))


def _span(numbers: Sequence[float]) -> tuple[float, float]:
    """Return the range of the axis: all values, at least 12 wide."""
    low, high = min(numbers), max(numbers)
    spare = max(0.0, 12.0 - (high - low)) / 2
    return low - spare - 0.5, high + spare + 0.5


def _labels(values: Fan, start: Point, ends: tuple[float, float, float]) -> list[Shape]:
    """Write the value now, and the ends of the outer band around the median; they keep apart."""
    bottom, middle, top = ends
    middle = min(max(middle, 0.20), 0.72)
    x = RIGHT + 0.03
    return [
        Text((0.0, start[1] + (-0.10 if start[1] > ROOM_ABOVE else 0.11)), f"{values.median[0]:.0f}", 14, "regular", "muted"),
        Text((x, min(top, middle - 0.19)), f"{values.rows[-1][-1]:.0f}", 14, "regular", "muted"),
        Text((x, middle), f"{values.median[-1]:.0f}", 28, "bold", "seoul"),
        Text((x, max(bottom, middle + 0.19)), f"{values.rows[0][-1]:.0f}", 14, "regular", "muted"),
    ]


def _axis(words: tuple[str, str, str]) -> list[Shape]:
    """Write the words under the axis."""
    now, what, end = words
    parts: list[Shape] = [
        Text((LEFT, 0.94), now, 14, "regular", "muted"),
        Text(((LEFT + RIGHT) / 2, 0.94), what, 14, "semibold", "text", "centre"),
        Text((RIGHT, 0.94), end, 14, "regular", "muted", "right"),
    ]
    return [part for part in parts if isinstance(part, Text) and part.text]
