"""Beijing's rules one by one: affronts, replies to threats, threats and rungs, what they cost."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.rules.powers import Reaction, RivalRung, Sector
from game.rules.scenario import Scenario
from game.rules.work import Work
from tests.tiny import APPROVAL, COERCION, CREDIBILITY, GROWTH, IRE, STRENGTH, TEMPTATION, TENSION, const, event, name, option
from tests.unit.rules.one_phase import NEVER, SURE, Played, play, quiet

EVENTS = (
    event("sell", option("ships", affront=9000), option("tea", affront=-2000)),
    event("warn", option("yield", reply="yield"), option("hold", reply="hold"), about=("rung", 0)),
)
LADDER = (
    RivalRung("tours", 0, 40_000, 30_000, 1, 10_000, ((GROWTH, -200),), 1, ((STRENGTH, -900),)),
    RivalRung("shops", 1, 55_000, 45_000, 2, 20_000, ((GROWTH, -300),)),
    RivalRung("ores", 0, 58_000, 50_000, 1, 30_000, ((GROWTH, -500),)),
)


def scenario(**kept: Any) -> Scenario:
    """Make a ladder of three rungs on two sectors; nothing is left to chance unless asked for."""
    plain = quiet(events=EVENTS)
    rules = replace(
        plain.china_retaliation, ladder=LADDER, sectors=(Sector("tours", 1000), Sector("shops", 500)), settles=None,
        threat_lapse=NEVER, unannounced=NEVER, yield_works=NEVER, tires_turns=99, self_restraint=(),
    )
    market, arms, envoys = plain.programmes
    return replace(plain, programmes=(market, replace(arms, affront=0), envoys), china_retaliation=replace(rules, **kept))


def played(answers: list[str] | None = None, *, rules: Scenario | None = None, ire: int = 0, **board: Any) -> Played:
    """Play the phase with this much ire (in points) before a Beijing of middling patience."""
    shown = {"patience": 50_000, "turn": 3} | board
    values = {IRE: ire * 1000} | shown.pop("values", {})
    return play(rules or scenario(), "china_retaliation", answers, values=values, **shown)


# -- affronts ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("temptation", "felt"), [(50_000, 13_500), (100_000, 20_250), (0, 6750)])
def test_an_affront_is_felt_by_exposure_and_temptation(temptation: int, felt: int) -> None:
    found = played(["sell.ships"], rules=scenario(exposure=1500), values={TEMPTATION: temptation})
    assert found.of("affront.event.sell.ships") == {IRE: felt}


def test_exposure_below_nothing_is_nothing() -> None:
    below = ("sub", name("indicator", TENSION), const(90))
    found = played(["sell.ships"], rules=scenario(exposure=below, self_restraint=((APPROVAL, -60),)), values={TENSION: 55_000})
    assert found.causes == set()
    sectors = (Sector("tours", below), Sector("shops", 500))
    found = played(rules=scenario(sectors=sectors), ire=35, rung=1, values={TENSION: 55_000})
    assert not any(line.amount for line in found.ledger.lines()), "a rung on a sector that is not exposed costs nothing"


def test_a_demand_that_is_met_in_part_is_half_an_affront() -> None:
    for partly, felt in ((False, 5000), (True, 2500)):
        def met(work: Work, *, partly: bool = partly) -> None:
            work.met_now = np.array([0]), np.array([0]), np.array([partly])

        assert play(scenario(), "china_retaliation", patience=50_000, first=met).of("affront.demand.more") == {IRE: felt}


def test_a_programme_affronts_by_its_worth_and_the_length_of_a_turn() -> None:
    rules = scenario()
    market, arms, envoys = rules.programmes
    rules = replace(rules, programmes=(market, replace(arms, affront=4000), envoys))
    for months, felt in ((6, 3600), (3, 1800)):
        short = replace(rules, calendar=replace(rules.calendar, months=months))
        assert played(rules=short, levels=[1, 2, 1], kept=0).of("affront.programme.arms") == {IRE: felt}, "two points are worth 1.8"


def test_exposed_firms_complain_of_all_affronts_together() -> None:
    rules = scenario(exposure=1500, self_restraint=((APPROVAL, -60),))
    found = played(["sell.ships", "warn.hold"], rules=rules, values={TEMPTATION: 100_000})
    assert found.of("restraint") == {APPROVAL: -810}, "0.06 for each of 9 points of affront, times 1.5; temptation is Beijing's own"


# -- replies ----------------------------------------------------------------------------------------------------------------


def test_a_yield_that_works_takes_the_threat_away() -> None:
    for works, left in ((SURE, 0), (NEVER, 1)):
        found = played(["warn.yield"], rules=scenario(yield_works=works), threat=1, threat_due=9)
        assert found.work.threat.tolist() == [left]
        assert found.of("rung.tours.yield") == {IRE: -10_000, TEMPTATION: 10_000}, "its price is paid in any case"
    held = played(["warn.hold"], rules=scenario(yield_works=SURE), threat=1, threat_due=9)
    assert held.work.threat.tolist() == [1]
    assert held.of("rung.tours.hold") == {TEMPTATION: -7000}


def test_what_was_dropped_is_not_threatened_again_in_the_same_turn() -> None:
    high = {IRE: 95_000}
    for works, left in ((SURE, 0), (NEVER, 1)):
        found = played(["warn.yield"], rules=scenario(yield_works=works), threat=1, threat_due=9, values=high)
        assert found.work.threat.tolist() == [left]
    assert played([], rules=scenario(), values=high).work.threat.tolist() == [1], "with such ire it would threaten"


def test_patience_tells_on_the_spot_how_an_answer_is_taken() -> None:
    reactions = {"yielded": Reaction(((CREDIBILITY, 1),), ((CREDIBILITY, 2),)), "held": Reaction(((CREDIBILITY, 3),), ((CREDIBILITY, 4),))}
    for answer, patience, how, amount in (
        ("yield", SURE, "patient", 1), ("yield", NEVER, "impatient", 2), ("hold", SURE, "patient", 3), ("hold", NEVER, "impatient", 4),
    ):
        found = played([f"warn.{answer}"], rules=scenario(**reactions), patience=patience, threat=1, threat_due=9)
        assert found.of(f"rung.tours.{how}") == {CREDIBILITY: amount}


# -- threats and rungs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ire", "threat", "due"), [(35, 0, 0), (36, 1, 4), (54, 1, 4)])
def test_a_threat_is_made_a_little_below_its_rung(ire: int, threat: int, due: int) -> None:
    found = played(ire=ire)
    assert (found.work.threat[0], found.work.threat_due[0], found.work.rung[0]) == (threat, due, 0)


def test_patience_moves_every_threshold() -> None:
    for patience, ire, threat in ((90_000, 47, 0), (90_000, 48, 1), (10_000, 23, 0), (10_000, 24, 1)):
        assert played(ire=ire, patience=patience).work.threat.tolist() == [threat], "0.3 for each point from 50"


@pytest.mark.parametrize(("skips", "ire", "threat"), [(False, 60, 1), (True, 50, 1), (True, 51, 2), (True, 99, 2)])
def test_a_threat_may_leave_one_rung_out(*, skips: bool, ire: int, threat: int) -> None:
    found = played(rules=scenario(skips=skips), ire=ire)
    assert found.work.threat.tolist() == [threat]
    assert found.work.threat_due.tolist() == [3 + LADDER[threat - 1].lag_turns]


def test_of_the_highest_rung_nothing_is_threatened() -> None:
    found = played(ire=99, rung=3)
    assert (found.work.rung[0], found.work.threat[0]) == (3, 0)


@pytest.mark.parametrize(("ire", "rung"), [(35, 0), (36, 1), (90, 1)])
def test_a_threat_comes_true_at_its_date_if_ire_is_still_near(ire: int, rung: int) -> None:
    found = played(ire=ire, threat=1, threat_due=3)
    assert found.work.rung.tolist() == [rung]
    early = played(ire=ire, threat=1, threat_due=4)
    assert (early.work.rung[0], early.work.threat[0]) == (0, 1)


def test_threats_lapse_by_chance_and_never_come_true_without_luck() -> None:
    assert played(rules=scenario(threat_lapse=SURE), ire=50, threat=1, threat_due=3).work.rung.tolist() == [0]
    silent = played(ire=50, threat=1, threat_due=3, luck=False)
    assert (silent.work.rung[0], silent.work.threat[0]) == (0, 0), "nor is a new one made"


@pytest.mark.parametrize(("ire", "rung"), [(39, 0), (40, 1), (99, 1)])
def test_an_unannounced_rung_comes_at_once_from_its_own_threshold_on(ire: int, rung: int) -> None:
    found = played(rules=scenario(unannounced=SURE), ire=ire)
    assert (found.work.rung[0], found.work.threat[0]) == (rung, 0)


@pytest.mark.parametrize(("ire", "rung"), [(45, 2), (44, 1), (0, 1)])
def test_a_rung_is_left_below_its_lower_mark_one_a_turn(ire: int, rung: int) -> None:
    assert played(ire=ire, rung=2).work.rung.tolist() == [rung]


def test_a_settlement_ends_rungs_and_eases_ire_only_where_there_are_any() -> None:
    settled = scenario(settles=("le", name("indicator", TENSION), const(35)))
    assert played(rules=settled, ire=60, rung=2, values={TENSION: 35_000}).work.rung.tolist() == [1]
    assert played(rules=settled, ire=60, rung=2, values={TENSION: 35_000}).of("truce") == {IRE: -6000}
    assert played(rules=settled, ire=30, rung=0, values={TENSION: 35_000}).of("truce") == {}
    assert played(rules=settled, ire=60, rung=2, values={TENSION: 36_000}).work.rung.tolist() == [2]


@pytest.mark.parametrize(("ages", "share"), [([9, 4, 0], 0.5), ([9, 3, 0], 0.0)])
def test_a_ladder_whose_highest_rung_is_old_tires_at_even_odds(ages: list[int], share: float) -> None:
    found = played(rules=scenario(tires_turns=4), ire=50, rung=2, rung_age=ages, games=400)
    assert np.mean(found.work.rung == 1) == pytest.approx(share, abs=0.1)
    assert not (played(rules=scenario(tires_turns=4), ire=50, rung=2, rung_age=ages, games=400, luck=False).work.rung == 1).any()


# -- what rungs cost --------------------------------------------------------------------------------------------------------


def test_rungs_in_force_cost_by_exposure_and_what_bite_is_left() -> None:
    found = played(ire=50, rung=2, rung_age=[5, 5, 0], bite=[1000, 600, 1000])
    assert found.of("rung.tours") == {GROWTH: -100}, "0.2 a year"
    assert found.of("rung.shops") == {GROWTH: -45}, "0.3 a year on a sector of half the exposure, six tenths of the bite"
    assert found.of("rung.coercion") == {COERCION: 10_000 + 20_000 * 3 // 10}
    assert played(ire=50, rung=2, values={COERCION: 16_000}, bite=[1000, 600, 1000]).of("rung.coercion") == {}, "it is a level, no sum"


def test_what_a_rung_does_by_an_expression_is_scaled_as_well() -> None:
    live = replace(LADDER[1], effects=((STRENGTH, ("neg", name("indicator", TENSION))),))
    found = played(rules=scenario(ladder=(LADDER[0], live)), ire=50, rung=2, games=30, values={TENSION: 40_000, STRENGTH: 50_000})
    assert all(found.of("rung.shops", game) == {STRENGTH: -10_000} for game in range(30)), "40 a year, half the exposure"


@pytest.mark.parametrize(("age", "struck"), [(0, True), (1, False), (7, False)])
def test_a_rung_strikes_once_as_it_comes(age: int, *, struck: bool) -> None:
    found = played(ire=40, rung=1, rung_age=[age, 0, 0], bite=500)
    assert found.of("rung.tours.enter") == ({STRENGTH: -450} if struck else {})
    assert found.work.rung_age[:, 0].tolist() == [age + 1, 0, 0]


def test_bite_fades_in_force_to_a_quarter_and_comes_back_after() -> None:
    found = played(ire=40, rung=1, bite=[1000, 500, 1000])
    assert found.work.bite[:, 0].tolist() == [800, 700, 1000], "0.4 a year either way"
    assert played(ire=40, rung=1).work.bite[:, 0].tolist() == [800, 1000, 1000], "at first it is whole"
    assert played(ire=40, rung=1, bite=[300, 900, 1000]).work.bite[:, 0].tolist() == [250, 1000, 1000]


def test_without_a_ladder_beijing_does_nothing() -> None:
    assert played(["sell.ships"], rules=replace(scenario(ladder=()), events=EVENTS[:1])).causes == set()
