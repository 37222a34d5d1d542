"""What the resolve screen shows of its steps: the paper caption, the growing ledger, the dashes of progress."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.marks import colour_of, mark
from game.ui.outcome import Outcome
from game.ui.screens.parts.steps import CHAPTERS, Step, pillar_moves
from game.ui.screens.parts.table import Table
from game.ui.text import Setter, Weight, Words
from game.ui.widgets import KeyHint, Panel, Paper, Scroll, Widget
from game.ui.words import _, ngettext

SINGLE, FADING, FEW = ("decay.", "limit.", "given."), "decay.", 2
"""Causes that move one number alone, those that fade by themselves, and how many of these are listed without a fold."""


def chapter_name(table: Table, chapter: str) -> str:
    """Name a chapter of the ledger."""
    return {
        "programmes": _("Programmes"), "answers": _("Answers"), "washington": table.texts("powers.washington"),
        "beijing": table.texts("powers.beijing"), "north": table.texts("powers.third", _("A third party")), "economy": _("Economy"),
        "home": _("At home"), "later": _("Consequences"), "score": _("Abroad"), "next": _("The morning after"),
    }[chapter]


class Caption(Paper):
    """The paper under the map: whose step, title, why, the pillars that it moves, and which step it is."""

    def __init__(self, rect: Rect, table: Table, step: Step, number: int, count: int, *, small: bool = False) -> None:
        super().__init__(rect, name="caption", label=f"{step.title}. {step.text}")
        self.table, self.step, self.number, self.count, self.small = table, step, number, count, small
        self.moves = pillar_moves(table, step)
        self.named = not small

    def paint(self, canvas: Canvas) -> None:
        """Draw the edge in the power's colour, its mark, the icons of pillars."""
        r, size = self.rect, 18.0 if self.small else 24.0
        canvas.rounded(Rect(r.x, r.y, 6, r.h), colour_of(self.step.who), 3)
        mark(canvas, self.step.who, r.x + 30 - (6 if self.small else 0), self._title(canvas.text).centre[1], size)
        y = r.bottom - (18 if self.small else 24)
        self._fit(canvas.text)
        for (name, _title, was, _now), x in zip(self.moves, self._places(canvas.text), strict=True):
            icon = self.table.meta.pillar_icons.get(name) or "circle"
            canvas.icon(icon, x, y - 9, 18, "muted")
            end = x + self._lead(canvas.text, name) + canvas.text.width(str(was), 20, "semibold")
            canvas.icon("arrow-right", end + 6, y - 7, 14, "muted")

    def announced(self) -> str:
        """Announce each step as it is told."""
        return self.label

    def _start(self) -> float:
        return self.rect.x + (44 if self.small else 52)

    def _title(self, setter: Setter) -> Rect:
        r, size = self.rect, 16.0 if self.small else 28.0
        high = setter.height(self.step.title, size, r.right - self._start() - 14, "bold")
        return Rect(self._start(), r.y + (7 if self.small else 10), r.right - self._start() - 14, high)

    def _lead(self, setter: Setter, name: str) -> float:
        title = self.table.texts(f"pillars.{name}.name")
        return 24 + (setter.width(title, 16) + 10 if self.named else 0)

    def _fit(self, setter: Setter) -> None:
        """Leave out the names of pillars, and then the smallest moves, where they do not fit beside the step's number."""
        room = self.rect.right - 140
        while self.moves:
            name, _title, was, now = self.moves[-1]
            end = self._places(setter)[-1] + self._lead(setter, name) + setter.width(f"{was}{now}", 20, "bold") + 30
            if end <= room:
                return
            if self.named:
                self.named = False
            else:
                self.moves.remove(min(self.moves, key=lambda move: abs(move[3] - move[2])))

    def _places(self, setter: Setter) -> list[float]:
        places, x = [], self._start()
        for name, _title, was, now in self.moves:
            places.append(x)
            x += self._lead(setter, name) + setter.width(f"{was}{now}", 20, "semibold") + 26 + 24
        return places

    def words(self, setter: Setter) -> list[Words]:
        """List title, cause, pillars and the step's number."""
        r, step = self.rect, self.step
        title = self._title(setter)
        size = 16.0 if self.small else 28.0 if len(setter.layout(step.title, 28, title.w, "bold").lines) == 1 else 20.0
        if size == 20.0:
            title = Rect(title.x, title.y, title.w, setter.height(step.title, 20, title.w, "bold"))
        foot = 34 if self.small else 40
        body = Rect(title.x, title.bottom + 2, r.right - title.x - 16, r.bottom - foot - title.bottom - 2)
        if not step.text:
            body = Rect(body.x, body.y, body.w, 0)
        shown = [Words(title, step.title, size, "bold", wrap=True)]
        text_size = 14.0 if self.small or setter.height(step.text, 16, body.w) > body.h + 3 else 16.0
        if step.text:
            shown.append(Words(body, step.text, text_size, wrap=True))
        if self.small:
            told = setter.height(step.text, 14, body.w) if step.text else 0.0
            shown += self._moved(setter, Rect(body.x, body.y + told + 8, body.w, 0))
        y = r.bottom - (30 if self.small else 37)
        self._fit(setter)
        for (name, pillar, was, now), x in zip(self.moves, self._places(setter), strict=True):
            lead = self._lead(setter, name)
            if self.named:
                shown.append(Words(Rect(x + 24, y, lead - 24, 26), pillar, 16))
            wide = setter.width(str(was), 20, "semibold")
            shown.append(Words(Rect(x + lead, y, wide, 26), str(was), 20, "semibold", "muted"))
            ink = "autonomy" if now > was else "beijing"
            shown.append(Words(Rect(x + lead + wide + 26, y, setter.width(str(now), 20, "bold"), 26), str(now), 20, "bold", ink))
        count = _("Step {n} of {of}").format(n=self.number + 1, of=self.count)
        return [*shown, Words(Rect(r.right - 130, y, 114, 26), count, 14, "regular", "muted", "right")]

    def _moved(self, setter: Setter, top: Rect) -> list[Words]:
        """List the strongest changes of the step in the room that is left."""
        table, line = self.table, setter.line_height(14)
        room = self.rect.bottom - 38 - top.y
        total: dict[int, int] = {}
        for each in self.step.lines:
            total[each.indicator] = total.get(each.indicator, 0) + each.amount
        ranked = sorted((i for i in total if total[i]), key=lambda i: -table.share(i, total[i]))
        shown = []
        for place, indicator in enumerate(ranked[: max(0, min(5, int(room // line)))]):
            row = Rect(top.x, top.y + place * line, top.w, line)
            shown.append(Words(row, table.indicator_name(indicator), 14, "regular", "muted"))
            shown.append(Words(row, table.change(indicator, total[indicator]), 14, "semibold", "text", "right"))
        return shown


class Entry(Widget):
    """A cause with its amounts in the growing ledger; the one just told is lit."""

    def __init__(
        self, rect: Rect, table: Table, step: Step, cause: str, amounts: Sequence[tuple[int, int]], setter: Setter, *, lit: bool,
    ) -> None:
        """Take a cause and its amounts; a step that moves no number (a demand, a warning) has neither, and is named by its title."""
        self.table, self.step, self.amounts, self.lit = table, step, list(amounts), lit
        self.text = table.texts.cause(cause) if cause else step.title
        self.single = cause.startswith(SINGLE) and len(amounts) == 1
        across = rect.w - 44
        self.head = setter.height(self.text, 14, across - 110) if self.single else setter.height(self.text, 16, across, "semibold")
        high = self.head + (2 if self.single else 2 + 21 * len(amounts))
        moved = ", ".join(f"{table.indicator_name(place)} {table.change(place, amount)}" for place, amount in amounts)
        super().__init__(Rect(rect.x, rect.y, rect.w, high), label=f"{self.text}: {moved}" if moved else self.text)
        self.role = _("tells its step again")

    def paint(self, canvas: Canvas) -> None:
        """Draw the light and the mark."""
        if self.lit or self.hot:
            canvas.fill(self.rect, "raised")
        if self.lit:
            canvas.fill(Rect(self.rect.x, self.rect.y, 3, self.rect.h), colour_of(self.step.who))
        if not self.single:
            mark(canvas, self.step.who, self.rect.x + 19, self.rect.y + 12, 11)

    def words(self, setter: Setter) -> list[Words]:
        """List cause and amounts."""
        r, table = self.rect, self.table
        if self.single:
            indicator, amount = self.amounts[0]
            return [
                Words(Rect(r.x + 34, r.y + 1, r.w - 154, self.head), self.text, 14, "regular", "muted", wrap=True),
                Words(Rect(r.right - 118, r.y + 1, 108, 20), table.change(indicator, amount), 14, "semibold", "text", "right"),
            ]
        shown = [Words(Rect(r.x + 34, r.y + 1, r.w - 44, self.head), self.text, 16, "semibold", wrap=True)]
        for i, (indicator, amount) in enumerate(self.amounts):
            row = Rect(r.x + 34, r.y + self.head + 21 * i, r.w - 44, 21)
            text = table.change(indicator, amount)
            wide = setter.width(text, 14, "semibold")
            shown.append(Words(Rect(row.x, row.y, row.w - wide - 8, row.h), table.indicator_name(indicator), 14, "regular", "muted"))
            shown.append(Words(Rect(row.right - wide, row.y, wide, row.h), text, 14, "semibold", "text", "right"))
        return shown


class Heading(Widget):
    """A chapter's name in the ledger; an open one has not come yet."""

    def __init__(self, rect: Rect, text: str, *, to_come: bool = False) -> None:
        super().__init__(rect, label=text)
        self.text, self.to_come = text, to_come

    def paint(self, canvas: Canvas) -> None:
        """Draw the ring of what is to come."""
        if self.to_come:
            canvas.disc(self.rect.x + 19, self.rect.centre[1], 8, "edge", 1.3)

    def words(self, setter: Setter) -> list[Words]:
        """List the name."""
        x = 34 if self.to_come else 10
        weight: Weight = "regular" if self.to_come else "semibold"
        return [Words(Rect(self.rect.x + x, self.rect.y, self.rect.w - x, self.rect.h), self.text, 14, weight, "muted")]


class Folded(Widget):
    """The causes of a step that fade by themselves, in one line that can be opened."""

    focusable = True

    def __init__(self, rect: Rect, count: int, name: str, *, is_open: bool) -> None:
        self.text = ngettext("What fades by itself: {n} number", "What fades by itself: {n} numbers", count).format(n=count)
        self.count, self.is_open = count, is_open
        super().__init__(rect, name=name, label=self.text)
        self.role = _("open") if is_open else _("closed")

    def paint(self, canvas: Canvas) -> None:
        """Draw the chevron."""
        if self.hot:
            canvas.fill(self.rect, "raised")
        canvas.icon("chevron-down" if self.is_open else "chevron-right", self.rect.x + 10, self.rect.y + 2, 18, "muted")

    def words(self, setter: Setter) -> list[Words]:
        """List the line."""
        return [Words(Rect(self.rect.x + 34, self.rect.y + 1, self.rect.w - 44, self.rect.h), self.text, 14, "regular", "muted", wrap=True)]


Moves = tuple[str, list[tuple[int, int]]]
"""A cause, with indicators and thousandths."""


def _causes(step: Step) -> list[Moves]:
    """Gather a step's lines by cause: indicators and thousandths."""
    grouped = groupby(step.lines, key=lambda line: line.cause)
    return [(cause, [(line.indicator, line.amount) for line in lines]) for cause, lines in grouped]


def _split(causes: list[Moves]) -> tuple[list[Moves], list[Moves]]:
    """Part what fades by itself from the rest where it is so much that it would bury the rest."""
    fading = [one for one in causes if one[0].startswith(FADING)]
    return (causes, []) if len(fading) <= FEW else ([one for one in causes if one not in fading], fading)


@dataclass(frozen=True)
class Leads:
    """What the lines of the ledger do: an entry tells its step again, a fold opens; `opened` are the steps whose folds are open."""

    on_pick: Callable[[int], Outcome | None]
    on_fold: Callable[[int], Outcome | None]
    opened: Collection[int] = ()


@dataclass
class Telling:
    """The ledger's column as it is filled: what has been placed, and where the next line goes."""

    body: Rect
    table: Table
    setter: Setter
    leads: Leads
    placed: list[Widget] = field(default_factory=list)
    y: float = 0.0

    @property
    def across(self) -> float:
        """Give the width of a line."""
        return self.body.w - 10

    def heading(self, text: str, high: float, *, to_come: bool = False) -> None:
        """Place a chapter's name."""
        self.placed.append(Heading(Rect(self.body.x, self.y, self.across, high), text, to_come=to_come))
        self.y += high

    def step(self, number: int, step: Step, *, lit: bool) -> None:
        """Place a step's causes; what fades by itself is one line that opens."""
        listed, fading = _split(_causes(step))
        self._entries(number, step, listed if listed or fading else [("", [])], lit=lit)
        if not fading:
            return
        is_open = number in self.leads.opened
        high = self.setter.height(Folded(self.body, len(fading), "", is_open=is_open).text, 14, self.across - 44) + 2
        fold = Folded(Rect(self.body.x, self.y, self.across, high), len(fading), f"fold {number}", is_open=is_open)
        fold.on_activate = lambda: self.leads.on_fold(number)
        self.placed.append(fold)
        self.y += high + 2
        if is_open:
            self._entries(number, step, fading, lit=lit)

    def _entries(self, number: int, step: Step, causes: list[Moves], *, lit: bool) -> None:
        for cause, amounts in causes:
            entry = Entry(Rect(self.body.x, self.y, self.across, 0), self.table, step, cause, amounts, self.setter, lit=lit)
            entry.on_activate = lambda: self.leads.on_pick(number)
            entry.focusable = not any(one.step is step for one in self.placed if isinstance(one, Entry))
            entry.name = f"entry {number} {cause}"
            self.placed.append(entry)
            self.y += entry.rect.h + (0 if lit else 2)


def ledger_column(
    rect: Rect, table: Table, steps: Sequence[Step], at: int, setter: Setter, leads: Leads, *, title: bool = True,
) -> Widget:
    """Build the ledger as far as it has been told, scrolled to what was told last."""
    panel = Panel(rect, _("Ledger") if title else "")
    if title:
        panel.add(KeyHint(rect.right - 36, rect.y + 22, "L", "", setter).with_help(_("The whole ledger: L")))
    body = Rect(rect.x + 6, rect.y + (40 if title else 6), rect.w - 12, rect.h - (46 if title else 12))
    column = Telling(body, table, setter, leads, y=body.y)
    chapter, first = "", body.y
    for number, step in enumerate(steps[: at + 1]):
        if step.chapter != chapter:
            chapter = step.chapter
            column.heading(chapter_name(table, chapter), 26)
        if number == at:
            first = column.y
        column.step(number, step, lit=number == at)
    last = column.y
    told = {step.chapter for step in steps[: at + 1]}
    to_come = [name for name in CHAPTERS if name not in told and any(step.chapter == name for step in steps)]
    if to_come:
        column.y += 8
        column.heading(_("still to come"), 24)
    for name in to_come:
        column.heading(chapter_name(table, name), 24, to_come=True)
    y, placed = column.y, column.placed
    goal = y - body.h if y - first <= body.h else last - body.h if last - first <= body.h - 26 else first - 26
    tops = [widget.rect.y for widget in placed if widget.rect.y >= goal]
    top = max(0.0, (tops[0] if tops else goal) - body.y)
    scroll = Scroll(body, placed, name=f"told {at}", content=max(y - body.y, top + body.h if top else 0.0), line=21)
    scroll.offset = min(scroll.reach, top)
    return panel.add(scroll)


class Dashes(Widget):
    """How far the telling is, a dash for each chapter."""

    def __init__(self, rect: Rect, steps: Sequence[Step], at: int) -> None:
        chapters = [chapter for chapter, _some in groupby(step.chapter for step in steps)]
        place = len([chapter for chapter, _some in groupby(step.chapter for step in steps[: at + 1])])
        super().__init__(rect, label=f"{place}/{len(chapters)}")
        self.count, self.place = len(chapters), place

    def paint(self, canvas: Canvas) -> None:
        """Draw the dashes."""
        for i, box in enumerate(self.rect.columns(self.count, 6)):
            colour = "text" if i + 1 < self.place else "seoul_fill" if i + 1 == self.place else "line"
            canvas.rounded(Rect(box.x, box.centre[1] - 4, box.w, 8), colour, 4)
