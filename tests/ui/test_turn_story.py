"""The story of a turn says what its report says: every line once, pillars from where they were to where they are."""

from itertools import pairwise

import numpy as np
import pytest

from game.bots.policies import policy
from game.rules.view import view_of
from game.session.match import Match
from game.ui.screens.parts.steps import steps_of
from game.ui.screens.parts.table import Table, digits
from tests.ui.hands import desk, match


@pytest.fixture(scope="module", params=["random", "doctrine:alignment", "doctrine:ambiguity"])
def played(request: pytest.FixtureRequest) -> Match:
    game = match(11)
    play = policy(request.param, game.scenario, np.array([[5], [6]], dtype=np.uint64))
    while not game.over:
        game.play(play(game.view()))
    return game


def test_every_line_is_told_once(played: Match) -> None:
    for number, report in enumerate(played.reports):
        steps = steps_of(Table(desk(), played, view_of(played.scenario, played.states[number])), report)
        told = [line for step in steps for line in step.lines]
        assert sorted(map(str, told)) == sorted(map(str, report.lines))
        assert len(told) == len(report.lines)


def test_pillars_go_from_before_to_after_without_a_gap(played: Match) -> None:
    for number, report in enumerate(played.reports):
        steps = steps_of(Table(desk(), played, view_of(played.scenario, played.states[number])), report)
        assert steps[0].before == tuple(report.pillars_before.values())
        assert steps[-1].after == tuple(report.pillars_after.values())
        assert all(one.after == other.before for one, other in pairwise(steps))


def test_ladders_end_where_they_stand(played: Match) -> None:
    for number, report in enumerate(played.reports):
        if report.ending:
            continue
        after = played.states[number + 1]
        steps = steps_of(Table(desk(), played, view_of(played.scenario, played.states[number])), report)
        if number < len(played.reports) - 1:
            assert (steps[-1].rung, steps[-1].us_rung) == (int(after.rung[0]), int(after.us_rung[0]))


def test_announcements_are_told_with_their_words(played: Match) -> None:
    texts = desk().texts(played.compiled)
    for number, report in enumerate(played.reports):
        titles = " | ".join(step.title for step in steps_of(Table(desk(), played, view_of(played.scenario, played.states[number])), report))
        for said in report.announcements:
            if said.kind == "rung_up":
                assert texts(f"rungs.{said.about}.announces") in titles
            if said.kind.startswith("demand"):
                assert texts(f"demands.{said.about}.title") in titles


@pytest.mark.parametrize(("amount", "places"), [(3000, 0), (2500, 1), (-150, 2), (12_300, 0), (4, 3), (0, 0)])
def test_digits(amount: int, places: int) -> None:
    assert digits(amount) == places
