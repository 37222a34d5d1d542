"""Orders and drafts as they come in a class: many in the same second, so they are stored together with a few statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from game.server import tables as t
from game.server.faults import Refusal, conflict, illegal, not_found
from game.server.people import touch_progress
from game.server.play import Play
from game.server.snapshot import GIVEN
from game.server.steps import Step, Turns
from game.server.turns import check_deadline, check_playing, check_running, check_turn, same_order
from game.session.record import Order, canonical
from game.tournament.format import PACED

Key = tuple[int, int, int]
"""Round, seat, turn."""
STEPS = "steps"
"""Where a connection keeps the steps of what it has done."""


@dataclass(frozen=True)
class Accept:
    """An order to be stored; gives its digest and whether it was there already."""

    now: float
    tournament: str
    key: Key
    order: Order
    body: str
    digest: str
    extra: float
    play: Play

    def __call__(self, connection: Connection) -> tuple[str, bool]:
        """Store this one alone."""
        found = accept_all(connection, [self])[0]
        if isinstance(found, Refusal):
            raise found
        return found


@dataclass(frozen=True)
class Keep:
    """Parts of a table to be kept."""

    tournament: str
    key: Key
    parts: dict[str, Any]

    def __call__(self, connection: Connection) -> None:
        """Store this one alone."""
        found = keep_all(connection, [self])[0]
        if found is not None:
            raise found


_rounds = select(t.rounds).where(t.rounds.c.id.in_(bindparam("rounds", expanding=True))).with_for_update(read=True)
_last = (
    select(t.orders.c.round, t.orders.c.seat, func.max(t.orders.c.turn).label("turn"))
    .where(t.orders.c.round.in_(bindparam("rounds", expanding=True)), t.orders.c.seat.in_(bindparam("seats", expanding=True)))
    .group_by(t.orders.c.round, t.orders.c.seat)
)
_known = select(t.orders.c.round, t.orders.c.seat, t.orders.c.turn, t.orders.c.digest, t.orders.c.kind).where(
    t.orders.c.round.in_(bindparam("rounds", expanding=True)), t.orders.c.turn.in_(bindparam("turns", expanding=True)),
    t.orders.c.seat.in_(bindparam("seats", expanding=True)),
)


def _upsert(dialect: Any) -> Any:
    new = dialect.insert(t.drafts)
    return new.on_conflict_do_update(index_elements=["round", "seat", "part"], set_={"turn": new.excluded.turn, "body": new.excluded.body})


_upserts = {"sqlite": _upsert(sqlite), "postgresql": _upsert(postgresql)}


def accept_all(connection: Connection, wanted: Sequence[Accept]) -> list[tuple[str, bool] | Refusal]:
    """Store orders; gives for each its digest and whether it was there already, or why it is refused.

    Refused are another order for a turn that has one, and what comes too late or too early.
    """
    about = {"rounds": sorted({one.key[0] for one in wanted}), "seats": sorted({one.key[1] for one in wanted})}
    rounds = {row.id: row for row in connection.execute(_rounds, {"rounds": about["rounds"]})}
    turns = sorted({one.key[2] for one in wanted})
    known = {(row.round, row.seat, row.turn): (row.digest, row.kind) for row in connection.execute(_known, {**about, "turns": turns})}
    last = _last_turns(connection, about) if any(row.mode == PACED for row in rounds.values()) else {}
    answers: list[tuple[str, bool] | Refusal] = []
    new: list[Accept] = []
    wrong = _wrong([one for one in wanted if one.key not in known])
    for one in wanted:
        try:
            if one.key not in known:
                _check(rounds.get(one.key[0]), one, last)
                if one.key in wrong:
                    raise wrong[one.key]
                known[one.key] = one.digest, GIVEN
                last[one.key[:2]] = one.key[2]
                new.append(one)
                answers.append((one.digest, False))
            else:
                answers.append((same_order(known[one.key], one.digest), True))
        except Refusal as refusal:
            answers.append(refusal)
    if new:
        connection.execute(insert(t.orders), [_row(one) for one in new])
        _step(connection, new)
    return answers


def _row(one: Accept) -> dict[str, Any]:
    number, seat, turn = one.key
    return {"round": number, "seat": seat, "turn": turn, "digest": one.digest, "body": one.body, "kind": GIVEN}


def _check(row: "Row[Any] | None", one: Accept, last: dict[tuple[int, int], int]) -> None:
    if row is None:
        raise not_found("round")
    check_running(row.state)
    check_turn(one.key[2], last.get(one.key[:2], 0) + 1 if row.mode == PACED else row.turn)
    check_deadline(one.now, row.closes if row.mode == PACED else row.deadline, 0 if row.mode == PACED else one.extra)


def _wrong(wanted: Sequence[Accept]) -> dict[Key, Refusal]:
    """Check orders against the rules, those of one play at once; gives why by key."""
    plays: dict[int, list[Accept]] = {}
    found: dict[Key, Refusal] = {}
    for one in wanted:
        if one.play.turn == one.key[2] or one.play.finished:
            plays.setdefault(id(one.play), []).append(one)
        else:                                                # resolved since it was looked at, or not open yet
            code, words = ("late", "is resolved already") if one.play.turn > one.key[2] else ("early", "is not open yet")
            found[one.key] = conflict(code, f"this turn {words}")
    for group in plays.values():
        answers = group[0].play.problems([(one.key[1], one.order) for one in group])
        for one, problems in zip(group, answers, strict=True):
            if problems:
                over = problems[0].code == "over"
                found[one.key] = conflict("over", "your game is over") if over else illegal(problems)
    return found


def _last_turns(connection: Connection, about: dict[str, list[int]]) -> dict[tuple[int, int], int]:
    return {(row.round, row.seat): row.turn for row in connection.execute(_last, about)}


def keep_all(connection: Connection, wanted: Sequence[Keep]) -> list[Refusal | None]:
    """Keep parts of tables; gives for each None, or why it is refused."""
    about = {"rounds": sorted({one.key[0] for one in wanted}), "seats": sorted({one.key[1] for one in wanted})}
    rounds = {row.id: row for row in connection.execute(_rounds, {"rounds": about["rounds"]})}
    last = _last_turns(connection, about)
    answers: list[Refusal | None] = []
    rows: dict[tuple[int, int, str], dict[str, Any]] = {}
    new: list[Keep] = []
    for one in wanted:
        number, seat, turn = one.key
        try:
            _check_table(rounds.get(number), turn, last.get((number, seat), 0))
            for part, body in one.parts.items():
                rows[number, seat, part] = {"round": number, "seat": seat, "part": part, "turn": turn, "body": canonical(body)}
            new.append(one)
            answers.append(None)
        except Refusal as refusal:
            answers.append(refusal)
    if rows:
        connection.execute(_upserts[connection.dialect.name], list(rows.values()))
        _step(connection, new)
    return answers


def _check_table(row: "Row[Any] | None", turn: int, last: int) -> None:
    if row is None:
        raise not_found("round")
    check_playing(row.state)
    check_turn(turn, last + 1 if row.mode == PACED else row.turn)
    if last >= turn:
        raise conflict("already_ended", "this turn has been ended: the table is closed")


def _step(connection: Connection, stored: Sequence[Accept] | Sequence[Keep]) -> None:
    """Raise the progress of tournaments; with the connection go the steps, for whoever commits what it has done."""
    turns: dict[str, tuple[Turns, Turns]] = {}
    for one in stored:
        ended, drafted = turns.setdefault(one.tournament, ({}, {}))
        number, seat, turn = one.key
        (ended if isinstance(one, Accept) else drafted)[number, seat] = turn
    for tournament in sorted(turns):                         # in one order, so that two workers do not wait for each other
        progress = touch_progress(connection, tournament)
        if progress is not None:
            connection.info.setdefault(STEPS, []).append(Step(tournament, progress, *turns[tournament]))
