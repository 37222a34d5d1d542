"""Many stated policies in one batch: each game follows a line of weights for programmes and tastes in answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.core.numbers import SCALE
from game.rules.orders import Allowed, legalise
from game.rules.scenario import Scenario
from game.rules.state import Board, Orders, View
from game.rules.tables import tables_of

UNTHINKABLE = -(1 << 30)


@dataclass(frozen=True)
class Line:
    """A stated policy: weights for programmes and a taste for every option; `late` replaces it from a turn on, `other` in even turns."""

    name: str
    weights: tuple[int, ...]
    tastes: "np.ndarray"
    late: "tuple[int, Line] | None" = None
    other: "Line | None" = None

    def at(self, turn: int) -> "Line":
        """Give the line that is followed in a turn."""
        if self.late is not None and turn >= self.late[0]:
            return self.late[1]
        return self.other if self.other is not None and turn % 2 == 0 else self


@dataclass
class Panel:
    """A policy in which game i follows line which[i]."""

    scenario: Scenario
    lines: Sequence[Line]
    which: "np.ndarray"

    def wishes(self, view: View) -> Orders:
        """Say what each game's line would have, before it is cut to what is allowed."""
        scenario, budget = self.scenario, self.scenario.points.most + self.scenario.points.carry
        most = tuple(p.max for p in scenario.programmes)
        now = [line.at(view.turn) for line in self.lines]
        shares = np.stack([shared_points(line.weights, most, budget) for line in now])
        points = np.ascontiguousarray(shares[self.which, np.clip(view.points, 0, budget)].T)
        tastes = np.stack([line.tastes for line in now])
        return Orders(points, favourite_answers(scenario, view, tastes, self.which))

    def __call__(self, view: View) -> Orders:
        """Give the orders of a turn."""
        return legalise(self.scenario, view, self.wishes(view))


@lru_cache(maxsize=1024)
def shared_points(weights: tuple[int, ...], most: tuple[int, ...], budget: int) -> "np.ndarray":
    """Share 0 to `budget` points by weights, one at a time to the programme that is furthest behind: (budget + 1, programmes), to read."""
    shares = np.zeros((budget + 1, len(most)), dtype=np.int8)
    for total in range(1, budget + 1):
        shares[total] = shares[total - 1]
        behind = [w * SCALE // (2 * int(s) + 1) if s < m and w else -1 for w, s, m in zip(weights, shares[total], most, strict=True)]
        best = int(np.argmax(behind))
        if behind[best] > 0:
            shares[total, best] += 1
    shares.flags.writeable = False
    return shares


def favourite_answers(scenario: Scenario, view: Board, tastes: "np.ndarray", which: "np.ndarray | int" = 0) -> "np.ndarray":
    """Pick the allowed answer that suits best on each card, the first of equals: (slots, games); tastes (lines, options + 1)."""
    tables = tables_of(scenario)
    allowed = Allowed(scenario, view)
    answers = np.full(view.cards.shape, -1, dtype=np.int8)
    for slot, card in enumerate(view.cards):
        best = np.full(view.games, UNTHINKABLE, dtype=np.int64)
        for number in range(int(tables.option_count.max())):
            has = (card >= 0) & (number < tables.option_count[card])
            option = np.where(has, tables.first_option[card] + number, tables.none)
            liked = np.where(has & allowed.of(option), tastes[which, option], UNTHINKABLE)
            better = liked > best
            best = np.where(better, liked, best)
            answers[slot] = np.where(better, number, answers[slot])
    return answers
