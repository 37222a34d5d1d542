"""Hosting in a classroom: which address the others reach, the tournament to go on with, what is shown to those who join."""

import contextlib
import io
import secrets
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from game.server import tables as t
from game.server.admin import Planned, open_tournament, tokens
from game.server.config import Config
from game.server.database import damaged_database
from game.server.rights import grant
from game.server.snapshot import OPEN, OPERATOR, load
from game.server.storage import Storage
from game.session import TightropeError
from game.tournament.format import Settings

Plan = Callable[[], Sequence[Planned]]
"""Gives the rounds of a new tournament; asked only where there is to be one, since scenarios take a while to load."""
_SOMEWHERE = "192.0.2.1"
"""An address that nobody has (RFC 5737): asked for the way to it, the system names the address of this machine; nothing is sent."""


@dataclass(frozen=True)
class Hosted:
    """What the one who hosts gets to see: where to join, and links whose tokens are shown once."""

    title: str
    room: str
    new: bool
    console: str
    table: str
    operator: str | None = None


def own_address() -> str:
    """Give the address by which the others in the room reach this machine; 127.0.0.1 without a network."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((_SOMEWHERE, 9))
        return str(probe.getsockname()[0])
    return "127.0.0.1"


def prepare(config: Config, title: str, plan: Plan, *, anew: bool = False, operator: bool = False) -> Hosted:
    """Open the database, and the tournament to host: the newest one that is open, or a new one. Raises TightropeError."""
    storage = Storage(config.database)
    try:
        return storage.write_now(lambda connection: _prepare(connection, config, title, plan, anew=anew, operator=operator))
    except (SQLAlchemyError, ValueError, TypeError, KeyError) as error:           # what is stored is not what was written
        shown = storage.engine.url.render_as_string(hide_password=True)
        if isinstance(error, OperationalError) and "malformed" not in str(error):
            reason = " ".join(str(error.orig).split())[:200]
            what_to_do = "free some space and check that you may write there, or name another with --database"
            raise TightropeError(f"the database {shown} cannot be written: {reason}; {what_to_do}") from None
        raise damaged_database(shown) from None
    finally:
        storage.close()


def _prepare(connection: Connection, config: Config, title: str, plan: Plan, *, anew: bool, operator: bool) -> Hosted:
    now, columns = time.time(), t.tournaments.c
    newest = select(columns.id, columns.room, columns.title).where(columns.state == OPEN).order_by(columns.created.desc()).limit(1)
    going = None if anew else connection.execute(newest).first()
    if going is None:
        found = open_tournament(connection, now, title, Settings(), plan())
        name = title
    else:
        found, name = {"room": going.room, **tokens(connection, now, going.id)}, going.title
        load(connection, going.id)                               # all that will be served can be read
    right = grant(connection, now, OPERATOR) if operator else None
    console, table = (f"{config.url}/{page}#{found[role]}" for page, role in (("console", "teacher"), ("table", "table")))
    return Hosted(name, found["room"], going is None, console, table, right)


def qr_text(text: str) -> str:
    """Draw a QR code with half blocks, for a terminal."""
    import segno

    out = io.StringIO()
    segno.make(text, error="m").terminal(out=out, compact=True)
    return out.getvalue().rstrip("\n")


def new_title() -> str:
    """Give a title for a tournament that was given none."""
    return f"Tightrope {time.strftime('%Y-%m-%d')} {secrets.choice('ABCDEFGHJKLMNPQRSTUVWXYZ')}"
