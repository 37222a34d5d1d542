"""The class report's words, and how its questions choose what they ask."""

import re
from dataclasses import replace

from game.analysis.classroom import Answer, Classroom, Outcome, Split
from game.analysis.debrief.korean import KOREAN as DEBRIEF
from game.analysis.debrief.questions import Facts
from game.charts.crowd import Bar, One, answers, crowd
from game.charts.shapes import Mark, Text
from game.content.library import load_scenario
from game.report.class_questions import questions
from game.report.class_words import KOREAN, ClassSay

COMPILED = load_scenario("crossroads-2025")
EVENT = COMPILED.scenario.events[0]
THIRD = (1 / 3, 1 / 3, 1 / 3)


def outcome(total, ending=None):
    return Outcome("Heron", total, "security", ending, 6, 0, "autonomy", (THIRD,))


def room(outcomes, splits=(), par=()):
    return Classroom(COMPILED, tuple(outcomes), tuple(par), tuple(splits), Facts("security", 0, 0, 0, 0))


def split(*middles):
    given = [Answer(option.id, 5, middle) for option, middle in zip(EVENT.options, middles, strict=False)]
    return Split(EVENT.id, 2, tuple(given), 1.0)


def test_every_word_has_its_korean(root):
    said: set[str] = set()
    for path in (root / "game/report").glob("class_*.py"):
        text = re.sub(r'"\n\s+"', "", path.read_text(encoding="utf-8"))
        said |= set(re.findall(r'say\(\s*"((?:[^"\\]|\\.)+)"\s*\)', text))
    assert len(said) > 25
    assert not said - KOREAN.keys() - DEBRIEF.keys()
    for english, korean in KOREAN.items():
        assert sorted(re.findall(r"\{\w*\}", english)) == sorted(re.findall(r"\{\w*\}", korean)), english


def test_a_wide_gap_between_answers_is_asked_about_and_a_narrow_one_is_not():
    say = ClassSay("en")
    wide = questions(room([outcome(50_000)] * 10, [split(60_000, 40_000)]), say)
    narrow = questions(room([outcome(50_000)] * 10, [split(50_000, 49_000)]), say)
    assert [one for one in wide if "came to 60 in the middle" in one and "to 40" in one]
    assert not [one for one in narrow if "came to 50 in the middle" in one]


def test_early_ends_and_bots_are_asked_about_where_there_are_some():
    say = ClassSay("en")
    calm = questions(room([outcome(50_000)] * 3), say)
    wild = questions(room([outcome(20_000, "war")] * 3, par=[30_000, 40_000, 50_000]), say)
    assert not [one for one in calm if "did not last" in one or "the bots to" in one]
    assert [one for one in wild if "3 governments did not last" in one]
    assert [one for one in wild if "came to 20 in the middle, the bots to 40" in one]


def test_what_did_not_happen_is_not_asked_about():
    asked = questions(room([outcome(50_000)] * 3), ClassSay("en"))
    assert not [one for one in asked if "rung" in one or "demands" in one]
    happened = replace(room([outcome(50_000)] * 3), facts=Facts("security", 2, 1, 3, 0))
    assert [one for one in questions(happened, ClassSay("en")) if "rung 3" in one]


def test_marks_stand_over_their_results_and_inside_the_box():
    ones = [One(40 + k % 7, "autonomy") for k in range(200)]
    shapes = crowd(ones, [30.0, 40.0, 45.0, 50.0], (592, 196), "class median 43", 20.0)
    marks = [shape for shape in shapes if isinstance(shape, Mark)]
    assert len(marks) == 200
    assert len({mark.at for mark in marks}) == 200
    assert all(0 <= mark.at[0] <= 1 and 0.1 < mark.at[1] < 0.85 for mark in marks)
    assert max(shape.size for shape in shapes if isinstance(shape, Text)) == 20.0
    assert crowd([], [], (100, 100), "") != ()


def test_bars_are_as_long_as_many_chose():
    shapes = answers([Bar("Join", 10, "median 46"), Bar("Refuse", 5, "median 50")], 540)
    widths = [shape.points[1][0] - shape.points[0][0] for shape in shapes if hasattr(shape, "points")]
    assert abs(widths[0] - 2 * widths[1]) < 1e-9
