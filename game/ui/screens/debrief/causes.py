"""Why: the waterfall of the result or a pillar, and its steps by group, cause and single line of the ledger with its source."""

from typing import TYPE_CHECKING

from game.analysis.debrief.document import FINE, cause_steps
from game.analysis.debrief.groups import MARKS
from game.analysis.debrief.waterfall import Cause, Piece, Waterfall
from game.analysis.debrief.words import decimal, signed, spans
from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.marks import mark
from game.ui.screens.debrief.overview import TICKS, measures, waterfall_block
from game.ui.screens.debrief.pane import Pane, title
from game.ui.screens.parts.column import Column
from game.ui.text import Setter, Weight, Words
from game.ui.widgets import Panel, Widget
from game.ui.words import _

if TYPE_CHECKING:
    from game.ui.screens.debrief.screen import DebriefScreen

GROUP, CAUSE, LINE = 34.0, 28.0, 26.0


def build(screen: "DebriefScreen", pane: Pane) -> None:
    """Lay the waterfall beside the list of its causes."""
    fall = screen.found.known.falls[screen.measure]
    words = _("Why {}?").format(decimal(fall.end, 0))
    if pane.compact:
        column = Column(pane.body, pane.setter)
        column.widgets.append(title(column.take(26, 4), words))
        column.widgets.append(measures(screen, column.take(32, 8)))
        _list(screen, column, fall)
        column.gap(16)
        box = column.take(TICKS + 40.0 * (len(fall.groups) + 2))
        column.widgets += waterfall_block(screen, box, screen.teller.measure(screen.measure))
        pane.content.add(column.scroll(f"why {screen.measure}"))
        return
    left, right = pane.body.left(round(pane.body.w * 0.4), 16)
    inner = left.inset(16, 11)
    pane.content.add(Panel(left, children=[
        title(inner, words), measures(screen, inner.top(32)[1].top(32)[0]),
        *waterfall_block(screen, inner.top(72)[1], screen.teller.measure(screen.measure)),
    ]))
    column = pane.column(right)
    column.text(_("Open a group to see its causes, a cause to see its lines in the ledger."), 14, "regular", "muted", gap=8)
    _list(screen, column, fall)
    pane.content.add(Panel(right, children=[column.scroll(f"why {screen.measure}")]))


def _list(screen: "DebriefScreen", column: Column, fall: Waterfall) -> None:
    """List groups; opened ones with their causes, opened causes with their lines. Hundredths add up to the change."""
    teller = screen.teller
    amounts = dict(zip(((group.id, cause.id) for group, cause in fall.causes), cause_steps(fall, FINE), strict=True))
    for group in fall.groups:
        whole = sum(amounts[group.id, cause.id] for cause in group.causes)
        is_open = group.id in screen.opened
        row = Fold(column.take(GROUP, 2), 0, teller.say(group.id), "", signed(whole, 2), f"group {group.id}", is_open=is_open)
        row.who, row.on_activate = MARKS.get(group.id, "world"), lambda name=group.id: screen.unfold(name)
        column.widgets.append(row)
        if is_open:
            for cause in group.causes:
                _cause(screen, column, group.id, cause, amounts[group.id, cause.id])
            column.gap(6)


def _cause(screen: "DebriefScreen", column: Column, group: str, cause: Cause, amount: int) -> None:
    teller, name = screen.teller, f"{group}/{cause.id}"
    is_open = name in screen.opened
    turns = spans([piece.turn for piece in cause.pieces])
    row = Fold(column.take(CAUSE, 1), 1, teller.cause(cause.id), turns, signed(amount, 2), f"cause {name}", is_open=is_open)
    row.on_activate = lambda: screen.unfold(name)
    column.widgets.append(row)
    if not is_open:
        return
    source = teller.source(cause.id)
    if source:
        column.text(_("Source: {}").format(source.replace("\n", "; ")), 14, "regular", "muted", gap=2, indent=62)
    for piece in cause.pieces:
        column.widgets.append(LineRow(column.take(LINE), *_line(screen, piece)))


def _line(screen: "DebriefScreen", piece: Piece) -> tuple[str, str, str]:
    """Put a line of the ledger into words: turn and indicator, how it changed, what that did to the measure."""
    teller = screen.teller
    time = _("Turn {}").format(piece.turn) if piece.turn <= teller.case.scenario.calendar.turns else teller.time(piece.turn)
    if not piece.indicator:
        return time, "", signed(piece.amount, 3)
    return f"{time}  {teller.figures.name(piece.indicator)}", teller.figures.exact(piece.indicator, piece.change), signed(piece.amount, 3)


class Fold(Widget):
    """A row that can be opened: a group (level 0) or a cause (level 1), with the turns in which it worked and its amount."""

    focusable = True

    def __init__(self, rect: Rect, level: int, text: str, turns: str, amount: str, name: str, *, is_open: bool) -> None:
        super().__init__(rect, name=name, label=f"{text} {amount}")
        self.level, self.text, self.turns, self.amount, self.is_open = level, text, turns, amount, is_open
        self.who = ""
        self.role = _("open") if is_open else _("closed")

    def paint(self, canvas: Canvas) -> None:
        """Draw ground, chevron, mark and a hairline."""
        r = self.rect
        if self.hot:
            canvas.rounded(r, "raised", 4)
        elif self.is_open and self.level == 0:
            canvas.rounded(r, "ground", 4)
        x = r.x + 4 + 22 * self.level
        canvas.icon("chevron-down" if self.is_open else "chevron-right", x, r.centre[1] - 9, 18, "muted")
        if self.who:
            mark(canvas, self.who, x + 32, r.centre[1], 13)
        canvas.fill(Rect(r.x, r.bottom, r.w, 1), "line")

    def words(self, setter: Setter) -> list[Words]:
        """List name, turns and amount."""
        r, top = self.rect, self.level == 0
        start = r.x + (48 if top else 50)
        size = 16.0 if top else 14.0
        weight: Weight = "semibold" if top else "regular"
        right = r.right - 10
        turns = min(120.0, setter.width(self.turns, 14)) if self.turns else 0.0
        shown = [
            Words(Rect(start, r.y, right - 80 - turns - start - 10, r.h), self.text, size, weight),
            Words(Rect(right - 72, r.y, 72, r.h), self.amount, size, "semibold", "text", "right"),
        ]
        return [*shown, Words(Rect(right - 80 - turns, r.y, turns, r.h), self.turns, 14, "regular", "muted")] if self.turns else shown


class LineRow(Widget):
    """A single line of the ledger."""

    def __init__(self, rect: Rect, text: str, change: str, amount: str) -> None:
        super().__init__(rect, label=f"{text} {change}, {amount}")
        self.text, self.change, self.amount = text, change, amount

    def words(self, setter: Setter) -> list[Words]:
        """List turn and indicator, change and amount."""
        r = self.rect
        right = r.right - 10
        wide = setter.width(self.change, 14) if self.change else 0.0
        shown = [
            Words(Rect(r.x + 62, r.y, right - 80 - wide - r.x - 72, r.h), self.text, 14, "regular", "muted"),
            Words(Rect(right - 72, r.y, 72, r.h), self.amount, 14, "regular", "text", "right"),
        ]
        return [*shown, Words(Rect(right - 80 - wide, r.y, wide, r.h), self.change, 14, "regular", "text")] if self.change else shown
