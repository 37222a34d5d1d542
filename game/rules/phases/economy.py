"""Growth, trade, exposure, supply risk and competitiveness move; indicators drift to where they tend."""

import numpy as np

from game.core.numbers import SCALE, mul_div, mul_div32, where_true
from game.rules.expressions import Program
from game.rules.phases.flows import run_flows, run_given
from game.rules.tables import Tables, rate_per_turn
from game.rules.work import CACHED, Work, runs_of


class _Decay:
    """Which indicators drift, to what, and how fast a turn."""

    def __init__(self, tables: Tables) -> None:
        scenario = tables.scenario
        drifting = [(i, d) for i, d in enumerate(scenario.indicators) if d.decay_to is not None and d.decay_per_year]
        self.rows = np.array([i for i, _ in drifting], dtype=np.intp)
        months = scenario.calendar.months
        self.rates = np.array([[rate_per_turn(d.decay_per_year, months)] for _, d in drifting], dtype=np.int32)
        self.targets = np.array([[d.decay_to if isinstance(d.decay_to, int) else 0] for _, d in drifting], dtype=np.int32)
        self.row_list = [i for i, _ in drifting]
        self.runs = runs_of(self.row_list)
        self.causes = [f"decay.{d.id}" for _, d in drifting]
        self.small = all((d.high - d.low) * SCALE < 2**29 for _, d in drifting)      # targets may lie a few ranges away
        self.live = [place for place, (_, d) in enumerate(drifting) if not isinstance(d.decay_to, int)]
        self.program = Program([d.decay_to for _, d in drifting if d.decay_to is not None and not isinstance(d.decay_to, int)])


def economy(work: Work) -> None:
    """Run the economy's flows, shocks and series, and let every drifting indicator move."""
    run_flows(work)
    run_given(work)
    rules = work.tables.part(_Decay)
    if len(rules.rows):
        _drift(work, rules)


def _drift(work: Work, rules: _Decay) -> None:
    """Move towards the target by the rate, rounded half up and at least one unit, so that nothing sticks."""
    targets = rules.program.run(work.read)
    count = max(1, CACHED // work.games)
    for first in range(0, len(rules.row_list), count):   # a few rows at a time, so that they stay in the cache
        part = slice(first, first + count)
        apart = work.values.take(rules.rows[part], axis=0)
        np.subtract(rules.targets[part], apart, out=apart)
        for place, target in zip(rules.live, targets, strict=True):
            if first <= place < first + count:
                apart[place - first] += target
        step = (mul_div32 if rules.small else mul_div)(apart, rules.rates[part], SCALE)
        stuck = where_true(step == 0)
        step.reshape(-1)[stuck] = np.sign(apart.take(stuck))
        work.change_rows(rules.row_list[part], step, rules.causes[part], rules.runs if count >= len(rules.row_list) else ())
