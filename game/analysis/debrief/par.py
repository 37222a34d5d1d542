"""Par: the result beside a thousand games on the same dice, by doctrine bots that choose softly with dice of their own."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.analysis.counterfactual import Played
from game.analysis.debrief.carry import carry_on, copies
from game.analysis.debrief.case import Tell, silent
from game.bots.doctrine import option_tastes
from game.bots.panel import favourite_answers
from game.core.dice import Keys, Words, roll, spread_seeds, turn_keys
from game.rules.engine import begin
from game.rules.orders import legalise
from game.rules.scenario import Scenario
from game.rules.state import Orders, State
from game.rules.tables import tables_of, words
from game.session import seed_from_hex

GAMES = 1000
TEMPERATURE = 0.2
"""How soft choices are: 0 is the doctrine itself. A weight or taste counts e times as much for each step of 1 / TEMPERATURE."""
LITTLE = 0.25
"""The weight of what a doctrine does not name: now and then a soft bot tries it."""
BOTS = 0x50617200
STEP = 2
LOW = 10
"""Below this percentile the bots' middle is told instead: nobody needs to read "better than 0%"."""


@dataclass(frozen=True)
class Par:
    """Totals of the bots' games in thousandths, sorted; `percentile` is the share (whole percent) that the own result beats."""

    totals: tuple[int, ...]
    own: int

    @property
    def percentile(self) -> int:
        """Give the share of games with a lower result, in whole percent."""
        return int(np.searchsorted(np.array(self.totals), self.own, side="left")) * 100 // max(1, len(self.totals))

    @property
    def middle(self) -> int:
        """Give the middle result of the bots, in thousandths."""
        return self.totals[len(self.totals) // 2]

    def histogram(self, step: int = STEP) -> list[tuple[int, int]]:
        """Count games in steps of so many points: (lower end in points, games), from the lowest result to the highest."""
        low = min(self.totals[0], self.own) // (step * 1000)
        high = max(self.totals[-1], self.own) // (step * 1000)
        counts = np.bincount(np.array(self.totals) // (step * 1000) - low, minlength=high - low + 1)
        return [((low + place) * step, int(count)) for place, count in enumerate(counts)]


def par(game: Played, games: int = GAMES, tell: Tell = silent) -> Par:
    """Play soft doctrine bots on the game's own dice."""
    follow = soft_doctrines(game.scenario, games)

    def told(state: State) -> Orders:
        tell(min(1.0, state.turn / game.scenario.calendar.turns))
        return follow(state)

    final = carry_on(game.scenario, copies(game.states[0], games), None, told)[-1]
    return Par(tuple(sorted(final.total.tolist())), int(game.final.total[0]))


def par_totals(scenario: Scenario, seed: str) -> tuple[int, ...]:
    """Give the sorted totals of soft bots (thousandths) on the dice of a seed, whether anybody has played them or not."""
    state = begin(scenario, seed_from_hex(seed))
    return par(Played(scenario, (state,), (), state)).totals


def soft_doctrines(scenario: Scenario, games: int) -> Callable[[State], Orders]:
    """Let game i follow doctrine i modulo their number, with weights and tastes blurred so that choices are soft."""
    which = np.arange(games) % max(1, len(scenario.doctrines))
    luck = spread_seeds(np.arange(games, dtype=np.int64) + BOTS)
    weights = np.array([doctrine.weights for doctrine in scenario.doctrines], dtype=np.float64)
    weights = np.maximum(weights, LITTLE * weights.max(axis=1, keepdims=True) / 4)[which].T
    tastes = np.stack([option_tastes(scenario, doctrine) for doctrine in scenario.doctrines]).astype(np.float64)
    spread = np.maximum(tastes.max(axis=1, keepdims=True) - tastes.min(axis=1, keepdims=True), 1)
    tastes /= spread / 4
    names = words([f"par.{programme.id}" for programme in scenario.programmes])
    answers = words([f"par.option.{place}" for place in range(tables_of(scenario).none + 1)])
    lasting = _gumbel(roll(turn_keys(luck, 0), names))                  # a bot leans one way for its whole term
    most = np.array([[programme.max] for programme in scenario.programmes])

    def follow(state: State) -> Orders:
        keys: Keys = turn_keys(luck, state.turn)
        blurred = weights * np.exp(TEMPERATURE * (lasting + 0.3 * _gumbel(roll(keys, names))))
        liked = tastes[which] + TEMPERATURE * _gumbel(roll(keys, answers)).T
        chosen = favourite_answers(scenario, state, np.round(liked * 1000).astype(np.int64), np.arange(games))
        return legalise(scenario, state, Orders(_shared(blurred, most, state.points), chosen))

    return follow


def _shared(weights: "np.ndarray", most: "np.ndarray", points: "np.ndarray") -> "np.ndarray":
    """Share each game's points by its weights, one at a time to the programme that is furthest behind: (programmes, games)."""
    levels = np.zeros(weights.shape, dtype=np.int8)
    every = np.arange(weights.shape[1])
    for number in range(int(points.max(initial=0))):
        behind = np.where(levels < most, weights / (2 * levels + 1), -1.0)
        best = behind.argmax(axis=0)
        levels[best, every] += (number < points) & (behind[best, every] > 0)
    return levels


def _gumbel(rolled: Words) -> "np.ndarray":
    """Turn rolls into Gumbel variables: the largest of values with such noise is a choice by softmax."""
    return np.asarray(-np.log(-np.log((rolled.astype(np.float64) + 0.5) / 2.0**32)))
