"""Tapered curved arrows: the only thing on the map that carries a country's colour."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from game.ui.canvas import Point

STEPS = 36


@lru_cache(maxsize=32)
def curve(start: Point, end: Point, bend: float = 0.0) -> tuple[Point, ...]:
    """Return points of a curve that leaves its start level and comes down on its end; `bend` lifts its middle."""
    control = (start[0] * 0.42 + end[0] * 0.58, start[1] - bend)
    points = []
    for i in range(STEPS + 1):
        t = i / STEPS
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append((a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1]))
    return tuple(points)


@lru_cache(maxsize=32)
def arrow(
    start: Point, end: Point, strength: float, *, part: float = 1.0, bend: float = 0.0, size: float = 1.0, more: float = 0.0,
) -> tuple[Point, ...]:
    """Return the outline of an arrow; strength 0..100 sets its width and `more` pixels widen it, part 0..1 is how far it has come."""
    points = curve(start, end, bend)
    points = points[: max(3, round(STEPS * min(1.0, max(0.0, part))) + 1)]
    thick = (5.0 + 0.11 * max(0.0, min(100.0, strength))) * size + more
    head = min(thick * 2.6, _length(points) * 0.6)
    cut = len(points) - 1
    while cut > 1 and _distance(points[cut], points[-1]) < head:
        cut -= 1
    shaft = points[: cut + 1]
    left, right = [], []
    for i, (x, y) in enumerate(shaft):
        nx, ny = _normal(shaft, i)
        half = thick / 2 * (0.28 + 0.72 * i / max(1, cut))
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    (bx, by), (tx, ty) = shaft[-1], points[-1]
    length = max(1e-6, _distance((bx, by), (tx, ty)))
    nx, ny = -(ty - by) / length, (tx - bx) / length
    wing = thick * 1.25
    return (*left, (bx + nx * wing, by + ny * wing), (tx, ty), (bx - nx * wing, by - ny * wing), *reversed(right))


def _normal(points: Sequence[Point], i: int) -> Point:
    a, b = points[max(0, i - 1)], points[min(len(points) - 1, i + 1)]
    length = max(1e-6, _distance(a, b))
    return -(b[1] - a[1]) / length, (b[0] - a[0]) / length


def _distance(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


def _length(points: Sequence[Point]) -> float:
    return sum(_distance(a, b) for a, b in pairwise(points))
