"""Pillars, result, warnings and early endings."""

import numpy as np

from game.core.numbers import SCALE, Ints, mul_div
from game.rules.expressions import Program
from game.rules.phases.flows import run_flows
from game.rules.scenario import Scenario
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
    found = program.run(lambda _kind, index: values[index])
    return np.stack([np.broadcast_to(np.clip(value, 0, MOST), values.shape[1:]) for value in found]).astype(np.int32)


def result_of(pillars: Ints) -> Ints:
    """Give half the mean of the pillars plus half the weakest, rounded half up to a thousandth.

    >>> int(result_of(np.array([[60_000], [50_000], [40_000], [50_000]], dtype=np.int32))[0])
    45000
    """
    count = len(pillars)
    return mul_div(pillars.sum(axis=0) + pillars.min(axis=0) * count, 1, 2 * count)


def scoring(work: Work) -> None:
    """Run the flows of this phase; what is scored is worked out by `score` once they have settled."""
    run_flows(work)


def score(work: Work) -> None:
    """Evaluate pillars and result, count how long each ending has been near, and end the games that it has caught."""
    rules = work.tables.part(_Rules)
    work.pillars = pillars_of(work.scenario, work.values, rules.pillars)
    work.total = result_of(work.pillars)
    if not work.luck:
        return
    for place, truth in enumerate(rules.endings.run(work.read)):
        ending = work.scenario.endings[place]
        near = np.broadcast_to(truth, (work.games,))
        work.near[place] = np.where(near, np.minimum(work.near[place] + 1, 100), 0)
        ends = (work.near[place] >= ending.turns) & (work.turn >= ending.not_before) & (work.ended == 0)
        ends &= work.turn < work.scenario.calendar.turns
        if ends.any():
            work.ended[ends] = work.turn
            work.ending[ends] = place
            served = mul_div(work.total, work.turn, work.scenario.calendar.turns)
            work.total = np.where(ends, served, work.total)
