"""Help and glossary: a turn, the keys, the words, the pillars, the indicators with their start, unit and source."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pygame

from game.session.match import Match
from game.ui.desk import Desk, Texts
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Replace
from game.ui.screen import Context, Screen
from game.ui.screens.parts import glossary
from game.ui.screens.parts.amounts import INDEX, Figures, joined
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.keys import KeyLine, all_keys
from game.ui.screens.parts.page import Hint, Page, back
from game.ui.text import Run
from game.ui.widgets import Panel, TabItem, Tabs, Widget
from game.ui.words import _

TOPICS = ("turn", "keys", "words", "pillars", "indicators")
WIDEST = 860.0


def help_screen(desk: Desk, topic: str = "turn", match: Match | None = None) -> "Help":
    """Return the help at a topic: one of TOPICS, or an indicator's or pillar's id; a match adds its scenario's words."""
    return Help(desk, topic if topic in TOPICS else "indicators", match)


@dataclass(frozen=True)
class Help(Screen):
    """The help, open at a topic."""

    desk: Desk
    topic: str
    match: Match | None = None

    @property
    def compiled(self) -> Any:
        """Return the scenario whose words are explained: that of the match, else one that is loaded, else the first."""
        if self.match is not None:
            return self.match.compiled
        listed = list(self.desk.scenarios())
        ready = [one.id for one in listed if self.desk.ready(one.id)] or [one.id for one in listed]
        return self.desk.compiled(ready[0]) if ready else None

    def build(self, context: Context) -> Widget:
        """Lay out tabs and the topic."""
        page = Page(
            context, _("Help"), "" if context.compact else _("What everything means"),
            hints=[Hint("1–5", _("topic")), Hint("PgUp PgDn", _("scroll")), Hint("Esc", _("back"))], ways=[back()],
        )
        names = (_("A turn"), _("Keys"), _("Words"), _("Pillars"), _("Indicators"))
        tabs, rest = page.body.top(34 if context.compact else 40, 8)
        items = [
            TabItem(name, code=pygame.K_1 + i, key="" if context.compact else str(i + 1)) for i, name in enumerate(names)
        ]
        page.content.add(Tabs(tabs, items, TOPICS.index(self.topic), self.open, context.text, stretch=context.compact))
        inner = rest.inset(12 if context.compact else 24, 12 if context.compact else 18)
        column = Column(inner, context.text)
        column.rect = column.rect._replace(w=min(column.rect.w, WIDEST))
        self._topics()[self.topic](column)
        page.content.add(Panel(rest, children=[column.scroll(f"help {self.topic}")]))
        return page.root

    def _topics(self) -> dict[str, Callable[[Column], None]]:
        return {
            "turn": self._turn, "keys": self._keys, "words": self._words, "pillars": self._pillars, "indicators": self._indicators,
        }

    def open(self, number: int) -> Outcome:
        """Open a topic."""
        return Replace(replace(self, topic=TOPICS[number]))

    # the topics

    def _turn(self, column: Column) -> None:
        for heading, text in glossary.turn():
            column.text(heading, 20, "semibold", gap=4)
            column.text(text, 16, gap=16)

    def _keys(self, column: Column) -> None:
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

    def _words(self, column: Column) -> None:
        for word, about in glossary.words():
            column.text(word, 16, "semibold", gap=0)
            column.text(about, 16, "regular", "muted", gap=12)

    def _pillars(self, column: Column) -> None:
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

    def _indicators(self, column: Column) -> None:
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
        return [("1–5", _("topic")), ("PgUp PgDn", _("scroll")), ("Esc", _("back"))]


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
