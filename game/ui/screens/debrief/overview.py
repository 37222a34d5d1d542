"""The overview: the path, why the result is what it is, and the three turning points, side by side."""

from functools import partial
from typing import TYPE_CHECKING

from game.analysis.debrief.document import Told
from game.analysis.debrief.words import decimal
from game.charts.triangle import FOOT, HEAD, HEIGHT
from game.charts.waterfall import Ends, waterfall
from game.ui.canvas import Canvas
from game.ui.draw import ChartView
from game.ui.geometry import Rect
from game.ui.marks import mark
from game.ui.screens.debrief.pane import Pane, Spot, chart, title, waiting
from game.ui.screens.parts.column import Column
from game.ui.text import Setter, Words
from game.ui.widgets import Button, Panel, Paragraph, Scroll, Segments, Widget
from game.ui.words import _

if TYPE_CHECKING:
    from game.ui.screens.debrief.screen import DebriefScreen

TICKS = 28.0
NOTED = 36.0
"""The least height of a waterfall's row that has room for a note below the name."""
BARS = 104.0
POINT = 166.0
"""The least height of a turning point with two lines of why."""


def build(screen: "DebriefScreen", pane: Pane) -> None:
    """Lay the three blocks out, below each other where there is little room."""
    if pane.compact:
        _stacked(screen, pane)
        return
    width = pane.body.w - 32
    first, rest = pane.body.left(round(width * 0.329), 16)
    second, third = rest.left(round(width * 0.349), 16)
    for box, block in ((first, path_block), (second, why_block), (third, turning_block)):
        panel = Panel(box)
        pane.content.add(panel.add(*block(screen, box.inset(16, 11), pane.setter)))


def _stacked(screen: "DebriefScreen", pane: Pane) -> None:
    """Put the blocks into one column that scrolls."""
    column = Column(pane.body, pane.setter)
    par = screen.found.known.par
    if par is not None:
        column.text(screen.teller.place(par), 16, "regular", "muted", gap=8)
    steps = len(screen.found.known.falls[screen.measure].groups)
    for block, high in ((path_block, 400.0), (why_block, 72 + TICKS + 40.0 * (steps + 2))):
        box = column.take(high, 12)
        column.widgets.append(Panel(box, children=block(screen, box.inset(16, 11), pane.setter)))
    known = screen.found.known.turning
    high = 40 + 190.0 * len(known) if known else 160.0
    box = column.take(high, 0)
    column.widgets.append(Panel(box, children=turning_block(screen, box.inset(16, 11), pane.setter)))
    pane.content.add(column.scroll("overview"))


class Key(Widget):
    """What the lines of the path are."""

    def words(self, setter: Setter) -> list[Words]:
        """List the two names."""
        first, second = _("You, by turn"), _("Bots on the same dice")
        x = self.rect.x + 46
        wide = setter.width(first, 14)
        other = x + wide + 62
        return [
            Words(Rect(x, self.rect.y, wide, self.rect.h), first, 14),
            Words(Rect(other, self.rect.y, setter.width(second, 14), self.rect.h), second, 14),
        ]

    def paint(self, canvas: Canvas) -> None:
        """Draw the two lines."""
        y, x = self.rect.centre[1], self.rect.x
        canvas.line([(x, y), (x + 36, y)], "seoul_fill", 3)
        canvas.disc(x + 18, y, 16, "seoul_fill")
        start = x + 46 + canvas.text.width(_("You, by turn"), 14) + 18
        for k in range(4):
            canvas.line([(start + 10 * k, y), (start + 10 * k + 6, y)], "ambiguity", 1.5)


