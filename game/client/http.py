"""Asking a tournament server: plain HTTP with the standard library, never through a proxy, answers of a bounded size.

Whatever goes wrong is a `ClientError` with a code: what the server refused keeps the server's, and `network` is no answer at all.
"""

import contextlib
import http.client
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from game.core.problems import Problem, Sentence, TightropeError
from game.session.wire import problem_from

API = "/api/v1"
PORT = 8750
MOST_BYTES = 16 * 1024 * 1024
ANSWER = 8.0
"""Seconds to wait for an answer."""
SILENCE = 40.0
"""Seconds after which a stream without even a comment (one every 15 s) is given up."""
PAUSES = (0.3, 0.6, 1.0, 2.0, 3.0)
"""Seconds between tries; the last one goes on."""
AGAIN = ("network", "too_many", "slow", "paused", "server")
"""What passes by itself: worth another try of the same request."""


class ClientError(TightropeError):
    """What went wrong: `code` as the server names it (`network`: no answer), `problems` of an order as values."""

    def __init__(self, code: str, message: str, problems: tuple[Problem, ...] = (), wait: float = 0.0) -> None:
        self.code = code
        self.problems = problems
        self.wait = wait
        super().__init__(message)


def no_tournament() -> ClientError:
    """Give the words for an answer that no tournament's server gives."""
    return ClientError("strange", Sentence("what answered there is no tournament: check the address"))


def address_from(typed: str) -> str:
    """Give the address of a server as it was typed; raises ClientError.

    >>> address_from(" 192.168.1.20 "), address_from("https://host.example:9000/console")
    ('http://192.168.1.20:8750', 'https://host.example:9000')
    """
    text = typed.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        port = parts.port or PORT
    except ValueError:
        parts, port = urlsplit(""), PORT
    host = parts.hostname or ""
    sound = host.replace("-", "").replace(".", "").isalnum() and host.isascii()
    if parts.scheme not in ("http", "https") or not sound:
        raise ClientError("address", Sentence("an address looks like 192.168.1.20 or 192.168.1.20:8750: read it again from the board"))
    return f"{parts.scheme}://{host}:{port}"


@dataclass(frozen=True)
class Server:
    """A server at an address such as `http://192.168.1.20:8750`."""

    address: str
    seconds: float = ANSWER
    streams: "list[http.client.HTTPConnection]" = field(default_factory=list, compare=False, repr=False)

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        """Ask once; gives the JSON document. Raises ClientError."""
        return _document(self._bytes(method, path, body, token))

    def fetch(self, path: str, token: str) -> bytes:
        """Ask for a file; raises ClientError."""
        return self._bytes("GET", path, None, token)

    def ask_surely(self, method: str, path: str, body: Any, token: str, stop: threading.Event) -> Any:
        """Ask until the server answers; what it refuses for good raises ClientError. For requests that may come twice."""
        for tries in range(10**9):
            try:
                return self.ask(method, path, body, token)
            except ClientError as error:
                pause = max(error.wait, PAUSES[min(tries, len(PAUSES) - 1)])
                if error.code not in AGAIN or stop.wait(pause):
                    raise
        raise AssertionError

    def events(self, path: str, token: str, stop: threading.Event) -> Iterator[tuple[str, Any]]:
        """Listen to server-sent events: kind and document of each, until the stream ends; raises ClientError."""
        connection = self._connection(SILENCE)
        self.streams.append(connection)
        try:
            with _network():
                connection.request("GET", f"{API}{path}", headers={"Authorization": f"Bearer {token}", "Accept": "text/event-stream"})
                answer = connection.getresponse()
            with contextlib.closing(answer):
                if answer.status != http.client.OK:
                    with _network():
                        why = answer.read(MOST_BYTES)
                    raise _refused(answer, why)
                yield from _events(answer, stop)
        finally:
            with contextlib.suppress(ValueError):
                self.streams.remove(connection)
            connection.close()

    def hang_up(self) -> None:
        """End all streams, from another thread."""
        for connection in list(self.streams):
            with contextlib.suppress(OSError):
                if connection.sock is not None:
                    connection.sock.shutdown(socket.SHUT_RDWR)

    def _bytes(self, method: str, path: str, body: Any, token: str) -> bytes:
        headers = {"Accept": "application/json", "Connection": "close"} | ({"Authorization": f"Bearer {token}"} if token else {})
        data = None
        if body is not None:
            data = json.dumps(body, ensure_ascii=False).encode()
            headers["Content-Type"] = "application/json"
        connection = self._connection(self.seconds)
        with contextlib.ExitStack() as heard:
            heard.callback(connection.close)
            with _network():
                connection.request(method, f"{API}{path}", data, headers)
                answer = heard.enter_context(contextlib.closing(connection.getresponse()))
                found = answer.read(MOST_BYTES + 1)
                announced = int(answer.getheader("Content-Length", "") or 0)
        if len(found) < min(announced, MOST_BYTES):
            raise ClientError("network", Sentence("the answer was cut off"))
        if len(found) > MOST_BYTES:
            raise ClientError("strange", Sentence("the server sent far too much: is this a tournament's address?"))
        if answer.status >= http.client.BAD_REQUEST:
            raise _refused(answer, found)
        return found

    def _connection(self, seconds: float) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        if parts.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(parts.hostname or "", parts.port, timeout=seconds, context=context)
        return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=seconds)


@contextlib.contextmanager
def _network() -> Iterator[None]:
    """Turn whatever the network does into a ClientError."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise ClientError("certificate", Sentence(
            "this computer does not trust the server's certificate ({why})", why=error.verify_message,
        )) from None
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        raise ClientError("network", Sentence("no answer ({name})", name=type(error).__name__)) from None


def _events(answer: http.client.HTTPResponse, stop: threading.Event) -> Iterator[tuple[str, Any]]:
    kind, size = "", 0
    data: list[str] = []
    while not stop.is_set():
        with _network():
            line = answer.readline(MOST_BYTES).decode("utf-8", "replace")
        if not line:
            return
        line = line.rstrip("\r\n")
        size += len(line)
        if size > MOST_BYTES:
            raise ClientError("strange", Sentence("the server sent far too much"))
        if not line:
            if data:
                yield kind, _document("\n".join(data).encode())
            kind, data, size = "", [], 0
        elif line.startswith("event: "):
            kind = line[7:]
        elif line.startswith("data: "):
            data.append(line[6:])


def _document(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise no_tournament() from None


def _refused(answer: http.client.HTTPResponse, data: bytes) -> ClientError:
    status, wait = answer.status, answer.getheader("Retry-After", "")
    try:
        error = json.loads(data)["error"]
        problems = tuple(problem_from(one) for one in error.get("problems") or () if status == http.client.UNPROCESSABLE_ENTITY)
        return ClientError(str(error["code"]), str(error["message"]), problems, min(60.0, float(wait)) if wait.isdigit() else 0.0)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, TightropeError):
        if status >= http.client.INTERNAL_SERVER_ERROR:
            return ClientError("server", Sentence("the server is in trouble ({status})", status=status))
        return ClientError("strange", Sentence("what answered there is no tournament ({status}): check the address", status=status))
