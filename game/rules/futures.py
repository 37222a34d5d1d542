"""Futures: states that a player may think possible, sampled from a view with fresh dice."""

from dataclasses import fields
from typing import Any

import numpy as np

from game.core.dice import Seeds, between, roll, turn_keys
from game.core.numbers import SCALE
from game.rules.scenario import Scenario
from game.rules.state import Board, State, View
from game.rules.tables import words


def sample(scenario: Scenario, view: View, seeds: Seeds, game: int = 0) -> State:
    """Give as many states as there are seeds, all at one game's board, with hidden dispositions drawn from its intervals."""
    count = seeds.shape[1]
    board: dict[str, Any] = {
        f.name: view.turn if f.name == "turn" else np.repeat(getattr(view, f.name)[..., [game]], count, axis=-1)
        for f in fields(Board)
    }
    drawn = roll(turn_keys(seeds, 0), words(["future.resolve", "future.patience", "lure.resolve", "lure.patience"]))
    (r_low, r_high), (p_low, p_high) = view.resolve_range[:, game].tolist(), view.patience_range[:, game].tolist()
    return State(
        **board, seeds=seeds, resolve=between(drawn[0], r_low, r_high), patience=between(drawn[1], p_low, p_high),
        lure=between(drawn[2:], 0, SCALE),
    )
