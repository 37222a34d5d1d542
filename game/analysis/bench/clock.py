"""Taking times: medians of a few runs, and what the machine itself can do in the same minute."""

import importlib.util
import random
import statistics
import time
from collections.abc import Callable

import numpy as np


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Give the median time of some runs, after one that warms up."""
    work()
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def int32_adds(runs: int = 7) -> float:
    """Give this machine's int32 additions a second: the best of some runs over arrays that leave the nearest cache."""
    one = np.ones((64, 10_000), np.int32)
    other = one.copy()
    best = 0.0
    for _ in range(runs):
        begun = time.perf_counter()
        for _ in range(200):
            np.add(one, other, out=one)
        best = max(best, 200 * one.size / (time.perf_counter() - begun))
    return best


def peer_moves(name: str, lasting: float = 0.5) -> float | None:
    """Give the moves a second of random games in OpenSpiel from Python, or None where it is not installed (extra `bench`)."""
    if importlib.util.find_spec("pyspiel") is None:
        return None
    import pyspiel

    game, dice = pyspiel.load_game(name), random.Random(1)  # noqa: S311  play, not secrets
    moves, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < lasting:
        state = game.new_initial_state()
        while not state.is_terminal():
            if state.is_simultaneous_node():
                state.apply_actions([dice.choice(state.legal_actions(player)) for player in range(game.num_players())])
            else:
                state.apply_action(dice.choice(state.legal_actions()))
            moves += 1
    return moves / (time.perf_counter() - begun)
