"""Bars: values side by side from a common start, with the range that is aimed at behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.charts.shapes import Chart, Line, Polygon, Shape, Text, box

LEFT, RIGHT = 0.40, 0.92


@dataclass(frozen=True)
class Bar:
    """A bar: its name, its length, the words at its end, and a colour."""

    name: str
    value: float
    words: str = ""
    colour: str = "seoul_fill"


def bars(rows: Sequence[Bar], *, aim: tuple[float, float] | None = None, most: float | None = None) -> Chart:
    """Draw a bar a row from 0 to the largest value (or `most`); `aim` is the range that the values should lie in."""
    top = most if most is not None else max([*(row.value for row in rows), *((aim[1],) if aim else ()), 1e-9])
    top = max(top, 1e-9)

    def across(value: float) -> float:
        return LEFT + (RIGHT - LEFT) * min(max(value / top, 0.0), 1.0)

    shapes: list[Shape] = []
    if aim is not None:
        shapes.append(Polygon(box(across(aim[0]), 0.0, across(aim[1]), 1.0), "raised"))
    for place, row in enumerate(rows):
        middle, half = (place + 0.5) / len(rows), 0.32 / len(rows)
        shapes.append(Polygon(box(LEFT, middle - half, across(row.value), middle + half), row.colour))
        shapes.append(Text((LEFT - 0.012, middle), row.name, 14, "regular", "text", "right"))
        shapes.append(Text((across(row.value) + 0.01, middle), row.words or f"{row.value:.2f}", 14, "semibold", "text"))
    shapes.append(Line(((LEFT, 0.0), (LEFT, 1.0)), "edge", 1.0))
    return tuple(shapes)
