"""Slow work in threads; results come back as pygame events, and only the newest of each key counts."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pygame

from game.ui.outcome import Outcome

Done = Callable[[Any], Outcome | None]
JOB_DONE = pygame.event.custom_type()
WORKERS = 2


class Jobs:
    """A pool of threads; `start` replaces an older job of the same key, whose result is then dropped."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="ui-job")
        self._newest: dict[Hashable, int] = {}
        self._waiting: dict[int, tuple[Hashable, Future[Any], Done]] = {}
        self._count = 0
        self.ready = threading.Event()

    def start(self, key: Hashable, work: Callable[[], Any], done: Done) -> None:
        """Run work in a thread; done gets its result on the loop's thread."""
        self._count += 1
        number = self._count
        older = self._waiting.pop(self._newest.get(key, 0), None)
        if older:
            older[1].cancel()
        self._newest[key] = number
        future = self._pool.submit(work)
        self._waiting[number] = (key, future, done)
        future.add_done_callback(lambda _future: self._post(number))

    @property
    def busy(self) -> bool:
        """Tell whether a result is still to come."""
        return bool(self._waiting)

    def finish(self, number: int) -> Outcome | None:
        """Hand over the result of a job that is still wanted; an error of the work is raised here."""
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            return None
        _key, future, done = waiting
        return done(future.result())

    def forget(self) -> None:
        """Drop all results that are still to come."""
        for _key, future, _done in self._waiting.values():
            future.cancel()
        self._waiting.clear()

    def close(self) -> None:
        """End the threads."""
        self.forget()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _post(self, number: int) -> None:
        """Post the end of a job, on the job's thread, and wake the loop."""
        if pygame.display.get_init():
            pygame.event.post(pygame.event.Event(JOB_DONE, number=number))
        self.ready.set()
