"""What a turn brought, for the screens that show it: lines, changes, announcements and warnings."""

from collections.abc import Iterator
from dataclasses import dataclass

from game.rules.ledger import Line
from game.rules.scenario import Scenario
from game.rules.state import BROKEN, DORMANT, ENFORCED, LAPSED, MET, OPEN, PARTLY_MET, PROMISED, REFUSED, State
from game.session.record import Amounts, Order
from game.session.translate import cards_of, indicators_of, pillars_of

_DEMANDS = {
    OPEN: "demand", PROMISED: "demand_promised", REFUSED: "demand_refused", MET: "demand_met", PARTLY_MET: "demand_partly",
    LAPSED: "demand_lapsed", ENFORCED: "demand_enforced", BROKEN: "demand_broken",
}


@dataclass(frozen=True)
class Announcement:
    """Something that a power says or does: what kind, about which demand, rung or ending, and by which turn (0: none).

    Kinds: demand, demand_promised, demand_refused, demand_met, demand_partly, demand_lapsed, demand_enforced,
    demand_broken · threat, threat_gone · rung_up, rung_down · us_rung_up, us_rung_down.
    """

    kind: str
    about: str
    due: int = 0


@dataclass(frozen=True)
class TurnReport:
    """One turn as it was resolved; amounts are thousandths by id, before and after."""

    turn: int
    events: tuple[tuple[str, str | None], ...]
    order: Order
    lines: tuple[Line, ...]
    before: Amounts
    after: Amounts
    pillars_before: Amounts
    pillars_after: Amounts
    total_before: int
    total_after: int
    announcements: tuple[Announcement, ...]
    warnings: tuple[str, ...]
    ending: str | None


def report_of(scenario: Scenario, before: State, after: State, order: Order, lines: list[Line]) -> TurnReport:
    """Report on the turn of a single game that lies between two states."""
    return TurnReport(
        turn=before.turn,
        events=tuple((event, order.answers.get(event)) for event in cards_of(scenario, before)),
        order=order,
        lines=tuple(lines),
        before=indicators_of(scenario, before),
        after=indicators_of(scenario, after),
        pillars_before=pillars_of(scenario, before),
        pillars_after=pillars_of(scenario, after),
        total_before=int(before.total[0]),
        total_after=int(after.total[0]),
        announcements=tuple(announcements_of(scenario, before, after)),
        warnings=warnings_of(scenario, after),
        ending=scenario.endings[int(after.ending[0])].id if after.ending[0] >= 0 else None,
    )


def warnings_of(scenario: Scenario, state: State) -> tuple[str, ...]:
    """List the early endings that threaten a single game: their condition held at the end of the last turn."""
    if state.ending[0] >= 0:
        return ()
    return tuple(ending.id for ending, near in zip(scenario.endings, state.near[:, 0].tolist(), strict=True) if near > 0)


def announcements_of(scenario: Scenario, before: State, after: State) -> Iterator[Announcement]:
    """Compare two states of a single game and say what the powers announced in between."""
    states = before.demands[:, 0].tolist(), after.demands[:, 0].tolist(), after.due[:, 0].tolist()
    for demand, was, now, due in zip(scenario.us_pressure.demands, *states, strict=True):
        if now not in (was, DORMANT):
            yield Announcement(_DEMANDS[now], demand.id, due if now in (OPEN, PROMISED, REFUSED) else 0)
    yield from _steps("us_rung", [rung.id for rung in scenario.us_pressure.ladder], int(before.us_rung[0]), int(after.us_rung[0]))
    rungs = [rung.id for rung in scenario.china_retaliation.ladder]
    yield from _steps("rung", rungs, int(before.rung[0]), int(after.rung[0]))
    was, now = int(before.threat[0]), int(after.threat[0])
    if was != now:
        if was and int(after.rung[0]) < was:
            yield Announcement("threat_gone", rungs[was - 1])
        if now:
            yield Announcement("threat", rungs[now - 1], int(after.threat_due[0]))


def _steps(kind: str, names: list[str], was: int, now: int) -> Iterator[Announcement]:
    for rung in range(was + 1, now + 1):
        yield Announcement(f"{kind}_up", names[rung - 1])
    for rung in range(was, now, -1):
        yield Announcement(f"{kind}_down", names[rung - 1])
