"""Plays a tournament with many scripted clients against a real server process, kills it with `kill -9` in the middle, and prints figures.

Run it by hand: .venv/bin/python tests/benchmark/tournament_load.py --clients 200
Clients and server share the machine's cores. "At once" means that all clients send their order in the same moment.
"""

import argparse
import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import select

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from game.content.library import load_scenario  # noqa: E402
from game.server.storage import open_engine  # noqa: E402
from game.server.tables import orders  # noqa: E402
from game.session.options import lesson_for, shaped  # noqa: E402
from tests.ports import free_port  # noqa: E402

API = "/api/v1"
Times = dict[str, list[float]]


class Connection:
    """HTTP over one kept connection, no more than it takes; raises OSError when the server is gone."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, token: str | None = None, body: Any = None) -> tuple[int, Any]:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        assert self.reader is not None
        data = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {API}{path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(data)}"]
        lines += ["Content-Type: application/json"] if data else []
        lines += [f"Authorization: Bearer {token}"] if token else []
        try:
            self.writer.write("\r\n".join([*lines, "", ""]).encode() + data)
            head = await self.reader.readuntil(b"\r\n\r\n")
            status = int(head[9:12])
            length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            found = await self.reader.readexactly(length)
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            raise ConnectionError("the server has gone") from None
        return status, json.loads(found) if found else None

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


class Client:
    """A scripted player: listens to events, looks at the game, keeps a draft, ends the turn."""

    def __init__(self, number: int, port: int, compiled: Any, times: Times) -> None:
        self.number = number
        self.connection = Connection(port)
        self.port = port
        self.scenario = compiled.scenario
        self.times = times
        self.token = ""
        self.turn = 0
        self.over = False
        self.changed = asyncio.Event()
        self.acknowledged: dict[int, str] = {}

    async def ask(self, what: str, method: str, path: str, body: Any = None) -> Any:
        """Ask until there is an answer; times are of answered requests while the server is up."""
        while True:
            begun = time.perf_counter()
            try:
                status, found = await self.connection.ask(method, path, self.token, body)
            except OSError:
                await asyncio.sleep(0.2)
                continue
            self.times[what].append(time.perf_counter() - begun)
            if status == 429:
                await asyncio.sleep(1)
                continue
            if status not in (200, 201, 409):
                raise AssertionError(f"{method} {path}: {status} {found}")
            return found

    async def listen(self) -> None:
        """Follow the stream of events, again and again when it breaks."""
        while not self.over:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                request = f"GET {API}/me/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.token}\r\n\r\n"
                writer.write(request.encode())
                try:
                    while line := await reader.readline():
                        if line.startswith(b"data: "):
                            self.hear(json.loads(line[6:]))
                finally:
                    writer.close()
            await asyncio.sleep(0.2)

    def hear(self, status: dict[str, Any]) -> None:
        round_ = status["round"]
        if round_ is None:
            return
        self.over = round_["state"] == "ended"
        self.turn = round_["turn"] if round_["state"] == "running" else self.turn
        self.changed.set()

    async def wait_for(self, turn: int) -> None:
        while self.turn < turn and not self.over:
            self.changed.clear()
            await self.changed.wait()

    async def prepare(self) -> dict[str, Any]:
        """Look at the table and make an order."""
        game = await self.ask("game", "GET", f"/me/game?since={max(0, self.turn - 1)}")
        if "error" in game:
            raise AssertionError(game)
        answers = {}
        for slot in game["views"][-1]["cards"]:
            if slot >= 0:
                event = self.scenario.events[slot]
                answers[event.id] = event.options[event.default].id
        return {"round": 1, "turn": game["turn"], "points": game["draft"]["points"], "answers": answers}

    async def end_turn(self, order: dict[str, Any]) -> None:
        found = await self.ask("order", "POST", "/me/order", order)
        if "error" in found:
            if found["error"]["code"] not in ("late", "over", "already_ended"):
                raise AssertionError(found)
        else:
            self.acknowledged[order["turn"]] = found["digest"]


class Server:
    """The real process."""

    def __init__(self, database: str, port: int, workers: int) -> None:
        command = [sys.executable, str(ROOT / "main.py"), "tournament", "host", "--json", "--bind", "127.0.0.1"]
        self.command = [*command, "--port", str(port), "--database", database, "--workers", str(workers)]
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


async def play(clients: int, server: Server, port: int, *, kill: bool, spread: float) -> tuple[Times, list[Client], float]:
    """Play a lesson's round; gives times, clients and how long the server was away."""
    compiled = load_scenario("crossroads-2025")
    compiled = shaped(compiled, lesson_for(compiled.scenario))
    times: Times = defaultdict(list)
    teacher = Connection(port)
    told = server.start()
    right = told["console"].partition("#")[2]
    while True:
        with contextlib.suppress(OSError):
            await teacher.ask("GET", "/hello")
            break
        await asyncio.sleep(0.1)
    await teacher.ask("PATCH", "/console/settings", right, {"approval": False})
    players = [Client(number, port, compiled, times) for number in range(clients)]

    async def join(player: Client) -> None:
        found = await player.ask("join", "POST", "/join", {"nickname": f"Player {player.number}"})
        player.token = found["token"]

    await asyncio.gather(*(join(player) for player in players))
    listeners = [asyncio.ensure_future(player.listen()) for player in players]
    await teacher.ask("POST", "/console/rounds/1/start", right)
    away = 0.0
    for turn in range(1, compiled.scenario.calendar.turns + 1):
        await asyncio.gather(*(player.wait_for(turn) for player in players))
        orders = await asyncio.gather(*(player.prepare() for player in players))
        await asyncio.gather(*(player.ask("draft", "PUT", "/me/draft", order) for player, order in zip(players, orders, strict=True)))

        async def end(player: Client, order: dict[str, Any]) -> None:
            await asyncio.sleep(spread * player.number / clients)
            await player.end_turn(order)

        ending = asyncio.gather(*(end(player, order) for player, order in zip(players, orders, strict=True)))
        if kill and turn == 3:
            while sum(3 in player.acknowledged for player in players) < clients // 3:  # noqa: ASYNC110  nothing tells of each
                await asyncio.sleep(0.002)
            server.kill()
            kept, begun = {what: list(found) for what, found in times.items()}, time.perf_counter()
            server.start()
            await ending
            away = time.perf_counter() - begun
            times.clear()
            times.update(kept)
            continue
        await ending
    await asyncio.gather(*(player.wait_for(99) for player in players))
    for listener in listeners:
        listener.cancel()
    await asyncio.gather(*listeners, return_exceptions=True)
    for player in players:
        player.connection.close()
    teacher.close()
    await asyncio.sleep(0.2)                                  # until what was closed is gone
    return times, players, away


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
        lines.append(f"{what:6} {len(found):6} requests  median {at[0]:7.1f}  p99 {at[1]:7.1f}  most {at[2]:7.1f} ms")
    return lines


