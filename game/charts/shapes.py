"""What a chart consists of: positions run from 0 to 1 across and down its box, sizes are logical pixels, colours are theme tokens."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
Align: TypeAlias = Literal["left", "centre", "right"]


@dataclass(frozen=True)
class Polygon:
    """A filled area."""

    points: tuple[Point, ...]
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Line:
    """A line through points; `dash` is the length of dashes and gaps, 0 for none."""

    points: tuple[Point, ...]
    colour: str
    width: float = 1.5
    opacity: float = 1.0
    dash: float = 0.0


@dataclass(frozen=True)
class Mark:
    """The shape of a power or road ("washington", "autonomy"), or a disc ("dot") or ring ("ring") in a colour."""

    at: Point
    who: str
    size: float = 8.0
    colour: str = ""


@dataclass(frozen=True)
class Text:
    """A line of text beside, on or before its place; the place is the middle of its height."""

    at: Point
    text: str
    size: float = 14.0
    weight: Literal["regular", "semibold", "bold"] = "regular"
    colour: str = "text"
    align: Align = "left"


RING = 1.7
"""The width of a ring, however large it is."""
Shape: TypeAlias = Polygon | Line | Mark | Text
Chart: TypeAlias = tuple[Shape, ...]


def box(left: float, top: float, right: float, bottom: float) -> tuple[Point, Point, Point, Point]:
    """Give the corners of an upright box.

    >>> box(0.1, 0.2, 0.3, 0.4)
    ((0.1, 0.2), (0.3, 0.2), (0.3, 0.4), (0.1, 0.4))
    """
    return (left, top), (right, top), (right, bottom), (left, bottom)


def blend(old: float, new: float, part: float) -> float:
    """Return a value on the way from old to new, slowing down at the end.

    >>> blend(0, 8, 0.5)
    7.0
    """
    return old + (new - old) * (1 - (1 - min(1.0, max(0.0, part))) ** 3)
