"""A match on a server with the interface of a local one: the server holds the dice, this side has views, the table and its undo."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from game.core.problems import Problem, Sentence, TightropeError
from game.rules.state import Orders, State, View
from game.session.match import Match, RecordMismatchError
from game.session.options import shaped
from game.session.origin import Compiled
from game.session.record import Options, Order, Record, Result, order_document
from game.session.report import TurnReport
from game.session.wire import WireError, order_from, report_from, result_from, view_from

Keep = Callable[[dict[str, Any]], None]
"""Takes the table as it stands, to be sent."""


class HostedMatch(Match):
    """One seat's game of a round. `states` holds views, which is all that the server gives."""

    def __init__(self, compiled: Compiled, round_: dict[str, Any], player: str, keep: Keep) -> None:  # no game is begun here
        """Take a round as the status tells it; `take` brings the game. Raises WireError for options that no game has."""
        self.options = _options(round_["options"])
        self.compiled = shaped(compiled, self.options)
        self.scenario = self.compiled.scenario
        self.player = player
        self.tournament = ""
        self.save = None
        self.number = int(round_["number"])
        self.domains: tuple[str, ...] | None = None
        self.head = True
        self.missed: tuple[int, ...] = ()
        self.states: list[State] = []
        self.reports: list[TurnReport] = []
        self.handover: TurnReport | None = None
        self._warnings: tuple[str, ...] = ()
        self._over = False
        self._result: Result | None = None
        self._keep = keep
        self._turns = []
        self._drafts: list[Order] = [Order()]

    def take(self, document: dict[str, Any]) -> int:
        """Take what the server told of the game (`GET /me/game`); gives how many turns are new. Raises WireError and takes nothing."""
        try:
            return self._take(document)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise WireError(Sentence(
                "the server sent something that this version cannot read ({name}): update the game", name=type(error).__name__,
            )) from None

    def _take(self, document: dict[str, Any]) -> int:
        since = min(int(document["since"]), len(self.reports))
        views = [view_from(self.scenario, one) for one in document["views"]]
        reports = [report_from(one) for one in document["reports"]]
        handover = None if document["handover"] is None else report_from(document["handover"])
        result = None if document["result"] is None else result_from(document["result"])
        missed, warnings = tuple(document["missed"]), tuple(document["warnings"])
        over, draft = bool(document["over"]), order_from(document["draft"])
        if len(views) != len(reports) + 1:
            raise WireError(Sentence("the server sent views and reports that do not fit each other: update the game"))
        before = len(self.reports)
        self.states[since:] = views  # type: ignore[assignment]  # views have all of a state that a player may know
        self.reports[since:] = reports
        self.missed, self._warnings, self._over = missed, warnings, over
        self.handover, self._result = handover, result
        new = len(self.reports) - before
        if new or len(self._drafts) == 1:
            self._drafts = [draft]
        else:
            self._drafts = [self._with_others(one, draft) for one in self._drafts]
        return new

    # -- ministers ----------------------------------------------------------------------------------------------------

    def seat(self, player: dict[str, Any], *, team: bool) -> None:
        """Take what this player decides, where ministers share a seat."""
        self.domains = tuple(player["domains"]) if team else None
        self.head = bool(player["head"]) or not team

    def decides(self, programme: str = "") -> bool:
        """Say whether this player decides on a programme; without one, on answers and the end of the turn."""
        return self.head if not programme else self.domains is None or self._domain(programme) in self.domains

    def _domain(self, programme: str) -> str:
        return next((self.scenario.domains[one.domain].id for one in self.scenario.programmes if one.id == programme), "")

    def _with_others(self, own: Order, table: Order) -> Order:
        """Put what the other ministers decide into a draft of one's own."""
        if self.domains is None:
            return own
        points = {name: level for name, level in own.points.items() if self.decides(name)}
        points |= {name: level for name, level in table.points.items() if not self.decides(name)}
        return Order(points, own.answers if self.head else table.answers)

    def hear(self, document: dict[str, Any]) -> bool:
        """Take the table as the team has it now, from `GET /me/game`; says whether it is another than before."""
        try:
            table, turn = order_from(document["draft"]), int(document["turn"])
        except (KeyError, TypeError, ValueError, AttributeError):
            return False
        before = self.draft
        if turn != self.turn:
            return False
        self._drafts = [self._with_others(one, table) for one in self._drafts]
        return self.draft != before

    # -- looking ------------------------------------------------------------------------------------------------------

    @property
    def over(self) -> bool:
        """Say whether the game has come to its end, early or not."""
        return self._over

    @property
    def turn(self) -> int:
        """Give the number of the turn in hand; after the end, of the last turn that was played."""
        return len(self.reports) + (0 if self._over else 1)

    def view(self) -> View:
        """Give all that the player may know now."""
        return self.states[-1]  # type: ignore[return-value]  # see `take`

    def warnings(self) -> tuple[str, ...]:
        """List the early endings that threaten."""
        return self._warnings

    def result(self) -> Result:
        """Give the result of a game that is over; raises TightropeError before."""
        if self._result is None:
            raise TightropeError(Sentence("the game is not over yet"))
        return self._result

    # -- deciding -----------------------------------------------------------------------------------------------------

    def allocate(self, programme: str, level: int) -> list[Problem]:
        """Set a programme's points in the draft; one of another minister is refused by value."""
        return super().allocate(programme, level) if self.decides(programme) else [Problem("not_yours", programme)]

    def answer(self, slot: int, option: str | None) -> list[Problem]:
        """Answer the event in a slot; only the head of government does."""
        return super().answer(slot, option) if self.decides() else [Problem("not_yours", str(slot))]

    def table(self) -> dict[str, Any]:
        """Give the table as it stands, as a draft is sent: of a minister, what is the minister's own."""
        draft = self.draft
        points = {name: level for name, level in draft.points.items() if self.decides(name)}
        return self._body(replace(draft, points=points, answers=draft.answers if self.head else {}))

    def order(self) -> dict[str, Any]:
        """Give the whole table as the order of the turn."""
        return self._body(self.draft)

    def _body(self, order: Order) -> dict[str, Any]:
        return {"round": self.number, "turn": self.turn, **order_document(order)}

    def play(self, order: Order | Orders) -> TurnReport:
        """Refuse: the server resolves turns."""
        raise TightropeError(Sentence("the server resolves this turn when everybody has ended it"))

    def record(self) -> Record:
        """Refuse: the seed, and with it the record, comes from the server when the round has ended."""
        raise RecordMismatchError(self.turn, Sentence("the server holds the dice until the round has ended"))

    def _saved(self) -> None:
        self._keep(self.table())


def _options(document: dict[str, Any]) -> Options:
    if not document.keys() <= {"turns", "cards"} or any(type(value) is not int or value < 0 for value in document.values()):
        raise WireError(Sentence("the server sent options that this version cannot read: update the game"))
    return Options(**document)
