"""What nobody in the government decides, rule by rule: drift, series, shocks, the third party, score and endings."""

from dataclasses import replace

import numpy as np
import pytest

from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.expressions import Tree
from game.rules.ledger import Ledger
from game.rules.orders import limits
from game.rules.phases.scoring import score
from game.rules.scenario import Ending, Given, Pillar, Provocation, ProvocationKind, Shock
from game.rules.state import Orders
from game.rules.work import Work
from tests.tiny import APPROVAL, CREDIBILITY, GROWTH, STRENGTH, TENSION, const, event, name, option
from tests.unit.rules.one_phase import NEVER, SURE, laid_out, play, quiet

APPROVES = name("indicator", APPROVAL)


@pytest.mark.parametrize(
    ("value", "step"),
    [(22_000, 0), (22_001, -1), (21_999, 1), (22_004, -1), (32_000, -1630), (12_000, 1630), (100_000, -12_714)],
)
def test_drift_goes_its_share_of_the_way_and_at_least_a_thousandth(value: int, step: int) -> None:
    plain = quiet()
    drifting = tuple(replace(i, decay_to=22_000, decay_per_year=300) if i.id == "strength" else i for i in plain.indicators)
    found = play(replace(plain, indicators=drifting), "economy", values={STRENGTH: value})
    assert found.of("decay.strength") == ({STRENGTH: step} if step else {}), "30% a year, twice in a year"


def test_drift_may_follow_an_expression_and_does_not_overshoot() -> None:
    plain = quiet()
    target = ("add", APPROVES, const(1))
    tracking = tuple(replace(i, decay_to=target, decay_per_year=1000) if i.id == "strength" else i for i in plain.indicators)
    found = play(replace(plain, indicators=tracking), "economy", values={STRENGTH: 10_000, APPROVAL: 70_000})
    assert found.work.values[STRENGTH, 0] == 71_000


@pytest.mark.parametrize(("turn", "amount"), [(1, 0), (2, -300), (4, -300), (5, 0)])
def test_a_series_enters_from_its_first_to_its_last_turn(turn: int, amount: int) -> None:
    found = play(quiet(given=(Given(GROWTH, 2, 4, -600),)), "economy", turn=turn)
    assert found.of("given.growth") == ({GROWTH: amount} if amount else {})


LIVE = ("sub", APPROVES, const(50))
"""A chance that is 0 at an approval of 50 and 100 at 150, which no indicator reaches: fifty a year at 100."""


@pytest.mark.parametrize(
    ("chance", "approval", "months", "share"),
    [
        (SURE, 0, 12, 1.0), (SURE, 0, 6, 0.5), (SURE, 0, 3, 0.25), (NEVER, 0, 12, 0.0),
        (LIVE, 100_000, 12, 0.5), (LIVE, 100_000, 6, 0.25), (LIVE, 0, 12, 0.0),
    ],
)
def test_a_shock_comes_as_often_as_its_chance_a_year_says(chance: int | Tree, approval: int, months: int, share: float) -> None:
    shock = Shock("storm", "economy", ("ge", name("turn"), const(2)), chance, ((STRENGTH, -7), (CREDIBILITY, ("neg", APPROVES))), (0,))
    plain = quiet(shocks=(shock,))
    rules = replace(plain, calendar=replace(plain.calendar, months=months))
    found = play(rules, "economy", turn=2, games=800, values={APPROVAL: approval, CREDIBILITY: 100_000})
    struck = [game for game in range(800) if found.of("shock.storm", game)]
    assert len(struck) / 800 == pytest.approx(share, abs=0.06 if 0 < share < 1 else 0)
    assert np.flatnonzero(found.work.flags[0]).tolist() == struck, "the flag is set where it strikes"
    for game in struck[:3]:
        assert found.of("shock.storm", game) == {STRENGTH: -7} | ({CREDIBILITY: -approval} if approval else {})
    assert not play(rules, "economy", turn=1, games=800).work.flags.any(), "its condition must hold"
    assert not play(rules, "economy", turn=2, games=800, luck=False).work.flags.any()


