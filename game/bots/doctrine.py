"""Doctrine bots: each keeps to one road, by its weights for programmes and its taste in answers."""

from collections.abc import Callable

import numpy as np

from game.core.numbers import SCALE
from game.rules.orders import Allowed, legalise
from game.rules.scenario import Doctrine, Scenario
from game.rules.state import Orders, View
from game.rules.tables import tables_of

_UNTHINKABLE = -(1 << 30)


def doctrine_policy(scenario: Scenario, which: int) -> Callable[[View], Orders]:
    """Play the doctrine of an index in every game."""
    doctrine = scenario.doctrines[which]
    tastes = option_tastes(scenario, doctrine)

    def orders(view: View) -> Orders:
        points = doctrine_points(doctrine, view.points, [p.max for p in scenario.programmes])
        return legalise(scenario, view, Orders(points, favourite_answers(scenario, view, tastes)))

    return orders


def doctrines_in_turn(scenario: Scenario) -> Callable[[View], Orders]:
    """Let game i play doctrine i modulo the number of doctrines."""
    policies = [doctrine_policy(scenario, k) for k in range(len(scenario.doctrines))]

    def orders(view: View) -> Orders:
        found = [play(view) for play in policies]
        turns = np.arange(view.games) % len(found)
        points = np.choose(turns, [o.points for o in found])
        return Orders(points, np.choose(turns, [o.answers for o in found]))

    return orders


def option_tastes(scenario: Scenario, doctrine: Doctrine) -> "np.ndarray":
    """Say how well each option of the deck suits a doctrine: (options + 1,)."""
    leans = tables_of(scenario).option_lean.astype(np.int64)
    return np.asarray(np.array(doctrine.answers, dtype=np.int64) @ leans)


def favourite_answers(scenario: Scenario, view: View, tastes: "np.ndarray") -> "np.ndarray":
    """Pick the allowed answer that suits best on each card, the first of equals: (slots, games)."""
    tables = tables_of(scenario)
    allowed = Allowed(scenario, view)
    most = int(tables.option_count.max())
    answers = np.full(view.cards.shape, -1, dtype=np.int8)
    for slot, card in enumerate(view.cards):
        best = np.full(view.games, _UNTHINKABLE, dtype=np.int64)
        for number in range(most):
            has = (card >= 0) & (number < tables.option_count[card])
            option = np.where(has, tables.first_option[card] + number, tables.none)
            liked = np.where(has & allowed.of(option), tastes[option], _UNTHINKABLE)
            better = liked > best
            best = np.where(better, liked, best)
            answers[slot] = np.where(better, number, answers[slot])
    return answers


def doctrine_points(doctrine: Doctrine, budget: "np.ndarray", most: list[int]) -> "np.ndarray":
    """Share a budget by weights, one point at a time to the programme that is furthest behind: (programmes, games)."""
    highest = int(budget.max(initial=0))
    shares = np.zeros((highest + 1, len(most)), dtype=np.int8)
    weights = np.array(doctrine.weights, dtype=np.int64)
    for total in range(1, highest + 1):
        shares[total] = shares[total - 1]
        behind = [w * SCALE // (2 * int(s) + 1) if s < m and w else -1 for w, s, m in zip(weights, shares[total], most, strict=True)]
        best = int(np.argmax(behind))
        if behind[best] > 0:
            shares[total, best] += 1
    return np.ascontiguousarray(shares[np.maximum(budget, 0)].T)
