"""The even split: equal points in rotation, and each card's default answer."""

from collections.abc import Callable

import numpy as np

from game.rules.orders import legalise
from game.rules.scenario import Scenario
from game.rules.state import Orders, View
from game.rules.tables import tables_of


def default_answers(scenario: Scenario, view: View) -> "np.ndarray":
    """Give each card's default, -1 where a slot is empty: (slots, games)."""
    return tables_of(scenario).defaults.take(view.cards)


def even_policy(scenario: Scenario) -> Callable[[View], Orders]:
    """Spread the points evenly; the remainder moves on by one programme a turn."""
    count = len(scenario.programmes)

    def orders(view: View) -> Orders:
        places = ((np.arange(count) - (view.turn - 1)) % count).astype(np.int8)
        points = (view.points // count).astype(np.int8) + (places[:, None] < (view.points % count).astype(np.int8))
        return legalise(scenario, view, Orders(points, default_answers(scenario, view)))

    return orders
