"""The turning points in full: each with the results of all answers on a line, why it mattered, and what other dice say."""

from typing import TYPE_CHECKING

from game.analysis.debrief.document import Told
from game.analysis.debrief.words import decimal
from game.ui.geometry import Rect
from game.ui.screens.debrief.overview import not_here
from game.ui.screens.debrief.pane import Pane, chart
from game.ui.screens.parts.amounts import joined
from game.ui.screens.parts.column import Column
from game.ui.text import Weight
from game.ui.widgets import Button, Label
from game.ui.words import _

if TYPE_CHECKING:
    from game.ui.screens.debrief.screen import DebriefScreen


def build(screen: "DebriefScreen", pane: Pane) -> None:
    """Lay the points side by side, below each other where there is little room."""
    found = screen.found
    if not found.has("turning"):
        pane.wait(found, _("Playing every turn again with each other answer …"))
        return
    points = found.known.turning
    if not points:
        column = pane.column(pane.body)
        words = _("No other answer and no other allocation would have changed the result.") if found.case.verified else not_here()
        column.text(words, colour="muted")
        pane.show(pane.body, column, "turning")
        return
    if pane.compact:
        column = Column(pane.body, pane.setter)
        for place, told in enumerate(points):
            _point(screen, column, place, told)
            column.gap(24)
        _how(column)
        pane.content.add(column.scroll("turning"))
        return
    foot, boxes = pane.body.low(76, 12)
    for place, (told, box) in enumerate(zip(points, boxes.columns(len(points), 16), strict=True)):
        column = pane.column(box)
        _point(screen, column, place, told)
        pane.show(box, column, f"turning {place}")
    column = Column(Rect(foot.x, foot.y, foot.w, foot.h), pane.setter, scrolling=False)
    _how(column)
    pane.content.add(column.group())


def _point(screen: "DebriefScreen", column: Column, place: int, told: Told) -> None:
    teller, known, decision = screen.teller, screen.found.known, told.point.decision
    won = decision.difference > 0
    ink, kind = ("autonomy", _("won")) if won else ("beijing", _("missed"))
    head = column.take(48, 2)
    much, setter = decimal(abs(decision.difference)), column.setter
    wide = setter.width(much, 40, "bold")
    column.widgets.append(Label(Rect(head.x, head.y, wide, 48), much, 40, "bold", ink))
    beside = Rect(head.x + wide + 10, head.y + 14, head.w - wide - 10, 24)
    column.widgets.append(Label(beside, _("points {kind}").format(kind=kind), 16, "semibold", ink))
    column.text(joined([_("Turn {}").format(decision.turn), teller.time(decision.turn)]), 16, "semibold", "seoul", gap=2)
    column.text(teller.about(told), 16, "regular", "muted", gap=8)
    chosen, better = teller.choices(told)
    column.text(_("You: {}").format(chosen), 16, "semibold", gap=2)
    column.text(_("Instead: {}").format(better), 16, gap=10)
    box = column.take(56, 6)
    column.widgets.append(chart(box, teller.charts.strip_chart(known, told, teller.say, box.w, box.h)))
    if decision.kind == "answer":
        for band in sorted((told.point.real, *told.point.others), key=lambda one: -one.total):
            number = teller.charts.option_number(known, decision.about, band.instead)
            own = band is told.point.real
            row = column.take(24)
            figure = decimal(band.total)
            across = setter.width(figure, 14, "semibold")
            label = f"{number}  {teller.option(decision.about, band.instead)}"
            weight: Weight = "semibold" if own else "regular"
            colour = "seoul" if own else "text"
            column.widgets.append(Label(Rect(row.x, row.y, row.w - across - 10, 24), label, 14, weight, colour))
            column.widgets.append(Label(Rect(row.right - across, row.y, across, 24), figure, 14, "semibold", colour))
        column.gap(8)
    column.text(known.why(told, teller.say), 16, gap=8)
    column.text(teller.luck(told), 14, "regular", "muted", gap=10)
    text = _("What if …")
    wide = Button.natural_width(setter, text)
    button = column.take(40)
    column.widgets.append(
        Button(Rect(button.x, button.y, wide, 40), text, lambda: screen.what_if(decision.turn, place), name=f"what if {place}"),
    )


def _how(column: Column) -> None:
    """Say how they were found."""
    column.text(
        _("For every turn the game was played again with each other answer and with one point moved, on the same dice and with your "
          "own later points. Each disc is an answer by its number, at the result that it would have led to; the bars show 80 of 100 "
          "games on other dice."), 14, "regular", "muted", gap=0,
    )
