"""What an agent observes: all that the view shows of the present turn, as numbers from 0 to 1 in a fixed order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core.numbers import SCALE
from game.rules.scenario import Indicator, Scenario
from game.rules.state import BROKEN, View

Floats = NDArray[np.float32]
FATES = ("dormant", "open", "promised", "refused", "met", "partly_met", "lapsed", "enforced", "broken")
"""What may have become of a demand, by number: the names of `game.rules.state`."""
_MOST_RESULT = 100 * SCALE


@dataclass(frozen=True)
class Part:
    """Some numbers that belong together: the name of each, and how a view gives them, (numbers, games) from 0 to 1."""

    name: str
    of: tuple[str, ...]
    read: Callable[[View], Any]


class Layout:
    """The places of all numbers of a scenario's observation.

    `slices` says where each part lies, `names` what each number is: "indicators.growth". Indicators are scaled by the ranges of the pack,
    which the rules never leave; all other ranges follow from the scenario. What a demand, a card or a flag is comes as 0 or 1.
    """

    def __init__(self, scenario: Scenario) -> None:
        """Lay out the parts for a scenario."""
        self.scenario = scenario
        self.parts = tuple(part for part in (*_table(scenario), *_powers(scenario)) if part.of)
        ends = np.cumsum([len(part.of) for part in self.parts]).tolist()
        self.slices = {part.name: slice(end - len(part.of), end) for part, end in zip(self.parts, ends, strict=True)}
        self.names = tuple(f"{part.name}.{name}" for part in self.parts for name in part.of)
        self.size = len(self.names)

    def observe(self, view: View) -> Floats:
        """Give the observations of a batch of views: (games, size) float32, each from 0 to 1."""
        found = np.empty((view.games, self.size), dtype=np.float32)
        for part in self.parts:
            found[:, self.slices[part.name]] = np.transpose(part.read(view))
        return found


def _table(scenario: Scenario) -> list[Part]:
    """List what lies on the table: turn, points, indicators, result, programmes, flags, cards."""
    calendar, programmes = scenario.calendar, scenario.programmes
    most = _column([programme.max for programme in programmes])
    kept = calendar.turns_for(scenario.inertia.kept_months)
    budget = scenario.points.most + scenario.points.carry
    cards = tuple(f"{slot}.{event.id}" for slot in range(calendar.slots) for event in scenario.events)
    turns = [ending.turns for ending in scenario.endings]
    return [
        Part("turn", ("begun",), lambda view: np.full((1, view.games), min(view.turn - 1, calendar.turns) / calendar.turns)),
        Part("points", ("to_spend",), lambda view: view.points[None] / budget),
        Part("indicators", _ids(scenario.indicators), _scaled(scenario.indicators)),
        Part("pillars", _ids(scenario.pillars), lambda view: view.pillars / _MOST_RESULT),
        Part("result", ("so_far",), lambda view: view.total[None] / _MOST_RESULT),
        Part("levels", _ids(programmes), lambda view: view.levels / most),
        Part("kept", _ids(programmes), lambda view: np.minimum(view.kept, kept) / kept),
        Part("flags", scenario.flags, lambda view: view.flags),
        Part("cards", cards, lambda view: _dealt(view, len(scenario.events))),
        Part("near", _ids(scenario.endings), lambda view: np.minimum(view.near, _column(turns)) / np.maximum(_column(turns), 1)),
    ]


def _powers(scenario: Scenario) -> list[Part]:
    """List what is known of the great powers: demands, ladders, threats, and the intervals of their hidden dispositions."""
    patron, rival, turns = scenario.us_pressure, scenario.china_retaliation, scenario.calendar.turns
    demands, rungs = _ids(patron.demands), _ids(rival.ladder)
    fates = tuple(f"{demand}.{fate}" for demand in demands for fate in FATES)

    def left(due: Any, now: int, counts: Any) -> Any:
        return np.clip(due.astype(np.int32) - now, 0, turns) / turns * counts

    return [
        Part("demands", fates, lambda view: (view.demands[:, None] == np.arange(BROKEN + 1)[:, None]).reshape(len(fates), view.games)),
        Part("demands_due", demands, lambda view: left(view.due, view.turn, view.due > 0)),
        Part("demands_halved", demands, lambda view: view.halved),
        Part("patron_rung", ("reached",), lambda view: view.us_rung[None] / max(1, len(patron.ladder))),
        Part("rival_rung", ("reached",), lambda view: view.rung[None] / max(1, len(rungs))),
        Part("rival_rung_age", rungs, lambda view: np.minimum(view.rung_age, turns) / turns),
        Part("rival_bite", rungs, lambda view: view.bite / SCALE),
        Part("threat", ("rung",), lambda view: view.threat[None] / max(1, len(rungs))),
        Part("threat_due", ("turns",), lambda view: left(view.threat_due, view.turn, view.threat > 0)[None]),
        Part("patron_resolve", ("least", "most"), lambda view: _within(view.resolve_range, patron.resolve)),
        Part("rival_patience", ("least", "most"), lambda view: _within(view.patience_range, rival.patience)),
    ]


def _ids(things: Any) -> tuple[str, ...]:
    return tuple(thing.id for thing in things)


def _column(values: list[int]) -> NDArray[np.int32]:
    return np.array(values, dtype=np.int32)[:, None]


def _scaled(indicators: tuple[Indicator, ...]) -> Callable[[View], Any]:
    low = _column([one.low for one in indicators])
    span = np.maximum(_column([one.high for one in indicators]) - low, 1)
    return lambda view: (view.values - low) / span


def _within(interval: Any, bounds: tuple[int, int]) -> Any:
    return (interval - bounds[0]) / max(1, bounds[1] - bounds[0])


def _dealt(view: View, events: int) -> Any:
    """Mark each slot's card among all events; a game that has ended shows none."""
    cards = np.where(view.ended > 0, -1, view.cards)
    return (cards[:, None] == np.arange(events)[:, None]).reshape(-1, view.games)
