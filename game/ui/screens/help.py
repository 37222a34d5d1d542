"""Help: the pages of docs/play, and what the game knows itself: the keys, the words, the pillars and indicators with their sources."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pygame

from game.session import TightropeError
from game.session.match import Match
from game.ui.desk import Desk, Texts
from game.ui.documents import PAGES, document
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Push, Replace
from game.ui.screen import Context, Screen
from game.ui.screens.parts import glossary
from game.ui.screens.parts.amounts import INDEX, Figures, joined
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.keys import KeyLine, all_keys
from game.ui.screens.parts.listrow import ListRow
from game.ui.screens.parts.page import Hint, Page, Way, back
from game.ui.screens.parts.prose import Prose
from game.ui.text import Run
from game.ui.widgets import Panel, Widget
from game.ui.words import _

LISTS = ("keys", "words", "pillars", "indicators")
TOPICS = (*PAGES, *LISTS)
CONTENTS = "contents"
"""The list of topics as a page of its own, where there is no room for it beside the others."""
WIDEST, LIST, ROW = 860.0, 252.0, 32.0


def help_screen(desk: Desk, topic: str = "index", match: Match | None = None) -> "Help":
    """Return the help at a topic: one of TOPICS, or an indicator's or pillar's id; a match adds its scenario's words."""
    return Help(desk, topic if topic in (*TOPICS, CONTENTS) else "indicators", match)


