"""The ledger: every change of the game by turn and phase, with its cause in words; one indicator alone where wanted."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby

import pygame

from game.session.match import Match
from game.session.report import TurnReport
from game.ui.desk import Desk, Texts
from game.ui.outcome import Outcome, Pop, Replace
from game.ui.screen import Context
from game.ui.screens.parts.amounts import Figures, half_year, joined
from game.ui.screens.parts.coach import Guided
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.lines import Entry, LedgerRow, gathered, phase_names, reports_of, source_of, who_of
from game.ui.screens.parts.listrow import ListRow
from game.ui.screens.parts.page import Hint, Page, Way, onward
from game.ui.widgets import Label, Panel, Widget
from game.ui.words import _, ngettext

ALL = -1


def ledger_screen(desk: Desk, match: Match) -> "LedgerPage":
    """Return the ledger of a game, the latest turn in front."""
    return LedgerPage(desk, match, turn=len(reports_of(match)))


@dataclass(frozen=True)
class LedgerPage(Guided):
    """One turn with all indicators, or one indicator through all turns; `turn` counts from 1, `only` is an indicator's index."""

    desk: Desk
    match: Match
    turn: int = 0
    only: int = ALL

    def build(self, context: Context) -> Widget:
        """Lay out the filter at the left and the lines at the right; on a small canvas the filter's row stands above."""
        texts, reports = self.desk.texts(self.match.compiled), reports_of(self.match)
        count, turns = sum(len(report.lines) for report in reports), self.only == ALL
        page = Page(
            context, _("Ledger"), joined([texts("title"), ngettext("{} change", "{} changes", count).format(count)]),
            hints=[Hint("[ ]", _("turn")), Hint("PgUp PgDn", _("scroll")), Hint("Esc", _("back"))],
            ways=[
                Way(_("Earlier"), lambda: self.move(-1), code=pygame.K_LEFTBRACKET, icon="chevron-left", enabled=turns and self.turn > 1),
                Way(_("Later"), lambda: self.move(1), code=pygame.K_RIGHTBRACKET, after="chevron-right",
                    enabled=turns and self.turn < len(reports)),
                onward(_("Back"), Pop),
            ],
        )
        figures = Figures(self.match.compiled, texts)
        if context.compact:
            column = Column(page.body, context.text)
            self._lines(column, texts, figures, narrow=True)
            column.gap(12)
            column.text(_("One indicator through all turns"), 16, "semibold", gap=4)
            self._filters(column, figures)
            page.content.add(column.scroll(f"ledger {self.turn} {self.only}"))
            return page.root
        left, right = page.body.left(312, 16)
        filters, lines = Column(left.inset(8, 12), context.text), Column(right.inset(16, 12), context.text)
        self._filters(filters, figures)
        self._lines(lines, texts, figures, narrow=False)
        page.content.add(
            Panel(left, children=[filters.scroll("ledger filters")]),
            Panel(right, children=[lines.scroll(f"ledger {self.turn} {self.only}")]),
        )
        return page.root

    def _filters(self, column: Column, figures: Figures) -> None:
        counts: Counter[int] = Counter()
        for report in reports_of(self.match):
            counts.update(line.indicator for line in report.lines)
        whole = ListRow(column.take(30), _("All indicators, by turn"), "", chosen=self.only == ALL, name="filter all")
        whole.on_activate = lambda: self.filter(ALL)
        column.widgets.append(whole)
        for place, indicator in enumerate(self.match.scenario.indicators):
            if counts[place]:
                name = f"filter {indicator.id}"
                row = ListRow(column.take(30), figures.name(indicator.id), str(counts[place]), chosen=self.only == place, name=name)
                row.on_activate = lambda place=place: self.filter(place)
                column.widgets.append(row)

    def _lines(self, column: Column, texts: Texts, figures: Figures, *, narrow: bool) -> None:
        reports = reports_of(self.match)
        if not reports:
            column.text(_("Nothing has changed yet. The first lines are written when the first turn is ended."), colour="muted")
            return
        if self.only == ALL:
            self._turn(column, reports[self.turn - 1], texts, figures, narrow=narrow)
            return
        indicator = self.match.scenario.indicators[self.only].id
        column.text(figures.name(indicator), 20, "semibold", gap=0)
        first, last = reports[0].before[indicator], reports[-1].after[indicator]
        words = _("{} at the start, {} now").format(figures.value(indicator, first), figures.value(indicator, last))
        column.text(words, 16, "regular", "muted", gap=10)
        for report in reports:
            if any(line.indicator == self.only for line in report.lines):
                self._turn(column, report, texts, figures, narrow=narrow)

    def _turn(self, column: Column, report: TurnReport, texts: Texts, figures: Figures, *, narrow: bool) -> None:
        calendar = self.match.scenario.calendar
        late = report.turn > calendar.turns
        head = _("After the last turn") if late else joined([half_year(calendar, report.turn), _("turn {}").format(report.turn)])
        box = column.take(32, 2)
        column.widgets.append(Label(box, head, 20, "semibold", "seoul"))
        names = phase_names(texts)
        only = None if self.only == ALL else self.only
        rows = list(gathered(report.lines, only))
        for phase, group in groupby(rows, key=lambda entry: entry.phase):
            if self.only == ALL:
                column.text(names.get(phase, phase), 14, "semibold", "muted", gap=2)
            for entry in group:
                self._row(column, entry, texts, figures, narrow=narrow)
            if self.only == ALL:
                column.gap(10)
        if self.only != ALL:
            indicator = self.match.scenario.indicators[self.only].id
            before, after = (figures.value(indicator, values[indicator]) for values in (report.before, report.after))
            column.text(f"{before} → {after}", 14, "regular", "muted", gap=12, indent=50)

    def _row(self, column: Column, entry: Entry, texts: Texts, figures: Figures, *, narrow: bool) -> None:
        ids = [one.id for one in self.match.scenario.indicators]
        amounts = [
            (figures.name(ids[place]) if self.only == ALL else "", figures.exact(ids[place], much), figures.ink(ids[place], much))
            for place, much in entry.amounts
        ]
        cause, phase = entry.cause, entry.phase
        source = source_of(self.match.compiled, texts, cause)
        high = LedgerRow.height(len(amounts), narrow=narrow and self.only == ALL)
        name = f"line {entry.turn} {phase} {cause} {column.y:.0f}"
        column.widgets.append(LedgerRow(column.take(high), who_of(cause, phase), texts.cause(cause), amounts, source, name))

    # what happens

    def filter(self, only: int) -> Outcome:
        """Look at one indicator alone, or at all of one turn."""
        return Replace(replace(self, only=only))

    def move(self, by: int) -> Outcome:
        """Go to an earlier or later turn."""
        return Replace(replace(self, turn=max(1, min(len(reports_of(self.match)), self.turn + by))))

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("[ ]", _("turn")), ("PgUp PgDn", _("scroll")), ("Esc", _("back"))]
