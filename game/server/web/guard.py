"""Around every request: bodies of bounded size and time, no other site's requests, careful headers, a log without people."""

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from game.server.faults import Refusal

MOST_BYTES = 64 * 1024
BODY_SECONDS = 10.0
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "cache-control": "no-store",
}
_ENCODED = [(name.encode(), value.encode()) for name, value in HEADERS.items()]

log = logging.getLogger("tightrope.access")


class Guard:
    """The outermost layer."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand around an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1000})
            else:
                await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def careful(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                present = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in _ENCODED if pair[0] not in present)]
            await send(message)

        try:
            if scope["method"] in CHANGING:
                _own_site(scope)
                receive = await _whole(scope, receive)
            await self._app(scope, receive, careful)
        except Refusal as refusal:
            await _answer(careful, refusal)
        finally:
            route = getattr(scope.get("route"), "path", "-")
            log.info("%s %s %d %.1f ms", scope["method"], route, status, 1000 * (time.perf_counter() - begun))


def _own_site(scope: Scope) -> None:
    """Refuse a request that another site's page makes."""
    headers = dict(scope["headers"])
    site, origin = headers.get(b"sec-fetch-site", b"none"), headers.get(b"origin")
    host = headers.get(b"host", b"").lower()
    if site not in (b"none", b"same-origin") or (origin is not None and origin.lower().partition(b"://")[2] != host):
        raise Refusal(403, "origin", "this request comes from another site")


async def _whole(scope: Scope, receive: Receive) -> Receive:
    """Read the body to its end, bounded in size and time; gives what hands it on."""
    length = dict(scope["headers"]).get(b"content-length", b"0")
    if length.isdigit() and int(length) > MOST_BYTES:
        raise Refusal(413, "too_large", f"a request has at most {MOST_BYTES // 1024} KiB")
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    break
                body += message.get("body", b"")
                if len(body) > MOST_BYTES:
                    raise Refusal(413, "too_large", f"a request has at most {MOST_BYTES // 1024} KiB")
                if not message.get("more_body"):
                    break
    except TimeoutError:
        raise Refusal(408, "slow", f"the request did not arrive within {BODY_SECONDS:.0f} s: send it again") from None
    handed = False

    async def hand_on() -> Message:
        nonlocal handed
        if handed:
            return await receive()
        handed = True
        return {"type": "http.request", "body": bytes(body), "more_body": False}

    return hand_on


async def _answer(send: Send, refusal: Refusal) -> None:
    data = json.dumps(refusal.document(), ensure_ascii=False).encode()
    headers: list[tuple[bytes, bytes]] = [
        (b"content-type", b"application/json"), (b"content-length", str(len(data)).encode()), (b"connection", b"close"),
    ]
    start: dict[str, Any] = {"type": "http.response.start", "status": refusal.status, "headers": headers}
    await send(start)
    await send({"type": "http.response.body", "body": data})
