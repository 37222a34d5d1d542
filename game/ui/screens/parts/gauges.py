"""What never leaves the screen: the pillars, approval, and the indicators that a pack names in `table.gauges`, in lines beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.marks import mark
from game.ui.screen import Context
from game.ui.screens.parts.amounts import number
from game.ui.screens.parts.mapnotes import told_of
from game.ui.screens.parts.table import Table, whole
from game.ui.text import Setter, Words
from game.ui.widgets import Bar, Gauge, Widget
from game.ui.words import _

Figures = Mapping[str, int]
WIDE, ROOMY, LEAST, LAST = 64.0, 116.0, 82.0, 108.0
"""The height of the wide header; a gauge's width where there is room, the least that its figures need, and what approval's need."""
GAP, FAR, RULE, LINE, BESIDE = 14.0, 22.0, 24.0, 20.0, 18.0
ROWS, COMPACT, MENU, COMPACT_MENU = 3, 88.0, 92.0, 44.0
MARK, NEAR, TIGHT = 17.0, 8.0, 4.0
"""What a line's mark takes; how far apart short lines stand, and gauges where all of them are needed in little room."""


class Rule(Widget):
    """A thin upright line."""

    def paint(self, canvas: Canvas) -> None:
        """Draw the line."""
        canvas.fill(self.rect, "line")


@dataclass(frozen=True)
class Line:
    """An indicator in one line: its name, whose it is, and its value as it is written; `short` leaves the mark to stand for the name."""

    index: int
    name: str
    who: str
    value: str
    short: bool = False

    def start(self, setter: Setter) -> float:
        """Tell how far from its left end the value begins."""
        return (MARK if self.who else 0) + (0 if self.short else setter.width(self.name, 14) + 7)

    def wide(self, setter: Setter) -> float:
        """Tell how much room it needs."""
        return self.start(setter) + setter.width(self.value, 14, "semibold")


class GaugeLine(Widget):
    """An indicator that is always in sight: the power's mark, a name and a number; the note has unit, range, meaning and source."""

    def __init__(self, rect: Rect, line: Line, label: str, note: str) -> None:
        super().__init__(rect, name=f"gauge {line.name}", label=label)
        self.line, self.help = line, note

    def paint(self, canvas: Canvas) -> None:
        """Draw the mark of whose it is."""
        if self.line.who:
            mark(canvas, self.line.who, self.rect.x + 6, self.rect.centre[1], 11)

    def words(self, setter: Setter) -> list[Words]:
        """List name and number."""
        r, line = self.rect, self.line
        at = r.x + line.start(setter)
        shown = [Words(Rect(at, r.y, r.right - at, r.h), line.value, 14, "semibold")]
        if not line.short:
            name = Rect(r.x + (MARK if line.who else 0.0), r.y, setter.width(line.name, 14), r.h)
            shown.insert(0, Words(name, line.name, 14, "regular", "muted"))
        return shown


def lines_of(table: Table, levels: Mapping[int, int] | None = None) -> list[Line]:
    """List what the pack wants in sight beside pillars and approval; `levels` (thousandths by index) replace what the table says."""
    found = []
    for name in table.meta.gauges:
        index = table.scenario.indicator(name)
        if index != table.gauge:
            value = table.value(index) if levels is None else levels[index]
            unit = "%" if table.unit(index).startswith("%") else ""
            text = number(value, table.decimals(index)) + unit
            found.append(Line(index, table.indicator_name(index, short=True), table.who(index), text))
    return found


