"""What is made ready before the port answers: else the first requests after a start, all at once, would wait for it."""

import contextlib
import logging
import time

from sqlalchemy import Connection, select

from game.server import tables as t
from game.server.documents import game_document
from game.server.faults import Refusal
from game.server.play import Play
from game.server.service import Service
from game.server.snapshot import OPEN, Round, Snapshot
from game.session.record import Order

SECONDS = 1.0
"""Then the port is opened all the same, and what is left is made when somebody asks for it."""

log = logging.getLogger("tightrope.server")


async def make_ready(service: Service, seconds: float = SECONDS) -> None:
    """Load scenarios, and play rounds up to where they are, the newest tournaments first; what fails is told to those who ask for it."""
    until, tried = time.monotonic() + seconds, set[str]()
    try:
        for tournament in await service.storage.read(newest):
            if time.monotonic() >= until:
                return
            with contextlib.suppress(Refusal):
                snapshot = await service.cache.fresh(tournament)
                await _at_hand(service, snapshot, tried)
    except Exception as error:  # noqa: BLE001  a start is not to fail for what can be done later
        log.warning("not all could be made ready before the start (%s)", type(error).__name__)


async def _at_hand(service: Service, snapshot: Snapshot, tried: set[str]) -> None:
    """Have the games of the round in play at hand, and try a game of each scenario, for what is built at its first turn."""
    await service.play_of(snapshot)
    for round_ in snapshot.rounds:
        if round_.scenario not in tried:
            tried.add(round_.scenario)
            _try(service, round_)


def _try(service: Service, round_: Round) -> None:
    """Play a turn and tell of it, on dice of its own."""
    play = Play(service.shelf.of(round_), "0" * 32, (1,))
    play.problems([(1, Order())])
    play.advance({})
    game_document(round_, 1, play, play.opening(1), 0)


def newest(connection: Connection) -> list[str]:
    """List the open tournaments, the newest first."""
    columns = t.tournaments.c
    wanted = select(columns.id).where(columns.state == OPEN).order_by(columns.created.desc())
    return [str(one) for one in connection.execute(wanted).scalars()]
