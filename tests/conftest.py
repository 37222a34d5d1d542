"""What all tests share: no display and no sound, no folder of the user's, and a last word on what was left out."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

hypothesis.settings.register_profile("fast", deadline=None, max_examples=50)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=200, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "fast")

ROOT = Path(__file__).parent.parent
FAST = "not slow and not display and not bundle"
REST = 'uv run pytest -m "slow or display"'
BUNDLE = "uv run --group bundle pytest -m bundle"
LEFT_OUT = pytest.StashKey[dict[str, int]]()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def _no_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point the folders of platformdirs into a temporary one, so that no test reads or writes the user's records."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield


@pytest.fixture
def display_environment() -> dict[str, str]:
    """The environment for a program in a real window; fails without a display (run under xvfb-run)."""
    assert os.environ.get("DISPLAY"), f"no display: xvfb-run -a {REST}"
    return {name: value for name, value in os.environ.items() if name != "SDL_VIDEODRIVER"}


@pytest.hookimpl(tryfirst=True)                 # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests of one display in one worker, and begin with them: they wait more than they work."""
    for item in items:
        if item.get_closest_marker("display"):
            item.add_marker(pytest.mark.xdist_group("display"))
    items.sort(key=lambda item: item.get_closest_marker("display") is None)


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Count what is left out, by mark."""
    for item in items:
        counts = item.config.stash.setdefault(LEFT_OUT, {"slow": 0, "display": 0, "bundle": 0})
        for mark in counts:
            counts[mark] += item.get_closest_marker(mark) is not None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what the fast set left out and how to run it."""
    if config.option.markexpr != FAST:
        return
    counts = config.stash.get(LEFT_OUT, None)        # with xdist the workers count, and do not tell
    what = ", ".join(f"{number} {mark}" for mark, number in counts.items() if number) if counts else "the slow, display and bundle"
    if what:
        how = f"{REST} (display tests need a display: put xvfb-run -a in front); a bundle's: {BUNDLE}"
        terminalreporter.write_line(f"left out: {what} tests; to run them: {how}")
