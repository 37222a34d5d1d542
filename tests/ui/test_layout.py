"""Every text box of every screen, measured: nothing overlaps, nothing is cut, at three sizes, in two languages, at three sizes of text.

The turn with every card, demand and rung is measured in test_turn_layout, every turn of a ledger in test_screens_outside.
"""

from itertools import product

import pytest

from game.ui.faults import faults
from game.ui.loop import Layer
from game.ui.screen import Look, context_for
from tests.ui.whole_gallery import gallery_at, group_of

SIZES = ((1280, 720), (1920, 1080), (2560, 1440))
LANGUAGES = ("en", "ko")
SCALES = (1.0, 1.5, 2.0)
ALL = list(product(SIZES, LANGUAGES, SCALES))
SAMPLE = [((1280, 720), "en", 1.0), ((1920, 1080), "ko", 1.5), ((2560, 1440), "en", 2.0)]


def measure(size: tuple[int, int], language: str, scale: float) -> tuple[int, list[str]]:
    """Return how many text boxes all screens have, and what is wrong with them."""
    look = Look("dark", scale, language, motion=False)
    count, found = 0, []
    for name, screens in gallery_at(size, scale, language):
        layer = Layer(screens[-1], context_for(size, look, screens[-1].prefers))
        count += len(layer.stage.text_boxes())
        found += [f"{name}: {fault}" for fault in faults(layer.stage, layer.context.rect)]
    return count, found


@pytest.mark.parametrize(("size", "language", "scale"), SAMPLE)
def test_a_sample(size: tuple[int, int], language: str, scale: float) -> None:
    count, found = measure(size, language, scale)
    assert found == []
    assert count > 800


@pytest.mark.slow
@pytest.mark.parametrize(("size", "language", "scale"), [
    pytest.param(*case, marks=pytest.mark.xdist_group(group_of(case[0], case[2], case[1]))) for case in ALL if case not in SAMPLE
])
def test_everything(size: tuple[int, int], language: str, scale: float) -> None:
    _count, found = measure(size, language, scale)
    assert found == []


def test_there_is_something_to_find() -> None:
    """The measure itself: a text too long for its box is found."""
    from game.ui.geometry import Rect
    from game.ui.stage import Stage
    from game.ui.text import Setter
    from game.ui.widgets import Group, Label

    room = Rect(0, 0, 400, 100)
    long = Label(Rect(0, 0, 40, 20), "much too long for its box")
    twice = Label(Rect(10, 2, 200, 20), "on top of it")
    found = " ".join(faults(Stage(Group(room, [long, twice]), Setter()), room))
    assert "cut" in found
    assert "overlap" in found
