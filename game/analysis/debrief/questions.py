"""Questions for the discussion: the pack's, filled with what happened in this game."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from game.analysis.debrief.case import Case
from game.content.compiled import Compiled
from game.rules.scenario import PatronRung, RivalRung
from game.rules.state import DORMANT, MET, PARTLY_MET

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Facts:
    """What questions speak of: the weakest pillar's id, demands made and met, the highest rungs of both ladders."""

    weakest: str
    demands: int
    met: int
    rung: int
    us_rung: int


def facts_of(case: Case) -> Facts:
    """Count what happened; a record that cannot be played again has only what its ledger names."""
    weakest = min(case.result.pillars, key=lambda name: case.result.pillars[name], default="")
    if case.game is not None:
        states = case.game.after
        last = states[-1].demands[:, 0].tolist()
        made = sum(any(state.demands[place, 0] != DORMANT for state in states) for place in range(len(last)))
        met = last.count(MET) + last.count(PARTLY_MET)
        return Facts(weakest, made, met, max(int(s.rung[0]) for s in states), max(int(s.us_rung[0]) for s in states))
    causes = {cause for turn in case.record.turns for _, cause, _, _ in turn.lines()}
    demands = {cause.split(".")[1] for cause in causes if cause.startswith("demand.")}
    met_ones = {cause.split(".")[1] for cause in causes if cause.startswith("demand.") and cause.endswith((".met", ".partly"))}
    rungs, us_rungs = ({cause.split(".")[1] for cause in causes if cause.startswith(f"{kind}.")} for kind in ("rung", "us_rung"))
    rung, us_rung = highest(case.scenario.china_retaliation.ladder, rungs), highest(case.scenario.us_pressure.ladder, us_rungs)
    return Facts(weakest, len(demands), len(met_ones), rung, us_rung)


def highest(ladder: Sequence[PatronRung | RivalRung], reached: set[str]) -> int:
    """Give the highest rung of a ladder among those reached, by id, 0 for none."""
    return max((place for place, rung in enumerate(ladder, 1) if rung.id in reached), default=0)


def questions_of(case: Case, language: str) -> list[str]:
    """Fill the pack's questions; one about something that did not happen is left out."""
    facts, compiled = facts_of(case), case.compiled
    values = {
        "weakest": compiled.texts.get(f"pillars.{facts.weakest}.name", language), "demands": str(facts.demands), "met": str(facts.met),
        "rung": str(facts.rung), "us_rung": str(facts.us_rung),
    }
    return fill(compiled, language, values)


def fill(compiled: Compiled, language: str, values: dict[str, str]) -> list[str]:
    """Fill a pack's questions with values; one about something that did not happen is left out."""
    return [filled for text in _texts(compiled, language) if (filled := _filled(text, values))]


def _texts(compiled: Compiled, language: str) -> list[str]:
    return [compiled.texts.get(f"questions.{number}.text", language) for number in range(compiled.meta.questions)]


def _filled(text: str, values: dict[str, str]) -> str:
    """Fill a question's places; gives nothing where one is unknown or where what it asks of did not happen."""
    names = _PLACE.findall(text)
    if any(values.get(name, "") in ("", "0") for name in names if name != "met"):
        return ""
    return _PLACE.sub(lambda place: values.get(place[1], ""), text)
