"""Washington checks its demands, rewards or punishes or relents, and moves on its ladder."""

import numpy as np

from game.core.dice import Words, roll, under
from game.core.numbers import SCALE, Bools, Ints, cells, where_true
from game.rules.powers import Reaction
from game.rules.scenario import REPLY, Effects
from game.rules.state import BROKEN, ENFORCED, LAPSED, MET, PARTLY_MET, PROMISED, REFUSED, pending
from game.rules.tables import ABOUT_DEMAND, FAR, Bundle, Bundles, Table, Tables, words
from game.rules.work import Work, chosen_where

HALF = SCALE // 2
PAID = ("met", "halved", "partly", "refused", "open", "enforced", "lapsed", "broken", "forsaken", "lost")
"""What can happen to a demand and has effects; then promises and refusals that stand."""
VERDICTS = np.array([[MET, MET, PARTLY_MET, 0, 0, ENFORCED, LAPSED, BROKEN, 0, 0, PROMISED, REFUSED]], dtype=np.int8).T
"""What becomes of a demand with each of them; 0 changes nothing."""


class _Rules:
    """The parameters of patron pressure as bundles and tables; what follows a verdict has a column for each demand."""

    def __init__(self, tables: Tables) -> None:
        scenario = tables.scenario
        rules, months = scenario.us_pressure, scenario.calendar.months
        self.demands = rules.demands
        self.answering = tables.option_about[0] == ABOUT_DEMAND
        self.indicators = tables.indicators
        lost = ((scenario.roles.credibility, scenario.posture.broken_promise),) if scenario.roles.credibility >= 0 else ()
        pay = {
            "met": ("met", [Bundle(d.reward) for d in rules.demands]),
            "halved": ("met", [Bundle(d.reward, scale=HALF) for d in rules.demands]),
            "partly": ("partly", [Bundle(d.reward, scale=rules.partial) for d in rules.demands]),
            "enforced": ("enforced", [Bundle(d.penalty) for d in rules.demands]),
            "broken": ("broken", [Bundle(d.penalty, scale=2 * SCALE) for d in rules.demands]),
            "forsaken": ("broken", self._same(rules.broken)), "refused": ("refused", self._same(rules.refusal)),
            "open": ("open", self._same(rules.open, months)), "lapsed": ("lapsed", self._same(rules.lapse)),
        }
        causes = [f"demand.{d.id}.{name}" for name, _ in pay.values() for d in rules.demands] + ["posture.promise"] * len(rules.demands)
        self.firsts = np.array([[*pay, "lost"].index(name) for name in PAID], dtype=np.intp) * len(rules.demands)
        self.pay = Bundles([bundle for _, own in pay.values() for bundle in own] + self._same(lost), causes, tables.indicators)
        self.react = {
            "full": self._reaction(rules.complied), "refuse": self._reaction(rules.refused),
        }
        self.reacts = bool(rules.complied.holds or rules.complied.gives or rules.refused.holds or rules.refused.gives)
        self.measured = np.array([d.measure >= 0 for d in rules.demands], dtype=np.bool_)
        self.measures = np.array([d.measure for d in rules.demands if d.measure >= 0], dtype=np.intp)
        self.thresholds = np.array([[d.threshold] for d in rules.demands if d.measure >= 0], dtype=np.int32)
        self.measure_of = np.where(self.measured, np.cumsum(self.measured) - 1, len(self.measures))      # without one: the row of none
        self.accept = words([f"demand.{d.id}.other" for d in rules.demands])
        self.firm = words([f"demand.{d.id}.firm" for d in rules.demands])
        self.enforce = words([f"demand.{d.id}.enforce" for d in rules.demands])
        none = np.zeros(tables.indicators, dtype=np.int32)
        self.yearly = [(Bundle(r.effects, months), f"us_rung.{r.id}") for r in rules.ladder]
        steps = np.stack([none, *(bundle.column(tables.indicators) for bundle, _ in self.yearly)], axis=1)
        self.standing = np.cumsum(steps, axis=1, dtype=np.int32)         # what all rungs up to one cost together
        self.rows = where_true(steps.any(axis=1)).tolist()
        self.fixed = all(bundle.program is None for bundle, _ in self.yearly)
        entered = [Bundle(r.enter).column(tables.indicators) for r in rules.ladder]
        self.enter = Table(np.stack([none, *entered], axis=1), ["none", *(f"us_rung.{r.id}.enter" for r in rules.ladder)])
        self.at = np.array([*(r.at for r in rules.ladder), FAR], dtype=np.int32)
        self.leave = np.array([-FAR, *(r.leave_at for r in rules.ladder)], dtype=np.int32)

    def _same(self, effects: Effects, months: int = 0) -> list[Bundle]:
        """Give every demand the same effects."""
        return [Bundle(effects, months) for _ in self.demands]

    def _reaction(self, reaction: Reaction) -> Bundles:
        """Give what follows where resolve holds, a column a demand, then what follows where it does not."""
        causes = [f"demand.{d.id}.{name}" for name in ("firm", "soft") for d in self.demands]
        return Bundles([*self._same(reaction.holds), *self._same(reaction.gives)], causes, self.indicators)


