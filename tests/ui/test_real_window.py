"""Whole games in a real window in both languages, by keyboard alone and by mouse alone, each compared with the same orders without it.

The window stands on an Xvfb of its own, the events are real ones of X (xdotool), and the program says through
`TIGHTROPE_TRACE` after every draw which screen is shown and where its widgets are.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game.content.library import load_scenario
from game.session.match import Match
from game.session.reading import read_record
from game.ui import words
from game.ui.words import _

pytestmark = pytest.mark.display

SCENARIO, SEED = "crossroads-2025", 77
PATIENCE, QUIET = 20.0, 0.06


@pytest.fixture
def screen() -> Iterator[str]:
    """A display of our own, 1280×720."""
    for tool in ("Xvfb", "xdotool"):
        assert shutil.which(tool), f"{tool} is missing: apt-get install xvfb xdotool"
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(10)


class Window:
    """The program in a window, watched through its trace; `quiet` is how long nothing may be drawn until it counts as settled."""

    quiet = QUIET

    def __init__(self, display: str, folder: Path, root: Path, *arguments: str, **settings: object) -> None:
        self.display, self.trace = display, folder / "trace.jsonl"
        self.records = folder / "data" / "tightrope" / "records"
        kept = self.records.parent / "settings.json"
        kept.parent.mkdir(parents=True)
        kept.write_text(json.dumps({"motion": False, "sound": False, **settings}))
        env = {**self.surroundings(), "DISPLAY": display, "TIGHTROPE_TRACE": str(self.trace), "XDG_DATA_HOME": str(folder / "data")}
        self.process = subprocess.Popen([*self.program(root), *arguments], env=env | {"SDL_AUDIODRIVER": "dummy"})
        self._tail, self._at = b"", 0
        self.now: dict[str, Any] = {"number": 0, "handled": 0}
        self.wait_for(lambda now: now["number"] > 0)
        self.settle()

    def program(self, root: Path) -> list[str]:
        """The words that start the program."""
        return [sys.executable, str(root / "main.py")]

    def surroundings(self) -> dict[str, str]:
        """The environment that it starts in, before what the test adds."""
        return {name: value for name, value in os.environ.items() if name != "SDL_VIDEODRIVER"}

    def look(self) -> bool:
        """Read what has been written since; tell whether something has."""
        if not self.trace.exists():
            return False
        with self.trace.open("rb") as file:  # bytes, since the program may be in the middle of a character
            file.seek(self._at)
            new = file.read()
            self._at = file.tell()
        *lines, self._tail = (self._tail + new).split(b"\n")
        if lines:
            self.now = json.loads(lines[-1])
        return bool(lines)

    def wait_for(self, holds: Callable[[dict[str, Any]], bool]) -> None:
        """Wait until something holds of what is shown."""
        end = time.monotonic() + PATIENCE
        while not (self.look() and holds(self.now)) and not holds(self.now):
            assert self.process.poll() is None, "the program has ended"
            assert time.monotonic() < end, f"nothing happened on {self.now.get('screen')}"
            time.sleep(0.004)

    def settle(self) -> None:
        """Wait until nothing is drawn any more."""
        last = time.monotonic()
        while time.monotonic() - last < self.quiet:
            if self.look():
                last = time.monotonic()
            time.sleep(0.004)

    def tool(self, *words: str) -> None:
        """Send real events."""
        subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": self.display}, check=True)

    def act(self, *words: str) -> None:
        """Send events and wait until they have been answered by a draw."""
        before = self.now["handled"]
        self.tool(*words)
        self.wait_for(lambda now: now["handled"] > before)
        self.settle()

    @property
    def shown(self) -> str:
        """The name of the screen on top."""
        return str(self.now["screen"])

    def widgets(self, start: str) -> list[dict[str, Any]]:
        """The widgets whose name starts so."""
        return [widget for widget in self.now["widgets"] if widget["name"].startswith(start)]

    def widget(self, name: str) -> dict[str, Any]:
        """The widget of a name."""
        found = [widget for widget in self.now["widgets"] if widget["name"] == name]
        assert found, f"no {name} among {[widget['name'] for widget in self.now['widgets']]}"
        return found[0]


class Keyboard:
    """Hands that only type."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def gold(self) -> None:
        """Press the gold button."""
        self.window.act("key", "Return")

    def answer(self, number: int) -> None:
        """Choose an answer by its digit."""
        self.window.act("key", str(number))

    def level(self, programme: int, by: int) -> None:
        """Go to a programme with Tab, and add or take a point."""
        self.reach(f"programme {programme}")
        self.window.act("key", "plus" if by > 0 else "minus")

    def press(self, name: str) -> None:
        """Go to a button with Tab and press it."""
        self.reach(name)
        self.window.tool("key", "Return")

    def reach(self, name: str) -> None:
        """Press Tab until the focus is there."""
        for _step in range(80):
            if self.window.now["focus"] == name:
                return
            self.window.act("key", "Tab")
        raise AssertionError(f"Tab does not lead to {name}")


class Mouse:
    """Hands that only point and click."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def click(self, x: int, y: int) -> None:
        """Move there and click."""
        self.window.tool("mousemove", "--sync", str(x), str(y))
        self.window.settle()
        self.window.act("mousedown", "1")
        self.window.act("mouseup", "1")

    def on(self, name: str) -> tuple[int, int]:
        """The middle of a widget."""
        x, y, wide, high = self.window.widget(name)["rect"]
        return x + wide // 2, y + high // 2

    def gold(self) -> None:
        """Click the gold button."""
        name = "gold" if self.window.widgets("gold") else f"button {_('Debrief')}"
        self.click(*self.on(name))

    def answer(self, number: int) -> None:
        """Click an answer's title."""
        x, y, wide, _high = self.window.widget(f"answer {number}")["rect"]
        self.click(x + wide // 2, y + 20)

    def level(self, programme: int, by: int) -> None:
        """Click a stepper's end."""
        self.click(*self.window.widget(f"programme {programme}")["parts"]["more" if by > 0 else "less"])

    def press(self, name: str) -> None:
        """Click a button."""
        x, y = self.on(name)
        self.window.tool("mousemove", "--sync", str(x), str(y), "click", "1")


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
    assert window.shown == "Brief"
    hands.gold()
    assert window.shown == "Decide"
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
    assert window.shown == "Resolve"
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
