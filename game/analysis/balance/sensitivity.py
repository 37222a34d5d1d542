"""How much the result moves with each figure of the great powers and the score, and with one more point on a programme."""

from dataclasses import dataclass, replace

import numpy as np

from game.analysis.balance.games import seeds_from
from game.analysis.balance.lines import doctrine_lines
from game.analysis.balance.parameters import moved, parameters, value_at, with_value
from game.analysis.batch import play_out
from game.bots.panel import Line, Panel
from game.core.numbers import mul_div
from game.rules.orders import legalise
from game.rules.phases.scoring import pillars_of, result_of
from game.rules.scenario import Scenario
from game.rules.state import Orders, State, View

PERCENT = 20


@dataclass(frozen=True)
class Swing:
    """What a figure 20% lower and 20% higher does to the mean result of each doctrine, in points."""

    group: str
    name: str
    figure: int
    low: tuple[float, ...]
    high: tuple[float, ...]

    @property
    def width(self) -> float:
        """Give how far the mean over the doctrines moves."""
        return abs(sum(self.high) - sum(self.low)) / max(len(self.low), 1)


def swings(scenario: Scenario, numbers: tuple[int, ...], first: int, count: int) -> list[Swing]:
    """Play every doctrine on common seeds with some figures lower and higher; what only scores is scored anew instead."""
    known = parameters(scenario)
    final = _finals(scenario, first, count)
    base = _by_doctrine(scenario, final.total)
    found = []
    for number in numbers:
        one = known[number]
        figure = value_at(scenario, one)
        sides = []
        for percent in (-PERCENT, PERCENT):
            other = with_value(scenario, one, moved(figure, one, percent))
            total = _scored(other, final) if one.group == "score" else _finals(other, first, count).total
            sides.append(tuple((_by_doctrine(scenario, total) - base).tolist()))
        found.append(Swing(one.group, one.name, figure, *sides))
    return found


def _finals(scenario: Scenario, first: int, count: int) -> State:
    lines = doctrine_lines(scenario)
    which = np.repeat(np.arange(len(lines)), count)
    return play_out(scenario, Panel(scenario, lines, which), np.tile(seeds_from(first, count), len(lines)))


def _by_doctrine(scenario: Scenario, total: "np.ndarray") -> "np.ndarray":
    return np.asarray(total.reshape(len(scenario.doctrines), -1).mean(axis=1) / 1000)


def _scored(scenario: Scenario, final: State) -> "np.ndarray":
    """Score finished games with other pillars; no rule reads a pillar, so that the games themselves stay as they were."""
    total = result_of(pillars_of(scenario, final.values))
    early = final.ending >= 0
    return np.where(early, mul_div(total, final.ended.astype(np.int32), scenario.calendar.turns), total)


def marginal_worths(scenario: Scenario, first: int, count: int) -> list[tuple[float, ...]]:
    """Say what one more point a turn, spent on each programme, adds to each doctrine's mean result: (programmes, doctrines)."""
    lines = doctrine_lines(scenario)
    points = scenario.points
    richer = replace(scenario, points=replace(points, level=points.level + 1, least=points.least + 1, most=points.most + 1))
    base = _by_doctrine(scenario, _finals(scenario, first, count).total)
    found = []
    which = np.repeat(np.arange(len(lines)), count)
    seeds = np.tile(seeds_from(first, count), len(lines))
    for place in range(len(scenario.programmes)):
        total = play_out(richer, _OneMore(richer, lines, which, place), seeds).total
        found.append(tuple((_by_doctrine(scenario, total) - base).tolist()))
    return found


class _OneMore:
    """A panel whose lines all spend one point of each turn on a given programme."""

    def __init__(self, scenario: Scenario, lines: list[Line], which: "np.ndarray", programme: int) -> None:
        self.scenario, self.programme = scenario, programme
        self.panel = Panel(scenario, lines, which)

    def __call__(self, view: View) -> Orders:
        wishes = self.panel.wishes(replace(view, points=(view.points - 1).astype(np.int16)))
        points = wishes.points.copy()
        points[self.programme] += 1
        return legalise(self.scenario, view, Orders(points, wishes.answers))
