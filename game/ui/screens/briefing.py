"""The briefing: who you are, what you inherit, what counts at the end, and the three roads. One page."""

from dataclasses import dataclass
from typing import Any

from game.rules.scenario import LEANS
from game.session import SCALE, TightropeError
from game.session.match import Match
from game.ui.canvas import Canvas
from game.ui.desk import Desk, Texts
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Push, Replace
from game.ui.screen import Context, Screen
from game.ui.screens.parts.amounts import inside, joined
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.page import Hint, Page, back, onward
from game.ui.screens.parts.trouble import trouble_screen
from game.ui.text import Setter, Words
from game.ui.widgets import Emblem, Panel, Paper, Widget
from game.ui.words import _, said


def briefing_screen(desk: Desk, scenario: str) -> "Briefing":
    """Return the briefing of a loaded scenario."""
    return Briefing(desk, scenario)


def a_turn() -> str:
    """Say how a turn goes."""
    return _(
        "Each turn the morning's cards come up and the two capitals speak. You answer the cards and spend the cabinet's points, "
        "then see on the map what came of it. Everything can be undone until you end the turn.",
    )


class PillarPlate(Widget):
    """A pillar at the start: icon, name, value and a bar from 0 to 100."""

    def __init__(self, rect: Rect, name: str, icon: str, value: int) -> None:
        super().__init__(rect, label=f"{name} {value}")
        self.title, self.icon, self.value = name, icon, value

    def paint(self, canvas: Canvas) -> None:
        """Draw icon and bar."""
        canvas.icon(self.icon, self.rect.x, self.rect.y + 3, 20, "muted")
        bar = Rect(self.rect.x, self.rect.bottom - 8, self.rect.w, 4)
        canvas.rounded(bar, "line", 2)
        canvas.rounded(Rect(bar.x, bar.y, bar.w * self.value / 100, 4), "text", 2)

    def words(self, setter: Setter) -> list[Words]:
        """List name and value."""
        top = Rect(self.rect.x, self.rect.y, self.rect.w, 26)
        return [Words(Rect(top.x + 28, top.y, top.w - 70, top.h), self.title, 16), Words(top, str(self.value), 20, "bold", "text", "right")]


