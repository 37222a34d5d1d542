"""A hook for tests: after every draw a JSON line says which screen is shown and where its widgets are.

Environment variable `TIGHTROPE_TRACE=FILE`; without it nothing is written. Rectangles are pixels of the window;
`handled` counts keys and mouse buttons that went down or up before; one that changed nothing gets a line too. `down` names
the widget that the mouse button went down on last, `up` the one that it was held on and let go over; "" where it was none.
"""

import json
import os
from pathlib import Path
from typing import IO, Any

import pygame

from game.ui.loop import Layer
from game.ui.stage import Stage
from game.ui.widgets.base import Widget
from game.ui.widgets.stepper import Stepper

PRESSES = (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)


class Trace:
    """Writes lines to a file."""

    def __init__(self, path: Path) -> None:
        self._file: IO[str] = path.open("a", encoding="utf-8")
        self._count = 0
        self._handled = self._told = 0
        self._down = self._up = ""

    @classmethod
    def wanted(cls) -> "Trace | None":
        """Return a trace where the environment asks for one."""
        path = os.environ.get("TIGHTROPE_TRACE")
        return cls(Path(path)) if path else None

    def heard(self, event: pygame.event.Event, stage: Stage, point: tuple[float, float]) -> None:
        """Count a key or a button before the stage answers it, and keep what the pointer was on."""
        self._handled += event.type in PRESSES
        if getattr(event, "button", 0) != pygame.BUTTON_LEFT:
            return
        if event.type == pygame.MOUSEBUTTONDOWN:
            found = stage.at(*point)
            self._down, self._up = found.name if found and found.enabled else "", ""
        else:
            held = stage.held
            self._up = held.name if held and held.shown().contains(*point) else ""

    @property
    def behind(self) -> bool:
        """Tell whether something was pressed that no line speaks of yet."""
        return self._handled > self._told

    def note(self, layers: list[Layer]) -> None:
        """Write what is on top."""
        top = layers[-1]
        self._count, self._told = self._count + 1, self._handled
        focus = top.stage.focus
        line = {
            "number": self._count, "handled": self._handled, "down": self._down, "up": self._up,
            "screen": type(top.screen).__name__, "depth": len(layers), "focus": focus.name if focus else "",
            "widgets": [_described(widget, top.context.text.scale) for widget in top.stage.root.walk() if _counts(widget)],
        }
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _counts(widget: Widget) -> bool:
    return widget.focusable or widget.on_activate is not None


def _described(widget: Widget, scale: float) -> dict[str, Any]:
    shown, limit = widget.shown(), widget.visible()
    x, y = shown.centre
    return {
        "kind": type(widget).__name__, "name": widget.name, "label": widget.label, "enabled": widget.enabled, "focusable": widget.focusable,
        "level": [widget.floor, widget.value, widget.ceiling] if isinstance(widget, Stepper) else None,
        "rect": [round(shown.x * scale), round(shown.y * scale), round(shown.w * scale), round(shown.h * scale)],
        "seen": limit is None or limit.contains(x, y), "parts": _parts(widget, scale),
    }


def _parts(widget: Widget, scale: float) -> dict[str, list[int]]:
    """Return where the ends of a stepper are, which are no widgets of their own."""
    ends = getattr(widget, "_ends", None)
    if ends is None:
        return {}
    dx, dy = widget.shift()
    return {
        name: [round((box.centre[0] + dx) * scale), round((box.centre[1] + dy) * scale)]
        for name, box in zip(("less", "more"), ends(), strict=True)
    }
