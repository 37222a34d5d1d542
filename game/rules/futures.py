"""Futures: states that a player may think possible, sampled from a view with fresh dice."""

from dataclasses import fields
from typing import Any

import numpy as np

from game.core.dice import Seeds, Words, between, roll, turn_keys
from game.core.numbers import SCALE, Ints
from game.rules.scenario import Scenario
from game.rules.state import Board, State, View
from game.rules.tables import words


def sample(scenario: Scenario, view: View, seeds: Seeds, games: "np.ndarray | int" = 0) -> State:
    """Give as many states as there are seeds, each at the board of a game, with hidden dispositions drawn from its intervals.

    `games` is one game's number for all of them, or an array with a number a seed.
    """
    chosen = np.broadcast_to(np.asarray(games, dtype=np.intp), (seeds.shape[1],))
    board: dict[str, Any] = {
        f.name: view.turn if f.name == "turn" else np.ascontiguousarray(getattr(view, f.name)[..., chosen]) for f in fields(Board)
    }
    drawn = roll(turn_keys(seeds, 0), words(["future.resolve", "future.patience", "lure.resolve", "lure.patience"]))
    return State(
        **board,
        seeds=seeds,
        resolve=_within(drawn[0], view.resolve_range[:, chosen]),
        patience=_within(drawn[1], view.patience_range[:, chosen]),
        lure=between(drawn[2:], 0, SCALE),
    )


def _within(words_: Words, bounds: Ints) -> Ints:
    """Draw from an interval a game, both ends included."""
    span = (bounds[1] - bounds[0] + 1).astype(np.uint64)
    return (bounds[0] + (words_.astype(np.uint64) * span >> np.uint64(32)).astype(np.int64)).astype(np.int32)
