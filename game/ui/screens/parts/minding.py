"""Who minds what is under the pointer: where pressure and ire would go by it alone, and which rungs they would reach."""

from dataclasses import dataclass

from game.analysis.expectation import amounts, option_expectation, programme_expectation, rung_reached, worth_of_affront
from game.rules.scenario import Effects
from game.session import SCALE
from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.marks import colour_of, mark
from game.ui.screens.parts.consequences import consequences, ire_of, scaled
from game.ui.screens.parts.ladder import RungSpot, state_of
from game.ui.screens.parts.mapnotes import lead_to_words, rung_name, told_of_rung
from game.ui.screens.parts.table import CardFace, Table, whole
from game.ui.text import Setter, Words
from game.ui.widgets.base import Widget
from game.ui.words import _

POWERS = ("washington", "beijing")
ROW, HEADING = 27.0, 20.0
CELL, AIR, CELLS = 13.0, 3.0, 128.0


@dataclass(frozen=True)
class Reach:
    """Where a power stands and where it would come (thousandths), the rung in force and the one that it would reach, from 1, or 0."""

    who: str
    now: int
    then: int
    rung: int
    reached: int

    @property
    def more(self) -> float:
        """Give what is added, in points of 100."""
        return (self.then - self.now) / SCALE


def of_answer(table: Table, card: CardFace, number: int) -> tuple[Reach, ...]:
    """Tell where an answer would bring the powers that mind it: by what is certain now, its affront and its reply."""
    told, event = consequences(table, card, number), table.event(card)
    option, found = event.options[number], option_expectation(table.scenario, table.view, card.index, number)
    added = [found.effects, amounts(table.scenario, table.view, _reply(table, event.about, option.reply))]
    added += [chance.effects for chance in found.chances if chance.percent >= 100 and not chance.turns]
    return _reaches(table, told.minds, added, told.ire)


def of_programme(table: Table, programme: int, level: int) -> tuple[Reach, ...]:
    """Tell where a programme at a level (at least 1) would bring the powers that mind it, this turn."""
    rules, level = table.scenario.programmes[programme], max(level, 1)
    effects = programme_expectation(table.scenario, table.view, programme, level)
    ire = ire_of(table, worth_of_affront(table.scenario, programme, level))
    return _reaches(table, tuple(table.meta.minds.get(rules.id, ())), [effects], ire)


def standing(table: Table, who: str) -> Reach | None:
    """Tell where a power stands, with nothing under the pointer; None in a scenario without it."""
    role = _role(table, who)
    value, rung = table.value(role), table.rung if who == "beijing" else table.us_rung
    return Reach(who, value, value, rung, rung) if role >= 0 else None


def _role(table: Table, who: str) -> int:
    return table.scenario.roles.ire if who == "beijing" else table.scenario.roles.pressure


def _reply(table: Table, about: tuple[str, int], reply: str) -> Effects:
    """Give what is known to follow from a reply to a demand or a threat."""
    kind, index = about
    if kind == "rung":
        rules = table.scenario.china_retaliation
        return {"yield": rules.yielding, "hold": rules.holding}.get(reply, ())
    if kind != "demand":
        return ()
    demand, pressed = table.scenario.us_pressure.demands[index], table.scenario.us_pressure
    met = demand.reward if demand.measure < 0 else ()
    return {"full": met, "part": scaled(demand.reward, pressed.partial), "refuse": pressed.refusal}.get(reply, ())


def _reaches(table: Table, minds: tuple[str, ...], added: list[tuple[tuple[int, int], ...]], ire: int) -> tuple[Reach, ...]:
    found = []
    for who in POWERS:
        here, role = standing(table, who), _role(table, who)
        if who not in minds or here is None:
            continue
        moved = sum(amount for effects in added for i, amount in effects if i == role) + (ire if who == "beijing" else 0)
        one = table.scenario.indicators[role]
        then = min(max(here.now + moved, one.low), one.high)
        if whole(then) != whole(here.now):
            reached = rung_reached(table.scenario, table.view, then, rival=who == "beijing")
            found.append(Reach(who, here.now, then, here.rung, reached))
    return tuple(found)


def figures(table: Table, reach: Reach) -> str:
    """Write what moves: "Ire 44 → 58"."""
    return f"{table.indicator_name(_role(table, reach.who), short=True)} {whole(reach.now)} → {whole(reach.then)}"


def sentence(table: Table, reach: Reach) -> str:
    """Write what moves and the rung: "Ire 44 → 58 · rung: Group tours"."""
    return f"{figures(table, reach)} · {_('rung: {name}').format(name=rung_name(table, reach.who, reach.reached))}"


