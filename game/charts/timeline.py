"""The timeline: the result turn by turn, and in a lane each what the others did."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from game.charts.shapes import Chart, Line, Mark, Point, Polygon, Shape, Text, box
from game.charts.strip import spread
from game.charts.waterfall import nice_ticks

LEFT, HEAD, CURVE, LANE, FOOT = 118.0, 12.0, 130.0, 44.0, 44.0
RUNG = 18.0
"""What a rung's number takes in a turn's column."""


@dataclass(frozen=True)
class Lane:
    """What one side did: its name and mark, its colour, the rung in force after each turn, and how many things happened in each."""

    name: str
    who: str
    colour: str
    counts: tuple[int, ...]
    rungs: tuple[int, ...] = ()
    most: int = 1


def timeline_height(lanes: int) -> float:
    """Give the height that fits so many lanes, in logical pixels."""
    return HEAD + CURVE + LANE * lanes + FOOT


def timeline(totals: Sequence[float], lanes: Sequence[Lane], labels: Sequence[str], size: tuple[float, float], name: str,
             loud: Collection[int] = ()) -> Chart:
    """Draw the result from the start (turn 0) through each turn, and below it the lanes; `labels` name the turns, `loud` ones bold."""
    wide, high = size
    turns = max(1, len(totals) - 1)
    ticks = nice_ticks(min(totals), max(totals), 5)
    column = (wide - LEFT) / turns

    def middle(turn: int) -> float:
        return (LEFT + column * (turn - 0.5)) / wide

    def down(value: float) -> float:
        return (HEAD + CURVE - 14 - (CURVE - 24) * (value - ticks[0]) / (ticks[-1] - ticks[0])) / high

    shapes: list[Shape] = [Text((0.0, (HEAD + 14) / high), name, 14, "semibold")]
    for tick in ticks:
        shapes.append(Line(((LEFT / wide, down(tick)), (1.0, down(tick))), "line", 1.0))
        shapes.append(Text(((LEFT - 8) / wide, down(tick)), f"{tick:g}", 14, "regular", "muted", "right"))
    points = [(LEFT / wide, down(totals[0])), *((middle(turn), down(total)) for turn, total in enumerate(totals[1:], 1))]
    shapes.append(Line(tuple(points), "seoul_fill", 3.0))
    for turn, point in enumerate(points):
        shapes.append(Mark(point, "dot", 12.0 if turn in loud else 8.0, "text" if turn == turns else "seoul_fill"))
    for place, lane in enumerate(lanes):
        shapes += _lane(lane, HEAD + CURVE + LANE * place, column, size)
    for turn, label in enumerate(labels, 1):
        weight: Literal["bold", "regular"] = "bold" if turn in loud else "regular"
        shapes.append(Text((middle(turn), (high - FOOT + 14) / high), str(turn), 14, weight, "text", "centre"))
        shapes.append(Text((middle(turn), (high - FOOT + 33) / high), label, 12, "regular", "muted", "centre"))
    return tuple(shapes)


@dataclass(frozen=True)
class Series:
    """The results of one game from the start on: its letter, values and colour."""

    name: str
    values: tuple[float, ...]
    colour: str


def result_lines(lines: Sequence[Series], labels: Sequence[str], size: tuple[float, float]) -> Chart:
    """Draw results of several games turn by turn, each line with its letter where it ends."""
    wide, high = size
    values = [value for line in lines for value in line.values]
    ticks = nice_ticks(min(values), max(values))
    left, right, top, bottom = 34 / wide, 1 - 24 / wide, 12 / high, 1 - FOOT / high

    def at(turn: int, value: float) -> Point:
        return left + (right - left) * turn / max(1, len(labels)), bottom - (bottom - top) * (value - ticks[0]) / (ticks[-1] - ticks[0])

    shapes: list[Shape] = []
    for tick in ticks:
        y = at(0, tick)[1]
        shapes += [Line(((left, y), (right, y)), "line", 1.0), Text((left - 6 / wide, y), f"{tick:g}", 14, "regular", "muted", "right")]
    roomy = (right - left) * wide / max(1, len(labels)) > 72
    for turn, label in enumerate(labels, 1):
        x = at(turn, ticks[0])[0]
        shapes.append(Text((x, 1 - 30 / high), str(turn), 14, "regular", "text", "centre"))
        if roomy:
            last = turn == len(labels)
            shapes.append(Text((1.0 if last else x, 1 - 11 / high), label, 12, "regular", "muted", "right" if last else "centre"))
    shapes += [Line(tuple(at(turn, value) for turn, value in enumerate(line.values)), line.colour, 2.5) for line in lines]
    ends = [at(len(line.values) - 1, line.values[-1]) for line in lines]
    for line, end, y in zip(lines, ends, spread([end[1] * high for end in ends], 21.0, high), strict=True):
        place = (end[0] + 12 / wide, y / high)
        shapes += [Mark(place, "dot", 20.0, line.colour), Text(place, line.name, 14, "bold", "panel", "centre")]
    return tuple(shapes)


def _lane(lane: Lane, top: float, column: float, size: tuple[float, float]) -> list[Shape]:
    """Draw a lane: a bar as high as the rung in force, and a mark for each thing that happened."""
    wide, high = size
    base = (top + LANE - 6) / high
    shapes: list[Shape] = [
        Line(((0.0, (top + LANE) / high), (1.0, (top + LANE) / high)), "line", 1.0),
        Mark((9 / wide, (top + LANE / 2) / high), lane.who, 13.0), Text((24 / wide, (top + LANE / 2) / high), lane.name, 14, "semibold"),
    ]
    for turn, rung in enumerate(lane.rungs):
        if rung:
            left, right = (LEFT + column * turn + 4) / wide, (LEFT + column * (turn + 1) - 4) / wide
            upper = base - (LANE - 10) / high * rung / max(1, lane.most)
            shapes.append(Polygon(box(left, upper, right, base), lane.colour, 0.25))
            number = base - 9 / high if (base - upper) * high >= 17 else upper - 9 / high      # inside the bar, above a low one
            shapes.append(Text((left + 4 / wide, number), str(rung), 14, "semibold", lane.colour))
    most = max(1, int((column - (RUNG if any(lane.rungs) else 0.0) - 8) // 14))
    for turn, count in enumerate(lane.counts):
        shown = min(count, most)
        beside = RUNG / 2 if turn < len(lane.rungs) and lane.rungs[turn] and column / 2 - 7 * shown < RUNG else 0.0
        for k in range(shown):
            shift = (k - (shown - 1) / 2) * 14 + beside
            shapes.append(Mark(((LEFT + column * (turn + 0.5) + shift) / wide, (top + LANE / 2) / high), lane.who, 12.0))
    return shapes
