"""Exports: nothing in them runs in a spreadsheet, and they read back as what they say."""

import csv
import io

import pytest

from game.tournament.export import moodle_csv, neutral, sheet_csv
from game.tournament.standings import Entrant, Par, Score, rank


@pytest.fixture
def standings():
    entrants = [Entrant("a", "=cmd|' /C calc'!A0", "@class"), Entrant("b", '왜가리, "7"'), Entrant("c", "Late")]
    scores = {
        ("a", 1): Score(55_555, 40_000, "war", 1), ("a", 2): Score(44_444, 1), ("b", 1): Score(60_000, 50_000), ("c", 2): Score(10_000, 0),
    }
    return rank(entrants, scores)


def read(text):
    return list(csv.reader(io.StringIO(text)))


def test_a_sheet_has_a_row_each_and_a_column_group_a_round(standings):
    head, *rows = read(sheet_csv(standings, {1: Par((40_000, 50_000, 58_000))}))
    assert head[:5] == ["place", "name", "group", "sum", "turns not played"]
    assert len(head) == 5 + 2 * 5
    assert rows[0][:5] == ["1", "'=cmd|' /C calc'!A0", "'@class", "100.00", "1"]
    assert rows[0][5:] == ["55.55", "5.55", "66", "war", "1", "44.44", "", "", "", "0"]
    assert rows[1] == ["2", '왜가리, "7"', "", "60.00", "0", "60.00", "10.00", "100", "", "0", "", "", "", "", ""]
    assert rows[2][5:10] == [""] * 5


def test_moodle_gets_identifier_and_score(standings):
    assert read(moodle_csv(standings)) == [
        ["identifier", "score"], ["'=cmd|' /C calc'!A0", "50.00"], ['왜가리, "7"', "60.00"], ["Late", "10.00"],
    ]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", "＝1"])
def test_formulas_become_text(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Mina", "a=b", "1-2", "x@y"])
def test_texts_stay_as_they_are(text):
    assert neutral(text) == text
