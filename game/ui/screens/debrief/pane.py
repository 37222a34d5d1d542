"""Where a page of the debrief is laid out, and what it shows while slow work is under way."""

from dataclasses import dataclass
from typing import Any, Protocol

from game.ui.canvas import Canvas
from game.ui.draw import ChartView
from game.ui.geometry import Rect
from game.ui.screen import Context
from game.ui.screens.debrief.findings import Findings, Share
from game.ui.screens.parts.column import Column
from game.ui.text import Setter, Words
from game.ui.widgets import Button, Group, Label, Panel, Paragraph, Progress, Widget
from game.ui.widgets.base import Action
from game.ui.words import _

PAD = 16.0


@dataclass
class Pane:
    """The widgets of a page go into `content`; `body` is their room."""

    root: Widget
    content: Group
    body: Rect
    context: Context

    @property
    def setter(self) -> Setter:
        """Give what measures text."""
        return self.context.text

    @property
    def compact(self) -> bool:
        """Tell whether the narrow layout is due."""
        return self.context.compact

    def column(self, rect: Rect) -> Column:
        """Return a column inside a plate."""
        return Column(rect.inset(PAD, PAD - 4), self.setter)

    def show(self, rect: Rect, column: Column, name: str) -> None:
        """Put a column on a plate; it scrolls where it does not fit."""
        fits = column.height <= column.window.h + 4
        self.content.add(Panel(rect, children=[column.group() if fits else column.scroll(name)]))

    def wait(self, found: Findings, words: str) -> None:
        """Show that slow work is under way, how far it is, and how to stop it."""
        self.content.add(Panel(self.body, children=waiting(found, words, self.body.inset(PAD), self.setter)))


def waiting(found: Findings, words: str, box: Rect, setter: Setter) -> list[Widget]:
    """Return words, bar and button of slow work; after a stop, the button that goes on."""
    across = min(box.w, 420)
    words = _("Stopped. What is missing can be worked out again.") if found.stopped else words
    high = setter.height(words, 16, across)
    place = Rect(box.x + (box.w - across) / 2, box.y + max(0.0, (box.h - high - 80) / 2), across, high)
    shown: list[Widget] = [Paragraph(place, words, 16, "regular", "muted", "centre")]
    text, do = (_("Work it out"), found.resume) if found.stopped else (_("Stop"), found.halt)
    if not found.stopped:
        shown.append(Live(Rect(place.x + 40, place.bottom + 12, across - 80, 8), found, words))
    wide = Button.natural_width(setter, text)
    shown.append(Button(Rect(place.centre[0] - wide / 2, place.bottom + 34, wide, 36), text, do))
    return shown


class Sharing(Protocol):
    """Whatever has slow work under way."""

    share: Share


class Live(Progress):
    """A bar that shows, whenever it is drawn, how far slow work is."""

    def __init__(self, rect: Rect, found: Sharing, label: str) -> None:
        super().__init__(rect, found.share.part, label)
        self.found = found

    def paint(self, canvas: Canvas) -> None:
        """Draw the bar as far as the work is."""
        self.part = self.found.share.part
        super().paint(canvas)


class Spot(Widget):
    """A part of a chart that can be chosen; it is framed only under the pointer or in focus."""

    focusable = True

    def __init__(self, rect: Rect, label: str, on_activate: Action, name: str) -> None:
        super().__init__(rect, name=name, label=label)
        self.on_activate = on_activate

    def paint(self, canvas: Canvas) -> None:
        """Draw a frame while hot."""
        if self.hot:
            canvas.outline(self.rect, "edge", 1.3, 4)


class Row(Widget):
    """A row to choose: what it is at the left, a figure at the right; a chosen one stands on a darker ground."""

    focusable = True

    def __init__(self, rect: Rect, text: str, figure: str, name: str, on_activate: Action, *, chosen: bool = False) -> None:
        super().__init__(rect, name=name, label=f"{text} {figure}".strip())
        self.text, self.figure, self.chosen = text, figure, chosen
        self.on_activate = on_activate
        self.role = _("chosen") if chosen else _("choice")

    def paint(self, canvas: Canvas) -> None:
        """Draw ground, edge and the disc of the chosen one."""
        if self.hot or self.chosen:
            canvas.rounded(self.rect, "raised", 5)
        canvas.outline(self.rect, "seoul_fill" if self.chosen else "text" if self.hot else "line", 2 if self.chosen else 1.2, 5)
        x, y = self.rect.x + 17, self.rect.centre[1]
        canvas.disc(x, y, 15, "edge", 1.5)
        if self.chosen:
            canvas.disc(x, y, 9, "seoul_fill")

    def words(self, setter: Setter) -> list[Words]:
        """List text and figure."""
        r = self.rect
        wide = setter.width(self.figure, 14, "semibold") if self.figure else 0.0
        ink = "text" if self.enabled else "muted"
        text = Words(Rect(r.x + 34, r.y, r.w - 34 - wide - 16, r.h), self.text, 14, "semibold" if self.chosen else "regular", ink)
        figure = Words(Rect(r.right - wide - 10, r.y, wide, r.h), self.figure, 14, "semibold", "muted")
        return [text, figure] if self.figure else [text]


def chart(rect: Rect, drawn: Any) -> ChartView:
    """Show a chart of the desk's kit that was laid out for the size of a rectangle."""
    return ChartView(rect, drawn.chart, drawn.label)


def title(rect: Rect, text: str) -> Label:
    """Return the heading of a block."""
    return Label(Rect(rect.x, rect.y, rect.w, 26), text, 16, "semibold")
