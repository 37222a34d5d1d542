"""The debrief's charts: everything lies in its box, and bars hang where the one before ended."""

import itertools

import pytest

from game.charts.shapes import Line, Mark, Polygon, Text
from game.charts.strip import Spot, standing, strip
from game.charts.timeline import Lane, Series, result_lines, timeline, timeline_height
from game.charts.triangle import Path, posture_bars, side_by_side, triangle
from game.charts.waterfall import Ends, Step, nice_ticks, waterfall, waterfall_height

SHARES = [(0.4, 0.35, 0.25), (0.5, 0.3, 0.2), (0.55, 0.15, 0.3), (0.56, 0.14, 0.3), (1.0, 0.0, 0.0)]
SIZE = (392.0, 400.0)
CHARTS = {
    "waterfall": waterfall([Step("one", 3.2, "+3.2"), Step("two", -9.1, "−9.1", "4 lines"), Step("none", 0.0, "0.0")],
                           Ends(50, 44.1, ("Start", "End"), ("50.0", "44.1")), SIZE),
    "triangle": triangle([Path(SHARES, "seoul", "seoul_fill")], [Path(SHARES[:3], "autonomy", "autonomy")], ["A", "B", "C"], SIZE, [2]),
    "side by side": side_by_side(
        [Path(SHARES, "A", "text"), Path(SHARES[:4], "B", "seoul_fill"), Path(SHARES[:3], "C", "other")], "ABC", SIZE,
    ),
    "posture": posture_bars(SHARES, (392, 100), [1]),
    "strip": strip([Spot("1", 50, 40, 60), Spot("2", 50.1, 49, 51), Spot("3", 58, 50, 62, own=True)], (392, 56), "You 58", 45, 60),
    "standing": standing([1, 4, 9, 3], 3, ("40", "48", "46")),
    "timeline": timeline([50, 52, 49, 51], [Lane("W", "washington", "washington", (1, 0, 9), (0, 1, 3), 4),
                                            Lane("B", "beijing", "beijing", (0, 1, 1))],
                         ["a", "b", "c"], (700, timeline_height(2)), "Result", [2]),
    "results": result_lines(
        [Series("A", (50, 52, 49), "text"), Series("B", (50, 48), "other"), Series("C", (50, 52, 49), "edge")], ["a", "b"], SIZE,
    ),
}


def places(shape):
    return shape.points if isinstance(shape, (Polygon, Line)) else (shape.at,)


@pytest.mark.parametrize("name", CHARTS)
def test_everything_lies_in_its_box(name):
    for shape in CHARTS[name]:
        for x, y in places(shape):
            assert -0.001 <= x <= 1.001, shape
            assert -0.001 <= y <= 1.001, shape


def test_bars_hang_where_the_one_before_ended():
    steps = [Step(str(k), amount, "") for k, amount in enumerate((4.0, -2.5, 6.0, -9.0))]
    chart = waterfall(steps, Ends(50, 48.5, ("", ""), ("", "")), (392, waterfall_height(4)))
    bars = [shape for shape in chart if isinstance(shape, Polygon) and len(shape.points) == 4]
    assert len(bars) == 4
    for (one, step), (other, after) in itertools.pairwise(zip(bars, steps, strict=True)):
        ended = one.points[1][0] if step.amount > 0 else one.points[0][0]
        begun = other.points[0][0] if after.amount > 0 else other.points[1][0]
        assert ended == pytest.approx(begun)


def test_letters_of_one_place_are_pushed_apart():
    marks = [shape.at for shape in CHARTS["results"] if isinstance(shape, Mark)]
    for one, other in itertools.combinations(marks, 2):
        assert abs(one[1] - other[1]) * SIZE[1] > 18 or abs(one[0] - other[0]) * SIZE[0] > 18


def test_ticks_hold_the_range():
    for low, high in ((50, 63.5), (0, 0), (-3.2, 97), (41.2, 41.3)):
        ticks = nice_ticks(low, high)
        assert ticks[0] <= low
        assert ticks[-1] >= high
        assert 2 <= len(ticks) <= 7


def test_the_last_turn_is_a_disc_of_its_own_and_numbers_do_not_overlap():
    numbers = [shape for shape in CHARTS["triangle"] if isinstance(shape, Text) and shape.text.isdigit()]
    assert "4" in [shape.text for shape in numbers]
    for one, other in itertools.combinations(numbers, 2):
        apart = ((one.at[0] - other.at[0]) * SIZE[0]) ** 2 + ((one.at[1] - other.at[1]) * SIZE[1]) ** 2
        assert apart > 22**2


def test_what_happened_stands_above_its_turn():
    lanes = [Lane("B", "beijing", "beijing", (1, 2, 3), (0, 1, 2), 4)]
    chart = timeline([50, 52, 49, 51], lanes, ["a", "b", "c"], (700, timeline_height(1)), "Result")
    numbers = {shape.text: shape.at[0] for shape in chart if isinstance(shape, Text) and shape.align == "centre" and shape.text in "123"}
    marks = [shape.at[0] for shape in chart if isinstance(shape, Mark) and shape.who == "beijing"][1:]
    for turn, of_turn in (("1", marks[:1]), ("2", marks[1:3]), ("3", marks[3:])):
        assert sum(of_turn) / len(of_turn) == pytest.approx(numbers[turn])
