"""An answer to an event: number, label, gist, what is certain as chips, what is likely."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.text import Rich, Run, Setter, Words, plain
from game.ui.widgets.base import Action, Widget
from game.ui.widgets.texts import Chip, flow
from game.ui.words import _


@dataclass(frozen=True)
class Effect:
    """What is certain: a name, an amount, and whose mark stands before it."""

    name: str
    amount: str = ""
    who: str = ""


class Choice(Widget):
    """A row to choose; `number` is its key as well, `likely` stands behind ≈, `why_not` says why it is closed.

    Meant for 528×123; below a height of 110 the type is smaller, and what is likely stands beside the chips (82 high).
    """

    focusable = True

    def __init__(  # noqa: PLR0913 - options of a widget, by name
        self, rect: Rect, number: int, label: str, gist: str, setter: Setter, *, effects: Sequence[Effect] = (),
        likely: Rich = "", chosen: bool = False, why_not: str = "", on_activate: Action | None = None,
    ) -> None:
        super().__init__(rect, name=f"choice {number}")
        self.number, self.title, self.gist, self.likely = number, label, gist, likely
        self.chosen, self.why_not = chosen, why_not
        self.enabled = not why_not
        self.on_activate = on_activate
        self.low = rect.h < 110
        self.start = 42.0 if self.low else 54.0
        self.hotkeys = (ord(str(number)), 0x40000058 + number) if number <= 9 else ()
        chips = [Chip(0, 0, e.name, e.amount, e.who, setter) for e in effects]
        flow(Rect(rect.x + self.start, rect.y + (51 if self.low else 63), rect.w - self.start - 12, 28), list(chips))
        self.add(*chips)
        facts = ", ".join(f"{e.name} {e.amount}" for e in effects)
        self.label = ". ".join(part for part in (f"{number} {label}", gist, facts, plain(likely), why_not) if part)
        self.role = _("chosen") if chosen else _("answer")

    def paint(self, canvas: Canvas) -> None:
        """Draw plate, edge and number."""
        canvas.rounded(self.rect, "raised" if self.hot and not self.chosen else "panel", 6)
        edge = "seoul_fill" if self.chosen else "text" if self.hot else "edge" if self.enabled else "line"
        canvas.outline(self.rect, edge, 2.5 if self.chosen else 1.3, 6)
        x, y = self._number().centre
        if self.chosen:
            canvas.disc(x, y, 27, "gold")
        else:
            canvas.disc(x, y, 27, "edge", 1.5)

    def _number(self) -> Rect:
        off = 9.0 if self.low else 16.0
        return Rect(self.rect.x + off, self.rect.y + off, 24, 24)

    def words(self, setter: Setter) -> list[Words]:
        """List number, label, gist and what is likely."""
        r, ink = self.rect, "text" if self.enabled else "muted"
        inner = Rect(r.x + self.start, r.y, r.w - self.start - 12, r.h)
        big, small = (16.0, 14.0) if self.low else (20.0, 16.0)
        label, gist = (Rect(inner.x, r.y + 6, inner.w, 24), Rect(inner.x, r.y + 28, inner.w, 22))
        if not self.low:
            label, gist = Rect(inner.x, r.y + 8, inner.w, 29), Rect(inner.x, r.y + 35, inner.w, 25)
        return [
            Words(self._number(), str(self.number), 14, "semibold", "ink" if self.chosen else ink, "centre"),
            Words(label, self.title, big, "semibold", ink),
            Words(gist, self.gist, small, "regular", "muted"),
            *self._foot(inner),
        ]

    def _foot(self, inner: Rect) -> list[Words]:
        """Return what is likely, or why it is closed, below the chips or beside them."""
        if not self.why_not and not self.likely:
            return []
        text: Rich = self.why_not or (Run("≈  ", "bold"), *_runs(self.likely))
        box = Rect(inner.x, inner.y + (94 if self.children else 64), inner.w, 22)
        if self.low:
            x = self.children[-1].rect.right + 12 if self.children else inner.x
            box = Rect(x, inner.y + 53, inner.right - x, 22)
        return [Words(box, text, 14, "regular", "beijing" if self.why_not else "text")]


def _runs(text: Rich) -> tuple[Run, ...]:
    return (Run(text),) if isinstance(text, str) else text
