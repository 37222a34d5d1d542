"""The band under the cabinet table: demand and threat with their progress, points left, End turn, and the gold way on."""

import pygame

from game.analysis.forecast import Forecast
from game.rules.state import PROMISED, REFUSED
from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.marks import mark
from game.ui.screens.parts.amounts import joined
from game.ui.screens.parts.signals import turns_left
from game.ui.screens.parts.table import Ask, Table
from game.ui.text import Setter, Words
from game.ui.widgets import Button, Widget
from game.ui.widgets.base import Action
from game.ui.words import _, ngettext


class Tag(Widget):
    """A demand or threat in two lines, as wide as its words."""

    focusable = True

    def __init__(self, x: float, y: float, who: str, title: str, line: str, setter: Setter) -> None:
        wide = 39 + max(setter.width(title, 14, "semibold"), setter.width(line, 14)) + 14
        super().__init__(Rect(x, y, wide, 48), name=f"tag {who} {title}", label=f"{title}. {line}")
        self.who, self.title, self.line = who, title, line

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate and the mark."""
        canvas.rounded(self.rect, "panel", 6)
        canvas.outline(self.rect, "edge" if self.hot else "line", 1.3, 6)
        mark(canvas, self.who, self.rect.x + 20, self.rect.centre[1], 14)

    def words(self, setter: Setter) -> list[Words]:
        """List title and line."""
        r = self.rect
        box = Rect(r.x + 39, r.y + 4, r.w - 51, 20)
        return [Words(box, self.title, 14, "semibold"), Words(box.moved(0, 20), self.line, 14, "regular", "muted")]


class PointsLeft(Widget):
    """How many points are left, in one or two lines, as wide as its words; red when there are too many spent."""

    def __init__(self, right: float, y: float, high: float, table: Table, setter: Setter) -> None:
        self.left, self.lines = table.points - table.spent(), points_lines(table)
        wide = 28 + max(setter.width(line, 14, "semibold") for line in self.lines) + 2
        super().__init__(Rect(right - wide, y, wide, high), label=" · ".join(self.lines))

    def paint(self, canvas: Canvas) -> None:
        """Draw the sign."""
        ink = "beijing" if self.left < 0 else "seoul"
        icon = "triangle-alert" if self.left < 0 else "check" if self.left == 0 else "alert"
        canvas.icon(icon, self.rect.x, self.rect.centre[1] - 10, 20, ink)

    def announced(self) -> str:
        """Announce how many are left."""
        return self.label

    def words(self, setter: Setter) -> list[Words]:
        """List the words."""
        line, ink = setter.line_height(14), "beijing" if self.left < 0 else "text"
        top = Rect(self.rect.x + 28, self.rect.centre[1] - line * len(self.lines) / 2, self.rect.w - 28, line)
        return [Words(top.moved(0, line * place), text, 14, "semibold", ink) for place, text in enumerate(self.lines)]


def points_lines(table: Table) -> list[str]:
    """Say how many points are left, what the answers took of them, and how many carry over; in lines."""
    left, answers = table.points - table.spent(), table.spent_on_answers()
    if left < 0:
        head = ngettext("{n} point too many", "{n} points too many", -left).format(n=-left)
    else:
        head = ngettext("{n} point left", "{n} points left", left).format(n=left) if left else _("All points are placed")
    took = ngettext("answers take {n} point", "answers take {n} points", answers).format(n=answers) if answers else ""
    carry = _("up to {n} carry over").format(n=table.scenario.points.carry) if left > 0 and table.scenario.points.carry else ""
    return [line for line in (joined([head, carry]) if took else head, took or carry) if line]


def points_text(table: Table) -> str:
    """Say how many points are left and how many of them carry over."""
    left = table.points - table.spent()
    return points_lines(table)[0] if left < 0 else " · ".join(points_lines(table))


def demand_line(table: Table, ask: Ask, found: Forecast | None) -> str:
    """Say where a demand stands: now, after this turn, turns left."""
    demand = table.scenario.us_pressure.demands[ask.index]
    left = turns_left(ask.left)
    if demand.measure < 0:
        state = {PROMISED: _("Promised"), REFUSED: _("Refused")}.get(ask.status, table.texts(f"demands.{ask.id}.line", ""))
        return f"{state} · {left}"
    now = table.shown(demand.measure)
    if found is None:
        return _("Now {now}, asked {goal} · {left}").format(now=now, goal=table.shown(demand.measure, demand.threshold), left=left)
    then = table.shown(demand.measure, int(found.next_values[demand.measure]))
    return _("Now {now}, after this turn {then} · {left}").format(now=now, then=then, left=left)


def tags(table: Table, found: Forecast | None, rect: Rect, setter: Setter) -> tuple[list[Widget], float]:
    """Place the tags of demands and the threat from the left, as long as they fit; return them and where they end."""
    texts = table.texts
    wanted = [("washington", ask.title, demand_line(table, ask, found), texts(f"demands.{ask.id}.because", "")) for ask in table.asks[:2]]
    if table.threat:
        key = f"rungs.{table.scenario.china_retaliation.ladder[table.threat - 1].id}"
        wanted.insert(1, ("beijing", texts(f"{key}.name"), texts(f"{key}.if_text", ""), texts(f"{key}.because", "")))
    shown: list[Widget] = []
    x = rect.x
    for who, title, line, because in wanted:
        tag = Tag(x, rect.y, who, title, line, setter)
        if tag.rect.right > rect.right:
            continue
        tag.help = because
        shown.append(tag)
        x = tag.rect.right + 8
    return shown, x


def gold(setter: Setter, rect: Rect, text: str, action: Action, *, small: bool = False, last: bool = False) -> Button:
    """Place the gold button at the right end of the band."""
    size, high, edge = (16.0, 36.0, 8.0) if small else (20.0, 48.0, 16.0)
    wide = setter.width(text, size, "semibold") + size * 1.15 + 10 + (36 if small else 56)
    box = Rect(rect.right - edge - wide, rect.centre[1] - high / 2 + (0 if small else -2), wide, high)
    button = Button(box, text, action, "gold", after="chevrons-right" if last else "corner-down-left", size=size, name="gold")
    button.with_keys(pygame.K_RETURN)
    return button