def path_block(screen: "DebriefScreen", box: Rect, setter: Setter) -> list[Widget]:
    """Return the path in the triangle, and the mix of roads turn by turn."""
    teller, known = screen.teller, screen.found.known
    shown: list[Widget] = [title(box, _("Your path between the three roads"))]
    if not known.path:
        return [*shown, Paragraph(box.top(36)[1], _("This scenario has no roads to choose between."), 16, "regular", "muted")]
    body = box.top(32)[1]
    high = min(body.h - BARS - 40, body.w * 0.92 * HEIGHT + HEAD + FOOT)      # no taller than the triangle can be
    rest, below = body.top(high, 6)
    key, bars = below.top(26, 8)
    shown.append(chart(rest, teller.charts.path_chart(known, teller.say, rest.w, rest.h)))
    shown.append(Key(key))
    shown.append(chart(bars, teller.charts.posture_chart(known, teller.say, bars.w, bars.h)))
    return shown


def why_block(screen: "DebriefScreen", box: Rect, setter: Setter) -> list[Widget]:
    """Return the waterfall of the result or a pillar; a bar leads to its causes."""
    teller = screen.teller
    fall = screen.found.known.falls[screen.measure]
    words = _("Why {}?").format(decimal(fall.end, 0))
    shown: list[Widget] = [title(box, words), measures(screen, box.top(32)[1].top(32)[0])]
    return [*shown, *waterfall_block(screen, box.top(72)[1], teller.measure(screen.measure))]


def measures(screen: "DebriefScreen", rect: Rect) -> Segments:
    """Return the choice between the result and the pillars."""
    names = screen.teller.measures()
    items = [screen.teller.measure(name) for name in names]
    return Segments(rect, items, names.index(screen.measure), lambda place: screen.ask(names[place]))


def waterfall_block(screen: "DebriefScreen", rect: Rect, label: str) -> list[Widget]:
    """Return the waterfall in a rectangle, with a row over each bar that leads to its causes."""
    teller = screen.teller
    fall = screen.found.known.falls[screen.measure]
    count = len(teller.charts.fall_steps(fall, teller.say))
    high = min(44.0, (rect.h - TICKS) / (count + 2))
    steps = teller.charts.fall_steps(fall, teller.say, notes=high >= NOTED)
    box = Rect(rect.x, rect.y, rect.w, TICKS + high * (count + 2))
    ends = Ends(fall.start / 1000, fall.end / 1000, (teller.say("Start"), teller.say("End")), (decimal(fall.start), decimal(fall.end)))
    told = "; ".join(f"{step.name} {step.words}" for step in steps)
    shown: list[Widget] = [ChartView(box, waterfall(steps, ends, (box.w, box.h)), f"{label}: {told}")]
    names = {teller.say(group.id): group.id for group in fall.groups}
    for place, step in enumerate(steps):
        row = Rect(box.x - 6, box.y + TICKS + high * (place + 1) + 1, box.w + 12, high - 2)
        group = names[step.name]
        shown.append(Spot(row, f"{step.name} {step.words}", partial(screen.explain, group), f"bar {group}"))
    return shown


def turning_block(screen: "DebriefScreen", box: Rect, setter: Setter) -> list[Widget]:
    """Return the turning points, or how far the search for them is."""
    found = screen.found
    shown: list[Widget] = [title(box, _("Three turning points") if len(found.known.turning) == 3 else _("Turning points"))]
    rest = box.top(30)[1]
    if not found.has("turning"):
        words = _("Playing every turn again with each other answer …")
        return [*shown, *waiting(found, words, rest, setter)]
    if not found.known.turning:
        words = _("No other answer and no other allocation would have changed the result.") if found.case.verified else not_here()
        return [*shown, Paragraph(rest, words, 16, "regular", "muted")]
    count = len(found.known.turning)
    high = max(rest.h / count, POINT)
    room = rest.w if high * count <= rest.h else rest.w - 16       # a low window scrolls them, beside its bar
    places = [Rect(rest.x, rest.y + high * place, room, min(high, 186.0)) for place in range(count)]
    blocks = [PointBlock(screen, place, told, places[place], setter) for place, told in enumerate(found.known.turning)]
    return [*shown, Scroll(rest, blocks, name="points", content=high * count)] if room < rest.w else [*shown, *blocks]


