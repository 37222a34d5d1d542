"""Next turn's luck of the world, demands, cards and points are drawn and shown."""

import numpy as np

from game.core.dice import Words, between, roll, under
from game.core.numbers import SCALE, Bools, Ints, cells, where_true
from game.rules.deck import Cards, Deck, added, deck_of
from game.rules.expressions import Program, Tree
from game.rules.phases.flows import run_flows
from game.rules.state import DORMANT, OPEN, pending
from game.rules.tables import GUMBEL_BITS, TIE_BITS, Tables, race_weights, winners, words
from game.rules.work import CACHED, Work

UNUSED_BITS = np.array(32 - GUMBEL_BITS, dtype=np.uint32)


class _Rules:
    """Conditions and weights of demands, offers and cards."""

    def __init__(self, tables: Tables) -> None:
        scenario = tables.scenario
        truth: Tree = ("truth", 1)
        rules = scenario.us_pressure
        self.demand_when = Program([d.when or truth for d in rules.demands])
        self.demand_weights = race_weights([d.weight for d in rules.demands])
        self.demand_words = words([f"demand.{d.id}" for d in rules.demands])
        self.deadlines = np.array([d.deadline_turns for d in rules.demands], dtype=np.int8)
        announce: Tree = ("const", rules.announce) if isinstance(rules.announce, int) else rules.announce
        self.announce = Program([announce])
        self.announce_word, self.redraw_word = words(["demand.announce"]), words(["resolve.redraw"])
        crisis = scenario.calendar.crisis
        self.crisis = Program([crisis]) if crisis is not None else None
        self.points = Program([scenario.points.bonus]) if scenario.points.bonus is not None else None


def signal(work: Work) -> None:
    """Roll for what the great powers do between themselves; `draw` then shows the next turn."""
    run_flows(work)


def draw(work: Work, unspent: "np.ndarray | int") -> None:
    """Set up the turn that `work.turn` and `work.keys` now stand at: mandates, resolve, demands, cards, points."""
    rules = work.tables.part(_Rules)
    for mandate in work.scenario.mandates:
        if work.turn == max(1, mandate.from_turn) <= mandate.to_turn:        # it may have begun before the first turn
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
    work.points = np.minimum(np.maximum(points.level + bonus + carried, points.least), points.most + points.carry).astype(np.int16)
    if work.points.ndim == 0:
        work.points = np.full(work.games, work.points, dtype=np.int16)


def _announce(work: Work, rules: _Rules) -> None:
    """Announce at most one new demand, if fewer are open than the limit and the dice say so."""
    status = work.demands
    open_now = np.add.reduce(pending(status).view(np.int8), axis=0, dtype=np.int8)
    chance = np.asarray(rules.announce.run(work.read)[0]) * work.tables.months // 6
    may = (open_now < work.scenario.us_pressure.most_open) & under(roll(work.keys, rules.announce_word)[0], chance)
    games = where_true(may)
    if not len(games):
        return
    possible = status.take(games, axis=1) == DORMANT
    for place, truth in enumerate(rules.demand_when.run(work.reader_of(games))):
        if truth is not True:
            possible[place] &= truth
    demand = winners(work.tables, roll(work.keys.take(games, axis=1), rules.demand_words), rules.demand_weights, possible)
    demand, games = demand[demand >= 0], games[demand >= 0]
    status[demand, games] = OPEN
    work.due[demand, games] = work.turn - 1 + rules.deadlines[demand]


def possible(work: Work) -> Bools:
    """Tell which cards can come up in the turn at hand, (cards, games)."""
    deck = deck_of(work)
    found = np.zeros((len(work.scenario.events), work.games), dtype=np.bool_)
    found[deck.racing.places] = _runners(work, deck.racing)[0]
    found[deck.musts.places] = deck.due(work)
    return found


def numbers(work: Work) -> Words:
    """Give the number that each card races with, before its weight: (cards, games) words of 32 random bits."""
    return roll(work.keys, work.tables.deck_words)


