"""The tornado: how far a result moves when each figure is lower or higher, the widest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.charts.shapes import Chart, Line, Polygon, Shape, Text, box

LEFT, RIGHT, TOP = 0.46, 0.98, 0.04


@dataclass(frozen=True)
class Figure:
    """A figure's name, and what the result does when it is lower and when it is higher."""

    name: str
    low: float
    high: float


def tornado(rows: Sequence[Figure], *, words: tuple[str, str] = ("lower", "higher")) -> Chart:
    """Draw two bars a row from the middle: the lower figure in one colour, the higher in another."""
    most = max((abs(value) for row in rows for value in (row.low, row.high)), default=0.0) or 1.0
    middle = (LEFT + RIGHT) / 2

    def across(value: float) -> float:
        return middle + (RIGHT - LEFT) / 2 * 0.86 * value / most

    shapes: list[Shape] = []
    height = (1 - TOP) / max(len(rows), 1)
    for place, row in enumerate(rows):
        y = TOP + (place + 0.5) * height
        for value, colour, shift in ((row.low, "ambiguity", -1), (row.high, "seoul_fill", 1)):
            ends = sorted((middle, across(value)))
            upper, lower = sorted((y, y + shift * height * 0.38))
            shapes.append(Polygon(box(ends[0], upper, ends[1], lower), colour))
        far = max(row.low, row.high, 0.0)
        shapes.append(Text((LEFT - 0.012, y), row.name, 14, "regular", "text", "right"))
        shapes.append(Text((across(far) + 0.008, y), f"{max(abs(row.low), abs(row.high)):.2f}", 14, "regular", "muted"))
    shapes.append(Line(((middle, TOP), (middle, 1.0)), "edge", 1.0))
    shapes.append(Text((middle - 0.02, TOP / 2), words[0], 14, "semibold", "ambiguity", "right"))
    shapes.append(Text((middle + 0.02, TOP / 2), words[1], 14, "semibold", "seoul", "left"))
    return tuple(shapes)
