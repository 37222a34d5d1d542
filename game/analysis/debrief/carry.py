"""Plays a game on from any turn with other orders: what turning points, paths and what-ifs have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from game.analysis.counterfactual import Played, joined, own_answers, own_orders
from game.analysis.debrief.case import Tell, silent
from game.analysis.forecast import after_handover
from game.bots.doctrine import doctrine_line
from game.bots.panel import Panel
from game.core.dice import Seeds
from game.rules.engine import finished, step
from game.rules.ledger import Ledger
from game.rules.orders import legalise
from game.rules.scenario import Scenario
from game.rules.state import Board, Orders, State
from game.rules.view import view_of

Follow: TypeAlias = Callable[[State], Orders]
"""Gives the orders of a later turn."""


def copies(state: State, count: int) -> State:
    """Give a game many times."""
    return state.take(np.zeros(count, dtype=np.intp))


def own_way(game: Played) -> Follow:
    """Follow the player's own later orders; a card that is new takes its default, points are cut to what the rules allow."""
    answers = own_answers(game)
    return lambda state: own_orders(game, state, answers)


def doctrine_way(scenario: Scenario, doctrine: int) -> Follow:
    """Follow a doctrine."""
    line = doctrine_line(scenario, scenario.doctrines[doctrine])

    def follow(state: State) -> Orders:
        return Panel(scenario, [line], np.zeros(state.games, dtype=np.intp))(view_of(scenario, state))

    return follow


def carry_on(scenario: Scenario, state: State, first: Orders | None, follow: Follow, ledger: Ledger | None = None) -> list[State]:
    """Play a first order and go on to the end of the hand-over; gives the state after each turn, the last one handed over."""
    after: list[State] = []
    while not finished(scenario, state):
        orders = follow(state) if first is None else legalise(scenario, state, first)
        first = None
        state = step(scenario, state, orders, ledger)
        after.append(state)
    early = bool((state.ending >= 0).any())                              # a game that ended early is not handed over
    return [*after[:-1], after_handover(scenario, state, None if early else ledger)]


@dataclass(frozen=True)
class Branch:
    """Where games part from the real one: the state at the start of a turn and its first orders, of so many games."""

    state: State
    orders: Orders


def play_branches(game: Played, branches: Sequence[Branch], tell: Tell = silent) -> list["np.ndarray"]:
    """Play branches to the end with own later orders, all in one batch that grows turn by turn; gives the totals of each."""
    scenario, follow = game.scenario, own_way(game)
    order = sorted(range(len(branches)), key=lambda place: branches[place].state.turn)
    state: State | None = None
    for turn in range(1, scenario.calendar.turns + 1):
        orders = follow(state) if state is not None else None
        for place in order:
            branch = branches[place]
            if branch.state.turn == turn:
                wanted = legalise(scenario, branch.state, branch.orders)
                state = branch.state if state is None else State.joined([state, branch.state])
                orders = wanted if orders is None else joined([orders, wanted])
        if state is not None and orders is not None:
            state = step(scenario, state, orders)
        tell(turn / scenario.calendar.turns)
    if state is None:
        return []
    ends = np.cumsum([branches[place].orders.points.shape[1] for place in order])
    parts = dict(zip(order, np.split(after_handover(scenario, state).total, ends[:-1]), strict=True))
    return [parts[place] for place in range(len(branches))]


def reseeded(state: State, seeds: Seeds) -> State:
    """Give games other dice from here on; hidden dispositions stay as they were."""
    return replace(state, seeds=seeds)


def board_value(board: Board, indicator: int) -> int:
    """Give an indicator of a single game, 0 where there is no such role."""
    return int(board.values[indicator, 0]) if indicator >= 0 else 0
