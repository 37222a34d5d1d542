"""Whole games in a real window in both languages, by keyboard alone and by mouse alone, each compared with the same orders without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.content.library import load_scenario
from game.session.match import Match
from game.session.reading import read_record
from game.ui import words
from game.ui.words import _
from tests.ui.real_hands import PATIENCE, Keyboard, Mouse, Window, screen

pytestmark = pytest.mark.display
__all__ = ["screen"]

SCENARIO, SEED = "crossroads-2025", 77


def choose(shadow: Match, slot: int, numbers: list[int]) -> int:
    """Pick an answer that can be paid for, another one each turn; the shadow takes it."""
    options = shadow.scenario.events[shadow.scenario.event(shadow.events[slot])].options
    for i in range(len(numbers)):
        number = numbers[(shadow.turn + slot + i) % len(numbers)]
        assert shadow.answer(slot, options[number - 1].id) == []
        if not any(problem.code == "points" for problem in shadow.problems()):
            return number
        shadow.undo()
    raise AssertionError("no answer can be paid for")


def reshuffle(shadow: Match) -> list[tuple[int, int]]:
    """Pick a programme to take a point from and one to give one to; the shadow takes both."""
    moves = []
    programmes = shadow.scenario.programmes
    for by in (-1, +1):
        for i in range(len(programmes)):
            place = (shadow.turn * 4 + i) % len(programmes)
            level = shadow.draft.points.get(programmes[place].id, 0) + by
            if not 0 <= level <= programmes[place].max or (place, -by) in moves:
                continue
            shadow.allocate(programmes[place].id, level)
            if not shadow.problems():
                moves.append((place, by))
                break
            shadow.undo()
    return moves


def play_turn(window: Window, hands: Keyboard | Mouse, shadow: Match) -> None:
    """Play one turn on the screen and, with the same decisions, in the shadow."""
    window.come_to("Brief")
    hands.gold()
    window.come_to("Decide")
    for slot in range(len(shadow.events)):
        numbers = [int(widget["name"].split()[1]) for widget in window.widgets("answer ") if widget["enabled"]]
        hands.answer(choose(shadow, slot, numbers))
        hands.gold()
    for place, by in reshuffle(shadow):
        hands.level(place, by)
    for _page in range(6):
        if window.shown != "Decide":
            break
        hands.gold()
    shadow.end_turn()
    window.come_to("Resolve")
    for _step in range(40):
        if window.shown != "Resolve":
            break
        hands.gold()


@pytest.fixture(params=["en", "ko"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language, for the program's names of its buttons as well."""
    words.use(request.param)
    yield request.param
    words.use("en")


@pytest.mark.parametrize("kind", [Keyboard, Mouse])
def test_a_whole_game(kind: type[Keyboard] | type[Mouse], language: str, screen: str, tmp_path: Path, root: Path) -> None:
    """Play to the end, quit, and find the record equal to the same orders without a screen."""
    shadow = Match.new(load_scenario(SCENARIO), SEED)
    window = Window(screen, tmp_path, root, "play", SCENARIO, "--seed", str(SEED), language=language)
    try:
        hands = kind(window)
        while not shadow.over:
            play_turn(window, hands, shadow)
        assert window.shown == "Result"
        hands.gold()
        window.wait_for(lambda now: now["screen"] == "DebriefScreen")
        hands.press(f"button {_('Back')}")
        window.wait_for(lambda now: now["screen"] == "Result")
        hands.press(f"button {_('To the title')}")
        window.wait_for(lambda now: now["screen"] == "Title")
        hands.press(f"button {_('Quit')}")
        assert window.process.wait(PATIENCE) == 0
    finally:
        if window.process.poll() is None:
            window.process.kill()
            window.process.wait()
    (path,) = window.records.glob("*.tightrope")
    record = read_record(path)
    assert [turn.order for turn in record.turns] == [turn.order for turn in shadow.record().turns]
    assert record.result == shadow.result()
    assert record == shadow.record()
