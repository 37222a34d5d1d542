"""A seat in a tournament: what the server says of it, kept up to date by threads of its own, so that a window never waits.

`status` is what `GET /me` gives (docs/architecture/server.md). Every change is told through `tell`, from a thread.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

from game.client.http import AGAIN, ClientError, Server
from game.client.match import HostedMatch
from game.client.status import checked
from game.session.origin import Compiled

POLL = 2.0
"""Seconds between looks where a proxy keeps the stream away, and between looks at a team's table."""
PATIENCE = 3
"""Streams that end at once before looking takes their place."""
BACK = (0.5, 1.0, 2.0, 3.0)
"""Seconds before the stream is opened again."""


class Seat:
    """A seat. `trouble` is a ClientError while the server cannot be reached; `gone` one after which nothing more comes."""

    def __init__(self, server: Server, token: str, tell: Callable[[], None] = lambda: None) -> None:
        """Take a token; `start` begins to listen."""
        self.server = server
        self.token = token
        self.tell = tell
        self.status: dict[str, Any] = {}
        self.trouble: ClientError | None = None
        self.gone: ClientError | None = None
        self._offset = 0.0
        self._stop = threading.Event()
        self._wanted = threading.Event()
        self._draft: dict[str, Any] | None = None
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []

    def start(self) -> "Seat":
        """Begin to listen, and to send tables as they stand."""
        for work in (self._listen, self._send):
            thread = threading.Thread(target=work, name=f"seat {work.__name__}", daemon=True)
            self._threads.append(thread)
            thread.start()
        return self

    def close(self) -> None:
        """Leave the line; the seat stays."""
        self._stop.set()
        self._wanted.set()
        self.server.hang_up()

    def wait_closed(self, seconds: float = 10.0) -> None:
        """Wait until the threads have ended, for tests."""
        for thread in self._threads:
            thread.join(seconds)

    # -- looking ------------------------------------------------------------------------------------------------------

    def now(self) -> float:
        """Give the server's time, in seconds since 1970."""
        return time.monotonic() + self._offset

    def left(self) -> float | None:
        """Give the seconds until the own deadline; None where there is none. A pause stops them."""
        seat, round_ = self.status.get("seat"), self.status.get("round")
        if not seat or not round_ or seat["deadline"] is None:
            return None
        return max(0.0, float(seat["deadline"]) - float(round_["paused_since"] or self.now()))

    def _take(self, document: Any) -> None:
        status = checked(document)
        self._offset = float(status["now"]) - time.monotonic()
        self.status, self.trouble = status, None
        self.tell()

    # -- asking: each may take seconds, so never on the window's thread ------------------------------------------------

    def look(self) -> dict[str, Any]:
        """Ask for the status at once; raises ClientError."""
        self._take(self.server.ask("GET", "/me", token=self.token))
        return self.status

    def game(self, since: int, number: int | None = None) -> dict[str, Any]:
        """Ask for the game from a turn on, until the server answers; raises ClientError."""
        path = f"/me/game?since={since}" + (f"&round={number}" if number is not None else "")
        found: dict[str, Any] = self.server.ask_surely("GET", path, None, self.token, self._stop)
        return found

    def end_turn(self, match: HostedMatch) -> dict[str, Any]:
        """Give the table as the order of the turn, again and again until it is acknowledged; raises ClientError for what is refused.

        The server takes the same order twice as one. Where ministers share the seat, their newest points are asked for first.
        """
        with self._lock:
            self._draft = None
        if match.domains is not None:
            match.hear(self.game(len(match.reports), match.number))
        found: dict[str, Any] = self.server.ask_surely("POST", "/me/order", match.order(), self.token, self._stop)
        return found

    def record(self, number: int) -> bytes:
        """Ask for the record of a round that has ended; raises ClientError (`sealed` while other classes still play it)."""
        return self.server.fetch(f"/me/record?round={number}", self.token)

    def match(self, compiled: Compiled) -> HostedMatch:
        """Give the game of the round at hand; asks for it. Raises ClientError, WireError."""
        status = self.status
        match = HostedMatch(compiled, status["round"], status["player"]["nickname"], self.keep)
        self.seat_match(match)
        match.take(self.game(0, match.number))
        return match

    def seat_match(self, match: HostedMatch) -> None:
        """Tell a match what this player decides, which may change with the team."""
        team = self.status["team"]
        match.seat(self.status["player"], team=team is not None and len(team["members"]) > 1)

    # -- the threads --------------------------------------------------------------------------------------------------

    def keep(self, table: dict[str, Any]) -> None:
        """Have the table as it stands sent; only the newest is."""
        with self._lock:
            self._draft = table
        self._wanted.set()

    def _send(self) -> None:
        while not self._stop.is_set():
            self._wanted.wait()
            self._wanted.clear()
            with self._lock:
                table, self._draft = self._draft, None
            if table is None or self._stop.is_set():
                continue
            try:
                self.server.ask("PUT", "/me/draft", table, self.token)
            except ClientError as error:
                if error.code in AGAIN and not self._stop.wait(max(1.0, error.wait)):
                    with self._lock:
                        self._draft = self._draft or table
                    self._wanted.set()

    def _listen(self) -> None:
        short = tries = 0
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                heard = self._look_around() if short >= PATIENCE else self._stream()
                short, tries = (short + 1 if heard == 0 and time.monotonic() - began < 1 else 0), 0
            except ClientError as error:
                if self._stop.is_set():
                    return
                if error.code in ("token", "role", "not_found"):
                    self.gone = error
                    self.tell()
                    return
                self.trouble = error
                self.tell()
                self._stop.wait(max(error.wait, BACK[min(tries, len(BACK) - 1)]))
                tries += 1

    def _stream(self) -> int:
        heard = 0
        for kind, document in self.server.events("/me/events", self.token, self._stop):
            if kind == "gone":
                error = document.get("error") if isinstance(document, dict) else None
                why = error if isinstance(error, dict) else {}
                raise ClientError(str(why.get("code", "strange")), str(why.get("message", "the server has ended the line")))
            self._take(document)
            heard += 1
        return heard

    def _look_around(self) -> int:
        self.look()
        self._stop.wait(POLL)
        return 1
