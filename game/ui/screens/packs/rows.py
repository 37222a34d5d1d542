"""Rows of the packs' pages: a pack, a version or a file; and a message of the check."""

from game.content.diagnostics import Finding
from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.screens.packs.texts import Told
from game.ui.screens.parts.amounts import joined
from game.ui.screens.parts.column import Column, breakable
from game.ui.text import Setter, Weight, Words
from game.ui.widgets import Widget
from game.ui.widgets.base import Action
from game.ui.words import _

ICONS = {
    "good": ("circle-check", "seoul"), "warnings": ("info", "text"), "errors": ("triangle-alert", "beijing"),
    "working": ("hourglass", "muted"),
}
"""Icon and colour of each state of a check."""
START, END, GAP = 52.0, 14.0, 16.0
BOLD = 1.06
"""How much wider bold letters may be than those that `breakable` measures."""


class IconRow(Widget):
    """An icon, a title, facts below it, and a word at the right; the chosen one has an edge."""

    focusable = True

    def __init__(
        self, rect: Rect, setter: Setter, icon: tuple[str, str], title: str, facts: str, *, beside: str = "", chosen: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(rect, name=name or f"row {title}", label=joined([title, beside, facts]))
        self.icon, self.beside, self.chosen = icon, beside, chosen
        self.title, self.facts = _broken(setter, rect.w, title, facts, beside)
        self.role = _("chosen") if chosen else ""

    @staticmethod
    def height(setter: Setter, width: float, title: str, facts: str, beside: str = "") -> float:
        """Return how high a row needs to be."""
        title, facts = _broken(setter, width, title, facts, beside)
        low = setter.height(facts, 14, width - START - END) if facts else 0
        return 20 + setter.height(title, 16, _room(setter, width, beside), "semibold") + low

    def paint(self, canvas: Canvas) -> None:
        """Draw plate, edge and icon."""
        canvas.rounded(self.rect, "raised" if self.hot else "panel", 6)
        if self.chosen or self.hot:
            canvas.outline(self.rect, "seoul_fill" if self.chosen else "text", 2.5 if self.chosen else 1.3, 6)
        name, ink = self.icon
        canvas.icon(name, self.rect.x + 16, self.rect.y + 12, 22, ink)

    def words(self, setter: Setter) -> list[Words]:
        """List title, facts and the word at the right."""
        r, room = self.rect, _room(setter, self.rect.w, self.beside)
        head = setter.height(self.title, 16, room, "semibold")
        shown = [Words(Rect(r.x + START, r.y + 10, room, head), self.title, 16, "semibold", wrap=True)]
        if self.facts:
            below = Rect(r.x + START, r.y + 10 + head, r.w - START - END, r.h - head - 16)
            shown.append(Words(below, self.facts, 14, "regular", "muted", wrap=True))
        if self.beside:
            wide = setter.width(self.beside, 14)
            shown.append(Words(Rect(r.right - END - wide, r.y + 10, wide, 23), self.beside, 14, "regular", "muted"))
        return shown


def _room(setter: Setter, width: float, beside: str) -> float:
    return width - START - END - (setter.width(beside, 14) + GAP if beside else 0)


def _broken(setter: Setter, width: float, title: str, facts: str, beside: str) -> tuple[str, str]:
    """Break words that are wider than a line: names of files have no spaces."""
    return fitted(title, setter, _room(setter, width, beside) / BOLD, 16), fitted(facts, setter, width - START - END, 14)


def fitted(text: str, setter: Setter, across: float, size: float) -> str:
    """Break a text only where one of its words is too wide for a line."""
    return breakable(text, setter, across, size) if any(setter.width(word, size) > across for word in text.split()) else text


def add_row(
    column: Column, icon: tuple[str, str], title: str, facts: str, do: Action, *, beside: str = "", chosen: bool = False, name: str = "",
) -> IconRow:
    """Put a row into a column, as high as it needs."""
    high = IconRow.height(column.setter, column.rect.w, title, facts, beside)
    row = IconRow(column.take(high, 8), column.setter, icon, title, facts, beside=beside, chosen=chosen, name=name)
    row.on_activate = do
    column.widgets.append(row)
    return row


class MessageRow(Widget):
    """A message of the check: where, what it means, what exactly was found, and what to do."""

    focusable = True

    def __init__(self, rect: Rect, setter: Setter, told: Told, name: str) -> None:
        self.told = told
        super().__init__(rect, name=name, label=". ".join(part.rstrip(".") for part in (told.kind, told.spoken, *told.lines) if part))
        self.parts = _parts(setter, rect, told)
        self.icon = ICONS["errors" if told.error else "warnings"]

    def paint(self, canvas: Canvas) -> None:
        """Draw the icon, and a ground while hot."""
        if self.hot:
            canvas.rounded(self.rect, "raised", 6)
        canvas.icon(self.icon[0], self.rect.x + 12, self.rect.y + 8, 20, self.icon[1])

    def words(self, setter: Setter) -> list[Words]:
        """List its lines."""
        return list(self.parts)


def _parts(setter: Setter, rect: Rect, told: Told) -> list[Words]:
    """Place the lines of a message below each other."""
    across = rect.w - 44 - 12
    looks: list[tuple[str, float, Weight, str]] = [
        (told.place, 14, "semibold", "seoul"), (told.main, 16, "regular", "text"),
        (told.exact, 14, "regular", "muted"), (told.mend, 14, "regular", "muted"),
    ]
    parts, y = [], rect.y + 6
    for text, size, weight, colour in looks:
        if text:
            lines = fitted(text, setter, across / BOLD, size)
            high = setter.height(lines, size, across, weight)
            parts.append(Words(Rect(rect.x + 44, y, across, high), lines, size, weight, colour, wrap=True))
            y += high + 2
    return parts


def add_message(column: Column, finding: Finding, told: Told, number: int) -> None:
    """Put a message into a column, as high as it needs."""
    box = Rect(column.rect.x, column.y, column.rect.w, 0)
    high = max(part.rect.bottom for part in _parts(column.setter, box, told)) - box.y + 8
    row = MessageRow(column.take(high, 6), column.setter, told, f"message {number} {finding.code}")
    column.widgets.append(row)
