"""The chosen options of this turn's cards take effect; posture follows, and swings and mixed signals cost credibility."""

import numpy as np

from game.core.dice import below, percent, roll
from game.core.numbers import SCALE, Ints, mul_div32, share
from game.rules.outcomes import Following, following_now
from game.rules.scenario import REPLIES
from game.rules.tables import Tables, rate_per_turn
from game.rules.work import Work

WHOLE = 100 * SCALE
HALF_YEAR = 6
"""Months for which the costs of swings and mixed signals are written."""
FIRM = 45 * SCALE
"""A share of posture from which a government has a line in a crisis."""
REPLY = {name: code for code, name in enumerate(REPLIES)}


class _Rules:
    """Leans of programmes, split for exact floating-point products, and the rate of posture."""

    def __init__(self, tables: Tables) -> None:
        self.lean = tables.programme_lean.astype(np.float64)
        self.rate = rate_per_turn(tables.scenario.posture.per_year, tables.months)


def decisions(work: Work) -> None:
    """Apply options' certain effects, roll for the uncertain ones, set flags, and move posture."""
    tables = work.tables
    for slot, chosen in enumerate(work.picked):
        if slot < work.scenario.calendar.cards:
            work.change_some(tables.option_table, chosen, work.every)
        else:
            games = np.flatnonzero(chosen != tables.none)
            work.change_some(tables.option_table, chosen[games], games)
        for option, bundle in tables.option_live:
            where = chosen == option
            if where.any():
                work.apply(bundle, tables.option_causes[option], where=where)
    follow(work, tables.part(following_now), work.picked)
    for chosen in work.picked:
        games = np.flatnonzero(tables.option_flags.take(chosen))
        if len(games):
            some = chosen[games]
            flags = work.flags.take(games, axis=1) | tables.option_set.take(some, axis=1)
            work.flags[:, games] = flags & ~tables.option_clear.take(some, axis=1)
    _move_posture(work)


def follow(work: Work, following: Following, keys: "np.ndarray") -> None:
    """Apply what follows options and roll for what may, (slots, games) keys as `following` counts them."""
    if not following.delays or not len(keys):
        return
    for certain in following.certain:
        work.change_some(certain.table, *_cells(certain.present, keys, work.games))
    for uncertain in following.uncertain if work.luck else ():
        cells, games = _cells(uncertain.present, keys, work.games)
        outcome = uncertain.outcome_of.take(cells)
        rolled = roll(work.keys.take(games, axis=1), uncertain.words.take(outcome))
        hit = below(rolled, uncertain.odds.take(outcome))
        which = uncertain.live_of.take(outcome)
        live = np.flatnonzero(which >= 0)
        if len(live):
            chance = uncertain.live.run(which[live], games[live], work.read, work.reader_of)
            hit[live] = percent(rolled[live]) < chance
        work.change_some(uncertain.table, outcome + ~hit * np.int16(len(uncertain.words)), games)


def _cells(present: "np.ndarray", keys: "np.ndarray", games: int) -> "tuple[np.ndarray, np.ndarray]":
    """Find the keys (slots, games) that are present in a table: the keys and their games, slot by slot."""
    found = np.flatnonzero(present.take(keys))
    return keys.reshape(-1).take(found), found % games


def _mix(amounts: Ints) -> Ints:
    """Turn three amounts a game into shares of 100 (thousandths); nothing said gives zeros."""
    whole = amounts[0] + amounts[1] + amounts[2]
    return share(amounts, np.maximum(whole, 1), WHOLE)


def _move_posture(work: Work) -> None:
    tables, parameters, rules = work.tables, work.scenario.posture, work.tables.part(_Rules)
    by_points = (rules.lean @ work.levels.astype(np.float64)).astype(np.int32)         # whole numbers far below 2**53
    by_answers = np.zeros((3, work.games), dtype=np.int32)
    for chosen in work.picked:
        by_answers += tables.option_lean.take(chosen, axis=1)
    said, spoken = by_answers.any(axis=0), by_points.any(axis=0)
    points, answers = _mix(by_points), _mix(by_answers)
    weight = parameters.answers_weight * said.astype(np.int32)
    mixed = points * np.int32(parameters.points_weight // 10) + answers * (weight // 10)
    mix = share(mixed, np.asarray((parameters.points_weight + weight) // 10), 1)
    moved = said | spoken
    posture = np.stack([work.values[i] for i in work.scenario.roles.posture])
    step = mul_div32(mix - posture, rules.rate, SCALE) * moved.astype(np.int32)
    for indicator, amount in zip(work.scenario.roles.posture, step, strict=True):
        work.change(indicator, amount, "posture.turn")
    credibility = work.scenario.roles.credibility
    swing = np.maximum(_apart(mix, posture) - parameters.swing_free, 0) * moved.astype(np.int32)
    cost = mul_div32(mul_div32(swing, parameters.swing, SCALE), np.int32(tables.months), HALF_YEAR)
    flag = parameters.mandate
    work.change(credibility, -cost if flag < 0 else -np.where(work.flags[flag], cost // 2, cost), "posture.swing")
    gap = np.maximum(_apart(points, answers) - parameters.mixed_free, 0) * (said & spoken).astype(np.int32)
    work.mixed_now = gap > 0
    loss = mul_div32(mul_div32(gap, parameters.mixed, SCALE), np.int32(tables.months), HALF_YEAR)
    work.change(credibility, -loss, "posture.mixed")
    if work.scenario.calendar.slots > work.scenario.calendar.cards and work.luck:
        undecided = (work.cards[-1] >= 0) & (posture.max(axis=0) < FIRM)
        work.change(credibility, undecided * np.int32(parameters.no_line), "posture.no_line")


def _apart(one: Ints, other: Ints) -> Ints:
    """Give half the sum of the differences of two mixes: how much of one would have to move to make the other."""
    gap = np.abs(one - other)
    return (gap[0] + gap[1] + gap[2]) // 2
