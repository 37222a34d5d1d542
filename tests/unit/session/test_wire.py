"""What goes over the wire comes back as it was, holds nothing hidden, and strange documents are refused in words."""

import json
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from game.core.problems import Problem
from game.rules.state import View
from game.session.wire import (
    WireError,
    problem_document,
    problem_from,
    report_document,
    report_from,
    result_document,
    result_from,
    view_document,
    view_from,
)


def sent(document):
    return json.loads(json.dumps(document, allow_nan=False))


def test_views_reports_and_results_come_back_as_they_were(compiled, played):
    view = played.view()
    again = view_from(played.scenario, sent(view_document(view)))
    for field in fields(View):
        one, other = getattr(view, field.name), getattr(again, field.name)
        assert np.array_equal(one, other), field.name
        assert np.asarray(one).dtype == np.asarray(other).dtype, field.name
    for report in (*played.reports, played.handover):
        assert report_from(sent(report_document(report))) == report
    assert result_from(sent(result_document(played.result()))) == played.result()
    problem = Problem("points", "", 9, 6)
    assert problem_from(sent(problem_document(problem))) == problem


def test_nothing_hidden_is_in_a_view(played):
    document = view_document(played.view())
    assert not {"seeds", "resolve", "patience", "lure", "keys", "digest"} & set(document)
    text = json.dumps([document, [report_document(report) for report in played.reports]])
    assert played.record().seed not in text
    assert all(turn.digest not in text for turn in played.record().turns)


@pytest.mark.parametrize("damage", [
    {"values": [1, 2]}, {"values": "many"}, {"turn": None}, {"cards": [[1], [2, 3]]}, {"levels": None}, {"values": [10**12] * 11},
])
def test_a_strange_view_is_refused_in_words(played, damage):
    with pytest.raises(WireError, match="server"):
        view_from(played.scenario, {**view_document(played.view()), **damage})


def test_a_strange_report_is_refused_in_words():
    strange: Any
    for strange in ({}, {"turn": 1}, [], {"turn": "one", "lines": 3}):
        with pytest.raises(WireError, match="update the game"):
            report_from(strange)
