"""The stated policies of the report: the doctrines, and the panel of thirty that stand for plain ways to play."""

import numpy as np

from game.bots.doctrine import doctrine_line, option_tastes
from game.bots.fixed import cheap_tricks, default_tastes, even_line
from game.bots.panel import Line
from game.rules.scenario import LEANS, Scenario
from game.rules.tables import tables_of


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
