"""Washington's rules one by one: what becomes of a demand by reply, measure and date, and how the ladder is climbed."""

from dataclasses import replace
from typing import Any

import pytest

from game.rules.powers import Demand, PatronRung, Reaction
from game.rules.scenario import REPLIES, Scenario
from game.rules.state import BROKEN, ENFORCED, LAPSED, MET, OPEN, PARTLY_MET, PROMISED, REFUSED
from game.rules.work import Work
from tests.tiny import APPROVAL, COMMITMENT, CREDIBILITY, GROWTH, PRESSURE, STRENGTH, event, option
from tests.unit.rules.one_phase import NEVER, SURE, Played, play, quiet

REWARD, PENALTY, ENOUGH = -9000, 8000, 60_000


def scenario(*, measured: bool, partial: int = 400, **kept: Any) -> Scenario:
    """Make a scenario with one demand, measured by strength or met by an answer alone."""
    demand = Demand("more", None, 10_000, STRENGTH if measured else -1, ENOUGH, 3, ((PRESSURE, REWARD),), ((PRESSURE, PENALTY),), 5000, 0)
    replies = [option(reply, reply=reply) for reply in REPLIES[1:5]]
    plain = quiet(events=(event("ask", *replies, about=("demand", 0)), event("idle", option("x"))))
    return replace(plain, us_pressure=replace(plain.us_pressure, demands=(demand,), ladder=(), partial=partial, **kept))


def judged(reply: str | None = None, *, measured: bool = False, rules: Scenario | None = None, **board: Any) -> Played:
    """Judge an open demand that falls due in turn 3, in turn 1 unless the board says otherwise."""
    shown = {"demands": OPEN, "due": 3, "resolve": NEVER} | board
    return play(rules or scenario(measured=measured), "us_pressure", [f"ask.{reply}"] if reply else [], **shown)


def status(found: Played) -> int:
    return int(found.work.demands[0, 0])


def test_a_full_answer_meets_a_demand_that_measures_nothing() -> None:
    found = judged("full")
    assert status(found) == MET
    assert found.causes == {"demand.more.met"}
    assert found.of("demand.more.met") == {PRESSURE: REWARD}
    assert [part.tolist() for part in found.work.met_now] == [[0], [0], [False]], "its affront is felt in full"


def test_a_full_answer_to_a_measured_demand_is_a_promise_that_costs_nothing_yet() -> None:
    found = judged("full", measured=True)
    assert status(found) == PROMISED
    assert found.causes == set()
    assert not found.work.halved.any()


