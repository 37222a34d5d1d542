"""Waterfalls add up to the last thousandth, and what is shown of them to the last unit."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.analysis.debrief.document import cause_steps, steps_of
from game.analysis.debrief.rounding import rounded, whole
from game.analysis.debrief.waterfall import TOTAL, falls, waterfalls
from game.rules.ledger import Line
from game.rules.phases.scoring import pillars_of, result_of
from tests.tiny import tiny
from tests.unit.analysis.debrief_games import a_case, stored

SCENARIO = tiny()
LINES = st.lists(
    st.tuples(st.sampled_from(["programme.arms", "event.plain.yes", "decay.ire", "limit.growth", "flow.rivalry"]),
              st.integers(0, len(SCENARIO.indicators) - 1), st.integers(-40_000, 40_000)),
    max_size=60,
)


@given(st.integers(0, 10_000), st.sampled_from(["random", "even", "doctrine"]))
def test_steps_of_a_game_add_up(seed, name):
    case = a_case(seed, name)
    for one in (case, stored(case)):
        found = waterfalls(one)
        assert found[TOTAL].end == case.result.total
        for measure, fall in found.items():
            assert fall.start + sum(cause.amount for _, cause in fall.causes) == fall.end
            assert all(group.amount == sum(cause.amount for cause in group.causes) for group in fall.groups)
            assert all(cause.amount == sum(piece.amount for piece in cause.pieces) for _, cause in fall.causes)
            assert measure == TOTAL or fall.end == case.result.pillars[measure]
            for unit in (10, 100):
                assert whole(fall.start, unit) + sum(steps_of(fall, unit)) == whole(fall.end, unit)
                assert whole(fall.start, unit) + sum(cause_steps(fall, unit)) == whole(fall.end, unit)


@given(LINES)
def test_steps_of_any_ledger_add_up_to_the_pillars_at_its_end(drawn):
    start = np.array([indicator.start for indicator in SCENARIO.indicators], dtype=np.int32)
    lines = [Line(1, "economy", cause, indicator, amount) for cause, indicator, amount in drawn]
    end = start.astype(np.int64)
    np.add.at(end, [line.indicator for line in lines], [line.amount for line in lines])
    low, high = (np.array([getattr(i, side) for i in SCENARIO.indicators]) for side in ("low", "high"))
    pillars = pillars_of(SCENARIO, np.clip(end, low, high).astype(np.int32)[:, None])
    found = falls(SCENARIO, start, lines, {}, "rules")
    assert found[TOTAL].end == int(result_of(pillars)[0])
    for place, pillar in enumerate(SCENARIO.pillars):
        fall = found[pillar.id]
        assert fall.end == int(pillars[place, 0]) == fall.start + sum(group.amount for group in fall.groups)


@given(st.lists(st.integers(-100_000, 100_000), min_size=1, max_size=40), st.sampled_from([10, 100, 1000]))
def test_rounding_keeps_the_sum_and_stays_within_a_unit(amounts, unit):
    total = whole(sum(amounts), unit)
    found = rounded(amounts, unit, total)
    assert sum(found) == total
    assert all(abs(units * unit - amount) <= unit for units, amount in zip(found, amounts, strict=True))
