"""The pages of the cabinet table, wide and compact: tabs, the card or the points, the side, the footer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.analysis.forecast import Forecast
from game.ui.geometry import Rect
from game.ui.map import Pin
from game.ui.screen import Context
from game.ui.screens.parts import ways
from game.ui.screens.parts.advisors import Advisors
from game.ui.screens.parts.answers import Answer
from game.ui.screens.parts.consequences import Consequences, consequences
from game.ui.screens.parts.document import CompactDocument, Document
from game.ui.screens.parts.fan import ForecastPanel
from game.ui.screens.parts.footer import PointsLeft, demand_line, gold, points_text, tags
from game.ui.screens.parts.levels import DOMAIN_ICONS, DomainColumn, ProgrammeRow, domain_points, programmes_of
from game.ui.screens.parts.minding import Ladders
from game.ui.screens.parts.refusals import told_code
from game.ui.screens.parts.strip import HEIGHT as STRIP
from game.ui.screens.parts.strip import Strip, StripItem
from game.ui.screens.parts.table import CardFace
from game.ui.screens.parts.theatre import atlas, pins, theatre
from game.ui.widgets import Bar, Button, IconButton, Label, Panel, Scroll, TabItem, Tabs, Widget
from game.ui.words import _

if TYPE_CHECKING:
    from game.ui.screens.decide import Decide

SIDE, FOOT, COMPACT_FOOT, PAPER = 384.0, 64.0, 46.0, 304.0
LEAST_FORECAST, LEAST_ADVISORS = 292.0, 92.0
"""What the forecast needs to be read, gap included, and what is left of the advisors in a low window, where they scroll."""


# wide

def wide(screen: "Decide", context: Context, page: Rect, found: Forecast | None) -> list[Widget]:
    """Build the wide layout under the header."""
    foot, page = page.low(FOOT)
    page = page.inset(16, 8)
    aside, front = page.side(SIDE, 16)
    tabs, front = front.top(40, 8)
    side_tabs, aside = aside.top(40, 8)
    row = _tabs(screen, context, tabs)
    end = row.children[-1].rect.right
    room = Rect(end + 20, tabs.y, tabs.right - end - 20, tabs.h)
    hints = ways.hints_right(context, screen.desk, screen.match, room, screen.card.id if screen.card else "")
    middle = _event(screen, context, front, screen.card) if screen.card else _points(screen, context, front)
    side = [_side_tabs(screen, context, side_tabs), *_side(screen, context, aside, found)]
    return [row, *hints, *middle, *side, _foot(screen, context, foot, found)]


def _tabs(screen: "Decide", context: Context, rect: Rect) -> Widget:
    table = screen.table
    items = []
    for card in table.cards:
        done = table.chosen(card) >= 0
        items.append(TabItem(card.tag, "circle-check" if done else "circle", "seoul" if done else "muted", spoken=card.title))
    text = _("Points {spent}/{points}").format(spent=table.spent(), points=table.points)
    items.append(TabItem(text, "circle-dot", "beijing" if table.spent() > table.points else "seoul", spoken=_("Points")))
    pages = [f"event:{card.slot}" for card in table.cards] + ["points"]
    return Tabs(rect, items, pages.index(screen.page), lambda i: screen.open(pages[i]), context.text)


def _side_tabs(screen: "Decide", context: Context, rect: Rect) -> Widget:
    items = [TabItem(_("Forecast"), key="F"), TabItem(_("Map"), key="M")]
    sides = ("forecast", "map")
    return Tabs(rect, items, sides.index(screen.side), lambda i: screen.show_side(sides[i]), context.text, stretch=True)


def _side(screen: "Decide", context: Context, rect: Rect, found: Forecast | None) -> list[Widget]:
    high = Advisors.height(context.text, len(screen.table.scenario.doctrines))
    advisors, upper = rect.low(min(high, max(LEAST_ADVISORS, rect.h - LEAST_FORECAST)), 8)
    views: list[Widget]
    if screen.side == "map":
        shown = [pin for pin in pins(screen.table) if screen.card is None or pin.number == screen.card.slot + 1]
        views = _map(screen, context, upper, shown)
    else:
        views = [ForecastPanel(upper, screen.table, found, moves=context.look.motion, reaches=screen.reaches())]
    if advisors.h >= high:
        return [*views, Advisors(advisors, screen.table, screen.card, screen.consider_advice)]
    whole = Advisors(Rect(advisors.x, advisors.y, advisors.w - 10, high), screen.table, screen.card, screen.consider_advice)
    return [*views, Scroll(advisors, [whole], name="advisors", content=high)]                        # a wide, low window


def _map(screen: "Decide", context: Context, rect: Rect, shown: Sequence[Pin], heading: str = "") -> list[Widget]:
    """Show the map with some pins, above the ladders with what is minded; the heading names that."""
    reaches = screen.reaches()
    ladders, upper = rect.low(Ladders.height(heading), 6)
    near, more = atlas(screen.table).fitting(upper.w, upper.h), {reach.who: reach.more for reach in reaches}
    view = theatre(screen.table, upper, context.text, view=near, free=upper.inset(8), shown=shown, more=more)
    return [view, Ladders(ladders, screen.table, reaches, heading)]


def _event(screen: "Decide", context: Context, rect: Rect, card: CardFace) -> list[Widget]:
    paper, rest = rect.left(PAPER, 16)
    document = Document(paper, screen.table, card, context.text)
    return [document, *_answers(screen, context, rest, card)]


def _answers(screen: "Decide", context: Context, rect: Rect, card: CardFace, *, small: bool = False, start: float = 0.0) -> list[Widget]:
    """Place the answers: as high as they need, sharing what is left over; dense, and then scrolled, where they need more."""
    count = len(screen.table.event(card).options)
    told = [consequences(screen.table, card, number) for number in range(count)]
    rows: list[Answer] = []
    for density in (0, 1, 2):
        gap = 8.0 if small or density else 13.0
        rows = [_answer(screen, context, Rect(rect.x, rect.y, rect.w, 0), card, n, told[n], density, small) for n in range(count)]
        need = sum(row.natural for row in rows) + gap * (count - 1)
        if need <= rect.h or small:
            break
    spare = 0.0 if small else max(0.0, rect.h - need) / count
    scrolled = need > rect.h and not small
    y, placed = rect.y + start, []
    for n, row in enumerate(rows):
        box = Rect(rect.x, y, rect.w - (14 if scrolled else 0), row.natural + min(spare, 64.0))
        placed.append(_answer(screen, context, box, card, n, told[n], row.density, small))
        y = placed[-1].rect.bottom + gap
    return [Scroll(rect, placed, name=f"answers {card.slot}", content=y - gap - rect.y)] if scrolled else list(placed)


def _answer(
    screen: "Decide", context: Context, box: Rect, card: CardFace, number: int, what: Consequences, density: int, small: bool,  # noqa: FBT001
) -> Answer:
    table = screen.table
    label, gist = table.option_text(card, number, "label"), table.option_text(card, number, "gist")
    row = Answer(
        box, number + 1, label, gist, what, context.text, chosen=table.chosen(card) == number, density=density,
        small=small, on_activate=lambda: screen.choose(card, number),
    )
    row.enabled = screen.match.decides()
    row.on_hot = lambda on: screen.consider(card, number, on)
    row.help = "\n".join(part for part in (row.help, table.lookup.note(label, gist)) if part)
    return row


def _points(screen: "Decide", context: Context, rect: Rect) -> list[Widget]:
    found: list[Widget] = []
    for domain, column in enumerate(rect.columns(len(screen.table.scenario.domains), 16)):
        plate = DomainColumn(column, screen.table, domain)
        programmes = programmes_of(screen.table, domain)
        rows = column.top(46)[1].rows(max(1, len(programmes)), 0)
        plate.add(*(_row(screen, context, row, programme) for programme, row in zip(programmes, rows, strict=True)))
        found.append(plate)
    return found


def _row(screen: "Decide", context: Context, rect: Rect, programme: int, *, plate: bool = False) -> ProgrammeRow:
    ghost = screen.ghost_points[programme] if screen.ghost_points else None
    row = ProgrammeRow(
        rect, screen.table, programme, context.text, ghost=ghost, on_level=screen.set_level, on_preview=screen.consider_level,
        plate=plate,
    )
    if not screen.match.decides(screen.table.scenario.programmes[programme].id):
        row.stepper.enabled, row.stepper.help = False, told_code("not_yours")
    row.stepper.on_hot = lambda on: screen.mind_programme(programme, on)
    return row


def _foot(screen: "Decide", context: Context, rect: Rect, found: Forecast | None) -> Bar:
    setter = context.text
    way = _gold(screen, context, rect)
    right = way.rect.x - 12
    buttons: list[Widget] = []
    if screen.next_page() and screen.match.decides():
        text = _("End turn")
        across = Button.natural_width(setter, text) + 4
        end = Button(Rect(right - across, way.rect.y, across, 48), text, screen.end_turn, name="end turn")
        end.help = _("End the turn: E")
        buttons.append(end)
        right = end.rect.x - 12
    undo = _undo(screen, Rect(right - 52, way.rect.y, 52, 48))
    buttons.append(undo)
    right = undo.rect.x - 12
    if screen.card is None or screen.table.spent() > screen.table.points:
        left = PointsLeft(right, rect.y, rect.h - 4, screen.table, setter)
        buttons.append(left)
        right = left.rect.x - 8
    shown, _end = tags(screen.table, found, Rect(16, way.rect.y, right - 16, 48), setter)
    return Bar(rect, [*shown, *reversed(buttons), way], footer=True)


def _undo(screen: "Decide", rect: Rect) -> Widget:
    button = IconButton(rect, "undo", _("Undo: U"), screen.undo, size=20, framed=True)
    button.enabled = screen.match.can_undo
    return button


def _gold(screen: "Decide", context: Context, rect: Rect) -> Button:
    page = screen.next_page()
    over = not page and screen.table.spent() > screen.table.points
    end = _("End turn") if screen.match.decides() else _("The head of government ends the turn")
    text = points_text(screen.table) if over else end if not page else _("Next: {what}").format(what=_name(screen, page))
    button = gold(context.text, rect, text, screen.go_on, small=context.compact)
    button.enabled = not over and (bool(page) or screen.match.decides())
    return button


def _name(screen: "Decide", page: str) -> str:
    return _("Points") if page.startswith("points") else screen.table.cards[int(page.partition(":")[2])].tag


# compact


def compact(screen: "Decide", context: Context, page: Rect, found: Forecast | None) -> list[Widget]:
    """Build the compact layout under the header: one thing at a time."""
    foot, page = page.low(COMPACT_FOOT)
    page = page.inset(8, 4)
    strip, body = page.top(STRIP, 6)
    tabs = Strip(strip, _strip_items(screen), screen.page, screen.open, context.text)
    return [tabs, *_compact_page(screen, context, body, found), _compact_foot(screen, context, foot)]


def _strip_items(screen: "Decide") -> list[StripItem]:
    table, items = screen.table, []
    for card in table.cards:
        done = table.chosen(card) >= 0
        icon, ink = ("circle-check", "seoul") if done else ("circle", "muted")
        items.append(StripItem(f"event:{card.slot}", card.tag, icon, ink, short=str(card.slot + 1)))
    for place, domain in enumerate(table.scenario.domains):
        name = table.texts(f"domains.{domain.id}.name")
        items.append(StripItem(f"points:{place}", name, DOMAIN_ICONS[domain.id], gold=str(domain_points(table, place)), apart=place == 0))
    sides = (("forecast", _("Forecast"), "line-chart"), ("advisors", _("Advisors"), "users"), ("map", _("Map"), "map"))
    return items + [StripItem(side, name, icon, apart=side == "forecast") for side, name, icon in sides]


def _compact_page(screen: "Decide", context: Context, rect: Rect, found: Forecast | None) -> list[Widget]:
    if screen.card is not None:
        return [_compact_event(screen, context, rect, screen.card)]
    if screen.page.startswith("points:"):
        return [_compact_points(screen, context, rect, int(screen.page.partition(":")[2]), found)]
    if screen.page == "advisors":
        high = max(rect.h, Advisors.height(context.text, len(screen.table.scenario.doctrines)))
        panel = Advisors(Rect(rect.x, rect.y, rect.w - 10, high), screen.table, None, screen.consider_advice)
        return [Scroll(rect, [panel], name="advisors", content=panel.rect.h)]
    if screen.page == "map":
        return _compact_map(screen, context, rect)
    area = Rect(rect.x, rect.y, rect.w - 10, max(rect.h, 304))
    return [Scroll(rect, [ForecastPanel(area, screen.table, found, moves=context.look.motion)], name="forecast page", content=area.h)]


def _compact_map(screen: "Decide", context: Context, rect: Rect) -> list[Widget]:
    """Show the map and the ladders, with what was under the pointer last, since the page covers the answers."""
    return _map(screen, context, rect, pins(screen.table), screen.minded_name())


def _compact_event(screen: "Decide", context: Context, rect: Rect, card: CardFace) -> Widget:
    across = rect.w - 12
    paper = CompactDocument(Rect(rect.x, rect.y, across, 0), screen.table, card, context.text)
    answers = _answers(screen, context, Rect(rect.x, rect.y, across, rect.h), card, small=True, start=paper.rect.h + 8)
    content = answers[-1].rect.bottom - rect.y
    return Scroll(rect, [paper, *answers], name=f"event {card.slot}", content=content)


def _compact_points(screen: "Decide", context: Context, rect: Rect, domain: int, found: Forecast | None) -> Widget:
    programmes = programmes_of(screen.table, domain)
    count = 3 if rect.w > 900 else 2
    lines = -(-(len(programmes) + 1) // count)
    high = max(71.0, min(100.0, (rect.h - 4 * (lines - 1)) / lines))
    scrolls = lines * (high + 4) - 4 > rect.h + 0.5
    area = Rect(rect.x, rect.y, rect.w - (12 if scrolls else 0), high)
    boxes = [column.moved(0, line * (high + 4)) for line in range(lines) for column in area.columns(count, 8)]
    cells: list[Widget] = [_row(screen, context, box, programme, plate=True) for programme, box in zip(programmes, boxes, strict=False)]
    cells += _news(screen, context, boxes[len(programmes)], found)
    if not scrolls:
        return Panel(rect, children=cells, ground="ground")
    return Scroll(rect, cells, name=f"points {domain}", content=lines * (high + 4) - 4)


def _news(screen: "Decide", context: Context, box: Rect, found: Forecast | None) -> list[Widget]:
    """Put the first demand into the cell that no programme takes."""
    if not screen.table.asks:
        return []
    ask = screen.table.asks[0]
    plate = Panel(box)
    plate.add(Label(Rect(box.x + 10, box.y + 6, box.w - 20, 24), ask.title, 14, "semibold", "washington"))
    plate.add(Label(Rect(box.x + 10, box.y + 30, box.w - 20, 22), demand_line(screen.table, ask, found), 14, colour="muted"))
    return [plate] if context.text.width(ask.title, 14, "semibold") < box.w - 20 else []


def _compact_foot(screen: "Decide", context: Context, rect: Rect) -> Bar:
    setter = context.text
    way = _gold(screen, context, rect)
    right = way.rect.x - 8
    bar = Bar(rect, footer=True)
    last: list[Widget] = []
    if screen.next_page() and screen.match.decides():
        text = _("End turn")
        across = setter.width(text, 14, "semibold") + 24
        last.append(Button(Rect(right - across, way.rect.y, across, 36), text, screen.end_turn, size=14, name="end turn"))
        right -= across + 8
    if screen.match.can_undo:
        last.append(_undo(screen, Rect(right - 40, way.rect.y, 40, 36)))
        right -= 48
    text = points_text(screen.table)
    while setter.width(text, 14, "semibold") + 44 > right and " · " in text:
        text = text.rpartition(" · ")[0]
    if setter.width(text, 14, "semibold") + 44 <= right:
        ink = "beijing" if screen.table.spent() > screen.table.points else "text"
        bar.add(Label(Rect(14, rect.y, right - 22, rect.h), text, 14, "semibold", ink))
    return bar.add(*reversed(last), way)
