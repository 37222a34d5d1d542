"""Between the engine's arrays and a record's names: orders, ledgers, stages and results of single games."""

from collections.abc import Iterable, Sequence

import numpy as np

from game.core.problems import Problem
from game.rules import engine
from game.rules.ledger import Ledger, Line
from game.rules.scenario import Scenario
from game.rules.state import Board, Orders, State
from game.session.record import Amounts, LedgerAmounts, Order, Result, Stage


def cards_of(scenario: Scenario, board: Board, game: int = 0) -> tuple[str, ...]:
    """List the events on a game's table, in the order of their slots."""
    return tuple(scenario.events[card].id for card in board.cards[:, game].tolist() if card >= 0)


def indicators_of(scenario: Scenario, board: Board, game: int = 0) -> Amounts:
    """Give a game's indicators in thousandths by id."""
    return {indicator.id: value for indicator, value in zip(scenario.indicators, board.values[:, game].tolist(), strict=True)}


def pillars_of(scenario: Scenario, board: Board, game: int = 0) -> Amounts:
    """Give a game's pillars in thousandths by id."""
    return {pillar.id: value for pillar, value in zip(scenario.pillars, board.pillars[:, game].tolist(), strict=True)}


def grade_of(scenario: Scenario, total: int) -> int:
    """Give the number of the grade that a total (thousandths) earns, from the best down; the last where none is reached."""
    return next((place for place, grade in enumerate(scenario.grades) if total >= grade.least), len(scenario.grades) - 1)


def result_of(scenario: Scenario, board: Board, game: int = 0) -> Result:
    """Give the result of a game that is over."""
    total, ending = int(board.total[game]), int(board.ending[game])
    return Result(
        pillars_of(scenario, board, game), total, grade_of(scenario, total), scenario.endings[ending].id if ending >= 0 else None
    )


def ledger_of(scenario: Scenario, lines: Iterable[Line]) -> LedgerAmounts:
    """Add up lines by phase, cause and indicator; what comes to nothing is left out."""
    found: LedgerAmounts = {}
    for line in lines:
        key = f"{line.phase}:{line.cause}:{scenario.indicators[line.indicator].id}"
        found[key] = found.get(key, 0) + line.amount
    return {key: amount for key, amount in found.items() if amount}


def stage_of(scenario: Scenario, state: State, lines: Iterable[Line]) -> Stage:
    """Give how a single game was left."""
    return Stage(digest_text(int(engine.digest(state)[0])), indicators_of(scenario, state), ledger_of(scenario, lines))


def hand_over(scenario: Scenario, state: State, ledger: Ledger | None = None) -> State:
    """Play the silent turns after the last one, so that everything pending falls due before the score."""
    while state.turn <= scenario.calendar.turns + scenario.handover_turns:
        state = engine.handover(scenario, state, ledger)
    return state


def digest_text(value: int) -> str:
    """Write a state digest as 16 hexadecimal digits.

    >>> digest_text(255)
    '00000000000000ff'
    """
    return f"{value:016x}"


def order_of(scenario: Scenario, board: Board, orders: Orders, game: int = 0) -> Order:
    """Give a game's order by id."""
    levels = orders.points[:, game].tolist()
    answers = zip(board.cards[:, game].tolist(), orders.answers[:, game].tolist(), strict=True)
    return Order(
        {programme.id: level for programme, level in zip(scenario.programmes, levels, strict=True) if level},
        {scenario.events[card].id: scenario.events[card].options[option].id for card, option in answers if card >= 0 and option >= 0},
    )


def orders_of(scenario: Scenario, board: Board, given: Sequence[Order]) -> tuple[Orders, dict[int, Problem]]:
    """Turn one order a game into arrays; orders that name what is not on the table come back as problems by game."""
    programmes = {programme.id: (place, programme.max) for place, programme in enumerate(scenario.programmes)}
    points = np.zeros((len(scenario.programmes), len(given)), dtype=np.int8)
    answers = np.full((board.cards.shape[0], len(given)), -1, dtype=np.int8)
    problems: dict[int, Problem] = {}
    cards = board.cards.T.tolist()
    for game, order in enumerate(given):
        for name, level in order.points.items():
            place, most = programmes.get(name, (-1, 0))
            if place < 0:
                problems[game] = Problem("unknown_programme", name)
            elif not 0 <= level <= most:
                problems[game] = Problem("level", name, level, most)
            else:
                points[place, game] = level
        left = dict(order.answers)
        for slot, card in enumerate(cards[game]):
            if card >= 0 and (option := left.pop(scenario.events[card].id, None)) is not None:
                options = [one.id for one in scenario.events[card].options]
                if option in options:
                    answers[slot, game] = options.index(option)
                else:
                    problems[game] = Problem("unknown_option", option)
        if left:
            problems[game] = Problem("no_such_card", next(iter(left)))
    return Orders(points, answers), problems
