"""A power's ladder beside the map: its rungs from the bottom, those in force in its colour."""

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.mapspots import Spot, Told
from game.ui.marks import colour_of, mark
from game.ui.screens.parts.mapnotes import lead_to_words, told_of_rung
from game.ui.screens.parts.table import Table
from game.ui.text import Setter, Weight, Words
from game.ui.widgets.base import Widget
from game.ui.words import _

WIDE, ROW = 200.0, 26.0


def state_of(number: int, rung: int, threatened: int = 0) -> str:
    """Say whether a rung is in force or threatened; nothing for the others."""
    return _("in force") if number <= rung else _("threatened") if number == threatened else ""


class RungSpot(Spot):
    """A rung that explains itself, its note off the ladder that it stands on."""

    def __init__(self, rect: Rect, who: str, number: int, told: Told, ladder: Rect) -> None:
        super().__init__(rect, f"rung {who} {number}", told)
        self.ladder = ladder
        self.help = f"{told.name}{f' · {told.value}' if told.value else ''}\n{told.note}"

    def tip_owner(self) -> Rect:
        """Return the ladder with its other rungs, which the note must not cover."""
        return self.ladder.moved(*self.shift())


class Ladder(Widget):
    """The rungs of a power; `rung` is the highest in force, from 1, or 0."""

    def __init__(self, x: float, y: float, table: Table, who: str, rung: int, *, threatened: int = 0, wide: float = WIDE) -> None:
        rules = table.scenario.china_retaliation.ladder if who == "beijing" else table.scenario.us_pressure.ladder
        key = "rungs" if who == "beijing" else "us_ladder"
        self.names = [table.texts(f"{key}.{one.id}.name") for one in rules]
        self.who, self.rung, self.threatened = who, rung, threatened
        self.title = _("Beijing's ladder") if who == "beijing" else _("Washington's ladder")
        now = self.names[rung - 1] if rung else _("nothing in force")
        super().__init__(Rect(x, y, wide, 38 + ROW * len(self.names) + 4), label=f"{self.title}: {now}")
        for number in range(len(self.names), 0, -1):
            told = told_of_rung(table, who, number, state=state_of(number, rung, threatened))
            self.add(RungSpot(self._row(number - 1), who, number, told, self.rect))
        lead_to_words(self, table)

    def _row(self, i: int) -> Rect:
        return Rect(self.rect.x + 6, self.rect.bottom - 5 - ROW * (i + 1), self.rect.w - 12, ROW - 2)

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate, the mark, and the plate of the rung in force."""
        canvas.rounded(self.rect, "panel", 6)
        mark(canvas, self.who, self.rect.x + 18, self.rect.y + 18, 14)
        if self.rung:
            canvas.rounded(self._row(self.rung - 1), colour_of(self.who), 5)
        if self.threatened > self.rung:
            canvas.outline(self._row(self.threatened - 1), colour_of(self.who), 1.4, 5)

    def words(self, setter: Setter) -> list[Words]:
        """List title and rungs."""
        r = self.rect
        shown = [Words(Rect(r.x + 34, r.y + 7, r.w - 44, 22), self.title, 14, "semibold", colour_of(self.who))]
        for i, name in enumerate(self.names):
            row, at = self._row(i), i + 1 == self.rung
            ink = "ground" if at else "text" if i + 1 < self.rung else "muted"
            weight: Weight = "semibold" if at else "regular"
            number = "ground" if at else colour_of(self.who) if i + 1 < self.rung else "muted"
            shown.append(Words(Rect(row.x + 8, row.y, 18, row.h), str(i + 1), 14, "semibold", number, "centre"))
            shown.append(Words(Rect(row.x + 34, row.y, row.w - 38, row.h), name, 14, weight, ink))
        return shown
