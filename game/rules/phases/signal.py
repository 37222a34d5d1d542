"""Next turn's luck of the world, demands, cards and points are drawn and shown."""

import numpy as np

from game.core.dice import between, roll
from game.core.numbers import SCALE, Bools, Ints
from game.rules.expressions import Program, Tree
from game.rules.phases.flows import run_flows
from game.rules.scenario import Scenario
from game.rules.state import DORMANT, OPEN, PROMISED, REFUSED
from game.rules.tables import ABOUTS, GUMBEL_BITS, Tables, log_weight, words
from game.rules.work import Work

SCHEDULED = 1 << 28                      # an urgency that no race reaches: a card that must come up
INDEX_BITS = 12
NEVER = -(1 << 30)


class _Rules:
    """Conditions and weights of demands, offers and cards."""

    def __init__(self, tables: Tables) -> None:
        scenario = tables.scenario
        truth: Tree = ("truth", 1)
        rules = scenario.us_pressure
        self.demand_when = Program([d.when or truth for d in rules.demands])
        self.demand_weight = np.array([[log_weight(d.weight)] for d in rules.demands], dtype=np.int32)
        self.demand_words = words([f"demand.{d.id}" for d in rules.demands])
        self.deadlines = np.array([d.deadline_turns for d in rules.demands], dtype=np.int8)
        announce: Tree = ("const", rules.announce) if isinstance(rules.announce, int) else rules.announce
        self.announce = Program([announce])
        self.announce_word, self.redraw_word = words(["demand.announce"]), words(["resolve.redraw"])
        offers = scenario.china_retaliation.offers
        self.offer_when = Program([o.when or truth for o in offers])
        crisis = scenario.calendar.crisis
        self.crisis = Program([crisis]) if crisis is not None else None
        self.points = Program([scenario.points.bonus]) if scenario.points.bonus is not None else None
        events = scenario.events
        self.about = {kind: [(e, x.about[1]) for e, x in enumerate(events) if x.about[0] == kind] for kind in ABOUTS}
        self.once = np.array([[e.once] for e in events], dtype=np.bool_)
        self.cooldown = np.array([[e.cooldown_turns] for e in events], dtype=np.int8)


def signal(work: Work) -> None:
    """Roll for what the great powers do between themselves; `draw` then shows the next turn."""
    run_flows(work)


def draw(work: Work, unspent: "np.ndarray | int") -> None:
    """Set up the turn that `work.turn` and `work.keys` now stand at: mandates, resolve, demands, cards, points."""
    rules = work.tables.part(_Rules)
    for mandate in work.scenario.mandates:
        if work.turn == mandate.from_turn:
            work.flags[mandate.flag] = True
        if work.turn == mandate.to_turn + 1:
            work.flags[mandate.flag] = False
    patron = work.scenario.us_pressure
    if work.turn == patron.redraw_turn and patron.redraw_turn > 1:
        work.resolve = between(roll(work.keys, rules.redraw_word)[0], *patron.resolve)
    if patron.demands:
        _announce(work, rules)
    _deal(work, rules)
    points = work.scenario.points
    bonus = np.floor_divide(rules.points.run(work.read)[0], SCALE) if rules.points is not None else 0
    carried = np.minimum(unspent, points.carry)
    work.points = np.clip(points.level + bonus + carried, points.least, points.most + points.carry).astype(np.int16)
    if work.points.ndim == 0:
        work.points = np.full(work.games, work.points, dtype=np.int16)


