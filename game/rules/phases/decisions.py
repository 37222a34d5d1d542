"""The chosen options of this turn's cards take effect; posture follows, and swings and mixed signals cost credibility."""

import numpy as np

from game.core.dice import below, roll, under
from game.core.numbers import SCALE, Bools, Ints, mul_div32, share, where_true
from game.rules.outcomes import Following, following_now
from game.rules.scenario import Posture
from game.rules.tables import Tables, rate_per_turn
from game.rules.work import Work, chosen_where

WHOLE = 100 * SCALE
HALF_YEAR = 6
"""Months for which the costs of swings and mixed signals are written."""
FIRM = 45 * SCALE
"""A share of posture from which a government has a line in a crisis."""


class _Rules:
    """Leans of programmes, as floats that hold the products exactly, and the rate of posture."""

    def __init__(self, tables: Tables) -> None:
        most = int((np.abs(tables.programme_lean).astype(np.int64) @ tables.most[:, 0].astype(np.int64)).max(initial=0))
        self.lean = tables.programme_lean.astype(np.float32 if most < 1 << 24 else np.float64)
        self.rate = rate_per_turn(tables.scenario.posture.per_year, tables.months)


def decisions(work: Work) -> None:
    """Apply options' certain effects, roll for the uncertain ones, set flags, and move posture."""
    tables = work.tables
    for slot, chosen in enumerate(work.picked):
        if slot < work.scenario.calendar.cards:
            work.change_some(tables.option_table, chosen, work.every)
        else:
            games = where_true(chosen != tables.none)
            work.change_some(tables.option_table, chosen[games], games)
        for option, bundle in tables.option_live:
            where = chosen == option
            if where.any():
                work.apply(bundle, tables.option_causes[option], where=where)
    now = tables.part(following_now)
    if now.delays:
        follow(work, now, *chosen_where(now.waits, work.picked))
    for chosen in work.picked:
        games = where_true(tables.option_flags.take(chosen))
        if len(games):
            some = chosen[games]
            flags = work.flags.take(games, axis=1) | tables.option_set.take(some, axis=1)
            work.flags[:, games] = flags & ~tables.option_clear.take(some, axis=1)
    _move_posture(work)


def follow(work: Work, following: Following, keys: "np.ndarray", games: "np.ndarray") -> None:
    """Apply what follows options and roll for what may: keys as `following` counts them, each in a game."""
    for certain in following.certain:
        here = where_true(certain.present.take(keys))
        work.change_some(certain.table, keys.take(here), games.take(here))
    for uncertain in following.uncertain if work.luck else ():
        here = where_true(uncertain.present.take(keys))
        some = games.take(here)
        outcome = uncertain.outcome_of.take(keys.take(here))
        rolled = roll(work.keys.take(some, axis=1), uncertain.words.take(outcome))
        hit = below(rolled, uncertain.odds.take(outcome))
        which = uncertain.live_of.take(outcome)
        live = where_true(which >= 0)
        if len(live):
            chance = uncertain.live.run(which[live], some[live], work.values, work.reader_of)
            hit[live] = under(rolled[live], chance)
        work.change_some(uncertain.table, outcome + ~hit * np.int16(len(uncertain.words)), some)


def _move_posture(work: Work) -> None:
    tables, parameters, rules = work.tables, work.scenario.posture, work.tables.part(_Rules)
    amounts = np.empty((2, 3, work.games), dtype=np.int32)                  # by points, by answers
    amounts[0] = rules.lean @ work.levels.astype(rules.lean.dtype)
    amounts[1] = _leans(work)
    whole = amounts[:, 0] + amounts[:, 1] + amounts[:, 2]
    spoken, said = amounts[0].any(axis=0), amounts[1].any(axis=0)
    points, answers = share(amounts, np.maximum(whole, whole == 0)[:, None], WHOLE)     # shares of 100; nothing said gives zeros
    roles = work.scenario.roles
    if roles.posture[0] >= 0:
        _follow_mix(work, _mix(parameters, (points, spoken), (answers, said)), said | spoken)
    apart = np.maximum(_half_of_sum(points - answers) - np.int32(parameters.mixed_free), 0)
    apart *= said & spoken
    work.mixed_now = apart > 0
    work.change(roles.credibility, -_half_years(mul_div32(apart, parameters.mixed, SCALE), tables.months), "posture.mixed")
    if roles.posture[0] >= 0 and work.scenario.calendar.slots > work.scenario.calendar.cards and work.luck:
        firmest = np.maximum.reduce(work.values.take(roles.posture, axis=0), axis=0)
        undecided = (work.cards[-1] >= 0) & (firmest < FIRM)
        work.change(roles.credibility, undecided * np.int32(parameters.no_line), "posture.no_line")


def _mix(parameters: Posture, points: tuple[Ints, Bools], answers: tuple[Ints, Bools]) -> Ints:
    """Weigh what was spent and what was said, each where there is any, into one mix of leans: (3, games) of 100."""
    spent, said = points[1] * np.int32(parameters.points_weight // 10), answers[1] * np.int32(parameters.answers_weight // 10)
    mixed = points[0] * spent
    mixed += answers[0] * said
    whole = spent + said
    return share(mixed, np.maximum(whole, whole == 0), 1)


def _follow_mix(work: Work, mix: Ints, moved: Bools) -> None:
    """Let posture follow the turn's mix; a swing costs credibility."""
    tables, parameters, roles = work.tables, work.scenario.posture, work.scenario.roles
    posture = work.values.take(roles.posture, axis=0)
    gap = mix - posture
    step = mul_div32(gap, tables.part(_Rules).rate, SCALE)
    step *= moved
    work.change_rows(list(roles.posture), step, ["posture.turn"] * 3)
    swing = np.maximum(_half_of_sum(gap) - np.int32(parameters.swing_free), 0)
    swing *= moved
    cost = _half_years(mul_div32(swing, parameters.swing, SCALE), tables.months)
    if parameters.mandate >= 0:
        cost -= ((cost + 1) >> 1) * work.flags[parameters.mandate]           # half of it, rounded down, is left
    work.change(roles.credibility, -cost, "posture.swing")


def _leans(work: Work) -> Ints:
    """Add up the leans of the chosen options: (3, games)."""
    leans = np.zeros((3, work.games), dtype=np.int32)
    for slot, chosen in enumerate(work.picked):
        if slot < work.scenario.calendar.cards:
            leans += work.tables.option_lean.take(chosen, axis=1)
        else:                                                                # a slot that most games leave empty
            games = where_true(chosen != work.tables.none)
            leans[:, games] += work.tables.option_lean.take(chosen[games], axis=1)
    return leans


def _half_years(cost: Ints, months: int) -> Ints:
    """Turn a cost in half a year into one a turn."""
    return cost if months == HALF_YEAR else mul_div32(cost, np.int32(months), HALF_YEAR)


def _half_of_sum(gaps: Ints) -> Ints:
    """Give half the sum of three differences between two mixes: how much of one would have to move to make the other."""
    sizes = np.abs(gaps)
    return (sizes[0] + sizes[1] + sizes[2]) >> 1
