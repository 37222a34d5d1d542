"""The brief: the morning's signals on the map. Two or three cards, what Washington asks, what Beijing warns of."""

from collections.abc import Callable
from dataclasses import replace

import pygame

from game.session.match import Match
from game.ui.canvas import Canvas
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import REBUILD, Outcome, Replace
from game.ui.screen import Context, Key
from game.ui.screens.parts import ways
from game.ui.screens.parts.coach import Guided
from game.ui.screens.parts.document import leads, story
from game.ui.screens.parts.facts import source_note
from game.ui.screens.parts.footer import gold
from game.ui.screens.parts.header import header, height
from game.ui.screens.parts.signalbox import SignalBox
from game.ui.screens.parts.signals import Signal, beijing, washington
from game.ui.screens.parts.strip import HEIGHT as STRIP
from game.ui.screens.parts.strip import Strip, StripItem
from game.ui.screens.parts.table import CardFace, Table
from game.ui.screens.parts.theatre import atlas, pins, theatre
from game.ui.screens.parts.world import Era
from game.ui.text import Setter, Words
from game.ui.widgets import Art, Bar, Button, Card, Group, Label, Paper, Paragraph, Scroll, Widget
from game.ui.widgets.base import digit_keys
from game.ui.words import _

FOOT, COMPACT_FOOT = 64.0, 46.0
CARD = (405.0, 220.0)
BOX, LOW = 300.0, 0.45
"""How wide a signal is, and how much of the page the cards take at most where their words need less."""
BRIEFER: tuple[Callable[[Signal], Signal], ...] = (
    lambda signal: replace(signal, lines=signal.lines[1:2]),
    lambda signal: replace(signal, lines=signal.lines[1:2], calm=True),
    lambda signal: replace(signal, lines=(), calm=True),
)
"""How a signal gets briefer where it lacks room: its date alone, a smaller title, no line at all."""


