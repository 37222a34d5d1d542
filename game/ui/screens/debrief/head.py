"""The debrief's head: result, grade, place among the bots with their histogram, compare and export; and the row of tabs."""

from typing import TYPE_CHECKING

import pygame

from game.analysis.debrief.par import Par
from game.charts.shapes import Chart, Line, Polygon
from game.ui.draw import ChartView
from game.ui.geometry import Rect
from game.ui.screen import Context
from game.ui.screens.debrief.pane import Live, Pane
from game.ui.screens.parts.amounts import joined
from game.ui.screens.parts.dialogue import KeyedButton
from game.ui.screens.parts.page import Way
from game.ui.text import Setter
from game.ui.widgets import Bar, IconButton, Label, Panel, Paragraph, TabItem, Tabs, Widget
from game.ui.words import _, ngettext

if TYPE_CHECKING:
    from game.ui.screens.debrief.screen import DebriefScreen

TABS = ("overview", "story", "path", "why", "turning", "whatif", "questions", "sources")


class HeadButton(KeyedButton):
    """A button whose icon and word stand at the left, its key at the right."""

    def _text_rect(self, setter: Setter) -> Rect:
        return Rect(self.rect.x + 40, self.rect.y, setter.width(self.text, self.size, "semibold"), self.rect.h)


def tab_names() -> list[str]:
    """Name the tabs."""
    return [_("Overview"), _("Story"), _("Path"), _("Why"), _("Turning points"), _("What if"), _("Questions"), _("Sources")]


def tab_row(screen: "DebriefScreen", rect: Rect, context: Context) -> Widget:
    """Return the tabs, each with its digit; where there is little room only the open one has its name."""
    chosen, items = TABS.index(screen.tab), []
    for number, name in enumerate(tab_names()):
        digit, code = str(number + 1), pygame.K_1 + number
        if not context.compact:
            items.append(TabItem(name, key=digit, code=code))
        else:
            items.append(TabItem(name if number == chosen else digit, key=digit if number == chosen else "", code=code, spoken=name))
    gap = 8 * (len(items) - 1)
    roomy = sum(context.text.width(item.text, 16, "semibold") + 52 for item in items) + gap <= rect.w or context.compact
    items = items if roomy else [TabItem(item.text, code=item.code) for item in items]
    return Tabs(rect, items, chosen, lambda place: screen.show(TABS[place]), context.text)


def head(screen: "DebriefScreen", context: Context) -> Widget:
    """Return the head of the wide layout."""
    teller, setter = screen.teller, context.text
    bar = Bar(Rect(0, 0, context.width, 64))
    bar.add(IconButton(Rect(8, 12, 40, 40), "chevron-left", _("Back"), screen.leave))
    turns = teller.case.turns
    facts = joined([teller.texts("title"), ngettext("{} turn", "{} turns", turns).format(turns), teller.case.record.player])
    bar.add(Label(Rect(56, 7, setter.width(_("Debrief"), 20, "bold"), 30), _("Debrief"), 20, "bold"))
    bar.add(Label(Rect(56, 34, setter.width(facts, 14), 24), facts, 14, "regular", "muted"))
    ways = [
        Way(_("Export page"), screen.export, code=pygame.K_e, icon="download"),
        Way(_("Compare"), screen.compare, code=pygame.K_c, icon="users"),
    ]
    right = context.width - 16
    buttons = []
    for way in ways:
        wide = setter.width(way.text, 16, "semibold") + 82
        buttons.append(HeadButton(Rect(right - wide, 12, wide, 40), way))
        right -= wide + 8
    left = max(332.0, 56 + setter.width(facts, 14) + 28)
    total = teller.total()
    across = setter.width(total, 40, "bold")
    bar.add(Label(Rect(left, 0, across, 64), total, 40, "bold", "seoul"))
    _place(screen, bar, Rect(left + across + 14, 0, right - left - across - 14, 64), context)
    return bar.add(*reversed(buttons))


def _place(screen: "DebriefScreen", bar: Bar, rect: Rect, context: Context) -> None:
    """Say the grade, and the place among the bots as soon as it is known."""
    teller, setter, par = screen.teller, context.text, screen.found.known.par
    bar.add(Label(Rect(rect.x, 9, rect.w, 24), teller.grade(), 16, "semibold"))
    if par is not None:
        words = teller.place(par)
        wide = setter.width(words, 14)
        bar.add(Label(Rect(rect.x, 32, min(wide, rect.w), 22), words, 14, "regular", "muted"))
        room = rect.w - max(wide, setter.width(teller.grade(), 16, "semibold")) - 48
        if room >= 90:
            across = min(200.0, room)
            box = Rect(rect.right - across - 16, 14, across, 38)
            bar.add(ChartView(box, columns(par), words))
    elif screen.found.running:
        bar.add(Label(Rect(rect.x, 32, 240, 22), _("Playing 1,000 bot games …"), 14, "regular", "muted"))
        bar.add(Live(Rect(rect.x + 250, 40, 120, 6), screen.found, _("Progress")))


def columns(par: Par) -> Chart:
    """Draw the bots' results small, without words, the own step in gold."""
    steps = par.histogram()
    own = max(place for place, (low, _count) in enumerate(steps) if low * 1000 <= par.own)
    most, wide = max(count for _low, count in steps), 1 / len(steps)
    shapes: list[Polygon | Line] = []
    for place, (_low, count) in enumerate(steps):
        top = 0.96 - 0.94 * max(count / most, 0.12 if place == own else 0.0)
        left, right = (place + 0.06) * wide, (place + 0.94) * wide
        shapes.append(Polygon(((left, top), (right, top), (right, 0.96), (left, 0.96)), "seoul_fill" if place == own else "edge"))
    return (*shapes, Line(((0.0, 0.98), (1.0, 0.98)), "edge", 1.5))


def unsure(screen: "DebriefScreen", pane: Pane) -> Rect:
    """Say above the page that the record could not be played again here; gives what is left of the body."""
    why = screen.found.case.why
    words = _("Not verified here: {why}. What is shown comes from the record itself.").format(why=why.partition(": ")[2] or why)
    high = pane.context.text.height(words, 14, pane.body.w - 32) + 12
    box, rest = pane.body.top(high, 8)
    note = Panel(box, ground="raised")
    pane.content.add(note.add(Paragraph(box.inset(16, 6), words, 14, "semibold", "beijing")))
    return rest
