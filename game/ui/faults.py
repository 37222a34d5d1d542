"""Faults of a layout: text that is cut, texts on each other, widgets outside the canvas; for tests and for `screens`."""

from dataclasses import dataclass

from game.ui.geometry import Rect
from game.ui.map import Map
from game.ui.stage import Stage
from game.ui.text import Setter, Words, plain
from game.ui.widgets.base import Widget


@dataclass(frozen=True)
class Ink:
    """Where a text's letters are on the canvas."""

    widget: Widget
    text: str
    rect: Rect


def ink_of(words: Words, setter: Setter) -> Rect:
    """Return the box of the letters themselves, without the air of the line."""
    needed = setter.box(words).needed
    r = words.rect
    x = r.x + {"left": 0.0, "centre": (r.w - needed[0]) / 2, "right": r.w - needed[0]}[words.align]
    laid = setter.layout(words.text, words.size, r.w if words.wrap else None, words.weight)
    y = r.y + (r.h - laid.height) / 2 if words.middle and not words.wrap else r.y
    air = (laid.line_height - words.size) / 2
    return Rect(x, y + air, needed[0], max(1.0, laid.height - 2 * air))


def inks(stage: Stage) -> list[Ink]:
    """List the letters in sight; what is scrolled away or lies on the map behind everything is left out."""
    found = []
    notes = [widget for widget in stage.root.walk() if widget.covers]
    for widget in stage.root.walk():
        if isinstance(widget, Map):
            continue
        dx, dy = widget.shift()
        limit = widget.visible()
        for words in widget.words(stage.setter):
            rect = ink_of(words, stage.setter).moved(dx, dy)
            if any(rect.overlaps(note.rect) for note in notes if widget is not note and widget.parent is not note):
                continue                               # a note over the page hides it
            if limit is None or (limit.contains(rect.x, rect.y) and rect.bottom <= limit.bottom + 1):
                found.append(Ink(widget, plain(words.text), rect))
    return found


def faults(stage: Stage, canvas: Rect) -> list[str]:
    """Describe all faults of a page, nothing when it is sound."""
    found = [f"cut: {box.text!r} needs {box.needed} in {tuple(box.rect)}" for box in stage.text_boxes() if box.overflows]
    shown = inks(stage)
    for i, one in enumerate(shown):
        found += [f"overlap: {one.text!r} and {other.text!r}" for other in shown[:i] if one.rect.overlaps(other.rect, 1.0)]
        if not _inside(one.rect, canvas):
            found.append(f"outside: {one.text!r} at {tuple(one.rect)}")
    for widget in stage.order():
        limit = widget.visible()
        if limit is None and not _inside(widget.rect, canvas):
            found.append(f"outside: {widget.name!r} at {tuple(widget.rect)}")
    return found


def _inside(rect: Rect, canvas: Rect) -> bool:
    return rect.x >= canvas.x - 1 and rect.y >= canvas.y - 1 and rect.right <= canvas.right + 1 and rect.bottom <= canvas.bottom + 1
