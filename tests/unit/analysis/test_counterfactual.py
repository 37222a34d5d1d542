"""Counterfactuals, forecasts and the planner on a small scenario."""

import numpy as np

from game.analysis.batch import play_out
from game.analysis.counterfactual import joined, neighbouring_points, other_answers, played
from game.analysis.debrief.carry import Branch, carry_on, copies, own_way, play_branches, reseeded
from game.analysis.forecast import forecast, fresh_seeds
from game.bots import policy
from game.bots.planner import planner_policy
from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.state import Orders, State
from game.rules.view import view_of
from tests.tiny import tiny

SCENARIO = tiny()


def a_game(seed: int, name: str = "random"):
    """Play one game and keep its orders."""
    seeds = spread_seeds([seed])
    bot = policy(name, SCENARIO, spread_seeds([seed + 500]))
    state, orders = engine.begin(SCENARIO, seeds), []
    while not engine.finished(SCENARIO, state):
        orders.append(bot(view_of(SCENARIO, state)))
        state = engine.step(SCENARIO, state, orders[-1])
    return played(SCENARIO, seeds, orders)


def test_own_orders_give_the_own_result() -> None:
    """A counterfactual with the player's own order ends where the game ended, from every turn."""
    for seed in range(10):
        game = a_game(seed)
        for turn in range(1, game.turns + 1):
            again = carry_on(SCENARIO, game.states[turn - 1], game.orders[turn - 1], own_way(game))[-1]
            assert again.total[0] == game.final.total[0]
            assert np.array_equal(again.values, game.final.values)


def test_values_are_those_of_playing_it_out_alone() -> None:
    """Each alternative of a batch, of whatever turn, has the total that it has when it is played alone."""
    game = a_game(3)
    wanted = [(turn, order) for turn in (2, 3) for *_, order in (*other_answers(game, turn), *neighbouring_points(game, turn)[:5])]
    assert {turn for turn, _ in wanted} == {2, 3}
    together = play_branches(game, [Branch(game.states[turn - 1], order) for turn, order in wanted])
    for (turn, order), totals in zip(wanted, together, strict=True):
        alone = carry_on(SCENARIO, game.states[turn - 1], order, own_way(game))[-1]
        assert totals.tolist() == alone.total.tolist()


def test_other_seeds_are_other_games_and_the_same_for_all_orders() -> None:
    """The same order twice gives the same totals on the same other seeds, and these differ from one another."""
    game = a_game(4)
    state = reseeded(copies(game.states[1], 100), np.tile(fresh_seeds(0, 50), (1, 2)))
    end = carry_on(SCENARIO, state, joined([game.orders[1]] * 100), own_way(game))[-1]
    totals = end.total.reshape(2, 50)
    assert np.array_equal(totals[0], totals[1])
    assert len(set(totals[0].tolist())) > 25


def test_forecast_does_not_know_the_dice_or_the_hidden() -> None:
    """Games that differ only in seed and hidden dispositions, seen alike, have one forecast."""
    one, other = (engine.begin(SCENARIO, spread_seeds([seed])) for seed in (1, 2))
    twin = State(**{**{f: getattr(one, f) for f in one.__dataclass_fields__}, "seeds": other.seeds})
    orders = Orders(one.levels, np.where(one.cards >= 0, 0, -1).astype(np.int8))
    first, second = (forecast(SCENARIO, view_of(SCENARIO, s), orders, futures=100) for s in (one, twin))
    assert np.array_equal(first.result, second.result)
    assert first.result.shape == (5, SCENARIO.calendar.turns + 1)
    assert (np.diff(first.result, axis=0) >= 0).all(), "quantiles do not cross"


def test_planner_beats_the_others_and_sees_only_the_view() -> None:
    """Planning pays, and the same views and luck give the same orders whatever the hidden truth."""
    seeds = spread_seeds(range(12))
    best = max(play_out(SCENARIO, policy(n, SCENARIO, seeds), seeds).total.mean() for n in ("even", "random", "doctrine"))
    assert play_out(SCENARIO, planner_policy(SCENARIO, seeds, 4000), seeds).total.mean() > best + 1500
    state = engine.begin(SCENARIO, seeds)
    view = view_of(SCENARIO, state)
    one, other = planner_policy(SCENARIO, seeds, 2000), planner_policy(SCENARIO, seeds, 2000)
    other.attach(state)
    assert np.array_equal(one(view).points, other(view).points)
    assert engine.check(SCENARIO, state, one(view)).ok.all()
