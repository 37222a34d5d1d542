"""Where a note over a page may stand: near what it speaks of, never on it, on as little of the rest as can be."""

from collections.abc import Sequence

from game.ui.faults import ink_of
from game.ui.geometry import Rect
from game.ui.map import Map
from game.ui.screens.parts.answers import Answer
from game.ui.text import Setter
from game.ui.widgets import Scroll, Widget

GAP, EDGE, TAIL = 20.0, 8.0, 40.0
FAR, FOCUSABLE, ANSWER, WORDS, GOLD, GOAL = 6.0, 0.6, 2.0, 6.0, 200.0, 200.0


def best_spot(root: Widget, room: Rect, size: tuple[float, float], goal: Rect | None, setter: Setter, keep: Sequence[Rect] = ()) -> Rect:
    """Choose among places around the goal and all over the room the one that hides least, above all nothing of `keep`."""
    taken = _taken(root, setter) + [(box, GOAL) for box in keep]
    found = [_inside(box, room) for box in (*_beside(goal, size), *_spread(room, size))]
    return min(found, key=lambda box: _cost(box, taken, goal))


def _taken(root: Widget, setter: Setter) -> list[tuple[Rect, float]]:
    """List what should not be hidden, letters above all and the gold button never, with how much it matters a pixel."""
    found = []
    for widget in root.walk():
        if isinstance(widget, Scroll):
            continue
        (dx, dy), limit = widget.shift(), widget.visible()
        boxes = [(ink_of(words, setter).moved(dx, dy), WORDS / (4 if isinstance(widget, Map) else 1)) for words in widget.words(setter)]
        if widget.focusable:
            boxes.append((widget.shown(), GOLD if widget.name == "gold" else ANSWER if isinstance(widget, Answer) else FOCUSABLE))
        found += [(box, weight) for box, weight in boxes if limit is None or box.overlaps(limit)]
    return found


def _beside(goal: Rect | None, size: tuple[float, float]) -> list[Rect]:
    if goal is None:
        return []
    (wide, high), (x, y) = size, goal.centre
    across = (x - wide / 2, goal.x, goal.right - wide)
    down = (y - high / 2, goal.y, goal.bottom - high)
    boxes = [Rect(left, top, wide, high) for left in across for top in (goal.bottom + GAP, goal.y - GAP - high)]
    return boxes + [Rect(left, top, wide, high) for top in down for left in (goal.right + GAP, goal.x - GAP - wide)]


def _spread(room: Rect, size: tuple[float, float]) -> list[Rect]:
    wide, high = size
    return [
        Rect(room.x + (room.w - wide) * i / 8, room.y + (room.h - high) * j / 8, wide, high)
        for i in range(9) for j in range(9)
    ]


def _inside(box: Rect, room: Rect) -> Rect:
    x = min(max(box.x, room.x + EDGE), room.right - EDGE - box.w)
    y = min(max(box.y, room.y + EDGE), room.bottom - EDGE - box.h)
    return Rect(x, y, box.w, box.h)


def _cost(box: Rect, taken: list[tuple[Rect, float]], goal: Rect | None) -> float:
    cost = sum(box.shared(other) * weight for other, weight in taken)
    if goal is not None:
        cost += box.shared(goal.inset(-6)) * GOAL + _gap(box, goal) * box.w * FAR * 0.1
    return cost


def _gap(one: Rect, other: Rect) -> float:
    across = max(0.0, one.x - other.right, other.x - one.right)
    down = max(0.0, one.y - other.bottom, other.y - one.bottom)
    return (across**2 + down**2) ** 0.5


def tail(note: Rect, goal: Rect) -> list[tuple[float, float]]:
    """Give the triangle from a note towards the nearest edge of its goal; nothing where they touch."""
    if _gap(note, goal) < GAP / 4:
        return []
    x, y = _nearest(note, goal)
    tip_x, tip_y = _nearest(goal.inset(-5), Rect(x, y, 0, 0))
    far = ((tip_x - x) ** 2 + (tip_y - y) ** 2) ** 0.5
    part = min(1.0, TAIL / max(1.0, far))              # the ring marks the goal; a longer tail would hide things
    tip_x, tip_y = x + (tip_x - x) * part, y + (tip_y - y) * part
    if note.x <= x <= note.right and (y in (note.y, note.bottom)):
        left = min(max(x, note.x + 20), note.right - 20)
        return [(left - 9, y), (left + 9, y), (tip_x, tip_y)]
    top = min(max(y, note.y + 20), note.bottom - 20)
    return [(x, top - 9), (x, top + 9), (tip_x, tip_y)]


def _nearest(box: Rect, other: Rect) -> tuple[float, float]:
    """Give the point of a box that is nearest to the middle of the part of another that it faces."""
    x = min(max((max(box.x, other.x) + min(box.right, other.right)) / 2, box.x), box.right)
    y = min(max((max(box.y, other.y) + min(box.bottom, other.bottom)) / 2, box.y), box.bottom)
    return x, y
