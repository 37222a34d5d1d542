"""The table, the start, the waiting game and its memory. Speed against the same machine in the same minute: ratios, never seconds.

`pytest -s -m "slow or display" tests/benchmark/test_ui.py` prints the figures themselves.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest

from game.ui.outcome import REBUILD
from tests.ui.hands import Hands, match
from tests.ui.real_hands import Window, screen

__all__ = ["screen"]
LIBRARIES = "import numpy, pygame, pydantic, yaml, typer; pygame.display.init(); pygame.font.init()"


def tell(text: str) -> None:
    """Print a figure, seen with `-s`."""
    sys.stdout.write(text + "\n")


def middle(work: Callable[[], object], runs: int = 40) -> float:
    """The median of processor seconds."""
    taken = []
    for _run in range(runs):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


@pytest.fixture
def hands() -> Iterator[Hands]:
    found = Hands(match(), size=(1920, 1080))
    found.key(pygame.K_RETURN)
    found.settle()
    yield found
    found.close()


@pytest.mark.slow
@pytest.mark.parametrize("page", ["event:0", "points", "points with the map"])
def test_a_frame_of_the_table_costs_few_fills(hands: Hands, page: str) -> None:
    """Everything changes: another answer or level, all widgets built anew, all drawn at 1920×1080 (must: 8 ms)."""
    hands.app.apply(hands.screen.open(page.partition(" ")[0]))
    if "map" in page:
        hands.key(pygame.K_m, "m")
    hands.settle()
    turn = iter(range(10_000))

    def frame() -> None:
        number = next(turn)
        if page.startswith("points"):
            hands.screen.set_level(0, number % 2)
        else:
            hands.screen.choose(hands.screen.card, number % 2)
        hands.app.apply(REBUILD)
        hands.app.draw()

    for _warm in range(4):
        frame()
        hands.settle()
    surface = hands.window.surface
    taken, fill = middle(frame), middle(lambda: surface.fill((1, 2, 3)))
    tell(f"\nframe of {page}: {1000 * taken:.1f} ms of the processor, {taken / fill:.0f} fills of the screen")
    assert taken / fill < 100


@pytest.mark.display
def test_the_first_frame_costs_little_more_than_its_libraries(screen: str, tmp_path: Path, root: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != "SDL_VIDEODRIVER"} | {"DISPLAY": screen}
    firsts, libraries, walls = [], [], []
    for run in range(3):
        libraries.append(_processor_of([sys.executable, "-c", LIBRARIES], env))
        begun = time.perf_counter()
        window = Window(screen, tmp_path / str(run), root)
        walls.append(time.perf_counter() - begun)
        firsts.append(_processor(window.process.pid))
        window.process.kill()
        window.process.wait()
    first, base = min(firsts), min(libraries)
    tell(f"\nfirst frame: {1000 * first:.0f} ms of the processor ({1000 * min(walls):.0f} by the clock), libraries {1000 * base:.0f}")
    assert first / base < 4


@pytest.mark.display
def test_a_game_that_waits_sleeps_and_keeps_its_memory(screen: str, tmp_path: Path, root: Path) -> None:
    window = Window(screen, tmp_path, root, "play", "crossroads-2025", "--seed", "7", window=[1280, 720])
    try:
        for page in ("Brief", "Decide"):
            assert window.shown == page
            time.sleep(3)
            before = _processor(window.process.pid)
            time.sleep(5)
            share = (_processor(window.process.pid) - before) / 5
            tell(f"\nwaiting on {page}: {100 * share:.2f}% of a core, {_memory(window.process.pid):.0f} MB")
            assert share < 0.02
            window.act("key", "Return")
        assert _memory(window.process.pid) < 160
    finally:
        window.process.kill()
        window.process.wait()


def _processor_of(command: list[str], env: dict[str, str]) -> float:
    """Run a program; return the processor time that it took."""
    before = os.times()
    subprocess.run(command, env=env, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _processor(pid: int) -> float:
    """The processor time that a running program has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """The resident memory of a running program, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024
