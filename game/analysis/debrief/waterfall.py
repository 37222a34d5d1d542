"""The waterfall: from the start of a pillar (or the result) to its end, one step for every line of the ledger.

Pillars are evaluated after every prefix of the ledger, all prefixes as one batch, so the steps add up to the last
thousandth whatever the pillars' expressions are. Values are clamped to their ranges as the engine does at the end of a phase.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from game.analysis.debrief.case import Case
from game.analysis.debrief.groups import group_of
from game.core.numbers import Ints
from game.rules.ledger import Line
from game.rules.phases.scoring import pillars_of, result_of
from game.rules.scenario import PHASES, Scenario
from game.session.record import Record, Stage

TOTAL = "total"
UNSERVED, OTHER_RULES = "unserved", "rules"
"""Causes of the steps that no ledger line holds: turns not served after an early end, and what other rules worked out."""


@dataclass(frozen=True)
class Piece:
    """One line of the ledger: how its indicator changed, and what that did to the pillar or result, in thousandths."""

    turn: int
    phase: str
    cause: str
    indicator: str
    change: int
    amount: int


@dataclass(frozen=True)
class Cause:
    """All that one cause did to a pillar or the result."""

    id: str
    amount: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Group:
    """Causes that belong together."""

    id: str
    amount: int
    causes: tuple[Cause, ...]

    @property
    def lines(self) -> int:
        """Count the lines of the ledger."""
        return sum(len(cause.pieces) for cause in self.causes)


@dataclass(frozen=True)
class Waterfall:
    """From start to end of a measure ("total" or a pillar's id); groups stand in a fixed order, causes by size."""

    measure: str
    start: int
    end: int
    groups: tuple[Group, ...]

    @property
    def causes(self) -> Iterator[tuple[Group, Cause]]:
        """Give all causes with their groups."""
        return ((group, cause) for group in self.groups for cause in group.causes)


def waterfalls(case: Case) -> dict[str, Waterfall]:
    """Work out the waterfalls of the result and of every pillar."""
    scenario = case.scenario
    lines = lines_of(case)
    ends = {TOTAL: case.result.total, **case.result.pillars}
    return falls(scenario, start_of(case), lines, ends, UNSERVED if case.result.ending else OTHER_RULES)


def start_of(case: Case) -> Ints:
    """Give the indicators at the start: (indicators,); one that a record of other rules does not name starts as the rules say."""
    return np.array([case.record.start.get(i.id, i.start) for i in case.scenario.indicators], dtype=np.int32)


def falls(scenario: Scenario, start: Ints, lines: Sequence[Line], ends: dict[str, int], rest: str) -> dict[str, Waterfall]:
    """Evaluate all measures after every line; what is then short of the ends becomes one step of the cause `rest`."""
    rows = measures(scenario, prefixes(scenario, start, lines))
    names = [indicator.id for indicator in scenario.indicators]
    found = {}
    for measure, row in rows.items():
        steps = np.diff(row).tolist()
        pieces = [
            Piece(line.turn, line.phase, line.cause, names[line.indicator], line.amount, step)
            for line, step in zip(lines, steps, strict=True)
        ]
        end = ends.get(measure, int(row[-1]))
        if end != row[-1]:
            pieces.append(Piece(lines[-1].turn if lines else 0, "scoring", rest, "", 0, end - int(row[-1])))
        found[measure] = Waterfall(measure, int(row[0]), end, grouped(pieces))
    return found


def prefixes(scenario: Scenario, start: Ints, lines: Sequence[Line]) -> Ints:
    """Give the indicators after every prefix of the lines, the empty one first, within their ranges: (indicators, lines + 1)."""
    values = np.zeros((len(start), len(lines) + 1), dtype=np.int64)
    values[:, 0] = start
    if lines:
        values[[line.indicator for line in lines], np.arange(1, len(lines) + 1)] = [line.amount for line in lines]
    np.cumsum(values, axis=1, out=values)
    low = np.array([[i.low] for i in scenario.indicators])
    high = np.array([[i.high] for i in scenario.indicators])
    return np.clip(values, low, high).astype(np.int32)


def measures(scenario: Scenario, values: Ints) -> dict[str, "np.ndarray"]:
    """Evaluate result and pillars on a batch of indicators."""
    pillars = pillars_of(scenario, values)
    named = {pillar.id: row for pillar, row in zip(scenario.pillars, pillars, strict=True)}
    return {TOTAL: result_of(pillars), **named}


def grouped(pieces: Sequence[Piece]) -> tuple[Group, ...]:
    """Gather pieces by cause and causes by group; a cause of two groups is listed in both."""
    by_cause: dict[tuple[int, str, str], list[Piece]] = {}
    for piece in pieces:
        place, group = group_of(piece.cause, piece.phase)
        by_cause.setdefault((place, group, piece.cause), []).append(piece)
    causes: dict[str, list[Cause]] = {}
    for (_place, group, cause), own in sorted(by_cause.items(), key=lambda item: item[0][0]):
        causes.setdefault(group, []).append(Cause(cause, sum(piece.amount for piece in own), tuple(own)))
    return tuple(
        Group(group, sum(cause.amount for cause in own), tuple(sorted(own, key=lambda cause: -abs(cause.amount))))
        for group, own in causes.items()
    )


def lines_of(case: Case) -> list[Line]:
    """Give the lines of the whole game, hand-over included: as the engine wrote them, else as the record keeps them."""
    if case.match is None:
        return stored_lines(case.scenario, case.record)
    reports = [*case.match.reports, *([case.match.handover] if case.match.handover else [])]
    return [line for report in reports for line in report.lines]


def stored_lines(scenario: Scenario, record: Record) -> list[Line]:
    """Read the lines that a record keeps, by turn and phase, what was cut off at a limit last; unknown indicators are left out."""
    stages: list[Stage] = [*record.turns, *([record.handover] if record.handover else [])]
    places = {indicator.id: place for place, indicator in enumerate(scenario.indicators)}
    phases = {phase: place for place, phase in enumerate(PHASES)}
    found = []
    for turn, stage in enumerate(stages, 1):
        own = [(phases.get(phase, len(phases)), cause.startswith("limit."), phase, cause, name, amount)
               for phase, cause, name, amount in stage.lines() if name in places]
        found += [Line(turn, phase, cause, places[name], amount) for _, _, phase, cause, name, amount in sorted(own)]
    return found
