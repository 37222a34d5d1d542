"""Stated policies in one batch, their shares of points worked out once, and the panel of thirty that stand for plain ways to play."""

from collections.abc import Sequence

import numpy as np

from game.bots.doctrine import doctrine_line, option_tastes
from game.bots.fixed import cheap_tricks, default_tastes, even_line
from game.bots.panel import Line, favourite_answers, shared_points
from game.rules.orders import legalise
from game.rules.scenario import LEANS, Scenario
from game.rules.state import Orders, View
from game.rules.tables import tables_of


class Lines:
    """A policy in which game i follows line which[i]."""

    def __init__(self, scenario: Scenario, lines: Sequence[Line], which: "np.ndarray") -> None:
        """Work out how each line shares any number of points, in every turn that differs."""
        self.scenario = scenario
        self.lines = tuple(lines)
        self.which = which
        self.budget = scenario.points.most + scenario.points.carry
        self._most = tuple(p.max for p in scenario.programmes)
        self._shares: dict[tuple[int, ...], np.ndarray] = {}

    def shares(self, turn: int) -> "np.ndarray":
        """Give the points of each line in a turn: (lines, points, programmes)."""
        return np.stack([self._share(line.at(turn).weights) for line in self.lines])

    def _share(self, weights: tuple[int, ...]) -> "np.ndarray":
        if weights not in self._shares:
            self._shares[weights] = shared_points(weights, self._most, self.budget)
        return self._shares[weights]

    def wishes(self, view: View) -> Orders:
        """Say what each game's line would have, before it is cut to what is allowed."""
        shares = self.shares(view.turn)
        points = np.ascontiguousarray(shares[self.which, np.clip(view.points, 0, self.budget)].T)
        tastes = np.stack([line.at(view.turn).tastes for line in self.lines])
        return Orders(points, favourite_answers(self.scenario, view, tastes, self.which))

    def __call__(self, view: View) -> Orders:
        """Give the orders of a turn."""
        return legalise(self.scenario, view, self.wishes(view))


def doctrine_lines(scenario: Scenario) -> list[Line]:
    """State every doctrine."""
    return [doctrine_line(scenario, doctrine) for doctrine in scenario.doctrines]


def stated_panel(scenario: Scenario) -> list[Line]:
    """State thirty plain ways to play (for three doctrines): roads, mixtures of two, all-rounders, one domain first, changes of course."""
    default = default_tastes(scenario)
    leans = tables_of(scenario).option_lean.astype(np.int64)
    found = [*doctrine_lines(scenario), even_line(scenario, default)]
    found += [even_line(scenario, leans[place], f"even, answers {lean}") for place, lean in enumerate(LEANS)]
    for one in scenario.doctrines:
        for other in scenario.doctrines:
            if one is not other:
                found.append(Line(f"{one.id} points, {other.id} answers", one.weights, option_tastes(scenario, other)))
        found.append(Line(f"{one.id} points, default answers", one.weights, default))
        found += [_domain_first(scenario, place, one.id, option_tastes(scenario, one)) for place in range(len(scenario.domains))]
    known = {line.name: line for line in cheap_tricks(scenario)}
    courses = [name for name in known if name.startswith(("even, yes", "even, no", "doctrine:")) and "nothing" not in name]
    found += [known[name] for name in courses]
    return found[:30]


def _domain_first(scenario: Scenario, domain: int, name: str, tastes: "np.ndarray") -> Line:
    weights = tuple(3000 if p.domain == domain else 1000 for p in scenario.programmes)
    return Line(f"{scenario.domains[domain].id} first, {name} answers", weights, tastes)
