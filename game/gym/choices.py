"""What an agent decides: a level for each programme and an answer to each card, what of it is allowed, and the order that comes of it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core.numbers import Bools
from game.rules.orders import COST, Allowed, card_table, legalise, limits
from game.rules.scenario import Scenario
from game.rules.state import Orders, View
from game.rules.tables import tables_of

Mask = NDArray[np.int8]
MOST = 127
"""No number of an action is so large; what lies beyond would be taken for another one in a byte."""


@dataclass(frozen=True)
class Given:
    """The orders that come of actions; `repaired` (games) says where they are not what was asked for."""

    orders: Orders
    repaired: Bools


class Choices:
    """The actions of a scenario: `nvec` counts the choices of each number, first the programmes' levels, then the answers by slot."""

    def __init__(self, scenario: Scenario) -> None:
        """Count the choices."""
        self.scenario = scenario
        self.tables = tables_of(scenario)
        self.programmes = len(scenario.programmes)
        self.options = int(self.tables.option_count.max())
        levels = [programme.max + 1 for programme in scenario.programmes]
        self.nvec = np.array([*levels, *[self.options] * scenario.calendar.slots], dtype=np.int64)
        self._number = np.concatenate([np.arange(count) for count in levels])[:, None]
        self._programme = np.repeat(np.arange(self.programmes), levels)
        self._default_cost = self.tables.part(card_table)[COST]

    def orders(self, view: View, actions: NDArray[Any]) -> Given:
        """Turn actions (games, numbers) into orders that the rules allow, by `legalise`: the rule is told in docs/gymnasium.md."""
        wide = np.clip(np.asarray(actions).reshape(view.games, len(self.nvec)).T, -1, MOST).astype(np.int8)
        wishes = Orders(wide[: self.programmes], wide[self.programmes:])
        orders = legalise(self.scenario, view, wishes)
        other = (orders.answers != wishes.answers) & (view.cards >= 0)
        return Given(orders, (orders.points != wishes.points).any(axis=0) | other.any(axis=0))

    def mask(self, view: View) -> Mask:
        """Mark what each number may be, side by side: (games, sum of nvec), 1 where it is allowed.

        Allowed is what can be ordered when everything else is as cheap as can be: all together may still cost too much.
        """
        bottom, top = limits(self.scenario, view)
        spare = view.points - bottom.sum(axis=0, dtype=np.int16) - self._default_cost.take(view.cards).sum(axis=0, dtype=np.int16)
        top = np.minimum(top, bottom + np.maximum(spare, 0))
        levels = (self._number >= bottom[self._programme]) & (self._number <= top[self._programme])
        answers = [self._answers(view, np.where(view.ended > 0, -1, slot), spare) for slot in view.cards]
        return np.concatenate([levels, *answers]).T.astype(np.int8)

    def _answers(self, view: View, cards: NDArray[Any], spare: NDArray[Any]) -> Bools:
        """Mark the answers to the cards of one slot: (options, games); without a card only the first number is left."""
        tables, allowed = self.tables, Allowed(self.scenario, view)
        instead = self._default_cost.take(cards)
        found = np.zeros((self.options, view.games), dtype=np.bool_)
        for number, row in enumerate(found):
            there = (cards >= 0) & (number < tables.option_count.take(cards))
            option = np.where(there, tables.first_option.take(cards) + number, tables.none)
            payable = tables.option_points.take(option) <= spare + instead
            row[:] = there & (allowed.of(option) & payable | (number == tables.defaults.take(cards)))
        found[0] |= cards < 0
        return found
