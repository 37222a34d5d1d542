"""Plays the orders of a file: what a turn does not say, and what the rules do not allow, is left as it was or by default."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from game.app.output import FOUND_WANTING, CommandError
from game.bots.even import default_answers
from game.core.problems import TightropeError
from game.rules.orders import legalise
from game.rules.scenario import Scenario
from game.rules.state import Orders, View
from game.session.batch import Policy


def order_policy(path: Path, scenario: Scenario) -> Policy:
    """Read a file of orders; raises CommandError with file, line and column of what is wrong."""
    from game.content.orders import read_orders

    try:
        turns = read_orders(path, scenario)
    except TightropeError as error:
        raise CommandError(str(error), FOUND_WANTING) from None
    return policy_of(scenario, turns)


def policy_of(scenario: Scenario, turns: Sequence[tuple[dict[str, int], dict[str, str]]]) -> Policy:
    """Give the policy that plays points and answers of each turn by id; after the last turn named, points stay."""
    places = {programme.id: place for place, programme in enumerate(scenario.programmes)}

    def orders(view: View) -> Orders:
        points, answers = view.levels.astype(np.int8), default_answers(scenario, view)
        if view.turn <= len(turns):
            named, chosen = turns[view.turn - 1]
            points = np.zeros_like(points)
            for programme, level in named.items():
                points[places[programme]] = level
            answers = np.array(answers, dtype=np.int8)
            for event, option in chosen.items():
                card = scenario.event(event)
                answers[view.cards == card] = [one.id for one in scenario.events[card].options].index(option)
        return legalise(scenario, view, Orders(points, answers))

    return orders
