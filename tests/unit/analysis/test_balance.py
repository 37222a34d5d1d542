import doctest
import json
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from game.analysis.balance import Sizes, balance, hunt, options, parameters
from game.analysis.balance.games import joined, play_named, play_planner, seeds_from
from game.analysis.balance.lines import doctrine_lines, stated_panel
from game.analysis.balance.options import EventWorth, pool_of
from game.analysis.balance.parameters import moved, value_at, with_value
from game.analysis.balance.sensitivity import marginal_worths, swings
from game.analysis.balance.targets import Found, all_targets
from game.analysis.forced import find_cases, possible, put_on_table
from game.bots.panel import Panel
from game.core.problems import TightropeError
from game.rules.engine import check, step
from game.rules.orders import legalise
from game.rules.state import OPEN
from game.rules.view import view_of
from tests.tiny import STRENGTH, tiny

SMALL = Sizes(games=40, planner=3, budget=2000, hunt=6, finalists=2, panel=8, cases=12, futures=2, pool=4, swing=6)


@pytest.fixture(scope="module")
def scenario():
    return tiny()


@pytest.fixture(scope="module")
def report(scenario):
    return balance(scenario, SMALL, workers=1)


@pytest.fixture(scope="module")
def pool(scenario):
    lines = stated_panel(scenario)
    which = np.repeat(np.arange(len(lines)), 6)
    return pool_of(scenario, Panel(scenario, lines, which), np.tile(seeds_from(1, 6), len(lines)))


@pytest.mark.parametrize("module", [hunt, options, parameters])
def test_the_examples_in_the_words_hold(module):
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed


def test_a_report_is_one_json_document_with_every_part(report):
    document = json.loads(json.dumps(report.document(), allow_nan=False))
    assert {"targets", "events", "options", "programmes", "sensitivity", "policies", "demands", "rungs", "endings", "hunt"} <= set(document)
    assert all(document[part] for part in document if part != "scenario")
    names = [target["name"] for target in document["targets"]]
    assert len(set(names)) == len(names) >= 12
    assert all(target["sample"] and target["target"] for target in document["targets"])


def test_progress_goes_up_to_the_end(scenario):
    heard: list[float] = []
    balance(scenario, replace(SMALL, skip=frozenset({"planner", "options", "sensitivity"})), heard.append, workers=1)
    assert all(a <= b for a, b in pairwise(heard))
    assert 0.9 < heard[-1] <= 1


def test_left_out_parts_have_no_targets(scenario, report):
    short = balance(scenario, replace(SMALL, skip=frozenset({"planner", "options", "sensitivity", "programmes"})), workers=1)
    assert not short.sensitivity
    assert "marginal" not in short.programmes[0]
    assert not [target.name for target in short.targets if "planner" in target.name or "option" in target.name]
    shared = {target.name: target.value for target in report.targets if "doctrine" in target.name}
    assert {t.name: t.value for t in short.targets if t.name in shared}.items() <= shared.items()


@pytest.mark.parametrize("without", [{"doctrines": ()}, {"endings": ()}, {"provocation": None, "shocks": (), "flows": ()}])
def test_a_scenario_without_some_part_has_a_report_all_the_same(scenario, without):
    found = balance(replace(scenario, **without), replace(SMALL, planner=1, cases=4, pool=2), workers=1)
    assert bool(found.targets) == ("doctrines" not in without)
    assert json.dumps(found.document(), allow_nan=False)


def test_no_address_no_cluster(scenario):
    with pytest.raises(TightropeError, match="no Dask cluster at nowhere"):
        balance(scenario, SMALL, cluster="nowhere")


def test_games_in_lots_are_the_games_in_one(scenario):
    whole = play_named(scenario, "random", 5, 30)
    parts = joined([play_named(scenario, "random", 5, 11), play_named(scenario, "random", 16, 19)])
    for name, value in vars(whole).items():
        assert np.array_equal(value, getattr(parts, name)), name


def test_a_planner_plays_the_same_game_each_time(scenario):
    one, other = (play_planner(scenario, 1, 2, 1500, insight) for insight in (False, False))
    assert np.array_equal(one.total, other.total)
    assert one.count == 2


def test_every_stated_policy_gives_legal_orders(scenario):
    lines = stated_panel(scenario)
    assert len({line.name for line in lines}) == len(lines) <= 30
    play = Panel(scenario, lines, np.arange(len(lines)))
    for state in pool_of(scenario, play, seeds_from(1, len(lines))):
        assert check(scenario, state, play(view_of(scenario, state))).ok.all()


def test_what_lies_on_the_table_was_possible(scenario, pool):
    for state in pool:
        could = possible(scenario, state)
        for slot in state.cards:
            games = np.flatnonzero((slot >= 0) & (state.ended == 0))
            assert could[slot[games], games].all()
        assert not could[:, state.ended > 0].any()


