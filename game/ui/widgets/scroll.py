"""A window on content higher than itself: wheel, Page Up and Down, arrows at the edge, a bar to drag."""

from collections.abc import Sequence

import pygame

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Stay
from game.ui.text import Setter, TextBox
from game.ui.widgets.base import Widget


class Scroll(Widget):
    """Children lie where they would without scrolling; `content` is their whole height. Steps snap to lines."""

    LINE, ROW = 24.0, 40.0

    def __init__(self, rect: Rect, children: Sequence[Widget] = (), *, name: str = "scroll", content: float = 0, line: float = 0) -> None:
        super().__init__(rect, children, name=name)
        self.content = content or max((c.rect.bottom for c in children), default=rect.y) - rect.y
        self.line = line or self.LINE
        self.offset = 0.0
        self._grip: float | None = None
        self.focusable = self.reach > 0

    @property
    def reach(self) -> float:
        """Return how far it can scroll."""
        return max(0.0, self.content - self.rect.h)

    def adopt(self, old: Widget) -> None:
        """Keep the place."""
        if isinstance(old, Scroll):
            self.offset, self._grip = min(old.offset, self.reach), old._grip  # noqa: SLF001 - its own kind

    def child_shift(self) -> tuple[float, float]:
        """Return the scroll of its children."""
        dx, dy = self.shift()
        return dx, dy - self.offset

    def visible(self) -> Rect | None:
        """Return its window, cut by those around it."""
        outer, here = super().visible(), self.shown()
        return here if outer is None else here.within(outer)

    def scroll_to(self, offset: float) -> bool:
        """Scroll to an offset, on a line; tell whether it moved."""
        snapped = min(self.reach, max(0.0, round(offset / self.line) * self.line))
        if offset >= self.reach:
            snapped = self.reach
        moved, self.offset = snapped != self.offset, snapped
        return moved

    def reveal(self, rect: Rect) -> bool:
        """Scroll as little as needed to bring a child's rectangle into sight."""
        top, bottom = rect.y - self.rect.y, rect.bottom - self.rect.y
        if top - 8 < self.offset:
            return self.scroll_to(max(0.0, (top - 8) // self.line * self.line))        # a whole line, and never past it
        if bottom + 8 > self.offset + self.rect.h:
            lines = -(-(bottom + 8 - self.rect.h) // self.line)
            return self.scroll_to(lines * self.line)
        return False

    def wheel(self, dy: float) -> bool:
        """Scroll by three lines a notch; tell whether anything moved."""
        return self.scroll_to(self.offset - dy * 3 * self.line)

    def key(self, code: int, mod: int = 0, text: str = "") -> Outcome | None:
        """Answer Page Up and Down, Home, End; arrows while there is something to scroll."""
        page = self.rect.h - self.line
        goals = {
            pygame.K_PAGEUP: self.offset - page, pygame.K_PAGEDOWN: self.offset + page, pygame.K_HOME: 0.0,
            pygame.K_END: self.reach, pygame.K_UP: self.offset - self.line, pygame.K_DOWN: self.offset + self.line,
        }
        return Stay() if code in goals and self.scroll_to(goals[code]) else None

    def press(self, x: float, y: float) -> Outcome | None:
        """Take hold of the bar."""
        if self.reach and x > self.rect.right - 14:
            self._grip = y - self._thumb().y
        return Stay()

    def drag(self, x: float, y: float) -> Outcome | None:
        """Pull the bar."""
        if self._grip is not None:
            self.scroll_to((y - self._grip - self.rect.y) / self.rect.h * self.content)
        return Stay()

    def release(self, x: float, y: float) -> Outcome | None:
        """Let go of the bar."""
        self._grip = None
        return Stay()

    def _thumb(self) -> Rect:
        high = max(32.0, self.rect.h * self.rect.h / max(1.0, self.content))
        y = self.rect.y + (self.rect.h - high) * (self.offset / self.reach if self.reach else 0.0)
        return Rect(self.rect.right - 7, y, 6, high)

    def draw(self, canvas: Canvas) -> None:
        """Draw the children that can be seen, and the bar."""
        with canvas.window(self.rect, 0, 0), canvas.window(self.rect, 0, -self.offset):
            for child in self.children:
                if self._shows(child):
                    child.draw(canvas)
        if self.reach:
            canvas.rounded(Rect(self.rect.right - 7, self.rect.y, 6, self.rect.h), "line", 3)
            canvas.rounded(self._thumb(), "text" if self.hot else "edge", 3)

    def _shows(self, child: Widget) -> bool:
        """Tell whether a child is drawn: a low row only as a whole, so that no line is cut at the edges."""
        top, bottom = child.rect.y - self.offset, child.rect.bottom - self.offset
        if child.rect.h <= self.ROW:
            return top >= self.rect.y - 2 and bottom <= self.rect.bottom + 2
        return bottom > self.rect.y and top < self.rect.bottom

    def text_boxes(self, setter: Setter) -> list[TextBox]:
        """Have no words of its own."""
        return []