def run(clients: int, workers: int = 1, *, kill: bool = True, spread: float = 0.0, database: str = "") -> dict[str, Any]:
    """Play once, on SQLite where no database is named; gives times, acknowledged and lost orders, and the seconds without a server."""
    with tempfile.TemporaryDirectory() as folder:
        database, port = database or f"sqlite:///{folder}/load.db", free_port()
        server = Server(database, port, workers)
        try:
            times, players, away = asyncio.run(play(clients, server, port, kill=kill, spread=spread))
            acknowledged, gone = lost(database, players)
        finally:
            server.kill()
    return {"times": times, "acknowledged": acknowledged, "lost": gone, "away": away}


def main() -> int:
    """Run by hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--spread", type=float, default=0.0, help="seconds over which orders come in; 0: all at once")
    parser.add_argument("--database", default="", help="an address; without one SQLite in a temporary folder")
    parser.add_argument("--no-kill", action="store_true")
    given = parser.parse_args()
    found = run(given.clients, given.workers, kill=not given.no_kill, spread=given.spread, database=given.database)
    lines = [f"{given.clients} clients, {given.workers} workers, orders over {given.spread} s, server killed: {not given.no_kill}"]
    lines += [*figures(found["times"]), f"acknowledged {found['acknowledged']}, lost {found['lost']}; away {found['away']:.1f} s", ""]
    sys.stdout.write("\n".join(lines))
    return 1 if found["lost"] else 0


if __name__ == "__main__":
    sys.exit(main())
