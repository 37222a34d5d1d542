"""Plays records again side by side and compares what they say with what comes out."""

from collections.abc import Sequence
from operator import itemgetter

import numpy as np

from game.core.dice import seed_from_hex
from game.core.numbers import SCALE
from game.core.problems import Problem, Sentence
from game.rules import engine
from game.rules.ledger import Ledger
from game.rules.scenario import Scenario
from game.rules.state import Board, Orders, State
from game.session.record import Order, Record, Result, Stage
from game.session.tally import tally
from game.session.translate import grade_of, hand_over, orders_of

Finding = tuple["bool | None", str, "int | None", "float | None"]
"""Valid or not (None: cannot be verified here), the reason, the turn where it parts, and the total."""


class Replay:
    """Plays records of one scenario and one length again, side by side, and says where they part."""

    def __init__(self, scenario: Scenario, records: Sequence[Record]) -> None:
        """Take records that agree in length, in being finished and in having a hand-over."""
        self.scenario = scenario
        self.records = records
        self.indicators = [indicator.id for indicator in scenario.indicators]
        self.names = set(self.indicators)
        self.pick = itemgetter(*self.indicators)
        self.found: dict[int, tuple[str, int]] = {}

    def run(self) -> list[Finding]:
        """Give what is found of each record."""
        scenario, records = self.scenario, self.records
        state = engine.begin(scenario, np.concatenate([seed_from_hex(record.seed) for record in records], axis=1))
        self._compare_values([record.start for record in records], state, 0, Sentence("the start differs"))
        for turn in range(len(records[0].turns)):
            over = (state.ended > 0) | (state.turn > scenario.calendar.turns)
            if self._refuse(over, turn + 1, Sentence("the game was over before turn {turn}", turn=turn + 1)):
                break
            state = self._turn(state, turn)
        self._end(state)
        return [self._finding(place) for place in range(len(records))]

    def _finding(self, place: int) -> Finding:
        if place in self.found:
            reason, turn = self.found[place]
            return False, reason, turn, None
        result = self.records[place].result
        return True, "", None, None if result is None else result.total / SCALE

    def _turn(self, state: State, turn: int) -> State:
        number = turn + 1
        stages = [record.turns[turn] for record in self.records]
        self._compare_events([stage.events for stage in stages], state, number)
        orders = self._orders([stage.order for stage in stages], state, number)
        ledger = Ledger()
        after = engine.step(self.scenario, state, orders, ledger)
        self._compare(stages, after, ledger, number, Sentence("turn {turn}", turn=number))
        return after

    def _orders(self, given: list[Order], state: State, turn: int) -> Orders:
        """Check orders; games that are refused go on with no order, so that the batch stays whole."""
        orders, problems = orders_of(self.scenario, state, given)
        for game, problem in problems.items():
            self._impossible(game, turn, problem)
        checked = engine.check(self.scenario, state, orders)
        for game in np.flatnonzero(~checked.ok).tolist():
            self._impossible(game, turn, checked.of(game)[0])
        if self.found:
            bad = list(self.found)
            orders.points[:, bad] = 0
            orders.answers[:, bad] = -1
        return orders

    def _end(self, state: State) -> None:
        """Compare the hand-over and the result; games that are not over must not have one."""
        scenario, records, turn = self.scenario, self.records, len(self.records[0].turns)
        served = state.turn > scenario.calendar.turns
        over = (state.ended > 0) | served
        early = state.ending >= 0
        if not records[0].finished:
            self._refuse(over, turn, Sentence("the game is over, and the record does not say so"))
            return
        self._refuse(~over, turn, Sentence("the game is not over, and the record says so"))
        handed = records[0].handover is not None
        if handed:
            self._refuse(early, turn, Sentence("a game that ended early has no hand-over"))
        else:
            self._refuse(over & ~early, turn, Sentence("the hand-over is missing"))
        if handed and served:
            ledger = Ledger()
            state = hand_over(scenario, state, ledger)
            self._compare([record.handover for record in records if record.handover], state, ledger, turn, Sentence("the hand-over"))
        pillars = [pillar.id for pillar in scenario.pillars]
        rows = zip(state.pillars.T.tolist(), state.total.tolist(), state.ending.tolist(), strict=True)
        for game, (values, total, ending) in enumerate(rows):
            result = records[game].result
            name = scenario.endings[ending].id if ending >= 0 else None
            if result != Result(dict(zip(pillars, values, strict=True)), total, grade_of(scenario, total), name):
                self._note(game, turn, Sentence("the result differs"))

    # -- comparing ----------------------------------------------------------------------------------------------------

    def _note(self, game: int, turn: int, reason: str) -> None:
        self.found.setdefault(game, (reason, turn))

    def _impossible(self, game: int, turn: int, problem: Problem) -> None:
        self._note(game, turn, Sentence(
            "the order of turn {turn} is not possible ({problem})", turn=turn, problem=f"{problem.code} {problem.about}".strip(),
        ))

    def _refuse(self, bad: "np.ndarray", turn: int, reason: str) -> bool:
        """Refuse games; says whether none is left."""
        for game in np.flatnonzero(np.broadcast_to(bad, len(self.records))).tolist():
            self._note(game, turn, reason)
        return len(self.found) == len(self.records)

    def _compare(self, stages: "Sequence[Stage]", state: State, ledger: Ledger, turn: int, what: str) -> None:
        self._compare_values([stage.indicators for stage in stages], state, turn, Sentence("an indicator of {what} differs", what=what))
        written, computed = tally(self.scenario, [stage.ledger for stage in stages], ledger)
        self._refuse((written != computed).any(axis=0), turn, Sentence("the ledger of {what} differs", what=what))
        digests = np.array([int(stage.digest, 16) for stage in stages], dtype=np.uint64)
        self._refuse(digests != engine.digest(state), turn, Sentence("the digest of {what} differs", what=what))

    def _compare_values(self, given: list[dict[str, int]], state: Board, turn: int, reason: str) -> None:
        count = len(self.indicators)
        bad = [game for game, amounts in enumerate(given) if len(amounts) != count or not self.names.issuperset(amounts)]
        for game in bad:
            given[game] = dict.fromkeys(self.indicators, 0)
        values = np.array([self.pick(amounts) for amounts in given], dtype=np.int32).reshape(-1, count)
        differ = (state.values != values.T).any(axis=0)
        differ[bad] = True
        self._refuse(differ, turn, reason)

    def _compare_events(self, given: "list[tuple[str, ...]]", state: State, turn: int) -> None:
        events = [event.id for event in self.scenario.events]
        for game, cards in enumerate(state.cards.T.tolist()):
            if given[game] != tuple(events[card] for card in cards if card >= 0):
                self._note(game, turn, Sentence("the events of turn {turn} differ", turn=turn))
