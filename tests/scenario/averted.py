"""Says how often a warning turn holds an order that averts the end: python tests/scenario/averted.py [SCENARIO].

For every warning of the even split and of the doctrines (at most MOST a turn and policy) it tries the roads' points, even points
and each programme first, with every combination of answers, on sampled futures; the best by one half of them is judged by the other.
"""

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from game.bots import policy  # noqa: E402
from game.bots.panel import shared_points  # noqa: E402
from game.content.library import load_scenario  # noqa: E402
from game.core.dice import spread_seeds  # noqa: E402
from game.rules.engine import begin, finished, step  # noqa: E402
from game.rules.futures import sample  # noqa: E402
from game.rules.orders import legalise  # noqa: E402
from game.rules.scenario import Scenario  # noqa: E402
from game.rules.state import Orders, State, View  # noqa: E402
from game.rules.tables import tables_of  # noqa: E402
from game.rules.view import view_of  # noqa: E402

GAMES, MOST, FUTURES = 600, 40, 24


def plans(scenario: Scenario, view: View, game: int) -> tuple["np.ndarray", "np.ndarray"]:
    """List points (plans, programmes) and answers (plans, slots) to try in a game."""
    most, budget = tuple(p.max for p in scenario.programmes), int(view.points[game])
    lots = [tuple(1000 for _ in most), *(d.weights for d in scenario.doctrines)]
    lots += [tuple(3000 if k == one else 500 for k in range(len(most))) for one in range(len(most))]
    cards, count = view.cards[:, game], tables_of(scenario).option_count
    answers = [np.where(cards >= 0, a, -1) for a in product(*(range(max(1, int(count[c]))) if c >= 0 else (0,) for c in cards))]
    tried = list(product([shared_points(lot, most, budget)[budget] for lot in lots], answers))
    return np.array([p for p, _ in tried], dtype=np.int8), np.array([a for _, a in tried], dtype=np.int8)


def averted(scenario: Scenario, view: View, game: int) -> float:
    """Give the share of futures in which the best order found goes on."""
    points, answers = plans(scenario, view, game)
    seeds = spread_seeds(np.tile(np.arange(FUTURES, dtype=np.int64), len(points)) + (game << 20))
    state = sample(scenario, view, seeds, np.full(len(points) * FUTURES, game))
    order = Orders(*(np.ascontiguousarray(np.repeat(part, FUTURES, axis=0).T) for part in (points, answers)))
    went_on = (step(scenario, state, legalise(scenario, state, order)).ending < 0).reshape(len(points), FUTURES)
    best = int(went_on[:, : FUTURES // 2].mean(axis=1).argmax())
    return float(went_on[best, FUTURES // 2 :].mean())


def warnings(scenario: Scenario, name: str) -> Iterator[tuple[str, float, bool]]:
    """Give every warning: the ending, the share of futures that an order saves, and whether the game then ended."""
    state: State = begin(scenario, spread_seeds(np.arange(1, GAMES + 1)))
    play = policy(name, scenario, spread_seeds(np.arange(GAMES) + 10**6))
    while not finished(scenario, state):
        view = view_of(scenario, state)
        after = step(scenario, state, legalise(scenario, state, play(view)))
        for place, ending in enumerate(scenario.endings):
            games = np.flatnonzero((state.ended == 0) & (state.near[place] >= ending.turns - 1) & (state.turn >= ending.not_before))
            for game in games[:MOST].tolist():
                yield ending.id, averted(scenario, view, game), bool(after.ending[game] >= 0)
        state = after


def main() -> None:
    """Print a line an ending and policy, and one for the games that ended."""
    scenario = load_scenario(sys.argv[1] if len(sys.argv) > 1 else "crossroads-2025").scenario
    ended = []
    for name in ("even", *(f"doctrine:{d.id}" for d in scenario.doctrines)):
        found = list(warnings(scenario, name))
        ended += [share for _, share, over in found if over]
        for ending in sorted({one for one, _, _ in found}):
            shares = np.array([share for one, share, _ in found if one == ending])
            print(f"{name:20} {ending:18} {len(shares):4} warnings, averted in half of the futures: {(shares >= 0.5).mean():.0%}")  # noqa: T201
    if ended:
        print(f"{len(ended)} games that ended: {np.mean(np.array(ended) >= 0.5):.0%} had such an order")  # noqa: T201


if __name__ == "__main__":
    main()
