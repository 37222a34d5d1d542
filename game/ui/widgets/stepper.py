"""Points of a programme: − ▭▭▭▭ +, set by click, drag, + and −, or a digit."""

from collections.abc import Callable

import pygame

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Stay
from game.ui.widgets.base import Widget
from game.ui.words import _

Change = Callable[[int], Outcome | None]
_MORE = (pygame.K_PLUS, pygame.K_EQUALS, pygame.K_KP_PLUS)
_LESS = (pygame.K_MINUS, pygame.K_KP_MINUS, pygame.K_BACKSPACE)


class Stepper(Widget):
    """Points from 0 to `most`, of which `floor` to `ceiling` can be reached now; `room` is how many more may be spent.

    `last` marks the value of the turn before, `ghost` shows in outline what another order would give. `on_change` gets each value
    that is set; `on_preview` gets values while the pointer drags, before letting go.
    """

    focusable = True
    ENDS = 32.0

    def __init__(  # noqa: PLR0913 - options of a widget, by name
        self, rect: Rect, label: str, value: int, on_change: Change, *, most: int = 4, floor: int = 0, ceiling: int | None = None,
        room: int | None = None, last: int | None = None, ghost: int | None = None, name: str = "", on_preview: Change | None = None,
    ) -> None:
        super().__init__(rect, name=name or f"stepper {label}", label=label)
        self.value, self.most, self.last, self.ghost = value, most, last, ghost
        top = most if ceiling is None else ceiling
        self.floor, self.ceiling = floor, max(value, top if room is None else min(top, value + room))
        self.on_change, self.on_preview = on_change, on_preview
        self._held: int | None = None
        self.role = _("points")

    def worth(self) -> str:
        """Return the value out of the most."""
        return _("{value} of {most}").format(value=self.shown_value, most=self.most)

    def keys_told(self) -> str:
        """Say which keys change it."""
        return _("plus and minus change it")

    def adopt(self, old: Widget) -> None:
        """Keep a drag."""
        if isinstance(old, Stepper):
            self._held = old._held  # noqa: SLF001 - its own kind

    @property
    def shown_value(self) -> int:
        """Return the value that is drawn: the one under the pointer while dragging."""
        return self.value if self._held is None else self._held

    def set_to(self, value: int) -> Outcome | None:
        """Set a value within what can be reached."""
        value = max(min(self.floor, self.value), min(self.ceiling, value))
        if not self.enabled or value == self.value:
            return Stay()
        self.value = value
        return self.on_change(value) or Stay()

    def activate(self) -> Outcome | None:
        """Add a point; past the highest start again at the lowest."""
        return self.set_to(self.floor if self.value >= self.ceiling else self.value + 1)

    def key(self, code: int, mod: int = 0, text: str = "") -> Outcome | None:
        """Answer + and −, digits, Home and End, and Space; Enter is left to the gold button."""
        digit = int(text) if text.isdecimal() and text.isascii() else -1
        if code in _MORE or text == "+":
            return self.set_to(self.value + 1)
        if code in _LESS or text == "-":
            return self.set_to(self.value - 1)
        if 0 <= digit <= self.most:
            return self.set_to(digit)
        if code in (pygame.K_HOME, pygame.K_END):
            return self.set_to(0 if code == pygame.K_HOME else self.most)
        return self.activate() if code == pygame.K_SPACE else None

    def _cells(self) -> list[Rect]:
        inner = Rect(self.rect.x + self.ENDS + 8, self.rect.y + 6, self.rect.w - 2 * self.ENDS - 20, self.rect.h - 12)
        return inner.columns(self.most, 4)

    def _ends(self) -> tuple[Rect, Rect]:
        return self.rect.left(self.ENDS)[0], self.rect.side(self.ENDS)[0]

    def _value_at(self, x: float) -> int:
        """Return the value under a point: a cell counts from its first quarter, left of all is none."""
        return sum(x >= cell.x + cell.w * 0.15 for cell in self._cells())

    def press(self, x: float, y: float) -> Outcome | None:
        """Step at the ends; in the cells begin a drag."""
        less, more = self._ends()
        if less.contains(x, y) or more.contains(x, y):
            return self.set_to(self.value + (1 if more.contains(x, y) else -1))
        value = self._value_at(x)
        self._held = self._reachable(value - 1 if value == self.value and value > 0 else value)
        return self._preview()

    def drag(self, x: float, y: float) -> Outcome | None:
        """Follow the pointer; a preview only when the value changes."""
        before = self._held
        if before is None:
            return Stay()
        self._held = self._reachable(self._value_at(x))
        return self._preview() if self._held != before else Stay()

    def _reachable(self, value: int) -> int:
        return max(self.floor, min(self.ceiling, value))

    def _preview(self) -> Outcome | None:
        return (self.on_preview(self.shown_value) if self.on_preview else None) or Stay()

    def release(self, x: float, y: float) -> Outcome | None:
        """Commit the drag."""
        held, self._held = self._held, None
        return Stay() if held is None else self.set_to(held)

    def paint(self, canvas: Canvas) -> None:
        """Draw ends and cells, what cannot be reached dimmed, the ghost and the mark of the turn before."""
        value, on = self.shown_value, self.enabled
        cells, (less, more) = self._cells(), self._ends()
        for rect, icon, alive in ((less, "minus", on and value > self.floor), (more, "plus", on and value < self.ceiling)):
            if self.hot and alive:
                canvas.rounded(rect, "raised", 6)
            canvas.outline(rect, "text" if self.hot and alive else "edge" if alive else "line", 1.3, 6)
            x, y = rect.centre
            canvas.icon(icon, x - 9, y - 9, 18, "text" if alive else "line")
        for i, cell in enumerate(cells):
            if i < value:
                canvas.rounded(cell, "seoul_fill" if on else "edge", 4)
                if i < self.floor:
                    canvas.rounded(Rect(cell.centre[0] - 5, cell.centre[1] - 1, 10, 2), "panel", 1)
            else:
                canvas.outline(cell, "edge" if i < self.ceiling and on else "line", 1.3, 4)
        if self.ghost is not None:
            for cell in cells[min(value, self.ghost):max(value, self.ghost)]:
                canvas.outline(cell.inset(-1), "text" if self.ghost < value else "seoul", 2, 5)
        if self.last is not None:
            x = cells[self.last - 1].right if self.last else cells[0].x
            y = self.rect.bottom - 4
            canvas.polygon([(x - 4.5, y), (x + 4.5, y), (x, y + 5)], "muted")
