"""The rounds in play that a worker has at hand; what it has not got it plays again from the stored orders."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from game.analysis.debrief.par import par_totals
from game.rules import RULES_VERSION
from game.server import tables as t
from game.server.faults import Refusal
from game.server.play import Play
from game.server.snapshot import Round, Snapshot
from game.server.storage import Storage
from game.session.options import shaped
from game.session.record import Order
from game.session.wire import order_from
from game.tournament.standings import Par

if TYPE_CHECKING:
    from game.content.compiled import Compiled

MOST_KEPT = 2000
Find = Callable[[str], "Sequence[Compiled]"]
"""Gives the installed versions of a scenario, the one that its id finds first."""


class Shelf:
    """The scenarios that are installed, loaded once."""

    def __init__(self, find: Find) -> None:
        """Keep what finds them."""
        self._find = find
        self._kept: dict[str, Sequence[Compiled]] = {}

    def versions(self, scenario: str) -> "Sequence[Compiled]":
        """Give the installed versions of a scenario."""
        if scenario not in self._kept:
            self._kept[scenario] = self._find(scenario)
        return self._kept[scenario]

    def of(self, round_: Round) -> "Compiled":
        """Give the scenario of a round with its options; refuses where the round's rules are not installed any more."""
        for one in self.versions(round_.scenario):
            if (one.rules_digest, RULES_VERSION) == (round_.rules.digest, round_.rules.version):
                return shaped(one, round_.options)
        raise Refusal(409, "state", f"this round is played with another version of {round_.scenario}: install {round_.pack.version} again")


class Plays:
    """Keeps the plays of a worker. A lock-step round, or one that has ended, is one play; a self-paced one has a play a seat."""

    def __init__(self, storage: Storage, shelf: Shelf) -> None:
        """Begin with none."""
        self.shelf = shelf
        self._storage = storage
        self._kept: OrderedDict[tuple[int, int], Play] = OrderedDict()
        self._pars: dict[int, Par] = {}
        self._locks: dict[tuple[int, int], asyncio.Lock] = {}

    async def of(self, snapshot: Snapshot, round_: Round) -> Play:
        """Give the play of a round with all seats, as far as the round is."""
        if round_.live and round_.paced:
            raise AssertionError("a self-paced round has a play a seat while it runs")
        done = round_.turn - 1 if round_.live else round_.turns
        return await self._get((round_.id, 0), round_, snapshot.seat_ids, done)

    async def of_seat(self, snapshot: Snapshot, round_: Round, seat: int) -> Play:
        """Give the play that a seat is in."""
        if round_.paced and round_.live:
            return await self._get((round_.id, seat), round_, (seat,), round_.ended.get(seat, 0))
        return await self.of(snapshot, round_)

    def put(self, round_: int, play: Play) -> None:
        """Keep a play that went on, now that its orders are stored."""
        self._kept[round_, 0] = play

    def forget(self, round_: int) -> None:
        """Forget what was kept of a round."""
        for key in [key for key in self._kept if key[0] == round_]:
            del self._kept[key]
        self._pars.pop(round_, None)

    async def par(self, round_: Round) -> Par:
        """Give the results of bots on a round's dice."""
        if round_.id not in self._pars:
            async with self._locks.setdefault((round_.id, -1), asyncio.Lock()):
                if round_.id not in self._pars:
                    compiled = self.shelf.of(round_)
                    self._pars[round_.id] = Par(await self._storage.read(lambda _: par_totals(compiled.scenario, round_.seed)))
        return self._pars[round_.id]

    async def _get(self, key: tuple[int, int], round_: Round, seats: tuple[int, ...], done: int) -> Play:
        play = self._kept.get(key)
        if play is not None and play.seats == seats and (play.turn > done or play.finished):
            self._kept.move_to_end(key)
            return play
        async with self._locks.setdefault(key, asyncio.Lock()):
            kept = self._kept.get(key)
            found = kept if kept is not None and kept.seats == seats else Play(self.shelf.of(round_), round_.seed, seats)
            if found.turn <= done and not found.finished:
                await self._storage.read(lambda connection: carry_on(connection, round_.id, found, done))
            self._kept[key] = found
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                oldest, _ = self._kept.popitem(last=False)
                self._locks.pop(oldest, None)
            return found


def carry_on(connection: Connection, round_: int, play: Play, done: int) -> None:
    """Play the turns up to and with `done` from the stored orders."""
    where = [t.orders.c.round == round_, t.orders.c.turn >= play.turn, t.orders.c.turn <= done]
    if len(play.seats) == 1:
        where.append(t.orders.c.seat == play.seats[0])
    given: dict[int, dict[int, Order]] = {}
    for turn, seat, body in connection.execute(select(t.orders.c.turn, t.orders.c.seat, t.orders.c.body).where(*where)):
        given.setdefault(turn, {})[seat] = order_from(json.loads(body))
    while play.turn <= done and not play.finished:
        play.advance(given.get(play.turn, {}))
