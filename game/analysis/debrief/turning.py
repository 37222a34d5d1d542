"""Turning points: the decisions that mattered most, found by playing the game again with every other one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from game.analysis.counterfactual import Alternative, Played, joined, neighbouring_points, other_answers
from game.analysis.debrief.carry import Branch, copies, play_branches, reseeded
from game.analysis.debrief.case import Tell, silent
from game.analysis.forecast import fresh_seeds
from game.rules.state import Orders

CANDIDATES, A_TURN, SHOWN, SEEDS = 10, 4, 3, 200
"""Decisions that are confirmed, how many of them one turn has at most while others have some, how many are given, other dice."""
MATTERS = 100                               # thousandths of the result: the last digit that is shown
OTHER_DICE = 5                              # label of the seeds that confirm
BAND = (10, 90)


@dataclass(frozen=True)
class Choice:
    """Another order for a turn: what it is about and what is done instead, by id."""

    turn: int
    kind: str
    about: str
    instead: str
    order: Orders


@dataclass(frozen=True)
class Decision:
    """One decision of a turn: an answer to a card, or the allocation; alternatives stand the best first, totals are thousandths.

    `difference` is the real result less that of the best alternative: above 0 won, below 0 missed.
    """

    turn: int
    kind: str
    about: str
    chosen: str
    total: int
    alternatives: tuple[Alternative, ...]

    @property
    def best(self) -> Alternative:
        """Give the best alternative."""
        return self.alternatives[0]

    @property
    def difference(self) -> int:
        """Give the real result less the best alternative."""
        return self.total - self.best.total


@dataclass(frozen=True)
class Band:
    """An option's result on the game's dice, and from the 10th to the 90th of 100 games on other dice, in thousandths."""

    instead: str
    total: int
    low: int
    high: int


@dataclass(frozen=True)
class TurningPoint:
    """A decision that mattered: on the game's dice, and `expected` on the mean of other dice; `chance` is the share of them that agree."""

    decision: Decision
    expected: int
    chance: float
    real: Band
    others: tuple[Band, ...]

    @property
    def confirmed(self) -> bool:
        """Say whether other dice agree on average."""
        return self.expected * self.decision.difference > 0

    @property
    def mattered(self) -> bool:
        """Say whether other dice agree and the difference can be seen in the result."""
        return self.confirmed and abs(self.decision.difference) >= MATTERS


def choices_of(game: Played, turn: int) -> list[Choice]:
    """List every other answer and every neighbouring allocation of a turn."""
    answers = [Choice(turn, "answer", *what) for what in other_answers(game, turn)]
    return answers + [Choice(turn, "points", *what) for what in neighbouring_points(game, turn)]


def sweep(game: Played, choices: Sequence[Choice], tell: Tell = silent) -> list[int]:
    """Play each choice to its end on the same dice, own later orders: totals in thousandths. Choices stand in the order of turns."""
    by_turn = [(turn, list(own)) for turn, own in groupby(choices, key=lambda choice: choice.turn)]
    branches = [Branch(copies(game.states[turn - 1], len(own)), joined([choice.order for choice in own])) for turn, own in by_turn]
    return [int(total) for totals in play_branches(game, branches, tell) for total in totals.tolist()]


def decisions_of(game: Played, tell: Tell = silent) -> list[Decision]:
    """Find every decision of a game with all its alternatives, the largest difference first."""
    choices = [choice for turn in range(1, game.turns + 1) for choice in choices_of(game, turn)]
    totals = sweep(game, choices, tell)
    real = int(game.final.total[0])
    gathered: dict[tuple[int, str, str], list[Alternative]] = {}
    for choice, total in zip(choices, totals, strict=True):
        about = choice.about if choice.kind == "answer" else ""
        what = Alternative(choice.turn, choice.kind, choice.about, choice.instead, total, total - real)
        gathered.setdefault((choice.turn, choice.kind, about), []).append(what)
    found = [
        Decision(turn, kind, about, _chosen(game, turn, about), real, tuple(sorted(others, key=lambda one: -one.total)))
        for (turn, kind, about), others in gathered.items()
    ]
    return sorted(found, key=lambda one: -abs(one.difference))


def turning_points(game: Played, tell: Tell = silent, shown: int = SHOWN, seeds: int = SEEDS) -> list[TurningPoint]:
    """Find the decisions that mattered most: the ten largest, confirmed over other dice, of which the largest are given, one a turn.

    Those that other dice confirm come first, and those of a turn that has none yet; what only luck made large is shown last.
    """
    decisions = candidates(decisions_of(game, lambda share: tell(0.3 * share)))
    points = confirm(game, decisions, seeds, lambda share: tell(0.3 + 0.5 * share))
    widened = _with_others(game, spread(points)[:shown], seeds)
    tell(1.0)
    return widened


