"""Hosting from the game: the server runs as a process of its own, so that a closed window or a slow page holds up no class."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from game.app.folders import program_folder
from game.core.problems import Sentence, TightropeError, reason

PORTS = (8750, 8751)
START = "import sys; from game.app.cli import main; raise SystemExit(main(sys.argv[1:]))"
TAKEN = "--port"
"""What the server says in every language where it may not have its port; its other errors name no such option."""
PATIENCE = 60.0


@dataclass
class Hosting:
    """A server that was started: `told` is what it says of itself (address, code, console, table), `qr` its address as rows of dots."""

    process: "subprocess.Popen[str]"
    told: dict[str, Any]
    qr: tuple[tuple[bool, ...], ...] = field(default=(), repr=False)

    @property
    def running(self) -> bool:
        """Tell whether it still runs."""
        return self.process.poll() is None

    def stop(self) -> None:
        """Stop it like Ctrl+C; the database stays, and the same can be hosted again."""
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()


def start_hosting(scenarios: Sequence[str], *, lesson: bool, portable: bool = False, more: Sequence[str] = ()) -> Hosting:
    """Start a server for the scenarios, one a round (none: go on with what was hosted last); raises TightropeError."""
    words = ["--lesson" if lesson else "--whole", *(word for name in scenarios for word in ("--scenario", name)), *more]
    problem = ""
    for port in PORTS:
        process = _start([*words, "--port", str(port)], portable=portable)
        line = _first_line(process)
        if line:
            told = json.loads(line)
            _drain(process)
            return Hosting(process, told, qr_of(str(told["address"])))
        problem = process.communicate()[1].strip().rpartition("\n")[2].removeprefix("tightrope: ")
        if TAKEN not in problem:
            break
    raise TightropeError(problem or Sentence("the server could not be started"))


def _start(words: Sequence[str], *, portable: bool) -> "subprocess.Popen[str]":
    command = [*_ourselves(), *(["--portable"] if portable else []), "tournament", "host", "--json", *words]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(program_folder()), os.environ.get("PYTHONPATH", "")]).strip(os.pathsep)}
    try:
        return subprocess.Popen(  # noqa: S603  our own program with words of ours
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, encoding="utf-8", env=environment,
        )
    except OSError as error:
        raise TightropeError(Sentence("the server could not be started: {why}", why=reason(error))) from None


def _ourselves() -> list[str]:
    """Give the words that start this program once more: a bundle is its own interpreter."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-c", START]


def _first_line(process: "subprocess.Popen[str]") -> str:
    """Wait for what the server says of itself; one that says nothing for a minute is ended."""
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    try:
        return process.stdout.readline() if process.stdout is not None else ""
    finally:
        timer.cancel()


def _drain(process: "subprocess.Popen[str]") -> None:
    """Read on what it writes, so that it never waits for us."""
    for pipe in (process.stdout, process.stderr):
        threading.Thread(target=_read_on, args=(pipe,), daemon=True).start()


def _read_on(pipe: Any) -> None:
    try:
        while pipe.readline():
            pass
    except ValueError:                                 # it was closed
        return


def qr_of(text: str) -> tuple[tuple[bool, ...], ...]:
    """Give a QR code as rows of dark dots, without the quiet zone."""
    import segno

    return tuple(tuple(bool(dot) for dot in row) for row in segno.make(text, error="m").matrix)
