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


class Room:
    """Who listens to one tournament; documents for them are made one after another, so that orders come in between."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.listeners: set[Listener] = set()
        self.versions: tuple[int, int] | None = None
        self.one_by_one = asyncio.Lock()


class Hub:
    """The listeners of a worker."""

    def __init__(self, cache: Cache) -> None:
        """Begin with none."""
        self.cache = cache
        self._rooms: dict[str, Room] = {}
        self._wake = asyncio.Event()

    def need_room(self) -> None:
        """Refuse where too many listen."""
        if sum(len(room.listeners) for room in self._rooms.values()) >= MOST_LISTENERS:
            raise Refusal(429, "too_many", "too many listen: ask GET instead, every 2 s", retry_after=10)

    @contextlib.contextmanager
    def listening(self, tournament: str) -> Iterator[tuple[Room, Listener]]:
        """Give a listener that hears when a tournament has changed, and the room that it is in."""
        listener, room = Listener(), self._rooms.setdefault(tournament, Room())
        room.listeners.add(listener)
        try:
            yield room, listener
        finally:
            room.listeners.discard(listener)
            if not room.listeners:
                self._rooms.pop(tournament, None)

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
            for tournament, room in list(self._rooms.items()):
                await self._look(tournament, room, stale=stale)

    async def _look(self, tournament: str, room: Room, *, stale: bool) -> None:
        try:
            found = await (self.cache.reload(tournament) if stale else self.cache.fresh(tournament))
            versions = found.changes, found.progress
        except Refusal:                                      # it is gone: the listeners find out when they look themselves
            versions = -1, -1
        except Exception:  # noqa: BLE001  a database that does not answer now may do so in a moment
            return
        before = room.versions
        if stale or before != versions:
            room.versions = versions
            for listener in room.listeners:
                listener.hear(urgent=before is None or before[0] != versions[0])


Make = Callable[[], Awaitable[dict[str, Any]]]
"""Makes the document as things are known to stand; refuses where they are gone."""


def stream(hub: Hub, tournament: str, kind: str, make: Make, interval: float) -> AsyncIterator[str]:
    """Send a document at once and whenever it has changed; `gone` is the last word. Refuses at once where too many listen.

    News is sent within a moment; that one more has ended a turn waits up to `interval` seconds, so that many who do are told of together.
    """
    hub.need_room()                                          # here: once an answer has begun, it can be refused no more
    return _stream(hub, tournament, kind, make, interval)


async def _stream(hub: Hub, tournament: str, kind: str, make: Make, interval: float) -> AsyncIterator[str]:
    told: dict[str, Any] = {}
    with hub.listening(tournament) as (room, listener):
        while True:
            listener.clear()
            try:
                if not told:
                    await hub.cache.fresh(tournament)        # from here on the hub looks after it: what is heard of is known
                async with room.one_by_one:
                    document = await make()
                    await asyncio.sleep(0)                   # whoever sends an order comes first, then the next listener
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
