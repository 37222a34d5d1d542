"""Rounds: planned, started, paused, moved on, ended. Each function is one piece of a transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, CursorResult, Row, Update, delete, func, insert, select, update

from game.server import tables as t
from game.server.faults import conflict, not_found
from game.server.people import touch
from game.server.play import Play
from game.server.plays import carry_on
from game.server.snapshot import ENDED, FILE, OPEN, PAUSED, PLANNED, RUNNING, Round
from game.server.turns import as_tables_stand
from game.session.options import shaped
from game.session.origin import pack_ref, rules_ref
from game.session.record import Options
from game.tournament.format import LOCKSTEP, MOST_ROUNDS, PACED, Pace
from game.tournament.seeds import digest_of, new_seed

if TYPE_CHECKING:
    from game.content.compiled import Compiled


def add(connection: Connection, tournament: str, compiled: "Compiled", options: Options, pace: Pace, seed: str | None = None) -> int:
    """Plan a round with a new seed (or that of the series); gives its number."""
    row = connection.execute(select(t.tournaments).where(t.tournaments.c.id == tournament).with_for_update()).first()
    if row is None:
        raise not_found("tournament")
    if row.state != OPEN:
        raise conflict("state", "this tournament is closed")
    last = connection.execute(select(func.coalesce(func.max(t.rounds.c.number), 0)).where(t.rounds.c.tournament == tournament)).scalar_one()
    if last >= MOST_ROUNDS:
        raise conflict("full", f"a tournament has at most {MOST_ROUNDS} rounds")
    pack, rules, seed = pack_ref(compiled), rules_ref(compiled), seed or new_seed()
    values = {
        "tournament": tournament, "number": last + 1, "scenario": compiled.scenario.id, "pack": pack.id, "pack_version": pack.version,
        "pack_digest": pack.digest, "rules_digest": rules.digest, "rules_version": rules.version, "option_turns": options.turns,
        "option_cards": options.cards, "seed": seed, "seed_digest": digest_of(seed), "state": PLANNED, "turn": 1,
        "turns": shaped(compiled, options).scenario.calendar.turns, **_pace(pace),
    }
    connection.execute(insert(t.rounds).values(**values))
    touch(connection, tournament)
    return last + 1


def _pace(pace: Pace) -> dict[str, Any]:
    return {
        "mode": pace.mode, "turn_seconds": pace.turn_seconds, "first_turn_seconds": pace.first_turn_seconds, "closes": pace.closes,
    }


def change(connection: Connection, tournament: str, number: int, pace: Pace) -> None:
    """Change the pace of a planned round."""
    row = _row(connection, tournament, number, PLANNED)
    connection.execute(update(t.rounds).where(t.rounds.c.id == row.id).values(**_pace(pace)))
    touch(connection, tournament)


def drop(connection: Connection, tournament: str, number: int) -> None:
    """Take a planned round away, if it is the last: numbers have no gaps."""
    row = _row(connection, tournament, number, PLANNED)
    later = select(t.rounds.c.id).where(t.rounds.c.tournament == tournament, t.rounds.c.number > number)
    if connection.execute(later).first() is not None:
        raise conflict("state", "only the last round can be taken away")
    connection.execute(delete(t.rounds).where(t.rounds.c.id == row.id))
    touch(connection, tournament)


def refuse_live(connection: Connection, tournament: str) -> None:
    """Refuse while a round is being played."""
    live = select(t.rounds.c.number).where(t.rounds.c.tournament == tournament, t.rounds.c.state.in_((RUNNING, PAUSED)))
    if (number := connection.execute(live).scalar()) is not None:
        raise conflict("state", f"round {number} is still being played: end it first")


def start(connection: Connection, now: float, tournament: str, number: int) -> None:
    """Start a planned round; one at a time."""
    row = _row(connection, tournament, number, PLANNED)
    refuse_live(connection, tournament)
    seconds = _pace_of(row).seconds(1)
    values = {"state": RUNNING, "turn": 1, "deadline": now + seconds if seconds else None}
    connection.execute(update(t.rounds).where(t.rounds.c.id == row.id).values(**values))
    touch(connection, tournament)


def pause(connection: Connection, now: float, tournament: str, number: int) -> None:
    """Stop the clock: eyes up."""
    row = _row(connection, tournament, number, RUNNING)
    connection.execute(update(t.rounds).where(t.rounds.c.id == row.id).values(state=PAUSED, paused=now))
    touch(connection, tournament)


def resume(connection: Connection, now: float, tournament: str, number: int) -> None:
    """Let the clock run on: every deadline is later by the length of the pause."""
    row = _row(connection, tournament, number, PAUSED)
    length = max(0.0, now - row.paused)
    values = {
        "state": RUNNING, "paused": None, "deadline": None if row.deadline is None else row.deadline + length,
        "closes": None if row.closes is None else row.closes + length,
    }
    connection.execute(update(t.rounds).where(t.rounds.c.id == row.id).values(**values))
    touch(connection, tournament)


def extend(connection: Connection, now: float, tournament: str, number: int, seconds: float) -> None:
    """Move the deadline; where there was none, the turn gets one so many seconds from now."""
    row = _row(connection, tournament, number, RUNNING, PAUSED)
    column = "closes" if row.mode == PACED else "deadline"
    before = getattr(row, column)
    at = now if row.paused is None else row.paused
    connection.execute(update(t.rounds).where(t.rounds.c.id == row.id).values(**{column: max(at, (before or at) + seconds)}))
    touch(connection, tournament)


def to_file(connection: Connection, tournament: str, number: int) -> None:
    """Play a planned round by file: its seed is given out, and it is not hosted."""
    row = _row(connection, tournament, number, PLANNED)
    connection.execute(update(t.rounds).where(t.rounds.c.id == row.id).values(state=FILE))
    touch_series(connection, tournament)


def resolve(
    connection: Connection, now: float, tournament: str, round_: Round, play: Play, seats: Sequence[int], *, by_hand: bool = False
) -> Play | None:
    """Resolve the turn at hand of a lock-step round for all seats; None where another worker has done so, or eyes are up.

    The one conditional update is first: from here on no order for this turn is accepted, and all that were are read. `by_hand` is
    the teacher's wish, which counts in a pause as well.
    """
    turn, columns = round_.turn, t.rounds.c
    live = columns.state.in_((RUNNING, PAUSED) if by_hand else (RUNNING,)) & (columns.mode == LOCKSTEP)
    here = update(t.rounds).where(columns.id == round_.id, columns.turn == turn, live)
    if not _changed(connection, here.values(turn=turn + 1)):
        return None
    after = play.fork()
    after.advance(as_tables_stand(connection, round_.id, turn, play, seats))
    over = after.finished or (bool(seats) and all(after.over(seat) for seat in seats))
    if over:
        _end(connection, tournament, round_, after, seats, now)
    else:
        seconds = round_.pace.seconds(turn + 1)
        connection.execute(update(t.rounds).where(columns.id == round_.id).values(deadline=now + seconds if seconds else None))
        connection.execute(update(t.rounds).where(columns.id == round_.id, columns.state == PAUSED).values(paused=now))
        touch(connection, tournament)
    return after


def end(connection: Connection, now: float, tournament: str, round_: Round, play: Play, seats: Sequence[int]) -> bool:
    """End a round now: what is not played is played on by `even`; says whether this was what ended it.

    `play` is a new play of all seats; its orders are read here, after the update that lets no more come.
    """
    here = update(t.rounds).where(t.rounds.c.id == round_.id, t.rounds.c.state.in_((RUNNING, PAUSED)))
    if not _changed(connection, here.values(state=ENDED)):
        return False
    if not round_.paced:
        carry_on(connection, round_.id, play, round_.turn - 1)
        play.advance(as_tables_stand(connection, round_.id, round_.turn, play, seats))
    carry_on(connection, round_.id, play, round_.turns)
    _end(connection, tournament, round_, play, seats, now)
    return True


def _end(connection: Connection, tournament: str, round_: Round, play: Play, seats: Sequence[int], now: float) -> None:
    values = {"state": ENDED, "turn": round_.turns + 1, "deadline": None, "paused": None}
    connection.execute(update(t.rounds).where(t.rounds.c.id == round_.id).values(**values))
    connection.execute(delete(t.drafts).where(t.drafts.c.round == round_.id))
    rows = [{"round": round_.id, "seat": seat, **asdict(play.score(seat))} for seat in seats]
    if rows:
        connection.execute(insert(t.results), rows)
    touch_series(connection, tournament)


def touch_series(connection: Connection, tournament: str) -> None:
    """Tell all tournaments of a series: a seed may be shown now."""
    series = select(t.tournaments.c.series).where(t.tournaments.c.id == tournament).scalar_subquery()
    connection.execute(update(t.tournaments).where(t.tournaments.c.series == series).values(version=t.tournaments.c.version + 1))


def _changed(connection: Connection, statement: Update) -> bool:
    found: CursorResult[Any] = connection.execute(statement)
    return found.rowcount == 1


def _pace_of(row: "Row[Any]") -> Pace:
    return Pace(row.mode, row.turn_seconds, row.first_turn_seconds, row.closes)


_WORDS = {PLANNED: "planned", RUNNING: "running", PAUSED: "paused", ENDED: "over", FILE: "played by file"}


def _row(connection: Connection, tournament: str, number: int, *states: str) -> "Row[Any]":
    """Find a round that must be in one of some states."""
    where = t.rounds.c.tournament == tournament, t.rounds.c.number == number
    row = connection.execute(select(t.rounds).where(*where).with_for_update()).first()
    if row is None:
        raise not_found("round")
    if row.state not in states:
        raise conflict("state", f"this round is {_WORDS[row.state]}; it would have to be {' or '.join(_WORDS[one] for one in states)}")
    return row
