"""Pillars, result, warnings and early endings."""

import numpy as np

from game.core.numbers import SCALE, Ints, mul_div, mul_div32, where_true
from game.rules.expressions import Program
from game.rules.phases.flows import run_flows
from game.rules.scenario import Scenario
from game.rules.state import COUNTED
from game.rules.tables import Tables
from game.rules.work import Work

MOST = 100 * SCALE


class _Rules:
    """Programs of pillars and endings."""

    def __init__(self, tables: Tables) -> None:
        scenario = tables.scenario
        self.pillars = Program([pillar.value for pillar in scenario.pillars])
        self.endings = Program([ending.when for ending in scenario.endings])


def pillars_of(scenario: Scenario, values: Ints, program: Program | None = None) -> Ints:
    """Evaluate the pillars from indicators alone: (pillars, games) thousandths of 0 to 100."""
    program = program or Program([pillar.value for pillar in scenario.pillars])
    found = program.run(lambda kind, index: values.take(index, axis=0) if kind == "rows" else values[index])
    pillars = np.empty((len(found), values.shape[1]), dtype=np.int32)
    for row, value in zip(pillars, found, strict=True):
        row[:] = value
    return pillars.clip(np.int32(0), np.int32(MOST), out=pillars)


def result_of(pillars: Ints) -> Ints:
    """Give half the mean of the pillars plus half the weakest, rounded half up to a thousandth.

    >>> int(result_of(np.array([[60_000], [50_000], [40_000], [50_000]], dtype=np.int32))[0])
    45000
    """
    count = len(pillars)
    whole = np.add.reduce(pillars, axis=0, dtype=np.int32) + np.minimum.reduce(pillars, axis=0) * np.int32(count)
    return mul_div32(whole, np.int32(1), 2 * count)


def scoring(work: Work) -> None:
    """Run the flows of this phase; what is scored is worked out by `score` once they have settled."""
    run_flows(work)


def score(work: Work) -> None:
    """Evaluate pillars and result, count how long each ending has been near, and end the games that it has caught."""
    rules = work.tables.part(_Rules)
    if work.scored:
        work.pillars = pillars_of(work.scenario, work.values, rules.pillars)
        work.total = result_of(work.pillars)
    if not work.luck:
        return
    early = work.turn < work.scenario.calendar.turns
    for place, truth in enumerate(rules.endings.run(work.read)):
        ending, row = work.scenario.endings[place], work.near[place]
        row += row < COUNTED
        row *= truth
        if not early or work.turn < ending.not_before:
            continue
        games = where_true((row >= ending.turns) & (work.ended == 0))
        if len(games):
            work.ended[games] = work.turn
            work.ending[games] = place
            pillars = pillars_of(work.scenario, work.values.take(games, axis=1), rules.pillars)
            work.pillars[:, games] = pillars
            work.total[games] = mul_div(result_of(pillars), work.turn, work.scenario.calendar.turns)
