"""The deck of one turn: which cards can come up at all, and what each of them races with."""

from collections.abc import Sequence

import numpy as np

from game.core.dice import Words
from game.core.numbers import SCALE, Bools, Ints
from game.rules.expressions import Program, Tree, at_turn
from game.rules.powers import Offer
from game.rules.scenario import Event
from game.rules.state import OPEN
from game.rules.tables import OFFSET, TIE_BITS, Tables, log_weight
from game.rules.work import Work

LEAD = 45_000
"""What a card that must come up has on top: no race makes that up."""


class Cards:
    """Some cards of the deck in one turn, in their order there."""

    def __init__(self, tables: Tables, cards: Sequence[int], turn: int, trees: dict[int, list[Tree]], lead: int = 0) -> None:
        """Take conditions (`trees`, by card) as they read in the turn, and weights; the caller leaves out what cannot come up."""
        events = tables.scenario.events
        self.places = np.array(cards, dtype=np.intp)
        self.words: Words = tables.deck_words[self.places]
        whens = [(place, tree) for place, card in enumerate(cards) for tree in trees[card] if tree[0] != "truth"]
        self._conditions = [place for place, _ in whens]
        self._program = Program([tree for _, tree in whens])
        self._again = [(place, np.int8(events[card].cooldown_turns)) for place, card in enumerate(cards) if not events[card].once]
        weights = [(place, events[card].weight) for place, card in enumerate(cards)]
        fixed = [log_weight(weight if isinstance(weight, int) else SCALE) for _, weight in weights]
        self.live = [place for place, weight in weights if not isinstance(weight, int)]
        self._weights = Program([at_turn(weight, turn) for _, weight in weights if not isinstance(weight, int)])
        speeds = (np.array(fixed, dtype=np.int64) + OFFSET + lead) << TIE_BITS
        self.base = (speeds + len(events) - 1 - self.places).astype(np.uint32)[:, None]       # the lower card wins a tie

    def can(self, work: Work) -> Bools:
        """Tell which cards' own conditions hold, (cards, games): not drawn before, or long ago; `when`; the offer is open."""
        found = work.counts.take(self.places, axis=0) == 0
        for place, turns in self._again:
            last = work.last[self.places[place]]
            found[place] = (last == 0) | (np.int8(work.turn) - last >= turns)
        for place, truth in zip(self._conditions, self._program.run(work.read), strict=True):
            found[place] &= truth
        return np.asarray(found)

    def live_weights(self, work: Work) -> list[tuple[int, Ints]]:
        """Give weights that are expressions, as whole numbers up to 1000, with the card's place: one number or (games,)."""
        return [(place, _whole(value)) for place, value in zip(self.live, self._weights.run(work.read), strict=True)]


class Deck:
    """The cards of one turn: those that race, and those that must come up where they can (dates, demands, threats)."""

    def __init__(self, tables: Tables, turn: int) -> None:
        """Sort the events by what the turn makes of them."""
        events = tables.scenario.events
        offers = tables.scenario.china_retaliation.offers
        trees = {card: _whens(event, offers, turn) for card, event in enumerate(events)}
        possible = {card for card, event in enumerate(events) if event.at_turn in (0, turn) and ("truth", 0) not in trees[card]}
        now = [card for card, event in enumerate(events) if event.about[0] == "rung" or card in possible]
        musts = [card for card in now if events[card].at_turn or events[card].about[0] in ("demand", "rung")]
        self.racing = Cards(tables, [card for card in now if card not in musts and events[card].weight != 0], turn, trees)
        self.musts = Cards(tables, musts, turn, trees, LEAD)
        self._demands = _about(events, musts, "demand")
        self._rungs = _about(events, musts, "rung")
        lags = [rung.lag_turns for rung in tables.scenario.china_retaliation.ladder]
        self._due = np.array([[turn - 1 + lags[rung]] for rung in self._rungs[1].tolist()], dtype=np.int8)

    def due(self, work: Work) -> Bools:
        """Tell which of `musts` come up where, (cards, games)."""
        found = self.musts.can(work)
        places, demands = self._demands
        if len(places):
            found[places] &= work.demands.take(demands, axis=0) == OPEN
        places, rungs = self._rungs
        if len(places):
            threatened = work.threat == (rungs + 1).astype(np.int8)[:, None]
            found[places] = threatened & (work.threat_due == self._due)           # every threat has its card, also a second one
        return found


def deck_of(work: Work) -> Deck:
    """Give the deck of the turn at hand."""
    decks = work.tables.part(_decks)
    if work.turn not in decks:
        decks[work.turn] = Deck(work.tables, work.turn)
    return decks[work.turn]


def _decks(_: Tables) -> dict[int, Deck]:
    return {}


def _whens(event: Event, offers: Sequence[Offer], turn: int) -> list[Tree]:
    """List the conditions of an event in a turn: its own, and that of the offer that it is about."""
    trees = [event.when, offers[event.about[1]].when if event.about[0] == "offer" else None]
    return [at_turn(tree, turn) for tree in trees if tree is not None]


def _about(events: Sequence[Event], cards: list[int], kind: str) -> "tuple[np.ndarray, np.ndarray]":
    """Give the places of the cards that are about demands or rungs, and which."""
    found = [(place, events[card].about[1]) for place, card in enumerate(cards) if events[card].about[0] == kind]
    pairs = np.array(found, dtype=np.intp).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def added(work: Work, weight: Ints) -> Ints:
    """Give what whole weights add to the race."""
    return np.asarray(work.tables.log_table.take(weight) << np.int32(TIE_BITS))


def _whole(weight: "Ints | int") -> Ints:
    return np.minimum(np.maximum(np.floor_divide(np.asarray(weight).reshape(-1), SCALE), 0), 1000)
