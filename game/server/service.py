"""What the server does, apart from HTTP: it brings storage, snapshots, plays and the clock together."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, select

from game.server import admin, people, rounds
from game.server import tables as t
from game.server.cache import Cache
from game.server.faults import Refusal
from game.server.hub import Hub
from game.server.limits import Limits
from game.server.play import Play
from game.server.plays import Find, Plays, Shelf
from game.server.snapshot import AWAY, ENDED, RUNNING, Round, Snapshot
from game.server.storage import Storage
from game.server.turns import GRACE
from game.tournament.format import LOCKSTEP, PACED
from game.tournament.standings import Par

TICK = 0.25
NOTING = 40
"""Ticks between notes of who was heard of."""
ALL = 8
MOST_TENDED = 50
"""Every so many ticks, so many of the rounds in play are looked at."""

log = logging.getLogger("tightrope.server")


class Service:
    """One worker."""

    def __init__(self, storage: Storage, find: Find, join: dict[str, Any], clock: Callable[[], float] = time.time) -> None:
        """Put a worker together; `join` is the address and the code that are shown to those who want to join."""
        self.storage = storage
        self.shelf = Shelf(find)
        self.plays = Plays(storage, self.shelf)
        self.cache = Cache(storage)
        self.hub = Hub(self.cache)
        self.limits = Limits()
        self.join = join
        self.clock = clock
        self._heard: dict[str, set[int]] = {}
        self._tending: dict[str, asyncio.Lock] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._wanted: set[str] = set()
        self._next = 0

    # -- reading --------------------------------------------------------------------------------------------------------

    async def play_of(self, snapshot: Snapshot, seat: int | None = None) -> Play | None:
        """Give the play of the round in play or the last one; None where there is none, or its scenario is not installed any more."""
        round_ = snapshot.current
        if round_ is None or (round_.paced and round_.live and seat is None):
            return None
        try:
            return await (self.plays.of(snapshot, round_) if seat is None else self.plays.of_seat(snapshot, round_, seat))
        except Refusal:
            return None

    async def pars(self, snapshot: Snapshot) -> dict[int, Par]:
        """Give par of every round that has ended, by number."""
        found = {}
        for round_ in snapshot.rounds:
            if round_.state == ENDED:
                with contextlib.suppress(Refusal):
                    found[round_.number] = await self.plays.par(round_)
        return found

    def title(self, round_: Round | None, language: str) -> str:
        """Give the title of a round's scenario in a language."""
        if round_ is None:
            return ""
        try:
            return self.shelf.of(round_).texts.get("title", language) or round_.scenario
        except Refusal:
            return round_.scenario

    # -- writing --------------------------------------------------------------------------------------------------------

    async def write(self, job: Callable[[Connection], Any]) -> Any:
        """Do something that writes, and let listeners hear of it."""
        found = await self.storage.write(job)
        self.hub.nudge()
        return found

    def heard(self, tournament: str, player: int) -> None:
        """Note a sign of life."""
        self._heard.setdefault(tournament, set()).add(player)

    def tend_soon(self, tournament: str) -> None:
        """Look in a moment whether a turn is due; who asks before the look has begun shares it."""
        if tournament in self._wanted:
            return
        self._wanted.add(tournament)
        task = asyncio.ensure_future(self._tend_safely(tournament))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tend_safely(self, tournament: str) -> None:
        try:
            async with self._tending.setdefault(tournament, asyncio.Lock()):
                self._wanted.discard(tournament)
                await self._tend(tournament)
        except Refusal:
            return
        except Exception as error:  # noqa: BLE001  the clock tries again a moment later
            log.warning("a turn could not be resolved now (%s); the clock tries again", type(error).__name__)

    async def resolve_now(self, tournament: str) -> bool:
        """Resolve the turn at hand of a tournament because the teacher says so; says whether it did."""
        async with self._tending.setdefault(tournament, asyncio.Lock()):
            return await self._tend(tournament, now_due=True)

    async def _tend(self, tournament: str, *, now_due: bool = False) -> bool:
        """Resolve the turn at hand if it is due, or `now_due`; says whether it did."""
        snapshot = await self.cache.fresh(tournament)
        round_ = snapshot.live
        if round_ is None or (round_.state != RUNNING and not now_due):
            return False
        if round_.paced:
            closes = round_.pace.closes
            return closes is not None and self.clock() > closes + GRACE and await self._end(snapshot, round_)
        play = await self.plays.of(snapshot, round_)
        if not now_due and not self._due(snapshot, round_, play):
            return False
        return await self._resolve(snapshot, round_, play, by_hand=now_due)

    def _due(self, snapshot: Snapshot, round_: Round, play: Play) -> bool:
        """Say whether all have ended the turn, or the last own deadline of those that have not is over."""
        pending = (seat for seat in snapshot.playing if not round_.has_ended(seat.id) and not play.over(seat.id))
        if round_.deadline is None or self.clock() <= round_.deadline + GRACE:
            return bool(snapshot.playing) and next(pending, None) is None
        last = max((seat.extra for seat in pending), default=0.0)
        return self.clock() > round_.deadline + last + GRACE

    async def _resolve(self, snapshot: Snapshot, round_: Round, play: Play, *, by_hand: bool) -> bool:
        seats, now = [seat.id for seat in snapshot.playing], self.clock()
        after = await self.write(
            lambda connection: rounds.resolve(connection, now, snapshot.id, round_, play, seats, by_hand=by_hand)
        )
        if after is None:
            return False
        self.plays.put(round_.id, after)
        return True

    async def _end(self, snapshot: Snapshot, round_: Round) -> bool:
        seats, now = [seat.id for seat in snapshot.playing], self.clock()
        play = Play(self.shelf.of(round_), round_.seed, [seat.id for seat in snapshot.seats])
        return bool(await self.write(lambda connection: rounds.end(connection, now, snapshot.id, round_, play, seats)))

    async def end(self, tournament: str, number: int) -> None:
        """End a round now; what is not played is played on by `even`."""
        async with self._tending.setdefault(tournament, asyncio.Lock()):
            snapshot = await self.cache.fresh(tournament)
            round_ = snapshot.round(number)
            if round_ is None or not round_.live or not await self._end(snapshot, round_):
                raise Refusal(409, "state", "this round is not being played")

    async def delete(self, tournament: str) -> None:
        """Delete everything of a tournament, and forget what this worker kept of it; refuses where there is none."""
        for round_ in await self.write(lambda connection: admin.delete_all(connection, tournament)):
            self.plays.forget(round_)
        self.cache.forget(tournament)

    # -- the clock ------------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Look for due turns, and note who was heard of, for as long as the server runs."""
        ticks = 0
        while True:
            try:
                for tournament in await self.storage.read(lambda connection: due(connection, self.clock())):
                    await self._tend_safely(tournament)
                if ticks % ALL == 0:
                    await self._tend_all()
                if ticks % NOTING == 0:
                    await self._note()
                ticks += 1
            except Exception as error:  # noqa: BLE001  a database that does not answer now may do so in a moment
                log.warning("the clock could not look (%s)", type(error).__name__)
            await asyncio.sleep(TICK)

    async def _tend_all(self) -> None:
        """Look at rounds in play, some at a time: a worker may have died between the last order of a turn and its resolution."""
        running = await self.storage.read(begun)
        for place in range(min(len(running), MOST_TENDED)):
            await self._tend_safely(running[(self._next + place) % len(running)])
        self._next += MOST_TENDED

    async def _note(self) -> None:
        heard, self._heard = self._heard, {}
        if heard:
            now = self.clock()
            await self.write(lambda connection: people.seen(connection, now, heard, AWAY))


def due(connection: Connection, now: float) -> list[str]:
    """List the tournaments with a round whose time is over."""
    columns = t.rounds.c
    late = ((columns.mode == LOCKSTEP) & (columns.deadline < now - GRACE)) | ((columns.mode == PACED) & (columns.closes < now - GRACE))
    return [str(one) for one in connection.execute(select(columns.tournament).where(columns.state == RUNNING, late)).scalars()]


def begun(connection: Connection) -> list[str]:
    """List the tournaments with a lock-step round in which somebody has ended the turn at hand."""
    columns = t.rounds.c
    orders = select(t.orders.c.round).where(t.orders.c.round == columns.id, t.orders.c.turn == columns.turn).exists()
    wanted = select(columns.tournament).where(columns.state == RUNNING, columns.mode == LOCKSTEP, orders).order_by(columns.tournament)
    return [str(one) for one in connection.execute(wanted).scalars()]
