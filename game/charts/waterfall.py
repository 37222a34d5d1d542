"""The waterfall: from a start to an end by steps, each a bar that hangs where the one before it ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.charts.shapes import Chart, Line, Mark, Point, Polygon, Shape, Text, box

ROW, TICKS = 44.0, 28.0
NAMES, AMOUNTS = 188.0, 60.0
"""The room for names at the left, and for amounts at the right."""
THIN = 2.5


@dataclass(frozen=True)
class Step:
    """A step: its name and a note below it, how far it goes, the amount in words, whose mark stands before it, its colour."""

    name: str
    amount: float
    words: str
    note: str = ""
    who: str = "world"
    colour: str = "other"


@dataclass(frozen=True)
class Ends:
    """Where a waterfall starts and ends, each with a name and its value in words."""

    start: float
    end: float
    names: tuple[str, str]
    words: tuple[str, str]


def waterfall_height(steps: int) -> float:
    """Give the height that fits so many steps, in logical pixels."""
    return TICKS + ROW * (steps + 2)


def waterfall(steps: Sequence[Step], ends: Ends, size: tuple[float, float]) -> Chart:
    """Draw a waterfall into a box of logical pixels."""
    wide, high = size
    levels = [ends.start]
    for step in steps:
        levels.append(levels[-1] + step.amount)
    ticks = nice_ticks(min([*levels, ends.end]), max([*levels, ends.end]))
    left, right = NAMES / wide, 1 - AMOUNTS / wide
    row = (high - TICKS) / (len(steps) + 2) / high

    def across(value: float) -> float:
        return left + (right - left) * (value - ticks[0]) / (ticks[-1] - ticks[0])

    def down(place: float) -> float:
        return TICKS / high + row * place

    shapes: list[Shape] = []
    for tick in ticks:
        shapes.append(Line(((across(tick), TICKS / high), (across(tick), 1.0)), "line", 1.0))
        shapes.append(Text((across(tick), TICKS / high / 2), f"{tick:g}", 14, "regular", "muted", "centre"))
    for place, step in enumerate(steps, 1):
        shapes += _bar(step, across(levels[place - 1]), across(levels[place]), down(place + 0.5), row, wide)
    for place, level in enumerate(levels, 1):                    # from each bar to the next, the ends included
        shapes.append(Line(((across(level), down(place - 0.25)), (across(level), down(place + 0.25))), "muted", 1.0))
    shapes += _end(ends.names[0], ends.words[0], across(ends.start), down(0.5), row)
    shapes += _end(ends.names[1], ends.words[1], across(ends.end), down(len(steps) + 1.5), row)
    return tuple(shapes)


def _bar(step: Step, begin: float, end: float, y: float, row: float, wide: float) -> list[Shape]:
    """Draw a step: mark, name, note, bar and amount."""
    first, last = sorted((begin, end))
    if last - first < THIN / wide:
        last = first + THIN / wide
    half = row / 4
    parts: list[Shape] = [
        Mark((9 / wide, y), step.who, 13, ""),
        Text((25 / wide, y - (0.2 * row if step.note else 0)), step.name, 14, "semibold"),
        Polygon(box(first, y - half, last, y + half), step.colour),
        Text((1.0, y), step.words, 14, "semibold", "text", "right"),
    ]
    if step.note:
        parts.append(Text((25 / wide, y + 0.22 * row), step.note, 14, "regular", "muted"))
    return parts


def _end(name: str, words: str, x: float, y: float, row: float) -> list[Shape]:
    """Draw where the waterfall starts or ends: name, pin and value."""
    pin: tuple[Point, ...] = ((x - 0.012, y - row * 0.34), (x + 0.012, y - row * 0.34), (x, y - row * 0.12))
    return [
        Text((0.0, y), name, 16, "bold"), Text((1.0, y), words, 20, "bold", "text", "right"), Polygon(pin, "text"),
        Line(((x, y - row * 0.34), (x, y + row * 0.3)), "text", 2.5),
    ]


def nice_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Give round numbers that hold a range between the first and the last.

    >>> nice_ticks(51, 63.5), nice_ticks(3, 3)
    ([50.0, 55.0, 60.0, 65.0], [2.0, 2.5, 3.0, 3.5, 4.0])
    """
    if high - low < 1e-9:
        low, high = low - 1, high + 1
    for step in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        first, last = _floor(low / step), -_floor(-high / step)
        if last - first < most:
            return [round(tick * step, 6) + 0.0 for tick in range(first, last + 1)]
    return [low, high]


def _floor(value: float) -> int:
    return int(value // 1) if abs(value - round(value)) > 1e-9 else round(value)
