"""Tournaments as a whole: opened, changed, finished, deleted. Each function is one piece of a transaction."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, insert, select, update

from game.server import rounds
from game.server import tables as t
from game.server.faults import conflict, invalid, not_found
from game.server.people import touch
from game.server.rights import grant
from game.server.snapshot import ENDED, FILE, FINISHED, OPEN, TABLE, TEACHER, Round, Snapshot, settings_from
from game.session.options import why_impossible
from game.session.record import Options
from game.tournament.codes import new_code
from game.tournament.format import LONGEST_TITLE, Pace, Plan, Settings, Tournament

if TYPE_CHECKING:
    from game.content.compiled import Compiled


@dataclass(frozen=True)
class Planned:
    """A round that is to be: its scenario, options and pace."""

    compiled: "Compiled"
    options: Options
    pace: Pace

    def problem(self) -> str:
        """Say why it cannot be, or nothing."""
        return why_impossible(self.compiled.scenario, self.options)


def title_of(typed: str) -> str:
    """Give a title as it is kept; refuses one that cannot be printed.

    >>> title_of("  Class   3-1 ")
    'Class 3-1'
    """
    title = " ".join(typed.split())[:LONGEST_TITLE]
    if not title or not title.isprintable():
        raise invalid("title", "a title has printable letters")
    return title


def open_tournament(
    connection: Connection, now: float, title: str, settings: Settings, planned: Sequence[Planned], series: str | None = None
) -> dict[str, str]:
    """Open a tournament; in a series that there is already it has the same rounds and seeds. Gives tokens, shown once."""
    tournament, room = secrets.token_hex(8), _new_room(connection)
    other = _first_of(connection, series) if series else None
    values = {
        "id": tournament, "room": room, "title": title, "series": series or tournament, "state": OPEN,
        "settings": json.dumps(asdict(settings)), "version": 1, "progress": 0, "created": now,
    }
    connection.execute(insert(t.tournaments).values(**values))
    seeds = [] if other is None else _seeds(connection, other, planned)
    for place, one in enumerate(planned):
        rounds.add(connection, tournament, one.compiled, one.options, one.pace, seeds[place] if seeds else None)
    return {"id": tournament, "room": room, **tokens(connection, now, tournament)}


def tokens(connection: Connection, now: float, tournament: str) -> dict[str, str]:
    """Make new tokens for the teacher and for the table."""
    touch(connection, tournament)
    return {"teacher": grant(connection, now, TEACHER, tournament), "table": grant(connection, now, TABLE, tournament)}


def _new_room(connection: Connection) -> str:
    while True:
        room = new_code()
        if connection.execute(select(t.tournaments.c.id).where(t.tournaments.c.room == room)).first() is None:
            return room


def _first_of(connection: Connection, series: str) -> str | None:
    found = select(t.tournaments.c.id).where(t.tournaments.c.series == series).order_by(t.tournaments.c.created).limit(1)
    first: str | None = connection.execute(found).scalar()
    return first


def _seeds(connection: Connection, other: str, planned: Sequence[Planned]) -> list[str]:
    """Give the seeds of the series; refuses other rounds than it has, and a series in which somebody has begun to learn them."""
    rows = connection.execute(select(t.rounds).where(t.rounds.c.tournament == other).order_by(t.rounds.c.number)).all()
    same = [(one.scenario, one.rules_digest, one.option_turns, one.option_cards) for one in rows]
    wanted = [(one.compiled.scenario.id, one.compiled.rules_digest, one.options.turns, one.options.cards) for one in planned]
    if same != wanted:
        raise conflict("state", "the tournaments of a series have the same rounds: name those of the first one")
    if any(one.state in (ENDED, FILE) for one in rows) and _all_over(connection, other):
        raise conflict("state", "this series is over and its seeds are shown: begin another")
    return [one.seed for one in rows]


def _all_over(connection: Connection, tournament: str) -> bool:
    series = select(t.tournaments.c.series).where(t.tournaments.c.id == tournament).scalar_subquery()
    open_ones = select(t.rounds.c.id).join(t.tournaments).where(
        t.tournaments.c.series == series, t.tournaments.c.state == OPEN, t.rounds.c.state.not_in((ENDED, FILE))
    )
    return connection.execute(open_ones.limit(1)).first() is None


def plan_round(connection: Connection, tournament: str, planned: Planned) -> int:
    """Plan one more round; a series with several classes has the rounds that it began with."""
    series = select(t.tournaments.c.series).where(t.tournaments.c.id == tournament).scalar_subquery()
    others = select(t.tournaments.c.id).where(t.tournaments.c.series == series, t.tournaments.c.id != tournament)
    if connection.execute(others.limit(1)).first() is not None:
        raise conflict("state", "the tournaments of a series have the same rounds: no more can be planned")
    return rounds.add(connection, tournament, planned.compiled, planned.options, planned.pace)


def change_settings(connection: Connection, tournament: str, changes: dict[str, Any]) -> Settings:
    """Change settings; ministers can only share seats if that is decided before anybody has joined."""
    row = connection.execute(select(t.tournaments).where(t.tournaments.c.id == tournament).with_for_update()).first()
    if row is None:
        raise not_found("tournament")
    before = settings_from(row.settings)
    after = replace(before, **changes)
    if after.team_size != before.team_size:
        joined = select(t.players.c.id).where(t.players.c.tournament == tournament)
        if connection.execute(joined.limit(1)).first() is not None:
            raise conflict("state", "somebody has joined already: the size of teams stays as it is")
    values = {"settings": json.dumps(asdict(after)), "version": row.version + 1}
    connection.execute(update(t.tournaments).where(t.tournaments.c.id == tournament).values(**values))
    return after


def finish(connection: Connection, tournament: str) -> None:
    """Close a tournament: nobody joins any more, and the seeds of what was not played are shown."""
    rounds.refuse_live(connection, tournament)
    connection.execute(update(t.tournaments).where(t.tournaments.c.id == tournament).values(state=FINISHED))
    rounds.touch_series(connection, tournament)


def delete_all(connection: Connection, tournament: str) -> list[int]:
    """Delete everything of a tournament; the database overwrites it (secure_delete). Gives the ids of its rounds."""
    if connection.execute(select(t.tournaments.c.id).where(t.tournaments.c.id == tournament)).first() is None:
        raise not_found("tournament")
    rounds_ = list(connection.execute(select(t.rounds.c.id).where(t.rounds.c.tournament == tournament)).scalars())
    for table in (t.orders, t.drafts, t.results):
        connection.execute(delete(table).where(table.c.round.in_(rounds_)))
    for table in (t.tokens, t.players, t.seats, t.rounds):
        connection.execute(delete(table).where(table.c.tournament == tournament))
    connection.execute(delete(t.tournaments).where(t.tournaments.c.id == tournament))
    return rounds_


def list_all(connection: Connection) -> list[dict[str, Any]]:
    """List the tournaments of a server for its operator, without anybody's name."""
    columns = t.tournaments.c
    rows = connection.execute(select(columns.id, columns.room, columns.title, columns.series, columns.state).order_by(columns.created))
    return [dict(row._mapping) for row in rows]  # noqa: SLF001  SQLAlchemy's public name for a row as a mapping


def file_of(snapshot: Snapshot) -> Tournament:
    """Give the tournament as a file: seeds only where they are shown."""
    return Tournament(snapshot.id, snapshot.title, tuple(_plan_of(one) for one in snapshot.rounds))


def _plan_of(round_: Round) -> Plan:
    seed = round_.seed if round_.shown else None
    return Plan(round_.scenario, round_.pack, round_.rules, round_.seed_digest, round_.options, seed)
