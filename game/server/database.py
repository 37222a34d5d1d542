"""The database's file or address: opened, checked, and told in words where it cannot be used."""

import contextlib
import threading
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from game.server.tables import FORMAT, about, metadata
from game.session import TightropeError

CONNECTIONS = 3
"""A worker's: two that read, one that writes."""
BUSY_MILLISECONDS = 10_000
WRITER = "writer"
"""The name of the thread whose transactions write."""


def open_engine(address: str, *, check: bool = True) -> Engine:
    """Open a database by its address and make the tables that are not there; raises TightropeError.

    `check` looks through the whole of SQLite's file for damage (a few milliseconds a megabyte).
    """
    shown = address.partition("://")[0]
    try:
        url = make_url(address)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        shown = url.render_as_string(hide_password=True)
        engine = _engine(url)
        if check:
            _check_whole(engine, shown)
        metadata.create_all(engine)
        written = _format_of(engine)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        why = "the driver is missing: pip install 'tightrope[postgresql]'" if isinstance(error, ImportError) else "it is not understood"
        raise TightropeError(f"the database {shown} cannot be used: {why}; write sqlite:///FILE or postgresql://USER@HOST/NAME") from None
    except SQLAlchemyError as error:
        reason = " ".join(str(getattr(error, "orig", error)).split())[:200]
        if "malformed" in reason:
            raise damaged_database(shown) from None
        raise TightropeError(f"the database {shown} cannot be opened: {reason}; check that it runs and that you may write there") from None
    except ValueError:                                       # SQLite's own words can be damaged as well
        raise damaged_database(shown) from None
    if written != FORMAT:
        engine.dispose()
        raise TightropeError(f"the database {shown} is of another version of Tightrope: name another with --database, or use that version")
    return engine


def identity(engine: Engine) -> tuple[int, int] | None:
    """Tell SQLite's file from any other; None where there is none (PostgreSQL, in memory), (0, 0) where it is gone."""
    if engine.dialect.name != "sqlite" or not engine.url.database or engine.url.database == ":memory:":
        return None
    try:
        found = Path(engine.url.database).stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


def damaged_database(shown: str) -> TightropeError:
    """Give the words for a database whose data cannot be trusted."""
    return TightropeError(
        f"the database {shown} is damaged: host with --new and another --database, or put back a copy of that file; "
        "records that were exported, or saved by players, can still be scored with tournament score"
    )


def _check_whole(engine: Engine, shown: str) -> None:
    """Raise TightropeError where SQLite finds its file damaged."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            engine.dispose()
            raise damaged_database(shown)


def _format_of(engine: Engine) -> int:
    """Give the format of a database; a new one gets this version's."""
    with engine.connect() as connection:
        found: int | None = connection.execute(select(about.c.format)).scalar()
    if found is None:
        with contextlib.suppress(IntegrityError), engine.begin() as connection:          # another worker may be first
            connection.execute(insert(about).values(format=FORMAT))
        return FORMAT
    return found


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=CONNECTIONS, max_overflow=2, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000, "check_same_thread": False}, pool_size=CONNECTIONS)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None                    # transactions are begun below, not by the driver's guess
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", f"busy_timeout={BUSY_MILLISECONDS}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = threading.current_thread().name == WRITER
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
