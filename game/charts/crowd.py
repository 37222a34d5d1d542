"""A class beside the bots: everybody's result as a mark over the outline of the bots' results, and what the class answered as bars."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp

from game.charts.shapes import Align, Chart, Line, Mark, Polygon, Shape, Text, box

TOP = 0.14
STEPS = 96
ROW = 34.0
"""The height of an answer's row, in logical pixels."""
SOFT = 2.0
"""How far a bot's result is blurred, in points, so that the outline is smooth."""


@dataclass(frozen=True)
class One:
    """A result in points, and the mark it is drawn with."""

    value: float
    who: str


def crowd(ones: Sequence[One], bots: Sequence[float], size: tuple[float, float], words: str, letters: float = 14.0) -> Chart:
    """Draw marks stacked over a scale of points, the bots' outline behind; `words` are written at the class's middle."""
    wide, high = size
    values = [one.value for one in ones] + list(bots)
    low, last = _ends(values)
    floor = 1 - (letters * 1.9) / high

    def across(value: float) -> float:
        return (value - low) / (last - low)

    shapes: list[Shape] = [*_outline(bots, low, last, floor)]
    shapes += _stacked(ones, across, wide, high, floor)
    shapes.append(Line(((0.0, floor), (1.0, floor)), "edge", 2.0))
    for value in range(round(low), round(last) + 1, 10):
        align: Align = "left" if value == low else "right" if value == last else "centre"
        shapes.append(Text((across(value), 1 - letters * 0.8 / high), str(value), letters, "regular", "muted", align))
    if ones:
        shapes += _middle([one.value for one in ones], across, words, letters, size)
    return tuple(shapes)


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """Give the tens around all values."""
    low, last = (min(values) // 10 * 10, (max(values) // 10 + 1) * 10) if values else (0.0, 100.0)
    return max(0.0, low), max(low + 10, last)


def _outline(bots: Sequence[float], low: float, last: float, floor: float) -> list[Shape]:
    if not bots:
        return []
    every = max(1, len(bots) // 300)
    shown = bots[::every]
    places = [low + (last - low) * k / STEPS for k in range(STEPS + 1)]
    heights = [sum(exp(-(((place - value) / SOFT) ** 2) / 2) for value in shown) for place in places]
    most = max(heights) or 1.0
    points = tuple((k / STEPS, floor - (floor - TOP) * height / most) for k, height in enumerate(heights))
    return [Polygon(((0.0, floor), *points, (1.0, floor)), "raised"), Line(points, "edge", 2.0)]


def _stacked(ones: Sequence[One], across: Callable[[float], float], wide: float, high: float, floor: float) -> list[Shape]:
    """Put marks into columns; they get smaller until the highest column fits."""
    for mark in (18.0, 15.0, 12.0, 10.0, 8.0, 6.0, 4.0, 3.0):
        columns: dict[int, list[str]] = {}
        for one in sorted(ones, key=lambda one: one.who):
            columns.setdefault(int(across(one.value) * wide // (mark * 1.15)), []).append(one.who)
        if max(map(len, columns.values()), default=0) * mark * 1.15 <= (floor - TOP) * high:
            break
    step = mark * 1.15
    return [
        Mark(((column + 0.5) * step / wide, floor - (row * step + step * 0.6) / high), who, mark)
        for column, marks in sorted(columns.items()) for row, who in enumerate(marks)
    ]


def _middle(
    values: Sequence[float], across: Callable[[float], float], words: str, letters: float, size: tuple[float, float]
) -> list[Shape]:
    value = sorted(values)[len(values) // 2]
    x, y = across(value), letters * 0.9 / size[1]
    align: Align = "left" if x < 0.5 else "right"
    beside = (10 if x < 0.5 else -10) / size[0]
    return [
        Line(((x, y), (x, 1 - letters * 1.9 / size[1])), "text", 2.0, dash=5.0),
        Text((x + beside, y), words, letters, "semibold", "text", align),
    ]


@dataclass(frozen=True)
class Bar:
    """An answer: its words, how many gave it, and what is said at the right."""

    words: str
    count: int
    aside: str


def answers(bars: Sequence[Bar], width: float) -> Chart:
    """Draw a row an answer, words on the left half, then a bar as long as many gave it; into a box that is `ROW` high an answer."""
    most = max([bar.count for bar in bars] or [1])
    shapes: list[Shape] = []
    for place, bar in enumerate(bars):
        y, half = (place + 0.5) / len(bars), 0.3 / len(bars)
        left, right = 0.46, 0.46 + 0.28 * bar.count / most
        shapes += [
            Text((0.0, y), bar.words, 14), Polygon(box(left, y - half, right, y + half), "muted"),
            Text((right + 8 / width, y), str(bar.count), 14, "bold"), Text((1.0, y), bar.aside, 14, "regular", "muted", "right"),
        ]
    return tuple(shapes)
