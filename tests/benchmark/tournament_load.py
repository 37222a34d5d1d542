"""Plays a tournament with many scripted clients against a real server process, kills it with `kill -9` in the middle, and prints figures.

Run it by hand: .venv/bin/python tests/benchmark/tournament_load.py --clients 200
Clients and server share the machine's cores. Without --spread all clients send their order in the same moment. --timeline tells where
the slowest orders waited; it costs a little itself.
"""

import argparse
import asyncio
import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from game.content.library import load_scenario  # noqa: E402
from game.server.database import open_engine  # noqa: E402
from game.server.tables import orders  # noqa: E402
from game.session.options import lesson_for, shaped  # noqa: E402
from tests.benchmark.tournament_clients import Client, Connection, Times  # noqa: E402
from tests.benchmark.tournament_timeline import timeline  # noqa: E402
from tests.ports import free_port  # noqa: E402

BEAT = 0.005
"""Seconds between looks of the clients' process at itself: how late it is then is what it adds to times."""


class Server:
    """The real process, watched by `tournament_probe.py` where there is a file for its notes."""

    def __init__(self, database: str, port: int, workers: int, notes: Path | None = None) -> None:
        start = [str(ROOT / "main.py")] if notes is None else [str(ROOT / "tests/benchmark/tournament_probe.py"), str(notes)]
        self.command = [sys.executable, *start, "tournament", "host", "--json", "--bind", "127.0.0.1"]
        self.command += ["--port", str(port), "--database", database, "--workers", str(workers)]
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> dict[str, Any]:
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        assert self.process.stdout is not None
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        return found

    def kill(self) -> None:
        """Kill -9 the process and its workers."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            if self.process.stdout is not None:
                self.process.stdout.close()


@dataclass
class Lesson:
    """A round as it is played, and what is seen of it; `away` are the seconds from the kill to the first answer after it."""

    clients: int
    server: Server
    port: int
    kill: bool
    spread: float
    times: Times = field(default_factory=lambda: defaultdict(list))
    players: list[Client] = field(default_factory=list)
    away: float = 0.0
    late: float = 0.0

    async def play(self) -> None:
        """Join, play turn for turn, and go."""
        compiled = load_scenario("crossroads-2025")
        compiled = shaped(compiled, lesson_for(compiled.scenario))
        self.players = [Client(number, self.port, compiled, self.times) for number in range(self.clients)]
        right = self.server.start()["console"].partition("#")[2]
        teacher = Connection(self.port)
        await first_answer(self.port)
        await teacher.ask("PATCH", "/console/settings", right, {"approval": False})
        await asyncio.gather(*(player.join() for player in self.players))
        async with self.watching():
            await teacher.ask("POST", "/console/rounds/1/start", right)
            for turn in range(1, compiled.scenario.calendar.turns + 1):
                await self.turn(turn)
            await asyncio.gather(*(player.wait_for(99) for player in self.players))
        for connection in (teacher, *(player.connection for player in self.players)):
            connection.close()
        await asyncio.sleep(0.2)                              # until what was closed is gone

    @contextlib.asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Let all listen to their streams meanwhile, and see how late this process itself is."""
        tasks = [asyncio.ensure_future(work) for work in (*(player.listen() for player in self.players), self.beat())]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def beat(self) -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(BEAT)
            self.late = max(self.late, time.perf_counter() - begun - BEAT)

    async def turn(self, turn: int) -> None:
        """Play a turn: look, keep a draft, send the order; in the third the server is killed when a third of them have been taken."""
        await asyncio.gather(*(player.wait_for(turn) for player in self.players))
        made = await asyncio.gather(*(player.prepare() for player in self.players))
        pairs = list(zip(self.players, made, strict=True))
        await asyncio.gather(*(player.ask("draft", "PUT", "/me/draft", order) for player, order in pairs))

        async def end(player: Client, order: dict[str, Any]) -> None:
            await asyncio.sleep(self.spread * player.number / self.clients)
            await player.end_turn(order)

        ending = asyncio.gather(*(end(player, order) for player, order in pairs))
        if self.kill and turn == 3:
            while sum(3 in player.acknowledged for player in self.players) < self.clients // 3:  # noqa: ASYNC110  nothing tells of each
                await asyncio.sleep(0.002)
            await self.restart()
        await ending

    async def restart(self) -> None:
        self.server.kill()
        begun = time.perf_counter()
        _, _ = await asyncio.gather(asyncio.to_thread(self.server.start), first_answer(self.port))
        self.away = time.perf_counter() - begun


