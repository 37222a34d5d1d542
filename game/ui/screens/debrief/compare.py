"""Compare: choose other finished records of the scenario, and see their results and paths side by side."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from game.analysis.debrief import open_case
from game.analysis.debrief.document import Debrief, steps_of
from game.analysis.debrief.groups import GROUPS
from game.analysis.debrief.waterfall import TOTAL
from game.analysis.debrief.words import Say, decimal, signed, speaker
from game.session import TightropeError
from game.session.store import Entry
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import REBUILD, Outcome, Push
from game.ui.screen import Context, Screen
from game.ui.screens.debrief.export import Export, Job
from game.ui.screens.debrief.findings import Findings
from game.ui.screens.debrief.pane import Row, chart, title
from game.ui.screens.debrief.whatif import Figure
from game.ui.screens.parts.amounts import joined, moment
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.page import ENTER, Page, Way, back, onward
from game.ui.screens.parts.trouble import trouble_screen
from game.ui.screens.parts.verdict import grade_name
from game.ui.text import Setter, Weight, Words
from game.ui.widgets import Panel, Widget
from game.ui.words import _, ngettext, said

MOST = 6
TENTH = 100


def compare_screen(desk: Desk, found: Findings) -> "Choose":
    """Return the list of records that can be laid beside this one."""
    record = found.case.record
    entries = [
        entry for entry in desk.store.entries()
        if entry.record is not None and entry.record.finished and entry.record.scenario == record.scenario and entry.record != record
    ]
    return Choose(desk, found, entries)


@dataclass
class Choose(Screen):
    """The list; up to five others are chosen."""

    desk: Desk
    found: Findings
    entries: list[Entry]
    chosen: list[int] = field(default_factory=list)
    opening: bool = False

    prefers = "light"

    def build(self, context: Context) -> Widget:
        """Lay the list out."""
        count = len(self.chosen)
        words = ngettext("Compare with {n}", "Compare with {n}", count).format(n=count) if count else _("Compare")
        go = onward(words, partial(self.go, context), enabled=bool(count) and not self.opening)
        page = Page(context, _("Compare"), "" if context.compact else _("Choose up to five other finished games"), ways=[back(), go])
        column = Column(page.body.inset(0 if context.compact else 16, 0 if context.compact else 12), context.text)
        column.rect = column.rect._replace(w=min(column.rect.w, 900))
        if not self.entries:
            column.text(_("There is no other finished game of this scenario yet."), colour="muted")
        for place, entry in enumerate(self.entries):
            column.widgets.append(self._row(column, place, entry))
        fits = column.height <= column.window.h
        shown = column.group() if fits else column.scroll("compare")
        page.content.add(shown if context.compact else Panel(page.body, children=[shown]))
        return page.root

    def _row(self, column: Column, place: int, entry: Entry) -> Row:
        record = entry.record
        when = moment(entry.changed) if entry.changed else ""
        alike = sum(self._same(entry, other) for other in self.entries) > 1
        result = decimal(record.result.total) if record and record.result else ""
        same = _("same dice") if record and record.seed == self.found.case.record.seed else ""
        text = joined([when, record.player if record else "", entry.path.stem if alike or not record else "", same])
        row = Row(column.take(40, 6), text, result, f"record {place}", lambda: self.choose(place), chosen=place in self.chosen)
        row.enabled = place in self.chosen or len(self.chosen) < MOST - 1
        return row

    @staticmethod
    def _same(one: Entry, other: Entry) -> bool:
        """Tell whether two records look the same in the list: of one player, of one minute."""
        names = [entry.record.player if entry.record else "" for entry in (one, other)]
        return names[0] == names[1] and moment(one.changed) == moment(other.changed)

    def choose(self, place: int) -> Outcome:
        """Choose a record, or leave it out again."""
        if place in self.chosen:
            self.chosen.remove(place)
        else:
            self.chosen.append(place)
        return REBUILD

    def go(self, context: Context) -> Outcome:
        """Open the records, in a thread: each is played again."""
        self.opening = True
        records = [self.entries[place].record for place in self.chosen]
        compiled = self.found.case.compiled

        def work() -> list[Findings] | str:
            try:
                return [self.found, *(Findings(open_case(record, compiled)).read() for record in records if record)]
            except TightropeError as error:
                return said(error)

        context.background("compare", work, self.opened)
        return REBUILD

    def opened(self, found: list[Findings] | str) -> Outcome:
        """Show the games side by side."""
        self.opening = False
        if isinstance(found, str):
            return Push(trouble_screen(_("A record cannot be opened"), found))
        return Push(beside(self.desk, found))


def beside(desk: Desk, found: list[Findings]) -> "Beside":
    """Return games side by side, the best first."""
    return Beside(desk, sorted(found, key=lambda one: -one.case.result.total))


@dataclass(frozen=True)
class Beside(Screen):
    """Results, pillars, steps and paths of several games."""

    prefers = "light"
    desk: Desk
    found: list[Findings]

    def build(self, context: Context) -> Widget:
        """Lay the tables beside the paths and the lines of results."""
        same = len({one.case.record.seed for one in self.found}) == 1
        words = _("All on the same dice: what differs was decided.") if same else _("On different dice: part of what differs is luck.")
        page = Page(
            context, _("Side by side"), "" if context.compact else words,
            ways=[back(), Way(_("Export page"), self.export, "gold", ENTER, icon="download")],
        )
        kit, say = self.desk.kit, speaker(self.desk.preferences.language, self.found[0].known.case.compiled.texts)
        charts: Any = kit.charts if kit else None
        debriefs = [one.known for one in self.found]
        if context.compact:
            column = Column(page.body, context.text)
            self._tables(column, charts, say)
            self._charts(column.gap(12), charts, debriefs, say, 300)
            page.content.add(column.scroll("beside"))
            return page.root
        left, right = page.body.left(round(page.body.w * 0.5), 16)
        columns = [Column(box.inset(16, 12), context.text) for box in (left, right)]
        self._tables(columns[0], charts, say)
        self._charts(columns[1], charts, debriefs, say, 236)
        for box, column in zip((left, right), columns, strict=True):
            fits = column.height <= column.window.h + 4
            page.content.add(Panel(box, children=[column.group() if fits else column.scroll(f"beside {box.x}")]))
        return page.root

    def _tables(self, column: Column, charts: Any, say: Say) -> None:
        names = [charts.letter(place) for place in range(len(self.found))]
        for place, (name, one) in enumerate(zip(names, self.found, strict=True)):
            record = one.case.record
            unsure = "" if one.case.verified else _("not verified here")
            words = joined([record.player or _("no name"), grade_name(self.desk.texts(one.case.compiled), one.case.result), unsure])
            hue = charts.HUES[place % len(charts.HUES)]
            column.widgets.append(Figure(column.take(30, 2), name, hue, words, decimal(one.case.result.total)))
        column.gap(10)
        rows = [(_("Result"), [decimal(one.case.result.total) for one in self.found])]
        first = self.found[0]
        rows += [
            (charts.measure_name(first.known, pillar, say), [decimal(one.case.result.pillars.get(pillar, 0)) for one in self.found])
            for pillar in first.case.result.pillars
        ]
        column.widgets.append(TableRow(column.take(26), "", names, strong=True))
        for place, (name, cells) in enumerate(rows):
            column.widgets.append(TableRow(column.take(26), name, cells, strong=place == 0))
        column.gap(12).widgets.append(title(column.take(26, 2), _("Where the results come from")))
        steps = []
        for one in self.found:
            fall = one.known.falls[TOTAL]
            steps.append({group.id: tenths for group, tenths in zip(fall.groups, steps_of(fall, TENTH), strict=True)})
        for group in GROUPS:
            if any(step.get(group) for step in steps):
                column.widgets.append(TableRow(column.take(25), say(group), [signed(step.get(group, 0)) for step in steps]))

    @staticmethod
    def _charts(column: Column, charts: Any, debriefs: list[Debrief], say: Say, high: float) -> None:
        for words, draw in ((_("Paths"), charts.paths_chart), (_("Result turn by turn"), charts.results_chart)):
            column.widgets.append(title(column.take(26, 2), words))
            box = column.take(high, 6)
            column.widgets.append(chart(box, draw(debriefs, say, box.w, box.h)))

    def export(self) -> Outcome:
        """Write all of it as one page."""
        kit = self.desk.kit
        if kit is None:
            return REBUILD
        names = [one.case.record.player or one.case.record.seed[:8] for one in self.found]
        record = self.found[0].case.record

        def write(tell: Callable[[float], None]) -> str:
            count = len(self.found)
            full = [one.full(_part(tell, place, count)) for place, one in enumerate(self.found)]
            return kit.comparison(full, names, self.desk.preferences.language)

        stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
        return Push(Export(Job(self.desk.debriefs / f"{record.scenario}-{stamp}.html", write, self.desk.browse)))


def _part(tell: Callable[[float], None], place: int, count: int) -> Callable[[float], None]:
    """Tell of one game's progress as a part of all."""
    return lambda share: tell((place + share) / count)


class TableRow(Widget):
    """A row of a table: a name, and a figure for each game."""

    CELL = 66.0

    def __init__(self, rect: Rect, name: str, cells: list[str], *, strong: bool = False) -> None:
        super().__init__(rect, label=f"{name} {', '.join(cells)}")
        self.text, self.cells, self.strong = name, cells, strong

    def words(self, setter: Setter) -> list[Words]:
        """List name and figures."""
        r = self.rect
        cell = min(self.CELL, (r.w - 150) / max(1, len(self.cells)))
        start = r.right - cell * len(self.cells)
        weight: Weight = "semibold" if self.strong else "regular"
        shown = [Words(Rect(r.x, r.y, start - r.x - 4, r.h), self.text, 14, weight)] if self.text else []
        return shown + [
            Words(Rect(start + cell * place, r.y, cell, r.h), words, 14, weight, "text", "right")
            for place, words in enumerate(self.cells)
        ]
