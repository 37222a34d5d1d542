"""The triangle between the three roads with paths through it, and the mix of the roads turn by turn as bars."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import hypot

from game.charts.shapes import Chart, Line, Mark, Point, Polygon, Shape, Text, box

HEAD, FOOT = 34.0, 34.0
APART, LETTER = 30.0, 21.0
"""How far apart numbered turns lie at the least, and letters, in logical pixels."""
HEIGHT = 0.8660254
ROADS = (("alignment", "washington"), ("ambiguity", "ambiguity"), ("autonomy", "autonomy"))
"""The roads in the order of shares, each with its colour."""

Shares = tuple[float, float, float]
"""Shares of 1: alignment, ambiguity, autonomy."""


@dataclass(frozen=True)
class Path:
    """A path: shares after each turn from 0 on, whose mark stands at its end, and its colour."""

    shares: Sequence[Shares]
    who: str
    colour: str


def triangle(own: Sequence[Path], others: Sequence[Path], names: Sequence[str], size: tuple[float, float],
             loud: Collection[int] = ()) -> Chart:
    """Draw paths in a triangle: own ones with numbered turns (`loud` turns first), others dashed; names of the roads at the corners."""
    at, shapes = _ground(names, size)
    for path in others:
        points = tuple(at(one) for one in path.shares)
        shapes.append(Line(points, path.colour, 1.5, dash=4.0))
        shapes.append(Mark(points[-1], path.who, 13.0))
    for path in own:
        shapes += _numbered([at(one) for one in path.shares], path, size, loud)
    return tuple(shapes)


def side_by_side(paths: Sequence[Path], names: Sequence[str], size: tuple[float, float]) -> Chart:
    """Draw the paths of several games; `who` of each is the letter at its end."""
    at, shapes = _ground(names, size)
    shapes += [Line(tuple(at(one) for one in path.shares), path.colour, 2.0) for path in paths]
    ends = _apart([at(path.shares[-1]) for path in paths], size)
    for path, end in zip(paths, ends, strict=True):
        shapes += [Mark(end, "dot", 20.0, path.colour), Text(end, path.who, 14, "bold", "panel", "centre")]
    return tuple(shapes)


def class_paths(paths: Sequence[Path], names: Sequence[str], size: tuple[float, float]) -> Chart:
    """Draw the paths of a whole class: pale lines, each with the mark of its road at its end."""
    at, shapes = _ground(names, size)
    pale, mark = max(0.16, min(0.6, 12 / max(1, len(paths)))), 13.0 if len(paths) <= 60 else 9.0
    shapes += [Line(tuple(at(one) for one in path.shares), path.colour, 2.0, pale) for path in paths]
    return (*shapes, *(Mark(at(path.shares[-1]), path.who, mark) for path in paths))


def _apart(places: list[Point], size: tuple[float, float]) -> list[Point]:
    """Push letters apart that would lie on one another."""
    moved = [(x * size[0], y * size[1]) for x, y in places]
    for _ in range(20):
        for one in range(len(moved)):
            for other in range(one + 1, len(moved)):
                dx, dy = moved[other][0] - moved[one][0], moved[other][1] - moved[one][1]
                near = hypot(dx, dy)
                if near < LETTER:
                    ux, uy = (dx / near, dy / near) if near > 0.5 else (1.0, 0.0)
                    push = (LETTER - near) / 2
                    moved[one] = (moved[one][0] - ux * push, moved[one][1] - uy * push)
                    moved[other] = (moved[other][0] + ux * push, moved[other][1] + uy * push)
    return [(x / size[0], y / size[1]) for x, y in moved]


def _ground(names: Sequence[str], size: tuple[float, float]) -> tuple[Callable[[Shares], Point], list[Shape]]:
    """Draw the empty triangle; gives the place of shares in it as well."""
    wide, high = size
    side = min(wide * 0.92, (high - HEAD - FOOT) / HEIGHT)
    left, bottom = (wide - side) / 2, high - FOOT

    def at(shares: Shares) -> Point:
        return (left + side * (shares[2] + shares[0] / 2)) / wide, (bottom - side * HEIGHT * shares[0]) / high

    corners = at((1, 0, 0)), at((0, 1, 0)), at((0, 0, 1))
    shapes: list[Shape] = [Polygon(corners, "raised"), *_grid(at), Line((*corners, corners[0]), "edge", 1.5)]
    return at, shapes + _names(names, wide, high, left, side, bottom)


def _grid(at: Callable[[Shares], Point]) -> list[Shape]:
    """Draw lines at a quarter, a half and three quarters of each road."""
    lines: list[Shape] = []
    for part in (0.25, 0.5, 0.75):
        rest = 1 - part
        ends: tuple[tuple[Shares, Shares], ...] = (
            ((part, rest, 0), (part, 0, rest)), ((rest, part, 0), (0, part, rest)), ((rest, 0, part), (0, rest, part)),
        )
        lines += [Line((at(one), at(other)), "panel", 1.5) for one, other in ends]
    return lines


def _names(names: Sequence[str], wide: float, high: float, left: float, side: float, bottom: float) -> list[Shape]:
    """Write the roads' names with their marks at the corners."""
    top, low = 14.0 / high, (bottom + 20) / high
    middle = (left + side / 2) / wide
    first = middle - (_guess(names[0]) / 2) / wide                        # centred with its mark, as near as can be told here
    return [
        Mark((first - 3 / wide, top), "washington", 12), Text((first + 11 / wide, top), names[0], 14, "semibold", "washington"),
        Mark((8 / wide, low), "ambiguity", 13), Text((20 / wide, low), names[1], 14, "semibold", "ambiguity"),
        Mark((1.0 - 8 / wide, low), "autonomy", 12), Text((1.0 - 20 / wide, low), names[2], 14, "semibold", "autonomy", "right"),
    ]


