"""Rectangles in logical pixels, cut into pieces to lay a page out."""

from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle: left, top, width, height.

    >>> head, rest = Rect(0, 0, 1280, 720).top(64)
    >>> rest
    Rect(x=0, y=64, w=1280, h=656)
    """

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Return the bottom edge."""
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        """Return the middle point."""
        return self.x + self.w / 2, self.y + self.h / 2

    def contains(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def overlaps(self, other: "Rect", slack: float = 0.5) -> bool:
        """Tell whether two rectangles share more than a hair."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across > slack and down > slack

    def within(self, other: "Rect") -> "Rect":
        """Return the part that lies inside another rectangle, of no width or height where they do not meet."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(x, y, max(0.0, min(self.right, other.right) - x), max(0.0, min(self.bottom, other.bottom) - y))

    def shared(self, other: "Rect") -> float:
        """Return how large the part is that lies inside another rectangle."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across * down if across > 0 and down > 0 else 0.0

    def moved(self, dx: float, dy: float) -> "Rect":
        """Return the same rectangle elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def inset(self, x: float, y: float | None = None) -> "Rect":
        """Return the rectangle without a margin of x at the sides and y (as x, when not given) above and below."""
        y = x if y is None else y
        return Rect(self.x + x, self.y + y, self.w - 2 * x, self.h - 2 * y)

    def top(self, height: float, gap: float = 0) -> "tuple[Rect, Rect]":
        """Cut a strip off the top: the strip, and what remains below the gap."""
        cut = height + gap
        return Rect(self.x, self.y, self.w, height), Rect(self.x, self.y + cut, self.w, self.h - cut)

    def low(self, height: float, gap: float = 0) -> "tuple[Rect, Rect]":
        """Cut a strip off the bottom: the strip, and what remains above the gap."""
        rest = Rect(self.x, self.y, self.w, self.h - height - gap)
        return Rect(self.x, self.bottom - height, self.w, height), rest

    def left(self, width: float, gap: float = 0) -> "tuple[Rect, Rect]":
        """Cut a strip off the left: the strip, and what remains."""
        cut = width + gap
        return Rect(self.x, self.y, width, self.h), Rect(self.x + cut, self.y, self.w - cut, self.h)

    def side(self, width: float, gap: float = 0) -> "tuple[Rect, Rect]":
        """Cut a strip off the right: the strip, and what remains."""
        rest = Rect(self.x, self.y, self.w - width - gap, self.h)
        return Rect(self.right - width, self.y, width, self.h), rest

    def columns(self, count: int, gap: float = 16) -> "list[Rect]":
        """Cut into equal columns."""
        width = (self.w - gap * (count - 1)) / count
        return [Rect(self.x + i * (width + gap), self.y, width, self.h) for i in range(count)]

    def rows(self, count: int, gap: float = 16) -> "list[Rect]":
        """Cut into equal rows."""
        height = (self.h - gap * (count - 1)) / count
        return [Rect(self.x, self.y + i * (height + gap), self.w, height) for i in range(count)]

    def middle(self, width: float, height: float) -> "Rect":
        """Return a rectangle of the given size in the middle of this one."""
        return Rect(self.x + (self.w - width) / 2, self.y + (self.h - height) / 2, width, height)
