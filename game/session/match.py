"""The one authority for one game on this machine: orders in, views out, undo until the turn ends."""

import secrets
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from game.core.dice import Seeds, seed_from_hex, seed_to_hex, spread_seeds
from game.core.problems import Problem, Sentence, TightropeError
from game.rules import engine
from game.rules.ledger import Ledger
from game.rules.orders import legalise
from game.rules.state import Orders, State, View
from game.rules.view import view_of
from game.session.options import shaped
from game.session.origin import Compiled, check_rules, pack_ref, rules_ref
from game.session.record import PLAIN, Options, Order, Record, Result, Stage, Turn
from game.session.report import TurnReport, report_of, warnings_of
from game.session.translate import cards_of, hand_over, indicators_of, order_of, orders_of, result_of, stage_of

Save = Callable[[Record], None]
_PARTS = {
    "events": Sentence("events"), "indicators": Sentence("indicators"), "ledger": Sentence("ledger"), "digest": Sentence("digest"),
    "order": Sentence("order"),
}


class IllegalOrderError(TightropeError):
    """An order that cannot be given; `problems` says why, as values."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        what = ", ".join(f"{p.code} {p.about}".strip() for p in problems)
        super().__init__(Sentence("this order cannot be given: {what}", what=what))


class RecordMismatchError(TightropeError):
    """A record that says something else than playing it again; `turn` is where they part (0: at the start)."""

    def __init__(self, turn: int, why: str) -> None:
        self.turn = turn
        self.why = why
        super().__init__(Sentence("this record does not come out when it is played again: {why}", why=why))


class Match:
    """One game in play. `states` holds the state at the start of each turn so far, `reports` what each turn brought."""

    def __init__(
        self, compiled: Compiled, seeds: Seeds, player: str = "", save: Save | None = None, options: Options = PLAIN,
        tournament: str = "",
    ) -> None:
        """Begin a game; use `new` or `load`."""
        self.compiled = shaped(compiled, options)
        self.scenario = self.compiled.scenario
        self.options = options
        self.player = player
        self.tournament = tournament
        self.save = save
        self.states: list[State] = [engine.begin(self.scenario, seeds)]
        self.reports: list[TurnReport] = []
        self.handover: TurnReport | None = None
        self._seeds = seeds
        self._turns: list[Turn] = []
        self._handover: Stage | None = None
        self._drafts: list[Order] = [self._opening()]

    @classmethod
    def new(
        cls, compiled: Compiled, seed: int | str | None = None, name: str = "", save: Save | None = None, options: Options = PLAIN,
        tournament: str = "",
    ) -> "Match":
        """Begin a game with a number, 32 hexadecimal digits or (None) a secret seed; raises TightropeError for impossible options.

        `tournament` is the id of one that is played by file.
        """
        if seed is None:
            seed = secrets.token_hex(16)
        seeds = seed_from_hex(seed) if isinstance(seed, str) else spread_seeds([seed])
        match = cls(compiled, seeds, name, save, options, tournament)
        match._saved()
        return match

    @classmethod
    def load(cls, record: Record, compiled: Compiled, save: Save | None = None) -> "Match":
        """Play a record again and go on from its end; raises OtherRulesError or RecordMismatchError."""
        check_rules(record, compiled)
        match = cls(compiled, seed_from_hex(record.seed), record.player, options=record.options, tournament=record.tournament)
        if indicators_of(match.scenario, match.state) != record.start:
            raise RecordMismatchError(0, Sentence("the start differs"))
        for number, turn in enumerate(record.turns, 1):
            match._replay(number, turn)
        if record.handover != match._handover:
            raise RecordMismatchError(len(record.turns), Sentence("the hand-over differs"))
        if record.result != (match.result() if match.over else None):
            raise RecordMismatchError(len(record.turns), Sentence("the result differs"))
        if record.draft is not None and not match.over and not orders_of(match.scenario, match.state, [record.draft])[1]:
            match._drafts.append(record.draft)
        match.save = save
        return match

    def _replay(self, number: int, turn: Turn) -> None:
        if self.over:
            raise RecordMismatchError(number, Sentence("the game was over before turn {turn}", turn=number))
        try:
            self.play(turn.order)
        except IllegalOrderError as error:
            raise RecordMismatchError(number, Sentence(
                "the order of turn {turn} was not possible ({code})", turn=number, code=error.problems[0].code,
            )) from None
        again = self._turns[-1]
        for what, named in _PARTS.items():
            if getattr(again, what) != getattr(turn, what):
                raise RecordMismatchError(number, Sentence("{what} of turn {turn} differ", what=named, turn=number))

    # -- looking ------------------------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """Give the state that only the authority may see."""
        return self.states[-1]

    @property
    def turn(self) -> int:
        """Give the number of the turn in hand; after the end, of the last turn that was played."""
        return len(self._turns) + (0 if self.over else 1)

    @property
    def over(self) -> bool:
        """Say whether the game has come to its end, early or not."""
        return bool(engine.finished(self.scenario, self.state))

    def view(self) -> View:
        """Give all that the player may know now."""
        return view_of(self.scenario, self.state)

    def warnings(self) -> tuple[str, ...]:
        """List the early endings that threaten."""
        return warnings_of(self.scenario, self.state)

    def result(self) -> Result:
        """Give the result of a game that is over; raises TightropeError before."""
        if not self.over:
            raise TightropeError(Sentence("the game is not over yet"))
        return result_of(self.scenario, self.state)

    def decides(self, programme: str = "") -> bool:
        """Say whether this player decides on a programme; without one, on answers and the end of the turn. Ministers share a seat."""
        return True

    # -- deciding -----------------------------------------------------------------------------------------------------

    @property
    def draft(self) -> Order:
        """Give the order as it stands, not yet given."""
        return self._drafts[-1]

    @property
    def can_undo(self) -> bool:
        """Say whether there is something to take back in this turn."""
        return len(self._drafts) > 1

    @property
    def events(self) -> tuple[str, ...]:
        """List the events on the table, one a slot."""
        return () if self.over else cards_of(self.scenario, self.state)

    def allocate(self, programme: str, level: int) -> list[Problem]:
        """Set a programme's points in the draft; what names nothing is refused by value and changes nothing."""
        return self.revise(replace(self.draft, points={**self.draft.points, programme: level}))

    def answer(self, slot: int, option: str | None) -> list[Problem]:
        """Answer the event in a slot (None takes the answer back); what names nothing is refused by value."""
        if not 0 <= slot < len(self.events):
            return [Problem("no_such_card", str(slot), slot, len(self.events))]
        answers = {event: chosen for event, chosen in self.draft.answers.items() if event != self.events[slot]}
        if option is not None:
            answers[self.events[slot]] = option
        return self.revise(replace(self.draft, answers=answers))

    def revise(self, draft: Order) -> list[Problem]:
        """Put another draft in place of the one in hand, as one step of undo; what names nothing is refused by value."""
        if self.over:
            return [Problem("over")]
        _, problems = orders_of(self.scenario, self.state, [draft])
        if problems:
            return [problems[0]]
        draft = replace(draft, points={programme: level for programme, level in draft.points.items() if level})
        if draft != self.draft:
            self._drafts.append(draft)
            self._saved()
        return []

    def undo(self) -> bool:
        """Take the last change of the draft back; says whether there was one."""
        if not self.can_undo:
            return False
        self._drafts.pop()
        self._saved()
        return True

    def orders(self, draft: Order | None = None) -> Orders:
        """Give the draft (or another order) as the engine takes it; what names nothing is left out."""
        return orders_of(self.scenario, self.state, [self.draft if draft is None else draft])[0]

    def problems(self, draft: Order | None = None) -> list[Problem]:
        """Say what is wrong with the draft (or another order) as it stands, as values."""
        if self.over:
            return [Problem("over")]
        orders, unknown = orders_of(self.scenario, self.state, [self.draft if draft is None else draft])
        if unknown:
            return [unknown[0]]
        return list(engine.check(self.scenario, self.state, orders).of(0))

    def end_turn(self) -> TurnReport:
        """Give the draft as the order of the turn and resolve it; raises IllegalOrderError and changes nothing."""
        return self.play(self.draft)

    def play(self, order: Order | Orders) -> TurnReport:
        """Give an order and resolve the turn; raises IllegalOrderError and changes nothing."""
        if isinstance(order, Orders):
            order = order_of(self.scenario, self.state, order)
        problems = self.problems(order)
        if problems:
            raise IllegalOrderError(problems)
        scenario, before, ledger = self.scenario, self.state, Ledger()
        orders = self.orders(order)
        order = order_of(scenario, before, orders)
        after = engine.step(scenario, before, orders, ledger)
        lines = ledger.lines(0)
        stage = stage_of(scenario, after, lines)
        self._turns.append(Turn(stage.digest, stage.indicators, stage.ledger, cards_of(scenario, before), order))
        self.states.append(after)
        self.reports.append(report_of(scenario, before, after, order, lines))
        if after.turn > scenario.calendar.turns and after.ending[0] < 0:
            self._hand_over()
        self._drafts = [self._opening()]
        self._saved()
        return self.reports[-1]

    def _hand_over(self) -> None:
        before, ledger = self.state, Ledger()
        after = hand_over(self.scenario, before, ledger)
        lines = ledger.lines(0)
        self.states[-1] = after
        self._handover = stage_of(self.scenario, after, lines)
        self.handover = report_of(self.scenario, before, after, Order(), lines)

    def _opening(self) -> Order:
        """Open the table with last turn's points, as far as they can be paid, and no answers."""
        if self.over:
            return Order()
        state = self.state
        wishes = Orders(state.levels.astype(np.int8), np.full(state.cards.shape, -1, dtype=np.int8))
        return replace(order_of(self.scenario, state, legalise(self.scenario, self.view(), wishes)), answers={})

    # -- keeping ------------------------------------------------------------------------------------------------------

    def record(self) -> Record:
        """Give the record of the game as it stands, the draft in hand included."""
        return Record(
            scenario=self.scenario.id, pack=pack_ref(self.compiled), rules=rules_ref(self.compiled), seed=seed_to_hex(self._seeds),
            start=indicators_of(self.scenario, self.states[0]), turns=tuple(self._turns), player=self.player,
            draft=self.draft if self.can_undo else None, handover=self._handover, result=self.result() if self.over else None,
            options=self.options, tournament=self.tournament,
        )

    def _saved(self) -> None:
        if self.save is not None:
            self.save(self.record())

