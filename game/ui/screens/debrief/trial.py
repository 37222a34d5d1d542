"""A what-if in the making: a turn decided otherwise, the rest of the game that follows, and the same on other dice."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from game.analysis.counterfactual import Alternative
from game.analysis.debrief import Case, Stopped
from game.analysis.debrief.carry import doctrine_way, own_way
from game.analysis.debrief.turning import order_of
from game.analysis.debrief.whatif import SEEDS, Luck, WhatIf, allowed, over_dice, what_if
from game.rules.orders import limits
from game.rules.state import Orders
from game.ui.outcome import REBUILD, Outcome
from game.ui.screen import Context
from game.ui.screens.debrief.findings import Share

OWN = -1
Key = tuple[int, bytes, bytes, int]


@dataclass(frozen=True)
class Option:
    """An answer to a card: its number among the card's, its id, and whether the rules allowed it then."""

    number: int
    id: str
    open: bool


class Trial:
    """The order that is tried. `doctrine` is whose later orders follow: OWN or a doctrine's number.

    Everything that is worked out belongs to a key; what belongs to another key is out of date.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.turn = 0
        self.doctrine = OWN
        self.share = Share()
        self._order: Orders | None = None
        self._rest: tuple[Key, WhatIf] | None = None
        self._luck: tuple[Key, Luck] | None = None
        self._asked: Key | None = None                  # whose rest is being played
        self._dice: Key | None = None                   # whose other dice are being played
        self._begun = False
        if case.verified:
            self.at(1)

    # what is tried

    @property
    def order(self) -> Orders:
        """Give the order that is tried."""
        return self._order or self.real

    @property
    def real(self) -> Orders:
        """Give the order that was given."""
        return self.case.need_game().orders[self.turn - 1]

    @property
    def key(self) -> Key:
        """Tell one trial from another."""
        return self.turn, self.order.points.tobytes(), self.order.answers.tobytes(), self.doctrine

    @property
    def same(self) -> bool:
        """Tell whether it is what was really done."""
        order, real = self.order, self.real
        equal = bool((order.points == real.points).all() and (order.answers == real.answers).all())
        return equal and self.doctrine == OWN

    def at(self, turn: int) -> Outcome:
        """Go to a turn; its order is the real one again."""
        if turn != self.turn:
            self.turn, self._order = turn, None
        return REBUILD

    def reset(self) -> Outcome:
        """Take back what was changed."""
        self._order, self.doctrine = None, OWN
        return REBUILD

    def take(self, what: Alternative) -> None:
        """Take the alternative of a turning point."""
        self.at(what.turn)
        self._order = order_of(self.case.need_game(), what)

    def answer(self, slot: int, number: int) -> Outcome:
        """Answer a card otherwise."""
        answers = self.order.answers.copy()
        answers[slot, 0] = number
        self._order = Orders(self.order.points, answers)
        return REBUILD

    def spend(self, programme: int, level: int) -> Outcome:
        """Give a programme another level."""
        points = self.order.points.copy()
        points[programme, 0] = level
        self._order = Orders(points, self.order.answers)
        return REBUILD

    def follow(self, doctrine: int) -> Outcome:
        """Choose whose later orders follow."""
        self.doctrine = doctrine
        return REBUILD

    def cards(self) -> list[tuple[int, str, int, list[Option]]]:
        """List the cards of the turn: slot, event, the answer tried, and all answers."""
        game = self.case.need_game()
        found = []
        for slot, card in enumerate(game.states[self.turn - 1].cards[:, 0].tolist()):
            if card >= 0:
                event = game.scenario.events[card]
                options = [Option(number, one.id, self._open(slot, number)) for number, one in enumerate(event.options)]
                found.append((slot, event.id, int(self.order.answers[slot, 0]), options))
        return found

    def _open(self, slot: int, number: int) -> bool:
        answers = self.real.answers.copy()
        answers[slot, 0] = number
        cut = allowed(self.case.need_game(), self.turn, Orders(self.real.points, answers))
        return int(cut.answers[slot, 0]) == number

    def levels(self) -> list[tuple[int, int, int, int]]:
        """List the programmes of the turn: level tried, real level, the least and the most that can be reached with what is left."""
        game = self.case.need_game()
        low, high = limits(game.scenario, game.states[self.turn - 1])
        tried, real = self.order.points[:, 0].tolist(), self.real.points[:, 0].tolist()
        left = self.left
        return [
            (level, was, int(low[place, 0]), int(min(high[place, 0], level + left)))
            for place, (level, was) in enumerate(zip(tried, real, strict=True))
        ]

    @property
    def left(self) -> int:
        """Count the points that are not spent."""
        return int(self.case.need_game().states[self.turn - 1].points[0]) - int(self.order.points.sum())

    # what follows

    @property
    def rest(self) -> WhatIf | None:
        """Give the rest of the game, once it is played."""
        return self._rest[1] if self._rest and self._rest[0] == self.key else None

    @property
    def latest(self) -> WhatIf | None:
        """Give the rest that was played last from this turn: what stands on the page until the new one is there."""
        return self._rest[1] if self._rest and self._rest[0][0] == self.turn else None

    @property
    def luck(self) -> Luck | None:
        """Give the results on other dice, once they are played."""
        return self._luck[1] if self._luck and self._luck[0] == self.key else None

    @property
    def rolling(self) -> bool:
        """Tell whether other dice are being played for what is tried."""
        return self._dice == self.key

    def roll(self) -> Outcome:
        """Ask for other dice; the page's next build begins."""
        self._dice, self._begun = self.key, False
        return REBUILD

    def halt(self) -> Outcome:
        """Stop playing other dice."""
        self.share.stop, self._dice = True, None
        return REBUILD

    def work(self, context: Context) -> None:
        """Begin in threads what is missing for what is tried."""
        if not self.case.verified:
            return
        key = self.key
        if self.rest is None and self._asked != key:
            self._asked = key
            context.background("what if", partial(self._play, key, self.order), partial(self._take_rest, key))
        if self._dice is not None and self._dice != key:
            self.halt()
        if self.rolling and not self._begun:
            self._begun, self.share = True, Share()
            context.background("other dice", partial(self._roll, key, self.order, self.share), partial(self._take_luck, key))

    def finish(self, *, dice: bool = False) -> "Trial":
        """Work everything out here and now, for pictures."""
        self._take_rest(self.key, self._play(self.key, self.order))
        if dice:
            self._take_luck(self.key, self._roll(self.key, self.order, Share()))
        return self

    def _play(self, key: Key, order: Orders) -> WhatIf:
        return what_if(self.case.need_game(), key[0], order, None if key[3] == OWN else key[3])

    def _roll(self, key: Key, order: Orders, share: Share) -> Luck | None:
        game = self.case.need_game()
        way = own_way(game) if key[3] == OWN else doctrine_way(game.scenario, key[3])
        try:
            return over_dice(game, key[0], order, way, SEEDS, share.tell)
        except Stopped:
            return None

    def _take_rest(self, key: Key, rest: WhatIf) -> Outcome:
        self._rest, self._asked = (key, rest), None
        return REBUILD

    def _take_luck(self, key: Key, luck: Luck | None) -> Outcome:
        if luck is not None:
            self._luck = (key, luck)
        if self._dice == key:
            self._dice = None
        return REBUILD


def counts_of(totals: "np.ndarray", step: int, low: int, high: int) -> tuple[int, ...]:
    """Count results (thousandths) in steps of so many points between two ends in points.

    >>> counts_of(np.array([1000, 2500, 2600]), 2, 0, 4)
    (1, 2)
    """
    found, _edges = np.histogram(np.asarray(totals) / 1000, bins=(high - low) // step, range=(low, high))
    return tuple(int(count) for count in found)
