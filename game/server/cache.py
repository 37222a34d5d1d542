"""What a worker knows of its tournaments: snapshots that are checked against the database before they are used."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from sqlalchemy import Connection

from game.server.faults import not_found
from game.server.rights import digest_of, holder_of
from game.server.snapshot import Snapshot, load, progressed, versions_of
from game.server.steps import Steps
from game.server.storage import Storage

MOST_TOURNAMENTS = 200
MOST_TOKENS = 50_000

Look = Callable[[str], Awaitable[Snapshot]]
"""Gives a tournament by its id."""


class Cache:
    """Snapshots by tournament, and which token belongs to which."""

    def __init__(self, storage: Storage) -> None:
        """Begin with nothing."""
        self._storage = storage
        self._kept: OrderedDict[str, Snapshot] = OrderedDict()
        self._checks: dict[str, asyncio.Task[Snapshot]] = {}
        self._queued: dict[str, asyncio.Task[Snapshot]] = {}
        self._holders: OrderedDict[str, tuple[str, str | None]] = OrderedDict()

    async def fresh(self, tournament: str) -> Snapshot:
        """Give a tournament as it is stored at some moment after this call; refuses where it is gone.

        A check that has begun may have read before a write that the caller knows of; so callers share the next one.
        """
        queued = self._queued.get(tournament)
        if queued is None:
            before = self._checks.get(tournament)
            queued = self._queued[tournament] = asyncio.ensure_future(self._check_after(tournament, before))
        return await asyncio.shield(queued)

    async def _check_after(self, tournament: str, before: "asyncio.Task[Snapshot] | None") -> Snapshot:
        if before is not None:
            await asyncio.wait([before])
        task = self._queued.pop(tournament)
        self._checks[tournament] = task
        try:
            return await self._check(tournament)
        finally:
            if self._checks.get(tournament) is task:
                del self._checks[tournament]

    async def _check(self, tournament: str) -> Snapshot:
        kept = self._kept.get(tournament)
        if kept is None:
            return await self.reload(tournament)
        found = await self._storage.read(lambda connection: _newer(connection, kept, self._storage.steps))
        return await self.reload(tournament) if found is None else self._keep(found)

    async def reload(self, tournament: str) -> Snapshot:
        """Read a tournament anew; refuses where it is gone."""
        found = await self._storage.read(lambda connection: load(connection, tournament))
        if found is None:
            self._kept.pop(tournament, None)
            raise not_found("tournament")
        return self._keep(found)

    def _keep(self, found: Snapshot) -> Snapshot:
        """Keep a snapshot, unless a newer one was read meanwhile."""
        kept = self._kept.get(found.id)
        if kept is None or (kept.changes, kept.progress) <= (found.changes, found.progress):
            self._kept[found.id] = found
        self._kept.move_to_end(found.id)
        while len(self._kept) > MOST_TOURNAMENTS:
            self._kept.popitem(last=False)
        return found

    async def known(self, tournament: str) -> Snapshot:
        """Give a tournament as this worker knows it, which somebody keeps looking after: a quarter of a second old at most."""
        kept = self._kept.get(tournament)
        return await self.fresh(tournament) if kept is None else kept

    def forget(self, tournament: str) -> None:
        """Forget a tournament that was deleted."""
        self._kept.pop(tournament, None)

    async def holder(self, token: str) -> tuple[str, str, str | None] | None:
        """Give digest, role and tournament of a token; None where nobody has it. Whether it is still good, the snapshot says."""
        digest = digest_of(token)
        found = self._holders.get(digest)
        if found is None:
            found = await self._storage.read(lambda connection: holder_of(connection, digest))
            if found is None:
                return None
            self._holders[digest] = found
            if len(self._holders) > MOST_TOKENS:
                self._holders.popitem(last=False)
        return (digest, *found)


def _newer(connection: Connection, kept: Snapshot, steps: Steps) -> Snapshot | None:
    """Give a snapshot as it is now, if no more than orders and drafts have come; else None."""
    found = versions_of(connection, kept.id)
    if found is None or found[0] != kept.changes:
        return None
    if found[1] == kept.progress:
        return kept
    known = steps.between(kept.id, kept.progress, found[1])
    return progressed(connection, kept, found[1]) if known is None else kept.after(known)
