"""No text of a turn is cut, none lies on another, nothing is outside: with every card, demand, rung and step of the base scenario."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from game.analysis.forecast import forecast
from game.bots.policies import policy
from game.rules.state import OPEN, PROMISED, REFUSED, View
from game.session.match import Match
from game.ui import words
from game.ui.screen import Look, context_for
from game.ui.screens.brief import Brief
from game.ui.screens.decide import Decide, order_key
from game.ui.screens.parts.signalbox import SignalBox
from game.ui.screens.parts.signals import beijing, washington
from game.ui.screens.parts.table import Table
from game.ui.screens.resolve import Resolve
from tests.ui.hands import compiled, desk, faults_of, match, with_cards

SIZES = [((1280, 720), 1.0), ((1280, 720), 1.5), ((1280, 720), 2.0), ((1920, 1080), 1.0), ((2560, 1440), 1.25)]
FAST = SIZES[::2]
LOW = ((2560, 1080), 1.25)
WIDE_PAGES = ("event:0", "points")
PAGES = (*WIDE_PAGES, "points:0", "points:1", "points:2", "forecast", "advisors", "map")


@lru_cache(maxsize=1)
def middle_game() -> Match:
    """Play two turns."""
    played = match()
    for _ in range(2):
        played.play(policy("even", played.scenario, np.zeros((2, 1), dtype=np.uint64))(played.view()))
    return played


def brief(view: View, page: str, language: str = "en") -> Brief:
    screen = Brief(desk(language), middle_game())
    screen.table = Table(screen.desk, screen.match, view)
    screen.left, screen.right, screen.page = beijing(screen.table), washington(screen.table), page
    return screen


@lru_cache(maxsize=1)
def futures() -> object:
    played = middle_game()
    return forecast(played.scenario, played.view(), played.orders(), futures=60)


def table(view: View, page: str, language: str = "en") -> Decide:
    screen = Decide(desk(language), middle_game(), page)
    screen.table = Table(screen.desk, screen.match, view)
    screen.found = {order_key(screen.match.draft): futures()}  # type: ignore[dict-item]
    return screen


def check_card(card: int, pixels: tuple[int, int], scale: float, language: str = "en") -> None:
    view = with_cards(middle_game().view(), card, card + 31, *([card + 57] if card % 2 else []))
    assert faults_of(brief(view, "event:0", language), pixels, scale, language) == []
    assert faults_of(table(view, "event:0", language), pixels, scale, language) == []


def signals(number: int) -> View:
    """Put demands, a threat and rungs on the table, other ones for each number."""
    view, scenario = middle_game().view(), compiled().scenario
    demands, rungs = len(scenario.us_pressure.demands), len(scenario.china_retaliation.ladder)
    states = np.zeros_like(view.demands)
    states[number % demands, 0] = (OPEN, PROMISED, REFUSED)[number % 3]
    states[(number + 1) % demands, 0] = OPEN
    return replace(
        view, demands=states, due=np.full_like(view.due, 6), threat=np.array([number % rungs + 1], np.int8),
        threat_due=np.array([4], np.int8), us_rung=np.array([number % 6], np.int8),
    )


def check_signals(number: int, pixels: tuple[int, int], scale: float, language: str = "en") -> None:
    view = signals(number)
    crowded = with_cards(view, 7 * number, 7 * number + 31, 7 * number + 57)
    assert faults_of(brief(crowded, "washington", language), pixels, scale, language) == []
    for page in ("washington", "beijing"):
        assert faults_of(brief(view, page, language), pixels, scale, language) == []
    for page in PAGES:
        assert faults_of(table(view, page, language), pixels, scale, language) == []


def told(seed: int) -> Iterator[Resolve]:
    """Play a whole game at random and give every turn's telling."""
    played = match(seed)
    play = policy("random", played.scenario, np.array([[seed], [2]], dtype=np.uint64))
    while not played.over:
        played.play(play(played.view()))
    for report in played.reports:
        screen = Resolve(desk(), played, None, report)
        screen._started = True
        yield screen


def check_story(screen: Resolve, pixels: tuple[int, int], scale: float) -> None:
    for step in range(len(screen.steps)):
        screen.at = step
        for page in ("map", "ledger", "beijing", "washington") if step == len(screen.steps) - 1 else ("map",):
            screen.page = page
            assert faults_of(screen, pixels, scale) == [], screen.step.title


@pytest.mark.parametrize(("pixels", "scale"), [*FAST, LOW])
@pytest.mark.parametrize("card", range(0, 100, 25))
def test_some_cards(card: int, pixels: tuple[int, int], scale: float) -> None:
    check_card(card, pixels, scale)


@pytest.mark.parametrize(("pixels", "scale"), [*FAST, LOW])
def test_some_signals(pixels: tuple[int, int], scale: float) -> None:
    check_signals(0, pixels, scale)


def test_a_signal_without_room_is_brief_and_its_note_says_the_rest() -> None:
    """Two demands above three cards in a wide, low window: both keep their date, and nothing is lost to the reader."""
    view = with_cards(signals(0), 40, 71, 97)
    screen = brief(view, "washington")
    boxes = {}
    for pixels, scale in (((2560, 1440), 1.0), LOW):
        root = screen.build(context_for(pixels, Look(text_scale=scale, motion=False)))
        boxes[pixels] = [one for one in root.walk() if isinstance(one, SignalBox) and one.signal.who == "washington"]
    roomy, low = boxes[2560, 1440], boxes[LOW[0]]
    assert [one.label for one in low] == [one.label for one in roomy]
    assert len(low) == 2
    assert len(roomy[0].signal.lines) == 3
    for one, whole in zip(low, roomy, strict=True):
        assert [icon for icon, _text, _colour in one.signal.lines] == ["clock"]
        assert all(line in one.signal.lines or line[1] in one.help for line in whole.signal.lines)


@pytest.mark.parametrize(("pixels", "scale"), FAST[:2])
def test_a_turn_told(pixels: tuple[int, int], scale: float) -> None:
    check_story(next(told(3)), pixels, scale)


@pytest.mark.slow
@pytest.mark.parametrize(("pixels", "scale"), [*SIZES, LOW])
def test_every_card(pixels: tuple[int, int], scale: float) -> None:
    for card in range(len(compiled().scenario.events)):
        check_card(card, pixels, scale)


@pytest.mark.slow
@pytest.mark.parametrize(("pixels", "scale"), [*SIZES, LOW])
def test_every_demand_and_rung(pixels: tuple[int, int], scale: float) -> None:
    for number in range(12):
        check_signals(number, pixels, scale)


@pytest.fixture
def korean() -> Iterator[str]:
    words.use("ko")
    yield "ko"
    words.use("en")


@pytest.mark.slow
@pytest.mark.parametrize(("pixels", "scale"), SIZES[:3])
def test_every_card_and_signal_in_korean(korean: str, pixels: tuple[int, int], scale: float) -> None:
    for card in range(len(compiled().scenario.events)):
        check_card(card, pixels, scale, korean)
    for number in range(12):
        check_signals(number, pixels, scale, korean)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 4))
def test_every_step_of_whole_games(seed: int) -> None:
    for screen in told(seed):
        for pixels, scale in SIZES[:3]:
            check_story(screen, pixels, scale)
