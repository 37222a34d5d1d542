"""Fixed policies: the cheap tricks that the hunt tries, and a panel of plain ways to play."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np

from game.bots.doctrine import doctrine_line, option_tastes
from game.bots.panel import Line
from game.rules.scenario import LEANS, Scenario
from game.rules.tables import tables_of

YES, NO = ("full", "yield", "accept"), ("refuse", "hold", "decline")


def cheap_tricks(scenario: Scenario) -> list[Line]:
    """List every fixed policy of the hunt: one programme, two, one answer always, mixed roads, yes, no, nothing, flips, cashing in."""
    return [*_allocations(scenario), *_answers(scenario), *_mixed(scenario), *_flips(scenario)]


def default_tastes(scenario: Scenario) -> "np.ndarray":
    """Like every card's default answer."""
    tastes = np.zeros(tables_of(scenario).none + 1, dtype=np.int64)
    for place, event in enumerate(scenario.events):
        tastes[tables_of(scenario).first_option[place] + event.default] = 1
    return tastes


def even_line(scenario: Scenario, tastes: "np.ndarray", name: str = "even") -> Line:
    """Spread points evenly, with some taste in answers."""
    return Line(name, (1000,) * len(scenario.programmes), tastes)


def _allocations(scenario: Scenario) -> Iterator[Line]:
    tastes = default_tastes(scenario)
    count = len(scenario.programmes)
    for chosen in (*combinations(range(count), 1), *combinations(range(count), 2)):
        weights = tuple(1000 if place in chosen else 0 for place in range(count))
        yield Line("only " + " + ".join(scenario.programmes[c].id for c in chosen), weights, tastes)
    yield Line("nothing", (0,) * count, tastes)


def _answers(scenario: Scenario) -> Iterator[Line]:
    tables = tables_of(scenario)
    leans = tables.option_lean.astype(np.int64)
    for place, lean in enumerate(LEANS):
        yield even_line(scenario, leans[place], f"even, answers {lean}")
    numbers = np.concatenate([np.arange(len(e.options)) for e in scenario.events] + [np.array([0])])
    for number in range(int(tables.option_count.max())):
        yield even_line(scenario, -np.abs(numbers - number), f"even, answer {number + 1}")
    for name, replies in (("yes", YES), ("no", NO)):
        tastes = _reply_tastes(scenario, replies)
        yield even_line(scenario, tastes, f"even, {name} to all")
        for doctrine in scenario.doctrines:
            own = option_tastes(scenario, doctrine)
            yield Line(f"{doctrine.id}, {name} to all", doctrine.weights, own + tastes * 10_000_000)


def _reply_tastes(scenario: Scenario, replies: tuple[str, ...]) -> "np.ndarray":
    """Like answers to signals of the given kinds, else each card's default."""
    tables = tables_of(scenario)
    fits = np.array([option.reply in replies for option in tables.options] + [False], dtype=np.int64)
    return default_tastes(scenario) + 10 * fits


def _mixed(scenario: Scenario) -> Iterator[Line]:
    for one in scenario.doctrines:
        for other in scenario.doctrines:
            if one is not other:
                yield Line(f"{one.id} points, {other.id} answers", one.weights, option_tastes(scenario, other))
        yield Line(f"{one.id} points, default answers", one.weights, default_tastes(scenario))
        yield even_line(scenario, option_tastes(scenario, one), f"even points, {one.id} answers")


def _flips(scenario: Scenario) -> Iterator[Line]:
    lines = [doctrine_line(scenario, doctrine) for doctrine in scenario.doctrines]
    for one, other in combinations(lines, 2):
        yield replace(one, name=f"flip {one.name} / {other.name}", other=other)
    late = max(2, scenario.calendar.turns - 2)
    for one in lines:
        for other in lines:
            if one is not other:
                yield replace(one, name=f"{one.name}, at the end {other.name}", late=(late, other))
        nothing = Line("nothing", (0,) * len(scenario.programmes), one.tastes)
        yield replace(one, name=f"{one.name}, at the end nothing", late=(late, nothing))
