"""Next turn's luck of the world, demands, cards and points are drawn and shown."""

import numpy as np

from game.core.dice import Words, between, roll
from game.core.numbers import SCALE, Bools, Ints
from game.rules.expressions import Program, Tree
from game.rules.phases.flows import run_flows
from game.rules.scenario import Scenario
from game.rules.state import DORMANT, OPEN, PROMISED, REFUSED
from game.rules.tables import ABOUTS, GUMBEL_BITS, TIE_BITS, Tables, log_weight, words
from game.rules.work import Work

SCHEDULED = 45_000 << TIE_BITS           # a lead that no race makes up: a card that must come up
NEVER = -(1 << 30)
OFFSET = 30_000                          # keeps every speed above 0, which stands for a card that cannot come up
CACHED = 60_000                          # race numbers that stay in a core's cache
UNUSED_BITS = np.uint32(32 - GUMBEL_BITS)


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
        self.repeated = [e for e, x in enumerate(events) if not x.once]
        self.dated = [(e, x.at_turn) for e, x in enumerate(events) if x.at_turn > 0]
        self.about = {kind: [(e, x.about[1]) for e, x in enumerate(events) if x.about[0] == kind] for kind in ABOUTS}
        self.cooldown = np.array([e.cooldown_turns for e in events], dtype=np.int8)


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
    open_now = ((status == OPEN) | (status == PROMISED) | (status == REFUSED)).sum(axis=0, dtype=np.int8)
    chance = np.asarray(rules.announce.run(work.read)[0]) * work.tables.months // 6
    may = (open_now < work.scenario.us_pressure.most_open) & (work.rolls(rules.announce_word)[0] < chance)
    games = np.flatnonzero(may)
    if not len(games):
        return
    possible = status[:, games] == DORMANT
    for place, truth in enumerate(rules.demand_when.run(work.read)):
        possible[place] &= truth[games] if isinstance(truth, np.ndarray) and truth.ndim else truth
    race = work.tables.gumbel.take(roll(work.keys[:, games], rules.demand_words) >> UNUSED_BITS) + rules.demand_weight
    race = np.where(possible, race, NEVER)
    winner = race.argmax(axis=0)
    some = possible.any(axis=0)
    winner, games = winner[some], games[some]
    status[winner, games] = OPEN
    work.due[winner, games] = work.turn - 1 + rules.deadlines[winner]


def eligible(work: Work) -> tuple[Bools, dict[int, Bools]]:
    """Tell which cards can come up in the turn at hand, (cards, games), and of the few that then must, by card, where: (games,)."""
    rules = work.tables.part(_Rules)
    fresh = work.counts == 0
    for event in rules.repeated:
        last = work.last[event]
        fresh[event] = (last == 0) | (np.int8(work.turn) - last >= rules.cooldown[event])
    places, program = work.tables.card_when
    for place, truth in zip(places, program.run(work.read), strict=True):
        fresh[place] &= truth
    due: dict[int, Bools] = {}
    for event, turn in rules.dated:
        if work.turn == turn:
            due[event] = fresh[event]
        else:
            fresh[event] = False
    for event, demand in rules.about["demand"]:
        fresh[event] &= work.demands[demand] == OPEN
        due[event] = fresh[event]
    for event, rung in rules.about["rung"]:
        made = work.threat_due - np.int8(rules_lag(work.scenario, rung)) == work.turn - 1
        fresh[event] = (work.threat == rung + 1) & made
        due[event] = fresh[event]
    offers = rules.offer_when.run(work.read)
    for event, offer in rules.about["offer"]:
        fresh[event] &= offers[offer]
    return fresh, due


def rules_lag(scenario: Scenario, rung: int) -> int:
    """Give the turns between a threat and its rung."""
    return scenario.china_retaliation.ladder[rung].lag_turns


def numbers(work: Work) -> Words:
    """Give the number that each card races with, before its weight: (cards, games) words of 32 random bits."""
    return roll(work.keys, work.tables.deck_words)


def _deal(work: Work, rules: _Rules) -> None:
    """Let eligible cards race on number and weight; the fastest come up, those that must come first."""
    calendar = work.scenario.calendar
    work.cards = np.full((calendar.slots, work.games), -1, dtype=np.int16)
    can, must = eligible(work)
    rows = np.flatnonzero(can.any(axis=1))
    if not len(rows):
        return
    crisis: Bools | None = None
    if rules.crisis is not None and calendar.crisis_turns:
        crisis = np.asarray(rules.crisis.run(work.read)[0]) & (work.crises < calendar.crisis_turns)
        work.crises = work.crises + crisis
    base, live = _weights(work, rows)
    musts = [(row, must[card]) for row, card in enumerate(rows.tolist()) if card in must]
    chunk = max(64, CACHED // len(rows))
    for begin in range(0, work.games, chunk):                    # a few games at a time, so that the race stays in the cache
        part = slice(begin, begin + chunk)
        race = _race(work, rows, base, part)
        for row, weight in live:
            race[row] += weight if weight.size == 1 else weight[part]
        for row, where in musts:
            race[row] += where[part] * np.int32(SCHEDULED)
        race *= can[rows, part]
        for slot in range(calendar.cards):
            _take_best(work, race, rows, slot, np.arange(begin, begin + race.shape[1]))
        if crisis is not None:
            games = np.flatnonzero(crisis[part])
            if len(games):
                _take_best(work, np.ascontiguousarray(race[:, games]), rows, calendar.cards, games + begin)


def _weights(work: Work, rows: "np.ndarray") -> tuple[Ints, list[tuple[int, Ints]]]:
    """Give what each card adds to its Gumbel variable, (rows, 1), with its row below; and what weights by expression add."""
    fixed, live, program = work.tables.card_weights
    base = ((fixed[rows] + np.int32(OFFSET)) << np.int32(TIE_BITS)) + np.arange(len(rows) - 1, -1, -1, dtype=np.int32)[:, None]
    row_of = {card: row for row, card in enumerate(rows.tolist())}
    found: list[tuple[int, Ints]] = []
    if any(card in row_of for card in live):
        for card, weight in zip(live, program.run(work.read), strict=True):
            if card in row_of:
                whole = np.minimum(np.maximum(np.floor_divide(np.asarray(weight).reshape(-1), SCALE), 0), 1000)
                found.append((row_of[card], work.tables.log_table.take(whole) << np.int32(TIE_BITS)))
    return base, found


def _race(work: Work, rows: "np.ndarray", base: Ints, part: slice) -> Ints:
    """Give each card's speed: Gumbel variable and log-weight, then random bits that break ties, then the row."""
    words = roll(work.keys[:, part], work.tables.deck_words[rows])
    race = work.tables.gumbel_shifted.take(words >> UNUSED_BITS)
    race += base
    words &= np.uint32((1 << TIE_BITS) - (1 << work.tables.index_bits))
    race += words.view(np.int32)
    return race


def _take_best(work: Work, race: Ints, rows: "np.ndarray", slot: int, games: "np.ndarray") -> None:
    """Put the fastest card of each game into a slot and take it out of the race."""
    best = np.maximum.reduce(race, axis=0)
    where = np.flatnonzero(best)
    row = len(rows) - 1 - (best[where] & np.int32((1 << work.tables.index_bits) - 1))
    race[row, where] = 0
    card, games = rows[row], games[where]
    work.cards[slot, games] = card
    work.counts[card, games] += 1
    work.last[card, games] = work.turn