async def first_answer(port: int) -> None:
    """Wait until a server answers."""
    while True:
        connection = Connection(port)
        with contextlib.suppress(OSError):
            await connection.ask("GET", "/hello")
            connection.close()
            return
        await asyncio.sleep(0.01)


def lost(database: str, players: list[Client]) -> tuple[int, int]:
    """Count acknowledged orders, and those of them that the database has not got."""
    engine = open_engine(database)
    with engine.connect() as connection:
        stored = set(connection.execute(select(orders.c.digest)).scalars())
    engine.dispose()
    acknowledged = [digest for player in players for digest in player.acknowledged.values()]
    return len(acknowledged), sum(digest not in stored for digest in acknowledged)


def figures(times: Times) -> list[str]:
    """Write a line for each kind of request: median, p99, most, in milliseconds."""
    lines = []
    for what, found in sorted(times.items()):
        ordered = sorted(found)
        at = [1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.99, 1)]
        lines.append(f"{what:14} {len(found):6} requests  median {at[0]:7.1f}  p99 {at[1]:7.1f}  most {at[2]:7.1f} ms")
    return lines


def run(
    clients: int, workers: int = 1, *, kill: bool = True, spread: float = 0.0, database: str = "", watch: bool = False
) -> dict[str, Any]:
    """Play once, on SQLite where no database is named; gives times, acknowledged and lost orders, and the seconds without a server (away).

    Also `seconds` of processor of the servers and of this process, how `late` this process was at most, and lines of a `timeline`.
    """
    with tempfile.TemporaryDirectory() as folder:
        database, port = database or f"sqlite:///{folder}/load.db", free_port()
        notes = Path(folder, "notes.jsonl") if watch else None
        lesson = Lesson(clients, Server(database, port, workers, notes), port, kill, spread)
        own, servers = time.process_time(), _of_children()
        try:
            asyncio.run(lesson.play())
            acknowledged, gone = lost(database, lesson.players)
        finally:
            lesson.server.kill()
        spans = {digest: span for player in lesson.players for digest, span in player.spans.items()}
        lines = timeline(notes, spans) if notes is not None else []
    return {
        "times": lesson.times, "acknowledged": acknowledged, "lost": gone, "away": lesson.away, "late": lesson.late, "timeline": lines,
        "seconds": (_of_children() - servers, time.process_time() - own),
    }


def _of_children() -> float:
    """Give the seconds of processor that processes which have ended took."""
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def main() -> int:
    """Run by hand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--spread", type=float, default=0.0, help="seconds over which orders come in; 0: all at once")
    parser.add_argument("--database", default="", help="an address; without one SQLite in a temporary folder")
    parser.add_argument("--no-kill", action="store_true")
    parser.add_argument("--timeline", action="store_true", help="tell where the slowest orders waited")
    given = parser.parse_args()
    found = run(given.clients, given.workers, kill=not given.no_kill, spread=given.spread, database=given.database, watch=given.timeline)
    load, (servers, own) = os.getloadavg()[0], found["seconds"]
    killed = "killed" if not given.no_kill else "not killed"
    lines = [f"{given.clients} clients, {given.workers} workers, orders over {given.spread} s, server {killed}, load {load:.1f}"]
    lines += [*figures(found["times"]), *found["timeline"]]
    lines += [f"processor: servers {servers:.1f} s, clients {own:.1f} s; clients late by {1000 * found['late']:.0f} ms at most"]
    lines += [f"acknowledged {found['acknowledged']}, lost {found['lost']}; first answer {found['away']:.2f} s after the kill", ""]
    sys.stdout.write("\n".join(lines))
    return 1 if found["lost"] else 0


if __name__ == "__main__":
    sys.exit(main())
