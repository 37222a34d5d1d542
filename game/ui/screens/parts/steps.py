"""How a turn is told: a handful of steps made from its report, each with a caption, what moved, and the pillars before and after."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

import numpy as np

from game.rules.expressions import Program
from game.rules.ledger import Line
from game.rules.scenario import PHASES
from game.rules.tables import tables_of
from game.rules.work import read_board
from game.session import SCALE
from game.session.report import Announcement, TurnReport
from game.ui.screens.parts.amounts import inside
from game.ui.screens.parts.table import Table, whole
from game.ui.words import _

CHAPTERS = ("programmes", "answers", "washington", "beijing", "north", "economy", "home", "later", "score", "next")
_CHAPTER_OF = {
    "allocation": "programmes", "decisions": "answers", "us_pressure": "washington", "china_retaliation": "beijing", "provocation": "north",
    "economy": "economy", "public_opinion": "home", "consequences": "later", "scoring": "score", "signal": "next",
}
_WHO_OF = {"washington": "washington", "beijing": "beijing", "north": "pyongyang", "economy": "world", "next": "world"}


@dataclass(frozen=True)
class Step:
    """One thing that happens. `rung` and `us_rung` are the ladders once it has, `sector` what is hit; pillars in thousandths.

    `now_at` is the rung that its power stands on now, where the step is of the ladder, else -1.
    """

    chapter: str
    who: str
    title: str
    text: str
    lines: tuple[Line, ...] = ()
    sector: str = ""
    rung: int = 0
    us_rung: int = 0
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    gauge_before: int = 0
    gauge_after: int = 0
    loud: bool = False
    now_at: int = -1


@dataclass
class _Teller:
    """Collects the steps of one report and takes the lines that each of them tells of."""

    table: Table
    report: TurnReport
    rest: list[Line] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def take(self, phase: str, *starts: str) -> tuple[Line, ...]:
        """Take the lines of a phase whose cause begins so, all of them where nothing is named."""
        return self._take(phase, lambda cause: cause.startswith(starts or ("",)))

    def take_ends(self, phase: str, *ends: str) -> tuple[Line, ...]:
        """Take the lines of a phase whose cause ends so."""
        return self._take(phase, lambda cause: cause.endswith(ends))

    def _take(self, phase: str, wanted: Callable[[str], bool]) -> tuple[Line, ...]:
        found = tuple(line for line in self.rest if line.phase == phase and wanted(line.cause))
        self.rest = [line for line in self.rest if line not in found]
        return found

    def level(self, phase: str, indicator: int) -> str:
        """Write what an indicator has come to at the end of a phase."""
        name, reached = self.table.scenario.indicators[indicator].id, PHASES.index(phase)
        lines = (line for line in self.report.lines if line.indicator == indicator and PHASES.index(line.phase) <= reached)
        return self.table.shown(indicator, self.report.before[name] + sum(line.amount for line in lines))

    def tell(
        self, phase: str, title: str, text: str, lines: Iterable[Line] = (), *, who: str = "", sector: str = "", loud: bool = False,
        now_at: int = -1,
    ) -> None:
        """Add a step."""
        chapter = _CHAPTER_OF[phase]
        who = who or _WHO_OF.get(chapter, "seoul")
        self.steps.append(Step(chapter, who, title, text, tuple(lines), sector, loud=loud, now_at=now_at))


def steps_of(table: Table, report: TurnReport) -> list[Step]:
    """Tell a turn. The table is that of the turn, before it was resolved."""
    teller = _Teller(table, report, list(report.lines))
    for tell in (_programmes, _answers, _washington, _beijing, _north, _economy, _home, _later, _score, _next):
        tell(teller)
    return _reckoned(table, report, teller.steps)


def handover_steps(table: Table, report: TurnReport) -> list[Step]:
    """Tell the silent turns after the last one, in one step."""
    scenario, date = table.scenario, table.date(table.scenario.calendar.turns)
    text = _("{n} more months in which all that is pending falls due. Nothing is left to the dice.").format(
        n=scenario.handover_turns * scenario.calendar.months,
    )
    step = Step("later", "seoul", _("The term ends with {date}").format(date=date), text, tuple(report.lines), loud=True)
    return _reckoned(table, report, [step])


# the chapters


def _programmes(teller: _Teller) -> None:
    table = teller.table
    neglect = teller.take("allocation", "neglect.")
    lines = teller.take("allocation")
    placed = sorted(teller.report.order.points.items(), key=lambda pair: -pair[1])
    names = ", ".join(f"{table.texts(f'programmes.{name}.name')} {points}" for name, points in placed[:4])
    more = len(placed) - 4
    text = names + (_(" and {n} more.").format(n=more) if more > 0 else ".")
    if lines or placed:
        teller.tell("allocation", _("The cabinet's programmes take effect"), text if placed else _("No points were placed."), lines)
    for cause, some in groupby(neglect, key=lambda line: line.cause):
        teller.tell("allocation", table.texts.cause(cause), _("Too few points went there, and what is not kept up decays."), some)


def _answers(teller: _Teller) -> None:
    table = teller.table
    for event, option in teller.report.events:
        if option is None:
            continue
        key = f"events.{event}.options.{option}"
        lines = teller.take("decisions", f"event.{event}.", f"later.{event}.")
        outcomes = {line.cause for line in lines if line.cause.startswith("later.")}
        luck = ". ".join(sorted(table.texts.cause(cause) for cause in outcomes))
        text = table.texts(f"{key}.gist", "")
        teller.tell("decisions", table.texts(f"{key}.label"), f"{table.texts(f'events.{event}.title')}. {text} {luck}".strip(), lines)
    lines = teller.take("decisions")
    if lines:
        teller.tell("decisions", _("How the course is read abroad"), _posture(table, lines), lines)


def _posture(table: Table, lines: tuple[Line, ...]) -> str:
    roles = table.scenario.roles.posture
    moved = {line.indicator: line.amount for line in lines if line.cause == "posture.turn"}
    parts = []
    if moved:
        most = max(roles, key=lambda i: moved.get(i, 0))
        parts.append(_("Points and answers lean to {road}.").format(road=inside(table.indicator_name(most))))
    causes = {line.cause for line in lines}
    told = {
        "posture.swing": _("The change of course is noticed."), "posture.mixed": _("Points say one thing and answers another."),
        "posture.no_line": _("In a crisis there is no line."),
    }
    return " ".join(parts + [words for cause, words in told.items() if cause in causes])


def _washington(teller: _Teller) -> None:
    table = teller.table
    ladder = [rung.id for rung in table.scenario.us_pressure.ladder]
    for said in teller.report.announcements:
        if said.kind.startswith("demand_"):
            title = f"{table.texts(f'demands.{said.about}.title')}: {_demand_word(said)}"
            lines = teller.take("us_pressure", f"demand.{said.about}.", *(("posture.promise",) if said.kind == "demand_broken" else ()))
            teller.tell("us_pressure", title, table.texts(f"demands.{said.about}.because", ""), lines, loud=True)
    for said in teller.report.announcements:
        if said.kind == "us_rung_up":
            lines = teller.take("us_pressure", f"us_rung.{said.about}")
            key = f"us_ladder.{said.about}"
            title, text = table.texts(f"{key}.announces"), table.texts(f"{key}.because", "")
            teller.tell("us_pressure", title, text, lines, loud=True, now_at=ladder.index(said.about) + 1)
        elif said.kind == "us_rung_down":
            name = table.texts(f"us_ladder.{said.about}.name")
            text = _("Pressure has fallen far enough for that.")
            title = _("Washington relents: {rung}").format(rung=inside(name))
            teller.tell("us_pressure", title, text, loud=True, now_at=ladder.index(said.about))
    _remaining(teller, "us_pressure", _("Washington's pressure"), table.scenario.roles.pressure)


def _demand_word(said: Announcement) -> str:
    return {
        "demand_met": _("met"), "demand_partly": _("met in part"), "demand_promised": _("promised"), "demand_refused": _("refused"),
        "demand_lapsed": _("lapsed"), "demand_enforced": _("enforced"), "demand_broken": _("promise broken"),
    }.get(said.kind, "")


def _beijing(teller: _Teller) -> None:
    table = teller.table
    rules = table.scenario.china_retaliation
    ladder = [rung.id for rung in rules.ladder]
    affront = (*teller.take_ends("china_retaliation", ".hold", ".yield"), *teller.take("china_retaliation", "affront.", "restraint"))
    if affront:
        causes = sorted({table.texts.cause(line.cause).partition(": ")[2] or "" for line in affront if line.cause.startswith("affront.")})
        text = _("It minds: {what}.").format(what=", ".join(cause for cause in causes if cause)) if any(causes) else ""
        teller.tell("china_retaliation", _("Beijing takes note"), text, affront)
    for said in teller.report.announcements:
        if said.kind == "rung_up":
            place = ladder.index(said.about)
            sector = rules.sectors[rules.ladder[place].sector].id
            lines = teller.take("china_retaliation", f"rung.{said.about}", "rung.coercion")
            key = f"rungs.{said.about}"
            title, text = table.texts(f"{key}.announces"), table.texts(f"{key}.because", "")
            teller.tell("china_retaliation", title, text, lines, sector=sector, loud=True, now_at=place + 1)
        elif said.kind == "rung_down":
            name = table.texts(f"rungs.{said.about}.name")
            text = _("Its ire has cooled, or its tool has gone blunt.")
            lines = teller.take("china_retaliation", "truce")
            title = _("Beijing eases: {rung}").format(rung=inside(name))
            teller.tell("china_retaliation", title, text, lines, loud=True, now_at=ladder.index(said.about))
        elif said.kind == "threat_gone":
            name = table.texts(f"rungs.{said.about}.name")
            teller.tell("china_retaliation", _("A warning is dropped"), _("“{rung}” is no longer spoken of.").format(rung=name), loud=True)
    _remaining(teller, "china_retaliation", _("Beijing's ire"), table.scenario.roles.ire)


def _remaining(teller: _Teller, phase: str, name: str, role: int) -> None:
    """Tell what is left of a power's phase under the level that it moved."""
    lines = teller.take(phase)
    if not lines:
        return
    title = _("{name} stands at {level}").format(name=name, level=teller.level(phase, role)) if role >= 0 else name
    teller.tell(phase, title, _listed(teller.table, lines), lines)


