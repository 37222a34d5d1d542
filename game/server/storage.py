"""The database: SQLite (WAL, synchronous=FULL) or PostgreSQL by address, and one writer that commits what has gathered.

All that arrives while a commit is under way is done in the next transaction, each piece in a savepoint of its own, and nothing
is acknowledged before that one commit is on the disk. A class that ends its turn in one second pays for a few commits, not two hundred.
"""

import asyncio
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError

from game.server.database import CONNECTIONS, WRITER, identity, open_engine
from game.server.faults import Refusal
from game.server.steps import Steps
from game.server.together import STEPS, Accept, Keep, accept_all, keep_all
from game.session import TightropeError

T = TypeVar("T")
Job = Callable[[Connection], T]
Outcome = tuple[Any, BaseException | None]
"""What a piece of work gave, or raised."""
Tell = Callable[[Any, BaseException | None], None]
"""Hears what a piece of work gave or raised."""

MOST_TOGETHER = 256
READERS = CONNECTIONS - 1
WAITING = 4096
"""Pieces of work that may wait; what comes beyond them is told to come again."""
AGAIN = OperationalError, IntegrityError
"""What is worth another try: a deadlock of two workers, a row that another worker wrote first, a connection that was lost."""


class GoneError(TightropeError):
    """The database's file was moved, deleted or replaced while it was open."""

    def __init__(self) -> None:
        super().__init__("the database's file is gone: put it back where it was, and host again; what was acknowledged before is in it")


class Storage:
    """One worker's hold on the database."""

    def __init__(self, url: str, *, check: bool = True) -> None:
        """Open the database and make its tables; raises TightropeError that says what to do. `check` looks for damage first."""
        self.engine = open_engine(url, check=check)
        self.steps = Steps()
        self._file = identity(self.engine)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._waiting: queue.Queue[tuple[Job[Any], Tell] | None] = queue.Queue(WAITING)
        self._writer = threading.Thread(target=self._write, name=WRITER, daemon=True)
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
        jobs = [job for job, _ in together]
        answers = [self._alone(jobs[0])] if len(jobs) == 1 else self._side_by_side(jobs)
        given_up = False                                     # a full disk: the others need not wait as long to hear the same
        for (job, tell), answer in zip(together, answers, strict=True):
            failed = isinstance(answer[1], AGAIN)
            found = self._again(job) if failed and not given_up else answer
            given_up = failed and isinstance(found[1], OperationalError)
            tell(*found)

    def _side_by_side(self, jobs: "list[Job[Any]]") -> "list[Outcome]":
        """Do pieces of work in one transaction; gives what each returns or raises."""
        try:
            return self._stored(partial(_all_tried, jobs=jobs))
        except (SQLAlchemyError, GoneError) as error:        # nothing is on the disk, so nothing is acknowledged
            return [(None, error)] * len(jobs)

    def _alone(self, job: Job[Any]) -> "Outcome":
        """Do one piece of work in a transaction of its own, which needs no savepoint; gives what it returns or raises."""
        try:
            return self._stored(job), None
        except Exception as error:  # noqa: BLE001  told to the one who asked
            return None, error

    def _stored(self, job: Job[T]) -> T:
        """Do a job in a transaction; comes back when that is on the disk. What it raises takes all of it back."""
        with self.engine.begin() as connection:
            connection.info[STEPS] = []
            found = job(connection)
            steps = connection.info[STEPS]
        if self._file is not None and identity(self.engine) != self._file:       # what is written there is lost when the program ends
            raise GoneError
        self.steps.add(steps)
        return found

    def _again(self, job: Job[Any]) -> "Outcome":
        found: Outcome = (None, None)
        for pause in (0.05, 0.2, 0.8):
            time.sleep(pause)
            found = self._alone(job)
            if not isinstance(found[1], AGAIN):
                break
        return found


def _all_tried(connection: Connection, jobs: "list[Job[Any]]") -> list[Outcome]:
    """Do pieces of work: orders and drafts together, the others each in its savepoint."""
    answers: dict[int, Outcome] = {}
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


def _told(found: Any) -> Outcome:
    return (None, found) if isinstance(found, Refusal) else (found, None)


def _tried(connection: Connection, job: Job[Any]) -> Outcome:
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
