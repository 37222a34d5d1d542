"""What lies on the table in one turn, in words and numbers that screens can place: read from the match, nothing decided here."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from game.analysis.expectation import Expectation, option_expectation
from game.rules.orders import limits
from game.rules.scenario import Event, Scenario
from game.rules.state import OPEN, PROMISED, REFUSED, View
from game.session import SCALE
from game.session.match import Match
from game.session.record import Order
from game.ui.desk import Desk
from game.ui.mapspots import Told
from game.ui.screens.parts.amounts import change_text, half_year, short_unit, value_text
from game.ui.screens.parts.lookup import Lookup
from game.ui.words import _

TIED = "\u00a0"


@dataclass(frozen=True)
class CardFace:
    """A card of the deck as it lies on the table; `place` is longitude and latitude."""

    slot: int
    index: int
    id: str
    title: str
    tag: str
    text: str
    who: str
    icon: str
    place: tuple[float, float] | None
    source: str


@dataclass(frozen=True)
class Ask:
    """A demand that is alive: where it stands and how many turns are left, this one included."""

    index: int
    id: str
    title: str
    status: int
    due: int
    left: int


class Table:
    """Everything that the screens of one turn say about the game."""

    def __init__(self, desk: Desk, match: Match, view: View | None = None) -> None:
        """Read the turn in hand, or a view of an earlier one."""
        self.desk, self.match = desk, match
        self.scenario: Scenario = match.scenario
        self.meta: Any = match.compiled.meta  # type: ignore[attr-defined]
        self.texts = desk.texts(match.compiled)
        self.view = view if view is not None else match.view()
        self.turn = self.view.turn
        self.told: dict[tuple[str, int], Told] = {}     # notes of rungs, which a page built anew needs again
        self._spent: tuple[Order | None, int] = (None, 0)
        self.kept: dict[Hashable, Any] = {}             # the same for what else is dear to make: the turn's view stays as it is

    # names

    def date(self, turn: int) -> str:
        """Name a turn by its date."""
        return half_year(self.scenario.calendar, turn)

    def indicator_name(self, index: int, *, short: bool = False) -> str:
        """Name an indicator; the short name leaves out whose it is, where a mark stands beside it."""
        name = self.texts(f"indicators.{self.scenario.indicators[index].id}.name")
        if short and self.who(index):
            roles = self.scenario.roles
            return {roles.pressure: _("Pressure"), roles.ire: _("Ire"), roles.commitment: _("Commitment")}.get(index, name)
        return name

    def unit(self, index: int) -> str:
        """Give an indicator's unit."""
        return self.texts(f"indicators.{self.scenario.indicators[index].id}.unit", "")

    def decimals(self, index: int) -> int:
        """Tell how many digits after the point an indicator shows."""
        meta = self.meta.indicators.get(self.scenario.indicators[index].id)
        return meta.decimals if meta else 0

    def who(self, index: int) -> str:
        """Tell whose indicator it is: a power's mark, or nothing."""
        roles = self.scenario.roles
        if index in (roles.pressure, roles.commitment):
            return "washington"
        if index in (roles.ire, roles.coercion, roles.temptation):
            return "beijing"
        troops = [mark.indicator for mark in self.meta.map.marks if mark.kind == "troops"]
        return "washington" if self.scenario.indicators[index].id in troops else ""

    def share(self, index: int, amount: int) -> float:
        """Tell how much of an indicator's range a change is, without its sign: by that the strongest are told first."""
        one = self.scenario.indicators[index]
        return abs(amount) / max(SCALE, one.high - one.low)

    # numbers

    def value(self, index: int) -> int:
        """Give an indicator's value now, in thousandths."""
        return int(self.view.values[index, 0]) if index >= 0 else 0

    def shown(self, index: int, value: int | None = None) -> str:
        """Write an indicator's value with the short form of its unit."""
        return value_text(self.value(index) if value is None else value, self.decimals(index), short_unit(self.unit(index)))

    def change(self, index: int, amount: int) -> str:
        """Write a change of an indicator with sign and unit."""
        return change_text(amount, digits(amount), self.unit(index)).replace(" ", TIED)

    def moved(self, index: int, amount: int) -> str:
        """Write an indicator with its change; a line never ends between the two."""
        return f"{self.indicator_name(index, short=True)}{TIED}{self.change(index, amount)}"

    def pillar_values(self) -> list[int]:
        """Give the pillars in thousandths."""
        return [int(value) for value in self.view.pillars[:, 0]]

    # the last turn

    @property
    def last_report(self) -> Any:
        """Give the report of the turn before, or None."""
        reports = [report for report in self.match.reports if report.turn == self.turn - 1]
        return reports[-1] if reports else None

    def pillar_change(self, pillar: str) -> int:
        """Give how a pillar moved in the turn before, in whole points."""
        report = self.last_report
        if report is None:
            return 0
        return whole(report.pillars_after[pillar]) - whole(report.pillars_before[pillar])

    def indicator_change(self, index: int) -> int:
        """Give how an indicator moved in the turn before, in thousandths."""
        report, name = self.last_report, self.scenario.indicators[index].id
        return report.after[name] - report.before[name] if report else 0

    # cards

    @cached_property
    def cards(self) -> list[CardFace]:
        """List the cards on the table."""
        found = []
        for slot, index in enumerate(int(card) for card in self.view.cards[:, 0] if card >= 0):
            found.append(self.face(slot, index))
        return found

    def face(self, slot: int, index: int) -> CardFace:
        """Give a card of the deck as it is shown."""
        event, texts = self.scenario.events[index], self.texts
        meta, key = self.meta.events[event.id], f"events.{event.id}"
        return CardFace(
            slot, index, event.id, texts(f"{key}.title"), texts(f"{key}.tag"), texts(f"{key}.text"), meta.power, meta.icon or "newspaper",
            meta.place, self._source_line(key, meta),
        )

    def _source_line(self, key: str, meta: Any) -> str:
        note = self.texts(f"{key}.note", "")
        if note:
            return f"{_('Fiction')}. {note}" if meta.fiction and len(note) <= 34 else note
        if meta.sources:
            source = self.match.compiled.source(meta.sources[0], self.texts.language)  # type: ignore[attr-defined]
            if source is not None:
                line = ", ".join(part for part in (source.publisher, source.date) if part)
                return line if len(line) <= 52 else source.publisher
        return _("Fiction") if meta.fiction else ""

    def event(self, card: CardFace) -> Event:
        """Give the rules of a card."""
        return self.scenario.events[card.index]

    def expectation(self, card: CardFace, number: int) -> Expectation:
        """Tell what an answer is expected to do."""
        return option_expectation(self.scenario, self.view, card.index, number)

    def option_text(self, card: CardFace, number: int, what: str) -> str:
        """Give the label or gist of an answer."""
        option = self.scenario.events[card.index].options[number]
        return self.texts(f"events.{card.id}.options.{option.id}.{what}", "")

    def chosen(self, card: CardFace) -> int:
        """Give the number of the answer in the draft, or -1."""
        answer = self.match.draft.answers.get(card.id)
        return next((n for n, option in enumerate(self.event(card).options) if option.id == answer), -1)

    @cached_property
    def lookup(self) -> Lookup:
        """Give the words that explain themselves."""
        return Lookup(self.desk, self.match.compiled)

    # signals

    @cached_property
    def asks(self) -> list[Ask]:
        """List the demands that are alive, those still unanswered first."""
        found = []
        for index, demand in enumerate(self.scenario.us_pressure.demands):
            status, due = int(self.view.demands[index, 0]), int(self.view.due[index, 0])
            if status in (OPEN, PROMISED, REFUSED):
                title = self.texts(f"demands.{demand.id}.title")
                found.append(Ask(index, demand.id, title, status, due, due - self.turn + 1))
        return sorted(found, key=lambda ask: (ask.status, ask.due))

    @property
    def threat(self) -> int:
        """Give the rung that Beijing threatens, from 1, or 0."""
        return int(self.view.threat[0])

    @property
    def rung(self) -> int:
        """Give the rung of Beijing's ladder in force, from 1, or 0."""
        return int(self.view.rung[0])

    @property
    def us_rung(self) -> int:
        """Give the rung of Washington's ladder in force, from 1, or 0."""
        return int(self.view.us_rung[0])

    # points

    @property
    def points(self) -> int:
        """Give the points to spend this turn."""
        return int(self.view.points[0])

    def spent_on_answers(self) -> int:
        """Give the points that the answers of the draft cost."""
        return sum(self.event(card).options[n].points for card in self.cards if (n := self.chosen(card)) >= 0)

    def spent(self) -> int:
        """Give all points that the draft spends."""
        draft = self.match.draft
        if self._spent[0] is not draft:
            self._spent = (draft, sum(draft.points.values()) + self.spent_on_answers())
        return self._spent[1]

    @cached_property
    def limits(self) -> tuple[list[int], list[int]]:
        """Give the least and the most level of each programme this turn."""
        bottom, top = limits(self.scenario, self.view)
        return bottom[:, 0].tolist(), top[:, 0].tolist()

    def unanswered(self) -> list[CardFace]:
        """List the cards without an answer."""
        return [card for card in self.cards if self.chosen(card) < 0]

    @cached_property
    def gauge(self) -> int:
        """Give the index of the indicator that the header shows beside the pillars."""
        return self.scenario.roles.approval


def whole(thousandths: float) -> int:
    """Round thousandths to a whole number, half up.

    >>> whole(61500), whole(-400)
    (62, 0)
    """
    return int((thousandths + SCALE / 2) // SCALE)


def digits(amount: int) -> int:
    """Tell how many decimals an amount needs so that rounding takes no more than an eighth of it, three at most.

    >>> digits(3000), digits(2500), digits(-150), digits(12_300)
    (0, 1, 2, 0)
    """
    for places in range(3):
        step = SCALE // 10**places
        if 8 * abs(abs(amount) - (abs(amount) + step // 2) // step * step) <= abs(amount):
            return places
    return 3
