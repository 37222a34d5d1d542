"""Growth, trade, exposure, supply risk and competitiveness move; indicators drift to where they tend."""

import numpy as np

from game.core.numbers import SCALE, Ints
from game.rules.expressions import Program
from game.rules.phases.flows import run_flows, run_given
from game.rules.tables import Tables, rate_per_turn
from game.rules.work import Work


class _Decay:
    """Which indicators drift, to what, and how fast a turn."""

    def __init__(self, tables: Tables) -> None:
        scenario = tables.scenario
        drifting = [(i, d) for i, d in enumerate(scenario.indicators) if d.decay_to is not None and d.decay_per_year]
        self.rows = np.array([i for i, _ in drifting], dtype=np.intp)
        months = scenario.calendar.months
        self.rates = np.array([[rate_per_turn(d.decay_per_year, months)] for _, d in drifting], dtype=np.int32)
        self.targets = np.array([[d.decay_to if isinstance(d.decay_to, int) else 0] for _, d in drifting], dtype=np.int32)
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
    current = work.values[rules.rows]
    target: Ints = np.repeat(rules.targets, work.games, axis=1)
    for place, value in zip(rules.live, rules.program.run(work.read), strict=True):
        target[place] = value
    apart = target - current
    step = ((apart.astype(np.int64) * rules.rates + SCALE // 2) // SCALE).astype(np.int32)
    step += (step == 0) * np.sign(apart)
    if work.ledger is None:
        work.pending[rules.rows] += step
        work.touched = True
        return
    for row, amount in zip(rules.rows.tolist(), step, strict=True):
        work.change(row, amount, f"decay.{work.scenario.indicators[row].id}")
