"""The points page: a row for each programme, with what can be reached this turn, last turn's level and a ghost of another order."""

from collections.abc import Callable

from game.analysis.expectation import programme_expectation
from game.ui import words
from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.marks import mark
from game.ui.outcome import Outcome
from game.ui.screens.parts.table import Table
from game.ui.text import Run, Setter, Words
from game.ui.widgets import Stepper, Widget
from game.ui.words import _, ngettext

DOMAIN_ICONS = {"trade": "ship", "defence": "shield", "diplomacy": "handshake"}
OnLevel = Callable[[int, int], Outcome | None]


class LevelStepper(Stepper):
    """The stepper of a row, whose note must not cover what stands below it."""

    def tip_owner(self) -> Rect:
        """Return the row."""
        return self.parent.shown() if self.parent else self.shown()


class ProgrammeRow(Widget):
    """A programme: name, who minds it, its stepper, and what it is expected to do this turn."""

    def __init__(
        self, rect: Rect, table: Table, programme: int, setter: Setter, *, ghost: int | None, on_level: OnLevel, on_preview: OnLevel,
        plate: bool = False,
    ) -> None:
        rules = table.scenario.programmes[programme]
        self.title = table.texts(f"programmes.{rules.id}.name")
        super().__init__(rect, label=self.title)
        self.minds = tuple(table.meta.minds.get(rules.id, ()))
        self.plate = plate
        inner = rect.inset(16 if not plate else 10, 0)
        self.inner, self.small = inner, rect.h < 80
        value = table.match.draft.points.get(rules.id, 0)
        floor, ceiling = table.limits[0][programme], table.limits[1][programme]
        room = table.points - table.spent()
        step = Rect(inner.x, rect.y + (24 if self.small else 32), inner.w, 26 if self.small else 32)
        self.stepper = LevelStepper(
            step, self.title, value, lambda level: on_level(programme, level), most=rules.max, floor=floor, ceiling=ceiling,
            room=room, last=int(table.view.levels[programme, 0]), ghost=ghost, name=f"programme {programme}",
            on_preview=lambda level: on_preview(programme, level),
        )
        self.stepper.help = self._help(table, rules.id, value, floor, ceiling, room)
        self.add(self.stepper)
        self.expected = expectation(table, programme, value, setter, inner.w)

    def _help(self, table: Table, name: str, value: int, floor: int, ceiling: int, room: int) -> str:
        parts = [table.texts(f"programmes.{name}.text", "")]
        if ceiling < self.stepper.most:
            inertia = table.scenario.inertia
            parts.append(_("At most {n} this turn: a programme grows by {step} in {months} months.").format(
                n=ceiling, step=inertia.rise, months=inertia.rise_months,
            ))
        if floor > 0:
            parts.append(_("At least {n} this turn: cuts go by {step} at a time.").format(n=floor, step=table.scenario.inertia.fall))
        if room <= 0 and value < ceiling:
            parts.append(_("No points are left to add."))
        minds = [table.texts(f"powers.{who}", "") for who in self.minds]
        if minds:
            parts.append(_("{who} cares about this.").format(who=_(" and ").join(minds)))
        return " ".join(part for part in parts if part)

    def paint(self, canvas: Canvas) -> None:
        """Draw a plate or a line above, and the marks of who minds."""
        if self.plate:
            canvas.rounded(self.rect, "panel", 6)
        else:
            canvas.fill(Rect(self.inner.x, self.rect.y, self.inner.w, 1), "line")
        for i, who in enumerate(reversed(self.minds)):
            mark(canvas, who, self.inner.right - 10 - 20 * i, self.rect.y + (14 if self.small else 19), 12)

    def words(self, setter: Setter) -> list[Words]:
        """List name and expectation."""
        r, inner = self.rect, self.inner
        name = Rect(inner.x, r.y + (1 if self.small else 6), inner.w - 22 * len(self.minds), 23 if self.small else 26)
        low = Rect(inner.x, r.bottom - (20 if self.small else 27), inner.w, 20 if self.small else 22)
        return [Words(name, self.title, 16, "semibold"), Words(low, self.expected, 14, "regular", "muted")]


def expectation(table: Table, programme: int, level: int, setter: Setter, across: float) -> tuple[Run, ...]:
    """Write what a programme is expected to do this turn: as many of its effects as fit on a line, strongest first."""
    key = ("expected", programme, level, across, words.language())
    if key not in table.kept:
        table.kept[key] = _expectation(table, programme, level, setter, across)
    found: tuple[Run, ...] = table.kept[key]
    return found


def _expectation(table: Table, programme: int, level: int, setter: Setter, across: float) -> tuple[Run, ...]:
    effects = programme_expectation(table.scenario, table.view, programme, max(level, 1))
    ranked = sorted(effects, key=lambda pair: -table.share(*pair))
    if level == 0:
        return Run(f"{table.indicator_name(ranked[0][0])}  "), Run("0", "semibold", "text")
    runs: tuple[Run, ...] = ()
    for indicator, amount in ranked:
        more = (
            *runs, *((Run(" · "),) if runs else ()), Run(f"{table.indicator_name(indicator, short=bool(runs))} "),
            Run(table.change(indicator, amount), "semibold", "text"),
        )
        if runs and setter.width(more, 14) > across:
            break
        runs = more
    return runs


class DomainColumn(Widget):
    """A column of the table: a domain, its points, and its programmes."""

    def __init__(self, rect: Rect, table: Table, domain: int) -> None:
        self.domain = table.scenario.domains[domain]
        self.title = table.texts(f"domains.{self.domain.id}.name")
        self.total = domain_points(table, domain)
        super().__init__(rect, label=f"{self.title} {self.total}")
        if self.total < self.domain.least:
            least = self.domain.least
            self.help = ngettext("Without {n} point this domain decays.", "Under {n} points this domain decays.", least).format(n=least)
        self.short = self.total < self.domain.least

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate and the icon."""
        canvas.rounded(self.rect, "panel", 6)
        canvas.icon(DOMAIN_ICONS[self.domain.id], self.rect.x + 16, self.rect.y + 13, 20, "seoul")
        if self.short:
            canvas.icon("triangle-alert", self.rect.right - 52, self.rect.y + 14, 18, "beijing")

    def words(self, setter: Setter) -> list[Words]:
        """List name and points."""
        r = self.rect
        name = Words(Rect(r.x + 44, r.y + 8, r.w - 100, 30), self.title, 20, "semibold")
        ink = "beijing" if self.short else "seoul"
        return [name, Words(Rect(r.right - 46, r.y + 8, 30, 30), str(self.total), 20, "bold", ink, "right")]


def domain_points(table: Table, domain: int) -> int:
    """Give the points that the draft puts into a domain."""
    return sum(table.match.draft.points.get(p.id, 0) for p in table.scenario.programmes if p.domain == domain)


def programmes_of(table: Table, domain: int) -> list[int]:
    """List the programmes of a domain."""
    return [place for place, programme in enumerate(table.scenario.programmes) if programme.domain == domain]
