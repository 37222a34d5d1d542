"""What if: the rest of a game with another order from any turn on, beside the real one, on the same dice and on others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.analysis.counterfactual import Played
from game.analysis.debrief.carry import Follow, carry_on, copies, doctrine_way, own_way, reseeded
from game.analysis.debrief.case import Tell, silent
from game.analysis.forecast import fresh_seeds
from game.rules.orders import legalise
from game.rules.state import Orders, State

SEEDS = 1000
OTHER_DICE = 6
CHUNK = 250


@dataclass(frozen=True)
class Rest:
    """The rest of a game: the result as it stands before the turn and after each one to the end, and the states, in thousandths."""

    first_turn: int
    totals: tuple[int, ...]
    states: tuple[State, ...]

    @property
    def total(self) -> int:
        """Give the result."""
        return self.totals[-1]


@dataclass(frozen=True)
class Luck:
    """Results of both orders on the same many other dice, in thousandths; what was luck shows in their spread."""

    real: "np.ndarray"
    other: "np.ndarray"

    @property
    def better(self) -> float:
        """Give the share of dice on which the other order does better."""
        return float((self.other > self.real).mean())

    @property
    def gain(self) -> int:
        """Give what the other order gains on the mean, in thousandths."""
        return round(float((self.other.astype(np.int64) - self.real).mean()))


@dataclass(frozen=True)
class WhatIf:
    """The real rest of a game and the other one; `luck` once other dice have been asked."""

    real: Rest
    other: Rest
    luck: Luck | None = None


def what_if(game: Played, turn: int, order: Orders, doctrine: int | None = None, *, seeds: int = 0) -> WhatIf:
    """Decide a turn otherwise (an order of one game, cut to what the rules allow), then own later orders or a doctrine's.

    With `seeds`, both lines are also played on so many other dice.
    """
    follow = own_way(game) if doctrine is None else doctrine_way(game.scenario, doctrine)
    real = Rest(turn, (_now(game, turn), *_real_totals(game, turn)), (*game.states[turn:], game.final))
    luck = over_dice(game, turn, order, follow, seeds) if seeds else None
    return WhatIf(real, play_rest(game, turn, order, follow), luck)


def play_rest(game: Played, turn: int, order: Orders, follow: Follow) -> Rest:
    """Play the rest of a game on its own dice."""
    states = carry_on(game.scenario, copies(game.states[turn - 1], 1), order, follow)
    return Rest(turn, (_now(game, turn), *(int(state.total[0]) for state in states)), tuple(states))


def over_dice(game: Played, turn: int, order: Orders, follow: Follow, seeds: int = SEEDS, tell: Tell = silent) -> Luck:
    """Play the real order (own later orders) and another one on many other dice from a turn on; hidden dispositions stay."""
    own = own_way(game)
    real = game.orders[turn - 1]
    found: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    dice = fresh_seeds(OTHER_DICE, seeds)
    for first in range(0, seeds, CHUNK):
        part = dice[:, first : first + CHUNK]
        start = reseeded(copies(game.states[turn - 1], part.shape[1]), part)
        for totals, given, way in zip(found, (real, order), (own, follow), strict=True):
            wide = Orders(np.repeat(given.points, part.shape[1], axis=1), np.repeat(given.answers, part.shape[1], axis=1))
            totals.append(carry_on(game.scenario, start, wide, way)[-1].total)
        tell(min(1.0, (first + CHUNK) / seeds))
    return Luck(np.concatenate(found[0]), np.concatenate(found[1]))


def allowed(game: Played, turn: int, order: Orders) -> Orders:
    """Cut an order of one game to what the rules allowed in that turn."""
    return legalise(game.scenario, game.states[turn - 1], order)


def _now(game: Played, turn: int) -> int:
    return int(game.states[turn - 1].total[0])


def _real_totals(game: Played, turn: int) -> Sequence[int]:
    return [*(int(state.total[0]) for state in game.states[turn:]), int(game.final.total[0])]
