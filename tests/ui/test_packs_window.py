"""A pack chosen, installed and played in a real window, by keyboard alone and by mouse alone."""

import os
import shutil
from pathlib import Path

import pytest

from game.session.reading import read_record
from game.ui.example_packs import example_packs
from tests.ui.real_hands import Keyboard, Mouse, Window, screen

pytestmark = pytest.mark.display
__all__ = ["screen"]


def press(window: Window, hands: Keyboard | Mouse, name: str) -> None:
    """Use a button once it is there."""
    window.wait_for(lambda _now: window.usable(name))
    window.settle()
    hands.press(name)


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
            press(window, hands, name)
            window.come_to(shown)
        window.wait_for(lambda _now: window.usable("button Good"))
        assert [path.name for path in (window.records.parent / "packs").iterdir()] == ["harbour-dispute@1.0.0.zip"]
        for name, shown in (("button Good", "Packs"), ("button Play it", "Briefing"), ("button Begin", "Brief")):
            press(window, hands, name)
            window.come_to(shown)
    finally:
        window.process.kill()
        window.process.wait()
    (path,) = window.records.glob("*.tightrope")
    assert read_record(path).pack.id == "harbour-dispute"
