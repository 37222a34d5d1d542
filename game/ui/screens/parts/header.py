"""The band at the top of a turn: date, steps, pillars with what changed or would change, approval, menu."""

from collections.abc import Mapping

import pygame

from game.ui.canvas import Canvas
from game.ui.classroom import hosted
from game.ui.geometry import Rect
from game.ui.screen import Context
from game.ui.screens.parts.clock import Clock
from game.ui.screens.parts.table import Table, whole
from game.ui.widgets import Bar, Gauge, IconButton, Label, Steps, Widget
from game.ui.widgets.base import Action
from game.ui.words import _

HEIGHT, COMPACT_HEIGHT = 64.0, 44.0
STEP_NAMES = ("Brief", "Decide", "Resolve")


class Spot(Widget):
    """A place on the picture that leads somewhere; it draws only a ring of light while hot."""

    focusable = True

    def paint(self, canvas: Canvas) -> None:
        """Draw the light."""
        if self.hot:
            canvas.outline(self.rect, "text", 1.4, self.rect.h / 2)


class Rule(Widget):
    """A thin upright line."""

    def paint(self, canvas: Canvas) -> None:
        """Draw the line."""
        canvas.fill(self.rect, "line")


def height(context: Context) -> float:
    """Return the height of the header."""
    return COMPACT_HEIGHT if context.compact else HEIGHT


def header(
    context: Context, table: Table, step: int, *, ghosts: Mapping[str, int] | None = None, values: Mapping[str, int] | None = None,
    changes: Mapping[str, int] | None = None, on_menu: Action, on_back: Action | None = None,
) -> Bar:
    """Build the header; `ghosts`, `values` and `changes` (whole points by pillar id, "" for approval) replace what the table says."""
    bar = Bar(context.rect.top(height(context))[0])
    build = _compact if context.compact else _wide
    build(context, table, step, bar, on_back)
    _gauges(context, table, bar, ghosts or {}, values, changes)
    room = context.rect
    box = Rect(room.right - 58, 6, 52, 52) if not context.compact else Rect(room.right - 42, 4, 38, 36)
    menu = IconButton(box, "menu", _("Menu: Esc"), on_menu, size=24 if not context.compact else 22)
    bar.add(menu.with_keys(pygame.K_F10))
    problem = table.desk.save_problem(table.match)
    if problem and not context.compact:
        bar.add(IconButton(Rect(room.right - 90, 16, 32, 32), "triangle-alert", problem, on_menu, size=22))
    return bar


def _wide(context: Context, table: Table, step: int, bar: Bar, on_back: Action | None) -> None:
    turn = _("Turn {turn} of {turns}").format(turn=table.turn, turns=table.scenario.calendar.turns)
    if hosted(table.desk, table.match):
        bar.add(Clock(Rect(16 + context.text.width(turn, 14) + 12, 35, Clock.width(context.text), 22), table.desk.classroom))
    wide = context.text.width(turn, 14) if hosted(table.desk, table.match) else 150
    bar.add(Label(Rect(16, 8, 150, 30), table.date(table.turn), 20, "bold"), Label(Rect(16, 35, wide, 22), turn, 14, colour="muted"))
    names = [_("Brief"), _("Decide"), _("Resolve")]
    bar.add(Steps(Rect(184, 0, 300, HEIGHT - 1), names, step))
    if on_back is not None and step == 1:
        wide = context.text.width(names[0], 14) + 34
        spot = Spot(Rect(184, HEIGHT / 2 - 15, wide, 28), name="to brief", label=_("Back to the brief"))
        spot.on_activate = on_back
        bar.add(spot.with_keys(pygame.K_b).with_help(_("Back to the brief: B")))


def _compact(context: Context, table: Table, step: int, bar: Bar, on_back: Action | None) -> None:
    text = f"{table.turn}/{table.scenario.calendar.turns}"
    wide = context.text.width(text, 14, "bold")
    name = (_("Brief"), _("Decide"), _("Resolve"))[step]
    plate = Rect(16 + wide, 10, context.text.width(name, 14, "semibold") + 20, 24)
    bar.add(Label(Rect(8, 0, wide, COMPACT_HEIGHT - 1), text, 14, "bold"))
    if hosted(table.desk, table.match):                # the plate gives way to the clock: the foot of the page says where one is
        bar.add(Clock(plate._replace(w=Clock.width(context.text)), table.desk.classroom))
    else:
        bar.add(_Plate(plate, name))
    if on_back is not None and step == 1:
        spot = Spot(plate, name="to brief", label=_("Back to the brief"))
        spot.on_activate = on_back
        bar.add(spot.with_keys(pygame.K_b).with_help(_("Back to the brief: B")))


class _Plate(Label):
    """The gold plate with the step's name."""

    def __init__(self, rect: Rect, text: str) -> None:
        super().__init__(rect, text, 14, "semibold", "ink", "centre")

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate."""
        canvas.rounded(self.rect, "gold", self.rect.h / 2)


def _gauges(
    context: Context, table: Table, bar: Bar, ghosts: Mapping[str, int], values: Mapping[str, int] | None,
    changes: Mapping[str, int] | None,
) -> None:
    scenario = table.scenario
    shown: list[tuple[str, str, str, int, int, str]] = []
    for pillar, value in zip(scenario.pillars, table.pillar_values(), strict=True):
        name = table.texts(f"pillars.{pillar.id}.name")
        now = values[pillar.id] if values else whole(value)
        change = changes.get(pillar.id, 0) if changes is not None else table.pillar_change(pillar.id)
        shown.append((pillar.id, name, table.meta.pillar_icons.get(pillar.id) or "circle", now, change, ""))
    approval = table.gauge
    if approval >= 0:
        now = values[""] if values and "" in values else whole(table.value(approval))
        change = changes.get("", 0) if changes is not None else _approval_change(table, approval)
        unit = "%" if table.unit(approval).startswith("%") else ""
        shown.append(("", table.indicator_name(approval), "ballot", now, change, unit))
    boxes = _gauge_boxes(context, len(shown))
    if not context.compact and approval >= 0:
        bar.add(Rule(Rect(boxes[-1].x - 15, 12, 1, HEIGHT - 24)))
    for (key, name, icon, now, change, unit), box in zip(shown, boxes, strict=True):
        gauge = Gauge(box, name, icon, now, change=change, ghost=ghosts.get(key), unit=unit, compact=context.compact)
        gauge.help = _help(table, key, name)
        bar.add(gauge)


def _approval_change(table: Table, approval: int) -> int:
    now = table.value(approval)
    return whole(now) - whole(now - table.indicator_change(approval))


def _help(table: Table, key: str, name: str) -> str:
    if not key:
        return _("{name}: what voters think of the government. It decides next turn's points.").format(name=name)
    return _("{name}: one of the four pillars. Half of the result is their mean, half is the weakest.").format(name=name)


def _gauge_boxes(context: Context, count: int) -> list[Rect]:
    if context.compact:
        names = (_("Brief"), _("Decide"), _("Resolve"))
        start = 46 + context.text.width("10/10", 14, "bold") + max(context.text.width(name, 14, "semibold") for name in names)
        last = 112.0
        step = (context.width - 44 - start - last) / max(1, count - 1)
        return [Rect(start + i * step, 0, (step if i < count - 1 else last) - 4, COMPACT_HEIGHT - 1) for i in range(count)]
    right = context.width - 92
    return [Rect(right - 116 - (count - 1 - i) * 138 - (0 if i == count - 1 else 12), 0, 116, HEIGHT - 1) for i in range(count)]
