"""Holds a played line against what happened: means of a year's turns, and differences to a line that was not taken."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.bots.policies import Policy
from game.content.compiled import HistoryMeta
from game.core.dice import Seeds
from game.core.numbers import SCALE
from game.rules.engine import begin, finished, step
from game.rules.scenario import Calendar, Scenario
from game.rules.view import view_of

CHUNK = 5_000


@dataclass(frozen=True)
class HistoryLine:
    """A figure of the real past beside the mean over the games; `holds` is None where there is no range."""

    series: str
    year: int
    value: float
    real: float
    range: tuple[float, float] | None
    holds: bool | None


def turns_of_year(calendar: Calendar, year: int) -> list[int]:
    """List the turns (from 1) that end within a year."""
    return [turn for turn in range(1, calendar.turns + 1) if (calendar.month_index(turn + 1) - 1) // 12 == year]


def turn_means(scenario: Scenario, seeds: Seeds, play: Policy) -> "np.ndarray":
    """Play games and give the mean of each indicator at the end of each turn, in its own unit: (turns, indicators)."""
    count, turns = seeds.shape[1], scenario.calendar.turns
    total = np.zeros((turns, len(scenario.indicators)))
    for first in range(0, count, CHUNK):
        state = begin(scenario, seeds[:, first : first + CHUNK])
        after = []
        while not finished(scenario, state):
            state = step(scenario, state, play(view_of(scenario, state)))
            after.append(state.values.sum(axis=1, dtype=np.int64))
        after += after[-1:] * (turns - len(after))               # every game has ended early: all stays as it is
        total += np.stack(after)
    return total / (count * SCALE)


def against_history(
    scenario: Scenario, figures: Sequence[HistoryMeta], seeds: Seeds, play: Policy, policy_of: Callable[[str], Policy]
) -> list[HistoryLine]:
    """Compare a line with the figures; `policy_of` gives the policy of the order file that a figure is a difference to."""
    others: Mapping[str, np.ndarray] = {
        name: turn_means(scenario, seeds, policy_of(name)) for name in sorted({f.against for f in figures if f.against})
    }
    means = turn_means(scenario, seeds, play)
    places = {indicator.id: place for place, indicator in enumerate(scenario.indicators)}
    found = []
    for figure in figures:
        rows = [turn - 1 for turn in turns_of_year(scenario.calendar, figure.year)]
        if not rows:
            continue
        amounts = means - others[figure.against] if figure.against else means
        value = round(float(amounts[rows, places[figure.indicator]].mean()), 3)
        holds = None if figure.range is None else figure.range[0] <= value <= figure.range[1]
        found.append(HistoryLine(figure.series, figure.year, value, figure.real, figure.range, holds))
    return found
