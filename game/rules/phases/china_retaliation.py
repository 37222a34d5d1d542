"""Beijing's ire turns into threats and rungs of coercion on sectors, or eases."""

import numpy as np

from game.core.numbers import SCALE, Bools, Ints, mul_div, mul_div32
from game.rules.expressions import Program, Tree
from game.rules.phases.allocation import worth_of_level
from game.rules.phases.decisions import REPLY
from game.rules.state import PARTLY_MET
from game.rules.tables import ABOUT_RUNG, Bundle, Tables, words
from game.rules.work import Work

FAR = 2_000_000_000
MIDDLE = 50 * SCALE


def _tree(value: "int | Tree") -> Tree:
    return ("const", value) if isinstance(value, int) else value


class _Rules:
    """The parameters of rival retaliation as bundles, tables and programs."""

    def __init__(self, tables: Tables) -> None:
        scenario = tables.scenario
        rules, months = scenario.china_retaliation, scenario.calendar.months
        self.exposure = Program([_tree(rules.exposure)])
        self.sector_exposures = [Program([_tree(s.exposure)]) for s in rules.sectors]
        self.restraint = [(i, a) for i, a in rules.self_restraint if isinstance(a, int)]
        self.yielding, self.holding = Bundle(rules.yielding), Bundle(rules.holding)
        self.yielded, self.held = ((Bundle(r.holds), Bundle(r.gives)) for r in (rules.yielded, rules.held))
        self.reacts = bool(rules.yielded.holds or rules.yielded.gives or rules.held.holds or rules.held.gives)
        self.patient = words(["threat.patient"])
        self.settles = Program([rules.settles]) if rules.settles is not None else None
        self.at = np.array([*(r.at for r in rules.ladder), FAR], dtype=np.int32)
        self.leave = np.array([-FAR, *(r.leave_at for r in rules.ladder)], dtype=np.int32)
        self.lag = np.array([*(r.lag_turns for r in rules.ladder), 0], dtype=np.int8)
        self.effects = [Bundle(r.effects, months) for r in rules.ladder]
        self.enter = [Bundle(r.enter) for r in rules.ladder]
        self.sectors = [r.sector for r in rules.ladder]
        self.rungs = np.arange(1, len(rules.ladder) + 1, dtype=np.int8)[:, None]
        self.fades = max(1, rules.bite_fades * months // 12)
        self.programmes = [(p, programme.affront) for p, programme in enumerate(scenario.programmes) if programme.affront]
        self.demand_affronts = [(d, demand.affront) for d, demand in enumerate(scenario.us_pressure.demands) if demand.affront]
        self.lapse, self.tire, self.works = words(["threat.lapse"]), words(["rung.tire"]), words(["threat.yield"])
        self.silent = words(["threat.unannounced"])
        self.yield_works = Program([_tree(rules.yield_works)])


def china_retaliation(work: Work) -> None:
    """Take affronts to heart, answer replies, carry out or drop threats, make new ones, and let coercion bite."""
    if not work.scenario.china_retaliation.ladder:
        return
    rules = work.tables.part(_Rules)
    _take_affronts(work, rules, np.maximum(rules.exposure.run(work.read)[0], 0))
    _answers(work, rules)
    _move(work, rules)
    _bite(work, rules)


def _take_affronts(work: Work, rules: _Rules, exposure: "Ints | int") -> None:
    """Turn affronts into ire, scaled by exposure and temptation; exposed firms complain at home as well."""
    roles, months = work.scenario.roles, work.tables.months
    tempted: Ints | int = (work.values[roles.temptation] + MIDDLE) // 100 if roles.temptation >= 0 else SCALE
    felt = mul_div(exposure, tempted, SCALE)         # thousandths: usually near 1000, far below 2**31 / affront
    total = np.zeros(work.games, dtype=np.int32)
    for chosen in work.picked:
        affront = work.tables.option_affront.take(chosen)
        total += affront
        if affront.any():
            work.change(roles.ire, mul_div32(affront, felt, SCALE), work.tables.affront_causes, chosen)
    if rules.programmes:
        for programme, affront in rules.programmes:
            if work.levels[programme].any():
                amount = mul_div32(worth_of_level(work, programme), np.int32(affront * months // 12), SCALE)
                total += amount
                work.change(roles.ire, mul_div32(amount, felt, SCALE), f"affront.programme.{work.scenario.programmes[programme].id}")
    met = np.asarray(work.met_now.any(axis=1))
    for demand, affront in rules.demand_affronts:
        where = work.met_now[demand]
        if met[demand]:
            amount = where * np.int32(affront)
            amount = np.where(work.demands[demand] == PARTLY_MET, amount // 2, amount)
            total += amount
            work.change(roles.ire, mul_div32(amount, felt, SCALE), f"affront.demand.{work.scenario.us_pressure.demands[demand].id}")
    for indicator, share in rules.restraint:
        work.change(indicator, mul_div32(mul_div32(total, exposure, SCALE), np.int32(share), SCALE), "restraint")


def _answers(work: Work, rules: _Rules) -> None:
    """Answers to a threat: yielding may make the rival drop it or ease a rung in force, holding stays the course."""
    kinds, indices = work.tables.option_about
    for chosen in work.picked:
        about = kinds.take(chosen) == ABOUT_RUNG
        if not about.any():
            continue
        reply = work.tables.option_reply.take(chosen)
        rung = indices.take(chosen)
        ladder = work.scenario.china_retaliation.ladder
        for place in np.unique(rung[about]).tolist():
            yields = about & (rung == place) & (reply == REPLY["yield"])
            holds = about & (rung == place) & (reply == REPLY["hold"])
            work.apply(rules.yielding, f"rung.{ladder[place].id}.yield", where=yields)
            work.apply(rules.holding, f"rung.{ladder[place].id}.hold", where=holds)
            if rules.reacts and work.luck:
                _react(work, rules, f"rung.{ladder[place].id}", ((rules.yielded, yields), (rules.held, holds)))
            if not yields.any():
                continue
            works = yields & (work.rolls(rules.works)[0] < rules.yield_works.run(work.read)[0])
            work.threat[works & (work.threat == place + 1)] = 0
            work.rung -= works & (work.rung == place + 1)


def _react(work: Work, rules: _Rules, cause: str, answers: "tuple[tuple[tuple[Bundle, Bundle], Bools], ...]") -> None:
    """Let an answer to a threat pass, where patience holds, or be taken to heart."""
    waits = work.rolls(rules.patient)[0] < work.patience
    for (patient, impatient), answered in answers:
        if answered.any():
            work.apply(patient, f"{cause}.patient", where=answered & waits)
            work.apply(impatient, f"{cause}.impatient", where=answered & ~waits)


def _move(work: Work, rules: _Rules) -> None:
    """Carry out threats that are due, drop spent ones, leave rungs that ire no longer holds; threaten anew, or strike unannounced."""
    parameters = work.scenario.china_retaliation
    ire = work.values[work.scenario.roles.ire]
    shift = mul_div32(work.patience - MIDDLE, parameters.patience_weight, SCALE)
    due = (work.threat > 0) & (work.threat_due <= work.turn)
    meant = ire >= rules.at.take(np.maximum(work.threat, 1) - 1) + shift - parameters.warn_below
    enters = due & meant & work.luck
    if enters.any():
        enters &= work.rolls(rules.lapse)[0] >= parameters.threat_lapse
    work.rung = np.where(enters, work.threat, work.rung).astype(np.int8)
    np.copyto(work.threat, np.int8(0), where=due)
    settled = np.broadcast_to(rules.settles.run(work.read)[0], (work.games,)) if rules.settles else np.zeros(work.games, np.bool_)
    standing = (work.rung > 0) & ~enters
    eased = settled & standing
    if eased.any():
        work.change(work.scenario.roles.ire, eased * np.int32(parameters.truce_ire), "truce")
    age = work.rung_age[np.maximum(work.rung, 1) - 1, np.arange(work.games)]
    tired = standing & (age >= parameters.tires_turns)
    if tired.any():
        tired &= work.rolls(rules.tire)[0] < MIDDLE
    leaves = standing & ((ire < rules.leave.take(work.rung) + shift) | settled | tired)
    work.rung -= leaves
    if work.luck:
        level = rules.at.take(work.rung) + shift
        new = (work.threat == 0) & ~leaves & (ire >= level - parameters.warn_below)
        if parameters.unannounced and new.any():
            silent = new & (work.rolls(rules.silent)[0] < parameters.unannounced)
            new &= ~silent
            work.rung += silent & (ire >= level)
        work.threat = np.where(new, work.rung + 1, work.threat).astype(np.int8)
        work.threat_due = np.where(new, work.turn + rules.lag.take(work.rung), work.threat_due).astype(np.int8)


def _bite(work: Work, rules: _Rules) -> None:
    """Let rungs in force cost by exposure and by what bite is left; count the whole as coercion."""
    role = work.scenario.roles.coercion
    force = work.rung >= rules.rungs
    work.rung_age += np.int8(1)
    np.minimum(work.rung_age, np.int8(100), out=work.rung_age)
    work.rung_age *= force
    coercion = np.zeros(work.games, dtype=np.int32)
    exposures: dict[int, Ints] = {}
    for place, ladder in enumerate(work.scenario.china_retaliation.ladder):
        if not force[place].any():
            break                                        # rungs stand on those below
        if ladder.sector not in exposures:
            exposures[ladder.sector] = np.maximum(rules.sector_exposures[ladder.sector].run(work.read)[0], 0)
        factor = mul_div32(exposures[ladder.sector], work.bite[place], SCALE)
        work.apply(rules.effects[place], f"rung.{ladder.id}", where=force[place], factor=factor)
        work.apply(rules.enter[place], f"rung.{ladder.id}.enter", where=work.rung_age[place] == 1, factor=factor)
        coercion += mul_div32(factor, np.int32(ladder.cost), SCALE) * force[place]
    for bite, held in zip(work.bite, force, strict=True):
        if held.any() or int(bite.min()) < SCALE:                # else it is whole, and stays so
            np.add(bite, np.int32(rules.fades) - held * np.int32(2 * rules.fades), out=bite)
            np.minimum(np.maximum(bite, SCALE // 4), SCALE, out=bite)
    if role >= 0:
        work.change(role, coercion - work.values[role], "rung.coercion")
