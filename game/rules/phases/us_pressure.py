"""Washington checks its demands, rewards or punishes or relents, and moves on its ladder."""

import numpy as np

from game.core.dice import Words, percent, roll
from game.core.numbers import SCALE, Bools, Ints
from game.rules.phases.decisions import REPLY
from game.rules.state import BROKEN, ENFORCED, LAPSED, MET, OPEN, PARTLY_MET, PROMISED, REFUSED
from game.rules.tables import ABOUT_DEMAND, Bundle, Table, Tables, words
from game.rules.work import Work

HALF = SCALE // 2
FAR = 2_000_000_000


class _Rules:
    """The parameters of patron pressure as bundles and tables."""

    def __init__(self, tables: Tables) -> None:
        scenario = tables.scenario
        rules, months = scenario.us_pressure, scenario.calendar.months
        self.rewards = [Bundle(d.reward) for d in rules.demands]
        self.parts = [Bundle(d.reward, scale=rules.partial) for d in rules.demands]
        self.halves = [Bundle(d.reward, scale=HALF) for d in rules.demands]
        self.penalties = [Bundle(d.penalty) for d in rules.demands]
        self.doubled = [Bundle(d.penalty, scale=2 * SCALE) for d in rules.demands]
        self.refusal, self.open = Bundle(rules.refusal), Bundle(rules.open, months)
        self.lapse, self.broken = Bundle(rules.lapse), Bundle(rules.broken)
        self.measures = [d.measure for d in rules.demands]
        self.thresholds = [d.threshold for d in rules.demands]
        self.with_measure = [place for place, d in enumerate(rules.demands) if d.measure >= 0]
        self.measured = np.array([d.measure >= 0 for d in rules.demands], dtype=np.bool_)[:, None]
        self.accept = words([f"demand.{d.id}.other" for d in rules.demands])
        self.firm = words([f"demand.{d.id}.firm" for d in rules.demands])
        self.complied, self.refused = ((Bundle(r.holds), Bundle(r.gives)) for r in (rules.complied, rules.refused))
        self.reacts = bool(rules.complied.holds or rules.complied.gives or rules.refused.holds or rules.refused.gives)
        self.enforce = words([f"demand.{d.id}.enforce" for d in rules.demands])
        none = np.zeros(tables.indicators, dtype=np.int32)
        self.yearly = [(Bundle(r.effects, months), f"us_rung.{r.id}") for r in rules.ladder]
        entered = [Bundle(r.enter).column(tables.indicators) for r in rules.ladder]
        self.enter = Table(np.stack([none, *entered], axis=1), ["none", *(f"us_rung.{r.id}.enter" for r in rules.ladder)])
        self.at = np.array([*(r.at for r in rules.ladder), FAR], dtype=np.int32)
        self.leave = np.array([-FAR, *(r.leave_at for r in rules.ladder)], dtype=np.int32)


def us_pressure(work: Work) -> None:
    """Judge every demand by this turn's reply, its measure and its deadline, then climb or descend the ladder."""
    rules = work.tables.part(_Rules)
    if work.scenario.us_pressure.demands:
        _judge(work, rules, _replies(work))
    _ladder(work, rules)


def _replies(work: Work) -> "np.ndarray":
    """Find this turn's reply to each demand: (demands, games) codes of REPLIES."""
    kinds, indices = work.tables.option_about
    found = np.zeros(work.demands.shape, dtype=np.int8)
    for chosen in work.picked:
        games = np.flatnonzero(kinds.take(chosen) == ABOUT_DEMAND)
        some = chosen[games]
        found[indices[some], games] = work.tables.option_reply[some]
    return found


