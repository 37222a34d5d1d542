"""Tabs: one page in front of others; and the steps of a turn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.outcome import Outcome
from game.ui.text import Align, Setter, Weight, Words
from game.ui.widgets.base import Widget
from game.ui.words import _


@dataclass(frozen=True)
class TabItem:
    """What a tab shows: a text, an icon, the icon's colour, a key that reaches it; `spoken` where the text is short."""

    text: str = ""
    icon: str = ""
    icon_colour: str = "muted"
    key: str = ""
    code: int = 0
    spoken: str = ""


class Tab(Widget):
    """One tab."""

    focusable = True

    def __init__(self, rect: Rect, item: TabItem, *, chosen: bool) -> None:
        super().__init__(rect, name=f"tab {item.spoken or item.text}", label=item.spoken or item.text)
        self.item, self.chosen = item, chosen
        self.hotkeys = (item.code,) if item.code else ()
        self.role = _("tab, open") if chosen else _("tab")

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate, open or closed, and its icon."""
        if self.chosen or self.hot:
            canvas.rounded(self.rect, "panel" if self.chosen else "raised", 6)
        if not self.chosen:
            canvas.outline(self.rect, "edge" if self.hot else "line", 1.4, 6)
        else:
            canvas.rounded(Rect(self.rect.x + 8, self.rect.bottom - 3, self.rect.w - 16, 3), "seoul_fill", 1.5)
        if self.item.icon:
            x = self.rect.x + 13 if self.item.text else self.rect.centre[0] - 10
            canvas.icon(self.item.icon, x, self.rect.centre[1] - 10, 20, self.item.icon_colour)
        if self.item.key:
            canvas.outline(self._key_rect(), "muted", 1.2, 4)

    def _key_rect(self) -> Rect:
        return Rect(self.rect.right - 31, self.rect.centre[1] - 10, 20, 20)

    def words(self, setter: Setter) -> list[Words]:
        """List its text and key."""
        start = 40 if self.item.icon else 12
        end = 36 if self.item.key else 10
        align: Align = "left" if self.item.icon else "centre"
        ink = "text" if self.chosen or self.hot else "muted"
        box = Rect(self.rect.x + start, self.rect.y, self.rect.w - start - end, self.rect.h)
        weight: Weight = "semibold" if self.chosen else "regular"
        shown = [Words(box, self.item.text, 16, weight, ink, align)] if self.item.text else []
        return shown + ([Words(self._key_rect(), self.item.key, 12, "bold", ink, "centre")] if self.item.key else [])


class Tabs(Widget):
    """A row of tabs; `stretch` shares the whole width, else each is as wide as its text."""

    def __init__(
        self, rect: Rect, items: Sequence[TabItem], chosen: int, on_choose: Callable[[int], Outcome | None], setter: Setter,
        *, stretch: bool = False,
    ) -> None:
        super().__init__(rect)
        widths = [self._natural(item, setter) for item in items]
        if stretch:
            widths = [(rect.w - 8 * (len(items) - 1)) / len(items)] * len(items)
        x = rect.x
        for i, (item, wide) in enumerate(zip(items, widths, strict=True)):
            tab = Tab(Rect(x, rect.y, wide, rect.h), item, chosen=i == chosen)
            tab.on_activate = lambda i=i: on_choose(i)
            self.add(tab)
            x += wide + 8

    @staticmethod
    def _natural(item: TabItem, setter: Setter) -> float:
        text = setter.width(item.text, 16, "semibold") + 12 if item.text else 0
        return max(48.0, text + (40 if item.icon else 12) + (28 if item.key else 0))


class Steps(Widget):
    """The steps of a turn: done with a tick, the present one gold."""

    def __init__(self, rect: Rect, steps: Sequence[str], now: int) -> None:
        super().__init__(rect, label=steps[now])
        self.steps, self.now = list(steps), now

    @staticmethod
    def natural_width(setter: Setter, steps: Sequence[str]) -> float:
        """Return how wide steps are at most, whichever is the present one."""
        return sum(setter.width(step, 14, "semibold") + 34 + 28 for step in steps) + 12 - 28

    def _boxes(self, setter: Setter) -> list[Rect]:
        boxes, x = [], self.rect.x
        for i, step in enumerate(self.steps):
            weight: Weight = "semibold" if i == self.now else "regular"
            wide = setter.width(step, 14, weight) + (46 if i == self.now else 34)
            boxes.append(Rect(x, self.rect.centre[1] - 14, wide, 28))
            x += wide + 28
        return boxes

    def paint(self, canvas: Canvas) -> None:
        """Draw plate, ticks and dashes."""
        boxes = self._boxes(canvas.text)
        for i, box in enumerate(boxes):
            if i == self.now:
                canvas.rounded(box, "gold", 14)
            elif i < self.now:
                canvas.icon("check", box.x + 6, box.centre[1] - 8, 16, "muted")
            if i:
                canvas.fill(Rect(box.x - 19, box.centre[1] - 0.75, 11, 1.5), "edge")

    def words(self, setter: Setter) -> list[Words]:
        """List numbers and names."""
        shown = []
        for i, box in enumerate(self._boxes(setter)):
            now, ink = i == self.now, "ink" if i == self.now else "muted"
            start = 32 if now else 27
            if i >= self.now:
                shown.append(Words(Rect(box.x + (15 if now else 8), box.y, 14, box.h), str(i + 1), 14, "semibold", ink))
            text = Rect(box.x + start, box.y, box.w - start - 4, box.h)
            shown.append(Words(text, self.steps[i], 14, "semibold" if now else "regular", ink))
        return shown
