"""A hook for tests: after every draw a JSON line says which screen is shown and where its widgets are.

Environment variable `TIGHTROPE_TRACE=FILE`; without it nothing is written. Rectangles are pixels of the window;
`handled` counts keys and mouse buttons that went down or up before the draw.
"""

import json
import os
from pathlib import Path
from typing import IO, Any

from game.ui.loop import Layer
from game.ui.widgets.base import Widget


class Trace:
    """Writes lines to a file."""

    def __init__(self, path: Path) -> None:
        self._file: IO[str] = path.open("a", encoding="utf-8")
        self._count = 0
        self.handled = 0

    @classmethod
    def wanted(cls) -> "Trace | None":
        """Return a trace where the environment asks for one."""
        path = os.environ.get("TIGHTROPE_TRACE")
        return cls(Path(path)) if path else None

    def note(self, layers: list[Layer]) -> None:
        """Write what is on top."""
        top = layers[-1]
        self._count += 1
        focus = top.stage.focus
        line = {
            "number": self._count, "handled": self.handled,
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
