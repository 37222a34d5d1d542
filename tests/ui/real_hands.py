"""Hands at the program in a real window: an Xvfb of its own, real events of X (xdotool), by keyboard alone or by mouse alone.

The program says through `TIGHTROPE_TRACE` after every draw which screen is shown, where its widgets are, and which of them the
mouse button went down on and was let go over. A late answer may move a widget between aiming and clicking; so the mouse waits
until its goal stands still, asks after each press what was met, lets nothing go over anything else, and aims again.
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

from game.ui.words import _

PATIENCE, QUIET = 20.0, 0.06
TRIES = 12


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
            assert self.process.poll() is None, f"the program has ended with {self.process.poll()}"
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
        """Send events and wait until they have been answered, if only by the proper end of the program."""
        before = self.now["handled"]
        self.tool(*words)
        self.wait_for(lambda now: now["handled"] > before or self.left)
        self.settle()

    def come_to(self, *names: str) -> None:
        """Wait until one of these screens is in front."""
        self.wait_for(lambda now: now["screen"] in names)
        self.settle()

    @property
    def left(self) -> bool:
        """Whether the program has ended as it should."""
        return self.process.poll() == 0

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

    def usable(self, name: str) -> bool:
        """Tell whether a widget is there and can be used."""
        return any(widget["name"] == name and widget["enabled"] for widget in self.now["widgets"])


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


Spot = Callable[[dict[str, Any]], tuple[int, int]]
"""Says where on a widget to click."""


def middle(widget: dict[str, Any]) -> tuple[int, int]:
    """The middle of a widget."""
    x, y, wide, high = widget["rect"]
    return x + wide // 2, y + high // 2


def title(widget: dict[str, Any]) -> tuple[int, int]:
    """The title of a card."""
    return middle(widget)[0], widget["rect"][1] + 20


class Mouse:
    """Hands that only point and click."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def use(self, name: str, spot: Spot = middle) -> None:
        """Click a widget: aim again until one click has met it, and then never again."""
        for _try in range(TRIES):
            self.aim(name, spot)
            self.window.act("mousedown", "1")
            if self.window.now["down"] != name:
                self.window.tool("mousemove", "--sync", "0", "0")     # let go over nothing, so that nothing else is pressed
            self.window.act("mouseup", "1")
            if self.window.now["up"] == name or self.window.left:
                return
        raise AssertionError(f"{name} on {self.window.shown} cannot be met with the mouse, last {self.window.now['down']!r} was")

    def aim(self, name: str, spot: Spot) -> None:
        """Move onto a widget, after it for as long as it moves."""
        self.window.wait_for(lambda _now: self.window.usable(name))
        for _try in range(TRIES):
            place = spot(self.window.widget(name))
            self.window.tool("mousemove", "--sync", *map(str, place))
            self.window.settle()
            if self.window.usable(name) and spot(self.window.widget(name)) == place:
                return
            self.window.wait_for(lambda _now: self.window.usable(name))

    def gold(self) -> None:
        """Click the gold button."""
        self.use("gold" if self.window.widgets("gold") else f"button {_('Debrief')}")

    def answer(self, number: int) -> None:
        """Click an answer's title."""
        self.use(f"answer {number}", title)

    def level(self, programme: int, by: int) -> None:
        """Click a stepper's end until the level is the one that was meant."""
        name = f"programme {programme}"
        goal = self.window.widget(name)["level"][1] + by
        for _try in range(TRIES):
            value = self.window.widget(name)["level"][1]
            if value == goal:
                return
            end = "more" if value < goal else "less"
            self.use(name, lambda widget, end=end: tuple(widget["parts"][end]))  # type: ignore[misc]
        raise AssertionError(f"{name} never came to {goal}")

    def press(self, name: str) -> None:
        """Click a button."""
        self.use(name)