def candidates(decisions: Sequence[Decision]) -> list[Decision]:
    """Take the ten largest, at most four of a turn while others have some; the largest stand first."""
    before = _before(decisions)
    ranked = sorted(range(len(decisions)), key=lambda place: (before[place] >= A_TURN, place))
    return [decisions[place] for place in sorted(ranked[:CANDIDATES])]


def spread(points: Sequence[TurningPoint]) -> list[TurningPoint]:
    """Put what mattered first: the largest of each turn, then the others; at last what other dice do not confirm, or is next to nothing."""
    ranked = sorted(points, key=lambda point: (not point.mattered, -abs(point.decision.difference)))
    before = _before([point.decision for point in ranked])
    order = sorted(range(len(ranked)), key=lambda place: (not ranked[place].mattered, before[place] > 0, place))
    return [ranked[place] for place in order]


def _before(decisions: Sequence[Decision]) -> list[int]:
    """Count for each decision those of its turn that stand before it."""
    return [sum(other.turn == one.turn for other in decisions[:place]) for place, one in enumerate(decisions)]


def confirm(game: Played, decisions: Sequence[Decision], seeds: int = SEEDS, tell: Tell = silent) -> list[TurningPoint]:
    """Play decisions and their best alternatives from their turns on with other dice, the same for both."""
    pairs = [(one.turn, [game.orders[one.turn - 1], order_of(game, one.best)]) for one in decisions]
    found = []
    for decision, (real, other) in zip(decisions, _over_dice(game, pairs, seeds, tell), strict=True):
        apart = (real - other).astype(np.int64)
        agree = float((np.sign(apart) == np.sign(decision.difference)).mean())
        own = _band(real, decision.chosen, decision.total)
        best = _band(other, decision.best.instead, decision.best.total)
        found.append(TurningPoint(decision, int(apart.sum() // len(apart)), agree, own, (best,)))
    return found


def _with_others(game: Played, points: Sequence[TurningPoint], seeds: int) -> list[TurningPoint]:
    """Add the bands of the other answers to a card."""
    rests = [point.decision.alternatives[1:] if point.decision.kind == "answer" else () for point in points]
    asked = [(rest[0].turn, [order_of(game, one) for one in rest]) for rest in rests if rest]
    played = iter(_over_dice(game, asked, seeds, silent))
    widened = []
    for point, rest in zip(points, rests, strict=True):
        rows = next(played) if rest else ()
        bands = tuple(_band(row, one.instead, one.total) for row, one in zip(rows, rest, strict=True))
        widened.append(replace(point, others=(*point.others, *bands)))
    return widened


def _over_dice(game: Played, asked: Sequence[tuple[int, list[Orders]]], seeds: int, tell: Tell) -> list["np.ndarray"]:
    """Play orders of turns on the same many other dice, own later orders: totals (orders, seeds) of each turn asked."""
    dice = fresh_seeds(OTHER_DICE, seeds)
    branches = []
    for turn, orders in asked:
        start = reseeded(copies(game.states[turn - 1], seeds * len(orders)), np.tile(dice, (1, len(orders))))
        first = joined(orders)
        branches.append(Branch(start, Orders(np.repeat(first.points, seeds, axis=1), np.repeat(first.answers, seeds, axis=1))))
    return [totals.reshape(-1, seeds) for totals in play_branches(game, branches, tell)]


def order_of(game: Played, what: Alternative) -> Orders:
    """Give the order of an alternative."""
    return next(c.order for c in choices_of(game, what.turn) if (c.kind, c.about, c.instead) == (what.kind, what.about, what.instead))


def _chosen(game: Played, turn: int, event: str) -> str:
    """Give the option that was chosen for a card, by id; an allocation has none."""
    state, order = game.states[turn - 1], game.orders[turn - 1]
    for slot, card in enumerate(state.cards[:, 0].tolist()):
        if card >= 0 and game.scenario.events[card].id == event:
            return game.scenario.events[card].options[int(order.answers[slot, 0])].id
    return ""


def _band(totals: "np.ndarray", instead: str, total: int) -> Band:
    low, high = np.percentile(totals, BAND)
    return Band(instead, total, round(float(low)), round(float(high)))
