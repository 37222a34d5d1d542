"""The chosen options of this turn's cards take effect; posture follows, and swings and mixed signals cost credibility."""

import numpy as np

from game.core.dice import percent, roll
from game.core.numbers import SCALE, Ints, mul_div
from game.rules.scenario import REPLIES
from game.rules.tables import Pick, rate_per_turn
from game.rules.work import Work

WHOLE = 100 * SCALE


def decisions(work: Work) -> None:
    """Apply options' certain effects, roll for the uncertain ones, set flags, and move posture."""
    tables = work.tables
    for chosen in work.picked:
        work.change_table(tables.option_table, chosen, tables.option_causes)
        for option, bundle in tables.option_live:
            where = chosen == option
            if where.any():
                work.apply(bundle, tables.option_causes[option], where=where)
        for table, causes in tables.later.get(0, ()):
            work.change_table(table, chosen, causes)
        for pick in tables.uncertain.get(0, ()):
            roll_outcomes(work, pick, chosen)
        if len(work.scenario.flags):
            work.flags |= tables.option_set.take(chosen, axis=1)
            work.flags &= ~tables.option_clear.take(chosen, axis=1)
    _move_posture(work)


def roll_outcomes(work: Work, pick: Pick, chosen: "np.ndarray") -> None:
    """Roll for the uncertain outcomes of the chosen options; a hit and a miss each have a column of effects."""
    if not work.luck:
        return
    outcome = pick.outcome_of.take(chosen)
    count = len(pick.chance)
    if work.games == 1 and int(outcome[0]) == count - 1:
        return
    chance = pick.chance.take(outcome)
    for place, program in pick.live:
        where = outcome == place
        if where.any():
            chance = np.where(where, program.run(work.read)[0], chance)
    missed = percent(roll(work.keys, pick.words.take(outcome))) >= chance
    work.change_table(pick.table, outcome + missed * count, pick.causes)


def _mix(amounts: Ints) -> Ints:
    """Turn three amounts a game into shares of 100 (thousandths); nothing said gives zeros."""
    whole = amounts.sum(axis=0, dtype=np.int32)
    return mul_div(amounts, WHOLE, np.maximum(whole, 1))


def _move_posture(work: Work) -> None:
    tables, rules = work.tables, work.scenario.posture
    by_points = tables.programme_lean @ work.levels.astype(np.int32)
    by_answers = sum((tables.option_lean.take(chosen, axis=1) for chosen in work.picked), np.zeros((3, work.games), dtype=np.int32))
    said = by_answers.sum(axis=0) > 0
    points, answers = _mix(by_points), _mix(by_answers)
    weight = rules.answers_weight * said
    total = rules.points_weight + weight
    mix = mul_div(points * np.int64(1) * rules.points_weight + answers * np.int64(1) * weight, 1, total)
    posture = np.stack([work.values[i] for i in work.scenario.roles.posture])
    spoken = by_points.sum(axis=0) > 0
    step = mul_div(mix - posture, rate_per_turn(rules.per_year, tables.months), SCALE) * (spoken | said)
    for indicator, amount in zip(work.scenario.roles.posture, step, strict=True):
        work.change(indicator, amount, "posture.turn")
    softened = _mandate(work)
    swing = np.maximum(np.abs(mix - posture).sum(axis=0) // 2 - rules.swing_free, 0) * (spoken | said)
    cost = mul_div(swing, rules.swing, SCALE)
    work.change(work.scenario.roles.credibility, -np.where(softened, cost // 2, cost), "posture.swing")
    apart = np.maximum(np.abs(points - answers).sum(axis=0) // 2 - rules.mixed_free, 0) * (said & spoken)
    work.mixed_now = apart > 0
    work.change(work.scenario.roles.credibility, -mul_div(apart, rules.mixed, SCALE), "posture.mixed")
    if work.scenario.calendar.crisis is not None and work.luck:
        undecided = (work.cards[-1] >= 0) & (posture.max(axis=0) < 45 * SCALE)
        work.change(work.scenario.roles.credibility, rules.no_line * undecided, "posture.no_line")


def _mandate(work: Work) -> "np.ndarray":
    """Tell where a fresh mandate or an all-party accord softens a change of course."""
    flag = work.scenario.posture.mandate
    return np.zeros(work.games, dtype=np.bool_) if flag < 0 else work.flags[flag]


REPLY = {name: code for code, name in enumerate(REPLIES)}