def add_gauges(
    context: Context, table: Table, bar: Bar, *, left: float, ghosts: Figures, values: Figures | None, changes: Figures | None,
    levels: Mapping[int, int] | None,
) -> None:
    """Put the gauges into the header, right of `left`; lines that have no room there are left out, the widest first.

    The compact header keeps what the two powers mind longest: their lines lose the name before they are left out.
    """
    gauges = [*(_pillars(table, values, changes) if table.meta.show_pillars else []), *_approval(table, values, changes)]
    boxes, places, tight = _places(context, gauges, lines_of(table, levels), left)
    if not context.compact and table.gauge >= 0:
        bar.add(Rule(Rect(boxes[-1].x - 15, 12, 1, WIDE - 24)))
    for one, box in zip(gauges, boxes, strict=True):
        shown = Gauge(
            box, one.name, one.icon, one.value, change=one.change, ghost=ghosts.get(one.key), unit=one.unit, compact=context.compact,
        )
        shown.help, shown.tight = _help(one), tight
        bar.add(shown)
    for line, box in places:
        bar.add(_line(table, line, box, levels))


def _line(table: Table, line: Line, box: Rect, levels: Mapping[int, int] | None) -> GaugeLine:
    key = ("gauge", line, table.texts.language)
    if key not in table.kept:
        told = told_of(table, line.index, value=None if levels is None else levels[line.index])
        table.kept[key] = (f"{told.name} {told.value}", told.note)
    return GaugeLine(box, line, *table.kept[key])


@dataclass(frozen=True)
class _Shown:
    key: str
    name: str
    icon: str
    value: int
    change: int
    unit: str = ""


def _pillars(table: Table, values: Figures | None, changes: Figures | None) -> list[_Shown]:
    found = []
    for pillar, value in zip(table.scenario.pillars, table.pillar_values(), strict=True):
        now = values[pillar.id] if values else whole(value)
        change = changes.get(pillar.id, 0) if changes is not None else table.pillar_change(pillar.id)
        icon = table.meta.pillar_icons.get(pillar.id) or "circle"
        found.append(_Shown(pillar.id, table.texts(f"pillars.{pillar.id}.name"), icon, now, change))
    return found


def _approval(table: Table, values: Figures | None, changes: Figures | None) -> list[_Shown]:
    if table.gauge < 0:
        return []
    level = table.value(table.gauge)
    now = values[""] if values and "" in values else whole(level)
    moved = whole(level) - whole(level - table.indicator_change(table.gauge))
    change = changes.get("", 0) if changes is not None else moved
    return [_Shown("", table.indicator_name(table.gauge), "ballot", now, change, "%" if table.unit(table.gauge).startswith("%") else "")]


def _help(one: _Shown) -> str:
    if not one.key:
        return _("{name}: what voters think of the government. It decides next turn's points.").format(name=one.name)
    return _("{name}: one of the four pillars. Half of the result is their mean, half is the weakest.").format(name=one.name)


# places


_Found = tuple[list[Rect], list[tuple[Line, Rect]]]


def _places(
    context: Context, gauges: Sequence[_Shown], lines: list[Line], left: float,
) -> tuple[list[Rect], list[tuple[Line, Rect]], bool]:
    """Give the boxes of the gauges, those of the lines that have room, and whether the gauges are tight."""
    if context.compact:
        tries = ((_compact(context, gauges, kept, left, tight=tight), tight) for kept, tight in _tries(lines, context.text))
        return next((*found, tight) for found, tight in tries if found is not None)
    lines = list(lines)
    while (found := _wide(context, gauges, lines, left)) is None:
        lines.remove(_widest(lines, context.text))
    return *found, False


def _widest(lines: Sequence[Line], setter: Setter) -> Line:
    return max(lines, key=lambda line: line.wide(setter))


def _tries(lines: Sequence[Line], setter: Setter) -> Iterator[tuple[list[Line], bool]]:
    """List what the compact header may show, best first: the lines, and whether the gauges are tight; at last no lines at all.

    The widest that is nobody's goes first; then names give way to marks and the gauges move together, before a power's line goes.
    """
    kept = list(lines)
    while True:
        yield kept, False
        anybodys = [line for line in kept if not line.who]
        if not anybodys:
            break
        kept = [line for line in kept if line != _widest(anybodys, setter)]
    while kept:
        yield kept, True
        short = [replace(line, short=True) for line in kept]
        yield short, False
        yield short, True
        kept = [line for line in kept if line != _widest(kept, setter)]
    yield [], False