class Brief(Guided):
    """The morning of a turn; `page` is what the compact layout shows."""

    def __init__(self, desk: Desk, match: Match) -> None:
        self.desk, self.match = desk, match
        self.table = Table(desk, match)
        self.left, self.right = beijing(self.table), washington(self.table)
        self.warnings = match.warnings()
        self.page = "warning" if self.warnings else "washington"
        self.alarm = "warning" if self.warnings or self.table.threat else "demand" if self.table.asks else ""

    # building

    def build(self, context: Context) -> Widget:
        """Lay the page out."""
        bar = header(context, self.table, 0, on_menu=lambda: ways.to_menu(self.desk, self.match))
        return self._compact(context, bar) if context.compact else self._wide(context, bar)

    def _wide(self, context: Context, bar: Bar) -> Widget:
        foot, page = context.rect.low(FOOT)
        page = page.top(height(context))[1]
        cards = self._card_boxes(context, page)
        top = cards[0].y if cards else page.bottom
        plates = self._warning(context, Rect(page.x + BOX + 48, top - 12, page.w - 2 * BOX - 96, 0), upwards=True)
        above = min([top, *(plate.rect.y for plate in plates)])
        free = Rect(page.x + BOX + 48, page.y + 40, page.w - 2 * BOX - 96, above - page.y - 52)
        notes = self._boxes(context, page, top - 8)
        first = next(note for note in notes if note.rect.x > page.centre[0])
        east = (page.right - BOX - 16, first.rect.bottom - 32)
        era = Era(self.table, Rect(page.x + BOX + 32, page.y + 14, page.w - 2 * BOX - 64, 48))
        card_map = theatre(
            self.table, page, context.text, free=free, east=east, apart=True, keep=[era.rect.inset(-6)],
            on_pin=lambda number: self.decide(f"event:{number - 1}"),
        )
        root = Group(context.rect, [card_map, bar, era, *plates, *notes])
        for card, box in zip(self.table.cards, cards, strict=True):
            root.add(self._card(card, box, context.text))
        return root.add(self._foot(context, foot), card_map.notes)

    def _card_boxes(self, context: Context, page: Rect) -> list[Rect]:
        """Give each card its place: all as high as the longest text needs."""
        count = len(self.table.cards)
        if not count:
            return []
        wide = min((page.w - 32 - 16 * (count - 1)) / count, CARD[0] * (1.0 if count > 2 else 1.15) * max(1.0, page.w / 1280))
        start = page.x + (page.w - count * wide - 16 * (count - 1)) / 2
        need = max(72 + context.text.height(card.text, 16, wide - 32) + 34 for card in self.table.cards)
        high = max(min(CARD[1], LOW * page.h), need)
        return [Rect(start + i * (wide + 16), page.bottom - 12 - high, wide, high) for i in range(count)]

    def _warning(self, context: Context, area: Rect, *, upwards: bool = False) -> list[Widget]:
        """Give the plates that say which early end is near, down from the top of an area or up from it."""
        found: list[Widget] = []
        y = area.y
        for ending in self.warnings:
            text = self.table.texts(f"endings.{ending}.warning")
            plate = WarningPlate(Rect(area.x, y, min(area.w, 560), 0), text, context.text)
            high = plate.rect.h + 8
            plate.rect = plate.rect._replace(x=area.centre[0] - plate.rect.w / 2, y=y - high + 8 if upwards else y)
            found.append(plate)
            y += -high if upwards else high
        return found

    def _boxes(self, context: Context, page: Rect, limit: float) -> list[Widget]:
        """Place the signals down both sides, above the cards."""
        found: list[Widget] = []
        for x, signals in ((page.x + 16, self.left), (page.right - 16 - BOX, self.right)):
            found += self._column(context, x, page.y + 16, signals, limit)
        return found

    def _column(self, context: Context, x: float, y: float, signals: list[Signal], limit: float) -> list[SignalBox]:
        """Place signals below each other; where they lack room they get briefer by steps, the last of them first."""
        shown, steps = list(signals), [(brief, place) for brief in BRIEFER for place in reversed(range(len(signals)))]
        while True:
            boxes: list[SignalBox] = []
            for signal, brief_one in zip(signals, shown, strict=True):
                boxes.append(self._box(context, x, boxes[-1].rect.bottom + 12 if boxes else y, BOX, signal, brief_one))
            if not steps or not boxes or boxes[-1].rect.bottom <= limit:
                return boxes
            brief, place = steps.pop(0)
            shown[place] = brief(signals[place])

    def _box(self, context: Context, x: float, y: float, wide: float, signal: Signal, brief: Signal | None = None) -> SignalBox:
        lead = (lambda: self.decide(f"event:{signal.slot}")) if signal.slot >= 0 else None
        return SignalBox(x, y, wide, signal, context.text, lead, brief=brief)

    def _card(self, card: CardFace, box: Rect, setter: Setter) -> Widget:
        lookup = self.table.lookup
        paper = Card(
            box, card.title, lookup.mark(card.text), icon=card.icon, who=card.who, source=card.source, number=card.slot + 1,
            name=f"card {card.slot}",
        )
        paper.with_help(source_note(self.match.compiled, card.id, self.desk.preferences.language))
        paper.explain(setter, lookup.helps, leads(self.table, card))
        return paper.with_action(lambda: self.decide(f"event:{card.slot}")).with_keys(*digit_keys(card.slot + 1))

    def _foot(self, context: Context, rect: Rect) -> Bar:
        bar = Bar(rect, ways.hints(context, self.desk, self.match, rect.centre[1]), footer=True)
        return bar.add(gold(context.text, rect, _("To the table"), self.decide))

    # compact

    def pages(self) -> list[StripItem]:
        """List the pages of the compact layout."""
        found = [StripItem("warning", _("Warning"), "triangle-alert", "seoul")] if self.warnings else []
        powers = (("washington", _("Washington")), ("beijing", _("Beijing")))
        found += [StripItem(power, self.table.texts(f"powers.{power}", name), who=power) for power, name in powers]
        return found + [StripItem(f"event:{card.slot}", card.tag, short=str(card.slot + 1)) for card in self.table.cards]

    def _compact(self, context: Context, bar: Bar) -> Widget:
        foot, page = context.rect.low(COMPACT_FOOT)
        page = page.top(height(context))[1].inset(8, 4)
        strip, body = page.top(STRIP, 6)
        tabs = Strip(strip, self.pages(), self.page, self.open, context.text)
        side, paper = body.side(body.w * 0.33, 8)
        chosen = int(self.page.partition(":")[2] or -1)
        shown = [pin for pin in pins(self.table) if pin.number == chosen + 1]
        near = atlas(self.table).fitting(side.w, side.h)
        small = theatre(self.table, side, context.text, view=near, labels=False, shown=shown, free=side.inset(8))
        root = Group(context.rect, [bar, tabs, self._sheet(context, paper, chosen), small])
        return root.add(self._compact_foot(context, foot))

    def _sheet(self, context: Context, rect: Rect, chosen: int) -> Widget:
        if chosen >= 0:
            return _scrolled_card(context, rect, self.table, self.table.cards[chosen])
        y, boxes = rect.y, []
        if self.page == "warning":
            plates = self._warning(context, Rect(rect.x, rect.y, rect.w - 10, 0))
            return Scroll(rect, plates, name="sheet warning", content=plates[-1].rect.bottom - rect.y)
        for signal in self.right if self.page == "washington" else self.left:
            box = self._box(context, rect.x, y, rect.w - 10, signal)
            boxes.append(box)
            y = box.rect.bottom + 8
        return Scroll(rect, boxes, name=f"sheet {self.page}", content=y - rect.y)

    def _compact_foot(self, context: Context, rect: Rect) -> Bar:
        pages = self.pages()
        at = next(i for i, item in enumerate(pages) if item.page == self.page)
        last = at == len(pages) - 1
        words = _("Morning brief {n} / {of}").format(n=at + 1, of=len(pages))
        bar = Bar(rect, footer=True)
        text = _("To the table") if last else _("Next: {what}").format(what=pages[at + 1].name)
        lead = self.decide if last else (lambda: self.open(pages[at + 1].page))
        way = gold(context.text, rect, text, lead, small=True)
        right = way.rect.x
        if not last:
            skip = _("To the table")
            wide = Button.natural_width(context.text, skip)
            right -= wide + 8
            bar.add(Button(Rect(right, rect.y + 5, wide, 36), skip, self.decide, size=14, name="skip").with_keys(pygame.K_t))
        if context.text.width(words, 14, "semibold") + 24 < right:
            bar.children.insert(0, Label(Rect(12, rect.y, right - 20, rect.h), words, 14, "semibold"))
        return bar.add(way)

    # answering

    def open(self, page: str) -> Outcome:
        """Show a page of the compact layout."""
        self.page = page
        return REBUILD

    def decide(self, page: str = "") -> Outcome:
        """Go to the cabinet table, at a page when one is named."""
        from game.ui.screens.decide import Decide

        return Replace(Decide(self.desk, self.match, page))

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Answer the keys of every page, and the digits of cards that the compact layout hides."""
        if context.compact and pygame.K_1 <= event.code < pygame.K_1 + len(self.table.cards):
            return self.open(f"event:{event.code - pygame.K_1}")
        return ways.common_key(event.code, self.desk, self.match)

    def keys(self) -> list[tuple[str, str]]:
        """List the keys of this page."""
        return [
            ("1-3", _("a card")), ("Enter", _("to the table")), ("L", _("ledger")), ("G", _("glossary")), ("F1", _("help")),
            ("Esc", _("menu")),
        ]


def _scrolled_card(context: Context, rect: Rect, table: Table, card: CardFace) -> Widget:
    """Give a card for the compact layout: as high as its words, scrolled where that is more than the page."""
    wide = rect.w - 10
    setter = context.text
    head = max(64.0, 12 + setter.height(card.title, 16, wide - 84, "semibold"))
    high = head + setter.height(card.text, 16, wide - 24) + (34 if card.source else 14)
    sheet = CompactCard(Rect(rect.x, rect.y, wide, max(high, rect.h)), table, card, head, setter)
    return Scroll(rect, [sheet], name=f"card {card.slot}", content=sheet.rect.h)


class WarningPlate(Widget):
    """A plate that says that an early end is near."""

    focusable = True

    def __init__(self, rect: Rect, text: str, setter: Setter) -> None:
        high = setter.height(text, 16, rect.w - 64, "semibold") + 24
        super().__init__(Rect(rect.x, rect.y, rect.w, high), name=f"warning {text}", label=text)
        self.help = _("If nothing changes this turn, the game ends early.")

    def announced(self) -> str:
        """Announce it with the page."""
        return self.label

    def paint(self, canvas: Canvas) -> None:
        """Draw plate and sign."""
        canvas.shadow(self.rect)
        canvas.rounded(self.rect, "raised" if self.hot else "panel", 6)
        canvas.outline(self.rect, "seoul_fill", 2, 6)
        canvas.icon("triangle-alert", self.rect.x + 16, self.rect.centre[1] - 12, 24, "seoul")

    def words(self, setter: Setter) -> list[Words]:
        """List the warning."""
        return [Words(Rect(self.rect.x + 52, self.rect.y + 12, self.rect.w - 64, self.rect.h - 24), self.label, 16, "semibold", wrap=True)]


class CompactCard(Paper):
    """An event on paper for the compact layout."""

    def __init__(self, rect: Rect, table: Table, card: CardFace, head: float, setter: Setter) -> None:
        super().__init__(rect, label=f"{card.title}. {card.text}")
        self.add(Art(Rect(rect.x + 12, rect.y + 12, 44, 44), card.icon, card.who))
        title = Rect(rect.x + 72, rect.y + 12, rect.w - 84, head - 16)
        self.add(Paragraph(title, card.title, 16, "semibold"))
        self.add(story(Rect(rect.x + 12, rect.y + head, rect.w - 24, rect.h - head - 30), table, card, setter))
        if card.source:
            self.add(Label(Rect(rect.x + 12, rect.bottom - 28, rect.w - 24, 22), card.source, 14, colour="muted"))
