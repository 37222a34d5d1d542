"""A round as the server plays it: all seats side by side in one batch, from the seed and the accepted orders."""

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np

from game.bots.even import even_policy
from game.rules import engine
from game.rules.ledger import Ledger
from game.rules.orders import legalise
from game.rules.state import Orders, State, View
from game.rules.view import view_of
from game.session import Problem, seed_from_hex
from game.session.origin import Compiled
from game.session.record import Order, Result
from game.session.report import TurnReport, report_of, warnings_of
from game.session.translate import hand_over, order_of, orders_of, pillars_of, result_of
from game.tournament.standings import Score

Given = Mapping[int, Order]
"""The accepted orders of one turn by seat."""


@dataclass(frozen=True)
class _Turn:
    """A turn that has been played: the orders of all seats, who gave none, and what changed."""

    orders: Orders
    without: frozenset[int]
    ledger: Ledger


class Play:
    """Games of one round on the same dice. Turns only ever come to it; what was read stays true while it goes on."""

    def __init__(self, compiled: Compiled, seed: str, seats: Sequence[int]) -> None:
        """Begin a game for each seat; `compiled` has the round's options already."""
        self.scenario = compiled.scenario
        self.seats = tuple(seats)
        self._place = {seat: place for place, seat in enumerate(self.seats)}
        self._states: list[State] = [engine.begin(self.scenario, np.repeat(seed_from_hex(seed), len(self.seats), axis=1))]
        self._turns: list[_Turn] = []
        self._handover: tuple[State, Ledger] | None = None
        self._even = even_policy(self.scenario)
        self._slices: dict[tuple[int, int], State] = {}
        self._opening: Orders | None = None

    def fork(self) -> "Play":
        """Give a copy that can go on while this one stays."""
        other = copy(self)
        vars(other).update(_states=list(self._states), _turns=list(self._turns), _slices={}, _opening=None)
        return other

    def __contains__(self, seat: int) -> bool:
        """Say whether a seat plays here."""
        return seat in self._place

    @property
    def turn(self) -> int:
        """Give the turn at hand; after the last one, one more."""
        return len(self._turns) + 1

    @property
    def finished(self) -> bool:
        """Say whether every game is over."""
        return engine.finished(self.scenario, self._states[-1])

    def advance(self, given: Given) -> None:
        """Resolve the turn at hand for all seats at once: accepted orders, and `even` where there is none."""
        if self.finished:
            return
        state = self._states[-1]
        orders = self._even(view_of(self.scenario, state))
        places = [self._place[seat] for seat in given if seat in self._place]
        if places:
            own, _ = orders_of(self.scenario, state.take(places), [given[self.seats[place]] for place in places])
            orders.points[:, places], orders.answers[:, places] = own.points, own.answers
        ledger = Ledger()
        after = engine.step(self.scenario, state, orders, ledger)
        without = frozenset(seat for seat, over in zip(self.seats, state.ended.tolist(), strict=True) if seat not in given and not over)
        if after.turn > self.scenario.calendar.turns:
            silent = Ledger()
            before, after = after, hand_over(self.scenario, after, silent)
            self._handover = before, silent
        self._slices, self._opening = {}, None
        self._states.append(after)
        self._turns.append(_Turn(orders, without, ledger))

    # -- one seat -----------------------------------------------------------------------------------------------------

    def _own(self, seat: int, state: State) -> State:
        """Give a seat's part of a state; that of the turn at hand is asked for again and again."""
        if state is not self._states[-1]:
            return state.take([self._place[seat]])
        key = seat, len(self._states)
        found = self._slices.get(key)
        if found is None:
            found = self._slices[key] = state.take([self._place[seat]])
        return found

    def over(self, seat: int) -> bool:
        """Say whether a seat's game has come to its end."""
        return bool(self._states[-1].ended[self._place[seat]] > 0)

    def played(self, seat: int) -> int:
        """Count the turns of a seat's game so far."""
        ended = int(self._states[-1].ended[self._place[seat]])
        return ended or len(self._turns)

    def missed(self, seat: int) -> list[int]:
        """List the turns that the bot played for a seat."""
        return [number for number, turn in enumerate(self._turns, 1) if seat in turn.without]

    def view(self, seat: int, turn: int) -> View:
        """Give what a seat may know at the start of a turn (one past the last: at the end)."""
        return view_of(self.scenario, self._own(seat, self._states[turn - 1]))

    def report(self, seat: int, turn: int) -> TurnReport:
        """Report what a turn brought to a seat."""
        before, after = self._states[turn - 1], self._states[turn]
        if self._handover is not None and turn == len(self._turns):
            after = self._handover[0]
        done, place = self._turns[turn - 1], self._place[seat]
        own = self._own(seat, before)
        return report_of(self.scenario, own, self._own(seat, after), order_of(self.scenario, own, _column(done.orders, place)),
                         done.ledger.lines(place))

    def handover(self, seat: int) -> TurnReport | None:
        """Report the silent turns after the last; None where a game ended early or is not over."""
        if self._handover is None or int(self._states[-1].ending[self._place[seat]]) >= 0:
            return None
        before, ledger = self._handover
        own, after = self._own(seat, before), self._own(seat, self._states[-1])
        return report_of(self.scenario, own, after, Order(), ledger.lines(self._place[seat]))

    def result(self, seat: int) -> Result | None:
        """Give a seat's result once its game is over."""
        return result_of(self.scenario, self._own(seat, self._states[-1])) if self.over(seat) else None

    def score(self, seat: int) -> Score:
        """Give what counts for the standings of a game that is over."""
        own = self._own(seat, self._states[-1])
        result = result_of(self.scenario, own)
        return Score(result.total, min(pillars_of(self.scenario, own).values()), result.ending, len(self.missed(seat)))

    def warnings(self, seat: int) -> tuple[str, ...]:
        """List the early endings that threaten a seat."""
        return warnings_of(self.scenario, self._own(seat, self._states[-1]))

    def problems(self, given: Sequence[tuple[int, Order]]) -> list[list[Problem]]:
        """Say what is wrong with orders of seats for the turn at hand, all at once."""
        state = self._states[-1].take([self._place[seat] for seat, _ in given])
        orders, unknown = orders_of(self.scenario, state, [order for _, order in given])
        checked = engine.check(self.scenario, state, orders)
        found = []
        for game, (seat, _) in enumerate(given):
            first = Problem("over") if self.over(seat) else unknown.get(game)
            found.append([first] if first else [] if checked.ok[game] else list(checked.of(game)))
        return found

    def legal(self, seat: int, order: Order) -> Order:
        """Cut an order to what the rules allow at the turn at hand; what names nothing is left out."""
        state = self._own(seat, self._states[-1])
        return order_of(self.scenario, state, legalise(self.scenario, state, orders_of(self.scenario, state, [order])[0]))

    def opening(self, seat: int) -> Order:
        """Give the table as a turn opens it: last turn's points as far as they can be paid, and no answers."""
        if self.over(seat):
            return Order()
        state = self._states[-1]
        if self._opening is None:
            wishes = Orders(state.levels.astype(np.int8), np.full(state.cards.shape, -1, dtype=np.int8))
            self._opening = legalise(self.scenario, state, wishes)
        points = self._opening.points[:, self._place[seat]].tolist()
        return Order({one.id: level for one, level in zip(self.scenario.programmes, points, strict=True) if level}, {})

    # -- everybody ----------------------------------------------------------------------------------------------------

    def cards(self, seats: Sequence[int]) -> Counter[str]:
        """Count on how many of some seats' tables each event lies, for the news."""
        cards = self._states[-1].cards[:, [self._place[seat] for seat in seats]]
        return Counter(self.scenario.events[card].id for card in cards.ravel().tolist() if card >= 0)

    def orders(self, seat: int) -> list[Order]:
        """List the orders that a seat's game was played with, the bot's included."""
        place = self._place[seat]
        return [
            order_of(self.scenario, self._own(seat, state), _column(turn.orders, place))
            for state, turn in zip(self._states[: self.played(seat)], self._turns, strict=False)
        ]


def _column(orders: Orders, place: int) -> Orders:
    return Orders(orders.points[:, [place]], orders.answers[:, [place]])