@pytest.mark.parametrize(
    ("chance", "months", "share"), [(SURE, 6, 1.0), (SURE, 3, 0.5), (50_000, 6, 0.5), (50_000, 12, 1.0), (NEVER, 6, 0.0)],
)
def test_a_provocation_comes_by_its_chance_in_six_months_and_is_of_one_kind(chance: int, months: int, share: float) -> None:
    kinds = (
        ProvocationKind("shot", 10_000, None, ((STRENGTH, -5),)),
        ProvocationKind("test", 30_000, ("gt", APPROVES, const(40)), ((APPROVAL, -9),), (1,)),
    )
    plain = quiet(provocation=Provocation(chance, kinds))
    rules = replace(plain, calendar=replace(plain.calendar, months=months))
    found = play(rules, "provocation", games=800)
    shots, tests = ([game for game in range(800) if found.of(f"provocation.{kind.id}", game)] for kind in kinds)
    assert (len(shots) + len(tests)) / 800 == pytest.approx(share, abs=0.06 if 0 < share < 1 else 0)
    assert not set(shots) & set(tests)
    assert np.flatnonzero(found.work.flags[1]).tolist() == tests
    if share:
        assert len(tests) / (len(shots) + len(tests)) == pytest.approx(0.75, abs=0.06), "by weight"
    calm = play(rules, "provocation", games=800, values={APPROVAL: 40_000})
    assert not calm.work.flags.any(), "a kind whose condition does not hold"
    assert play(rules, "provocation", luck=False).causes == set()


# -- score and endings ------------------------------------------------------------------------------------------------------

PILLARS = tuple(Pillar(f"p{n}", name("indicator", place)) for n, place in enumerate((STRENGTH, CREDIBILITY, GROWTH)))


def scored(rules, *, turn: int, luck: bool = True, values=None, **board) -> Work:
    work = Work(rules, laid_out(rules, turn=turn, values=values, **board), Ledger(), luck=luck)
    score(work)
    return work


