"""Who takes part: joining, waiting, letting in, resuming, renaming, removing. Each function is one piece of a transaction."""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from game.server import tables as t
from game.server.faults import conflict, invalid, not_found
from game.server.rights import grant, let_in, revoke
from game.server.snapshot import ASKING, IN, OPEN, PLAYER, REMOVED, WAITING, settings_from
from game.tournament.codes import new_code
from game.tournament.format import Settings
from game.tournament.names import NicknameError, clean, key_of

MOST_WAITING = 300
LONG_CODE_FROM = 1000


def touch(connection: Connection, tournament: str) -> None:
    """Raise a tournament's version: something has changed."""
    connection.execute(update(t.tournaments).where(t.tournaments.c.id == tournament).values(version=t.tournaments.c.version + 1))


_progress = update(t.tournaments).where(t.tournaments.c.id == bindparam("tournament")).values(progress=t.tournaments.c.progress + 1)
_progress_told = _progress.returning(t.tournaments.c.progress)


def touch_progress(connection: Connection, tournament: str) -> int | None:
    """Raise a tournament's progress: an order or a draft has come, and nothing else has changed.

    Gives the progress then; None where the tournament is gone, or the database too old to tell (SQLite before 3.35).
    """
    about = {"tournament": tournament}
    if connection.dialect.update_returning:
        found: int | None = connection.execute(_progress_told, about).scalar()
        return found
    connection.execute(_progress, about)
    return None


def find_room(connection: Connection, room: str | None) -> str:
    """Give the open tournament of a room code, or the only one there is; refuses where that is not clear."""
    where = [t.tournaments.c.state == OPEN] + ([t.tournaments.c.room == room] if room else [])
    found = connection.execute(select(t.tournaments.c.id).where(*where).limit(2)).scalars().all()
    if len(found) == 1:
        return str(found[0])
    if found:
        raise invalid("room", "this server has several tournaments: type the six letters of yours")
    raise not_found("room")


def named(field: str, typed: str) -> str:
    """Give a name as it is kept; refuses one that cannot be had."""
    try:
        return clean(typed)
    except NicknameError as error:
        raise invalid(field, str(error)) from None


def join(connection: Connection, now: float, tournament: str, nickname: str, team: str | None) -> dict[str, str]:
    """Let a newcomer into the waiting room, or straight in; gives token, personal code and status."""
    row = connection.execute(
        select(t.tournaments.c.settings, t.tournaments.c.state).where(t.tournaments.c.id == tournament).with_for_update()
    ).first()
    if row is None:
        raise not_found("tournament")
    settings = settings_from(row.settings)
    if row.state != OPEN or not settings.joining:
        raise conflict("closed", "nobody can join now: ask the teacher")
    name = named("nickname", nickname)
    _free(connection, tournament, name)
    _room_left(connection, tournament, settings)
    seat, head = _seat_for(connection, tournament, name, team, settings)
    code = _new_code(connection, tournament, settings)
    status = WAITING if settings.approval else IN
    values = {
        "tournament": tournament, "seat": seat, "nickname": name, "key": key_of(name), "status": status, "code": code, "head": head,
        "seen": now,
    }
    player = connection.execute(insert(t.players).values(**values).returning(t.players.c.id)).scalar_one()
    touch(connection, tournament)
    return {"token": grant(connection, now, PLAYER, tournament, player), "code": code, "status": status}


def _free(connection: Connection, tournament: str, name: str) -> None:
    taken = select(t.players.c.id).where(t.players.c.tournament == tournament, t.players.c.key == key_of(name))
    if connection.execute(taken).first() is not None:
        raise conflict("taken", "somebody has this nickname: choose another, or ask to be let in again if it is yours")


def _room_left(connection: Connection, tournament: str, settings: Settings) -> None:
    counts = select(t.players.c.status, func.count()).where(t.players.c.tournament == tournament).group_by(t.players.c.status)
    counted = {status: number for status, number in connection.execute(counts)}  # noqa: C416  rows are not pairs to mypy
    if counted.get(WAITING, 0) >= MOST_WAITING or sum(counted.values()) >= settings.most_seats * settings.team_size + MOST_WAITING:
        raise conflict("full", "the waiting room is full: ask the teacher to let somebody in")


