"""The sources: publisher, title, date, address, and what rests on each; a card's own stand first."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import pygame

from game.session.match import Match
from game.ui.desk import Desk, Texts
from game.ui.screen import Context, Screen
from game.ui.screens.parts.column import Column, breakable
from game.ui.screens.parts.facts import backed
from game.ui.screens.parts.page import Hint, Page, Way, back
from game.ui.screens.parts.ways import to_glossary
from game.ui.widgets import Panel, Widget
from game.ui.words import _, ngettext

WIDEST = 900.0


def sources_screen(desk: Desk, match: Match, card: str = "") -> "Sources":
    """Return the sources of a game; those of a card first."""
    return Sources(desk, match, card)


@dataclass(frozen=True)
class Sources(Screen):
    """The bibliography of the scenario in play; `card` is the id of an event whose sources stand first."""

    desk: Desk
    match: Match
    card: str = ""

    def build(self, context: Context) -> Widget:
        """Lay the list out."""
        compiled: Any = self.match.compiled
        texts = self.desk.texts(compiled)
        count = len(compiled.sources)
        page = Page(
            context, _("Sources"), "" if context.compact else ngettext("{n} source", "{n} sources", count).format(n=count),
            hints=[Hint("PgUp PgDn", _("scroll")), Hint("Esc", _("back"))],
            ways=[Way(_("Glossary"), partial(to_glossary, self.desk, self.match), code=pygame.K_g), back()],
        )
        column = Column(page.body.inset(0 if context.compact else 24, 0 if context.compact else 18), context.text)
        column.rect = column.rect._replace(w=min(column.rect.w, WIDEST))
        backs = backed(compiled, texts)
        own = self._card(column, compiled, texts, backs)
        if own:
            column.text(_("All other sources"), 20, "semibold", gap=10)
        order = sorted((key for key in compiled.sources if key not in own), key=lambda key: compiled.sources[key].line.casefold())
        for key in order:
            _source(column, compiled.source(key, texts.language), backs[key])
        scroll = column.scroll(f"sources {self.card}")
        page.content.add(scroll if context.compact else Panel(page.body, children=[scroll]))
        return page.root

    def _card(self, column: Column, compiled: Any, texts: Texts, backs: dict[str, list[str]]) -> list[str]:
        """Put the sources of the card first; gives their keys."""
        if not self.card:
            return []
        meta = compiled.meta.events[self.card]
        column.text(texts(f"events.{self.card}.title"), 20, "semibold", gap=2)
        if meta.fiction:
            invented = _("This scene is invented, after what these report:") if meta.sources else _("This scene is invented.")
            column.text(invented, 16, "regular", "muted", gap=10)
        own = [key for key in meta.sources if key in compiled.sources]
        for key in own:
            _source(column, compiled.source(key, texts.language), backs[key])
        column.gap(10)
        return own

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("G", _("glossary")), ("PgUp PgDn", _("scroll")), ("Esc", _("back"))]


def _source(column: Column, source: Any, backs: list[str]) -> None:
    """Write one source."""
    publisher = f"{source.publisher} ({source.via})" if source.via else source.publisher
    column.text(publisher, 16, "semibold", gap=0)
    line = ", ".join(part for part in (source.title, source.date) if part)
    if line:
        column.text(line, 16, gap=0)
    if source.url:
        column.text(breakable(source.url, column.setter, column.rect.w), 14, "regular", "washington", gap=0)
    if source.note:
        column.text(source.note, 14, "regular", "muted", gap=0)
    if backs:
        column.text(_("Backs: {what}").format(what=", ".join(backs)), 14, "regular", "muted", gap=0)
    column.gap(12)
