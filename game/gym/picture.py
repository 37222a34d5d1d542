"""The table as a picture: the page of the turn that a player sees, drawn without a window."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.session.match import Match
from game.session.store import Store
from game.ui.desk import Desk
from game.ui.loop import render
from game.ui.screen import Look
from game.ui.screens.result import result_screen
from game.ui.screens.turn import turn_screen

SIZE = (1280, 720)
"""Width and height of a picture in pixels."""


def table_picture(match: Match, size: tuple[int, int] = SIZE) -> NDArray[np.uint8]:
    """Draw the brief of the turn in hand, or the result of a game that is over: (height, width, 3) bytes."""
    desk = Desk(Store(Path("no-records")), lambda: (), lambda _name: match.compiled)       # nothing of the user's is read or kept
    screen = result_screen(desk, match) if match.over else turn_screen(desk, match)
    surface = render([screen], size, Look(motion=False))
    return np.ascontiguousarray(np.asarray(surface.get_view("3")).swapaxes(0, 1))