def _wide(context: Context, gauges: Sequence[_Shown], lines: list[Line], left: float) -> _Found | None:
    """Place the wide header's: gauges of one width where that fits, lines in columns of three at the right."""
    setter, right = context.text, context.width - MENU
    columns = [lines[i : i + ROWS] for i in range(0, len(lines), ROWS)]
    across = [max(line.wide(setter) for line in column) for column in columns]
    room = right - left - sum(wide + BESIDE for wide in across)
    boxes = _row(setter, gauges, room, right - sum(wide + BESIDE for wide in across))
    if boxes is None:
        return None if lines else (_cramped(gauges, right), [])
    places, x = [], right
    for column, wide in reversed(list(zip(columns, across, strict=True))):
        x -= wide
        top = (WIDE - 1 - LINE * len(column)) / 2
        places += [(line, Rect(x, top + LINE * i, wide, LINE)) for i, line in enumerate(column)]
        x -= BESIDE
    return boxes, sorted(places, key=lambda place: lines.index(place[0]))


def _row(setter: Setter, gauges: Sequence[_Shown], room: float, right: float) -> list[Rect] | None:
    """Set the gauges from the right: as wide as can be, equal where they can; None where they need more than the room."""
    needs = [LEAST if one.key else LAST for one in gauges]
    needs = [max(need, setter.width(one.name, 14) + 22) for need, one in zip(needs, gauges, strict=True)]
    fixed = GAP * (len(gauges) - 1) + (RULE - GAP if len(gauges) > 1 and not gauges[-1].key else 0.0)
    spare = room - fixed - sum(needs)
    if spare < 0:
        return None
    even = min(ROOMY, (room - fixed) / max(1, len(gauges)))
    widths = [even] * len(gauges) if even >= max(needs) else [min(ROOMY, need + spare / len(gauges)) for need in needs]
    gap = min(FAR, GAP + (room - fixed - sum(widths)) / max(1, len(gauges) - 1))
    boxes: list[Rect] = []
    x = right
    for one, wide in zip(reversed(gauges), reversed(widths), strict=True):
        x -= wide
        boxes.insert(0, Rect(x, 0, wide, WIDE - 1))
        x -= gap + (0.0 if one.key else RULE - GAP)
    return boxes


def _cramped(gauges: Sequence[_Shown], right: float) -> list[Rect]:
    """Give the gauges their usual boxes where not even they have room: a narrow window just above the compact layout."""
    last = len(gauges) - 1
    return [Rect(right - ROOMY - (last - i) * 138 - (0 if i == last else 12), 0, ROOMY, WIDE - 1) for i in range(last + 1)]


def _compact(context: Context, gauges: Sequence[_Shown], lines: list[Line], left: float, *, tight: bool) -> _Found | None:
    """Place the compact header's: the gauges share what the lines leave over; None where that is less than they need."""
    setter, high = context.text, 43.0
    right = context.width - COMPACT_MENU
    wide = [line.wide(setter) + (NEAR if line.short else GAP) for line in lines]
    need, last = COMPACT, 124.0 if lines else 112.0
    if tight:
        need, last = (Gauge.tight_width(setter, unit) + TIGHT for unit in ("", gauges[-1].unit))
    step = (right - left - last - sum(wide)) / max(1, len(gauges) - 1)
    if lines and step < need:
        return None
    boxes = [Rect(left + i * step, 0, (step if i < len(gauges) - 1 else last) - 4, high) for i in range(len(gauges))]
    x, places = right - sum(wide), []
    for line, across in zip(lines, wide, strict=True):
        places.append((line, Rect(x, 0, line.wide(setter), high)))
        x += across
    return boxes, places
