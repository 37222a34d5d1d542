"""Growth, trade, exposure, supply risk and competitiveness move; indicators drift to where they tend."""

import numpy as np

from game.core.numbers import SCALE, Ints, mul_div, mul_div32
from game.rules.expressions import Program
from game.rules.phases.flows import run_flows, run_given
from game.rules.tables import Tables, rate_per_turn
from game.rules.work import FEW, Work


class _Decay:
    """Which indicators drift, to what, and how fast a turn."""

    def __init__(self, tables: Tables) -> None:
        scenario = tables.scenario
        drifting = [(i, d) for i, d in enumerate(scenario.indicators) if d.decay_to is not None and d.decay_per_year]
        self.rows = np.array([i for i, _ in drifting], dtype=np.intp)
        months = scenario.calendar.months
        self.rates = np.array([[rate_per_turn(d.decay_per_year, months)] for _, d in drifting], dtype=np.int32)
        self.targets = np.array([[d.decay_to if isinstance(d.decay_to, int) else 0] for _, d in drifting], dtype=np.int32)
        self.fixed = [np.int32(d.decay_to) if isinstance(d.decay_to, int) else None for _, d in drifting]
        self.row_list = [i for i, _ in drifting]
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
    live = rules.program.run(work.read)
    if work.games < FEW:
        targets = np.repeat(rules.targets, work.games, axis=1)
        for place, value in zip(rules.live, live, strict=True):
            targets[place] = value
        work.change_rows(rules.row_list, _steps(targets - work.values[rules.rows], rules.rates, small=rules.small), rules.causes)
        return
    left = iter(live)
    targets_of = (next(left) if target is None else target for target in rules.fixed)
    for row, rate, name, target in zip(rules.row_list, rules.rates, rules.causes, targets_of, strict=True):
        work.change(row, _steps(target - work.values[row], rate, small=rules.small), name)      # row by row: it stays in the cache


def _steps(apart: Ints, rate: Ints, *, small: bool) -> Ints:
    step = mul_div32(apart, rate, SCALE) if small else mul_div(apart, rate, SCALE)
    stuck = step == 0
    if stuck.any():
        step += stuck * np.sign(apart)
    return step