def _judge(work: Work, rules: _Rules, reply: "np.ndarray") -> None:
    status = work.demands
    active = (status == OPEN) | (status == PROMISED) | (status == REFUSED)
    met = active & ((reply == REPLY["full"]) & ~rules.measured)
    for demand in rules.with_measure:
        met[demand] |= active[demand] & (work.values[rules.measures[demand]] >= rules.thresholds[demand])
    other = active & (reply == REPLY["other"])
    accepted = other & ~_below_resolve(work, rules.accept, other)
    promised = active & ~met & (reply == REPLY["full"])
    partly = active & ~met & ((reply == REPLY["part"]) | accepted)
    refused = active & ~met & ((reply == REPLY["refuse"]) | (other & ~accepted))
    work.halved |= promised & work.mixed_now
    pending = active & ~met & ~partly & ~promised
    over = active & ~met & ~partly & (work.due <= work.turn)
    broken = over & (status == PROMISED)
    due = over & ~broken & ~promised
    enforced = due & _below_resolve(work, rules.enforce, due)
    late_promise = promised & over
    lapsed = due & ~enforced
    verdicts = ((met, MET), (partly, PARTLY_MET), (promised & ~over, PROMISED), (refused & ~over, REFUSED),
                (broken | late_promise, BROKEN), (enforced, ENFORCED), (lapsed, LAPSED))
    for where, verdict in verdicts:
        np.copyto(status, np.int8(verdict), where=where)
    if rules.reacts:
        _react(work, rules, rules.complied, active & (reply == REPLY["full"]))
        _react(work, rules, rules.refused, active & (reply == REPLY["refuse"]))
    work.met_now = met | (partly & ~accepted)          # another coin is no affront of the demand's own
    _pay(work, rules, {"met": met, "partly": partly, "refused": refused, "open": pending & ~over, "enforced": enforced,
                       "lapsed": lapsed, "broken": broken | late_promise})


def _react(work: Work, rules: _Rules, reaction: "tuple[Bundle, Bundle]", answered: Bools) -> None:
    """Let a plain answer be taken seriously, where resolve holds, or be soon forgotten."""
    some = np.asarray(answered.any(axis=1))
    if not some.any():
        return
    firm = _below_resolve(work, rules.firm, answered)
    for place in np.flatnonzero(some).tolist():
        cause = f"demand.{work.scenario.us_pressure.demands[place].id}"
        work.apply(reaction[0], f"{cause}.firm", where=firm[place])
        work.apply(reaction[1], f"{cause}.soft", where=answered[place] & ~firm[place])


def _below_resolve(work: Work, names: Words, where: Bools) -> Bools:
    """Roll for the demands and games where it matters: does the patron's resolve hold?"""
    found = np.zeros(where.shape, dtype=np.bool_)
    places = np.flatnonzero(where) if work.luck else ()
    if len(places):
        demands, games = np.divmod(places, work.games)       # much faster than finding them in two dimensions
        found[demands, games] = percent(roll(work.keys[:, games], names[demands, 0])) < work.resolve[games]
    return found


def _pay(work: Work, rules: _Rules, happened: "dict[str, Bools]") -> None:
    """Apply what follows from each verdict, demand by demand."""
    some = {name: np.asarray(where.any(axis=1)) for name, where in happened.items()}
    for place, demand in enumerate(work.scenario.us_pressure.demands):
        cause = f"demand.{demand.id}"
        for name, bundles in (("partly", rules.parts), ("enforced", rules.penalties), ("broken", rules.doubled)):
            if some[name][place]:
                work.apply(bundles[place], f"{cause}.{name}", where=happened[name][place])
        if some["met"][place]:
            halved = work.halved[place]
            work.apply(rules.rewards[place], f"{cause}.met", where=happened["met"][place] & ~halved)
            work.apply(rules.halves[place], f"{cause}.met", where=happened["met"][place] & halved)
        for name, bundle in (("refused", rules.refusal), ("open", rules.open), ("lapsed", rules.lapse), ("broken", rules.broken)):
            if some[name][place]:
                work.apply(bundle, f"{cause}.{name}", where=happened[name][place])
        if some["broken"][place]:
            lost = happened["broken"][place] * np.int32(work.scenario.posture.broken_promise)
            work.change(work.scenario.roles.credibility, lost, "posture.promise")


def _ladder(work: Work, rules: _Rules) -> None:
    pressure: Ints = work.values[work.scenario.roles.pressure]
    up = pressure >= rules.at.take(work.us_rung)
    down = ~up & (pressure < rules.leave.take(work.us_rung))
    work.us_rung += up
    work.us_rung -= down
    for rung, (bundle, cause) in enumerate(rules.yearly, 1):
        where = work.us_rung >= rung
        if not where.any():
            break
        work.apply(bundle, cause, where=where)
    games = np.flatnonzero(up)
    work.change_some(rules.enter, work.us_rung[games], games)
