"""What an option is worth at first sight: its effects times what each indicator is worth to the result now."""

import numpy as np

from game.core.numbers import SCALE, Ints
from game.rules.phases.scoring import pillars_of, result_of
from game.rules.scenario import Effects, Option, Scenario
from game.rules.state import View
from game.rules.tables import tables_of

LASTING = 0.6
"""What is left of an effect at the end, on the whole: most indicators drift back."""


def slopes(scenario: Scenario, values: Ints) -> "np.ndarray":
    """Say how much the result changes for a small change of each indicator: (indicators, games), result points a unit."""
    base = result_of(pillars_of(scenario, values))
    found = np.zeros(values.shape)
    for row, indicator in enumerate(scenario.indicators):
        step = max((indicator.high - indicator.low) // 50, 1)
        moved = values.copy()
        moved[row] += step
        found[row] = (result_of(pillars_of(scenario, moved)) - base) / step
    return found


def option_worths(scenario: Scenario, view: View) -> "np.ndarray":
    """Value every option of the deck for each game, in thousandths of the result: (games, options + 1).

    Counts certain effects, uncertain ones by their chance, affronts, points, and what approval, pressure and ire are
    worth beyond the score (they bring points, punishment and coercion later).
    """
    tables = tables_of(scenario)
    worth = slopes(scenario, view.values)
    roles = scenario.roles
    for role, extra in ((roles.approval, 0.10), (roles.pressure, -0.06), (roles.ire, -0.06), (roles.credibility, 0.08)):
        if role >= 0:
            worth[role] += extra
    effects = np.stack([_expected(scenario, option) for option in tables.options] + [np.zeros(tables.indicators)], axis=1)
    if scenario.roles.ire >= 0:
        effects[scenario.roles.ire] += tables.option_affront
    found = (worth.T @ effects) * LASTING
    found -= tables.option_points * 0.25 * SCALE
    return np.asarray(np.round(found), dtype=np.int64)


def _expected(scenario: Scenario, option: Option) -> "np.ndarray":
    expected = _column(scenario, option.effects)
    for outcome in option.outcomes:
        chance = outcome.chance / (100 * SCALE) if isinstance(outcome.chance, int) else 0.5
        if outcome.certain:
            share = 1.0 if not outcome.lasts else outcome.lasts / (2 * scenario.calendar.turns)
            expected += share * _column(scenario, outcome.effects)
        else:
            expected += chance * _column(scenario, outcome.effects) + (1 - chance) * _column(scenario, outcome.otherwise)
    return expected


def _column(scenario: Scenario, effects: Effects) -> "np.ndarray":
    column = np.zeros(len(scenario.indicators))
    for indicator, amount in effects:
        column[indicator] += amount if isinstance(amount, int) else 0
    return column
