"""Beijing's ire turns into threats and rungs of coercion on sectors, or eases."""

import numpy as np

from game.core.dice import ends, odds, roll, under
from game.core.numbers import SCALE, Bools, Ints, apart, mul_div, mul_div32, where_true
from game.rules.expressions import Program, Tree
from game.rules.phases.allocation import worth_of_level
from game.rules.scenario import REPLY, Effects
from game.rules.state import COUNTED
from game.rules.tables import ABOUT_RUNG, FAR, Bundle, Bundles, Tables, words
from game.rules.work import Work, chosen_where

MIDDLE = 50 * SCALE
EVEN_ODDS = 50_000
"""A chance of one half."""


def _tree(value: "int | Tree") -> Tree:
    return ("const", value) if isinstance(value, int) else value


class _Rules:
    """The parameters of rival retaliation as bundles, tables and programs."""

    def __init__(self, tables: Tables) -> None:
        scenario = tables.scenario
        rules, months = scenario.china_retaliation, scenario.calendar.months
        self.ladder, self.indicators = rules.ladder, tables.indicators
        self.exposure = Program([_tree(rules.exposure)])
        self.sector_exposures = Program([_tree(s.exposure) for s in rules.sectors])
        self.restraint = [(i, a) for i, a in rules.self_restraint if isinstance(a, int)]
        self.answers = self._each([("yield", rules.yielding), ("hold", rules.holding)])
        self.reactions = self._each([
            ("patient", rules.yielded.holds), ("impatient", rules.yielded.gives),
            ("patient", rules.held.holds), ("impatient", rules.held.gives),
        ])
        kinds, _ = tables.option_about
        answered = (tables.option_reply == REPLY["yield"]) | (tables.option_reply == REPLY["hold"])
        self.answering = (kinds == ABOUT_RUNG) & answered
        self.reacts = bool(rules.yielded.holds or rules.yielded.gives or rules.held.holds or rules.held.gives)
        self.patient = words(["threat.patient"])
        self.settles = Program([rules.settles]) if rules.settles is not None else None
        self.at = np.array([*(r.at for r in rules.ladder), FAR], dtype=np.int32)
        self.asked = np.array([FAR, *(r.at for r in rules.ladder)], dtype=np.int32)
        self.beyond = np.array([*(r.at for r in rules.ladder[1:]), FAR, FAR], dtype=np.int32)
        self.leave = np.array([-FAR, *(r.leave_at for r in rules.ladder)], dtype=np.int32)
        self.lag = np.array([*(r.lag_turns for r in rules.ladder), 0], dtype=np.int8)
        causes = [f"rung.{rung.id}" for rung in rules.ladder]
        self.effects = Bundles([Bundle(r.effects, months) for r in rules.ladder], causes, tables.indicators)
        self.enter = Bundles([Bundle(r.enter) for r in rules.ladder], [f"{cause}.enter" for cause in causes], tables.indicators)
        self.sectors = np.array([r.sector for r in rules.ladder], dtype=np.intp)
        self.costs = np.array([r.cost for r in rules.ladder], dtype=np.int32)
        self.rungs = np.arange(1, len(rules.ladder) + 1, dtype=np.int8)[:, None]
        self.fades = max(1, rules.bite_fades * months // 12) if rules.bite_fades else 0
        self.programmes = [(p, programme.affront) for p, programme in enumerate(scenario.programmes) if programme.affront]
        self.affronting = tables.option_affront != 0
        self.demand_affronts = np.array([demand.affront for demand in scenario.us_pressure.demands], dtype=np.int32)
        self.demand_causes = [f"affront.demand.{demand.id}" for demand in scenario.us_pressure.demands]
        self.works = words(["threat.yield"])
        first = tables.turn_rolls.index("threat.lapse")
        self.moves = slice(first, first + 3)             # then rung.tire and threat.unannounced
        self.move_ends = ends(odds([rules.threat_lapse, EVEN_ODDS, rules.unannounced]))[:, None]
        self.yield_works = Program([_tree(rules.yield_works)])

    def _each(self, named: list[tuple[str, Effects]]) -> Bundles:
        """Give every rung the same effects, each with its own cause: a column a rung, name by name."""
        causes = [f"rung.{rung.id}.{name}" for name, _ in named for rung in self.ladder]
        return Bundles([Bundle(effects) for _, effects in named for _ in self.ladder], causes, self.indicators)


def china_retaliation(work: Work) -> None:
    """Take affronts to heart, answer replies, carry out or drop threats, make new ones, and let coercion bite."""
    if not work.scenario.china_retaliation.ladder:
        return
    rules = work.tables.part(_Rules)
    _take_affronts(work, rules, np.maximum(rules.exposure.run(work.read)[0], 0))
    _answers(work, rules)
    _move(work, rules)
    _bite(work, rules)


def _every(value: "np.ndarray | int", games: int) -> "np.ndarray":
    """Give one number a game."""
    found = np.asarray(value)
    return found if found.ndim else np.full(games, found)


def _take_affronts(work: Work, rules: _Rules, exposure: "Ints | int") -> None:
    """Turn affronts into ire, scaled by exposure and temptation; exposed firms complain at home as well."""
    roles, months = work.scenario.roles, work.tables.months
    tempted: Ints | int = (work.values[roles.temptation] + MIDDLE) // 100 if roles.temptation >= 0 else SCALE
    felt = _every(mul_div(exposure, tempted, SCALE), work.games)     # thousandths: usually near 1000, far below 2**31 / affront
    total = np.zeros(work.games, dtype=np.int32)
    chosen, games = chosen_where(rules.affronting, work.picked)
    amounts = work.tables.option_affront.take(chosen)
    np.add.at(total, games, amounts)
    work.change_at(roles.ire, mul_div32(amounts, felt[games], SCALE), work.tables.affront_causes, chosen, games)
    for programme, affront in rules.programmes:
        if work.levels[programme].any():
            amount = mul_div32(worth_of_level(work, programme), np.int32(affront * months // 12), SCALE)
            total += amount
            work.change(roles.ire, mul_div32(amount, felt, SCALE), f"affront.programme.{work.scenario.programmes[programme].id}")
    demands, games, partly = work.met_now
    amounts = rules.demand_affronts.take(demands)
    amounts >>= partly                                                        # half of it
    np.add.at(total, games, amounts)
    work.change_at(roles.ire, mul_div32(amounts, felt[games], SCALE), rules.demand_causes, demands, games)
    for indicator, share in rules.restraint:
        work.change(indicator, mul_div32(mul_div32(total, exposure, SCALE), np.int32(share), SCALE), "restraint")


def _answers(work: Work, rules: _Rules) -> None:
    """Answers to a threat: yielding may make the rival drop it, and it makes no other this turn; holding stays the course."""
    here = where_true(rules.answering.take(work.picked))
    if not len(here):
        return
    chosen, (slots, games) = work.picked.reshape(-1).take(here), apart(here, work.games)
    rungs, count = work.tables.option_about[1].take(chosen), len(rules.ladder)
    holds = work.tables.option_reply.take(chosen) == REPLY["hold"]
    work.change_all(rules.answers, rungs + holds * count, games)
    if rules.reacts and work.luck:
        waits = under(roll(work.keys.take(games, axis=1), rules.patient[0]), work.patience.take(games))
        work.change_all(rules.reactions, rungs + (2 * holds + ~waits) * count, games)
    rolled = roll(work.keys.take(games, axis=1), rules.works[0])
    works = ~holds & under(rolled, rules.yield_works.run(work.reader_of(games))[0])
    for slot in range(len(work.picked)):                 # one by one: two threats to a game fall one after the other
        here = where_true(works & (slots == slot))
        some, rung = games[here], rungs[here] + 1
        dropped = some[work.threat[some] == rung]
        work.threat[dropped] = 0
        work.spared[dropped] = True


def _move(work: Work, rules: _Rules) -> None:
    """Carry out threats that are due, drop spent ones, leave rungs that ire no longer holds; threaten anew, or strike unannounced."""
    parameters = work.scenario.china_retaliation
    ire = work.values[work.scenario.roles.ire]
    shift = mul_div32(work.patience - MIDDLE, parameters.patience_weight, SCALE)
    lapses, tires, silent = work.hits(rules.moves, rules.move_ends)
    meant = ire - shift                                  # as it compares with the rungs
    warned = meant + parameters.warn_below
    due = (work.threat > 0) & (work.threat_due <= work.turn)
    enters = due & (warned >= rules.asked.take(work.threat)) & ~lapses & work.luck
    work.rung = work.rung + (work.threat - work.rung) * enters
    work.threat *= ~due
    settled = _every(rules.settles.run(work.read)[0], work.games) if rules.settles else np.zeros(work.games, np.bool_)
    standing = (work.rung > 0) & ~enters
    eased = settled & standing
    if eased.any():
        work.change(work.scenario.roles.ire, eased * np.int32(parameters.truce_ire), "truce")
    old = np.add.reduce((work.rung_age >= parameters.tires_turns).view(np.int8), axis=0, dtype=np.int8)
    tired = standing & (old >= work.rung) & tires                            # no rung is older than one below it
    leaves = standing & ((meant < rules.leave.take(work.rung)) | settled | tired)
    work.rung -= leaves
    if work.luck:
        at = rules.at.take(work.rung)
        new = (work.threat == 0) & ~leaves & ~work.spared & (warned >= at)
        silent &= new
        new &= ~silent
        work.rung += silent & (meant >= at)
        aim = work.rung + np.int8(1)
        if parameters.skips:
            aim += warned >= rules.beyond.take(work.rung)
        work.threat = work.threat + (aim - work.threat) * new
        work.threat_due = work.threat_due + (np.int8(work.turn) + rules.lag.take(aim - np.int8(1)) - work.threat_due) * new


def _bite(work: Work, rules: _Rules) -> None:
    """Let rungs in force cost by exposure and by what bite is left; count the whole as coercion."""
    role = work.scenario.roles.coercion
    force = work.rung >= rules.rungs
    work.rung_age += work.rung_age < COUNTED
    work.rung_age *= force
    coercion = np.zeros(work.games, dtype=np.int32)
    if force.any():
        _cost(work, rules, force, coercion)
    moving = where_true(force.any(axis=1) | (work.bite.min(axis=1, initial=SCALE) < SCALE))
    if len(moving):                                      # the rungs above are whole, and stay so
        bite, held = work.bite[: moving[-1] + 1], force[: moving[-1] + 1]
        bite += np.int32(rules.fades) - held * np.int32(2 * rules.fades)
        bite.clip(np.int32(SCALE // 4), np.int32(SCALE), out=bite)
    if role >= 0:
        work.change(role, coercion - work.values[role], "rung.coercion")


def _cost(work: Work, rules: _Rules, force: Bools, coercion: Ints) -> None:
    """Apply the rungs in force, as cells: each a rung in a game."""
    some = where_true(force[0])                          # rungs stand on those below
    exposures = rules.sector_exposures.run(work.reader_of(some))
    exposed = np.zeros((len(exposures), work.games), dtype=np.int32)
    for row, value in zip(exposed, exposures, strict=True):
        row[some] = np.maximum(value, 0)
    found = where_true(force)
    rungs, games = apart(found, work.games)
    factor = mul_div32(exposed.reshape(-1).take(rules.sectors.take(rungs) * work.games + games), work.bite.reshape(-1).take(found), SCALE)
    work.change_all(rules.effects, rungs, games, factor)
    fresh = where_true(work.rung_age.reshape(-1).take(found) == 1)
    work.change_all(rules.enter, rungs[fresh], games[fresh], factor[fresh])
    np.add.at(coercion, games, mul_div32(factor, rules.costs.take(rungs), SCALE))