def not_here() -> str:
    """Say why there are none."""
    return _("Turning points, bots and what if need the rules that the game was played with.")


class PointBlock(Widget):
    """A turning point: what was done, what would have been best, how much it mattered, why, and the way to try it."""

    def __init__(self, screen: "DebriefScreen", place: int, told: Told, rect: Rect, setter: Setter) -> None:
        super().__init__(rect, name=f"point {place}")
        teller, decision = screen.teller, told.point.decision
        self.first = place == 0
        won = decision.difference > 0
        self.kind, self.ink = (_("won"), "autonomy") if won else (_("missed"), "beijing")
        self.much = decimal(abs(decision.difference))
        chosen, better = teller.briefly(told)
        self.lines = (
            _("Turn {}").format(decision.turn), _("You: {}").format(chosen), _("Instead: {}").format(better),
        )
        self.label = ". ".join((*self.lines, f"{self.much} {self.kind}"))
        strip = Rect(rect.x, rect.y + 70, rect.w, 48)
        self.add(chart(strip, teller.charts.strip_chart(screen.found.known, told, teller.say, strip.w, strip.h)))
        text = _("What if …")
        wide = setter.width(text, 14, "semibold") + 24
        room = Rect(rect.x, rect.y + 120, rect.w - wide - 14, rect.bottom - rect.y - 120)
        self.add(Paragraph(room, screen.found.known.why(told, teller.say), 14, "regular", "muted"))
        button = Rect(rect.right - wide, rect.y + 124, wide, 32)
        self.add(Button(button, text, lambda: screen.what_if(decision.turn, place), size=14, name=f"what if {place}"))

    def paint(self, canvas: Canvas) -> None:
        """Draw a hairline above all but the first."""
        if not self.first:
            canvas.fill(Rect(self.rect.x, self.rect.y - 4, self.rect.w, 1), "line")

    def words(self, setter: Setter) -> list[Words]:
        """List turn, choices and figure."""
        r = self.rect
        wide = max(setter.width(self.much, 28, "bold"), setter.width(self.kind, 14, "semibold")) + 4
        across = r.w - wide - 10
        return [
            Words(Rect(r.x, r.y + 2, across, 21), self.lines[0], 14, "semibold", "seoul"),
            Words(Rect(r.x, r.y + 23, across, 21), self.lines[1], 14, "semibold"),
            Words(Rect(r.x, r.y + 44, across, 21), self.lines[2], 14),
            Words(Rect(r.right - wide, r.y + 2, wide, 34), self.much, 28, "bold", self.ink, "right"),
            Words(Rect(r.right - wide, r.y + 36, wide, 20), self.kind, 14, "semibold", self.ink, "right"),
        ]


class RoadLine(Widget):
    """The mark of a road or power with words behind it, and a figure at the right."""

    def __init__(self, rect: Rect, who: str, text: str, figure: str = "", *, strong: bool = False) -> None:
        super().__init__(rect, label=f"{text} {figure}".strip())
        self.who, self.text, self.figure, self.strong = who, text, figure, strong

    def paint(self, canvas: Canvas) -> None:
        """Draw the mark."""
        mark(canvas, self.who, self.rect.x + 9, self.rect.centre[1], 13)

    def words(self, setter: Setter) -> list[Words]:
        """List words and figure."""
        wide = setter.width(self.figure, 16, "semibold") if self.figure else 0.0
        text = Words(
            Rect(self.rect.x + 28, self.rect.y, self.rect.w - 28 - wide - 8, self.rect.h), self.text, 16,
            "semibold" if self.strong else "regular",
        )
        figure = Words(Rect(self.rect.right - wide, self.rect.y, wide, self.rect.h), self.figure, 16, "semibold")
        return [text, figure] if self.figure else [text]
