"""Scripted players for `tournament_load.py`: HTTP and a stream each, no more than it takes."""

import asyncio
import contextlib
import json
import time
from typing import Any

API = "/api/v1"
Times = dict[str, list[float]]
"""Seconds that requests took, by what was asked; `order, held up` are orders that found no server and were sent again."""


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
        self.spans: dict[str, tuple[float, float]] = {}
        self.held_up = False

    async def ask(self, what: str, method: str, path: str, body: Any = None) -> Any:
        """Ask until there is an answer; what found no server is counted apart, from the first try to the answer."""
        first, self.held_up = time.perf_counter(), False
        while True:
            begun = time.perf_counter()
            try:
                status, found = await self.connection.ask(method, path, self.token, body)
            except OSError:
                self.held_up = True
                await asyncio.sleep(0.2)
                continue
            if status == 429:
                self.times["refused for now"].append(time.perf_counter() - begun)
                await asyncio.sleep(1)
                continue
            if status not in (200, 201, 409):
                raise AssertionError(f"{method} {path}: {status} {found}")
            what, begun = (f"{what}, held up", first) if self.held_up else (what, begun)
            self.times[what].append(time.perf_counter() - begun)
            return found

    async def join(self) -> None:
        """Become a player."""
        self.token = (await self.ask("join", "POST", "/join", {"nickname": f"Player {self.number}"}))["token"]

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
        begun = time.perf_counter()
        found = await self.ask("order", "POST", "/me/order", order)
        if "error" in found:
            if found["error"]["code"] not in ("late", "over", "already_ended"):
                raise AssertionError(found)
        else:
            self.acknowledged[order["turn"]] = found["digest"]
            if not self.held_up:
                self.spans[found["digest"]] = begun, time.perf_counter()
