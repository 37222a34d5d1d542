"""What a player may know: the board, and an interval for each hidden disposition."""

from dataclasses import fields

import numpy as np

from game.core.numbers import SCALE, Ints
from game.rules.scenario import Scenario
from game.rules.state import Board, State, View


def view_of(scenario: Scenario, state: State) -> View:
    """Show a state to its players; what they learn of hidden dispositions narrows with the channel to that capital."""
    board = {f.name: getattr(state, f.name) for f in fields(Board)}
    patron, rival = scenario.us_pressure, scenario.china_retaliation
    return View(
        **board,
        resolve_range=_interval(
            state.resolve, state.lure[0], _width(state, patron.estimate_programme, patron.estimate_width, patron.estimate_per_level), patron.resolve
        ),
        patience_range=_interval(
            state.patience, state.lure[1], _width(state, rival.estimate_programme, rival.estimate_width, rival.estimate_per_level), rival.patience
        ),
    )


def _width(state: State, programme: int, width: int, per_level: int) -> Ints:
    if programme < 0:
        return np.full(state.games, width, dtype=np.int32)
    return np.maximum(width - per_level * state.levels[programme].astype(np.int32), 2 * SCALE)


def _interval(truth: Ints, lure: Ints, width: Ints, bounds: tuple[int, int]) -> Ints:
    """Lay an interval of a width around the truth, which lies anywhere within it, and cut it to what is possible."""
    low = truth - (width * lure) // SCALE
    return np.stack([np.maximum(low, bounds[0]), np.minimum(low + width, bounds[1])]).astype(np.int32)
