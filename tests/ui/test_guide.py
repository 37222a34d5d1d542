"""The example of docs/architecture/ui-kit.md works."""

import re
from pathlib import Path

import pygame

from game.ui.loop import Layer, render
from game.ui.outcome import Pop, Replace
from game.ui.screen import Key, Look, Screen, context_for

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "architecture" / "ui-kit.md"


def example() -> Screen:
    code = re.search(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    names: dict[str, object] = {"__name__": "guide"}
    exec(compile(code[1], str(GUIDE), "exec"), names)
    made = names["Budget"]
    assert isinstance(made, type)
    screen = made()
    assert isinstance(screen, Screen)
    return screen


def test_example_is_drawn_and_fits() -> None:
    for scale in (1.0, 1.25, 1.5, 2.0):
        look = Look("light", scale, "ko")
        layer = Layer(example(), context_for((1280, 720), look))
        assert not [box for box in layer.stage.text_boxes() if box.overflows]
        assert render([layer.screen], (1280, 720), look).get_size() == (1280, 720)


def test_example_answers() -> None:
    layer = Layer(example(), context_for((1280, 720), Look()))
    layer.stage.key(pygame.K_TAB)
    more = layer.stage.key(pygame.K_PLUS, text="+")
    assert isinstance(more, Replace)
    assert more.screen.points == 2  # type: ignore[attr-defined]
    layer.rebuild(layer.context, more.screen)
    assert layer.stage.focus is layer.stage.root.find("stepper China market")
    assert isinstance(layer.screen.handle(Key(pygame.K_u), layer.context), Replace)
    layer.stage.focus_on(None)
    assert layer.stage.key(pygame.K_RETURN) == Pop(2)
