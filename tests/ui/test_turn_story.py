"""The story of a turn says what its report says: every line once, pillars from where they were to where they are."""

from itertools import pairwise

import numpy as np
import pytest

from game.bots.policies import policy
from game.rules.view import view_of
from game.session.match import Match
from game.ui.geometry import Rect
from game.ui.screen import Look, context_for
from game.ui.screens.parts.consequences import consequences, ire_of
from game.ui.screens.parts.steps import steps_of
from game.ui.screens.parts.table import Table, digits
from game.ui.screens.parts.telling import FEW, Entry, Folded, Heading, Leads, ledger_column
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


def test_every_chapter_of_the_growing_ledger_has_something_to_say(played: Match) -> None:
    setter = context_for((1280, 720), Look()).text
    silent = folds = 0
    for number, report in enumerate(played.reports):
        table = Table(desk(), played, view_of(played.scenario, played.states[number]))
        steps = steps_of(table, report)
        silent += sum(not step.lines for step in steps)
        columns = [
            ledger_column(Rect(0, 0, 376, 560), table, steps, len(steps) - 1, setter, Leads(lambda _step: None, lambda _step: None, opened))
            for opened in ((), range(len(steps)))
        ]
        column, whole = ([one for one in column.walk() if isinstance(one, (Heading, Entry, Folded))] for column in columns)
        for rows in (column, whole):
            assert isinstance(rows[-1], (Entry, Folded))
            assert not any(isinstance(after, Heading) for one, after in pairwise(rows) if isinstance(one, Heading))
        told = {(step.chapter, line.cause) for step in steps for line in step.lines}
        folded = sum(one.count for one in column if isinstance(one, Folded))
        assert sum(isinstance(one, Entry) for one in column) + folded == sum(isinstance(one, Entry) for one in whole) >= len(told)
        assert sum(one.text.endswith(" drifts") for one in column if isinstance(one, Entry)) <= FEW
        folds += folded > 0
    assert folds                                     # what drifts by itself does not bury what was done
    assert silent                                    # a demand or a warning moves no number, and is told all the same


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


def test_what_an_answer_promises_is_what_the_ledger_books(played: Match) -> None:
    """The certain facts of an answer are the lines that it gets; ire is foretold to within a fifth and two points."""
    ire = played.scenario.roles.ire
    for number, report in enumerate(played.reports):
        table = Table(desk(), played, view_of(played.scenario, played.states[number]))
        for card in table.cards:
            option = report.order.answers[card.id]
            place = [one.id for one in table.event(card).options].index(option)
            own = [f"event.{card.id}.{option}", f"affront.event.{card.id}.{option}"]
            if table.event(card).about[0] == "demand":
                own.append(f"affront.demand.{played.scenario.us_pressure.demands[table.event(card).about[1]].id}")
            booked: dict[int, int] = {}
            for line in report.lines:
                if line.cause in own:
                    booked[line.indicator] = booked.get(line.indicator, 0) + line.amount
            facts = {fact.name: fact.amount for fact in consequences(table, card, place).facts}
            for indicator, amount in booked.items():
                name = table.indicator_name(indicator, short=True)
                if indicator != ire and amount:
                    assert facts[name] == table.change(indicator, amount)
            foretold = sum(amount for i, amount in table.expectation(card, place).effects if i == ire)
            foretold += ire_of(table, table.event(card).options[place].affront)
            if table.event(card).about[0] != "demand":
                assert abs(foretold - booked.get(ire, 0)) <= 2000 + abs(foretold) // 5


@pytest.mark.parametrize(("amount", "places"), [(3000, 0), (2500, 1), (-150, 2), (12_300, 0), (4, 3), (0, 0)])
def test_digits(amount: int, places: int) -> None:
    assert digits(amount) == places
