"""The glossary: a search, the words at the left, and what one of them means at the right; words lead to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from game.session.match import Match
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Replace
from game.ui.screen import Context, Key, Screen
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.facts import facts_of
from game.ui.screens.parts.listrow import ListRow
from game.ui.screens.parts.lookup import Meaning, matching, meanings
from game.ui.screens.parts.page import Hint, Page, Way, back
from game.ui.screens.parts.ways import to_sources
from game.ui.text import Setter
from game.ui.widgets import Chip, Field, Panel, Widget, flow
from game.ui.words import _

LIST, ROW, LONGEST = 336.0, 30.0, 30


def glossary_screen(desk: Desk, match: Match, entry: str = "") -> "Glossary":
    """Return the glossary of a game, open at an entry."""
    return Glossary(desk, match, entry)


@dataclass(frozen=True)
class Glossary(Screen):
    """All words of a game; `entry` is the key of the open one, `query` what is searched for."""

    desk: Desk
    match: Match
    entry: str = ""
    query: str = ""

    def build(self, context: Context) -> Widget:
        """Lay out search, list and meaning; below each other where there is little room."""
        found = meanings(self.desk, self.match.compiled)
        keys = matching(found, self.query)
        open_ = self.entry if self.entry in found and (not self.query or self.entry in keys) else (keys[0] if keys else "")
        page = Page(
            context, _("Glossary"), "" if context.compact else _("{n} words").format(n=len(found)),
            hints=[Hint("A–Z", _("search")), Hint("PgUp PgDn", _("scroll")), Hint("Esc", _("back"))],
            ways=[Way(_("Sources"), partial(to_sources, self.desk, self.match), icon="book"), back()],
        )
        if context.compact:
            box, rest = page.body.top(36, 6)
            column = Column(rest, context.text)
            self._meaning(column, found, open_)
            column.gap(10)
            self._rows(column, found, keys, open_, short=True)
            page.content.add(self._field(box), column.scroll(f"glossary {open_} {self.query}"))
            return page.root
        left, right = page.body.left(LIST, 16)
        box, low = left.top(40, 8)
        listed, told = Column(low.inset(8, 8), context.text), Column(right.inset(28, 22), context.text)
        self._rows(listed, found, keys, open_)
        self._meaning(told, found, open_)
        scroll = listed.scroll(f"glossary {self.query}")
        scroll.line = ROW
        place = keys.index(open_) if open_ in keys else 0
        scroll.scroll_to(max(0.0, place * ROW - scroll.rect.h / 2))
        page.content.add(self._field(box), Panel(low, children=[scroll]), Panel(right, children=[told.scroll(f"meaning {open_}")]))
        return page.root

    def _field(self, box: Rect) -> Field:
        return Field(box, _("Search"), self.query, self.search, limit=LONGEST, hint=_("Search the glossary"))

    def _rows(self, column: Column, found: Mapping[str, Meaning], keys: list[str], open_: str, *, short: bool = False) -> None:
        if not keys:
            column.text(_("No word holds this text."), 16, colour="muted")
        for key in keys:
            one = found[key]
            kind = one.kind if not short and _fits(one, column.setter, column.rect.w) else ""
            row = ListRow(column.take(ROW), one.word, kind, chosen=key == open_, name=f"entry {key}")
            row.label = f"{one.word}. {one.text}"
            row.on_activate = partial(self.open, key)
            column.widgets.append(row)

    def _meaning(self, column: Column, found: Mapping[str, Meaning], key: str) -> None:
        if not key:
            return
        one, setter, compiled = found[key], column.setter, self.match.compiled
        column.text(one.word, 20, "semibold", gap=0)
        if one.kind:
            column.text(one.kind, 14, "regular", "seoul", gap=8)
        column.text(one.text, 16, gap=10)
        facts = facts_of(self.desk, self.match, key)
        if facts:
            column.text(facts, 16, "regular", "muted", gap=12)
        chips = self._chips(found, one, setter)
        if chips:
            column.text(_("See also"), 14, "semibold", "muted", gap=4)
            high = flow(Rect(column.rect.x, column.y, column.rect.w, 0), chips)
            column.widgets += chips
            column.gap(high + 14)
        lines = compiled.source_lines(one.sources, self.desk.preferences.language)  # type: ignore[attr-defined]
        if lines:
            column.text(_("Sources"), 14, "semibold", "muted", gap=2)
            for line in lines:
                column.text(line, 14, "regular", "muted", gap=2)

    def _chips(self, found: Mapping[str, Meaning], one: Meaning, setter: Setter) -> list[Widget]:
        chips: list[Widget] = []
        for key in one.see:
            if key in found:
                chip = Chip(found[key].word, setter)
                chip.name, chip.help = f"see {key}", found[key].text
                chip.on_activate = partial(self.open, key)
                chips.append(chip)
        return chips

    # what happens

    def open(self, key: str) -> Outcome:
        """Show what a word means; a word that the search leaves out ends the search."""
        kept = self.query if key in matching(meanings(self.desk, self.match.compiled), self.query) else ""
        return Replace(replace(self, entry=key, query=kept))

    def search(self, text: str) -> Outcome:
        """Search for a text."""
        return Replace(replace(self, query=text, entry=""))

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Take letters typed anywhere as a search."""
        return self.search(self.query + event.letter) if event.letter and len(self.query) < LONGEST else None

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("A–Z", _("search")), ("PgUp PgDn", _("scroll")), ("Esc", _("back"))]


def _fits(one: Meaning, setter: Setter, across: float) -> bool:
    return setter.width(one.word, 14, "semibold") + setter.width(one.kind, 14) + 44 < across
