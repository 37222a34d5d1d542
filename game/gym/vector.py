"""Thousands of games as one Gymnasium vector environment, over the engine's batch."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
from gymnasium.vector import AutoresetMode
from gymnasium.vector.utils import batch_space
from numpy.typing import NDArray

from game.core.dice import Seeds
from game.core.machine import keep_memory
from game.core.numbers import SCALE
from game.core.problems import TightropeError
from game.gym.layout import Floats
from game.gym.scene import Scene, drawn_seeds, numbered_seeds
from game.gym.single import DEFAULT
from game.rules import engine
from game.rules.state import State
from game.rules.view import view_of
from game.session.translate import hand_over

CHUNK = 4000
"""Games of one turn that are played together: their observations and states then stay in the cache."""


@dataclass(frozen=True)
class Cohort:
    """Games that stand at the same turn; `places` says which of the environment's games they are."""

    places: NDArray[np.intp]
    state: State


class TightropeVectorEnv(gymnasium.vector.VectorEnv[Floats, NDArray[np.int64], NDArray[Any]]):
    """Many games at once; games that stand at the same turn are played together by the engine.

    `autoreset_mode` says what becomes of a game that is over: it begins anew with the next step (`NEXT_STEP`), in the same
    (`SAME_STEP`), or stays as it is until `reset` (`DISABLED`; a step then gives it a reward of 0). The rest is as in TightropeEnv.
    """

    metadata: dict[str, Any] = {"render_modes": [], "autoreset_mode": AutoresetMode.NEXT_STEP}     # noqa: RUF012  # as Gymnasium has it

    def __init__(
        self, num_envs: int = 1, scenario: str | Path = DEFAULT, *, reward: str = "result", turns: int = 0, cards: int = 0,
        autoreset_mode: AutoresetMode | str = AutoresetMode.NEXT_STEP,
    ) -> None:
        if num_envs < 1:
            raise TightropeError("a vector environment has at least one game")
        self.scene = Scene.of(scenario, reward, turns, cards)
        self.layout, self.choices, self.scenario = self.scene.layout, self.scene.choices, self.scene.layout.scenario
        self.num_envs = num_envs
        self.autoreset_mode = AutoresetMode(autoreset_mode)
        self.metadata = {**type(self).metadata, "autoreset_mode": self.autoreset_mode}
        self.single_observation_space = gymnasium.spaces.Box(0.0, 1.0, (self.layout.size,), np.float32)
        self.single_action_space = gymnasium.spaces.MultiDiscrete(self.choices.nvec)
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self._cohorts: list[Cohort] = []
        self._over = np.zeros(num_envs, dtype=np.bool_)
        self._seen = np.zeros((num_envs, self.layout.size), dtype=np.float32)
        self._mask = np.zeros((num_envs, int(self.choices.nvec.sum())), dtype=np.int8)
        self._results = np.zeros(num_envs, dtype=np.int64)
        keep_memory()

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Floats, dict[str, Any]]:
        """Begin all games anew, or those of `options={"reset_mask": truths}`.

        `options={"seeds": numbers}` begins the games that the command line's `--seed` stands for, one number a game that begins.
        """
        super().reset(seed=seed)
        options = options or {}
        chosen = np.asarray(options.get("reset_mask", np.ones(self.num_envs, dtype=np.bool_)))
        if chosen.shape != (self.num_envs,) or chosen.dtype != np.bool_ or not chosen.any():
            raise TightropeError(f"option 'reset_mask' takes {self.num_envs} truths, at least one of them True")
        places = np.flatnonzero(chosen)
        numbered = options.get("seeds")
        seeds = drawn_seeds(self.np_random, len(places)) if numbered is None else numbered_seeds(numbered, len(places))
        self._cohorts = [left for cohort in self._cohorts for left in _without(cohort, chosen)]
        self._begin(places, seeds)
        return self._seen.copy(), self._info(np.zeros(self.num_envs, dtype=np.bool_))

    def step(self, actions: NDArray[np.int64]) -> tuple[Floats, NDArray[Any], NDArray[Any], NDArray[Any], dict[str, Any]]:
        """Play a turn of every game; raises TightropeError before the first reset."""
        if not self._cohorts and not self._over.any():
            raise TightropeError("no game has begun yet: call reset first")
        wide = np.asarray(actions).reshape(self.num_envs, len(self.choices.nvec))
        rewards, ending = np.zeros(self.num_envs), np.zeros(self.num_envs, dtype=np.bool_)
        repaired = np.zeros(self.num_envs, dtype=np.bool_)
        waiting = np.flatnonzero(self._over)
        self._cohorts = [left for cohort in self._cohorts for left in self._played(cohort, wide, rewards, ending, repaired)]
        self._over |= ending
        info: dict[str, Any] = {}
        if self.autoreset_mode is AutoresetMode.SAME_STEP and ending.any():
            info = {"final_obs": self._finals(ending), "_final_obs": ending.copy(), "final_info": self._info(repaired, ending)}
            info["_final_info"] = ending.copy()
            waiting = np.flatnonzero(ending)
        terminated = self._over.copy() if self.autoreset_mode is AutoresetMode.DISABLED else ending
        if self.autoreset_mode is not AutoresetMode.DISABLED and len(waiting):
            self._begin(waiting, drawn_seeds(self.np_random, len(waiting)))
        return self._seen.copy(), rewards, terminated, np.zeros(self.num_envs, dtype=np.bool_), {**self._info(repaired), **info}

    def states(self) -> list[Cohort]:
        """Give the states of the games in play, by cohorts; for tests and analysis, never for an agent."""
        return list(self._cohorts)

    def _begin(self, places: NDArray[np.intp], seeds: Seeds) -> None:
        """Begin games at some places; games that stand at their first turn join them."""
        state = engine.begin(self.scenario, seeds)
        self._over[places] = False
        self._look(places, state)
        for cohort in [one for one in self._cohorts if one.state.turn == state.turn]:
            self._cohorts.remove(cohort)
            places, state = np.concatenate([cohort.places, places]), State.joined([cohort.state, state])
        self._cohorts += _chunks(Cohort(places, state))

    def _played(
        self, cohort: Cohort, actions: NDArray[Any], rewards: NDArray[Any], ending: NDArray[Any], repaired: NDArray[Any],
    ) -> list[Cohort]:
        """Play a turn of a cohort, write down what came of it, and give what goes on: a cohort, or none."""
        places, before = cohort.places, cohort.state
        given = self.choices.orders(view_of(self.scenario, before), actions[places])
        state = engine.step(self.scenario, before, given.orders)
        if state.turn > self.scenario.calendar.turns:
            state = hand_over(self.scenario, state)
        over = state.ended > 0
        rewards[places] = self.scene.rewards(before.total, state.total, over)
        ending[places], repaired[places] = over, given.repaired
        self._look(places, state)
        return _without(Cohort(places, state), ending) if over.any() else [Cohort(places, state)]

    def _look(self, places: NDArray[np.intp], state: State) -> None:
        """Note what the players of some games see now."""
        view = view_of(self.scenario, state)
        self._seen[places], self._mask[places] = self.layout.observe(view), self.choices.mask(view)
        self._results[places] = view.total

    def _finals(self, ending: NDArray[np.bool_]) -> NDArray[Any]:
        """Give the last observations of games that have ended, as Gymnasium's own vector environments do: an array of objects."""
        found = np.full(self.num_envs, None, dtype=object)
        for place in np.flatnonzero(ending).tolist():
            found[place] = self._seen[place].copy()
        return found

    def _info(self, repaired: NDArray[np.bool_], which: NDArray[np.bool_] | None = None) -> dict[str, Any]:
        """Give masks, results so far and repairs, each with the marks of the games that it holds for."""
        there = np.ones(self.num_envs, dtype=np.bool_) if which is None else which
        parts = {"action_mask": self._mask.copy(), "result": self._results / SCALE, "repaired": repaired.copy()}
        return {**parts, **{f"_{name}": there.copy() for name in parts}}


def _chunks(cohort: Cohort) -> list[Cohort]:
    """Divide a cohort that is too large."""
    if len(cohort.places) <= CHUNK:
        return [cohort]
    parts = [np.arange(first, min(first + CHUNK, len(cohort.places))) for first in range(0, len(cohort.places), CHUNK)]
    return [Cohort(cohort.places[part], cohort.state.take(part)) for part in parts]


def _without(cohort: Cohort, leaving: NDArray[np.bool_]) -> list[Cohort]:
    """Leave some of the environment's games out of a cohort; gives nothing where none is left."""
    stays = np.flatnonzero(~leaving[cohort.places])
    if len(stays) == len(cohort.places):
        return [cohort]
    return [Cohort(cohort.places[stays], cohort.state.take(stays))] if len(stays) else []
