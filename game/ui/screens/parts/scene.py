"""The map of a turn as it resolves: the arrow of whose move it is, the sector that is hit, and what moves now."""

from collections.abc import Sequence
from typing import NamedTuple

from game.session import SCALE
from game.session.report import TurnReport
from game.ui.geometry import Rect
from game.ui.map import Arrow, Map, Sector
from game.ui.mapspots import NOTHING
from game.ui.screens.parts.mapnotes import told_of_arrow, told_of_sector
from game.ui.screens.parts.steps import Step
from game.ui.screens.parts.table import Table
from game.ui.screens.parts.theatre import Levels, atlas, marks
from game.ui.text import Setter


class Moment(NamedTuple):
    """How far a turn has been told: the table before it, its report, all steps, and the number of the one that is told."""

    table: Table
    report: TurnReport
    steps: Sequence[Step]
    at: int

    @property
    def step(self) -> Step:
        """Give the step that is told."""
        return self.steps[self.at]

    def moved(self) -> Levels:
        """Tell what each indicator was before this step and what it is after it, in thousandths."""
        before = {i: self.report.before[one.id] for i, one in enumerate(self.table.scenario.indicators)}
        for line in (line for step in self.steps[: self.at] for line in step.lines):
            before[line.indicator] += line.amount
        now = dict(before)
        for line in self.step.lines:
            now[line.indicator] += line.amount
        return {i: (was, now[i]) for i, was in before.items()}


def scene(
    moment: Moment, rect: Rect, setter: Setter, *, part: float, east: tuple[float, float] | None = None, free: Rect | None = None,
    close: bool = False,
) -> Map:
    """Build the map; `part` is how far the bright arrow has come, `close` shows the near view without names."""
    table, step, moved = moment.table, moment.step, moment.moved()
    found, roles = [], table.scenario.roles
    for who, role in (("washington", roles.pressure), ("beijing", roles.ire)):
        if role >= 0:
            bright, level = step.who == who, moved[role][1]
            told = told_of_arrow(table, who, level)
            found.append(Arrow(who, level / SCALE, 1.0 if bright else 0.25, part=part if bright else 1.0, told=told))
    found.sort(key=lambda one: one.brightness)
    chart, struck = atlas(table), step.chapter == "north" and step.loud
    return Map(
        rect, chart, setter, view=chart.fitting(rect.w, rect.h) if close else chart.middle, arrows=found, sectors=_sectors(table, step),
        marks=marks(table, moved, struck=struck), east=east, labels=not close, free=free or rect.inset(8),
    )


def _sectors(table: Table, step: Step) -> list[Sector]:
    """Give the sector that a step hits, where it has a place, with its main figure."""
    meta = table.meta.sectors[step.sector] if step.sector else None
    if meta is None or not meta.place:
        return []
    number = _hit(table, step)
    text, short = _words(table, step, number)
    told = told_of_sector(table, number) if number else NOTHING
    return [Sector(meta.icon, meta.place[0], meta.place[1], "beijing", text, short, told)]


def _hit(table: Table, step: Step) -> int:
    """Give the rung in force, from 1, that hits the sector of a step, or 0."""
    rules = table.scenario.china_retaliation
    hits = [n for n, rung in enumerate(rules.ladder, start=1) if rules.sectors[rung.sector].id == step.sector and n <= step.rung]
    return hits[-1] if hits else 0


def _words(table: Table, step: Step, number: int) -> tuple[str, str]:
    """Name the sector that is hit with its main figure, and give the figure alone."""
    name = table.texts(f"sectors.{step.sector}.name")
    cause = f"rung.{table.scenario.china_retaliation.ladder[number - 1].id}" if number else ""
    lines = [line for line in step.lines if line.cause in (cause, f"{cause}.enter")]
    if not lines:
        return name, name
    main = lines[0].indicator
    figure = table.change(main, sum(line.amount for line in lines if line.indicator == main))
    return f"{name} {figure}", figure
