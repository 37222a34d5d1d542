"""Seoul's own side rule by rule: programmes, answers, posture and credibility, points and limits of levels."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.ledger import Ledger
from game.rules.orders import legalise, limits
from game.rules.scenario import Outcome, Posture, Programme
from game.rules.state import Orders
from tests.tiny import (
    ALIGN,
    AMBIG,
    APPROVAL,
    AUTON,
    CREDIBILITY,
    GROWTH,
    IRE,
    PRESSURE,
    STRENGTH,
    TENSION,
    const,
    event,
    name,
    option,
)
from tests.unit.rules.one_phase import NEVER, SURE, laid_out, play, quiet

# -- programmes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kept", "worth"), [(0, 1800), (1, 1800), (2, 2250), (9, 2250)])
def test_a_programme_pays_by_its_level_and_more_when_that_was_kept_a_year(kept: int, worth: int) -> None:
    found = play(quiet(), "allocation", levels=[2, 1, 1], kept=kept, values={GROWTH: 3000})
    assert found.of("programme.market") == {GROWTH: 400 * worth // 2000, IRE: -2000 * worth // 2000}
    assert found.of("programme.envoys")[PRESSURE] == 3000 * (1250 if kept >= 2 else 1000) // 2000, "an expression as well"


def test_what_a_level_is_worth_is_rounded_before_it_is_turned_into_a_turns() -> None:
    plain = quiet()
    market = Programme("market", 0, 1, (0, 2500), 1, (0, 1000, 0), ((GROWTH, 3),))
    rules = replace(plain, programmes=(market, *plain.programmes[1:]), calendar=replace(plain.calendar, months=12))
    assert play(rules, "allocation", levels=1, kept=0).of("programme.market") == {GROWTH: 8}, "7.5 thousandths"
    odd = replace(market, steps=(0, 2503), effects=((STRENGTH, 1000),))
    rules = replace(rules, programmes=(odd, *plain.programmes[1:]))
    assert play(rules, "allocation", levels=1, kept=2).of("programme.market") == {STRENGTH: 3129}, "a quarter more of 2.503 is 3.12875"


@pytest.mark.parametrize(("trade", "defence"), [(0, 1), (1, 0), (2, 2), (0, 0)])
def test_a_domain_with_too_few_points_decays(trade: int, defence: int) -> None:
    found = play(quiet(), "allocation", levels=[trade, defence, 1])
    assert found.of("neglect.trade") == ({} if trade else {GROWTH: -250})
    assert found.of("neglect.defence") == ({} if defence else {STRENGTH: -1000})


def test_a_level_that_changes_begins_its_year_anew() -> None:
    rules = quiet()
    state = laid_out(rules, levels=[2, 2, 1], kept=5)
    answers = np.where(state.cards >= 0, 0, -1).astype(np.int8)
    after = engine.step(rules, state, Orders(np.array([[3], [1], [1]], dtype=np.int8), answers))
    assert after.kept[:, 0].tolist() == [0, 0, 6]
    assert after.raised[:, 0].tolist() == [1, -100, -100]
    last = engine.handover(rules, laid_out(rules, turn=9, kept=1))
    assert (last.kept == 2).all(), "the silent turns count"


# -- answers ----------------------------------------------------------------------------------------------------------------


def test_an_answer_takes_effect_sets_flags_and_rolls() -> None:
    luck = Outcome("maybe_1", 0, SURE, ((APPROVAL, 5000),), ((APPROVAL, -5000),), certain=False)
    bad = replace(luck, chance=NEVER)
    live = replace(luck, chance=("sub", name("indicator", TENSION), const(55)))
    rules = quiet(events=(
        event("e", option("sure", effects=((GROWTH, 40), (STRENGTH, ("neg", name("indicator", TENSION)))), set=(0, 1), clear=(1,)),
              option("lucky", outcomes=(luck,)), option("not", outcomes=(bad,)), option("live", outcomes=(live,))),
    ))
    found = play(rules, "decisions", ["e.sure"], flags=[False, True], values={TENSION: 20_000, STRENGTH: 50_000})
    assert found.of("event.e.sure") == {GROWTH: 40, STRENGTH: -20_000}
    assert found.work.flags[:, 0].tolist() == [True, False], "what an answer clears is clear"
    cause = "later.e.{}.maybe_1"
    for name_, tension, amount in (("lucky", 0, 5000), ("not", 0, -5000), ("live", 55_000, -5000), ("live", 100_000, None)):
        done = play(rules, "decisions", [f"e.{name_}"], values={TENSION: tension}, games=200)
        hits = [done.of(cause.format(name_), game)[APPROVAL] for game in range(200)]
        assert set(hits) == {amount} if amount else 0.3 < np.mean(np.array(hits) > 0) < 0.6
    assert play(rules, "decisions", ["e.lucky"], luck=False).of("later.e.lucky.maybe_1") == {}, "without luck a gamble brings nothing"


@pytest.mark.parametrize("delay", [1, 2, 3])
def test_what_comes_later_comes_once_after_so_many_turns(delay: int) -> None:
    rules = quiet(events=(event("e", option("x", outcomes=(Outcome("later_1", delay, SURE, ((GROWTH, 40),)),))),))
    state, came = engine.begin(rules, spread_seeds([1])), []
    for _ in range(5):
        ledger = Ledger()
        state = engine.step(rules, state, Orders(state.levels, np.where(state.cards >= 0, 0, -1).astype(np.int8)), ledger)
        came.append(sum(line.amount for line in ledger.lines() if line.cause == "later.e.x.later_1"))
    assert came == [40 if turn == delay else 0 for turn in range(5)]


def test_the_answer_to_a_third_card_counts_like_the_others() -> None:
    cards = tuple(event(f"e{n}", option("x", effects=((APPROVAL, 10**n),), lean=(0, 0, 1000))) for n in range(3))
    found = play(quiet(events=cards), "decisions", ["e0.x", "e1.x", "e2.x"], levels=0, values={AUTON: 40_000})
    assert [found.of(f"event.e{n}.x") for n in range(3)] == [{APPROVAL: 10**n} for n in range(3)]
    two = play(quiet(events=cards), "decisions", ["e0.x", "e1.x"], games=9, levels=0)
    assert not any(two.of("event.e2.x", game) for game in range(9))
    lone = quiet(events=(*cards[:2], event("e2", option("x", lean=(1000, 0, 0)))), posture=PLAIN)
    mixed = play(lone, "decisions", ["e0.x", "e1.x", "e2.x"], levels=0, values={ALIGN: 0, AMBIG: 0, AUTON: 0})
    assert mixed.of("posture.turn")[AUTON] == pytest.approx(2 * mixed.of("posture.turn")[ALIGN], abs=2), "one of three leans another way"


# -- posture ----------------------------------------------------------------------------------------------------------------

WORDS = (
    event("say", option("align", lean=(1000, 0, 0)), option("autonomy", lean=(0, 0, 1000)), option("nothing", lean=(0, 0, 0))),
    event("crisis", option("x", lean=(0, 0, 0))),
)
ROADS = (ALIGN, AMBIG, AUTON)
PLAIN = Posture(550, 0, 12_000, 1, 1000, 1000, 100_000, 0, -6000, -3000)


def posture(answer: str, levels: list[int], at: tuple[int, int, int], months: int = 6, **kept: Any) -> Any:
    """Play the phase with points on "market" (ambiguity), "arms" (alignment and autonomy) and "envoys" (alignment)."""
    plain = quiet(events=WORDS, posture=replace(PLAIN, **kept))
    rules = replace(plain, calendar=replace(plain.calendar, months=months))
    return play(rules, "decisions", [f"say.{answer}"], levels=levels, values=dict(zip(ROADS, at, strict=True)), flags=False)


@pytest.mark.parametrize(
    ("answer", "levels", "mix"),
    [
        ("align", [0, 0, 1], (100, 0, 0)), ("align", [2, 0, 0], (50, 50, 0)), ("nothing", [1, 2, 1], (50, 25, 25)),
        ("autonomy", [0, 1, 0], (25, 0, 75)),
    ],
)
def test_posture_moves_towards_what_is_spent_and_said(answer: str, levels: list[int], mix: tuple[int, int, int]) -> None:
    found = posture(answer, levels, (40_000, 35_000, 25_000))
    rate = 1 - 0.45**0.5                                      # 55% a year, in half a year
    moved = [found.of("posture.turn").get(road, 0) for road in ROADS]
    for step, share, before in zip(moved, mix, (40, 35, 25), strict=True):
        assert step == pytest.approx((share - before) * 1000 * rate, abs=(abs(share - before) + 1) * 0.6)
    assert abs(sum(moved)) <= 2


def test_who_spends_nothing_and_says_nothing_stands_still() -> None:
    found = posture("nothing", [0, 0, 0], (90_000, 5000, 5000), swing=120)
    assert found.causes == set()


@pytest.mark.parametrize(("flag", "months", "cost"), [(False, 6, 10_999), (True, 6, 5499), (False, 3, 5500), (True, 3, 2750)])
def test_a_swing_costs_credibility_beyond_what_is_free_and_half_with_a_mandate(*, flag: bool, months: int, cost: int) -> None:
    plain = quiet(events=WORDS, posture=replace(PLAIN, swing=125, swing_free=12_008))
    rules = replace(plain, calendar=replace(plain.calendar, months=months))
    values = {ALIGN: 0, AMBIG: 0, AUTON: 100_000, CREDIBILITY: 60_000}
    found = play(rules, "decisions", ["say.align"], levels=[0, 0, 1], values=values, flags=[False, flag])
    assert found.of("posture.swing") == {CREDIBILITY: -cost}, "100 points would have to move"
    calm = play(rules, "decisions", ["say.align"], levels=[0, 0, 1], values=values | {ALIGN: 88_000, AUTON: 12_000}, flags=[False, flag])
    assert calm.of("posture.swing") == {}


@pytest.mark.parametrize(
    ("answer", "levels", "cost"),
    [
        ("autonomy", [0, 0, 1], 4400), ("align", [0, 0, 1], 0), ("nothing", [0, 0, 1], 0), ("autonomy", [0, 0, 0], 0),
        ("autonomy", [0, 1, 0], 400),
    ],
)
def test_points_and_answers_that_point_apart_are_mixed_signals(answer: str, levels: list[int], cost: int) -> None:
    found = posture(answer, levels, (100_000, 0, 0), mixed=80, mixed_free=45_000)
    assert found.of("posture.mixed") == ({CREDIBILITY: -cost} if cost else {})
    assert found.work.mixed_now.tolist() == [cost > 0], "a promise of this turn then counts half"


@pytest.mark.parametrize(("firmest", "third", "cost"), [(44_999, 1, -3000), (45_000, 1, 0), (30_000, -1, 0)])
def test_a_crisis_that_finds_no_line_costs_credibility(firmest: int, third: int, cost: int) -> None:
    rules = quiet(events=WORDS, posture=PLAIN)
    values = {ALIGN: 30_000, AMBIG: 20_000, AUTON: firmest}
    found = play(rules, "decisions", ["say.nothing"], values=values, cards=[0, -1, third])
    assert found.of("posture.no_line") == ({CREDIBILITY: cost} if cost else {})


# -- what an order may say --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("points", "least"), [(7, [2, 2, 0]), (4, [2, 2, 0]), (3, [0, 0, 0])])
def test_levels_may_fall_to_nothing_only_where_the_budget_forces_them(points: int, least: list[int]) -> None:
    bottom, _ = limits(quiet(), laid_out(quiet(), levels=[4, 4, 1], points=points))
    assert bottom[:, 0].tolist() == least


@pytest.mark.parametrize(("raised", "most"), [(1, 1), (2, 1), (-100, 2), (0, 2)])
def test_a_programme_that_rose_waits_before_it_rises_again(raised: int, most: int) -> None:
    plain = quiet()
    rules = replace(plain, inertia=replace(plain.inertia, rise_months=18))
    _, top = limits(rules, laid_out(rules, turn=3, levels=1, raised=raised))
    assert (top == most).all()


@pytest.mark.parametrize(("points", "answer"), [(5, 1), (4, 0)])
def test_an_answer_may_cost_the_last_point_that_levels_leave(points: int, answer: int) -> None:
    rules = quiet(events=(event("dear", option("free"), option("dear", points=3)),))
    state = laid_out(rules, levels=[2, 2, 2], points=points)
    wished = Orders(state.levels.copy(), np.array([[1], [-1], [-1]], dtype=np.int8))
    rules = replace(rules, inertia=replace(rules.inertia, fall=1))
    state.levels[2] = 1
    orders = legalise(rules, state, wished)
    assert orders.answers[0, 0] == answer, "the levels keep two points at least"
    assert engine.check(rules, state, orders).ok.all()


@pytest.mark.parametrize(("points", "answers", "levels"), [(6, [1, 1], 0), (5, [1, 0], 0), (4, [0, 0], 0), (7, [1, 1], 1)])
def test_dear_answers_are_paid_in_their_order_and_leave_enough_for_the_other_cards(points: int, answers: list[int], levels: int) -> None:
    rules = quiet(events=tuple(event(f"e{n}", option("usual", points=2), option("dear", points=3)) for n in range(2)))
    state = laid_out(rules, levels=0, points=points)
    orders = legalise(rules, state, Orders(np.full_like(state.levels, 4), np.array([[1], [1], [-1]], dtype=np.int8)))
    assert orders.answers[:2, 0].tolist() == answers
    assert orders.points.sum() == levels, "programmes have what is left"
    assert engine.check(rules, state, orders).ok.all()


def test_what_a_government_spends_moves_no_card_that_may_come_in_any_case() -> None:
    rules = quiet(events=tuple(event(f"e{n}", option("x"), option("y")) for n in range(9)))
    states = [engine.begin(rules, spread_seeds(range(50))) for _ in range(2)]
    for turn in range(3):
        wishes = [Orders(np.full_like(s.levels, level), np.full_like(s.cards, level, dtype=np.int8)) for level, s in enumerate(states)]
        states = [engine.step(rules, state, legalise(rules, state, wish)) for state, wish in zip(states, wishes, strict=True)]
        assert np.array_equal(states[0].cards, states[1].cards), turn
