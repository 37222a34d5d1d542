"""Slider, Toggle, Segments and Progress."""

from collections.abc import Callable, Sequence

import pygame

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Stay
from game.ui.text import Setter, Weight, Words
from game.ui.widgets.base import Widget
from game.ui.words import _


class Slider(Widget):
    """A value on a line, by steps: arrows left and right, Home, End, click and drag."""

    focusable = True

    def __init__(
        self, rect: Rect, label: str, value: float, low: float, high: float, step: float,
        on_change: Callable[[float], Outcome | None], *, show: Callable[[float], str] = "{:g}".format,
    ) -> None:
        super().__init__(rect, name=f"slider {label}", label=label)
        self.value, self.low, self.high, self.step = value, low, high, step
        self.on_change, self.show = on_change, show
        self.role = _("slider")

    def worth(self) -> str:
        """Return the value."""
        return self.show(self.value)

    def keys_told(self) -> str:
        """Say which keys change it."""
        return _("left and right arrow change it")

    def set_to(self, value: float) -> Outcome | None:
        """Set the nearest step within the ends."""
        steps = round((value - self.low) / self.step)
        value = round(max(self.low, min(self.high, self.low + steps * self.step)), 6)
        if value == self.value:
            return Stay()
        self.value = value
        return self.on_change(value) or Stay()

    def key(self, code: int, mod: int = 0, text: str = "") -> Outcome | None:
        """Answer arrows left and right, + and −, Home and End."""
        if code in (pygame.K_RIGHT, pygame.K_PLUS, pygame.K_EQUALS, pygame.K_KP_PLUS):
            return self.set_to(self.value + self.step)
        if code in (pygame.K_LEFT, pygame.K_MINUS, pygame.K_KP_MINUS):
            return self.set_to(self.value - self.step)
        if code in (pygame.K_HOME, pygame.K_END):
            return self.set_to(self.low if code == pygame.K_HOME else self.high)
        return None

    def _track(self) -> Rect:
        return Rect(self.rect.x + 10, self.rect.bottom - 16, self.rect.w - 20, 4)

    def press(self, x: float, y: float) -> Outcome | None:
        """Go to the pointer."""
        return self.drag(x, y)

    def drag(self, x: float, y: float) -> Outcome | None:
        """Follow the pointer."""
        track = self._track()
        return self.set_to(self.low + (self.high - self.low) * (x - track.x) / track.w)

    def release(self, x: float, y: float) -> Outcome | None:
        """Let go where it is."""
        return Stay()

    def paint(self, canvas: Canvas) -> None:
        """Draw track and knob."""
        track = self._track()
        part = (self.value - self.low) / (self.high - self.low)
        canvas.rounded(track, "edge", 2)
        canvas.rounded(Rect(track.x, track.y, max(4.0, track.w * part), 4), "seoul_fill", 2)
        canvas.disc(track.x + track.w * part, track.y + 2, 20 if self.hot else 18, "text" if self.hot else "seoul_fill")
        canvas.disc(track.x + track.w * part, track.y + 2, 8, "panel")

    def words(self, setter: Setter) -> list[Words]:
        """List label and value."""
        top = Rect(self.rect.x, self.rect.y, self.rect.w, 24)
        shown = self.show(self.value)
        value, label = top.side(setter.width(shown, 16, "semibold"), 8)
        return [Words(label, self.label, 16), Words(value, shown, 16, "semibold")]


class Toggle(Widget):
    """A switch with its label; on is told by place and tick, not by colour alone."""

    focusable = True

    def __init__(self, rect: Rect, label: str, *, on: bool, on_change: Callable[[bool], Outcome | None]) -> None:
        super().__init__(rect, name=f"toggle {label}", label=label)
        self.on = on
        self.on_change = on_change
        self.role = _("switch")

    def worth(self) -> str:
        """Return the state."""
        return _("on") if self.on else _("off")

    def keys_told(self) -> str:
        """Say which key turns it over."""
        return _("Space turns it on or off")

    def activate(self) -> Outcome | None:
        """Turn it over."""
        if not self.enabled:
            return None
        self.on = not self.on
        return self.on_change(self.on) or Stay()

    def paint(self, canvas: Canvas) -> None:
        """Draw the switch at the right end."""
        box = Rect(self.rect.right - 48, self.rect.centre[1] - 13, 48, 26)
        if self.on:
            canvas.rounded(box, "seoul_fill", 13)
        canvas.outline(box, "text" if self.hot else "seoul_fill" if self.on else "edge", 1.5, 13)
        x = box.right - 13 if self.on else box.x + 13
        canvas.disc(x, box.centre[1], 19, "panel" if self.on else "edge")
        if self.on:
            canvas.icon("check", x - 6, box.centre[1] - 6, 12, "text")

    def words(self, setter: Setter) -> list[Words]:
        """List the label."""
        return [Words(Rect(self.rect.x, self.rect.y, self.rect.w - 60, self.rect.h), self.label, 16)]


class Segment(Widget):
    """One of a row of alternatives."""

    focusable = True

    def __init__(self, rect: Rect, text: str, *, chosen: bool) -> None:
        super().__init__(rect, name=f"segment {text}", label=text)
        self.chosen = chosen
        self.role = _("chosen") if chosen else _("choice")

    def paint(self, canvas: Canvas) -> None:
        """Draw the chosen plate."""
        if self.chosen:
            canvas.rounded(self.rect, "text", 5)
        elif self.hot:
            canvas.outline(self.rect, "text", 1.3, 5)

    def words(self, setter: Setter) -> list[Words]:
        """List its text."""
        weight: Weight = "semibold" if self.chosen else "regular"
        return [Words(self.rect.inset(4, 0), self.label, 14, weight, "panel" if self.chosen else "text", "centre")]


class Segments(Widget):
    """A row of alternatives, one chosen."""

    def __init__(self, rect: Rect, items: Sequence[str], chosen: int, on_choose: Callable[[int], Outcome | None]) -> None:
        super().__init__(rect)
        for i, box in enumerate(rect.inset(2).columns(len(items), 2)):
            part = Segment(box, items[i], chosen=i == chosen)
            part.on_activate = lambda i=i: on_choose(i)
            self.add(part)

    def paint(self, canvas: Canvas) -> None:
        """Draw the common ground."""
        canvas.rounded(self.rect, "raised", 6)


class Progress(Widget):
    """How far something is: a bar from 0 to 1."""

    def __init__(self, rect: Rect, part: float, label: str = "") -> None:
        super().__init__(rect, label=label)
        self.part = part

    def worth(self) -> str:
        """Return the percentage."""
        return f"{round(100 * self.part)}%"

    def paint(self, canvas: Canvas) -> None:
        """Draw the bar."""
        canvas.rounded(self.rect, "line", self.rect.h / 2)
        if self.part > 0:
            wide = max(self.rect.h, self.rect.w * min(1.0, self.part))
            canvas.rounded(Rect(self.rect.x, self.rect.y, wide, self.rect.h), "seoul_fill", self.rect.h / 2)
