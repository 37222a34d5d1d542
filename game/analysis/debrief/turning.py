"""Turning points: the decisions that mattered most, found by playing the game again with every other one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.analysis.counterfactual import Alternative, Played, neighbouring_points, other_answers
from game.analysis.debrief.carry import carry_on, copies, joined, own_way, reseeded, side_by_side
from game.analysis.debrief.case import Tell, silent
from game.analysis.forecast import fresh_seeds
from game.rules.engine import finished, handover, step
from game.rules.orders import legalise
from game.rules.state import Orders, State

CANDIDATES, SHOWN, SEEDS = 10, 3, 200
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


def choices_of(game: Played, turn: int) -> list[Choice]:
    """List every other answer and every neighbouring allocation of a turn."""
    answers = [Choice(turn, "answer", *what) for what in other_answers(game, turn)]
    return answers + [Choice(turn, "points", *what) for what in neighbouring_points(game, turn)]


def sweep(game: Played, choices: Sequence[Choice], tell: Tell = silent) -> list[int]:
    """Play each choice to its end on the same dice, own later orders, all of them in one batch: totals in thousandths.

    Choices must stand in the order of their turns.
    """
    scenario, follow = game.scenario, own_way(game)
    state: State | None = None
    turn = 0
    while state is None or turn < game.turns or not finished(scenario, state):
        turn += 1
        new = [choice for choice in choices if choice.turn == turn]
        orders = follow(state) if state is not None else None
        if new:
            fresh = copies(game.states[turn - 1], len(new))
            wanted = legalise(scenario, fresh, joined([choice.order for choice in new]))
            state = fresh if state is None else side_by_side(state, fresh)
            orders = wanted if orders is None else joined([orders, wanted])
        if state is not None and orders is not None:
            state = step(scenario, state, orders)
        tell(min(1.0, turn / scenario.calendar.turns))
        if state is None and turn >= game.turns:
            return []
    for _ in range(scenario.handover_turns):
        state = handover(scenario, state)
    return [int(total) for total in state.total.tolist()]


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
    """Find the decisions that mattered most: the ten largest, confirmed over other dice, of which the largest are given.

    Those that other dice confirm come first; a decision that only luck made large is shown when there is nothing better.
    """
    decisions = decisions_of(game, lambda share: tell(0.5 * share))[:CANDIDATES]
    points: list[TurningPoint] = []
    for place, decision in enumerate(decisions):
        points.append(confirm(game, decision, seeds))
        tell(0.5 + 0.4 * (place + 1) / len(decisions))
    chosen = sorted(points, key=lambda point: (not point.confirmed, -abs(point.decision.difference)))[:shown]
    widened = [_with_others(game, point, seeds) for point in chosen]
    tell(1.0)
    return widened


def confirm(game: Played, decision: Decision, seeds: int = SEEDS) -> TurningPoint:
    """Play a decision and its best alternative from its turn on with other dice, the same for both."""
    turn = decision.turn
    real, other = _over_dice(game, turn, [game.orders[turn - 1], order_of(game, decision.best)], seeds)
    apart = (real - other).astype(np.int64)
    agree = float((np.sign(apart) == np.sign(decision.difference)).mean())
    own = _band(real, decision.chosen, decision.total)
    return TurningPoint(decision, int(apart.sum() // len(apart)), agree, own, (_band(other, decision.best.instead, decision.best.total),))


def _with_others(game: Played, point: TurningPoint, seeds: int) -> TurningPoint:
    """Add the bands of the other answers to a card."""
    rest = point.decision.alternatives[1:] if point.decision.kind == "answer" else ()
    if not rest:
        return point
    totals = _over_dice(game, point.decision.turn, [order_of(game, one) for one in rest], seeds)
    bands = [_band(row, one.instead, one.total) for row, one in zip(totals, rest, strict=True)]
    return replace(point, others=(*point.others, *bands))


def _over_dice(game: Played, turn: int, orders: Sequence[Orders], seeds: int) -> "np.ndarray":
    """Play orders of a turn on the same many other dice, own later orders: totals (orders, seeds)."""
    start = reseeded(copies(game.states[turn - 1], seeds * len(orders)), np.tile(fresh_seeds(OTHER_DICE, seeds), (1, len(orders))))
    first = Orders(
        np.repeat(np.concatenate([o.points for o in orders], axis=1), seeds, axis=1),
        np.repeat(np.concatenate([o.answers for o in orders], axis=1), seeds, axis=1),
    )
    return np.asarray(carry_on(game.scenario, start, first, own_way(game))[-1].total.reshape(len(orders), seeds))


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
