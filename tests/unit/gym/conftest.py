"""States of the tutorial and of the base scenario some turns into random games."""

import numpy as np
import pytest

from game.bots.random import random_policy
from game.content.library import load_scenario
from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.view import view_of

LUCK = np.uint64(99)


def along(scenario, games, turns):
    """Give the states of random games at the start of each of some turns."""
    seeds = spread_seeds(range(games))
    play, state = random_policy(scenario, seeds ^ LUCK), engine.begin(scenario, seeds)
    for _turn in range(turns):
        yield state
        state = engine.step(scenario, state, play(view_of(scenario, state)))
    yield state


@pytest.fixture(scope="session")
def base():
    return load_scenario("crossroads-2025").scenario


@pytest.fixture(scope="session")
def tutorial():
    return load_scenario("first-steps").scenario
