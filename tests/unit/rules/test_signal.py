"""What a turn begins with, rule by rule: mandates, resolve, demands, cards, points; and what a player sees of it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.core.dice import spread_seeds, turn_keys
from game.rules.deck import deck_of
from game.rules.expressions import Program
from game.rules.futures import sample
from game.rules.ledger import Ledger
from game.rules.phases.signal import draw
from game.rules.powers import Demand, Offer
from game.rules.scenario import Mandate, Points, Scenario
from game.rules.state import BROKEN, DORMANT, ENFORCED, LAPSED, MET, OPEN, PARTLY_MET, PROMISED, REFUSED
from game.rules.view import view_of
from game.rules.work import Work, read_board
from tests.tiny import APPROVAL, TENSION, const, event, name, option
from tests.unit.rules.one_phase import NEVER, SURE, laid_out, quiet

FILLERS = tuple(event(f"f{n}", option("x")) for n in range(6))


def drawn(rules: Scenario, turn: int = 3, *, games: int = 1, unspent: int = 0, **board: Any) -> Work:
    """Draw what a turn begins with, on a board as the turn before left it."""
    state = laid_out(rules, games, turn=turn, **{"counts": 0, "last": 0, "crises": 0, "demands": DORMANT} | board)
    work = Work(rules, state, Ledger())
    work.keys, work.phase = turn_keys(state.seeds, turn), "signal"
    work.open()
    draw(work, np.full(games, unspent))
    assert not work.touched, "drawing changes no indicator"
    return work


def ids(work: Work, game: int = 0) -> list[str]:
    """Name the cards of a game."""
    return [work.scenario.events[card].id for card in work.cards[:, game].tolist() if card >= 0]


# -- points -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("approval", "unspent", "points"),
    [
        (50, 0, 6), (59, 0, 6), (60, 0, 7), (41, 0, 5), (30, 0, 4), (0, 0, 4), (50, 1, 7), (50, 2, 8), (50, 5, 8), (80, 0, 9),
        (90, 2, 11), (100, 2, 11),
    ],
)
def test_points_follow_approval_rounded_down_and_some_are_carried_over(approval: int, unspent: int, points: int) -> None:
    assert drawn(quiet(), values={APPROVAL: approval * 1000}, unspent=unspent).points.tolist() == [points]


def test_points_without_a_bonus_are_the_level() -> None:
    assert drawn(quiet(points=Points(6, 2, None, 4, 9)), games=3, unspent=1).points.tolist() == [7, 7, 7]


# -- the calendar -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turn", "before", "after"), [(2, False, False), (3, False, True), (5, True, True), (6, True, False), (7, True, True)],
)
def test_a_mandate_begins_and_ends_with_its_turns(turn: int, *, before: bool, after: bool) -> None:
    assert drawn(quiet(mandates=(Mandate(1, 3, 5),)), turn, flags=[False, before]).flags[1, 0] == after


def test_a_new_administration_draws_its_resolve_anew() -> None:
    rules = quiet()                                           # in turn 5, from 40 to 80
    assert drawn(rules, 4, resolve=1).resolve.tolist() == [1]
    found = drawn(rules, 5, games=300, resolve=1).resolve
    assert 40_000 <= found.min() < 42_000
    assert 78_000 < found.max() <= 80_000


# -- demands ----------------------------------------------------------------------------------------------------------------


def demand(id_: str, weight: int, when: Any = None) -> Demand:
    return Demand(id_, when, weight, -1, 0, 2, (), (), 0)


DEMANDS = (demand("a", 10_000), demand("b", 30_000), demand("never", 10_000, ("gt", name("indicator", TENSION), const(90))))


def patron(*, announce: int = SURE, most_open: int = 1, months: int = 6) -> Scenario:
    plain = quiet()
    power = replace(plain.us_pressure, demands=DEMANDS, announce=announce, most_open=most_open)
    return replace(plain, us_pressure=power, calendar=replace(plain.calendar, months=months))


def test_one_demand_at_most_is_announced_a_turn_by_weight_and_condition() -> None:
    found = drawn(patron(most_open=9), games=600)
    assert (np.count_nonzero(found.demands == OPEN, axis=0) == 1).all()
    assert np.mean(found.demands[1] == OPEN) == pytest.approx(0.75, abs=0.06)
    assert not found.demands[2].any()
    assert (found.due[found.demands == OPEN] == 4).all(), "two turns, this one included"


@pytest.mark.parametrize(("chance", "months", "share"), [(SURE, 3, 0.5), (50_000, 6, 0.5), (50_000, 12, 1.0), (NEVER, 6, 0.0)])
def test_demands_come_by_their_chance_in_six_months(chance: int, months: int, share: float) -> None:
    found = drawn(patron(announce=chance, months=months), games=600)
    assert np.mean(found.demands.any(axis=0)) == pytest.approx(share, abs=0.06 if 0 < share < 1 else 0)


@pytest.mark.parametrize("status", [OPEN, PROMISED, REFUSED])
def test_no_demand_comes_while_enough_are_on_the_table(status: int) -> None:
    assert drawn(patron(), demands=[status, DORMANT, DORMANT]).demands[:, 0].tolist() == [status, 0, 0]
    assert drawn(patron(most_open=2), demands=[status, DORMANT, DORMANT]).demands[:, 0].tolist() == [status, OPEN, 0]


@pytest.mark.parametrize("status", [MET, PARTLY_MET, LAPSED, ENFORCED, BROKEN])
def test_a_demand_comes_once_a_game(status: int) -> None:
    assert drawn(patron(), demands=[status, status, DORMANT]).demands[:, 0].tolist() == [status, status, 0]


# -- cards ------------------------------------------------------------------------------------------------------------------


def test_cards_come_by_weight_and_no_card_twice() -> None:
    live = event("live", option("x"), weight=const(40))
    rules = quiet(events=(event("often", option("x"), weight=30_000), event("seldom", option("x")), live))
    found = drawn(rules, games=2000)
    assert all(len(set(ids(found, game))) == 2 for game in range(2000))
    first = [np.mean(found.cards[0] == card) for card in range(3)]
    assert first == pytest.approx([30 / 80, 10 / 80, 40 / 80], abs=0.04)
    assert (found.counts.sum(axis=0) == 2).all()
    assert (found.last.max(axis=0) == 3).all()


@pytest.mark.parametrize(("approval", "comes"), [(40, []), (50, []), (51, ["live"]), (90, ["live"])])
def test_a_card_without_weight_never_comes_by_lot_even_where_no_other_can(approval: int, comes: list[str]) -> None:
    live = event("live", option("x"), weight=("sub", name("indicator", APPROVAL), const(50)))
    rules = quiet(events=(event("never", option("x"), weight=0), live, event("dated", option("x"), weight=0, at_turn=4)))
    assert ids(drawn(rules, values={APPROVAL: approval * 1000})) == comes
    assert ids(drawn(rules, 4, values={APPROVAL: approval * 1000})) == ["dated", *comes], "a date is no lot"


@pytest.mark.parametrize(("last", "comes"), [(1, True), (2, False), (0, True)])
def test_a_card_comes_again_after_its_rest(last: int, *, comes: bool) -> None:
    rules = quiet(events=(event("again", option("x"), once=False, cooldown_turns=2), event("once", option("x"))))
    found = drawn(rules, counts=[int(last > 0), 1], last=[last, 1])
    assert ids(found) == (["again"] if comes else [])


@pytest.mark.parametrize(("tension", "crises", "cards", "after"), [(71, 0, 3, 1), (70, 0, 2, 0), (71, 1, 3, 2), (71, 2, 2, 2)])
def test_a_crisis_brings_a_third_card_in_few_turns(tension: int, crises: int, cards: int, after: int) -> None:
    found = drawn(quiet(events=FILLERS), values={TENSION: tension * 1000}, crises=crises)
    assert len(ids(found)) == cards
    assert found.crises.tolist() == [after]


MUSTS = (
    *FILLERS, event("ask", option("x", reply="full"), weight=1, about=("demand", 0)), event("dated", option("x"), weight=1, at_turn=3),
    event("warn", option("x", reply="yield"), weight=1, about=("rung", 0)),
    event("peace", option("x", reply="accept"), weight=1_000_000, about=("offer", 0)),
)


def powers(**kept: Any) -> Scenario:
    """Make a deck in which a demand, a date, a threat and an offer have cards beside six that race."""
    plain = quiet(events=tuple(replace(one, **kept.get(one.id, {})) for one in MUSTS))
    open_ = Offer("peace", ("gt", name("indicator", APPROVAL), const(40)))
    rung = replace(plain.china_retaliation.ladder[0], lag_turns=2)
    rival = replace(plain.china_retaliation, offers=(open_,), ladder=(rung, *plain.china_retaliation.ladder[1:]))
    return replace(plain, china_retaliation=rival, us_pressure=replace(plain.us_pressure, announce=NEVER))


def test_what_must_come_comes_first_however_light_it_is() -> None:
    found = drawn(powers(), games=200, demands=OPEN)
    assert all(sorted(ids(found, game)) == ["ask", "dated"] for game in range(200))


@pytest.mark.parametrize("status", [DORMANT, PROMISED, REFUSED, MET, PARTLY_MET, LAPSED, ENFORCED, BROKEN])
def test_a_demands_card_comes_only_while_nobody_has_answered(status: int) -> None:
    found = drawn(powers(), 4, games=50, demands=status)
    assert all("ask" not in ids(found, game) for game in range(50))
    assert "ask" in ids(drawn(powers(), 4, demands=OPEN))


@pytest.mark.parametrize(
    ("turn", "threat", "due", "comes"), [(3, 1, 4, True), (4, 1, 4, False), (3, 0, 4, False), (3, 2, 4, False), (5, 1, 6, True)],
)
def test_a_threats_card_comes_in_the_first_turn_after_it_was_made(turn: int, threat: int, due: int, *, comes: bool) -> None:
    found = drawn(powers(), turn, threat=threat, threat_due=due)
    assert ("warn" in ids(found)) == comes
    again = drawn(powers(), turn, threat=threat, threat_due=due, counts=[*[0] * 8, 1, 0])
    assert ("warn" in ids(again)) == comes, "every threat has its card, also a second one"


@pytest.mark.parametrize(("turn", "comes"), [(2, False), (3, True), (4, False)])
def test_a_dated_card_comes_in_its_turn_if_its_condition_holds(turn: int, *, comes: bool) -> None:
    assert ("dated" in ids(drawn(powers(), turn))) == comes
    assert "dated" not in ids(drawn(powers(dated={"when": ("gt", name("indicator", APPROVAL), const(90))}), turn))


@pytest.mark.parametrize(("approval", "comes"), [(41, True), (40, False)])
def test_an_offer_races_like_other_cards_while_it_is_open(approval: int, *, comes: bool) -> None:
    assert ("peace" in ids(drawn(powers(), 4, values={APPROVAL: approval * 1000}))) == comes, "it weighs more than all others"
    assert "peace" not in ids(drawn(powers(), values={APPROVAL: 90_000}, demands=OPEN)), "what must come comes first"


def test_a_deck_that_has_run_out_leaves_the_table_empty() -> None:
    found = drawn(quiet(events=FILLERS[:1]), counts=1)
    assert ids(found) == []
    assert deck_of(found).racing.can(found).sum() == 0


# -- what is seen -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "width"), [(0, 30_000), (2, 18_000), (4, 6000)])
def test_an_interval_holds_the_truth_anywhere_and_narrows_with_the_channel(level: int, width: int) -> None:
    rules = quiet()                                           # the channel to the patron is the third programme, 6 a level
    state = laid_out(rules, 900, levels=[0, 0, level])
    low, high = view_of(rules, state).resolve_range
    assert (high - low == width).all()
    assert ((low <= state.resolve) & (state.resolve <= high) & (low >= 40_000) & (high <= 80_000)).all()
    inside = (state.resolve - width >= 40_000) & (state.resolve + width <= 80_000)
    if inside.any():
        where = (state.resolve - low)[inside] / width
        assert np.histogram(where, 4, (0, 1))[0].min() > 0.15 * inside.sum(), "where it lies tells nothing"


def test_an_interval_never_narrows_to_a_point() -> None:
    plain = quiet()
    rules = replace(plain, us_pressure=replace(plain.us_pressure, estimate_per_level=9000))
    low, high = view_of(rules, laid_out(rules, 50, levels=4)).resolve_range
    assert (high - low == 2000).all()


def test_futures_draw_hidden_dispositions_from_the_whole_interval() -> None:
    rules = quiet()
    view = view_of(rules, laid_out(rules))
    narrow = replace(view, resolve_range=np.array([[50_000], [50_001]], np.int32), patience_range=np.array([[7], [9]], np.int32))
    found = sample(rules, narrow, spread_seeds(range(200)))
    assert set(found.resolve.tolist()) == {50_000, 50_001}
    assert set(found.patience.tolist()) == {7, 8, 9}
    assert (found.values == view.values).all()


@pytest.mark.parametrize(
    ("status", "met", "open_"),
    [(DORMANT, False, False), (OPEN, False, True), (PROMISED, False, True), (REFUSED, False, True), (MET, True, False),
     (PARTLY_MET, True, False), (LAPSED, False, False), (ENFORCED, False, False), (BROKEN, False, False)],
)
def test_conditions_ask_whether_a_demand_is_met_or_open(status: int, *, met: bool, open_: bool) -> None:
    rules = patron()
    board = laid_out(rules, demands=status)
    found = Program([("name", "met", 0), ("name", "open", 0)]).run(read_board(board, np.array([0, 1, 2])))
    assert [bool(value[0]) for value in found] == [met, open_]


def test_what_is_hidden_reads_as_the_middle_of_what_is_seen() -> None:
    rules = quiet()
    state = laid_out(rules, 20)
    view = view_of(rules, state)
    resolve, patience = Program([("name", "resolve", 0), ("name", "patience", 0)]).run(read_board(view, np.array([0, 1, 2])))
    assert resolve.tolist() == (view.resolve_range.sum(axis=0) // 2).tolist() != state.resolve.tolist()
    assert patience.tolist() == (view.patience_range.sum(axis=0) // 2).tolist()


def test_conditions_count_points_by_programme_and_by_domain() -> None:
    rules = quiet()
    board = laid_out(rules, levels=[3, 1, 2], rung=2, us_rung=1)
    kinds = ("points", "spent", "rung", "us_rung")
    found = Program([("name", kind, 0) for kind in kinds]).run(read_board(board, np.array([0, 1, 0])))
    assert [int(value[0]) for value in found] == [3000, 5000, 2000, 1000]
