import pytest

from game.charts.bars import Bar, bars
from game.charts.histogram import Counts, histogram
from game.charts.shapes import Line, Polygon, Text
from game.charts.tornado import Figure, tornado

CHARTS = {
    "bars": bars([Bar("one", 3.0), Bar("two", 0.0, "none")], aim=(1, 2)),
    "no length": bars([Bar("one", 0.0)]),
    "histogram": histogram([Counts("a", (0, 3, 1, 0)), Counts("b", (0, 0, 2, 2), "washington")], 0, 100),
    "no games": histogram([Counts("a", (0, 0))], 0, 100),
    "tornado": tornado([Figure("wide", -2.0, 1.5), Figure("flat", 0.0, 0.0), Figure("one side", 0.5, 0.4)]),
    "nothing": tornado([]),
}


@pytest.mark.parametrize("name", CHARTS)
def test_shapes_stay_inside_their_box(name):
    for shape in CHARTS[name]:
        points = shape.points if isinstance(shape, (Polygon, Line)) else (shape.at,)
        assert all(-0.001 <= value <= 1.001 for point in points for value in point), shape


def test_a_longer_value_has_a_longer_bar():
    areas = [shape for shape in bars([Bar("a", 1.0), Bar("b", 2.0)]) if isinstance(shape, Polygon)]
    widths = [max(x for x, _ in area.points) - min(x for x, _ in area.points) for area in areas]
    assert widths[1] == pytest.approx(2 * widths[0])


def test_a_histogram_leaves_out_empty_ends():
    words = [shape.text for shape in histogram([Counts("a", (0,) * 18 + (5,) + (0,) * 21)], 0, 100) if isinstance(shape, Text)]
    assert words == ["a"]


def test_a_tornado_names_every_figure():
    words = [shape.text for shape in CHARTS["tornado"] if isinstance(shape, Text)]
    assert {"wide", "flat", "one side", "lower", "higher"} <= set(words)