def _seat_for(connection: Connection, tournament: str, name: str, team: str | None, settings: Settings) -> tuple[int, bool]:
    """Give the seat of a newcomer, a new one or the team's, and whether the newcomer heads it."""
    seats = select(func.count()).where(t.seats.c.tournament == tournament)
    if team and settings.team_size > 1:
        title = named("team", team)
        key = f"team {key_of(title)}"
        known = connection.execute(select(t.seats.c.id).where(t.seats.c.tournament == tournament, t.seats.c.key == key)).scalar()
        if known is not None:
            members = select(func.count()).where(t.players.c.seat == known, t.players.c.status != REMOVED)
            number = connection.execute(members).scalar_one()
            if number >= settings.team_size:
                raise conflict("full", f"this team has its {settings.team_size} ministers: choose another team")
            return known, number == 0
    else:
        title, key = name, f"one {key_of(name)}"
    if connection.execute(seats).scalar_one() >= settings.most_seats:
        raise conflict("full", "every seat is taken: ask the teacher")
    values = {"tournament": tournament, "name": title, "key": key, "grouping": "", "extra": 0.0}
    return connection.execute(insert(t.seats).values(**values).returning(t.seats.c.id)).scalar_one(), True


def _new_code(connection: Connection, tournament: str, settings: Settings) -> str:
    for _ in range(20):
        code = new_code(8 if settings.most_seats > LONG_CODE_FROM else 6)
        same = select(t.players.c.id).where(t.players.c.tournament == tournament, t.players.c.code == code)
        if connection.execute(same).first() is None:
            return code
    raise conflict("full", "no personal code is left: ask the teacher")


def resume(connection: Connection, now: float, tournament: str, code: str) -> dict[str, str] | None:
    """Give a new token to the player of a personal code; None where nobody has it."""
    row = connection.execute(select(t.players).where(t.players.c.tournament == tournament, t.players.c.code == code)).first()
    if row is None or row.status == REMOVED:
        return None
    touch(connection, tournament)
    return {"token": grant(connection, now, PLAYER, tournament, row.id), "nickname": row.nickname, "status": row.status}


def ask_again(connection: Connection, now: float, tournament: str, nickname: str) -> dict[str, str]:
    """Ask for the place of a nickname whose code was lost; the teacher lets in with one click."""
    where = t.players.c.tournament == tournament, t.players.c.key == key_of(named("nickname", nickname))
    row = connection.execute(select(t.players).where(*where)).first()
    if row is None or row.status == REMOVED:
        raise not_found("nickname here: join with it")
    connection.execute(delete(t.tokens).where(t.tokens.c.player == row.id, t.tokens.c.state == ASKING))
    touch(connection, tournament)
    return {"token": grant(connection, now, PLAYER, tournament, row.id, ASKING), "status": "asking"}


# -- what the teacher does ------------------------------------------------------------------------------------------------


def approve(connection: Connection, tournament: str, player: int | None) -> None:
    """Approve a nickname, or all that wait."""
    where = [t.players.c.tournament == tournament, t.players.c.status == WAITING]
    connection.execute(update(t.players).where(*where, *([t.players.c.id == player] if player is not None else [])).values(status=IN))
    touch(connection, tournament)


def remove(connection: Connection, tournament: str, player: int) -> None:
    """Remove a player: tokens and code are worth nothing any more, and a team gets another head."""
    row = _player(connection, tournament, player)
    gone = {"status": REMOVED, "head": False, "code": f"-{player}", "key": f"-{player}"}          # the nickname is free again
    connection.execute(update(t.players).where(t.players.c.id == player).values(**gone))
    alone = (t.seats.c.id == row.seat) & t.seats.c.key.like("one %")
    connection.execute(update(t.seats).where(alone).values(key=f"-{row.seat}"))
    revoke(connection, player)
    if row.head:
        rest = select(t.players.c.id).where(t.players.c.seat == row.seat, t.players.c.status != REMOVED).order_by(t.players.c.id)
        heir = connection.execute(rest).scalars().first()
        if heir is not None:
            connection.execute(update(t.players).where(t.players.c.id == heir).values(head=True))
    touch(connection, tournament)


