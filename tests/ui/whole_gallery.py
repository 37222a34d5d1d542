"""All pages of the gallery, built once for a language and a layout: building them costs twenty times what measuring them does."""

import atexit
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from game.app.context import gallery_context
from game.app.run import Run
from game.ui import words
from game.ui.desk import Desk
from game.ui.gallery import example_desk, pages
from game.ui.screen import Look, Screen
from game.ui.theme import COMPACT_BELOW, ui_scale

Size: TypeAlias = tuple[int, int]


def is_compact(size: Size, scale: float) -> bool:
    """Tell whether a window of this size with texts of this scale gets the compact layout."""
    return size[0] / (ui_scale(*size) * scale) < COMPACT_BELOW


@cache
def _built(language: str, *, compact: bool) -> tuple[Desk, list[tuple[str, list[Screen]]]]:
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    desk = example_desk(gallery_context(Run()), Look("dark", 1.0, language, motion=False), Path(folder.name))
    return desk, list(pages(desk, compact=compact))


def gallery_at(size: Size, scale: float, language: str) -> Iterator[tuple[str, list[Screen]]]:
    """Give the name and the stack of each page, to be laid out at a size in a language; nothing may be pressed on them."""
    words.use(language)
    try:
        desk, found = _built(language, compact=is_compact(size, scale))
        desk.preferences = replace(desk.preferences, text_scale=scale)
        yield from found
    finally:
        words.use("en")


def group_of(size: Size, scale: float, language: str) -> str:
    """Name the group of tests that lay out the same pages, so that one worker builds them for all."""
    return f"gallery-{language}-{'compact' if is_compact(size, scale) else 'wide'}"
