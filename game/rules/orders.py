"""Orders: what is allowed, what is wrong with one, and how a wish is cut to what is allowed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from game.core.numbers import Bools
from game.core.problems import Problem
from game.rules.scenario import Scenario
from game.rules.state import Board, Orders
from game.rules.tables import Tables, tables_of
from game.rules.work import read_board


@dataclass
class Problems:
    """What is wrong with each order of a batch; `ok` (games) tells where nothing is."""

    ok: Bools
    found: list[tuple[Bools, Problem, "np.ndarray | None"]] = field(default_factory=list)

    def note(self, where: Bools, problem: Problem, have: "np.ndarray | None" = None) -> None:
        """Note a problem for the games where it holds."""
        if where.any():
            self.ok = self.ok & ~where
            self.found.append((where, problem, have))

    def of(self, game: int = 0) -> list[Problem]:
        """List the problems of one game."""
        return [
            problem if have is None else Problem(problem.code, problem.about, int(have[game]), problem.allowed)
            for where, problem, have in self.found
            if where[game]
        ]


def limits(scenario: Scenario, board: Board) -> tuple["np.ndarray", "np.ndarray"]:
    """Give the least and the most level of each programme this turn: two arrays (programmes, games)."""
    defaults = tables_of(scenario).part(card_table)[COST]
    return _bounds(scenario, board, np.add.reduce(defaults.take(board.cards), axis=0, dtype=np.int16) if defaults.any() else None)


def _bounds(scenario: Scenario, board: Board, least: "np.ndarray | None") -> tuple["np.ndarray", "np.ndarray"]:
    """Do it when it is known what the cheapest answers cost, (games), if anything: they must be payable too."""
    inertia = scenario.inertia
    wait = scenario.calendar.turns_for(inertia.rise_months)
    rise = np.int8(inertia.rise)
    climbed = board.levels + (rise if wait <= 1 else (np.int16(board.turn) - board.raised >= wait) * rise)
    least_level, most_level = tables_of(scenario).level_limits(board.games)
    top = np.minimum(climbed, most_level)
    bottom = board.levels - np.int8(inertia.fall)
    np.maximum(bottom, least_level, out=bottom)
    needed = np.add.reduce(bottom, axis=0, dtype=tables_of(scenario).level_sum)
    if least is not None:
        needed = needed + least
    forced = needed > board.points
    if forced.any():
        bottom *= ~forced
    return bottom, top


DEFAULT, COST = 2, 3
"""The rows of `card_table` that hold defaults and what they cost."""


def card_table(tables: Tables) -> "np.ndarray":
    """Tabulate the first option, the number of options, the default and what it costs, (4, cards + 1); the last stands for no card."""
    costs = [*(event.options[event.default].points for event in tables.scenario.events), 0]
    return np.stack([tables.first_option, tables.option_count, tables.defaults, np.array(costs)]).astype(np.int16)


class Allowed:
    """Tells which options have their condition fulfilled; most options of a deck have none."""

    def __init__(self, scenario: Scenario, board: Board) -> None:
        """Work out the conditions on a board."""
        tables = tables_of(scenario)
        places, program = tables.option_needs
        self._row_of = tables.option_needs_row
        self._games = np.arange(board.games)
        self._truths = np.ones((len(places) + 1, board.games), dtype=np.bool_)
        if places:
            for row, truth in enumerate(program.run(read_board(board, tables.domain_of)), 1):
                self._truths[row] = truth

    def of(self, options: "np.ndarray") -> Bools:
        """Tell whether options can be chosen: (games,) or (slots, games) indices into the whole deck."""
        rows = self._row_of.take(options)
        return self._truths[rows, self._games] if rows.any() else np.ones(options.shape, dtype=np.bool_)


def check_orders(scenario: Scenario, board: Board, orders: Orders) -> Problems:
    """Say of each game what is wrong with its order, by code: shape, level, rise, fall, answer, needs, points."""
    games = board.games
    problems = Problems(np.ones(games, dtype=np.bool_))
    shapes = (len(scenario.programmes), games), (scenario.calendar.slots, games)
    if orders.points.shape != shapes[0] or orders.answers.shape != shapes[1]:
        problems.note(np.ones(games, dtype=np.bool_), Problem("shape"))
        return problems
    tables = tables_of(scenario)
    bottom, top = limits(scenario, board)
    for place, programme in enumerate(scenario.programmes):
        level = orders.points[place]
        problems.note((level < 0) | (level > programme.max), Problem("level", programme.id, allowed=programme.max), level)
        problems.note((level > top[place]) & (level <= programme.max), Problem("rise", programme.id), level)
        problems.note((level < bottom[place]) & (level >= 0), Problem("fall", programme.id), level)
    chosen = _chosen(tables, board, orders, problems)
    allowed = Allowed(scenario, board)
    spent = orders.points.sum(axis=0, dtype=np.int16)
    for slot in chosen:
        problems.note(~allowed.of(slot), Problem("needs"), slot)
        spent = spent + tables.option_points.take(slot)
    problems.note(spent > board.points, Problem("points"), spent)
    return problems


def _chosen(tables: Tables, board: Board, orders: Orders, problems: Problems) -> list["np.ndarray"]:
    """Look up the option of each slot; a missing or impossible answer is a problem."""
    found = []
    for slot, (card, answer) in enumerate(zip(board.cards, orders.answers, strict=True)):
        held = card >= 0
        wrong = held & ((answer < 0) | (answer >= tables.option_count[card]))
        problems.note(wrong, Problem("answer", str(slot)), answer)
        found.append(np.where(held & ~wrong, tables.first_option[card] + answer, tables.none))
    return found


def legalise(scenario: Scenario, board: Board, wishes: Orders) -> Orders:
    """Cut wishes to what the rules allow: missing or impossible answers take the default, points go last-named first."""
    tables = tables_of(scenario)
    table, cards = tables.part(card_table), board.cards.astype(np.intp)
    defaults = table[DEFAULT].take(cards)                               # of no card (-1): the last column
    costs = table[COST].take(cards) if table[COST].any() else None
    least = None if costs is None else np.add.reduce(costs, axis=0, dtype=np.int16)
    bottom, top = _bounds(scenario, board, least)
    if (wishes.answers == defaults).all():               # they are always allowed
        answers, spent = wishes.answers.astype(np.int8), np.int16(0) if least is None else least
    else:
        known = *table[:DEFAULT].take(cards, axis=1), defaults, np.zeros_like(defaults) if costs is None else costs
        answers, spent = _legal_answers(scenario, tables, board, wishes.answers, bottom, known)
    points = np.minimum(np.maximum(wishes.points, bottom), top)
    over = (spent - board.points + np.add.reduce(points, axis=0, dtype=tables.level_sum)).astype(tables.level_sum)
    for place in reversed(range(len(points))):           # down to the least of this turn, which always can be paid
        if not len(over) or over.max() <= 0:
            break
        cut = np.minimum(over * (over > 0), points[place] - bottom[place])
        points[place] -= cut
        over -= cut
    return Orders(points, answers)


def _legal_answers(
    scenario: Scenario, tables: Tables, board: Board, wished: "np.ndarray", bottom: "np.ndarray", cards: "Sequence[np.ndarray]"
) -> "tuple[np.ndarray, np.ndarray]":
    """Replace impossible answers by the default, and dear ones when the cheapest order cannot pay; give them and their cost.

    `cards` (slots, games) each are what `card_table` says of the cards on the table.
    """
    first, count, default, cheapest = cards
    possible = (wished >= 0) & (wished < count)           # of no card the count is 0
    option = first + wished
    option += (np.int16(tables.none) - option) * ~possible
    chosen = option.astype(np.intp)                       # indices of this type are looked up without a copy
    if tables.option_needs_row.take(chosen).any():
        possible &= Allowed(scenario, board).of(chosen)
    cost = tables.option_points.take(chosen)
    spent, kept = np.zeros(board.games, dtype=np.int16), np.add.reduce(bottom, axis=0, dtype=tables.level_sum)
    if cost.any() or cheapest.any():
        left = board.points - kept - np.add.reduce(cheapest, axis=0, dtype=np.int16)
        for slot, (now, instead) in enumerate(zip(cost, cheapest, strict=True)):
            left += instead                               # what is left keeps enough for the defaults
            possible[slot] &= now <= left
            paid = instead + (now - instead) * possible[slot]
            left -= paid
            spent += paid
    else:
        possible &= board.points >= kept
    return np.asarray((default + (wished - default) * possible).astype(np.int8)), spent