def _north(teller: _Teller) -> None:
    table = teller.table
    found = teller.take("provocation", "provocation.")
    for cause, some in groupby(found, key=lambda line: line.cause):
        kind = cause.partition(".")[2]
        teller.tell("provocation", table.texts.cause(cause), table.texts(f"provocations.{kind}.because", ""), some, loud=True)
    lines = teller.take("provocation")
    if lines:
        third = table.texts("powers.third", _("A third party"))
        title = third if found else _("{name}: nothing new").format(name=third)
        teller.tell("provocation", title, _listed(table, lines), lines)


def _economy(teller: _Teller) -> None:
    table = teller.table
    _shocks(teller, "economy")
    lines = teller.take("economy")
    if lines:
        growth = next((i for i, one in enumerate(table.scenario.indicators) if one.id == "growth"), -1)
        title = _("The economy finds its level")
        if growth >= 0:
            title = _("Growth stands at {level}").format(level=teller.level("economy", growth))
        teller.tell("economy", title, _listed(table, [line for line in lines if not line.cause.startswith("decay.")] or lines), lines)


def _shocks(teller: _Teller, phase: str) -> None:
    for cause, some in groupby(teller.take(phase, "shock."), key=lambda line: line.cause):
        key = f"shocks.{cause.partition('.')[2]}"
        teller.tell(phase, teller.table.texts(f"{key}.name"), teller.table.texts(f"{key}.because", ""), some, who="world", loud=True)


