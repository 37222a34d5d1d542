"""A game client in a real window joins a class and plays the lesson to its end, with the program killed and opened again in between."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.session.reading import read_record
from game.ui import words
from game.ui.words import _
from tests.hosted import Hosted
from tests.ui.class_hands import console
from tests.ui.real_hands import Keyboard, Mouse, Window, screen

pytestmark = pytest.mark.display
__all__ = ["screen"]

SCENARIO = "crossroads-2025"
Hands = Keyboard | Mouse


@pytest.fixture
def hosted(tmp_path: Path) -> Iterator[Hosted]:
    with Hosted(tmp_path, "--scenario", SCENARIO, "--title", "Class 9b") as found:
        console(found, "PATCH", "/settings", approval=False)
        yield found


def press(window: Window, hands: Hands, name: str) -> None:
    """Use a button once it is there."""
    window.wait_for(lambda _now: window.usable(name))
    window.settle()
    hands.press(name)


def write(window: Window, hands: Hands, name: str, text: str) -> None:
    """Put the focus into a field, and type."""
    if isinstance(hands, Mouse):
        hands.use(name)
    else:
        hands.reach(name)
    window.act("type", text)


def play_turn(window: Window, hands: Hands) -> None:
    """Answer each card with its first answer, take points back where that is too dear, and end the turn."""
    window.come_to("Brief")
    hands.gold()
    for _card in range(2):
        first = next(widget["name"] for widget in window.widgets("answer ") if widget["enabled"])
        hands.answer(int(first.split()[1]))
        hands.gold()
    for place in range(12):
        if window.shown != "Decide":
            break
        if window.widget("gold")["enabled"]:
            hands.gold()
        else:
            lowest, level, _highest = window.widget(f"programme {place}")["level"]
            if window.usable(f"programme {place}") and level > lowest:
                hands.level(place, -1)
    window.come_to("Ended", "Resolve")


def close(window: Window) -> None:
    if window.process.poll() is None:
        window.process.kill()
        window.process.wait()


@pytest.mark.parametrize(("kind", "language"), [(Keyboard, "en"), (Mouse, "ko")])
def test_a_class_is_joined_and_the_lesson_played_to_its_end(
    kind: type[Keyboard] | type[Mouse], language: str, screen: str, hosted: Hosted, tmp_path: Path, root: Path,
) -> None:
    words.use(language)
    window = Window(screen, tmp_path / "first", root, language=language)
    try:
        hands: Hands = kind(window)
        press(window, hands, f"button {_('Tournament')}")
        window.come_to("Join")
        write(window, hands, f"field {_('Code or address')}", f"127.0.0.1:{hosted.port}")
        press(window, hands, f"button {_('Look for it')}")
        window.wait_for(lambda now: any(widget["name"].startswith("offer ") for widget in now["widgets"]))
        window.settle()
        offer = window.widgets("offer ")[0]["name"]
        hands.press(offer)
        press(window, hands, f"button {_('Join')}")
        window.come_to("Waiting")
        console(hosted, "POST", "/rounds/1/start")
        for _turn in range(3):
            play_turn(window, hands)
            window.come_to("Resolve")
            hands.gold()
        window.come_to("Brief")
        close(window)
        window = reopened(window, screen, tmp_path / "second", root, language)
        hands = kind(window)
        press(window, hands, f"button {_('Tournament')}")
        press(window, hands, "go on")
        for _turn in range(3):
            play_turn(window, hands)
            window.come_to("Resolve")
            hands.gold()
        window.come_to("RoundPage")
        press(window, hands, f"button {_('Debrief')}")
        window.come_to("DebriefScreen")
    finally:
        close(window)
        words.use("en")
    (path,) = window.records.glob("*.tightrope")
    record = read_record(path)
    assert record.player == offer.removeprefix("offer ")
    assert (len(record.turns), record.finished, record.options.turns) == (6, True, 6)
    shown: dict[str, Any] = hosted.ask("GET", "/console", hosted.teacher).json()
    assert record.result is not None
    assert shown["standings"][0]["sum"] == record.result.total
    assert not shown["players"][0]["missed"], "no turn was played by the bot"


def reopened(before: Window, display: str, folder: Path, root: Path, language: str) -> Window:
    """Open the program again on what the first one left: a window takes a folder of its own, so what was kept is brought there."""
    seat = (before.records.parent / "seat.json").read_bytes()

    class Next(Window):
        def wait_for(self, holds: Any) -> None:
            target = self.records.parent / "seat.json"
            if not target.exists():
                target.write_bytes(seat)
            super().wait_for(holds)

    return Next(display, folder, root, language=language)
