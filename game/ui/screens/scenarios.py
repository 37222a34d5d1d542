"""The scenarios that are installed: cards at the left, what one is about at the right."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pygame

from game.session import TightropeError
from game.ui.atlas import atlas_of
from game.ui.desk import Desk, Listed
from game.ui.geometry import Rect
from game.ui.map import Arrow, Map
from game.ui.outcome import REBUILD, Outcome, Push, Replace
from game.ui.screen import Context, Screen
from game.ui.screens.parts.amounts import half_year, joined
from game.ui.screens.parts.column import BAR, Column
from game.ui.screens.parts.page import Hint, Page, Way, back, onward
from game.ui.screens.parts.sheet import ScenarioCard
from game.ui.screens.parts.ways import to_packs
from game.ui.text import Run
from game.ui.widgets import Panel, Widget
from game.ui.words import _, ngettext, said

MINUTES_A_TURN, MINUTES = 2.6, 2
FIRST = ("crossroads-2025", "first-steps")
"""What a newcomer looks for: the scenario that the game is about, and the tutorial."""


def scenarios_screen(desk: Desk) -> "Scenarios":
    """Return the list of scenarios, the first one chosen."""
    return Scenarios(desk, listed_of(desk))


def listed_of(desk: Desk) -> list[Listed]:
    """List the scenarios as the library has them, but the one that the game is about and the tutorial first."""
    return sorted(desk.scenarios(), key=lambda one: FIRST.index(one.id) if one.id in FIRST else len(FIRST))


def minutes(turns: int) -> int:
    """Tell how long a game of so many turns takes at leisure: 28 minutes for ten turns."""
    return round(MINUTES + MINUTES_A_TURN * turns)


@dataclass(frozen=True)
class Scenarios(Screen):
    """All installed scenarios; `chosen` is the number of the card in front, `broken` says why one cannot be loaded."""

    desk: Desk
    listed: Sequence[Listed]
    chosen: int = 0
    broken: dict[str, str] = field(default_factory=dict)

    def build(self, context: Context) -> Widget:
        """Lay out cards and details."""
        self._load(context)
        ready = bool(self.listed) and self.desk.ready(self.listed[self.chosen].id)
        page = Page(
            context, _("New game"), _("Choose where to stand"),
            hints=[Hint("↑↓", _("choose")), Hint("Esc", _("back"))],
            ways=[
                back(), Way(_("Packs"), partial(to_packs, self.desk), code=pygame.K_p, icon="package"),
                onward(_("Briefing"), self.go, enabled=ready),
            ],
        )
        if context.compact:
            column = Column(page.body, context.text)
            self._cards(context, column)
            page.content.add(column.scroll("scenarios"))
            return page.root
        left, right = page.body.left(405 + BAR, 16)
        cards = Column(left, context.text)
        self._cards(context, cards)
        page.content.add(cards.scroll("scenarios"), self._details(context, right))
        return page.root

    def _load(self, context: Context) -> None:
        """Load what is not loaded yet, away from the drawing."""
        for one in self.listed:
            if not self.desk.ready(one.id) and one.id not in self.broken:
                context.background(("scenario", one.id), partial(self._try, one.id), lambda _done: REBUILD)

    def _try(self, name: str) -> None:
        try:
            self.desk.compiled(name)
        except TightropeError as error:
            self.broken[name] = said(error)

    def _cards(self, context: Context, column: Column) -> None:
        column.window = column.window.inset(-6)             # room for the edge of the chosen card
        for i, one in enumerate(self.listed):
            turns = ngettext("{} turn", "{} turns", one.turns).format(one.turns)
            title, text = self.desk.title(one.id, one.title), self._tagline(one)
            twice = sum(other.title == one.title for other in self.listed) > 1
            pack = [f"{one.pack} {one.version}"] if twice else []                # else the details say it
            facts = joined([turns, _("about {} min").format(minutes(one.turns)), *pack])
            setter = context.text
            high = ScenarioCard.height(setter, column.rect.w, title, text)
            card = ScenarioCard(column.take(high, 14), title, text, facts, chosen=i == self.chosen, name=f"scenario {one.id}")
            card.on_activate = partial(self.choose, i)
            column.widgets.append(card)
        if not self.listed:
            column.text(_("No scenario is installed. The shipped ones lie in the folder scenarios beside the program."), colour="muted")

    def _tagline(self, one: Listed) -> str:
        if one.id in self.broken:
            return self.broken[one.id]
        if not self.desk.ready(one.id):
            return _("Loading …")
        return self.desk.texts(self.desk.compiled(one.id))("tagline", "")

    def _details(self, context: Context, box: Rect) -> Widget:
        panel = Panel(box)
        if not self.listed or not self.desk.ready(self.listed[self.chosen].id):
            return panel
        compiled = self.desk.compiled(self.listed[self.chosen].id)
        view, rest = box.top(232)
        chart = atlas_of(compiled.meta.map, self.desk.texts(compiled))
        arrows = [Arrow("beijing", 55), Arrow("washington", 60)]
        panel.add(Map(view, chart, context.text, view=chart.fitting(view.w, view.h), arrows=arrows))
        column = Column(rest.inset(24, 16), context.text)
        self._story(compiled, column)
        return panel.add(column.scroll("details") if column.height > column.window.h else column.group())

    def _story(self, compiled: Any, column: Column) -> None:
        texts, scenario = self.desk.texts(compiled), compiled.scenario
        column.text(texts("title"), 28, "bold", gap=4)
        column.text(texts("briefing.you_are", ""), 16, "regular", "muted", gap=14)
        for era in compiled.meta.eras:
            start = half_year(scenario.calendar, era.from_turn)
            column.text((Run(f"{start}  ", "semibold", "seoul"), Run(texts(f"eras.{era.id}.name"), "semibold")), 16, gap=2)
            column.text(texts(f"eras.{era.id}.text", ""), 14, "regular", "muted", gap=10)
        calendar, cards, programmes, sources = scenario.calendar, len(scenario.events), len(scenario.programmes), len(compiled.sources)
        facts = [
            _("{} turns of {} months").format(calendar.turns, calendar.months),
            ngettext("{} card in the deck", "{} cards in the deck", cards).format(cards),
            ngettext("{} programme", "{} programmes", programmes).format(programmes),
            ngettext("{n} source", "{n} sources", sources).format(n=sources),
            f"{self.listed[self.chosen].pack} {self.listed[self.chosen].version}",
        ]
        column.gap(2).text(joined(facts), 14, "regular", "muted")

    # what happens

    def choose(self, number: int) -> Outcome:
        """Take a card in front; taking the one in front opens its briefing."""
        if number == self.chosen:
            return self.go()
        return Replace(replace(self, chosen=number))

    def go(self) -> Outcome:
        """Open the briefing."""
        from game.ui.screens.briefing import briefing_screen

        if not self.desk.ready(self.listed[self.chosen].id):
            return REBUILD
        return Push(briefing_screen(self.desk, self.listed[self.chosen].id))

    def resumed(self, result: object, context: Context) -> Outcome:
        """List what is installed anew: a pack may have come or gone."""
        listed = listed_of(self.desk)
        now = self.listed[self.chosen].id if self.listed else ""
        chosen = next((i for i, one in enumerate(listed) if one.id == now), 0)
        return Replace(Scenarios(self.desk, listed, chosen))

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("⏎", _("open the briefing")), ("P", _("packs")), ("Esc", _("back"))]