def _home(teller: _Teller) -> None:
    table, approval = teller.table, teller.table.scenario.roles.approval
    lines = teller.take("public_opinion")
    if lines and approval >= 0:
        title = _("Approval stands at {level}").format(level=teller.level("public_opinion", approval))
        teller.tell("public_opinion", title, _listed(table, lines), lines)


def _later(teller: _Teller) -> None:
    table = teller.table
    for cause, some in groupby(teller.take("consequences", "later.", "ends."), key=lambda line: line.cause):
        parts = cause.split(".")
        origin = table.texts(f"events.{parts[1]}.title", "") if len(parts) > 1 else ""
        text = _("It follows from “{event}”.").format(event=origin) if origin else ""
        teller.tell("consequences", table.texts.cause(cause), text, some)
    lines = teller.take("consequences")
    if lines:
        teller.tell("consequences", _("Old decisions come due"), _listed(table, lines), lines)


def _score(teller: _Teller) -> None:
    table = teller.table
    lines = teller.take("scoring")
    if lines:
        teller.tell("scoring", _("What others make of it"), _listed(table, lines), lines)
    for ending in teller.report.warnings:
        teller.tell("scoring", _("A warning"), table.texts(f"endings.{ending}.warning"), loud=True)
    if teller.report.ending:
        key = f"endings.{teller.report.ending}"
        teller.tell("scoring", table.texts(f"{key}.name"), table.texts(f"{key}.verdict"), loud=True)


