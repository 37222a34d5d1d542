"""Live updates: who listens to a tournament is woken when it has changed, by this worker or by another."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

from game.server.cache import Cache
from game.server.faults import Refusal

POLL = 0.25
"""Seconds between looks at the database for what other workers changed."""
ANEW = 10.0
"""Seconds after which a tournament is read anew even where its version is the same: signs of life do not raise it."""
QUIET = 15.0
"""Seconds after which a silent stream sends a comment, so that no proxy closes it."""
SHORTLY = 0.2
"""Seconds between two documents of one stream, at the least."""
MOST_LISTENERS = 4000


class Listener:
    """One who listens: `urgent` is set when something has changed, `some` also when no more than orders and drafts have come."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self.urgent = asyncio.Event()
        self.some = asyncio.Event()

    def clear(self) -> None:
        """Hear from here on."""
        self.urgent.clear()
        self.some.clear()

    def hear(self, *, urgent: bool) -> None:
        """Hear of a change."""
        self.some.set()
        if urgent:
            self.urgent.set()


class Hub:
    """The listeners of a worker."""

    def __init__(self, cache: Cache) -> None:
        """Begin with none."""
        self._cache = cache
        self._listeners: dict[str, set[Listener]] = {}
        self._versions: dict[str, tuple[int, int]] = {}
        self._wake = asyncio.Event()

    def need_room(self) -> None:
        """Refuse where too many listen."""
        if sum(map(len, self._listeners.values())) >= MOST_LISTENERS:
            raise Refusal(429, "too_many", "too many listen: ask GET instead, every 2 s", retry_after=10)

    @contextlib.contextmanager
    def listening(self, tournament: str) -> Iterator[Listener]:
        """Give a listener that hears when a tournament has changed."""
        listener = Listener()
        self._listeners.setdefault(tournament, set()).add(listener)
        try:
            yield listener
        finally:
            listeners = self._listeners.get(tournament, set())
            listeners.discard(listener)
            if not listeners:
                self._listeners.pop(tournament, None)
                self._versions.pop(tournament, None)

    def nudge(self) -> None:
        """Look at once: this worker has written something."""
        self._wake.set()

    async def run(self) -> None:
        """Look for changes for as long as the server runs."""
        loop = asyncio.get_running_loop()
        anew = loop.time() + ANEW
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), POLL)
            self._wake.clear()
            stale = loop.time() >= anew
            anew = loop.time() + ANEW if stale else anew
            for tournament in list(self._listeners):
                await self._look(tournament, stale=stale)

    async def _look(self, tournament: str, *, stale: bool) -> None:
        try:
            found = await (self._cache.reload(tournament) if stale else self._cache.fresh(tournament))
            versions = found.changes, found.progress
        except Refusal:                                      # it is gone: the listeners find out when they look themselves
            versions = -1, -1
        except Exception:  # noqa: BLE001  a database that does not answer now may do so in a moment
            return
        before = self._versions.get(tournament)
        if stale or before != versions:
            self._versions[tournament] = versions
            for listener in self._listeners.get(tournament, ()):
                listener.hear(urgent=before is None or before[0] != versions[0])


Make = Callable[[], Awaitable[dict[str, Any]]]
"""Makes the document as things stand; refuses where they are gone."""


def stream(hub: Hub, tournament: str, kind: str, make: Make, interval: float) -> AsyncIterator[str]:
    """Send a document at once and whenever it has changed; `gone` is the last word. Refuses at once where too many listen.

    News is sent within a moment; that one more has ended a turn waits up to `interval` seconds, so that many who do are told of together.
    """
    hub.need_room()                                          # here: once an answer has begun, it can be refused no more
    return _stream(hub, tournament, kind, make, interval)


async def _stream(hub: Hub, tournament: str, kind: str, make: Make, interval: float) -> AsyncIterator[str]:
    told: dict[str, Any] = {}
    with hub.listening(tournament) as listener:
        while True:
            listener.clear()
            try:
                document = await make()
            except Refusal as refusal:
                yield f"event: gone\ndata: {json.dumps(refusal.document(), ensure_ascii=False)}\n\n"
                return
            if (new := {**document, "now": 0, "version": 0}) != told:
                told = new
                yield f"event: {kind}\nid: {document['version']}\ndata: {json.dumps(document, ensure_ascii=False, allow_nan=False)}\n\n"
            await asyncio.sleep(SHORTLY)
            while not listener.some.is_set():
                if not await _heard(listener.some, QUIET):
                    yield ": still here\n\n"
            await _heard(listener.urgent, interval)


async def _heard(event: asyncio.Event, seconds: float) -> bool:
    """Wait for an event, at most so long; says whether it came."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