def take_back(connection: Connection, tournament: str, player: int) -> None:
    """Take back a removed player, with a new personal code; refuses where nickname or place in the team were taken meanwhile."""
    row = _player(connection, tournament, player)
    if row.status != REMOVED:
        raise conflict("state", "this player was not removed")
    _free(connection, tournament, row.nickname)
    settings = _settings(connection, tournament)
    others = select(func.count(), func.count().filter(t.players.c.head)).where(t.players.c.seat == row.seat, t.players.c.status != REMOVED)
    number, heads = connection.execute(others).one()
    if number >= settings.team_size:
        raise conflict("full", f"this team has its {settings.team_size} ministers again: remove one first")
    back = {"status": IN, "head": not heads, "code": _new_code(connection, tournament, settings), "key": key_of(row.nickname)}
    connection.execute(update(t.players).where(t.players.c.id == player).values(**back))
    alone = (t.seats.c.id == row.seat) & (t.seats.c.key == f"-{row.seat}")
    connection.execute(update(t.seats).where(alone).values(key=f"one {key_of(row.nickname)}"))
    touch(connection, tournament)


def let_in_again(connection: Connection, tournament: str, player: int) -> None:
    """Let whoever asks for a player's place have it."""
    row = _player(connection, tournament, player)
    if not let_in(connection, player):
        raise conflict("state", "nobody asks to be let in with this nickname")
    if row.status == WAITING:
        connection.execute(update(t.players).where(t.players.c.id == player).values(status=IN))
    touch(connection, tournament)


def change_code(connection: Connection, tournament: str, player: int) -> str:
    """Give a player another personal code, in place of one that others have seen."""
    _present(connection, tournament, player)
    code = _new_code(connection, tournament, _settings(connection, tournament))
    connection.execute(update(t.players).where(t.players.c.id == player).values(code=code))
    touch(connection, tournament)
    return code


def make_head(connection: Connection, tournament: str, player: int) -> None:
    """Make a player the head of government of the own seat."""
    row = _present(connection, tournament, player)
    connection.execute(update(t.players).where(t.players.c.seat == row.seat).values(head=t.players.c.id == player))
    touch(connection, tournament)


def change(
    connection: Connection, tournament: str, player: int, *, nickname: str | None, group: str | None, extra: float | None
) -> None:
    """Rename a player, name the class, or give the seat more seconds a turn."""
    row = _player(connection, tournament, player)
    if nickname is not None:
        name = named("nickname", nickname)
        if key_of(name) != row.key:
            _free(connection, tournament, name)
        connection.execute(update(t.players).where(t.players.c.id == player).values(nickname=name, key=key_of(name)))
        alone = (t.seats.c.id == row.seat) & t.seats.c.key.like("one %")
        connection.execute(update(t.seats).where(alone).values(name=name, key=f"one {key_of(name)}"))
    values: dict[str, str | float] = {}
    if group is not None:
        values["grouping"] = named("group", group) if group.strip() else ""
    if extra is not None:
        values["extra"] = extra
    if values:
        connection.execute(update(t.seats).where(t.seats.c.id == row.seat).values(**values))
    touch(connection, tournament)


def _player(connection: Connection, tournament: str, player: int) -> "Row[Any]":
    row = connection.execute(select(t.players).where(t.players.c.tournament == tournament, t.players.c.id == player)).first()
    if row is None:
        raise not_found("player")
    return row


def _present(connection: Connection, tournament: str, player: int) -> "Row[Any]":
    """Find a player who was not removed."""
    row = _player(connection, tournament, player)
    if row.status == REMOVED:
        raise conflict("state", "this player was removed")
    return row


def _settings(connection: Connection, tournament: str) -> Settings:
    return settings_from(connection.execute(select(t.tournaments.c.settings).where(t.tournaments.c.id == tournament)).scalar_one())


def seen(connection: Connection, now: float, players: dict[str, set[int]], away: float) -> None:
    """Note that players were heard of; a tournament changes only where somebody was away and is back."""
    for tournament, ids in players.items():
        back = select(t.players.c.id).where(t.players.c.id.in_(ids), t.players.c.seen < now - away)
        if connection.execute(back.limit(1)).first() is not None:
            touch(connection, tournament)
        connection.execute(update(t.players).where(t.players.c.tournament == tournament, t.players.c.id.in_(ids)).values(seen=now))

