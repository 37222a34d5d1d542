"""One game as a Gymnasium environment. It plays a Match: the same authority that a screen or a server hands its orders to."""

from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
from numpy.typing import NDArray

from game.core.dice import seed_to_hex
from game.core.numbers import SCALE
from game.core.problems import TightropeError
from game.gym.choices import Mask
from game.gym.layout import Floats
from game.gym.scene import Scene, drawn_seeds, numbered_seeds
from game.session.match import Match
from game.session.record import Record

DEFAULT = "crossroads-2025"
RENDERS = ("ansi", "rgb_array")


class TightropeEnv(gymnasium.Env[Floats, NDArray[np.int64]]):
    """A game: an observation is what the view shows, an action is the order of a turn.

    `scenario` is an id or a path; `reward` is "result" (at the end) or "change" (a turn); `turns` and `cards` shorten the game.
    Raises TightropeError for what cannot be played.
    """

    metadata: dict[str, Any] = {"render_modes": list(RENDERS), "render_fps": 1}      # noqa: RUF012  # as Gymnasium has it

    def __init__(
        self, scenario: str | Path = DEFAULT, *, reward: str = "result", turns: int = 0, cards: int = 0, render_mode: str | None = None,
    ) -> None:
        if render_mode is not None and render_mode not in RENDERS:
            raise TightropeError(f"no render mode '{render_mode}': choose {' or '.join(RENDERS)}")
        self.scene = Scene.of(scenario, reward, turns, cards)
        self.layout, self.choices = self.scene.layout, self.scene.choices
        self.render_mode = render_mode
        self.observation_space = gymnasium.spaces.Box(0.0, 1.0, (self.layout.size,), np.float32)
        self.action_space = gymnasium.spaces.MultiDiscrete(self.choices.nvec)
        self._match: Match | None = None

    @property
    def match(self) -> Match:
        """Give the game in hand; raises TightropeError before the first reset."""
        if self._match is None:
            raise TightropeError("no game has begun yet: call reset first")
        return self._match

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Floats, dict[str, Any]]:
        """Begin a game; `options={"seed": 7}` begins the game that the command line calls `--seed 7`."""
        super().reset(seed=seed)
        numbered = (options or {}).get("seed")
        seeds = drawn_seeds(self.np_random, 1) if numbered is None else numbered_seeds([numbered], 1)
        self._match = Match.new(self.scene.compiled, seed_to_hex(seeds), options=self.scene.options)
        return self._observation(), self._info(repaired=False)

    def step(self, action: NDArray[np.int64]) -> tuple[Floats, float, bool, bool, dict[str, Any]]:
        """Give the order of a turn and play it; nothing is ever truncated. Raises TightropeError when the game is over."""
        match = self.match
        if match.over:
            raise TightropeError("this game is over: call reset to begin another")
        before = match.state.total
        given = self.choices.orders(match.view(), np.asarray(action)[None])
        match.play(given.orders)
        reward = float(self.scene.rewards(before, match.state.total, np.array([match.over]))[0])
        return self._observation(), reward, match.over, False, self._info(repaired=bool(given.repaired[0]))

    def action_masks(self) -> NDArray[np.bool_]:
        """Give the mask of the present turn as truths, side by side: the name that MaskablePPO of sb3-contrib asks for."""
        return self.choices.mask(self.match.view())[0].astype(np.bool_)

    def record(self) -> Record:
        """Give the record of the game, which the program opens, verifies and debriefs like any other."""
        return self.match.record()

    def render(self) -> Any:
        """Show the table as a player sees it: text ("ansi") or a picture (height, width, 3) ("rgb_array")."""
        if self.render_mode == "ansi":
            from game.gym.text import table_text

            return table_text(self.match)
        if self.render_mode == "rgb_array":
            from game.gym.picture import table_picture

            return table_picture(self.match)
        gymnasium.logger.warn('render was called without a mode: make("Tightrope-v0", render_mode="ansi")')
        return None

    def _observation(self) -> Floats:
        return self.layout.observe(self.match.view())[0]

    def _info(self, *, repaired: bool) -> dict[str, Any]:
        mask: Mask = self.choices.mask(self.match.view())[0]
        return {"action_mask": mask, "result": float(self.match.state.total[0]) / SCALE, "repaired": repaired}
