"""Whether there is a display to open a window on."""

import os
import sys
from collections.abc import Mapping

from game.app.output import NOT_DONE, CommandError
from game.core.problems import Sentence


def has_display(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> bool:
    """Say whether a window can be opened: always outside Linux and BSD, there only with a display or a driver named."""
    known = os.environ if environment is None else environment
    if platform in ("win32", "darwin", "cygwin"):
        return True
    return any(known.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"))


def need_display() -> None:
    """Raise CommandError where there is no display."""
    if not has_display():
        raise CommandError(Sentence(
            "there is no display to open a window on; to play without one: main.py simulate crossroads-2025 --policy even",
        ), NOT_DONE)
