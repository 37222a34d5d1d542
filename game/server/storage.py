"""The database: SQLite (WAL, synchronous=FULL) or PostgreSQL by address, and one writer that commits what has gathered.

All that arrives while a commit is under way is done in the next transaction, each piece in a savepoint of its own, and nothing
is acknowledged before that one commit is on the disk. A class that ends its turn in one second pays for a few commits, not two hundred.
"""

import asyncio
import contextlib
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, OperationalError, SQLAlchemyError

from game.server.faults import Refusal
from game.server.tables import FORMAT, about, metadata
from game.server.together import Accept, Keep, accept_all, keep_all
from game.session import TightropeError

T = TypeVar("T")
Job = Callable[[Connection], T]
Tell = Callable[[Any, BaseException | None], None]
"""Hears what a piece of work gave or raised."""

MOST_TOGETHER = 256
READERS = 2
BUSY_MILLISECONDS = 10_000
WAITING = 4096
"""Pieces of work that may wait; what comes beyond them is told to come again."""


class GoneError(TightropeError):
    """The database's file was moved, deleted or replaced while it was open."""

    def __init__(self) -> None:
        super().__init__("the database's file is gone: put it back where it was, and host again; what was acknowledged before is in it")


class Storage:
    """One worker's hold on the database."""

    def __init__(self, url: str) -> None:
        """Open the database and make its tables; raises TightropeError that says what to do."""
        self.engine = open_engine(url)
        self.locking = self.engine.dialect.name != "sqlite"
        self._file = _identity(self.engine)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._waiting: queue.Queue[tuple[Job[Any], Tell] | None] = queue.Queue(WAITING)
        self._writer = threading.Thread(target=self._write, name="writer", daemon=True)
        self._writer.start()

    async def read(self, job: Job[T]) -> T:
        """Do something that only reads, in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, job)

    def read_now(self, job: Job[T]) -> T:
        """Do something that only reads, here and now."""
        with self.engine.connect() as connection:
            return job(connection)

    async def write(self, job: Job[T]) -> T:
        """Do something that writes; comes back when it is on the disk. What it raises is raised here, and nothing of it is kept."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def tell(value: Any, error: BaseException | None) -> None:
            loop.call_soon_threadsafe(_settle, future, value, error)

        self._put(job, tell)
        return await future

    def write_now(self, job: Job[T]) -> T:
        """Do something that writes and wait for it, outside of a loop."""
        done = threading.Event()
        found: list[Any] = []

        def tell(value: Any, error: BaseException | None) -> None:
            found[:] = [value, error]
            done.set()

        self._put(job, tell)
        done.wait()
        if found[1] is not None:
            raise found[1]
        value: T = found[0]
        return value

    def _put(self, job: Job[Any], tell: Tell) -> None:
        try:
            self._waiting.put_nowait((job, tell))
        except queue.Full:
            raise Refusal(429, "too_many", "the server is busy: try again in a moment", retry_after=1) from None

    def close(self) -> None:
        """Finish what waits and let go of the database."""
        self._waiting.put(None)
        self._writer.join(10)
        self._readers.shutdown()
        self.engine.dispose()

    # -- the writer ---------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        while (first := self._waiting.get()) is not None:
            together = [first]
            last = False
            while len(together) < MOST_TOGETHER and not last:
                try:
                    more = self._waiting.get_nowait()
                except queue.Empty:
                    break
                last = more is None
                if more is not None:
                    together.append(more)
            self._commit(together)
            if last:
                return

    def _commit(self, together: "list[tuple[Job[Any], Tell]]") -> None:
        """Do pieces of work in one transaction; where the database gave up on one or on all, again one by one."""
        try:
            with self.engine.begin() as connection:
                answers = _all_tried(connection, [job for job, _ in together])
            self._check_there()
        except (SQLAlchemyError, GoneError) as error:        # nothing is on the disk, so nothing is acknowledged
            answers = [(None, error)] * len(together)
        given_up = False                                     # a full disk: the others need not wait as long to hear the same
        for (job, tell), answer in zip(together, answers, strict=True):
            failed = isinstance(answer[1], OperationalError)         # a deadlock between two workers, a connection that was lost
            found = self._again(job) if failed and not given_up else answer
            given_up = failed and isinstance(found[1], OperationalError)
            tell(*found)

    def _check_there(self) -> None:
        """Raise GoneError where SQLite's file is not the one that was opened: what is written into it is lost when the program ends."""
        if self._file is not None and _identity(self.engine) != self._file:
            raise GoneError

    def _again(self, job: Job[Any]) -> tuple[Any, BaseException | None]:
        found: tuple[Any, BaseException | None] = (None, None)
        for pause in (0.05, 0.2, 0.8):
            time.sleep(pause)
            try:
                with self.engine.begin() as connection:
                    found = _tried(connection, job)
            except SQLAlchemyError as error:
                found = (None, error)
            if not isinstance(found[1], OperationalError):
                break
        return found


def _all_tried(connection: Connection, jobs: "list[Job[Any]]") -> list[tuple[Any, BaseException | None]]:
    """Do pieces of work: orders and drafts together, the others each in its savepoint."""
    answers: dict[int, tuple[Any, BaseException | None]] = {}
    sets: tuple[tuple[type, Any], ...] = (Accept, accept_all), (Keep, keep_all)
    for kind, store in sets:
        places = [place for place, job in enumerate(jobs) if isinstance(job, kind)]
        if len(places) > 1:
            found, error = _tried(connection, partial(store, wanted=[jobs[place] for place in places]))
            if error is None:
                answers |= {place: _told(one) for place, one in zip(places, found, strict=True)}
    for place, job in enumerate(jobs):
        if place not in answers:
            answers[place] = _tried(connection, job)
    return [answers[place] for place in range(len(jobs))]


def _told(found: Any) -> tuple[Any, BaseException | None]:
    return (None, found) if isinstance(found, Refusal) else (found, None)


def _tried(connection: Connection, job: Job[Any]) -> tuple[Any, BaseException | None]:
    """Do one piece of work in its savepoint; gives what it returns or raises."""
    try:
        with connection.begin_nested():
            return job(connection), None
    except Exception as error:  # noqa: BLE001  told to the one who asked; the others' work goes on
        return None, error


def _settle(future: "asyncio.Future[Any]", value: Any, error: BaseException | None) -> None:
    if future.done():                                        # the one who asked has gone
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(value)


def open_engine(address: str) -> Engine:
    """Open a database by its address and make the tables that are not there; raises TightropeError."""
    shown = address.partition("://")[0]
    try:
        url = make_url(address)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        shown = url.render_as_string(hide_password=True)
        engine = _engine(url)
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


def _identity(engine: Engine) -> tuple[int, int] | None:
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
    """Raise TightropeError where SQLite finds its file damaged (a few milliseconds a megabyte)."""
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
        return create_engine(url, pool_size=READERS + 1, max_overflow=2, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000, "check_same_thread": False}, pool_size=READERS + 1)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None                    # transactions are begun below, not by the driver's guess
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", f"busy_timeout={BUSY_MILLISECONDS}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = threading.current_thread().name == "writer"
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
