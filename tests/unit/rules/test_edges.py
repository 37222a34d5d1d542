"""Edges of the rules at which the second look found them wrong: large packs, long games, nothing spent, games played on from anywhere."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from game.bots.policies import policy
from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.orders import legalise, limits
from game.rules.scenario import Ending, Event, Inertia, Mandate, Posture
from game.rules.state import Orders
from game.rules.view import view_of
from tests.tiny import ALIGN, AMBIG, APPROVAL, AUTON, IRE, const, event, name, option, tiny
from tests.unit.rules.one_phase import SURE, laid_out, play, quiet

GAMES = 120


def idle(state, levels) -> Orders:
    """Spend these levels and give the first answer to each card."""
    points = np.repeat(np.array(levels, dtype=np.int8)[:, None], state.games, axis=1)
    return Orders(points, np.where(state.cards >= 0, 0, -1).astype(np.int8))


def test_wishes_far_beyond_the_points_are_cut_all_the_same() -> None:
    plain = quiet()
    steps = tuple(range(0, 10_000, 1000))
    many = tuple(replace(plain.programmes[0], id=f"p{n}", max=9, steps=steps, start=0) for n in range(20))
    rules = replace(plain, programmes=many, inertia=Inertia(9, 6, 9, 12, 0))
    state = engine.begin(rules, spread_seeds(range(5)))
    orders = legalise(rules, state, idle(state, [9] * 20))
    assert (orders.points.sum(axis=0) == state.points).all(), "180 points were wished"
    assert engine.check(rules, state, orders).ok.all()


@pytest.mark.parametrize("turn", [27, 28, 40])
def test_a_programme_that_never_rose_may_rise_late_in_a_long_game(turn: int) -> None:
    plain = quiet()
    rules = replace(plain, calendar=replace(plain.calendar, months=1, turns=40))       # rises once in six months
    _, top = limits(rules, laid_out(rules, turn=turn))
    assert top[:, 0].tolist() == [2, 2, 2]


def test_posture_adds_up_to_100_when_nothing_is_spent() -> None:
    word = event("say", option("align", lean=(1000, 0, 0)), once=False)
    rules = quiet(events=(word,), posture=Posture(550, 0, 100_000, 1, 1200, 800, 100_000, 0, 0, 0))
    found = play(rules, "decisions", ["say.align"], levels=0, values={ALIGN: 40_000, AMBIG: 35_000, AUTON: 25_000})
    assert abs(sum(found.of("posture.turn").values())) <= 2
    assert found.of("posture.turn")[ALIGN] > 15_000, "what is said alone is the whole mix"


@pytest.mark.parametrize(("first", "last", "holds"), [(-3, 2, True), (0, 1, True), (1, 1, True), (-3, 0, False), (2, 3, False)])
def test_a_mandate_may_have_begun_before_the_first_turn(first: int, last: int, *, holds: bool) -> None:
    state = engine.begin(quiet(mandates=(Mandate(1, first, last),)), spread_seeds([1]))
    assert state.flags[1, 0] == holds


@pytest.mark.parametrize("start", [0, 2, 4])
@pytest.mark.parametrize("bot", ["even", "random"])
def test_picked_games_are_played_on_as_turn_by_turn_also_where_some_have_ended(start: int, bot: str) -> None:
    rules = replace(tiny(), endings=(Ending("falls", ("le", name("indicator", APPROVAL), const(48)), 1, 2),))
    state = engine.begin(rules, spread_seeds(range(GAMES)))
    play_ = policy(bot, rules, spread_seeds(range(GAMES)))
    for _ in range(start):
        state = engine.step(rules, state, play_(view_of(rules, state)))
    assert (state.ended > 0).any() == (start > 1)
    plain, every = state, list(range(GAMES))
    while not engine.finished(rules, plain):
        plain = engine.step(rules, plain, play_(view_of(rules, plain)))
    quick = engine.play_on(rules, state.take(every), lambda seen: play_(view_of(rules, seen)))
    for field in ("values", "pillars", "total", "ended", "ending"):
        assert np.array_equal(getattr(plain, field), getattr(quick, field)), field


def test_a_threat_that_was_dropped_is_not_made_again_in_the_same_turn() -> None:
    plain = quiet(events=(event("warn", option("yield", reply="yield"), option("hold", reply="hold"), about=("rung", 0)),))
    for unannounced in (0, SURE):
        rival = replace(plain.china_retaliation, yield_works=SURE, unannounced=unannounced, threat_lapse=0)
        rules = replace(plain, china_retaliation=rival)
        board: dict[str, Any] = {"turn": 3, "threat": 1, "threat_due": 3, "patience": 50_000, "values": {IRE: 50_000}}
        found = play(rules, "china_retaliation", ["warn.yield"], **board)
        assert (found.work.threat[0], found.work.rung[0]) == (0, 0)
        assert play(rules, "china_retaliation", ["warn.hold"], **board).work.rung.tolist() == [1]


def test_a_bite_that_does_not_fade_stays_whole() -> None:
    plain = quiet()
    rules = replace(plain, china_retaliation=replace(plain.china_retaliation, bite_fades=0))
    found = play(rules, "china_retaliation", rung=1, patience=50_000, values={IRE: 40_000})
    assert found.work.rung.tolist() == [1]
    assert (found.work.bite == 1000).all()


def test_a_card_without_weight_never_comes() -> None:
    def dealt(*cards: Event) -> set[int]:
        return set(engine.begin(quiet(events=cards), spread_seeds(range(50))).cards.ravel().tolist())

    none, some = ("sub", const(1), const(1)), ("max", const(0), const(2))
    assert dealt(event("e", option("x"), weight=0), event("f", option("x"), weight=0)) == {-1}
    assert dealt(event("e", option("x"), weight=none), event("f", option("x"), weight=some)) == {-1, 1}


def test_a_picked_state_lies_in_memory_as_the_rules_expect() -> None:
    picked = engine.begin(quiet(), spread_seeds(range(20))).take([3, 1, 3])
    assert all(getattr(picked, f.name).flags.c_contiguous for f in fields(picked) if f.name != "turn")
