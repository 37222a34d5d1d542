"""A tournament server in a process of its own, as a teacher starts it, for tests."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

import httpx2

from tests.ports import free_port

ROOT = Path(__file__).parent.parent
API = "/api/v1"


class Hosted:
    """`main.py tournament host` on a free port of this machine."""

    def __init__(self, folder: Path, *words: str, database: str = "") -> None:
        """Say how to start it; `start` does."""
        self.port = free_port()
        self.database = database or f"sqlite:///{folder / 'tournament.db'}"
        command = [sys.executable, str(ROOT / "main.py"), "tournament", "host", "--json", "--bind", "127.0.0.1", "--port", str(self.port)]
        self.command = [*command, "--database", self.database, *words]
        self.process: subprocess.Popen[str] | None = None
        self.told: dict[str, Any] = {}
        self.secure = "--certificate" in words

    def start(self) -> Self:
        """Start the process and wait until it answers."""
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=ROOT
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        self.told = json.loads(line)
        self.wait()
        return self

    def wait(self) -> None:
        """Wait until it answers."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with contextlib.suppress(httpx2.HTTPError):
                if self.ask("GET", "/hello").status_code == 200:
                    return
            time.sleep(0.05)
        raise AssertionError("the server never answered")

    def ask(self, method: str, path: str, token: str | None = None, **more: Any) -> httpx2.Response:
        """Ask it something."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        scheme = "https" if self.secure else "http"
        return httpx2.request(method, f"{scheme}://127.0.0.1:{self.port}{API}{path}", headers=headers, verify=not self.secure, **more)

    @property
    def teacher(self) -> str:
        """Give the teacher's token."""
        return str(self.told["console"].partition("#")[2])

    @property
    def table(self) -> str:
        """Give the table's token."""
        return str(self.told["table"].partition("#")[2])

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Stop it like Ctrl+C, or kill it with all its workers; gives the exit code."""
        assert self.process is not None
        if how == signal.SIGKILL:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        return self.process.wait(20)

    def __enter__(self) -> Self:
        """Start it."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Kill what is left of it."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)
            for pipe in (self.process.stdout, self.process.stderr):
                if pipe is not None:
                    pipe.close()
