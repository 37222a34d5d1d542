"""The compact row of tabs: a number, a mark or an icon each; only the open one shows its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.marks import mark
from game.ui.outcome import Outcome
from game.ui.text import Setter, Weight, Words
from game.ui.widgets.base import Widget
from game.ui.words import _

HEIGHT = 34.0


@dataclass(frozen=True)
class StripItem:
    """One tab: the page it opens, its name, what stands for it when closed, a number in gold, whether a new group begins."""

    page: str
    name: str
    icon: str = ""
    icon_colour: str = "muted"
    who: str = ""
    short: str = ""
    gold: str = ""
    apart: bool = False


class _StripTab(Widget):
    focusable = True

    def __init__(self, rect: Rect, item: StripItem, *, chosen: bool) -> None:
        super().__init__(rect, name=f"tab {item.page}", label=item.name)
        self.item, self.chosen = item, chosen
        self.role = _("tab, open") if chosen else _("tab")

    def paint(self, canvas: Canvas) -> None:
        """Draw plate, mark and icon."""
        if self.chosen or self.hot:
            canvas.rounded(self.rect, "panel" if self.chosen else "raised", 5)
        if self.chosen:
            canvas.rounded(Rect(self.rect.x + 6, self.rect.bottom - 3, self.rect.w - 12, 3), "seoul_fill", 1.5)
        else:
            canvas.outline(self.rect, "edge" if self.hot else "line", 1.2, 5)
        lone = not (self.item.short or self.item.gold or self.chosen)
        x = self.rect.centre[0] if lone else self.rect.x + 17
        if self.item.who:
            mark(canvas, self.item.who, x, self.rect.centre[1], 14)
        elif self.item.icon:
            canvas.icon(self.item.icon, x - 9, self.rect.centre[1] - 9, 18, self.item.icon_colour)

    def words(self, setter: Setter) -> list[Words]:
        """List name or number."""
        item, lead = self.item, 30 if self.item.icon or self.item.who else 10
        text = item.name if self.chosen else item.short
        shown = []
        x = self.rect.x + lead
        if text and not (self.chosen or item.icon or item.who or item.gold):
            return [Words(self.rect, text, 14, "semibold", "muted", "centre")]
        if text:
            weight: Weight = "semibold" if self.chosen or not item.icon else "regular"
            wide = setter.width(text, 14, weight)
            shown.append(Words(Rect(x, self.rect.y, wide, self.rect.h), text, 14, weight, "text" if self.chosen else "muted"))
            x += wide + 8
        if item.gold:
            shown.append(Words(Rect(x, self.rect.y, setter.width(item.gold, 14, "bold"), self.rect.h), item.gold, 14, "bold", "seoul"))
        return shown


class Strip(Widget):
    """A row of compact tabs; names that do not fit are left out, the numbers stay."""

    def __init__(
        self, rect: Rect, items: Sequence[StripItem], open_page: str, on_open: Callable[[str], Outcome | None], setter: Setter,
    ) -> None:
        super().__init__(rect)
        x = rect.x
        for item in items:
            chosen = item.page == open_page
            if item.apart:
                x += 8
            wide = _natural(item, setter, chosen=chosen)
            tab = _StripTab(Rect(x, rect.y, wide, rect.h), item, chosen=chosen)
            tab.on_activate = lambda page=item.page: on_open(page)
            self.add(tab)
            x += wide + 3


def _natural(item: StripItem, setter: Setter, *, chosen: bool) -> float:
    text = item.name if chosen else item.short
    lead = 30 if item.icon or item.who else 10
    if not text and not item.gold:
        return 42.0
    wide = lead + 10 + (setter.width(text, 14, "semibold") if text else 0)
    return max(42.0, wide + (setter.width(item.gold, 14, "bold") + (8 if text else 0) if item.gold else 0))
