"""What the canvas draws fast is what it would draw slowly: plates from the cache, large fills through NumPy, straight lines."""

import numpy as np
import pygame
import pytest

from game.ui import canvas as module
from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.text import Setter
from game.ui.theme import THEMES


def drawn(paint) -> np.ndarray:
    surface = pygame.Surface((600, 400))
    surface.fill((40, 60, 80))
    paint(Canvas(surface, Setter(), THEMES["dark"]))
    return pygame.surfarray.array3d(surface).astype(int)


@pytest.mark.parametrize("box", [Rect(10, 10, 60, 40), Rect(10, 10, 500, 300), Rect(3, 3, 9, 7)])
@pytest.mark.parametrize("line", [0, 1.3, 2.5])
def test_a_plate_is_the_same_fast_and_slow(box: Rect, line: float, monkeypatch: pytest.MonkeyPatch) -> None:
    def paint(canvas: Canvas) -> None:
        if line:
            canvas.outline(box, "text", line, 6)
        else:
            canvas.rounded(box, "gold", 6)

    fast = drawn(paint)
    monkeypatch.setattr(module, "SMALL", 0)
    monkeypatch.setattr(module, "LARGE", 10**9)
    assert np.abs(fast - drawn(paint)).max() <= 3


def test_a_large_fill_stays_inside_the_window() -> None:
    def paint(canvas: Canvas) -> None:
        with canvas.window(Rect(100, 100, 200, 150), 0, 0):
            canvas.fill(Rect(0, 0, 600, 400), "gold")

    changed = (drawn(paint) != np.array((40, 60, 80))).any(axis=2)
    assert changed[100:300, 100:250].all()
    assert changed.sum() == 200 * 150


def test_a_straight_line_is_crisp_and_where_it_should_be() -> None:
    level = (drawn(lambda canvas: canvas.line([(50, 60), (250, 60)], "text", 2)) != np.array((40, 60, 80))).any(axis=2)
    assert level.sum() == 200 * 2
    assert level[50:250, 59:61].all()
    upright = (drawn(lambda canvas: canvas.line([(50, 260), (50, 60)], "text", 1)) != np.array((40, 60, 80))).any(axis=2)
    assert upright.sum() == 200