def test_the_result_is_half_the_mean_and_half_the_weakest_of_pillars_cut_to_100() -> None:
    rules = quiet(pillars=(*PILLARS, Pillar("much", const(250))), endings=())
    work = scored(rules, turn=3, values={STRENGTH: 60_000, CREDIBILITY: 30_000, GROWTH: -8000})
    assert work.pillars[:, 0].tolist() == [60_000, 30_000, 0, 100_000]
    assert work.total.tolist() == [190_000 // 4 // 2]
    alike = scored(rules, turn=3, values={STRENGTH: 60_000, CREDIBILITY: 50_001, GROWTH: 8000})
    assert alike.total.tolist() == [(60_000 + 50_001 + 8000 + 100_000 + 4 * 8000 + 4) // 8]


@pytest.mark.parametrize(
    ("turn", "near", "holds", "ended"),
    [(4, 1, True, 4), (4, 0, True, 0), (3, 1, True, 0), (7, 1, True, 7), (8, 1, True, 0), (4, 1, False, 0), (5, 3, True, 5)],
)
def test_a_game_ends_early_after_a_warning_not_too_soon_nor_in_the_last_turn(turn: int, near: int, ended: int, *, holds: bool) -> None:
    rules = quiet(pillars=PILLARS, endings=(Ending("falls", ("le", APPROVES, const(42)), 2, 4),))
    values = {APPROVAL: 42_000 if holds else 42_001, STRENGTH: 60_000, CREDIBILITY: 60_000, GROWTH: 3000}
    work = scored(rules, turn=turn, near=near, values=values)
    whole = (123_000 + 3 * 3000 + 3) // 6
    assert (work.ended[0], work.ending[0]) == (ended, 0 if ended else -1)
    assert work.total[0] == ((whole * turn + 4) // 8 if ended else whole), "times the turns served"
    assert work.near[0, 0] == (near + 1 if holds else 0)
    assert scored(rules, turn=turn, near=near, values=values, luck=False).ended[0] == 0, "nothing ends at the hand-over"


def test_of_two_endings_the_first_named_counts_and_an_ended_game_ends_once() -> None:
    both = tuple(Ending(f"e{n}", ("truth", 1), 1, 1) for n in range(2))
    assert scored(quiet(endings=both), turn=2).ending.tolist() == [0]
    assert scored(quiet(endings=both), turn=5, ended=3, ending=1).ended.tolist() == [3]


def test_the_hand_over_leaves_games_alone_that_ended_early() -> None:
    rules = quiet(endings=(Ending("falls", ("le", APPROVES, const(42)), 1, 1),), pillars=PILLARS)
    state = laid_out(rules, 2, turn=9, ended=[3, 8], ending=[0, -1], levels=2, kept=5, values={STRENGTH: 50_000})
    state.total[:] = 7
    after = engine.handover(rules, state)
    assert (after.total[0], after.kept[0, 0], after.values[STRENGTH, 0]) == (7, 5, 50_000)
    assert after.total[1] != 7
    assert after.values[STRENGTH, 1] > 50_000
    assert after.turn == 10


def test_an_ended_game_stands_still_in_a_batch_that_goes_on() -> None:
    cards = tuple(event(f"e{n}", option("x")) for n in range(9))
    rules = quiet(endings=(Ending("falls", ("le", APPROVES, const(42)), 1, 1),), events=cards)
    state = engine.begin(rules, spread_seeds(range(6)))
    state.ended[:3], state.ending[:3] = 1, 0
    state = replace(state, turn=2)
    order = Orders(state.levels + np.int8(1), np.where(state.cards >= 0, 0, -1).astype(np.int8))
    after = engine.step(rules, state, order)
    for field in ("values", "levels", "kept", "counts", "last", "picks", "cards", "points", "near", "total"):
        assert np.array_equal(getattr(after, field)[..., :3], getattr(state, field)[..., :3]), field
    assert (after.picks[1, 0, 3:] >= 0).all()
    assert (after.counts.sum(axis=0) == [2, 2, 2, 4, 4, 4]).all()
    assert (after.values[TENSION] == state.values[TENSION]).all()


# -- begin and end ----------------------------------------------------------------------------------------------------------


def test_a_game_begins_with_levels_that_were_kept_for_long_and_may_rise_at_once() -> None:
    plain = quiet()
    rules = replace(plain, inertia=replace(plain.inertia, rise_months=18, kept_months=18))
    state = engine.begin(rules, spread_seeds([1]))
    assert (state.kept == 3).all(), "three turns are a year and a half"
    assert (limits(rules, state)[1] == state.levels + 1).all()
    assert (state.turn, state.ended[0], state.ending[0], state.picks.max()) == (1, 0, -1, -1)


def test_a_game_that_is_played_through_ends_in_its_last_turn_with_an_empty_table() -> None:
    rules = quiet(events=tuple(event(f"e{n}", option("x"), once=False) for n in range(4)))
    state = laid_out(rules, 2, turn=8, ended=[0, 5], ending=[-1, 0])
    order = Orders(state.levels, np.where(state.cards >= 0, 0, -1).astype(np.int8))
    after = engine.step(rules, state, order)
    assert after.ended.tolist() == [8, 5]
    assert after.ending.tolist() == [-1, 0]
    assert (after.cards[:, 0] == -1).all()
    assert engine.finished(rules, after)


def test_the_cards_that_could_have_come_include_those_that_did() -> None:
    again = tuple(event(f"e{n}", option("x"), once=False, cooldown_turns=5) for n in range(3))
    rules = quiet(events=(*again, event("once", option("x")), event("never", option("x"), when=("truth", 0))))
    state = engine.begin(rules, spread_seeds([3]))
    dealt = {card for card in state.cards[:, 0].tolist() if card >= 0}
    assert len(dealt) == 2
    assert [card for card, _ in engine.deck(rules, state)] == [0, 1, 2, 3]
    later = engine.step(rules, state, Orders(state.levels, np.where(state.cards >= 0, 0, -1).astype(np.int8)))
    assert {card for card, _ in engine.deck(rules, later)} == set(range(4)) - dealt