def _announce(work: Work, rules: _Rules) -> None:
    """Announce at most one new demand, if fewer are open than the limit and the dice say so."""
    status = work.demands
    open_now = ((status == OPEN) | (status == PROMISED) | (status == REFUSED)).sum(axis=0)
    chance = np.asarray(rules.announce.run(work.read)[0]) * work.tables.months // 6
    may = (open_now < work.scenario.us_pressure.most_open) & (work.rolls(rules.announce_word)[0] < chance)
    bits = roll(work.keys, rules.demand_words) >> np.uint32(32 - GUMBEL_BITS)
    race = work.tables.gumbel.take(bits) + rules.demand_weight
    for place, truth in enumerate(rules.demand_when.run(work.read)):
        race[place][~((status[place] == DORMANT) & truth)] = NEVER
    winner = race.argmax(axis=0)
    may &= race.max(axis=0) > NEVER
    chosen = np.flatnonzero(may)
    status[winner[chosen], chosen] = OPEN
    work.due[winner[chosen], chosen] = work.turn - 1 + rules.deadlines[winner[chosen]]


def eligible(work: Work) -> tuple[Bools, Bools]:
    """Tell which cards can come up in the turn at hand, and which of them must: two truths (cards, games)."""
    rules, events = work.tables.part(_Rules), work.scenario.events
    fresh = np.where(rules.once, work.counts == 0, (work.last == 0) | (work.turn - work.last >= rules.cooldown))
    places, program = work.tables.card_when
    for place, truth in zip(places, program.run(work.read), strict=True):
        fresh[place] &= truth
    due = np.zeros_like(fresh)
    for event, _ in ((e, x) for e, x in enumerate(events) if x.at_turn > 0):
        due[event] = fresh[event] & (work.turn == events[event].at_turn)
        fresh[event] = due[event]
    for event, demand in rules.about["demand"]:
        fresh[event] = due[event] = (work.demands[demand] == OPEN) & (work.counts[event] == 0)
    for event, rung in rules.about["rung"]:
        made = work.threat_due - rules_lag(work.scenario, rung) == work.turn - 1
        fresh[event] = due[event] = (work.threat == rung + 1) & made
    offers = rules.offer_when.run(work.read)
    for event, offer in rules.about["offer"]:
        fresh[event] &= offers[offer]
    return fresh, due


def rules_lag(scenario: Scenario, rung: int) -> int:
    """Give the turns between a threat and its rung."""
    return scenario.china_retaliation.ladder[rung].lag_turns


def numbers(work: Work) -> Ints:
    """Give the number that each card races with, before its weight: (cards, games) 16 random bits."""
    bits = roll(work.keys, work.tables.deck_words) >> np.uint32(32 - GUMBEL_BITS)
    return bits.astype(np.int32)


def _deal(work: Work, rules: _Rules) -> None:
    """Let eligible cards race on number and weight; the fastest come up, those that must come first."""
    calendar = work.scenario.calendar
    work.cards = np.full((calendar.slots, work.games), -1, dtype=np.int16)
    if not work.scenario.events:
        return
    can, must = eligible(work)
    fixed, live, program = work.tables.card_weights
    race = work.tables.gumbel.take(numbers(work)) + fixed
    for place, weight in zip(live, program.run(work.read), strict=True):
        race[place] += work.tables.log_table.take(np.clip(np.floor_divide(weight, SCALE), 0, 1000))
    race += must * np.int32(SCHEDULED >> INDEX_BITS)
    packed = np.where(can, race, NEVER >> INDEX_BITS) * (1 << INDEX_BITS)
    packed += np.arange(len(packed), dtype=np.int32)[::-1, None]
    dealt = np.full(work.games, calendar.cards, dtype=np.int8)
    if rules.crisis is not None and calendar.crisis_turns:
        crisis = np.asarray(rules.crisis.run(work.read)[0]) & (work.crises < calendar.crisis_turns)
        work.crises += crisis
        dealt += crisis
    for slot in range(calendar.slots):
        best = packed.max(axis=0)
        found = (best > (NEVER >> 1)) & (slot < dealt)
        card = len(packed) - 1 - (best & ((1 << INDEX_BITS) - 1))
        games = np.flatnonzero(found)
        chosen = card[games]
        work.cards[slot, games] = chosen
        packed[chosen, games] = NEVER
        work.counts[chosen, games] += 1
        work.last[chosen, games] = work.turn