def _next(teller: _Teller) -> None:
    table = teller.table
    _shocks(teller, "signal")
    for said in teller.report.announcements:
        if said.kind == "demand":
            text = table.texts(f"demands.{said.about}.because", "")
            title = _("Washington asks: {what}").format(what=table.texts(f"demands.{said.about}.title"))
            teller.tell("signal", title, text, who="washington", loud=True)
        elif said.kind == "threat":
            name, text = table.texts(f"rungs.{said.about}.name"), table.texts(f"rungs.{said.about}.because", "")
            teller.tell("signal", _("Beijing warns: {what}").format(what=inside(name)), text, who="beijing", loud=True)
    lines = teller.take("signal")
    if lines:
        teller.tell("signal", _("Between the two powers"), _listed(table, lines), lines)


def _listed(table: Table, lines: Iterable[Line]) -> str:
    """List the three strongest causes of some lines in words."""
    ranked = sorted(lines, key=lambda line: -abs(line.amount) / max(SCALE, table.scenario.indicators[line.indicator].high))
    seen: list[str] = []
    for line in ranked:
        words = table.texts.cause(line.cause)
        if words not in seen and not line.cause.startswith("limit."):
            seen.append(words)
    names = table.texts.names()
    return ", ".join([seen[0], *(_lower(words, names) for words in seen[1:3])]) + "." if seen else ""


def _lower(words: str, names: frozenset[str]) -> str:
    first = words.split(" ", maxsplit=1)[0].removesuffix("'s")
    return words if first in names or first in ("What", "The") else inside(words)


# the pillars


def _reckoned(table: Table, report: TurnReport, steps: list[Step]) -> list[Step]:
    """Work out the pillars and the ladders after each step; the last one ends where the turn ended."""
    scenario, names = table.scenario, [one.id for one in table.scenario.indicators]
    program = Program([pillar.value for pillar in scenario.pillars])
    values = np.array([[report.before[name]] for name in names], dtype=np.int32)
    rung, us_rung = table.rung, table.us_rung
    standing = tuple(report.pillars_before[pillar.id] for pillar in scenario.pillars)
    gauge = int(values[table.gauge, 0]) if table.gauge >= 0 else 0
    found = []
    for number, step in enumerate(steps):
        for line in step.lines:
            values[line.indicator] += line.amount
        bounded = np.clip(values, [[one.low] for one in scenario.indicators], [[one.high] for one in scenario.indicators]).astype(np.int32)
        board = replace(table.view, values=bounded)
        raw = program.run(read_board(board, tables_of(scenario).domain_of))
        now = tuple(int(np.clip(np.asarray(value).reshape(-1)[0], 0, 100 * SCALE)) for value in raw)
        level = int(bounded[table.gauge, 0]) if table.gauge >= 0 else 0
        if number == len(steps) - 1:
            now = tuple(report.pillars_after[pillar.id] for pillar in scenario.pillars)
        if step.now_at >= 0:
            rung, us_rung = (step.now_at, us_rung) if step.chapter == "beijing" else (rung, step.now_at)
        found.append(replace(step, before=standing, after=now, rung=rung, us_rung=us_rung, gauge_before=gauge, gauge_after=level))
        standing, gauge = now, level
    return found


def pillar_moves(table: Table, step: Step) -> list[tuple[str, str, int, int]]:
    """List the pillars that a step moves by a whole point: (id, name, before, after)."""
    found = []
    for pillar, was, now in zip(table.scenario.pillars, step.before, step.after, strict=True):
        if whole(was) != whole(now):
            found.append((pillar.id, table.texts(f"pillars.{pillar.id}.name"), whole(was), whole(now)))
    return found
