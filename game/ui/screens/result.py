"""The result: total, grade and verdict; the pillars; what the two capitals did; the price for the region; questions."""

from dataclasses import dataclass
from functools import partial

import pygame

from game.rules.scenario import LEANS
from game.session.match import Match
from game.ui.canvas import Canvas
from game.ui.classroom import hosted
from game.ui.desk import Desk, Texts
from game.ui.geometry import Rect
from game.ui.marks import colour_of, mark
from game.ui.outcome import Home, Outcome, Pop, Push
from game.ui.screen import Context, Screen
from game.ui.screens.parts.account import Account, account_of, demands_of, questions_of, rungs_of, tracks_of
from game.ui.screens.parts.amounts import Figures, joined, number
from game.ui.screens.parts.coach import Guided
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.page import Hint, Page, Way, onward
from game.ui.screens.parts.pillars import ROADS, PostureBars, Rope, TrackRow, name_width
from game.ui.screens.parts.verdict import add_outcome, grade_name, verdict, whole_total
from game.ui.screens.parts.ways import to_ledger, to_records
from game.ui.text import Setter, Words
from game.ui.widgets import Group, Label, Panel, Widget, flow
from game.ui.words import _, ngettext


def result_screen(desk: Desk, match: Match) -> Screen:
    """Return the result of a game that is over; of one on a server, the round's page."""
    if hosted(desk, match):
        found: Screen = desk.classroom.screen()
        return found
    return Result(desk, match)


class CountLine(Widget):
    """A count: a large number and what was counted, in one row."""

    def __init__(self, rect: Rect, count: int, words: str) -> None:
        super().__init__(rect, label=f"{count} {words}")
        self.count, self.text = count, words

    def words(self, setter: Setter) -> list[Words]:
        """List number and words."""
        r, ink = self.rect, "text" if self.count else "muted"
        return [
            Words(Rect(r.x, r.y, 26, r.h), str(self.count), 16, "bold", ink, "right"),
            Words(Rect(r.x + 36, r.y, r.w - 36, r.h), self.text, 16, "regular", ink),
        ]


class PowerHead(Widget):
    """The name of a power with its mark."""

    def __init__(self, rect: Rect, who: str, name: str) -> None:
        super().__init__(rect, label=name)
        self.who = who

    def paint(self, canvas: Canvas) -> None:
        """Draw the mark."""
        mark(canvas, self.who, self.rect.x + 8, self.rect.centre[1], 15)

    def words(self, setter: Setter) -> list[Words]:
        """List the name."""
        return [Words(Rect(self.rect.x + 26, self.rect.y, self.rect.w - 26, self.rect.h), self.label, 16, "semibold", colour_of(self.who))]


class RoadName(Widget):
    """The mark of a road and its name."""

    def __init__(self, x: float, y: float, lean: str, name: str, setter: Setter) -> None:
        super().__init__(Rect(x, y, 20 + setter.width(name, 14), 24), label=name)
        self.lean = lean

    def paint(self, canvas: Canvas) -> None:
        """Draw the mark."""
        mark(canvas, self.lean, self.rect.x + 7, self.rect.centre[1], 12)

    def words(self, setter: Setter) -> list[Words]:
        """List the name."""
        return [Words(Rect(self.rect.x + 20, self.rect.y, self.rect.w - 20, self.rect.h), self.label, 14)]


class DemandLine(Widget):
    """A demand and what became of it."""

    def __init__(self, rect: Rect, title: str, outcome: str) -> None:
        super().__init__(rect, label=f"{title}: {outcome}")
        self.title, self.outcome = title, outcome

    def words(self, setter: Setter) -> list[Words]:
        """List title and outcome."""
        wide = setter.width(self.outcome, 14, "semibold")
        return [
            Words(Rect(self.rect.x, self.rect.y, self.rect.w - wide - 10, self.rect.h), self.title, 14, "regular", "muted"),
            Words(Rect(self.rect.right - wide, self.rect.y, wide, self.rect.h), self.outcome, 14, "semibold"),
        ]


