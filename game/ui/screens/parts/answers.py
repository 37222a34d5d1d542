"""An answer to a card: number, label, gist, what is certain, what the power does, what is likely, what it costs, who minds."""

from collections.abc import Sequence

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.marks import mark
from game.ui.screens.parts.consequences import Consequences, Fact
from game.ui.text import Rich, Run, Setter, Words, plain
from game.ui.widgets.base import Action, Widget, digit_keys
from game.ui.words import _, ngettext

START, END = 54.0, 14.0


class Answer(Widget):
    """A row to choose, as high as its words need, or higher.

    Density 1 writes facts without plates, 2 leaves the size of what is likely to its note.
    """

    focusable = True

    def __init__(  # noqa: PLR0913 - what an answer says
        self, rect: Rect, number: int, label: str, gist: str, what: Consequences, setter: Setter, *, chosen: bool = False,
        density: int = 0, small: bool = False, on_activate: Action | None = None,
    ) -> None:
        self.number, self.title, self.gist, self.what, self.setter = number, label, gist, what, setter
        self.chosen, self.density, self.small = chosen, density, small
        self.dense = density > 0 or small
        self.start = 48.0 if small else START
        super().__init__(rect, name=f"answer {number}")
        self._laid: tuple[Rect, list[Words], float] | None = None
        self.enabled = not what.why_not
        self.on_activate = on_activate
        self.hotkeys = digit_keys(number) if number <= 9 else ()
        facts = ", ".join(f"{fact.name} {fact.amount}" for fact in what.facts)
        likely = ". ".join(plain(line) for line in what.likely)
        self.label = ". ".join(part for part in (f"{number} {label}", gist, facts, plain(what.reply), likely, what.why_not) if part)
        self.role = _("chosen") if chosen else _("answer")
        if self.density > 1 and what.terse != what.likely:
            self.help = "\n".join(f"≈ {plain(line)}" for line in what.likely)
        self.natural = self._lines()[1] + (9 if small else 8) - rect.y
        self.rect = Rect(rect.x, rect.y, rect.w, max(rect.h, self.natural))

    # layout

    def _inner(self) -> Rect:
        return Rect(self.rect.x + self.start, self.rect.y, self.rect.w - self.start - END, self.rect.h)

    def _sizes(self) -> tuple[float, float]:
        return (16.0, 14.0) if self.small else (20.0, 16.0)

    def _cost(self) -> str:
        cost = ngettext("{n} point", "{n} points", self.what.points).format(n=self.what.points) if self.what.points else ""
        return f"{cost} · {_('{n} too few').format(n=self.what.short)}" if self.what.short and not self.chosen else cost

    def _lines(self) -> tuple[list[Words], float]:
        """Return the words as they are laid out, once for each place, and where they end."""
        if self._laid is None or self._laid[0] != self.rect:
            self._laid = (self.rect, *self._lay())
        return self._laid[1:]

    def _lay(self) -> tuple[list[Words], float]:
        """Lay the words out from the top; return them and where they end."""
        inner, (big, small) = self._inner(), self._sizes()
        setter, ink = self.setter, "text" if self.enabled else "muted"
        cost, marks = self._cost(), 20.0 * len(self.what.minds)
        side = (setter.width(cost, 14, "semibold") + 10 if cost else 0) + marks
        y = inner.y + (7 if self.dense else 8)
        high = setter.height(self.title, big, inner.w - side, "semibold")
        shown = [Words(Rect(inner.x, y, inner.w - side, high), self.title, big, "semibold", ink, wrap=True)]
        if cost:
            tone = "beijing" if self.what.short and not self.chosen else "seoul"
            shown.append(Words(Rect(inner.right - side + 10, y, side - 10 - marks, high), cost, 14, "semibold", tone, "right"))
        y += high - (1 if self.dense else 0)
        high = setter.height(self.gist, small, inner.w)
        shown.append(Words(Rect(inner.x, y, inner.w, high), self.gist, small, "regular", "muted", wrap=True))
        y += high + (2 if self.dense else 5)
        boxes, facts_high = self._facts(inner.x, y, inner.w)
        pad = 0 if self.dense else 11
        for box, fact in boxes:
            lead = 18 if fact.who else 0
            shown.append(Words(Rect(box.x + pad + lead, box.y, box.w - pad * 2 - lead + 1, box.h), _runs(fact), 14, "regular", ink))
        y += facts_high + (1 if self.dense else 3 if boxes else 0)
        for head, line in self._notes():
            high = setter.height(line, 14, inner.w - 18)
            tint = "beijing" if head == "!" else ink
            shown.append(Words(Rect(inner.x + 18, y, inner.w - 18, high), line, 14, "regular", tint, wrap=True))
            if head == "≈":
                shown.append(Words(Rect(inner.x, y, 16, setter.line_height(14)), "≈", 14, "bold", ink))
            y += high
        return shown, y

    def _notes(self) -> list[tuple[str, Rich]]:
        notes: list[tuple[str, Rich]] = [(self.what.reply_who, self.what.reply)] if self.what.reply else []
        notes += [("≈", line) for line in (self.what.terse if self.density > 1 else self.what.likely)]
        return notes + ([("!", self.what.why_not)] if self.what.why_not else [])

    def _facts(self, x: float, y: float, wide: float) -> tuple[list[tuple[Rect, Fact]], float]:
        """Place what is certain in rows."""
        boxes, left, start = [], x, x
        high, gap, pad = (20.0, 14.0, 0) if self.dense else (27.0, 8.0, 11)
        for fact in self.what.facts:
            across = self.setter.width(_runs(fact), 14) + 2 * pad + (18 if fact.who else 0)
            if left > start and left + across > x + wide:
                left, y = start, y + high + (0 if self.dense else 4)
            boxes.append((Rect(left, y, across, high), fact))
            left += across + gap
        return boxes, (y + high - boxes[0][0].y if boxes else 0)

    # picture

    def words(self, setter: Setter) -> list[Words]:
        """List all words."""
        ink = "ink" if self.chosen else "text" if self.enabled else "muted"
        x, y = self._number()
        return [Words(Rect(x - 12, y - 12, 24, 24), str(self.number), 14, "semibold", ink, "centre"), *self._lines()[0]]

    def _number(self) -> tuple[float, float]:
        return self.rect.x + (24 if self.small else 28), self.rect.y + (22 if self.small else 26)

    def paint(self, canvas: Canvas) -> None:
        """Draw plate, edge, number, marks of those who mind, and the plates of facts."""
        canvas.rounded(self.rect, "raised" if self.hot and not self.chosen else "panel", 6)
        edge = "seoul_fill" if self.chosen else "text" if self.hot else "edge" if self.enabled else "line"
        canvas.outline(self.rect, edge, 2.5 if self.chosen else 1.3, 6)
        x, y = self._number()
        canvas.disc(x, y, 27, "gold" if self.chosen else "edge", 0 if self.chosen else 1.5)
        for i, who in enumerate(self.what.minds):
            mark(canvas, who, self.rect.right - END - 8 - 20 * i, y - 3, 13)
        lines, _end = self._lines()
        skip = 3 if self._cost() else 2
        inner = self._inner()
        boxes, _high = self._facts(inner.x, lines[skip].rect.y if self.what.facts else 0, inner.w)
        for box, fact in boxes:
            if not self.dense:
                canvas.rounded(box, "ground" if self.hot and not self.chosen else "raised", 13)
            if fact.who:
                mark(canvas, fact.who, box.x + (6 if self.dense else 17), box.centre[1], 11)
        self._note_marks(canvas, lines)

    def _note_marks(self, canvas: Canvas, lines: Sequence[Words]) -> None:
        if self.what.reply:
            found = next(line for line in lines if line.text == self.what.reply)
            mark(canvas, self.what.reply_who, self.rect.x + self.start + 7, found.rect.y + canvas.text.line_height(14) / 2, 11)


def _runs(fact: Fact) -> tuple[Run, ...]:
    return Run(f"{fact.name}  "), Run(fact.amount, "semibold")
