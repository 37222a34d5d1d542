"""A pack chosen, installed and played in a real window, by keyboard alone and by mouse alone."""

import os
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from game.session.reading import read_record
from game.ui.example_packs import example_packs
from tests.ui.test_real_window import Keyboard, Mouse, Window, screen

pytestmark = pytest.mark.display
__all__ = ["screen"]


def has(name: str, now: dict[str, Any]) -> bool:
    """Tell whether a widget that can be used is on the page."""
    return any(widget["name"] == name and widget["enabled"] for widget in now["widgets"])


def shows(screen: str, now: dict[str, Any]) -> bool:
    """Tell whether a screen is in front."""
    return bool(now["screen"] == screen)


@pytest.mark.parametrize("kind", [Keyboard, Mouse])
def test_a_pack_is_installed_and_played(kind: type[Keyboard] | type[Mouse], screen: str, tmp_path: Path, root: Path) -> None:
    """From the title to the first turn of a pack that lay among the downloads; its record names it."""
    made, downloads = example_packs(tmp_path / "made"), Path(os.environ["HOME"]) / "Downloads"
    downloads.mkdir(exist_ok=True)
    shutil.copy(made.good, downloads)
    window = Window(screen, tmp_path, root)
    try:
        hands = kind(window)
        for name, shown in (
            ("button Packs", "Packs"), ("button Install", "Chooser"), (f"file {made.good.name}", "Installing"),
            ("button Install", "Installing"),
        ):
            window.wait_for(partial(has, name))
            hands.press(name)
            window.wait_for(partial(shows, shown))
            window.settle()
        window.wait_for(partial(has, "button Good"))
        assert [path.name for path in (window.records.parent / "packs").iterdir()] == ["harbour-dispute@1.0.0.zip"]
        hands.press("button Good")
        window.wait_for(partial(has, "button Play it"))
        window.settle()
        hands.press("button Play it")
        window.wait_for(partial(shows, "Briefing"))
        window.settle()
        hands.press("button Begin")
        window.wait_for(partial(shows, "Brief"))
    finally:
        window.process.kill()
        window.process.wait()
    (path,) = window.records.glob("*.tightrope")
    assert read_record(path).pack.id == "harbour-dispute"
