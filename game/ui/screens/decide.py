"""The cabinet table: a page for each card, the points, and beside them the forecast or the map; everything can be undone."""

from collections.abc import Hashable
from dataclasses import replace

import pygame

from game.analysis.forecast import Forecast, forecast
from game.session.match import Match
from game.session.record import Order
from game.ui.desk import Desk
from game.ui.outcome import REBUILD, Outcome, Push, Replace
from game.ui.screen import Context, Key
from game.ui.screens.parts import pages, ways
from game.ui.screens.parts.advisors import advice_for
from game.ui.screens.parts.coach import Guided
from game.ui.screens.parts.header import header, height
from game.ui.screens.parts.minding import Reach, of_answer, of_programme
from game.ui.screens.parts.table import CardFace, Table, whole
from game.ui.widgets import Group, Widget
from game.ui.words import _

POINTS = "points"
SIDES = ("forecast", "advisors", "map")
Minded = tuple[str, int, int]
"""What is under the pointer: "answer", slot and number, or "programme", its place and level."""


class Decide(Guided):
    """The cabinet table of one turn. `page` is "event:N", "points" (compact: "points:D") or, compact only, one of SIDES."""

    def __init__(self, desk: Desk, match: Match, page: str = "") -> None:
        self.desk, self.match = desk, match
        self.table = Table(desk, match)
        self.page = page or self._first_page()
        self.side = "forecast"
        self.seen = {self.page}
        self.ghost_points: tuple[int, ...] = ()
        self.context: Context | None = None
        self.found: dict[Hashable, Forecast] = {}
        self.preview: Order | None = None
        self.minded: Minded | None = None

    def _first_page(self) -> str:
        waiting = self.table.unanswered()
        return f"event:{waiting[0].slot}" if waiting else POINTS

    # the forecast

    def forecast_of(self, order: Order) -> Forecast | None:
        """Give the forecast of an order when it is ready; else have it worked out, the newest first."""
        key = order_key(order)
        if key not in self.found and self.context is not None:
            scenario, view, orders, turn = self.match.scenario, self.table.view, self.match.orders(order), self.table.turn
            self.context.background(
                ("forecast", id(self)), lambda: forecast(scenario, view, orders, label=turn), lambda result: self._keep(key, result),
            )
        return self.found.get(key)

    def _keep(self, key: Hashable, result: Forecast) -> Outcome:
        self.found[key] = result
        return REBUILD

    def prepare(self) -> "Decide":
        """Work the forecast out at once, for pictures and tests; return this screen."""
        order = self.preview or self.match.draft
        self.found[order_key(order)] = forecast(self.match.scenario, self.table.view, self.match.orders(order), label=self.table.turn)
        return self

    @property
    def shown_order(self) -> Order:
        """Give the order whose forecast is shown: the one under the pointer, else the draft."""
        return self.preview or self.match.draft

    def ghosts(self, found: Forecast | None) -> dict[str, int]:
        """Give the pillars after this turn in whole points, as the forecast has them."""
        if found is None:
            return {}
        ids = [pillar.id for pillar in self.match.scenario.pillars]
        shown = {name: whole(value) for name, value in zip(ids, found.next_pillars, strict=True)}
        if self.table.gauge >= 0:
            shown[""] = whole(found.next_values[self.table.gauge])
        return shown

    # building

    def build(self, context: Context) -> Widget:
        """Lay the page out."""
        if self.context is not None and self.context.compact and not context.compact:
            self.minded = None
        self.context = context
        self._fit_page(compact=context.compact)
        found = self.forecast_of(self.shown_order)
        bar = header(
            context, self.table, 1, ghosts=self.ghosts(found), on_menu=lambda: ways.to_menu(self.desk, self.match), on_back=self.back,
        )
        build = pages.compact if context.compact else pages.wide
        page = context.rect.top(height(context))[1]
        return Group(context.rect, [bar, *build(self, context, page, found)])

    def _fit_page(self, *, compact: bool) -> None:
        """Show the page that comes nearest when the layout changes between wide and compact."""
        if compact and self.page == POINTS:
            self.page = f"{POINTS}:0"
        elif not compact and self.page in SIDES:
            self.side, self.page = ("map" if self.page == "map" else "forecast"), self._first_page()
        elif not compact and self.page.startswith(f"{POINTS}:"):
            self.page = POINTS
        self.seen.add(self.page.partition(":")[0] if self.page.startswith(POINTS) else self.page)

    @property
    def card(self) -> CardFace | None:
        """Give the card of the page in front."""
        kind, _colon, number = self.page.partition(":")
        return self.table.cards[int(number)] if kind == "event" and int(number) < len(self.table.cards) else None

    # moving

    def open(self, page: str) -> Outcome:
        """Put a page in front."""
        if page not in SIDES:
            self.minded = None                         # a compact side shows what was asked about last
        self.page, self.preview, self.ghost_points = page, None, ()
        return REBUILD

    def show_side(self, side: str) -> Outcome:
        """Show the forecast or the map beside the page."""
        if self.context is not None and self.context.compact:
            return self.open(side)
        self.side = side
        return REBUILD

    def back(self) -> Outcome:
        """Go back to the brief."""
        from game.ui.screens.brief import Brief

        return Replace(Brief(self.desk, self.match))

    def next_page(self) -> str:
        """Give the next unfinished thing: a card without an answer, then the points; nothing when all is done."""
        waiting = [f"event:{card.slot}" for card in self.table.unanswered()]
        after = [page for page in waiting if page > self.page] if self.page.startswith("event") else waiting
        left = [page for page in (after or waiting) if page != self.page]
        if left:
            return left[0]
        if self.page in waiting:
            return ""
        spent_over = self.table.spent() > self.table.points
        if not self.page.startswith(POINTS) and (POINTS not in self.seen or spent_over):
            return POINTS
        return ""

    # deciding

    def choose(self, card: CardFace, number: int) -> Outcome | None:
        """Answer a card; choosing what is chosen already goes on to the next unfinished thing."""
        if self.table.chosen(card) == number:
            return self.go_on()
        self.desk.sound("choose")
        self.preview = None
        self.match.answer(card.slot, self.table.event(card).options[number].id)
        return REBUILD

    def consider(self, card: CardFace, number: int, on: bool) -> Outcome | None:  # noqa: FBT001 - as `on_hot` gives it
        """Show what an answer under the pointer would do."""
        answers = {**self.match.draft.answers, card.id: self.table.event(card).options[number].id}
        moved = self._mind(("answer", card.slot, number) if on else None)
        return self._preview(replace(self.match.draft, answers=answers) if on else None) or moved

    def set_level(self, programme: int, level: int) -> Outcome | None:
        """Put points on a programme."""
        self.preview = None
        self.desk.sound("point")
        self.match.allocate(self.match.scenario.programmes[programme].id, level)
        self._mind(("programme", programme, level))
        return REBUILD

    def consider_level(self, programme: int, level: int) -> Outcome | None:
        """Show what a level under the pointer would do."""
        points = {**self.match.draft.points, self.match.scenario.programmes[programme].id: level}
        moved = self._mind(("programme", programme, level))
        return self._preview(replace(self.match.draft, points={name: n for name, n in points.items() if n})) or moved

    def consider_advice(self, place: int, on: bool) -> Outcome | None:  # noqa: FBT001 - as `on_hot` gives it
        """Show an advisor's order as a ghost: the answer on a card's page, the points on theirs."""
        advice = advice_for(self.table)[place]
        if self.card is not None:
            return self.consider(self.card, advice.answers[self.card.slot], on)
        self.ghost_points = advice.points if on else ()
        ids = [programme.id for programme in self.match.scenario.programmes]
        points = {name: level for name, level in zip(ids, advice.points, strict=True) if level}
        return self._preview(replace(self.match.draft, points=points) if on else None)

    # who minds

    def mind_programme(self, programme: int, on: bool) -> Outcome | None:  # noqa: FBT001 - as `on_hot` gives it
        """Show who minds the programme under the pointer."""
        level = self.match.draft.points.get(self.match.scenario.programmes[programme].id, 0)
        return self._mind(("programme", programme, level) if on else None)

    def _mind(self, what: Minded | None) -> Outcome | None:
        if what == self.minded or (what is None and self.context is not None and self.context.compact):
            return None                                # the compact map is asked for after the pointer has left
        self.minded = what
        return REBUILD

    def reaches(self) -> tuple[Reach, ...]:
        """Tell where what is under the pointer would bring the powers that mind it."""
        if self.minded is None:
            return ()
        kind, place, number = self.minded
        return of_answer(self.table, self.table.cards[place], number) if kind == "answer" else of_programme(self.table, place, number)

    def minded_name(self) -> str:
        """Name what is asked about, or nothing where nobody minds."""
        if self.minded is None or not self.reaches():
            return ""
        kind, place, number = self.minded
        if kind == "answer":
            return self.table.option_text(self.table.cards[place], number, "label")
        return self.table.texts(f"programmes.{self.match.scenario.programmes[place].id}.name")

    def _preview(self, order: Order | None) -> Outcome | None:
        if order == self.preview:
            return None
        self.preview = order
        return REBUILD

    def undo(self) -> Outcome | None:
        """Take the last change back."""
        self.preview = None
        return REBUILD if self.match.undo() else None

    def go_on(self) -> Outcome | None:
        """Do what the gold button says."""
        page = self.next_page()
        return self.open(page) if page else self.end_turn()

    def end_turn(self) -> Outcome:
        """End the turn; cards without an answer and points too many are spoken of first."""
        from game.ui.screens.ending import AskDefaults, finish

        if self.table.spent() > self.table.points:
            return self.open(POINTS)
        if not self.match.decides():                   # the head of government ends the turn
            return REBUILD
        if self.table.unanswered():
            return Push(AskDefaults(self.table))
        return finish(self.desk, self.match, self.table)

    def resumed(self, result: object, context: Context) -> Outcome:
        """End the turn with the cautious answers, when the question was answered so."""
        if result == "defaults":
            from game.ui.screens.ending import answer_by_default, finish

            answer_by_default(self.table)
            if not self.match.problems():
                return finish(self.desk, self.match, self.table)
        return REBUILD

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Answer the keys of the table."""
        if event.code == pygame.K_u:
            return self.undo()
        if event.code in (pygame.K_f, pygame.K_m):
            return self.show_side("forecast" if event.code == pygame.K_f else "map")
        if event.code == pygame.K_p:
            return self.open(POINTS)
        if event.code == pygame.K_s and self.card is not None:
            return ways.to_sources(self.desk, self.match, self.card.id)
        if event.code == pygame.K_e:
            return self.end_turn()
        return ways.common_key(event.code, self.desk, self.match)

    def keys(self) -> list[tuple[str, str]]:
        """List the keys of the table."""
        return [
            ("1-4", _("an answer")), ("+ −", _("points of the programme in focus")), ("U", _("undo")), ("P", _("points")),
            ("F", _("forecast")), ("M", _("map")), ("B", _("brief")), ("G", _("glossary")),
            ("S", _("sources")), ("E", _("end the turn")), ("Enter", _("what the gold button says")),
            ("Esc", _("menu")),
        ]


def order_key(order: Order) -> Hashable:
    """Give a key that tells orders apart."""
    return frozenset(order.points.items()), frozenset(order.answers.items())
