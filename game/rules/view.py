"""What a player may know: the board, and an interval for each hidden disposition."""

from dataclasses import fields

import numpy as np

from game.core.numbers import SCALE, Ints
from game.rules.scenario import ChinaRetaliation, Scenario, UsPressure
from game.rules.state import Board, State, View, made

_SHOWN = tuple(f.name for f in fields(Board))


def view_of(scenario: Scenario, state: State) -> View:
    """Show a state to its players; what they learn of hidden dispositions narrows with the channel to that capital."""
    board = {name: getattr(state, name) for name in _SHOWN}
    patron, rival = scenario.us_pressure, scenario.china_retaliation
    board["resolve_range"] = _interval(state.resolve, state.lure[0], _width(state, patron), patron.resolve)
    board["patience_range"] = _interval(state.patience, state.lure[1], _width(state, rival), rival.patience)
    return made(View, board)


def _width(state: State, power: UsPressure | ChinaRetaliation) -> Ints:
    level = np.zeros(state.games, np.int8) if power.estimate_programme < 0 else state.levels[power.estimate_programme]
    width: Ints = power.estimate_width - power.estimate_per_level * level.astype(np.int32)
    return np.maximum(width, 2 * SCALE)


def _interval(truth: Ints, lure: Ints, width: Ints, bounds: tuple[int, int]) -> Ints:
    """Lay an interval of a width within the bounds so that it holds the truth anywhere; where it lies tells no more than that."""
    width = np.minimum(width, bounds[1] - bounds[0])
    least, most = np.maximum(truth - width, bounds[0]), np.minimum(truth, bounds[1] - width)
    found = np.empty((2, len(truth)), dtype=np.int32)
    found[0] = least + ((most - least) * lure) // SCALE
    np.add(found[0], width, out=found[1])
    return found