@dataclass(frozen=True)
class Help(Screen):
    """The help, open at a topic."""

    desk: Desk
    topic: str
    match: Match | None = None

    @property
    def compiled(self) -> Any:
        """Return the scenario whose words are explained: that of the match, else one that is loaded, else the first that can be."""
        if self.match is not None:
            return self.match.compiled
        for one in sorted(self.desk.scenarios(), key=lambda one: not self.desk.ready(one.id)):
            with contextlib.suppress(TightropeError):   # a pack with errors: the next one will do
                return self.desk.compiled(one.id)
        return None

    def build(self, context: Context) -> Widget:
        """Lay out the list of topics and beside it the open one; one of the two where there is little room."""
        language = context.look.language
        hints = [Hint("PgUp PgDn", _("scroll")), Hint("Esc", _("back"))]
        about = "" if context.compact else _("What everything means")
        page = Page(context, _("Help"), about, hints=hints, ways=self._ways(context), helps=False)
        listed, rest = (None, page.body) if context.compact else page.body.left(LIST, 16)
        column = Column(rest.inset(12 if context.compact else 28, 12 if context.compact else 20), context.text)
        column.rect = column.rect._replace(w=min(column.rect.w, WIDEST))
        if self.topic in PAGES:
            Prose(column, language, self.follow).write(self.topic)
        else:
            self._own()[self.topic](column, language)
        page.content.add(Panel(rest, children=[column.scroll(f"help {self.topic}")]))        # first, so that Page Down is its
        if listed:
            page.content.add(Panel(listed, children=[self._names(listed, context)]))
        return page.root

    def _ways(self, context: Context) -> list[Way]:
        if not context.compact or self.topic == CONTENTS:
            return [back()]
        return [back(), Way(_("Contents"), partial(self.open, CONTENTS), code=pygame.K_c, icon="book")]

    def _own(self) -> dict[str, Callable[[Column, str], None]]:
        return {
            "keys": self._keys, "words": self._words, "pillars": self._pillars, "indicators": self._indicators, CONTENTS: self._list,
        }

    def open(self, topic: str) -> Outcome:
        """Open a topic in place of this one."""
        return Replace(replace(self, topic=topic))

    def follow(self, topic: str) -> Outcome:
        """Follow a link; the way back leads here again."""
        return Push(replace(self, topic=topic))

    def _names(self, box: Rect, context: Context) -> Widget:
        """List the topics, the open one in sight."""
        column = Column(box.inset(8, 8), context.text)
        self._list(column, context.look.language)
        shown = column.scroll("topics")
        shown.reveal(next((row.rect for row in column.widgets if row.name == f"topic {self.topic}"), column.window))
        return shown

    def _list(self, column: Column, language: str) -> None:
        names = {"keys": _("Keys"), "words": _("Words"), "pillars": _("Pillars"), "indicators": _("Indicators")}
        for topic in TOPICS:
            if topic == LISTS[0]:
                column.gap(10)
            name = names.get(topic) or document(topic, language).title
            row = ListRow(column.take(ROW), name, "", chosen=topic == self.topic, name=f"topic {topic}")
            row.label, row.on_activate = name, partial(self.open, topic)
            column.widgets.append(row)

    # the game's own lists

    def _keys(self, column: Column, _language: str) -> None:
        """List the keys: where there is room in two columns, the second half beside the first."""
        found = all_keys()
        columns = Rect(*column.window).columns(2, 32) if column.window.w > WIDEST else [column.rect]
        half = -(-len(found) // len(columns))
        for place, part in enumerate(columns):
            y = column.window.y
            for caption, about in found[place * half : (place + 1) * half]:
                high = max(32.0, column.setter.height(about, 14, part.w - KeyLine.START) + 12)
                column.add(KeyLine(Rect(part.x, y, part.w, high), caption, about))
                y += high

    def _words(self, column: Column, _language: str) -> None:
        for word, about in glossary.words():
            column.text(word, 16, "semibold", gap=0)
            column.text(about, 16, "regular", "muted", gap=12)

    def _pillars(self, column: Column, _language: str) -> None:
        compiled = self.compiled
        if compiled is None:
            return
        texts = self.desk.texts(compiled)
        column.text(_("The result"), 20, "semibold", gap=4)
        column.text(
            _("Half of the result is the mean of the pillars and half is the weakest of them. A government that falls early is given only "
              "the part of its term that it served."), gap=16,
        )
        names = {i: texts(f"indicators.{one.id}.name") for i, one in enumerate(compiled.scenario.indicators)}
        for pillar in compiled.scenario.pillars:
            column.text(texts(f"pillars.{pillar.id}.name"), 20, "semibold", gap=2)
            found = list(dict.fromkeys(_reads(pillar.value)))
            column.text(_("Made of: {}").format(", ".join(names[i] for i in found)), 16, "regular", "muted", gap=14)
        column.text(_("Grades"), 20, "semibold", gap=4)
        for i, grade in enumerate(compiled.scenario.grades):
            least = round(grade.least / 1000)
            column.text((Run(_("from {}").format(least) + "   ", "semibold", "seoul"), Run(texts(f"grades.{i}.name"), "semibold")), gap=0)
            column.text(texts(f"grades.{i}.text", ""), 16, "regular", "muted", gap=10)

    def _indicators(self, column: Column, _language: str) -> None:
        compiled = self.compiled
        if compiled is None:
            return
        texts = self.desk.texts(compiled)
        figures = Figures(compiled, texts)
        for indicator in compiled.scenario.indicators:
            column.text(texts(f"indicators.{indicator.id}.name"), 16, "semibold", gap=0)
            column.text(self._about(compiled, texts, figures, indicator), 16, "regular", "muted", gap=10)

    def _about(self, compiled: Any, texts: Texts, figures: Figures, indicator: Any) -> str:
        meta = compiled.meta.indicators[indicator.id]
        good = {"up": _("more is better"), "down": _("less is better"), "none": ""}[meta.good]
        unit = texts(f"indicators.{indicator.id}.unit", "")
        source = compiled.source(meta.source, texts.language)
        return joined([
            _("starts at {}").format(figures.value(indicator.id, indicator.start)),
            _("index from {} to {}").format(figures.value(indicator.id, indicator.low), figures.value(indicator.id, indicator.high))
            if unit in INDEX else "",
            good, _("source: {}").format(source.line) if source else _("the makers' assumption") if meta.assumed else "",
        ])

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("PgUp PgDn", _("scroll")), ("Esc", _("back"))]


def _reads(tree: Any) -> list[int]:
    """List the indicators that an expression reads, in order.

    >>> _reads(("add", ("name", "indicator", 2), ("const", 5)))
    [2]
    """
    if not isinstance(tree, tuple):
        return []
    if len(tree) == 3 and tree[:2] == ("name", "indicator"):
        return [tree[2]]
    return [index for part in tree for index in _reads(part)]