class Minded(Widget):
    """A line of marks with words: the rungs where they fit, else the figures alone, and no more powers than fit."""

    def __init__(self, rect: Rect, table: Table, reaches: tuple[Reach, ...]) -> None:
        self.table, self.reaches = table, reaches
        super().__init__(rect, name="minded", label=". ".join(sentence(table, reach) for reach in reaches))

    def parts(self, setter: Setter) -> list[tuple[Rect, str, str]]:
        """Give the boxes of the words, whose they are, and the words."""
        for write in (sentence, figures):
            x, placed = self.rect.x, []
            for reach in self.reaches:
                text = write(self.table, reach)
                wide = setter.width(text, 14, "semibold")
                placed.append((Rect(x + 19, self.rect.y, wide, self.rect.h), reach.who, text))
                x += wide + 34
            if placed and placed[-1][0].right <= self.rect.right:
                break
        return [part for part in placed if part[0].right <= self.rect.right]

    def paint(self, canvas: Canvas) -> None:
        """Draw the marks."""
        for box, who, _text in self.parts(canvas.text):
            mark(canvas, who, box.x - 12, box.centre[1], 12)

    def words(self, setter: Setter) -> list[Words]:
        """List the words."""
        return [Words(box, text, 14, "semibold", colour_of(who)) for box, who, text in self.parts(setter)]


class Ladders(Widget):
    """Both ladders in two rows: cells of the rungs in force filled, the rung that would be reached in gold with an arrow, its name.

    `heading` names what is asked about, where the page does not show it.
    """

    def __init__(self, rect: Rect, table: Table, reaches: tuple[Reach, ...], heading: str = "") -> None:
        self.table, self.heading = table, heading
        moved = {reach.who: reach for reach in reaches}
        found = [moved.get(who) or standing(table, who) for who in POWERS]
        self.rows = [reach for reach in found if reach is not None]
        self.longest = max((self._count(reach) for reach in self.rows), default=0)
        self.step = min(CELL + AIR, CELLS / max(1, self.longest))
        texts = [sentence(table, reach) if reach.more else rung_name(table, reach.who, reach.rung) for reach in self.rows]
        named = [f"{table.texts(f'powers.{reach.who}', '')}: {text}" for reach, text in zip(self.rows, texts, strict=True)]
        super().__init__(rect, name="ladders", label=". ".join([*([heading] if heading else []), *named]))
        self._explain()

    def _explain(self) -> None:
        """Let every rung explain itself."""
        for row, reach in enumerate(self.rows):
            threatened = self.table.threat if reach.who == "beijing" else 0
            for rung in range(1, self._count(reach) + 1):
                told = told_of_rung(self.table, reach.who, rung, state=state_of(rung, reach.rung, threatened))
                self.add(RungSpot(self.cell(row, rung).inset(-1.5, -5), reach.who, rung, told, self.rect))
        lead_to_words(self, self.table)

    @staticmethod
    def height(heading: str = "") -> float:
        """Tell how high the strip is."""
        return 2 * ROW + 8 + (HEADING if heading else 0)

    def cell(self, row: int, rung: int) -> Rect:
        """Give the cell of a rung, from 1."""
        top = self._row(row)
        return Rect(top.x + 24 + self.step * (rung - 1), top.y + (ROW - CELL) / 2, self.step - AIR, CELL)

    def _row(self, row: int) -> Rect:
        head = HEADING if self.heading else 0
        return Rect(self.rect.x + 10, self.rect.y + 4 + head + ROW * row, self.rect.w - 20, ROW)

    def _count(self, reach: Reach) -> int:
        scenario = self.table.scenario
        return len(scenario.china_retaliation.ladder if reach.who == "beijing" else scenario.us_pressure.ladder)

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate, marks and cells."""
        canvas.rounded(self.rect, "panel", 6)
        for row, reach in enumerate(self.rows):
            mark(canvas, reach.who, self._row(row).x + 8, self._row(row).centre[1], 13)
            for rung in range(1, self._count(reach) + 1):
                box = self.cell(row, rung)
                if rung <= reach.rung:
                    canvas.rounded(box, colour_of(reach.who), 3)
                else:
                    canvas.outline(box, "edge", 1.2, 3)
            if reach.reached != reach.rung:
                self._light(canvas, self.cell(row, max(reach.reached, 1)), up=reach.reached > reach.rung)

    def _light(self, canvas: Canvas, box: Rect, *, up: bool) -> None:
        x, y = box.centre
        canvas.rounded(Rect(x - 8.5, y - 8.5, 17, 17), "gold", 4)
        canvas.icon("arrow-up" if up else "arrow-down", x - 7, y - 7, 14, "ink")

    def words(self, setter: Setter) -> list[Words]:
        """List the heading, and for each power the rung and, where it moves, the figures."""
        shown = []
        if self.heading:
            shown.append(Words(Rect(self.rect.x + 10, self.rect.y + 4, self.rect.w - 20, HEADING), self.heading, 14, "regular", "muted"))
        for row, reach in enumerate(self.rows):
            line = self._row(row)
            text = f"{whole(reach.now)} → {whole(reach.then)}" if reach.more else str(whole(reach.now))
            wide = setter.width(text, 14, "semibold")
            ink = "seoul" if reach.more else "muted"
            shown.append(Words(Rect(line.right - wide, line.y, wide, ROW), text, 14, "semibold", ink, "right"))
            start = self.cell(row, self.longest + 1).x + 5
            name = rung_name(self.table, reach.who, reach.reached)
            box = Rect(start, line.y, line.right - wide - 8 - start, ROW)
            lit = reach.reached != reach.rung
            shown.append(Words(box, name, 14, "semibold" if lit else "regular", "seoul" if lit else "text"))
        return shown
