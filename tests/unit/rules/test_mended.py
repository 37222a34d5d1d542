"""What was once wrong in the rules, case by case: wide orders, long terms, states that were picked, dropped threats, nothing spent."""

from dataclasses import fields, replace

import numpy as np
import pytest

from game.bots.policies import policy
from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.orders import legalise, limits
from game.rules.scenario import Ending, Inertia, Mandate
from game.rules.state import Orders
from game.rules.view import view_of
from tests.tiny import ALIGN, AMBIG, APPROVAL, AUTON, const, event, name, option, tiny


def quiet(**changes):
    """Give the tiny scenario without anything that happens by itself."""
    cards = event("e", option("x")), event("f", option("x"))
    return replace(tiny(), **{"shocks": (), "flows": (), "provocation": None, "events": cards, **changes})


def begun(rules, games=1):
    return engine.begin(rules, spread_seeds(range(games)))


def ordered(state, levels):
    points = np.array(levels, dtype=np.int8)[:, None].repeat(state.games, 1)
    return Orders(points, np.where(state.cards >= 0, 0, -1).astype(np.int8))


def test_an_order_of_a_hundred_and_eighty_points_is_cut_to_what_there_is():
    plain = tiny()
    many = tuple(replace(plain.programmes[0], id=f"p{k}", max=9, steps=tuple(range(0, 10_000, 1000)), start=0) for k in range(20))
    free = tuple(replace(domain, least=0) for domain in plain.domains)
    rules = quiet(programmes=many, inertia=Inertia(9, 6, 9, 12, 250), domains=free)
    state = begun(rules)
    cut = legalise(rules, state, Orders(np.full((20, 1), 9, np.int8), np.where(state.cards >= 0, 0, -1).astype(np.int8)))
    assert cut.points.sum() <= state.points[0]
    assert engine.check(rules, state, cut).ok.all()


def test_a_programme_that_never_rose_can_rise_late_in_a_long_term():
    calm = tiny().calendar
    rules = quiet(calendar=replace(calm, months=1, turns=40), inertia=Inertia(1, 6, 2, 12, 250))
    state = begun(rules)
    for _ in range(34):
        top = limits(rules, state)[1]
        assert (top >= state.levels).all(), state.turn
        assert (top > state.levels).any(), f"nothing can rise in turn {state.turn}"
        state = engine.step(rules, state, ordered(state, state.levels[:, 0]))


def test_posture_stays_a_whole_when_no_points_are_spent():
    none = tuple(replace(programme, start=0) for programme in tiny().programmes)
    rules = quiet(programmes=none, events=(event("e", option("x", lean=(1000, 0, 0)), once=False),))
    state = begun(rules)
    for _ in range(3):
        state = engine.step(rules, state, ordered(state, [0] * len(none)))
        whole = int(state.values[[ALIGN, AMBIG, AUTON], 0].sum())
        assert abs(whole - 100_000) <= 2 * state.turn, (state.turn, whole)


@pytest.mark.parametrize(("first", "last", "holds"), [(-2, 3, True), (1, 1, True), (2, 3, False), (-3, 0, False)])
def test_a_mandate_that_began_before_the_first_turn_is_in_force(first, last, holds):
    assert bool(begun(quiet(mandates=(Mandate(1, first, last),))).flags[1, 0]) is holds


def test_a_card_without_weight_never_comes():
    assert (begun(quiet(events=(event("e", option("x"), weight=0), event("f", option("x"), weight=0))), 50).cards < 0).all()
    none, some = ("sub", const(1), const(1)), ("max", const(0), const(2))
    live = quiet(events=(event("e", option("x"), weight=none), event("f", option("x"), weight=some)))
    assert set(begun(live, 50).cards.ravel().tolist()) == {-1, 1}


@pytest.mark.parametrize("turns", [0, 2, 3])
def test_games_that_were_picked_or_had_ended_are_played_on_as_by_steps(turns):
    rules = replace(tiny(), endings=(Ending("falls", ("le", name("indicator", APPROVAL), const(48)), 1, 2),))
    play = policy("even", rules, spread_seeds(range(200)))
    state = begun(rules, 200)
    for _ in range(turns):
        state = engine.step(rules, state, play(view_of(rules, state)))
    assert turns < 3 or (state.ended > 0).any()
    plain, picked = state, state.take(list(range(200)))
    while not engine.finished(rules, plain):
        plain = engine.step(rules, plain, play(view_of(rules, plain)))
    quick = engine.play_on(rules, picked, lambda now: play(view_of(rules, now)))
    for field in ("values", "total", "pillars", "ended", "ending"):
        np.testing.assert_array_equal(getattr(plain, field), getattr(quick, field), err_msg=field)


def test_a_picked_state_lies_in_memory_as_the_rules_expect():
    picked = begun(tiny(), 20).take([3, 1, 3])
    assert all(getattr(picked, f.name).flags.c_contiguous for f in fields(picked) if f.name != "turn")