@dataclass(frozen=True)
class Briefing(Screen):
    """One page before the first turn."""

    desk: Desk
    scenario: str

    def build(self, context: Context) -> Widget:
        """Lay out the document at the left, the instruments at the right; one column where there is little room."""
        compiled = self.desk.compiled(self.scenario)
        texts, calendar = self.desk.texts(compiled), compiled.scenario.calendar
        page = Page(
            context, texts("title"), joined([_("Briefing"), _("{} turns of {} months").format(calendar.turns, calendar.months)]),
            hints=[Hint("Esc", _("back"))], ways=[back(), onward(_("Begin"), self.start)],
        )
        setter = context.text
        if context.compact:
            column = Column(page.body, setter)
            self._document(column, compiled, texts, paper=True)
            column.gap(16)
            self._counts(column, compiled, texts)
            self._capitals(column, compiled, texts)
            column.gap(8)
            self._roads(column, compiled, texts)
            page.content.add(column.scroll("briefing"))
            return page.root
        left, right = page.body.left(592, 16)
        paper = Paper(left)
        sheet = Column(left.inset(32, 26), setter, scrolling=False)
        self._document(sheet, compiled, texts)
        page.content.add(paper.add(*sheet.widgets))
        page.content.add(*self._instruments(right, compiled, texts, setter))
        return page.root

    def _instruments(self, rect: Rect, compiled: Any, texts: Texts, setter: Setter) -> list[Widget]:
        """Lay out what counts above the three roads: as high as its words, and without the capitals where the roads would lack room."""
        for capitals in (True, False):
            counts = Column(rect.inset(24, 16), setter, scrolling=False)
            self._counts(counts, compiled, texts)
            if capitals:
                self._capitals(counts, compiled, texts)
            upper, lower = rect.top(max(counts.height + 24, rect.h * 0.46), 16)
            roads = Column(lower.inset(24, 16), setter, scrolling=False)
            self._roads(roads, compiled, texts)
            if roads.height <= lower.h - 24:
                break
        return [Panel(upper, children=counts.widgets), Panel(lower, children=roads.widgets)]

    def _document(self, column: Column, compiled: Any, texts: Texts, *, paper: bool = False) -> None:
        inner = column
        if paper:
            inner = Column(Rect(column.rect.x + 16, column.y + 16, column.rect.w - 32, 0), column.setter, scrolling=False)
        for heading, key in ((_("Who you are"), "you_are"), (_("What you inherit"), "inherit")):
            inner.text(heading, 20, "semibold", gap=6)
            inner.text(texts(f"briefing.{key}", ""), 16 if paper else 20, gap=20)
        inner.text(_("A turn"), 20, "semibold", gap=6)
        inner.text(a_turn(), 16, gap=20)
        names = compiled.source_lines(compiled.meta.briefing_sources, self.desk.preferences.language)
        if names:
            inner.text(_("Sources: {}").format("; ".join(names)), 14, "regular", "muted", gap=0)
        if paper:
            high = inner.height + 16
            sheet = Paper(Rect(column.rect.x, column.y, column.rect.w, high + 16))
            column.add(sheet.add(*inner.widgets))

    def _counts(self, column: Column, compiled: Any, texts: Texts) -> None:
        column.text(_("What counts at the end"), 20, "semibold", gap=6)
        column.text(texts("briefing.counts", ""), 16, "regular", "muted", gap=12)
        board = Match.new(compiled, 0).state
        boxes: list[Rect] = []
        for pillar, value in zip(compiled.scenario.pillars, board.pillars[:, 0].tolist(), strict=True):
            boxes = boxes or column.take(42, 10).columns(2, 32)
            name, icon = texts(f"pillars.{pillar.id}.name"), compiled.meta.pillar_icons[pillar.id]
            column.widgets.append(PillarPlate(boxes.pop(0), name, icon, round(value / SCALE)))

    def _capitals(self, column: Column, compiled: Any, texts: Texts) -> None:
        """Say where each capital's number stands and what it leads to: a newcomer meets both at the top of every page."""
        scenario, state = compiled.scenario, Match.new(compiled, 0).state
        us, rival = scenario.us_pressure.ladder, scenario.china_retaliation.ladder
        column.gap(4).text(_("What the two capitals do, from mild to hard"), 16, "semibold", gap=4)
        for who, role, ladder, key in (
            ("washington", scenario.roles.pressure, us, "us_ladder"), ("beijing", scenario.roles.ire, rival, "rungs"),
        ):
            if role < 0 or not ladder:
                continue
            name = texts(f"indicators.{scenario.indicators[role].id}.name")
            first, last = (inside(texts(f"{key}.{ladder[end].id}.name")) for end in (0, -1))
            words = _("{gauge} {value} of 100: {first} … {last}")
            words = words.format(gauge=name, value=round(int(state.values[role, 0]) / SCALE), first=first, last=last)
            column.widgets.append(Emblem(Rect(column.rect.x + 2, column.y + 3, 18, 18), who))
            column.text(words, 16, "regular", "muted", gap=3, indent=34)

    def _roads(self, column: Column, compiled: Any, texts: Texts) -> None:
        column.text(_("Three roads, three advisors"), 20, "semibold", gap=8)
        for doctrine in compiled.scenario.doctrines:
            column.widgets.append(Emblem(Rect(column.rect.x + 2, column.y + 3, 18, 18), LEANS[doctrine.lean]))
            column.text(texts(f"doctrines.{doctrine.id}.name"), 16, "semibold", gap=0, indent=34)
            column.text(texts(f"doctrines.{doctrine.id}.text", ""), 16, "regular", "muted", gap=8, indent=34)

    def start(self) -> Outcome:
        """Begin the game: it saves itself from here on."""
        from game.ui.screens.turn import turn_screen

        try:
            return Replace(turn_screen(self.desk, self.desk.new_match(self.scenario)))
        except TightropeError as error:
            return Push(trouble_screen(_("The game could not be begun"), said(error)))

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("⏎", _("begin")), ("Esc", _("back"))]