@pytest.mark.parametrize(("halved", "reward"), [(False, REWARD), (True, REWARD // 2)])
@pytest.mark.parametrize("before", [OPEN, PROMISED, REFUSED])
def test_a_measure_that_is_reached_meets_the_demand_whatever_was_said(before: int, *, halved: bool, reward: int) -> None:
    found = judged(measured=True, demands=before, halved=halved, values={STRENGTH: ENOUGH})
    assert status(found) == MET
    assert found.of("demand.more.met") == {PRESSURE: reward}
    short = judged(measured=True, demands=before, values={STRENGTH: ENOUGH - 1})
    assert status(short) == before


def test_a_promise_with_mixed_signals_counts_half_and_no_other_answer_does() -> None:
    def mixed(work: Work) -> None:
        work.mixed_now[:] = True

    assert play(scenario(measured=True), "us_pressure", ["ask.full"], demands=OPEN, due=3, first=mixed).work.halved.all()
    assert not play(scenario(measured=True), "us_pressure", ["ask.refuse"], demands=OPEN, due=3, first=mixed).work.halved.any()


def test_a_part_earns_its_share_and_is_half_an_affront() -> None:
    found = judged("part")
    assert status(found) == PARTLY_MET
    assert found.of("demand.more.partly") == {PRESSURE: REWARD * 400 // 1000}
    assert [part.tolist() for part in found.work.met_now] == [[0], [0], [True]]


def test_another_coin_is_taken_by_a_soft_washington_and_affronts_nobody() -> None:
    found = judged("other", resolve=NEVER)
    assert status(found) == PARTLY_MET
    assert found.of("demand.more.partly") == {PRESSURE: REWARD * 400 // 1000}
    assert len(found.work.met_now[0]) == 0
    firm = judged("other", resolve=SURE)
    assert status(firm) == REFUSED
    assert firm.of("demand.more.refused") == {PRESSURE: 4000}


def test_a_refusal_costs_at_once_and_an_open_demand_by_the_year() -> None:
    assert judged("refuse").of("demand.more.refused") == {PRESSURE: 4000}
    for before in (OPEN, REFUSED):
        assert judged(demands=before).of("demand.more.open") == {PRESSURE: 2000}, "4 a year"
        assert status(judged(demands=before)) == before


@pytest.mark.parametrize("before", [OPEN, REFUSED])
def test_at_its_date_a_firm_washington_enforces_and_a_soft_one_lets_go(before: int) -> None:
    firm, soft = (judged(demands=before, turn=3, resolve=resolve) for resolve in (SURE, NEVER))
    assert (status(firm), status(soft)) == (ENFORCED, LAPSED)
    assert firm.of("demand.more.enforced") == {PRESSURE: PENALTY}
    assert soft.of("demand.more.lapsed") == {PRESSURE: -2000}
    assert "demand.more.open" not in firm.causes | soft.causes
    assert status(judged(demands=before, turn=2, resolve=SURE)) == before, "the date is the turn's end"


def test_in_the_silent_turns_nothing_is_enforced_and_promises_are_broken_all_the_same() -> None:
    assert status(judged(turn=3, resolve=SURE, luck=False)) == LAPSED
    assert status(judged(demands=PROMISED, turn=3, resolve=SURE, luck=False)) == BROKEN


@pytest.mark.parametrize(("before", "reply"), [(PROMISED, None), (OPEN, "full")])
def test_a_broken_promise_costs_the_penalty_twice_and_credibility(before: int, reply: str | None) -> None:
    found = judged(reply, measured=True, demands=before, turn=3, resolve=NEVER)
    assert status(found) == BROKEN
    assert found.of("demand.more.broken") == {PRESSURE: 2 * PENALTY + 9000}
    assert found.of("posture.promise") == {CREDIBILITY: -6000}


def test_a_plain_answer_is_taken_seriously_where_resolve_holds() -> None:
    rules = scenario(
        measured=False, complied=Reaction(((APPROVAL, 100),), ((APPROVAL, -200),)),
        refused=Reaction(((APPROVAL, -300),), ((APPROVAL, 400),)),
    )
    for reply, resolve, how, amount in (
        ("full", SURE, "firm", 100), ("full", NEVER, "soft", -200), ("refuse", SURE, "firm", -300), ("refuse", NEVER, "soft", 400),
    ):
        assert judged(reply, rules=rules, resolve=resolve).of(f"demand.more.{how}") == {APPROVAL: amount}
    assert judged("part", rules=rules, resolve=SURE).of("demand.more.firm") == {}


LADDER = (
    PatronRung("words", 50_000, 42_000, ((APPROVAL, -1000),), ((COMMITMENT, -7),)),
    PatronRung("tariffs", 65_000, 55_000, ((GROWTH, -400),), ((APPROVAL, -2000),)),
)


@pytest.mark.parametrize(
    ("pressure", "before", "after"),
    [
        (49_999, 0, 0), (50_000, 0, 1), (99_000, 0, 1), (42_000, 1, 1), (41_999, 1, 0), (65_000, 1, 2),
        (55_000, 2, 2), (54_999, 2, 1), (0, 2, 1),
    ],
)
def test_the_ladder_moves_a_rung_a_turn_and_does_not_flicker(pressure: int, before: int, after: int) -> None:
    plain = quiet()
    rules = replace(plain, us_pressure=replace(plain.us_pressure, demands=(), ladder=LADDER))
    found = play(rules, "us_pressure", values={PRESSURE: pressure}, us_rung=before)
    assert found.work.us_rung.tolist() == [after]
    assert found.of("us_rung.words") == ({APPROVAL: -500} if after >= 1 else {})
    assert found.of("us_rung.tariffs") == ({GROWTH: -200} if after >= 2 else {}), "on top of the rung below"
    entered = {1: ("us_rung.words.enter", {COMMITMENT: -7}), 2: ("us_rung.tariffs.enter", {APPROVAL: -2000})}
    for rung, (cause, effects) in entered.items():
        assert found.of(cause) == (effects if after > before and rung == after else {}), "once, as it comes"
