"""The path: the triangle large with the three doctrine bots, and the mix of the roads turn by turn."""

from typing import TYPE_CHECKING

from game.analysis.debrief.words import decimal
from game.ui.geometry import Rect
from game.ui.screens.debrief.overview import Key, RoadLine
from game.ui.screens.debrief.pane import Pane, chart, title
from game.ui.screens.parts.column import Column
from game.ui.widgets import Panel
from game.ui.words import _

if TYPE_CHECKING:
    from game.ui.screens.debrief.screen import DebriefScreen


def build(screen: "DebriefScreen", pane: Pane) -> None:
    """Lay the triangle beside what there is to say about it."""
    if not screen.found.known.path:
        column = pane.column(pane.body)
        column.text(_("This scenario has no roads to choose between."), colour="muted")
        pane.show(pane.body, column, "path")
        return
    if pane.compact:
        column = Column(pane.body, pane.setter)
        _triangle(screen, column, 300)
        _beside(screen, column)
        pane.content.add(column.scroll("path"))
        return
    left, right = pane.body.left(round(pane.body.w * 0.57), 16)
    inner = left.inset(16, 12)
    column = Column(inner, pane.setter, scrolling=False)
    _triangle(screen, column, inner.h)
    pane.content.add(Panel(left, children=[column.group()]))
    column = pane.column(right)
    _beside(screen, column)
    pane.show(right, column, "path")


def _triangle(screen: "DebriefScreen", column: Column, high: float) -> None:
    teller, known = screen.teller, screen.found.known
    column.widgets.append(title(column.take(26, 4), _("Your path between the three roads")))
    box = column.take(high - 60, 4)
    column.widgets.append(chart(box, teller.charts.path_chart(known, teller.say, box.w, box.h)))
    column.widgets.append(Key(column.take(26, 4)))


def _beside(screen: "DebriefScreen", column: Column) -> None:
    """Say what the drawing means, what the bots came to, and show the mix turn by turn."""
    teller, known = screen.teller, screen.found.known
    names = teller.charts.road_names(known, teller.say)
    column.text(_("Each point is a turn: the nearer to a corner, the more of that road. The black disc is the last turn."), 16, gap=12)
    if known.bots:
        column.widgets.append(title(column.take(26, 4), _("The same dice, one road throughout")))
        column.text(_("Dashed: a bot that keeps to one road. It met the same dice as you."), 14, "regular", "muted", gap=4)
        rows = [(bot.total, bot.lean, teller.texts(f"doctrines.{bot.doctrine}.name")) for bot in known.bots]
        rows.append((known.case.result.total, "seoul", _("You")))
        for total, who, name in sorted(rows, reverse=True):
            column.widgets.append(RoadLine(column.take(30), who, name, decimal(total), strong=who == "seoul"))
        column.gap(14)
    column.widgets.append(title(column.take(26, 4), _("The mix, turn by turn")))
    box: Rect = column.take(130, 6)
    column.widgets.append(chart(box, teller.charts.posture_chart(known, teller.say, box.w, box.h)))
    words = _("{} above, {} in the middle, {} below. Bold turns are the turning points.").format(names[0], names[2], names[1])
    column.text(words, 14, "regular", "muted", gap=10)
    for place, who in enumerate(("alignment", "ambiguity", "autonomy")):
        before, after = (point.shares[place] for point in (known.path[0], known.path[-1]))
        column.widgets.append(RoadLine(column.take(28), who, names[place], f"{before:.0%} → {after:.0%}"))
