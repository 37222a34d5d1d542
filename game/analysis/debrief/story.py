"""The story: turn by turn what was decided, what the others did and what changed; hidden dispositions are shown now."""

from collections.abc import Iterable
from dataclasses import dataclass

from game.analysis.debrief.case import Case
from game.analysis.debrief.questions import highest
from game.analysis.debrief.waterfall import TOTAL, lines_of, measures, prefixes, start_of
from game.rules.ledger import Line
from game.session.record import Amounts, Turn
from game.session.report import announcements_of

SHIFTS = 3
_CAUSES = {"provocation": "pyongyang", "shock": "world"}
_ENDS = ("met", "partly", "enforced", "lapsed", "broken")


@dataclass(frozen=True)
class Happening:
    """What another side did: whose mark, what kind (an announcement's kind, "provocation" or "shock"), about what, and until when."""

    who: str
    kind: str
    about: str
    due: int = 0


@dataclass(frozen=True)
class Move:
    """A programme whose points were changed."""

    programme: str
    before: int
    after: int


@dataclass(frozen=True)
class Shift:
    """An indicator that moved far within its range, in thousandths of its unit."""

    indicator: str
    before: int
    after: int


@dataclass(frozen=True)
class Chapter:
    """One turn: cards with the chosen options, points moved, what others did, what changed most, and pillars and result after it.

    `total` and `pillars` are thousandths; `rung` and `us_rung` are those in force after the turn.
    """

    turn: int
    cards: tuple[tuple[str, str], ...]
    moves: tuple[Move, ...]
    happenings: tuple[Happening, ...]
    shifts: tuple[Shift, ...]
    total: int
    pillars: Amounts
    rung: int
    us_rung: int


@dataclass(frozen=True)
class Hidden:
    """A hidden disposition, now shown: its value after the turn it was drawn in, and the range that it is drawn from, in thousandths."""

    power: str
    name: str
    turn: int
    value: int
    low: int
    high: int


def story_of(case: Case) -> list[Chapter]:
    """Tell a game turn by turn."""
    lines = lines_of(case)
    totals = standings(case, lines)
    before = {programme.id: programme.start for programme in case.scenario.programmes}
    indicators = case.record.start
    found = []
    for number, turn in enumerate(case.record.turns, 1):
        here = [line for line in lines if line.turn == number]
        points = {name: turn.order.points.get(name, 0) for name in before}
        moves = tuple(Move(name, before[name], points[name]) for name in before if before[name] != points[name])
        found.append(Chapter(
            number, tuple((event, turn.order.answers.get(event, "")) for event in turn.events), moves,
            tuple(_happenings(case, number, turn, here)), tuple(_shifts(case, indicators, turn.indicators)),
            totals[number][TOTAL], {name: value for name, value in totals[number].items() if name != TOTAL},
            *_rungs(case, number, here),
        ))
        before, indicators = points, turn.indicators
    return found


def standings(case: Case, lines: list[Line] | None = None) -> list[Amounts]:
    """Evaluate result and pillars at the start and after each turn; after the last they are the result, hand-over included."""
    scenario, record = case.scenario, case.record
    lines = lines_of(case) if lines is None else lines
    start = prefixes(scenario, start_of(case), [])[:, 0]
    rows = measures(scenario, prefixes(scenario, start, lines))
    ends = [sum(line.turn <= turn for line in lines) for turn in range(len(record.turns) + 1)]
    found = [{name: int(row[end]) for name, row in rows.items()} for end in ends]
    return [*found[:-1], {**found[-1], TOTAL: case.result.total, **case.result.pillars}]


def hidden_of(case: Case) -> list[Hidden]:
    """Show the hidden dispositions; none where the game cannot be played again here."""
    if case.game is None:
        return []
    scenario, states = case.scenario, case.game.states
    patron, rival = scenario.us_pressure, scenario.china_retaliation
    found: list[Hidden] = []
    for state in states:
        value = int(state.resolve[0])
        if not found or found[-1].value != value:
            found.append(Hidden("washington", "resolve", state.turn, value, *patron.resolve))
    patience = Hidden("beijing", "patience", 1, int(states[0].patience[0]), *rival.patience) if states else None
    return [*found, *([patience] if patience else [])]


def _happenings(case: Case, number: int, turn: Turn, lines: Iterable[Line]) -> Iterable[Happening]:
    """List what others did in a turn, each once."""
    if case.game is not None:
        for one in announcements_of(case.scenario, *case.game.after[number - 1 : number + 1]):
            yield Happening("washington" if one.kind.startswith(("demand", "us_")) else "beijing", one.kind, one.about, one.due)
    seen = set()
    for line in lines:
        kind, _, rest = line.cause.partition(".")
        name, _, end = rest.partition(".")
        if (kind, rest) in seen:
            continue
        seen.add((kind, rest))
        if kind in _CAUSES:
            yield Happening(_CAUSES[kind], kind, name)
        elif case.game is None and kind == "demand" and end in _ENDS:
            yield Happening("washington", f"demand_{end}", name)


def _shifts(case: Case, before: Amounts, after: Amounts) -> list[Shift]:
    """Find the indicators that moved furthest within their ranges; posture is told elsewhere."""
    posture = {case.scenario.indicators[place].id for place in case.scenario.roles.posture if place >= 0}
    moved = [
        (abs(after[one.id] - before[one.id]) / max(1, one.high - one.low), one.id)
        for one in case.scenario.indicators
        if one.id in before and one.id in after and one.id not in posture and before[one.id] != after[one.id]
    ]
    return [Shift(name, before[name], after[name]) for _, name in sorted(moved, reverse=True)[:SHIFTS]]


def _rungs(case: Case, number: int, lines: Iterable[Line]) -> tuple[int, int]:
    """Give the rungs in force after a turn: Beijing's and Washington's."""
    if case.game is not None:
        state = case.game.after[number]
        return int(state.rung[0]), int(state.us_rung[0])
    causes = {line.cause.split(".")[1] for line in lines if line.cause.startswith("rung.") and line.cause.count(".") == 1}
    patron = {line.cause.split(".")[1] for line in lines if line.cause.startswith("us_rung.")}
    return highest(case.scenario.china_retaliation.ladder, causes), highest(case.scenario.us_pressure.ladder, patron)
