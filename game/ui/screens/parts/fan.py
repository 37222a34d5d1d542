"""The forecast: a fan of results that breathes when the order changes, the pillars now and expected, the rope, today's sum."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.analysis.forecast import Forecast
from game.charts.fan import Fan, fan
from game.charts.shapes import Chart
from game.session import SCALE
from game.ui.canvas import Canvas
from game.ui.draw import draw, texts
from game.ui.geometry import Rect
from game.ui.screens.parts.minding import Minded, Reach
from game.ui.screens.parts.table import Table, whole
from game.ui.text import Run, Setter, Words, width
from game.ui.widgets.base import Widget
from game.ui.words import _

EASE, KEEP = 0.2, 1.0


@dataclass(frozen=True)
class Shape:
    """What the fan shows: quantiles of the result (5, turns + 1) and of the pillars (5, pillars), thousandths."""

    result: "np.ndarray"
    pillars: "np.ndarray"

    @staticmethod
    def of(found: Forecast) -> "Shape":
        """Take what is drawn from a forecast."""
        return Shape(found.result, found.pillars)

    def towards(self, goal: "Shape", part: float) -> "Shape":
        """Return what lies on the way to another shape."""
        if self.result.shape != goal.result.shape:
            return goal
        return Shape(self.result + (goal.result - self.result) * part, self.pillars + (goal.pillars - self.pillars) * part)


class ForecastPanel(Widget):
    """The panel "If you end the turn now"; eases from what it showed before, and keeps that median for a second.

    `reaches` are the powers that mind what is under the pointer; a line says where they would come.
    """

    focusable = True

    def __init__(self, rect: Rect, table: Table, found: Forecast | None, *, moves: bool = True, reaches: Sequence[Reach] = ()) -> None:
        super().__init__(rect, name="forecast", label=_("Forecast"))
        self.table, self.moves, self.reaches = table, moves, tuple(reaches)
        if reaches:                                    # in place of the second line
            self.add(Minded(Rect(rect.x + 16, rect.y + 31, rect.w - 32, 20), table, self.reaches))
        self.goal = Shape.of(found) if found else None
        self.first = found.first_turn if found else table.turn
        self.ended = found.ended if found else 0.0
        self.before: Shape | None = None
        self.since = KEEP
        self.today = [value / SCALE for value in table.pillar_values()]
        self.across = max([82.0, *(width(table.texts(f"pillars.{one.id}.name"), 14) + 1 for one in table.scenario.pillars)])
        if self.goal is not None:
            low, middle, high = (whole(self.goal.result[i, -1]) for i in (0, 2, 4))
            self.label = _("Forecast: {middle}, 8 of 10 futures between {low} and {high}").format(middle=middle, low=low, high=high)

    def adopt(self, old: Widget) -> None:
        """Begin where the old panel stood."""
        if not isinstance(old, ForecastPanel):
            return
        if self.goal is None:
            self.goal, self.before, self.since = old.goal, old.before, old.since
        elif old.goal is not None and old.goal.result.shape == self.goal.result.shape:
            if np.array_equal(old.goal.result, self.goal.result):
                self.before, self.since = old.before, old.since
            elif self.moves:
                self.before, self.since = old.shape(), 0.0

    def shape(self) -> Shape | None:
        """Return what is shown now."""
        if self.goal is None or self.before is None or self.since >= EASE:
            return self.goal
        part = self.since / EASE
        return self.before.towards(self.goal, part * part * (3 - 2 * part))

    def tick(self, dt: float) -> bool:
        """Breathe; True until the old median has gone."""
        if self.before is None or self.since >= KEEP or not self.moves:
            return False
        self.since += dt
        return True

    # layout

    def _box(self) -> Rect:
        r = self.rect
        return Rect(r.x + 16, r.y + 51, r.w - 32, r.h - 51 - 126)

    def _chart(self, shape: Shape) -> Chart:
        before: tuple[float, ...] = ()
        if self.before is not None and self.since < KEEP and self.before.result.shape == shape.result.shape:
            before = tuple(float(value) / SCALE for value in self.before.result[2])
        values = Fan(tuple(tuple(float(value) / SCALE for value in row) for row in shape.result))
        last = self.table.date(self.table.scenario.calendar.turns)
        return fan(values, before=before, words=(_("now"), _("Result"), last))

    def _row(self, i: int) -> Rect:
        r = self.rect
        return Rect(r.x + 16, r.bottom - 126 + 24 * i, r.w - 32, 24)

    def _track(self, i: int) -> Rect:
        row = self._row(i)
        return Rect(row.x + self.across + 2, row.centre[1], row.w - self.across - 46, 2)

    # picture

    def paint(self, canvas: Canvas) -> None:
        """Draw the fan, and each pillar's span on its line."""
        canvas.rounded(self.rect, "panel", 6)
        shape = self.shape()
        if shape is None:
            return
        draw(canvas, self._box(), self._chart(shape))
        self._pillars(canvas, shape)

    def _pillars(self, canvas: Canvas, shape: Shape) -> None:
        middles = [float(value) / SCALE for value in shape.pillars[2]]
        low, high = min(middles), max(middles)
        first, last = self._track(0), self._track(len(middles) - 1)
        rope = Rect(first.x + first.w * low / 100, self._row(0).y, max(3.0, first.w * (high - low) / 100), last.y - self._row(0).y + 12)
        canvas.rounded(rope, "raised", 3)
        for i, today in enumerate(self.today):
            track = self._track(i)
            canvas.fill(Rect(track.x, track.y - 1, track.w, 1.6), "line")
            spread = [track.x + track.w * float(shape.pillars[q, i]) / SCALE / 100 for q in (0, 4)]
            band = [(spread[0], track.y - 4), (spread[1], track.y - 4), (spread[1], track.y + 4), (spread[0], track.y + 4)]
            canvas.polygon(band, "seoul_fill", 0.45)
            canvas.disc(track.x + track.w * middles[i] / 100, track.y, 11, "seoul_fill")
            canvas.fill(Rect(track.x + track.w * today / 100 - 1, track.y - 8, 2.2, 16), "text")

    def words(self, setter: Setter) -> list[Words]:
        """List headings, ends of the fan, pillars, and today's sum."""
        r = self.rect
        shown = [Words(Rect(r.x + 16, r.y + 8, r.w - 32, 24), _("If you end the turn now"), 16, "semibold")]
        shape = self.shape()
        if shape is None:
            waiting = Words(Rect(r.x + 16, r.y + 32, r.w - 32, 20), _("Playing a thousand futures…"), 14, "regular", "muted")
            return shown if self.reaches else [*shown, waiting]
        line = _("8 of 10 futures end inside the band")
        if self.ended >= 0.01:
            line = _("{n} of 100 futures end early").format(n=round(100 * self.ended))
        if not self.reaches:
            shown.append(Words(Rect(r.x + 16, r.y + 31, r.w - 32, 20), line, 14, "regular", "beijing" if self.ended >= 0.01 else "muted"))
        return shown + texts(self._box(), self._chart(shape), setter) + self._pillar_words(shape) + [self._sum()]

    def _pillar_words(self, shape: Shape) -> list[Words]:
        shown = []
        for i, pillar in enumerate(self.table.scenario.pillars):
            row = self._row(i)
            shown.append(Words(Rect(row.x, row.y, self.across, row.h), self.table.texts(f"pillars.{pillar.id}.name"), 14))
            shown.append(Words(Rect(row.right - 40, row.y, 40, row.h), str(whole(shape.pillars[2, i])), 14, "semibold", "text", "right"))
        return shown

    def _sum(self) -> Words:
        values = self.today
        mean, weakest = sum(values) / len(values), min(values)
        text = _("Today: mean {mean}, weakest {weakest}, half each: {sum}")
        text = text.format(mean=f"{mean:.1f}", weakest=f"{weakest:.1f}", sum=f"{(mean + weakest) / 2:.1f}")
        return Words(Rect(self.rect.x + 16, self.rect.bottom - 29, self.rect.w - 32, 22), (Run(text),), 14, "regular", "muted")