@dataclass(frozen=True)
class Result(Guided):
    """The page after the end; the lights are on."""

    prefers = "light"
    alarm = "result"
    desk: Desk
    match: Match

    def build(self, context: Context) -> Widget:
        """Lay out three columns under the verdict; one column where there is little room."""
        texts = self.desk.texts(self.match.compiled)
        page = Page(
            context, _("Result"), self._subtitle(texts),
            hints=[Hint("L", _("ledger")), Hint("H", _("records")), Hint("F1", _("help"), pygame.K_F1)],
            ways=[
                Way(_("Ledger"), partial(to_ledger, self.desk, self.match), code=pygame.K_l, icon="ledger"),
                Way(_("Records"), partial(to_records, self.desk), code=pygame.K_h, icon="history"),
                *self._on(context),
            ],
        )
        account = account_of(self.match)
        parts = (self._pillars, self._powers, self._road, self._region, self._questions)
        if context.compact:
            column = Column(page.body, context.text)
            add_outcome(column, texts, self.match.result())
            for part in parts:
                part(column, texts, account)
                column.gap(12)
            page.content.add(column.scroll("result"))
            return page.root
        page.content.add(self._head(context, page.header, texts))
        first, rest = page.body.left(400, 16)
        second, third = rest.left(424, 16)
        columns = [Column(box.inset(20, 16), context.text) for box in (first, second, third)]
        self._pillars(columns[0], texts, account)
        self._powers(columns[1], texts, account)
        self._questions(columns[2], texts, account)
        self._road(columns[2], texts, account)
        roomy = min(columns[1:], key=lambda column: column.y)
        self._region(roomy.gap(8), texts, account)
        for box, column in zip((first, second, third), columns, strict=True):
            fits = column.height <= column.window.h + 4
            page.content.add(Panel(box, children=[column.group() if fits else column.scroll(f"result {box.x}")]))
        return page.root

    def _subtitle(self, texts: Texts) -> str:
        turns = len(self.match.reports)
        return joined([texts("title"), ngettext("{} turn", "{} turns", turns).format(turns), self.match.player])

    def _head(self, context: Context, box: Rect, texts: Texts) -> Widget:
        result = self.match.result()
        total = whole_total(result)
        left = max(332.0, 40 + context.text.width(self._subtitle(texts), 14) + 40)
        wide = context.text.width(total, 40, "bold")
        start = left + wide + 14
        return Group(box, [
            Label(Rect(left, box.y, wide, box.h), total, 40, "bold", "seoul"),
            Label(Rect(start, 8, box.right - start - 16, 24), grade_name(texts, result), 16, "semibold"),
            Label(Rect(start, 33, box.right - start - 16, 22), verdict(texts, result), 14, "regular", "muted"),
        ])

    def _pillars(self, column: Column, texts: Texts, _account: Account) -> None:
        tracks = tracks_of(self.match, texts)
        values = [value for track in tracks for value in track.values]
        low, high = min(values), max(values)
        column.text(_("Your four pillars, turn by turn"), 16, "semibold", gap=6)
        names = name_width(tracks, column.setter)
        for track in tracks:
            column.widgets.append(TrackRow(column.take(64, 6), track, low, high, names))
        column.gap(8).text(_("The rope, from the weakest to the strongest"), 16, "semibold", gap=6)
        column.widgets.append(Rope(column.take(Rope.HEIGHT, 8), tracks))
        for line in self._sum():
            column.text(line, 14, "regular", "muted", gap=2)

    def _sum(self) -> list[str]:
        """Say how the result is made of the pillars."""
        result = self.match.result()
        pillars = list(result.pillars.values())
        mean, weakest = sum(pillars) / len(pillars), min(pillars)
        whole = (mean + weakest) / 2
        figures = (number(round(value), 1) for value in (mean, weakest, whole))
        lines = [_("Mean {} and weakest {}, half and half: {}").format(*figures)]
        if result.ending:
            served, turns = len(self.match.reports), self.match.scenario.calendar.turns
            lines.append(_("× {} of {} turns served = {}").format(served, turns, number(result.total, 1)))
        return lines

    def _powers(self, column: Column, texts: Texts, account: Account) -> None:
        scenario = self.match.scenario
        column.text(_("What the two capitals did"), 16, "semibold", gap=6)
        column.widgets.append(PowerHead(column.take(26, 2), "washington", texts("powers.washington", _("Washington"))))
        ladder, us_ladder = scenario.china_retaliation.ladder, scenario.us_pressure.ladder
        self._counts(column, [
            (account.demands, ngettext("demand", "demands", account.demands)), (account.met, _("met")),
            (account.partly, _("met in part")), (account.refused, _("refused")), (account.enforced, _("enforced")),
            (account.lapsed, _("lapsed")), (account.broken, ngettext("promise broken", "promises broken", account.broken)),
            (account.waiting, _("still open")),
        ])
        for title, outcome in demands_of(self.match, texts):
            column.add(DemandLine(column.take(24), title, outcome))
        name = texts(f"us_ladder.{us_ladder[account.us_rung - 1].id}.name") if account.us_rung else ""
        self._highest(column, account.us_rung, len(us_ladder), name)
        column.gap(6)
        column.widgets.append(PowerHead(column.take(26, 2), "beijing", texts("powers.beijing", _("Beijing"))))
        self._counts(column, [
            (account.threats, ngettext("threat", "threats", account.threats)),
            (account.turns_coerced, ngettext("turn of coercion", "turns of coercion", account.turns_coerced)),
            (account.yielded, ngettext("time yielded", "times yielded", account.yielded)),
            (account.held, ngettext("time held out", "times held out", account.held)),
        ])
        for name, time in rungs_of(self.match, texts):
            column.add(DemandLine(column.take(24), name, time))
        name = texts(f"rungs.{ladder[account.rung - 1].id}.name") if account.rung else ""
        self._highest(column, account.rung, len(ladder), name)

    @staticmethod
    def _counts(column: Column, counts: list[tuple[int, str]]) -> None:
        shown = [pair for place, pair in enumerate(counts) if pair[0] or place < 2]
        for i in range(0, len(shown), 2):
            for box, (count, words) in zip(column.take(26).columns(2, 8), shown[i : i + 2], strict=False):
                column.widgets.append(CountLine(box, count, words))

    @staticmethod
    def _highest(column: Column, rung: int, rungs: int, name: str) -> None:
        words = _("Highest rung: {} of {}, {}").format(rung, rungs, name) if rung else _("No rung of its ladder was reached")
        column.gap(2).text(words, 14, "regular", "muted", gap=4)

    def _road(self, column: Column, texts: Texts, _account: Account) -> None:
        places = self.match.scenario.roles.posture
        shares = [(*(int(state.values[place, 0]) for place in places),) for state in self.match.states]
        column.text(_("The road you took, turn by turn"), 16, "semibold", gap=8)
        ids = [self.match.scenario.indicators[place].id for place in places]
        figures = Figures(self.match.compiled, texts)
        label = ", ".join(f"{figures.name(name)} {figures.value(name, value)}" for name, value in zip(ids, shares[-1], strict=True))
        column.widgets.append(PostureBars(column.take(PostureBars.HEIGHT, 6), shares, label))  # type: ignore[arg-type]
        roads = {LEANS[doctrine.lean]: texts(f"doctrines.{doctrine.id}.name") for doctrine in self.match.scenario.doctrines}
        shown = [(LEANS[place], roads.get(LEANS[place]) or figures.name(ids[place])) for place in ROADS]
        chips = [RoadName(0, 0, lean, name, column.setter) for lean, name in shown]
        high = flow(column.take(0), list(chips), 16)
        column.widgets += chips
        column.gap(high + 6)

    def _region(self, column: Column, texts: Texts, _account: Account) -> None:
        region = self.match.compiled.meta.region  # type: ignore[attr-defined]
        if region is None:
            return
        indicator = self.match.scenario.indicators[region.indicator].id
        value = int(self.match.state.values[region.indicator, 0])
        column.text(_("The price for the region"), 16, "semibold", gap=4)
        column.text(texts("region.more" if value >= region.at else "region.less", ""), 16, gap=2)
        figures = Figures(self.match.compiled, texts)
        more = value >= region.at
        words = _("{}: {}. Below {} it would read otherwise.") if more else _("{}: {}. From {} on it would read otherwise.")
        words = words.format(figures.name(indicator), figures.value(indicator, value), number(region.at, 0))
        column.text(words, 14, "regular", "muted", gap=4)

    def _questions(self, column: Column, texts: Texts, account: Account) -> None:
        found = questions_of(self.match, texts, account)
        if not found:
            return
        column.text(_("To talk about"), 16, "semibold", gap=8)
        for i, words in enumerate(found):
            box = Rect(column.rect.x, column.y, 24, 26)
            column.widgets.append(Label(box, str(i + 1), 20, "bold", "seoul"))
            column.text(words, 16, gap=8, indent=32)

    # the ways

    def _on(self, context: Context) -> list[Way]:
        """Return the ways on: the debrief in gold where there is one, else the title."""
        title = _("To the title") if not context.compact else _("Title")
        if hosted(self.desk, self.match):              # its debrief opens with its record, when the round has ended
            return [onward(_("Back"), Pop)]
        if self.desk.kit is None:
            return [onward(title, Home)]
        return [Way(title, Home, code=pygame.K_t, icon="home"), onward(_("Debrief"), self.debrief)]

    def debrief(self) -> Outcome:
        """Open the debrief: why did it come out like this?"""
        from game.analysis.debrief import case_of
        from game.ui.screens.debrief.screen import debrief_screen

        return Push(debrief_screen(self.desk, case_of(self.match, self.match.compiled)))  # type: ignore[arg-type]

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("L", _("ledger")), ("H", _("records")), ("⏎", _("to the title") if self.desk.kit is None else _("debrief"))]
