"""Counterfactuals: the same game from a turn on with another order, on the same dice or on others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.analysis.forecast import after_handover
from game.core.dice import Seeds
from game.rules.engine import begin, finished, step
from game.rules.orders import legalise
from game.rules.scenario import Scenario
from game.rules.state import Board, Orders, State
from game.rules.tables import tables_of


@dataclass(frozen=True)
class Played:
    """One game as it was played: the state at the start of every turn, the orders given, and the end with its hand-over."""

    scenario: Scenario
    states: tuple[State, ...]
    orders: tuple[Orders, ...]
    final: State

    @property
    def turns(self) -> int:
        """Count the turns that were played."""
        return len(self.orders)

    @property
    def after(self) -> tuple[State, ...]:
        """Give the state at the start and after each turn, the last one handed over."""
        return (*self.states, self.final)


@dataclass(frozen=True)
class Alternative:
    """Another order for one turn: what was done instead, and how the result differs from the real one (thousandths)."""

    turn: int
    kind: str
    about: str
    instead: str
    total: int
    difference: int


def played(scenario: Scenario, seeds: Seeds, orders: Sequence[Orders]) -> Played:
    """Play a game again from its seed (2, 1) and orders, keeping the state at the start of every turn."""
    states = [begin(scenario, seeds)]
    for order in orders:
        states.append(step(scenario, states[-1], order))
    final = after_handover(scenario, states[-1]) if finished(scenario, states[-1]) else states[-1]
    return Played(scenario, tuple(states[: len(orders)]), tuple(orders), final)


def own_answers(game: Played) -> "np.ndarray":
    """Say how the player answered each event in each turn: (turns, events + 1).

    In a turn in which the player did not meet the event, it is the latest answer before, else the first after, else the default.
    """
    answers = np.repeat(tables_of(game.scenario).defaults[None], game.turns, axis=0)
    for turn, (state, order) in enumerate(zip(game.states, game.orders, strict=True)):
        for slot, card in enumerate(state.cards[:, 0].tolist()):
            if card >= 0:
                answers[turn:, card] = order.answers[slot, 0]
    first: dict[int, int] = {}
    for turn, state in enumerate(game.states):
        for card in state.cards[:, 0].tolist():
            if card >= 0 and card not in first:
                first[card] = turn
                answers[:turn, card] = answers[turn, card]   # before the first meeting: what was answered when it came up
    return answers


def own_orders(game: Played, board: Board, answers: "np.ndarray") -> Orders:
    """Give the player's own order for the turn at hand, as far as the rules allow it on another board."""
    place = min(board.turn, game.turns) - 1
    points = np.repeat(game.orders[place].points, board.games, axis=1)
    return legalise(game.scenario, board, Orders(points, answers[place][board.cards]))


def other_answers(game: Played, turn: int) -> list[tuple[str, str, Orders]]:
    """List every other answer that the cards of a turn allowed, as (event, option, order)."""
    state, order = game.states[turn - 1], game.orders[turn - 1]
    found = []
    for slot, card in enumerate(state.cards[:, 0].tolist()):
        if card < 0:
            continue
        event = game.scenario.events[card]
        for number, option in enumerate(event.options):
            if number != order.answers[slot, 0]:
                answers = order.answers.copy()
                answers[slot, 0] = number
                found.append((event.id, option.id, Orders(order.points, answers)))
    return found


def neighbouring_points(game: Played, turn: int) -> list[tuple[str, str, Orders]]:
    """List the allocations that move one point from a programme to another, or add one that was left, as (from, to, order)."""
    state, order = game.states[turn - 1], game.orders[turn - 1]
    programmes = game.scenario.programmes
    wanted = []
    for source, one in enumerate(programmes):
        for goal, other in enumerate(programmes):
            if source != goal and order.points[source, 0] > 0:
                points = order.points.copy()
                points[source, 0] -= 1
                points[goal, 0] += 1
                wanted.append((one.id, other.id, Orders(points, order.answers)))
    if not wanted:
        return []
    together = joined([order for _, _, order in wanted])
    board = state.take(np.zeros(len(wanted), dtype=np.intp))
    legal = legalise(game.scenario, board, together)
    same = (legal.points == together.points).all(axis=0)
    return [what for what, fits in zip(wanted, same.tolist(), strict=True) if fits]


def joined(orders: Sequence[Orders]) -> Orders:
    """Put orders side by side as one batch."""
    return Orders(np.concatenate([o.points for o in orders], axis=1), np.concatenate([o.answers for o in orders], axis=1))
