"""The records in the folder: finished games, games to go on with, and damaged files with their reason."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from game.session import TightropeError
from game.session.record import Record
from game.session.store import Entry
from game.ui.canvas import Canvas
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Push, Replace
from game.ui.screen import Context, Key, Screen
from game.ui.screens.parts.amounts import joined, moment
from game.ui.screens.parts.column import Column, breakable
from game.ui.screens.parts.page import Hint, Page, back, onward
from game.ui.screens.parts.trouble import closed_words, trouble_screen
from game.ui.screens.parts.verdict import grade_name, whole_total
from game.ui.text import Setter, Words
from game.ui.widgets import Widget
from game.ui.widgets.field import Field
from game.ui.words import _, ngettext, said


def records_screen(desk: Desk) -> "Records":
    """Return the list of records, read from the folder."""
    return Records(desk, desk.store.entries(), {one.id: one.title for one in desk.scenarios()})


class RecordRow(Widget):
    """A record: an icon for its state, what it is, when, and how it came out or why it cannot be opened."""

    focusable = True
    HEIGHT = 66.0

    def __init__(
        self, rect: Rect, icon: str, title: str, facts: str, outcome: str, *, damaged: bool, name: str,
    ) -> None:
        super().__init__(rect, name=name, label=joined([title, facts, outcome]))
        self.icon, self.title, self.facts, self.outcome = icon, title, facts, outcome
        self.damaged = damaged

    @staticmethod
    def height(setter: Setter, width: float, outcome: str, *, damaged: bool) -> float:
        """Return how high a row needs to be: a reason is told in full."""
        return 38 + setter.height(outcome, 14, width - 68) + 8 if damaged else RecordRow.HEIGHT

    def paint(self, canvas: Canvas) -> None:
        """Draw plate, edge and icon."""
        canvas.rounded(self.rect, "raised" if self.hot else "panel", 6)
        if self.hot:
            canvas.outline(self.rect, "text", 1.3, 6)
        ink = "beijing" if self.damaged else "seoul" if self.icon == "play" else "muted"
        canvas.icon(self.icon, self.rect.x + 16, self.rect.y + 20, 24, ink)

    def words(self, setter: Setter) -> list[Words]:
        """List title, facts and outcome."""
        r = self.rect
        inner = Rect(r.x + 56, r.y, r.w - 68, r.h)
        shown = [Words(Rect(inner.x, r.y + 8, inner.w, 26), self.title, 16, "semibold")]
        if self.damaged:
            return [*shown, Words(Rect(inner.x, r.y + 36, inner.w, r.h - 40), self.outcome, 14, "regular", "muted", wrap=True)]
        wide = setter.width(self.outcome, 16, "semibold")
        return [
            *shown,
            Words(Rect(inner.x, r.y + 34, inner.w, 22), self.facts, 14, "regular", "muted"),
            Words(Rect(r.right - 16 - wide, r.y + 8, wide, 26), self.outcome, 16, "semibold", "seoul" if self.icon == "play" else "text"),
        ]


@dataclass(frozen=True)
class Records(Screen):
    """The list, searched by words; `titles` are those of the installed scenarios, read once: the packs lie on the disk."""

    desk: Desk
    entries: Sequence[Entry]
    titles: Mapping[str, str]
    search: str = ""

    def build(self, context: Context) -> Widget:
        """Lay out the search and the rows."""
        found = self.found()
        newest = next((one for one in found if one.record is not None), None)
        ways = [back()]
        if newest is not None and newest.record is not None:
            words = _("Open the newest") if newest.record.finished else _("Continue the newest")
            words = words if not context.compact else _("Newest")
            ways.append(onward(words, lambda: self.open(newest)))
        page = Page(
            context, _("Records"), ngettext("{} game", "{} games", len(self.entries)).format(len(self.entries)),
            hints=[Hint("A–Z", _("search")), Hint("↑↓", _("choose")), Hint("Esc", _("back"))], ways=ways,
        )
        top, rest = page.body.top(36 if context.compact else 44, 10)
        box = Rect(top.x, top.y, min(top.w, 560), top.h)
        field = Field(box, _("Search"), self.search, self.look_for, hint=_("Search by scenario, player, date or state"))
        column = Column(rest, context.text)
        for one in found:
            self._row(context, column, one)
        if not found:
            self._empty(column)
        page.content.add(field, column.scroll("records"))
        return page.root

    def _row(self, context: Context, column: Column, entry: Entry) -> None:
        title, facts, outcome, icon = self.describe(entry)
        damaged = entry.record is None
        if damaged:
            outcome = breakable(outcome, context.text, column.rect.w - 68)
        high = RecordRow.height(context.text, column.rect.w, outcome, damaged=damaged)
        box, name = column.take(high, 8), f"record {entry.path.name}"
        row = RecordRow(box, icon, title, facts, outcome, damaged=damaged, name=name)
        row.on_activate = lambda: self.open(entry)
        column.widgets.append(row)

    def _empty(self, column: Column) -> None:
        if self.search:
            column.text(_("No record has these words."), colour="muted")
            return
        column.text(_("No game has been played yet. Every game is kept here from its first turn."), colour="muted")
        column.text(breakable(str(self.desk.store.folder), column.setter, column.rect.w), 14, "regular", "muted")

    def describe(self, entry: Entry) -> tuple[str, str, str, str]:
        """Return a record's title, facts, outcome and icon."""
        when = moment(entry.changed) if entry.changed else ""
        if entry.record is None:
            return entry.path.name, when, said(entry.problem), "triangle-alert"
        record = entry.record
        title = self.title_of(record.scenario)
        facts = joined([when, record.player, entry.path.name])
        if record.result is None:
            return title, facts, _("Turn {} in play").format(len(record.turns) + 1), "play"
        grade = self.grade_of(record)
        icon = "circle-check" if record.result.ending is None else "flag"
        return title, facts, joined([grade, whole_total(record.result)]), icon

    def grade_of(self, record: Record) -> str:
        """Return the name of a finished game's grade or early end, where its scenario is loaded."""
        result = record.result
        if result is None or not self.desk.ready(record.scenario):
            return ""
        return grade_name(self.desk.texts(self.desk.compiled(record.scenario)), result, "")

    def title_of(self, scenario: str) -> str:
        """Return a scenario's title, or its id where it is not installed."""
        return self.desk.title(scenario, self.titles.get(scenario, scenario))

    def found(self) -> list[Entry]:
        """List the entries that have all the words of the search."""
        words = self.search.casefold().split()
        return [one for one in self.entries if all(word in " ".join(self.describe(one)[:3]).casefold() for word in words)]

    # what happens

    def look_for(self, words: str) -> Outcome:
        """Search as one types."""
        return Replace(replace(self, search=words))

    def open(self, entry: Entry) -> Outcome:
        """Go on with a game, or show the result of a finished one."""
        if entry.record is None:
            return Push(trouble_screen(_("This file cannot be read"), said(entry.problem)))
        try:
            match = self.desk.open_match(entry)
        except TightropeError as error:
            return self.read(entry.record, closed_words(entry.record, error))
        if match.over:
            from game.ui.screens.result import result_screen

            return Push(result_screen(self.desk, match))
        from game.ui.screens.turn import turn_screen

        return Push(turn_screen(self.desk, match))

    def read(self, record: Record, problem: str) -> Outcome:
        """Open a finished game of other rules for reading; say of any other why it cannot be played again here."""
        from game.analysis.debrief import open_case
        from game.ui.screens.debrief.screen import debrief_screen

        if record.finished and self.desk.kit is not None:
            with contextlib.suppress(TightropeError):
                return Push(debrief_screen(self.desk, open_case(record, self.desk.of_record(record))))
        return Push(trouble_screen(_("This record cannot be played again here"), problem))

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Search with what is typed, wherever the focus is; Esc empties the search first."""
        words = event.searching(self.search)
        return None if words is None else self.look_for(words)

    def resumed(self, result: object, context: Context) -> Outcome:
        """Read the folder again: a game may have gone on."""
        return Replace(replace(self, entries=self.desk.store.entries()))

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("A–Z", _("search")), ("⏎", _("open")), ("Esc", _("back"))]