def _guess(text: str) -> float:
    """Guess how wide a text of size 14 is: charts know no fonts.

    >>> round(_guess("Diversification")), round(_guess("다변화"))
    (94, 42)
    """
    return sum(4.4 if letter in " fijlrtI" else 11.5 if letter in "mwMW" else 7.9 if letter.isascii() else 14.0 for letter in text)


def _numbered(points: list[Point], path: Path, size: tuple[float, float], loud: Collection[int]) -> list[Shape]:
    """Draw a path with a disc for each turn; those that would lie on another are small and have no number."""
    wide, high = size
    last = len(points) - 1
    order = [last, 1, *sorted(turn for turn in loud if 0 < turn < last), *range(2, last)]
    shown: list[int] = []
    for turn in order:
        if 0 < turn <= last and turn not in shown:
            far = all(hypot((points[turn][0] - points[k][0]) * wide, (points[turn][1] - points[k][1]) * high) > APART for k in shown)
            if far or not shown:
                shown.append(turn)
    shapes: list[Shape] = [Line(tuple(points), path.colour, 3.0), Mark(points[0], "ring", 10.0, path.colour)]
    shapes += [Mark(point, "dot", 8.0, path.colour) for turn, point in enumerate(points) if turn and turn not in shown]
    for turn in reversed(shown):
        shapes.append(Mark(points[turn], "dot", 22.0, "text" if turn == last else path.colour))
        shapes.append(Text(points[turn], str(turn), 14, "bold", "panel", "centre"))
    return shapes


def posture_bars(shares: Sequence[Shares], size: tuple[float, float], loud: Collection[int] = ()) -> Chart:
    """Draw the mix of the roads after each turn from 1 on as stacked bars; marks in the first and last tell the roads apart."""
    wide, high = size
    foot = 24.0 / high
    gap = 3.0 / wide
    column = 1 / max(1, len(shares))
    shapes: list[Shape] = []
    for place, mix in enumerate(shares):
        top = 0.0
        for part in (0, 2, 1):                                            # alignment above, ambiguity at the bottom
            name, colour = ROADS[part]
            bottom = top + mix[part] * (1 - foot)
            shapes.append(Polygon(box(place * column, top, (place + 1) * column - gap, bottom - 1.5 / high), colour))
            if place in (0, len(shares) - 1) and mix[part] * (1 - foot) * high > 18:
                shapes.append(Mark(((place + 0.5) * column - gap / 2, (top + bottom) / 2), name, 11.0, "panel"))
            top = bottom
        at = ((place + 0.5) * column, 1 - foot / 2.4)
        is_loud = place + 1 in loud
        shapes.append(Text(at, str(place + 1), 14, "bold" if is_loud else "regular", "text" if is_loud else "muted", "centre"))
    return tuple(shapes)
