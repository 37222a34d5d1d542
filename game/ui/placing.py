"""Where names and marks stand on a map: near their places, apart from each other, off the arrows; the same every time."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from game.ui.canvas import Point
from game.ui.geometry import Rect

HIGH, PLATE = 22.0, 26.0
STEP, LITTLE, MUCH = 13.0, 0.2, 20.0


FAR = 200.0
_AROUND = [(-14.0 * i, 0.0) for i in range(7)] + [(14.0 * dx, -14.0 * dy) for dy in range(1, 9) for dx in (0, -2, 2)]
_AROUND += [(14.0 * dx, 14.0 * dy) for dy in range(7) for dx in (2, -2, 4, -4)]
_NEAR = sorted((STEP * (abs(i) + abs(j)), 2 * STEP * i, STEP * j) for i in range(-9, 10) for j in range(-9, 10) if abs(i) + abs(j) < 14)


class Wish(NamedTuple):
    """Something to place: its anchor, how wide its words are, and whether it is a plate that lies on its anchor or a name beside it."""

    anchor: Point
    wide: float
    plate: bool = False
    gap: float = 8.0


class Edge(NamedTuple):
    """A point inside a rectangle, and the way (a unit vector, or zeros) to what lies outside."""

    at: Point
    way: Point


def kept_in(point: Point, box: Rect) -> Edge:
    """Give a point that lies in a box, or where the line to it from the box's middle crosses the edge.

    >>> kept_in((30.0, 5.0), Rect(0, 0, 10, 10))
    Edge(at=(10.0, 5.0), way=(1.0, 0.0))
    """
    (x, y), (cx, cy) = point, box.centre
    if box.x <= x <= box.right and box.y <= y <= box.bottom:
        return Edge(point, (0.0, 0.0))
    dx, dy = x - cx, y - cy
    part = min(box.w / 2 / max(1e-6, abs(dx)), box.h / 2 / max(1e-6, abs(dy)))
    length = max(1e-6, (dx * dx + dy * dy) ** 0.5)
    return Edge((cx + dx * part, cy + dy * part), (dx / length, dy / length))


@lru_cache(maxsize=24)
def arranged(wishes: tuple[Wish, ...], room: Rect, taken: tuple[Rect, ...], kept: tuple[Rect, ...] = ()) -> tuple[Rect, ...]:
    """Give a rectangle for each wish, in their order: the nearest that is free, else the one that covers least, of `kept` above all."""
    found: list[Rect] = []
    for wish in wishes:
        found.append(_best(wish, room, taken, [*kept, *(box.inset(-3, -1) for box in found)]))
    return tuple(found)


def _best(wish: Wish, room: Rect, taken: tuple[Rect, ...], placed: list[Rect]) -> Rect:
    best, least = Rect(*wish.anchor, 0, 0), float("inf")
    for far, box in _around(wish, room):
        if far >= least:
            break
        cost = far + LITTLE * _covered(box, taken) + MUCH * _covered(box, placed) + MUCH * _outside(box, room)
        if cost < least:
            best, least = box, cost
    return best


def _around(wish: Wish, room: Rect) -> Iterable[tuple[float, Rect]]:
    """Give the places to try, with what is against each even where it is free: the nearest first."""
    (x, y), wide, gap = wish.anchor, wish.wide, wish.gap
    if not wish.plate:
        beside = [(x + gap, y - 11), (x + gap, y - 15), (x - gap - wide, y - 11)]
        aslant = [(x + gap - 2, y - 25), (x + gap - 2, y + 4), (x - wide / 2, y - 30), (x - wide / 2, y + 9)]
        yield from ((float(i), Rect(*side, wide, HIGH)) for i, side in enumerate(beside + aslant))
        return
    yield from ((far, _into(Rect(x - wide / 2 + dx, y - PLATE / 2 + dy, wide, PLATE), room)) for far, dx, dy in _NEAR)
    across, down = (room.w - wide) / 12, (room.h - PLATE) / 12
    anywhere = [Rect(room.x + across * i, room.y + down * j, wide, PLATE) for i in range(13) for j in range(13)]
    yield from sorted((FAR + abs(box.centre[0] - x) / 2 + abs(box.centre[1] - y), box) for box in anywhere)


def _into(box: Rect, room: Rect) -> Rect:
    x, y = min(max(box.x, room.x), room.right - box.w), min(max(box.y, room.y), room.bottom - box.h)
    return Rect(x, y, box.w, box.h)


def _covered(box: Rect, others: Iterable[Rect]) -> float:
    return sum(_shared(box, other) for other in others if box.overlaps(other))


def _shared(one: Rect, other: Rect) -> float:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across * down


def _outside(box: Rect, room: Rect) -> float:
    return max(0.0, room.x - box.x, box.right - room.right) * box.h + max(0.0, room.y - box.y, box.bottom - room.bottom) * box.w


def pin_box(tip: Point) -> Rect:
    """Give the room that a pin takes whose tip is at a point."""
    return Rect(tip[0] - 13, tip[1] - 32, 26, 32)


@lru_cache(maxsize=24)
def pinned(wishes: tuple[Point, ...], free: Rect, full: tuple[Rect, ...]) -> tuple[Point, ...]:
    """Give a place for the tip of each pin: inside what is free, not on each other nor on what stands there."""
    placed: list[Point] = []
    for wish in wishes:
        x, y = min(max(wish[0], free.x + 14), free.right - 14), min(max(wish[1], free.y + 34), free.bottom - 4)
        tries = [(x + dx, y + dy) for dx, dy in _AROUND if free.contains(x + dx, y + dy) and y + dy >= free.y + 33]
        fits = [p for p in tries if all(abs(p[0] - q[0]) > 27 or abs(p[1] - q[1]) > 35 for q in placed)]
        clear = next((p for p in fits if not any(pin_box(p).overlaps(box) for box in full)), None)
        placed.append(clear or (fits or [(x, y)])[0])
    return tuple(placed)
