import re
import xml.etree.ElementTree as ET

import pytest

from game.analysis.balance import Sizes, balance
from game.charts.shapes import Line, Mark, Polygon, Text
from game.report.balance import balance_page
from game.report.light import LIGHT, colour
from game.report.page import page, paragraph, table
from game.report.svg import svg
from game.ui.theme import THEMES
from tests.tiny import tiny


@pytest.fixture(scope="module")
def written():
    sizes = Sizes(games=30, planner=2, budget=1000, hunt=4, finalists=2, panel=4, cases=6, futures=2, pool=3, swing=4)
    return balance_page(balance(tiny(), sizes, workers=1), "Tiny <&>")


def test_the_light_colours_are_those_of_the_screen():
    assert {name: getattr(THEMES["light"].screen, name) for name in LIGHT} == LIGHT
    assert colour("#123456") == "#123456"
    assert colour("no-such") == LIGHT["text"]


@pytest.mark.parametrize("who", ["dot", "ring", "seoul", "washington", "beijing", "autonomy", "ambiguity", "pyongyang", "tokyo"])
def test_every_mark_is_drawn(who):
    drawn = svg((Mark((0.5, 0.5), who),), 100, 100, who)
    assert len(ET.fromstring(drawn)) >= 1


def test_shapes_become_svg():
    line, words = Line(((0, 0), (1, 1)), "edge", dash=4.0), Text((0.5, 0.5), "a < b", align="right")
    chart = (Polygon(((0, 0), (1, 0), (1, 1)), "raised", 0.5), line, words)
    root = ET.fromstring(svg(chart, 200, 100, 'a "chart"'))
    assert [part.tag for part in root] == ["polygon", "polyline", "text"]
    assert root[0].get("points") == "0.0,0.0 200.0,0.0 200.0,100.0"
    assert root[1].get("stroke-dasharray") == "4"
    assert root[2].text == "a < b"
    assert root[2].get("text-anchor") == "end"


def test_a_page_escapes_what_it_is_given():
    made = page("<script>", "a & b", [("<b>", [paragraph("x < y"), table(("h<", "n"), [["<i>", 1.5], [None, 2]])])])
    assert "<script>" not in made
    assert "<i>" not in made
    assert "&lt;i&gt;" in made
    assert 'class="number"' in made


def test_the_balance_page_needs_nothing_from_outside_and_holds_charts(written):
    assert not re.search(r"""(src|href)=["']|@import|url\(|<script""", written)
    assert written.count("<svg") >= 4
    assert "@page { size: A4" in written
    assert "Tiny &lt;&amp;&gt;" in written
    assert "Sensitivity" in written
