"""Random play: points and answers by the bot's own dice."""

from collections.abc import Callable

import numpy as np

from game.core.dice import Seeds, roll, turn_keys
from game.rules.orders import legalise
from game.rules.scenario import Scenario
from game.rules.state import Orders, View
from game.rules.tables import tables_of, words


def random_policy(scenario: Scenario, luck: Seeds) -> Callable[[View], Orders]:
    """Give each point to a programme drawn by lot, and pick each answer by lot."""
    count = len(scenario.programmes)
    lots = words([f"bot.point.{k}" for k in range(scenario.points.most + scenario.points.carry)])
    answers = words([f"bot.answer.{k}" for k in range(scenario.calendar.slots)])

    def orders(view: View) -> Orders:
        keys = turn_keys(luck, view.turn)
        drawn = (roll(keys, lots).astype(np.uint64) * np.uint64(count) >> np.uint64(32)).astype(np.int8)
        points = np.zeros((count, view.games), dtype=np.int8)
        for place, programme in enumerate(drawn):
            points += (np.arange(count)[:, None] == programme) * (place < view.points)
        options = tables_of(scenario).option_count[view.cards].astype(np.uint64)
        chosen = (roll(keys, answers).astype(np.uint64) * options >> np.uint64(32)).astype(np.int8)
        chosen = np.where(view.cards >= 0, chosen, -1).astype(np.int8)
        return legalise(scenario, view, Orders(points, chosen))

    return orders
