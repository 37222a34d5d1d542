"""Which game is played for what reward: what the single and the vector environment share."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from game.content.compiled import Compiled
from game.content.library import load_scenario
from game.core.dice import Seeds, spread_seeds
from game.core.numbers import SCALE
from game.core.problems import TightropeError
from game.gym.choices import Choices
from game.gym.layout import Layout
from game.session.options import shaped
from game.session.record import Options

Reward = Literal["result", "change"]
REWARDS: tuple[Reward, ...] = get_args(Reward)
WHOLE = 100 * SCALE
"""A result of 100 points, in thousandths: a reward of 1."""


@dataclass(frozen=True)
class Scene:
    """A scenario made ready to be played by an agent."""

    compiled: Compiled
    options: Options
    layout: Layout
    choices: Choices
    reward: Reward

    @classmethod
    def of(cls, scenario: str | Path, reward: str, turns: int = 0, cards: int = 0) -> "Scene":
        """Load a scenario by id or path; raises TightropeError for one that is not there, and for impossible options."""
        if reward not in REWARDS:
            raise TightropeError(f"no reward '{reward}': choose {' or '.join(REWARDS)}")
        options = Options(turns, cards)
        compiled = load_scenario(scenario)
        played = shaped(compiled, options).scenario
        return cls(compiled, options, Layout(played), Choices(played), "result" if reward == "result" else "change")

    def rewards(self, before: NDArray[Any], after: NDArray[Any], over: NDArray[Any]) -> NDArray[np.float64]:
        """Give the rewards of a turn from results in thousandths: the result at the end, or the change; a hundred points are 1."""
        if self.reward == "result":
            return np.where(over, after, 0) / WHOLE
        return np.asarray(after - before, dtype=np.int64) / WHOLE


def drawn_seeds(generator: np.random.Generator, games: int) -> Seeds:
    """Draw the seeds of games, (2, games)."""
    return generator.integers(0, 1 << 64, size=(2, games), dtype=np.uint64)


def numbered_seeds(numbers: Any, games: int) -> Seeds:
    """Give the seeds that the command line's `--seed` stands for; raises TightropeError where there is not one a game."""
    found = np.asarray(numbers)
    if found.shape != (games,) or found.dtype.kind not in "iu" or (found < 0).any():
        raise TightropeError(f"option 'seeds' takes a whole number from 0 on for each game: {games}")
    return spread_seeds(found.astype(np.int64))
