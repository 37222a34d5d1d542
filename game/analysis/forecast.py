"""The fan of results and pillars for an order under consideration, on futures that do not reveal the game's own dice."""

from dataclasses import dataclass

import numpy as np

from game.bots.even import default_answers
from game.core.dice import Seeds, spread_seeds
from game.core.numbers import Ints
from game.rules.engine import finished, handover, step
from game.rules.futures import sample
from game.rules.ledger import Ledger
from game.rules.orders import legalise
from game.rules.scenario import Scenario
from game.rules.state import Orders, State, View
from game.rules.view import view_of

QUANTILES = (10, 25, 50, 75, 90)


@dataclass(frozen=True)
class Forecast:
    """Quantiles of the result by turn, of the pillars at the end, and the mean of the pillars after one turn.

    result (5, turns from now on + 1) · pillars (5, pillars) · next_pillars (pillars,) · now (pillars,) thousandths ·
    next_values (indicators,) mean thousandths after this turn · ended: share of futures that end early, 0 to 1.
    """

    first_turn: int
    result: "np.ndarray"
    pillars: "np.ndarray"
    next_pillars: "np.ndarray"
    next_values: "np.ndarray"
    now: Ints
    ended: float


def fresh_seeds(label: int, count: int) -> Seeds:
    """Give seeds for futures: the same label gives the same futures, so that two orders are compared on equal luck."""
    return spread_seeds(np.arange(count, dtype=np.int64) + (np.int64(label) << np.int64(24)) + 7_000_000_000)


def forecast(scenario: Scenario, view: View, orders: Orders, label: int = 0, futures: int = 1000) -> Forecast:
    """Play an order and then the rest of the term, points as they are and default answers, in many futures."""
    state = sample(scenario, view, fresh_seeds(label, futures))
    wide = Orders(np.repeat(orders.points[:, :1], futures, axis=1), np.repeat(orders.answers[:, :1], futures, axis=1))
    state = step(scenario, state, legalise(scenario, state, wide))
    next_pillars, next_values = state.pillars.mean(axis=1), state.values.mean(axis=1)
    results = [np.repeat(view.total[:1], futures), state.total]
    while not finished(scenario, state):
        state = step(scenario, state, hold(scenario, state))
        results.append(state.total)
    state = after_handover(scenario, state)
    results[-1] = state.total
    return Forecast(
        first_turn=view.turn,
        result=np.percentile(np.stack(results), QUANTILES, axis=1),
        pillars=np.percentile(state.pillars, QUANTILES, axis=1),
        next_pillars=next_pillars,
        next_values=next_values,
        now=view.pillars[:, 0],
        ended=float((state.ending >= 0).mean()),
    )


def hold(scenario: Scenario, state: State) -> Orders:
    """Keep the points as they are and answer by default."""
    view = view_of(scenario, state)
    return legalise(scenario, view, Orders(view.levels, default_answers(scenario, view)))


def after_handover(scenario: Scenario, state: State, ledger: Ledger | None = None) -> State:
    """Play the silent turns that follow the last turn."""
    for _ in range(scenario.handover_turns):
        state = handover(scenario, state, ledger)
    return state
