"""Starts the web server: a bound port first, then one worker in this process or several of their own."""

import asyncio
import contextlib
import errno
import gc
import os
import socket
import ssl
from collections import Counter
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.supervisors import Multiprocess

from game.server.config import Config
from game.session import Sentence, TightropeError, reason

HEADER_SECONDS = 10.0
KEEP_ALIVE = 20
SHUTDOWN_SECONDS = 3
BACKLOG = 2048
MOST_CONNECTIONS = 1200
"""From one address: a school of two hundred laptops behind one router, each with a stream and a few requests."""

_connections: Counter[str] = Counter()


class PatientProtocol(HttpToolsProtocol):
    """HTTP with an end to its patience: a request's head has to arrive within some seconds, and an address has so many connections."""

    _late: "asyncio.TimerHandle | None" = None
    _peer = ""

    def connection_made(self, transport: Any) -> None:
        """Count a connection, and wait for its first request."""
        super().connection_made(transport)
        self._peer = str((transport.get_extra_info("peername") or ("",))[0])
        _connections[self._peer] += 1
        if _connections[self._peer] > MOST_CONNECTIONS:
            transport.abort()
        else:
            self._wait()

    def _wait(self) -> None:
        self._stop()
        self._late = self.loop.call_later(HEADER_SECONDS, self.transport.close)

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def on_message_begin(self) -> None:
        """Wait for the rest of a head."""
        self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Stop waiting: the body has a clock of its own."""
        self._stop()
        super().on_headers_complete()

    def connection_lost(self, exc: "Exception | None") -> None:
        """Forget a connection."""
        self._stop()
        _connections[self._peer] -= 1
        if _connections[self._peer] <= 0:
            del _connections[self._peer]
        super().connection_lost(exc)


def bind(config: Config) -> socket.socket:
    """Bind the port and listen; raises TightropeError that says what to do."""
    family = socket.AF_INET6 if ":" in config.bind else socket.AF_INET
    found = socket.socket(family)
    try:
        if os.name != "nt":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((config.bind, config.port))
        found.listen(BACKLOG)
    except OSError as error:
        found.close()
        if error.errno == errno.EADDRINUSE:
            raise TightropeError(Sentence(
                "port {port} is in use: is a tournament hosted already? Else choose another with --port", port=config.port,
            )) from None
        if error.errno in (errno.EACCES, errno.EPERM):
            raise TightropeError(Sentence("port {port} may not be opened: choose one from 1024 up with --port", port=config.port)) from None
        raise TightropeError(Sentence(
            "port {port} cannot be opened on {bind}: {why}",
            port=config.port, bind=config.bind, why=reason(error),
        )) from None
    found.set_inheritable(True)
    return found


def serve(config: Config, bound: socket.socket) -> None:
    """Serve until the process is told to stop."""
    _more_files()
    config.to_environment()
    settings = uvicorn.Config(
        "game.server.app:from_environment", factory=True, http=PatientProtocol, workers=config.workers, access_log=False,
        log_config=None, timeout_keep_alive=KEEP_ALIVE, timeout_graceful_shutdown=SHUTDOWN_SECONDS, server_header=False,
        ssl_certfile=config.certificate, ssl_keyfile=config.key, ws="none", lifespan="on", proxy_headers=True,
    )
    with contextlib.suppress(KeyboardInterrupt):
        if config.workers > 1:
            gc.enable()                                      # each worker has its own
            Multiprocess(settings, sockets=[bound]).run()
        else:
            uvicorn.Server(settings).run(sockets=[bound])


def check_certificate(config: Config) -> None:
    """Raise TightropeError where certificate and key cannot be used."""
    if not config.certificate:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(config.certificate, config.key)
    except OSError as error:
        raise TightropeError(Sentence(
            "the certificate cannot be used: {why}; check --certificate and --key (PEM)", why=reason(error),
        )) from None


def check_log(config: Config) -> None:
    """Raise TightropeError where the log cannot be written; the workers open it, each for itself."""
    if config.log is None:
        return
    try:
        with Path(config.log).open("a", encoding="utf-8"):
            pass
    except OSError as error:
        raise TightropeError(Sentence(
            "the log {log} cannot be written: {why}; name another file with --log",
            log=config.log, why=reason(error),
        )) from None


def _more_files() -> None:
    """Allow as many open connections as the system lets us."""
    if os.name == "nt":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, 65_536) if hard != resource.RLIM_INFINITY else 65_536
    if soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
