"""Doctrine bots: each keeps to one road, by its weights for programmes and its taste in answers."""

from collections.abc import Callable

import numpy as np

from game.bots.panel import Line, Panel
from game.rules.scenario import Doctrine, Scenario
from game.rules.state import Orders, View
from game.rules.tables import tables_of


def doctrine_line(scenario: Scenario, doctrine: Doctrine) -> Line:
    """State a doctrine as a line."""
    return Line(f"doctrine:{doctrine.id}", doctrine.weights, option_tastes(scenario, doctrine))


def doctrine_policy(scenario: Scenario, which: int) -> Callable[[View], Orders]:
    """Play the doctrine of an index in every game."""
    line = doctrine_line(scenario, scenario.doctrines[which])
    return lambda view: Panel(scenario, [line], np.zeros(view.games, dtype=np.intp))(view)


def doctrines_in_turn(scenario: Scenario) -> Callable[[View], Orders]:
    """Let game i play doctrine i modulo the number of doctrines."""
    lines = [doctrine_line(scenario, doctrine) for doctrine in scenario.doctrines]
    return lambda view: Panel(scenario, lines, np.arange(view.games) % len(lines))(view)


def option_tastes(scenario: Scenario, doctrine: Doctrine) -> "np.ndarray":
    """Say how well each option of the deck suits a doctrine: (options + 1,)."""
    leans = tables_of(scenario).option_lean.astype(np.int64)
    return np.asarray(np.array(doctrine.answers, dtype=np.int64) @ leans)
