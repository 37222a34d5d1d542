"""Places by the sum of results; ties by weakest pillars, then by turns not played; who is still equal shares the place."""

import pytest

from game.tournament.standings import Entrant, Par, Score, group_averages, histogram, rank
from game.tournament.teams import divide


def entrants(*names, group=""):
    return [Entrant(name.lower(), name, group) for name in names]


def test_the_sum_over_rounds_counts_and_a_missed_round_is_nothing():
    scores = {
        ("a", 1): Score(50_000, 30_000), ("a", 2): Score(40_000, 30_000),
        ("b", 1): Score(70_000, 60_000),
        ("c", 1): Score(60_000, 10_000), ("c", 2): Score(45_000, 20_000),
        ("gone", 1): Score(99_000, 99_000),
    }
    found = rank(entrants("A", "B", "C", "D"), scores)
    assert [(one.place, one.entrant.name, one.sum) for one in found] == [(1, "C", 105_000), (2, "A", 90_000), (3, "B", 70_000), (4, "D", 0)]
    assert found[0].rounds == {1: scores["c", 1], 2: scores["c", 2]}
    assert found[3].rounds == {}


def test_ties_go_by_weakest_pillar_then_by_turns_not_played_then_share_the_place():
    scores = {
        ("a", 1): Score(50_000, 30_000), ("b", 1): Score(50_000, 40_000), ("c", 1): Score(50_000, 30_000, missed=1),
        ("d", 1): Score(50_000, 30_000), ("e", 1): Score(10_000, 1_000),
    }
    found = rank(entrants("E", "D", "C", "B", "A"), scores)
    assert [(one.place, one.entrant.name) for one in found] == [(1, "B"), (2, "A"), (2, "D"), (4, "C"), (5, "E")]


def test_group_averages_are_rounded_half_up_and_share_places():
    everybody = [*entrants("A", "B", group="3-1"), *entrants("C", group="3-2"), *entrants("D", group="3-3"), *entrants("E")]
    totals = {"a": 50_001, "b": 50_000, "c": 50_001, "d": 70_000, "e": 1}
    found = group_averages(rank(everybody, {(who, 1): Score(total, 0) for who, total in totals.items()}))
    expected = [(1, "3-3", 70_000, 1), (2, "3-1", 50_001, 2), (2, "3-2", 50_001, 1)]
    assert [(one.place, one.name, one.average, one.entrants) for one in found] == expected


def test_par_is_the_middle_of_the_bots():
    par = Par((10_000, 20_000, 30_000))
    assert par.middle == 20_000
    assert [par.percentile(total) for total in (5_000, 10_000, 20_001, 99_000)] == [0, 0, 66, 100]


def test_a_histogram_has_no_gaps():
    assert histogram([]) == []
    assert histogram([12_000, 26_000, 13_000]) == [(10, 2), (15, 0), (20, 0), (25, 1)]


@pytest.mark.parametrize("members", [1, 2, 3, 4])
def test_every_domain_has_one_minister_and_the_head_answers(members):
    domains = ["trade", "defence", "diplomacy"]
    found = divide(domains, members)
    assert sorted(domain for one in found for domain in one.domains) == sorted(domains)
    assert [one.answers for one in found] == [True] + [False] * (members - 1)
    assert all(one.domains or one.answers for one in found), "nobody sits idle"
