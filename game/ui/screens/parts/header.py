"""The band at the top of a turn: date, steps, pillars with what changed or would change, approval, menu."""

from collections.abc import Mapping

import pygame

from game.ui.canvas import Canvas
from game.ui.classroom import hosted
from game.ui.geometry import Rect
from game.ui.screen import Context
from game.ui.screens.parts.clock import Clock
from game.ui.screens.parts.gauges import add_gauges
from game.ui.screens.parts.table import Table
from game.ui.widgets import Bar, IconButton, Label, Steps, Widget
from game.ui.widgets.base import Action
from game.ui.words import _

HEIGHT, COMPACT_HEIGHT, STEPS = 64.0, 44.0, 184.0


class _ToBrief(Widget):
    """The brief's place among the steps, which leads back to it; it draws only a ring of light while hot."""

    focusable = True

    def __init__(self, rect: Rect, on_back: Action) -> None:
        super().__init__(rect, name="to brief", label=_("Back to the brief"))
        self.on_activate = on_back
        self.with_keys(pygame.K_b).with_help(_("Back to the brief: B"))

    def paint(self, canvas: Canvas) -> None:
        """Draw the light."""
        if self.hot:
            canvas.outline(self.rect, "text", 1.4, self.rect.h / 2)


def _step_names() -> list[str]:
    return [_("Brief"), _("Decide"), _("Resolve")]


def height(context: Context) -> float:
    """Return the height of the header."""
    return COMPACT_HEIGHT if context.compact else HEIGHT


def header(  # noqa: PLR0913 - options by name
    context: Context, table: Table, step: int, *, ghosts: Mapping[str, int] | None = None, values: Mapping[str, int] | None = None,
    changes: Mapping[str, int] | None = None, levels: Mapping[int, int] | None = None, on_menu: Action, on_back: Action | None = None,
) -> Bar:
    """Build the header; `ghosts`, `values` and `changes` (whole points by pillar id, "" for approval) replace what the table says.

    So do `levels` (thousandths by indicator) for what else the pack wants in sight.
    """
    bar = Bar(context.rect.top(height(context))[0])
    build = _compact if context.compact else _wide
    build(context, table, step, bar, on_back)
    left = _steps_end(context)
    add_gauges(context, table, bar, left=left, ghosts=ghosts or {}, values=values, changes=changes, levels=levels)
    room = context.rect
    box = Rect(room.right - 58, 6, 52, 52) if not context.compact else Rect(room.right - 42, 4, 38, 36)
    menu = IconButton(box, "menu", _("Menu: Esc"), on_menu, size=24 if not context.compact else 22)
    bar.add(menu.with_keys(pygame.K_F10))
    problem = table.desk.save_problem(table.match)
    if problem and not context.compact:
        bar.add(IconButton(Rect(room.right - 90, 16, 32, 32), "triangle-alert", problem, on_menu, size=22))
    return bar


def _steps_end(context: Context) -> float:
    """Tell where the room of the gauges begins, whichever step is the present one."""
    names = _step_names()
    if context.compact:
        return 40 + context.text.width("10/10", 14, "bold") + max(context.text.width(name, 14, "semibold") for name in names)
    return STEPS + Steps.natural_width(context.text, names) + 16


def _wide(context: Context, table: Table, step: int, bar: Bar, on_back: Action | None) -> None:
    turn = _("Turn {turn} of {turns}").format(turn=table.turn, turns=table.scenario.calendar.turns)
    wide = 150.0
    if hosted(table.desk, table.match):
        wide = context.text.width(turn, 14)
        bar.add(Clock(Rect(16 + wide + 12, 35, Clock.width(context.text), 22), table.desk.classroom))
    bar.add(Label(Rect(16, 8, 150, 30), table.date(table.turn), 20, "bold"), Label(Rect(16, 35, wide, 22), turn, 14, colour="muted"))
    names = _step_names()
    bar.add(Steps(Rect(STEPS, 0, 300, HEIGHT - 1), names, step))
    if on_back is not None:
        bar.add(_ToBrief(Rect(STEPS, HEIGHT / 2 - 15, context.text.width(names[0], 14) + 34, 28), on_back))


def _compact(context: Context, table: Table, step: int, bar: Bar, on_back: Action | None) -> None:
    text = f"{table.turn}/{table.scenario.calendar.turns}"
    wide = context.text.width(text, 14, "bold")
    name = _step_names()[step]
    plate = Rect(14 + wide, 10, context.text.width(name, 14, "semibold") + 16, 24)
    bar.add(Label(Rect(8, 0, wide, COMPACT_HEIGHT - 1), text, 14, "bold"))
    if hosted(table.desk, table.match):                # the plate gives way to the clock: the foot of the page says where one is
        bar.add(Clock(plate._replace(w=Clock.width(context.text)), table.desk.classroom))
    else:
        bar.add(_Plate(plate, name))
    if on_back is not None:
        bar.add(_ToBrief(plate, on_back))


class _Plate(Label):
    """The gold plate with the step's name."""

    def __init__(self, rect: Rect, text: str) -> None:
        super().__init__(rect, text, 14, "semibold", "ink", "centre")

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate."""
        canvas.rounded(self.rect, "gold", self.rect.h / 2)