def _deal(work: Work, rules: _Rules) -> None:
    """Let eligible cards race on number and weight; the fastest come up, those that must come first."""
    calendar = work.scenario.calendar
    deck = deck_of(work)
    crisis: Bools | None = None
    if rules.crisis is not None and calendar.crisis_turns:
        crisis = np.asarray(rules.crisis.run(work.read)[0]) & (work.crises < calendar.crisis_turns)
        work.crises = work.crises + crisis
    work.cards = np.full((calendar.slots, work.games), -1, dtype=np.int16)
    race = _Race(work, deck.racing, _firsts(work, deck))
    if not len(race.rows) and not race.firsts:
        return
    chunk = min(work.games, max(64, CACHED // (len(race.rows) + 1)))
    race.indices = np.empty(chunk * len(race.rows), dtype=np.intp)
    for begin in range(0, work.games, chunk):                    # a few games at a time, so that the race stays in the cache
        part = slice(begin, min(begin + chunk, work.games))
        speeds = race.run(part)
        games = where_true(crisis[part]) if crisis is not None else race.every[:0]
        for slot in range(calendar.cards):
            work.cards[slot, part] = race.best(speeds, slot, part)
            if slot + 1 < calendar.cards:
                race.remove(speeds, work.cards[slot, part], race.every[: speeds.shape[1]])
        if len(games):                                           # only these need a third: from what their last card leaves
            some = speeds.take(games, axis=1)
            race.remove(some, work.cards[calendar.cards - 1, games + begin], race.every[: len(games)])
            work.cards[calendar.cards, games + begin] = race.best(some, calendar.cards, games + begin)
    for cards in work.cards:
        games = work.every if cards.min() >= 0 else where_true(cards >= 0)
        dealt = cards[games].astype(np.intp) * work.games + games
        np.add.at(work.counts.reshape(-1), dealt, np.ones(len(dealt), dtype=np.int8))
        work.last.reshape(-1)[dealt] = work.turn


def _runners(work: Work, cards: Cards) -> tuple[Bools, list[tuple[int, Ints]]]:
    """Tell which cards race where, (cards, games), and give weights that are expressions: with weight 0 nothing races."""
    can, weights = cards.can(work), cards.live_weights(work) if cards.live else []
    for row, weight in weights:
        can[row] &= weight > 0
    return can, weights


class _Race:
    """The race of a turn: who runs, with what, and the few that come first in any case (`firsts`, fastest first)."""

    indices: "np.ndarray"

    def __init__(self, work: Work, cards: Cards, firsts: list[Ints]) -> None:
        can, weights = _runners(work, cards)
        self.rows = where_true(can.any(axis=1))
        self.can = can if len(self.rows) == len(can) else can[self.rows]
        self.keys, self.words, self.base = work.keys, cards.words[self.rows], cards.base[self.rows]
        self.gumbel, self.firsts = work.tables.gumbel_shifted, firsts
        self.full = sum(bool(first.all()) for first in firsts)           # slots that such cards take in every game: the first ones
        self.last = len(work.scenario.events) - 1
        self.row_of = np.full(self.last + 1, len(self.rows), dtype=np.intp)        # of cards that do not race: a row of its own
        self.row_of[cards.places[self.rows]] = np.arange(len(self.rows))
        lives = [(self.row_of[cards.places[row]], added(work, weight)) for row, weight in weights]
        self.live = [(row, weight) for row, weight in lives if row < len(self.rows)]
        self.low = np.int32((1 << work.tables.index_bits) - 1)
        self.ties = np.uint32((1 << TIE_BITS) - 1 - self.low)
        self.every = work.every

    def run(self, part: slice) -> Ints:
        """Give each card's speed, (rows + 1, games): Gumbel variable and log-weight, then bits that break ties, then the card."""
        words = roll(self.keys[:, part], self.words)
        speeds = np.zeros((len(self.rows) + 1, words.shape[1]), dtype=np.int32)
        running = speeds[:-1]
        found = self.indices[: words.size].reshape(words.shape)                    # of the type that is looked up without a copy
        np.right_shift(words, UNUSED_BITS, out=found, casting="unsafe")
        self.gumbel.take(found, out=running, mode="wrap")                          # nothing to wrap: the mode that needs no check
        words &= self.ties
        words += self.base
        running += words.view(np.int32)
        for row, weight in self.live:
            running[row] += weight if weight.size == 1 else weight[part]
        running *= self.can[:, part]
        return speeds

    def best(self, speeds: Ints, slot: int, games: "slice | np.ndarray") -> "np.ndarray":
        """Give the fastest card of each column, one for each of these games; -1 where there is none."""
        if slot < self.full:                             # no race makes up their lead
            return self.last - (self.firsts[slot][games] & self.low)
        best = np.maximum.reduce(speeds, axis=0)
        if slot < len(self.firsts):
            np.maximum(best, self.firsts[slot][games], out=best)
        cards = self.last - (best & self.low)
        none = best == 0
        return np.where(none, -1, cards) if none.any() else cards

    def remove(self, speeds: Ints, cards: "np.ndarray", columns: "np.ndarray") -> None:
        """Take one card in each of these columns out of the race; no card (-1) takes the last one out, which cannot run there either."""
        place = self.row_of.take(cards)
        place *= speeds.shape[1]
        place += columns
        speeds.reshape(-1)[place] = 0


def _firsts(work: Work, deck: Deck) -> list[Ints]:
    """Give the speeds of the cards that must come up, (games,) for each slot: the fastest of a game first, 0 for none."""
    places, games = cells(deck.due(work))
    cards = deck.musts
    words = roll(work.keys.take(games, axis=1), cards.words[:, 0].take(places))
    low = np.int32((1 << work.tables.index_bits) - 1)
    speeds = work.tables.gumbel_shifted.take(words >> UNUSED_BITS)
    speeds += ((words & np.uint32((1 << TIE_BITS) - 1 - low)) + cards.base[:, 0].take(places)).view(np.int32)
    for place, whole in cards.live_weights(work) if cards.live else ():
        here, weight = where_true(places == place), added(work, whole)
        speeds[here] += weight if weight.size == 1 else weight[games[here]]
    found: list[Ints] = []
    while len(found) < work.scenario.calendar.slots and speeds.any():
        best = np.zeros(work.games, dtype=np.int32)
        np.maximum.at(best, games, speeds)
        left = where_true(speeds != best.take(games))    # few games have more than one
        speeds, games = speeds.take(left), games.take(left)
        found.append(best)
    return found
