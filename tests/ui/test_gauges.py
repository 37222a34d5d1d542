"""What a pack names in `table.gauges` stands in the header, moves with the story, and leaves the rest its room."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest

from game.analysis.forecast import Forecast, forecast
from game.content.library import load_scenario
from game.session.match import Match
from game.ui import words
from game.ui.gallery import play
from game.ui.screen import Look, context_for
from game.ui.screens.brief import Brief
from game.ui.screens.decide import Decide, order_key
from game.ui.screens.parts.gauges import GaugeLine
from game.ui.screens.parts.header import header
from game.ui.screens.resolve import Resolve
from game.ui.widgets import Gauge
from tests.ui.hands import desk, faults_of

PACKS = ("rare-earth-squeeze", "canberra-2020", "crossroads-2025")
SHAPES = (((1280, 720), 1.0), ((1280, 720), 1.25), ((1280, 720), 1.5), ((1280, 720), 2.0), ((2560, 1080), 1.25), ((1210, 720), 1.0))


@lru_cache(maxsize=3)
def some_turns_in(pack: str) -> Match:
    return play(Match.new(load_scenario(pack), 5), 2)


@lru_cache(maxsize=3)
def futures(pack: str) -> Forecast:
    match = some_turns_in(pack)
    return forecast(match.scenario, match.view(), match.orders(), futures=60)


def lines(screen: Any, pixels: tuple[int, int], scale: float, language: str = "en") -> dict[str, str]:
    """Give names and numbers of the header's lines."""
    root = screen.build(context_for(pixels, Look("dark", scale, language, motion=False)))
    return {one.line.name: one.line.value for one in root.walk() if isinstance(one, GaugeLine)}


@pytest.fixture(params=["en", "ko"])
def language(request: pytest.FixtureRequest) -> Any:
    words.use(request.param)
    yield request.param
    words.use("en")


@pytest.mark.parametrize("pack", PACKS)
def test_every_gauge_is_in_the_header_of_a_usual_window(pack: str, language: str) -> None:
    screen = Brief(desk(language), some_turns_in(pack))
    table = screen.table
    named = [table.scenario.indicator(name) for name in table.meta.gauges if name != "approval"]
    shown = lines(screen, (1280, 720), 1.0, language)
    assert list(shown) == [table.indicator_name(index, short=True) for index in named]
    assert len(shown) == 3
    for index, value in zip(named, shown.values(), strict=True):
        assert float(value) == pytest.approx(table.value(index) / 1000, abs=0.51)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize(("pixels", "scale"), SHAPES)
def test_nothing_in_the_header_covers_anything(pack: str, pixels: tuple[int, int], scale: float, language: str) -> None:
    match = some_turns_in(pack)
    assert faults_of(Brief(desk(language), match), pixels, scale, language) == []
    table = Decide(desk(language), match, "points")
    table.found = {order_key(match.draft): futures(pack)}
    assert faults_of(table, pixels, scale, language) == []


def test_in_a_small_window_the_widest_are_left_out() -> None:
    screen = Brief(desk(), some_turns_in("rare-earth-squeeze"))
    assert list(lines(screen, (1280, 720), 1.25)) == ["Stocks", "Time to a licence", "Ire"]
    assert list(lines(screen, (1280, 720), 1.5)) == ["Stocks", "Ire"]
    assert list(lines(screen, (1280, 720), 2.0)) == ["Ire"]


def test_what_the_powers_mind_stays_in_the_header_at_the_largest_text(language: str) -> None:
    match = some_turns_in("crossroads-2025")
    full = [name for name, who in _whose(Brief(desk(language), match), 1.0, language) if who]
    assert len(full) == 2
    told = Resolve(desk(language), match, None, match.reports[-1])
    for screen in (Brief(desk(language), match), Decide(desk(language), match, "points"), told):
        for scale in (1.5, 2.0):
            assert [name for name, who in _whose(screen, scale, language) if who] == full


def _whose(screen: Any, scale: float, language: str) -> list[tuple[str, str]]:
    root = screen.build(context_for((1280, 720), Look("dark", scale, language, motion=False)))
    return [(one.line.name, one.line.who) for one in root.walk() if isinstance(one, GaugeLine)]


def test_a_line_says_its_unit_and_what_it_means() -> None:
    root = Brief(desk(), some_turns_in("rare-earth-squeeze")).build(context_for((1280, 720), Look(motion=False)))
    stocks = next(one for one in root.walk() if isinstance(one, GaugeLine))
    assert stocks.label.startswith("Stocks ")
    assert stocks.label.endswith(" days of use")
    assert stocks.help.startswith(stocks.label)


def test_the_lines_move_with_the_story() -> None:
    match = some_turns_in("rare-earth-squeeze")
    told = Resolve(desk(), match, None, match.reports[-1])
    told._started = True
    found = []
    for step in range(len(told.steps)):
        told.at = step
        found.append(lines(told, (1280, 720), 1.0)["Stocks"])
    report = match.reports[-1]
    assert found[-1] == f"{report.after['stock_days'] / 1000:.0f}"
    assert len(set(found)) > 1


def test_a_pack_may_hide_its_pillars() -> None:
    screen = Brief(desk(), some_turns_in("rare-earth-squeeze"))
    for pillars, count in ((True, 5), (False, 1)):
        screen.table.meta = replace(screen.table.meta, show_pillars=pillars)
        context = context_for((1280, 720), Look(motion=False))
        bar = header(context, screen.table, 0, on_menu=lambda: None)
        assert sum(isinstance(one, Gauge) for one in bar.walk()) == count
        assert sum(isinstance(one, GaugeLine) for one in bar.walk()) == 3
