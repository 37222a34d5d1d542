"""One game as readable text: turn by turn the cards, the answers, the points, what moved, and the result."""

from collections.abc import Iterator

from game.content.compiled import Compiled
from game.core.numbers import SCALE
from game.session.labels import turn_label
from game.session.match import Match
from game.session.report import Announcement, TurnReport

_SAID = {
    "demand": "{power} demands: {what}", "demand_promised": "Promised: {what}", "demand_refused": "Refused: {what}",
    "demand_met": "Met: {what}", "demand_partly": "Met in part: {what}", "demand_lapsed": "Lapsed: {what}",
    "demand_enforced": "Enforced: {what}", "demand_broken": "Broken: {what}",
    "us_rung_up": "{power} goes further: {what}", "us_rung_down": "{power} steps back from: {what}",
    "threat": "{power} threatens: {what}", "threat_gone": "{power} no longer threatens: {what}",
    "rung_up": "{power} acts: {what}", "rung_down": "{power} eases: {what}",
}
_PLACES = {"demand": "demands.{}.title", "us": "us_ladder.{}.name", "rung": "rungs.{}.name", "threat": "rungs.{}.name"}
_POWERS = {"demand": "washington", "us": "washington", "rung": "beijing", "threat": "beijing"}


def transcript(compiled: Compiled, match: Match, *heading: str) -> list[str]:
    """Tell a finished game in lines of text."""
    scenario, texts = compiled.scenario, compiled.texts
    lines = [" · ".join((texts.get("title") or scenario.id, *heading)), ""]
    for report in match.reports:
        lines += [*_turn(compiled, report), ""]
    if match.handover is not None:
        lines += ["Hand-over: what was pending falls due", *_moved(compiled, match.handover), ""]
    result = match.result()
    if result.ending is not None:
        lines.append(f"The game ended early: {texts.get(f'endings.{result.ending}.name') or result.ending}")
    pillars = ", ".join(f"{texts.get(f'pillars.{name}.name') or name} {value / SCALE:.2f}" for name, value in result.pillars.items())
    grade = texts.get(f"grades.{result.grade}.name")
    return [*lines, f"Result {result.total / SCALE:.2f}{f' · {grade}' if grade else ''} ({pillars})"]


def _turn(compiled: Compiled, report: TurnReport) -> Iterator[str]:
    texts = compiled.texts
    yield f"Turn {report.turn} · {turn_label(compiled.scenario.calendar, report.turn)}"
    for event, option in report.events:
        answer = texts.get(f"events.{event}.options.{option}.label") or option or "no answer"
        yield f"  {texts.get(f'events.{event}.title') or event}: {answer} [{event}.{option}]"
    points = ", ".join(f"{texts.get(f'programmes.{name}.name') or name} {level}" for name, level in report.order.points.items())
    yield f"  points: {points or 'none'}"
    for said in report.announcements:
        yield f"  {_announced(compiled, said)}"
    yield from _moved(compiled, report)
    for ending in report.warnings:
        yield f"  WARNING {texts.get(f'endings.{ending}.warning') or ending}"


def _announced(compiled: Compiled, said: Announcement) -> str:
    kind, texts = said.kind.partition("_")[0], compiled.texts
    what = texts.get(_PLACES[kind].format(said.about)) or said.about
    words = _SAID[said.kind].format(power=texts.get(f"powers.{_POWERS[kind]}") or _POWERS[kind].title(), what=what)
    return f"{words} (by {turn_label(compiled.scenario.calendar, said.due)})" if said.due else words


def _moved(compiled: Compiled, report: TurnReport) -> Iterator[str]:
    """Tell indicators that moved, then the result."""
    for name, after in report.after.items():
        before = report.before[name]
        if after != before:
            words = compiled.texts.get(f"indicators.{name}.name") or name
            yield f"  {words}: {before / SCALE:.2f} → {after / SCALE:.2f} ({(after - before) / SCALE:+.2f})"
    yield f"  result so far: {report.total_before / SCALE:.2f} → {report.total_after / SCALE:.2f}"
