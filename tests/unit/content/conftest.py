"""A small pack that every test may copy and change."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.content.loading import Loaded, load_pack

BASE = Path(__file__).parents[2] / "broken_packs" / "base"
Changed = Callable[..., Path]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small pack."""
    return Path(shutil.copytree(BASE, tmp_path / "small"))


@pytest.fixture
def change(small: Path) -> Changed:
    """Replace a text of a file of the small pack, which must stand there exactly once."""

    def changed(name: str, old: str, new: str) -> Path:
        path = small / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return small

    return changed


def load(path: Path, *, lint: bool = False) -> Loaded:
    """Load a pack that extends nothing."""
    return load_pack(path, lambda _: None, lint=lint)