@pytest.mark.parametrize("name", ["plain", "chain", "ask", "warn", "filler_3"])
def test_a_forced_card_lies_in_the_first_slot_and_is_counted_once(scenario, pool, name):
    event = scenario.event(name)
    could = [possible(scenario, state) for state in pool]
    cases = find_cases(scenario, pool, could, event, 40)
    assert len(cases.turn)
    for turn in np.unique(cases.turn).tolist():
        some = cases.turn == turn
        state = pool[turn].take(cases.game[some])
        forced = put_on_table(scenario, state, event, cases.made[some])
        assert (forced.cards[0] == event).all()
        assert ((forced.cards == event).sum(axis=0) == 1).all()
        assert (forced.last[event] == forced.turn).all()
        more_cards = (forced.cards >= 0).sum(axis=0) - (state.cards >= 0).sum(axis=0)
        assert (forced.counts.sum(axis=0) - state.counts.sum(axis=0) == more_cards).all()
        if name == "ask":
            assert (forced.demands[0] == OPEN).all()
            assert (forced.due[0] >= forced.turn).all()
        if name == "warn":
            assert (forced.threat == 1).all()
        play = Panel(scenario, doctrine_lines(scenario), np.zeros(state.games, dtype=np.intp))
        step(scenario, forced, legalise(scenario, forced, play(view_of(scenario, forced))))


def test_a_rung_that_never_threatens_is_tried_where_it_is_nearest(scenario, pool):
    could = [np.zeros((len(scenario.events), state.games), dtype=np.bool_) for state in pool]
    cases = find_cases(scenario, pool, could, scenario.event("warn"), 10)
    assert cases.made.all()
    assert len(cases.turn) == 10


def test_an_answer_that_gives_more_is_the_best(scenario):
    gain = replace(scenario.events[0].options[0], effects=((STRENGTH, 20_000),), lean=(0, 0, 0))
    loss = replace(scenario.events[0].options[1], effects=((STRENGTH, -20_000),), lean=(0, 0, 0), points=0)
    better = replace(scenario, events=(replace(scenario.events[0], options=(gain, loss)), *scenario.events[1:]))
    [worth] = options.try_events(better, (0,), 1, 6, 30, 3)
    assert worth.best[0] > 25
    assert worth.worth[0] > 0 > worth.worth[1]
    assert worth.available == (30, 30)


def test_figures_are_named_once_and_can_be_changed_one_by_one(scenario):
    known = parameters.parameters(scenario)
    assert len({(one.group, one.name) for one in known}) == len(known)
    assert {one.group for one in known} == {"us_pressure", "china_retaliation", "score"}
    for one in known:
        figure = value_at(scenario, one)
        other = with_value(scenario, one, moved(figure, one, 20))
        assert value_at(other, one) != figure
        assert [k for k in known if value_at(other, k) != value_at(scenario, k)] == [one]


def test_the_end_of_a_narrow_range_stops_at_its_other_end(scenario):
    narrow = replace(scenario, china_retaliation=replace(scenario.china_retaliation, patience=(45, 50)))
    low, high = (one for one in parameters.parameters(narrow) if one.path[:2] == ("china_retaliation", "patience"))
    assert with_value(narrow, low, moved(45, low, 20)).china_retaliation.patience == (50, 50)
    assert with_value(narrow, high, moved(50, high, -20)).china_retaliation.patience == (45, 45)


def test_a_score_that_only_scores_is_scored_as_if_played(scenario):
    known = parameters.parameters(scenario)
    place = next(k for k, one in enumerate(known) if one.group == "score")
    [swing] = swings(scenario, (place,), 1, 10)
    other = with_value(scenario, known[place], moved(value_at(scenario, known[place]), known[place], 20))
    lines = doctrine_lines(scenario)
    apart = (hunt.play_lines(other, lines, 1, 10).mean(axis=1) - hunt.play_lines(scenario, lines, 1, 10).mean(axis=1)) / 1000
    assert np.allclose(swing.high, apart)


def test_one_more_point_is_worth_something_everywhere(scenario):
    worths = marginal_worths(scenario, 1, 8)
    assert len(worths) == len(scenario.programmes)
    assert max(max(row) for row in worths) > 0


def test_shares_of_variance_make_a_whole():
    shares = hunt.shares_of(np.random.default_rng(1).normal(size=(6, 50)))
    assert shares.policy + shares.seed + shares.interaction == pytest.approx(1)
    assert hunt.shares_of(np.ones((2, 3))).policy == 0


def test_a_target_is_missed_where_the_figures_say_so(scenario):
    named = {name: play_named(scenario, name, 1, 30) for name in ("even", "random", "doctrine:alignment", "doctrine:autonomy")}
    dead = EventWorth(0, 300, 300, 0, (300, 300), (300, 0), (1.0, -1.0))
    flat = np.ones((2, 3))
    found = Found(scenario, named, flat, [("trick", named["even"].total + 90_000)], hunt.shares_of(flat), None, [dead])
    targets = {target.name: target for target in all_targets(found)}
    assert not targets["no cheap trick: the best of the hunt over the best doctrine"].holds
    assert targets["no dead weight: options that are hardly ever best"].detail == "plain.no 0/300"
    assert not targets["decisions, not luck: share that decisions explain"].holds