def us_pressure(work: Work) -> None:
    """Judge every demand by this turn's reply, its measure and its deadline, then climb or descend the ladder."""
    rules = work.tables.part(_Rules)
    if work.scenario.us_pressure.demands:
        _judge(work, rules, _replies(work, rules))
    _ladder(work, rules)


def _replies(work: Work, rules: _Rules) -> "np.ndarray":
    """Find this turn's reply to each demand: (demands, games) codes of REPLIES."""
    found = np.zeros(work.demands.shape, dtype=np.int8)
    some, games = chosen_where(rules.answering, work.picked)
    found.reshape(-1)[work.tables.option_about[1].take(some) * np.intp(work.games) + games] = work.tables.option_reply.take(some)
    return found


def _judge(work: Work, rules: _Rules, reply: "np.ndarray") -> None:
    """Judge the demands on the table, as cells: each a demand in a game."""
    demands, games = cells(pending(work.demands))
    flat = demands * work.games + games
    status, answer = work.demands.reshape(-1).take(flat), reply.reshape(-1).take(flat)
    full, refusal, other = (answer == REPLY[name] for name in ("full", "refuse", "other"))
    met = full & ~rules.measured.take(demands)
    if len(rules.measures):
        reached = np.zeros((len(rules.measures) + 1, work.games), dtype=np.bool_)
        np.greater_equal(work.values.take(rules.measures, axis=0), rules.thresholds, out=reached[:-1])
        met |= reached.take(rules.measure_of.take(demands) * work.games + games)
    accepted = other & ~_below_resolve(work, rules.accept, other, demands, games)
    unmet = ~met
    promised = full & unmet
    partly = unmet & ((answer == REPLY["part"]) | accepted)
    refused = unmet & (refusal | (other & ~accepted))
    halved = work.halved.reshape(-1).take(flat) | (promised & work.mixed_now.take(games))
    left = unmet & ~partly
    over = left & (work.due.reshape(-1).take(flat) <= work.turn)
    broken = over & ((status == PROMISED) | promised)
    due = over & ~broken
    enforced = due & _below_resolve(work, rules.enforce, due, demands, games)
    lapsed = due & ~enforced
    happened = np.array([                                # none but the last three meets another; rows as in PAID and VERDICTS
        met & ~halved, met & halved, partly, refused, left & ~promised & ~over, enforced, lapsed, broken, broken, broken,
        promised & ~over, refused & ~over,
    ])
    verdict = np.add.reduce(happened * VERDICTS, axis=0, dtype=np.int8)
    work.demands.reshape(-1)[flat] = verdict + status * (verdict == 0)
    work.halved.reshape(-1)[flat] = halved
    plain = where_true(met | (partly & ~accepted))     # another coin is no affront of the demand's own
    work.met_now = demands[plain], games[plain], partly[plain]
    if rules.reacts:
        _react(work, rules, {"full": full, "refuse": refusal}, demands, games)
    kinds, here = cells(happened[: len(PAID)])
    work.change_all(rules.pay, rules.firsts.take(kinds) + demands.take(here), games.take(here))


def _below_resolve(work: Work, names: Words, where: Bools, demands: "np.ndarray", games: "np.ndarray") -> Bools:
    """Roll in the cells where it matters: does the patron's resolve hold?"""
    here = where_true(where)
    found = np.zeros(len(where), dtype=np.bool_)
    if work.luck and len(here):
        some = games[here]
        rolled = roll(work.keys.take(some, axis=1), names[:, 0].take(demands[here]))
        found[here] = under(rolled, work.resolve.take(some))
    return found


def _react(work: Work, rules: _Rules, answered: "dict[str, Bools]", demands: "np.ndarray", games: "np.ndarray") -> None:
    """Let a plain answer be taken seriously, where resolve holds, or be soon forgotten."""
    for name, where in answered.items():
        here = where_true(where)
        soft = ~_below_resolve(work, rules.firm, where, demands, games)[here]
        work.change_all(rules.react[name], demands[here] + soft * len(rules.demands), games[here])


def _ladder(work: Work, rules: _Rules) -> None:
    pressure: Ints = work.values[work.scenario.roles.pressure]
    up = pressure >= rules.at.take(work.us_rung)
    down = ~up & (pressure < rules.leave.take(work.us_rung))
    work.us_rung += up
    work.us_rung -= down
    highest = int(work.us_rung.max(initial=0))
    if work.ledger is None and rules.fixed:              # nobody asks which rung it was
        for row in rules.rows if highest else ():
            work.change(row, rules.standing[row].take(work.us_rung), "us_rung")
    else:
        for rung, (bundle, cause) in enumerate(rules.yearly[:highest], 1):
            work.apply(bundle, cause, where=work.us_rung >= rung)
    games = where_true(up)
    work.change_some(rules.enter, work.us_rung[games], games)
