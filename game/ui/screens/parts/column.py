"""A column that is filled from the top: every text is measured, so that a page scrolls where it does not fit."""

import re

from game.ui.geometry import Rect
from game.ui.text import Rich, Setter, Weight
from game.ui.widgets import Group, Paragraph, Scroll
from game.ui.widgets.base import Widget

BAR = 18.0


class Column:
    """Stacks widgets; `y` is where the next one begins."""

    def __init__(self, rect: Rect, setter: Setter, *, scrolling: bool = True) -> None:
        self.window = rect
        self.rect = Rect(rect.x, rect.y, rect.w - (BAR if scrolling else 0), rect.h)
        self.setter = setter
        self.y = rect.y
        self.widgets: list[Widget] = []

    def gap(self, height: float) -> "Column":
        """Leave room."""
        self.y += height
        return self

    def take(self, height: float, gap: float = 0) -> Rect:
        """Cut a strip of the whole width; `gap` is left below it."""
        box = Rect(self.rect.x, self.y, self.rect.w, height)
        self.y += height + gap
        return box

    def add(self, widget: Widget, gap: float = 0) -> Widget:
        """Take a widget that lies in the column already, and go on below it."""
        self.widgets.append(widget)
        self.y = max(self.y, widget.rect.bottom + gap)
        return widget

    def text(
        self, text: Rich, size: float = 16, weight: Weight = "regular", colour: str = "text", *,
        gap: float = 8, indent: float = 0, right: float = 0,
    ) -> Paragraph:
        """Add a wrapped text, as high as it needs; `indent` and `right` are left free at its sides."""
        across = self.rect.w - indent - right
        high = self.setter.height(text, size, across, weight)
        box = Rect(self.rect.x + indent, self.y, across, high)
        shown = Paragraph(box, text, size, weight, colour)
        self.widgets.append(shown)
        self.y += high + gap
        return shown

    @property
    def height(self) -> float:
        """Return how high the content is."""
        return self.y - self.window.y

    def scroll(self, name: str) -> Scroll:
        """Return the column as a window on its content."""
        return Scroll(self.window, self.widgets, name=name, content=self.height)

    def group(self) -> Group:
        """Return the column without a window, where it fits."""
        return Group(self.window, self.widgets)


def breakable(text: str, setter: Setter, across: float, size: float = 14) -> str:
    """Break a path into lines after its separators, for a width; a single long name is broken anywhere."""
    lines = [""]
    for part in re.findall(r"[^/\\ ]*[/\\ ]?", text):
        rest = part
        if lines[-1] and setter.width(lines[-1] + rest, size) > across:
            lines.append("")
        while rest and setter.width(lines[-1] + rest, size) > across:
            cut = next(i for i in range(len(rest), 0, -1) if i == 1 or setter.width(rest[:i], size) <= across)
            lines[-1] += rest[:cut]
            rest = rest[cut:]
            lines.append("")
        lines[-1] += rest
    return "\n".join(line for line in lines if line)
