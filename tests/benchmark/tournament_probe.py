"""Hosts a tournament as `main.py` does, and writes down where its event loop and its orders waited: for `tournament_load.py --timeline`.

    python tests/benchmark/tournament_probe.py NOTES tournament host --port 8750

Notes are JSON, one a line. Times are seconds of the machine's monotonic clock, which client and server share.
"""

import asyncio
import contextvars
import gc
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

BLOCKED = 0.010
"""Seconds from which one step of the event loop is written down."""
STAGES = ("asked", "known", "queued", "taken", "done", "stored", "heard", "answered")
"""An order's way: its body is there, its player is known, it waits for the writer, the writer has it, it is in the transaction,
that is on the disk, the event loop knows, the answer is handed out."""

Marks = dict[str, Any]
_marks: contextvars.ContextVar[Marks | None] = contextvars.ContextVar("marks", default=None)
_doing: contextvars.ContextVar[str] = contextvars.ContextVar("doing", default="")


class Notes:
    """A file of notes; what is written is there though the process is killed."""

    def __init__(self, path: str) -> None:
        """Open the file at its end."""
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(self, what: str, **more: Any) -> None:
        """Write a note."""
        os.write(self._file, json.dumps({"what": what, **more}).encode() + b"\n")


def watch_loop(notes: Notes) -> None:
    """Write down each round of the event loop that takes long, with its longest step and the processor time of the thread."""
    loops: Any = asyncio.base_events.BaseEventLoop
    handle_run, round_run = asyncio.events.Handle._run, loops._run_once
    longest: list[Any] = [0.0, ""]
    busy: list[float] = [0.0, 0.0]

    def step(handle: asyncio.events.Handle) -> None:
        begun, cpu = time.perf_counter(), time.thread_time()
        handle_run(handle)
        wall = time.perf_counter() - begun
        busy[:] = busy[0] + wall, busy[1] + time.thread_time() - cpu
        if wall > longest[0]:
            longest[:] = wall, handle._context.get(_doing) or repr(handle)[:200]  # type: ignore[attr-defined]

    def round_(loop: Any) -> None:
        longest[:], busy[:] = (0.0, ""), (0.0, 0.0)
        round_run(loop)
        if busy[0] >= BLOCKED:
            notes.write("round", at=time.perf_counter() - busy[0], wall=busy[0], cpu=busy[1], longest=longest[0], step=longest[1])

    asyncio.events.Handle._run = step  # type: ignore[method-assign, assignment]
    loops._run_once = round_


def watch_memory(notes: Notes) -> None:
    """Write down what the collector of garbage takes."""
    begun = cpu = 0.0

    def watched(phase: str, about: dict[str, int]) -> None:
        nonlocal begun, cpu
        if phase == "start":
            begun, cpu = time.perf_counter(), time.thread_time()
        elif (wall := time.perf_counter() - begun) >= BLOCKED / 5:
            used, who = time.thread_time() - cpu, threading.current_thread().name
            notes.write("garbage", at=begun, wall=wall, cpu=used, generation=about["generation"], thread=who)

    gc.callbacks.append(watched)


def watch_requests(notes: Notes) -> None:
    """Write down the first three and the last of an order's `STAGES`, and the processor time of the loop's thread up to then."""
    from game.server.web import actors, guard

    whole, answer, known = guard._whole, guard.Guard.__call__, actors.player_of

    async def asked(scope: Any, receive: Any) -> Any:
        found = await whole(scope, receive)
        if scope["path"].endswith("/me/order"):
            _marks.set({"asked": time.perf_counter()})
        return found

    async def answered(self: Any, scope: Any, receive: Any, send: Any) -> None:
        _marks.set(None)
        _doing.set(f"{scope.get('method')} {scope.get('path')}")
        await answer(self, scope, receive, send)
        marks = _marks.get()
        if marks is not None and "heard" in marks:
            notes.write("order", **marks, answered=time.perf_counter(), cpu=time.thread_time(), process=os.getpid())

    async def player_of(*given: Any, **more: Any) -> Any:
        found = await known(*given, **more)
        if (marks := _marks.get()) is not None:
            marks["known"] = time.perf_counter()
        return found

    replaced: Any = guard
    replaced._whole, replaced.Guard.__call__ = asked, answered
    replaced = actors
    replaced.player_of = player_of


def watch_writer(notes: Notes) -> None:
    """Write down the other stages of an order, and what each commit took."""
    from game.server import storage
    from game.server.together import Accept

    write, commit, stored = storage.Storage.write, storage.Storage._commit, storage.Storage._stored
    waiting: dict[int, Marks] = {}
    worked: list[float] = []

    async def writing(self: Any, job: Any) -> Any:
        marks = _marks.get()
        if marks is None or not isinstance(job, Accept):
            return await write(self, job)
        marks |= {"digest": job.digest, "turn": job.key[2], "queued": time.perf_counter()}
        waiting[id(job)] = marks
        found = await write(self, job)
        marks["heard"] = time.perf_counter()
        return found

    def storing(self: Any, job: Any) -> Any:
        def working(connection: Any) -> Any:
            found = job(connection)
            worked[:] = [time.perf_counter()]
            return found

        return stored(self, working)

    def committing(self: Any, together: Any) -> None:
        taken, cpu = time.perf_counter(), time.thread_time()
        mine = [marks for job, _ in together if (marks := waiting.pop(id(job), None)) is not None]
        told: list[float] = []

        def marking(tell: Any) -> Any:
            def now(value: Any, error: Any) -> None:
                if not told:
                    told.append(time.perf_counter())
                    for marks in mine:
                        marks |= {"taken": taken, "done": worked[0], "stored": told[0]}
                tell(value, error)

            return now

        worked[:] = [taken]
        commit(self, [(job, marking(tell)) for job, tell in together])
        wall, work = time.perf_counter() - taken, worked[0] - taken
        notes.write("commit", at=taken, orders=len(mine), work=work, wall=wall, cpu=time.thread_time() - cpu)

    replaced: Any = storage
    replaced.Storage.write, replaced.Storage._commit, replaced.Storage._stored = writing, committing, storing


def main() -> int:
    """Host, watched."""
    notes = Notes(sys.argv[1])
    for watch in (watch_loop, watch_memory, watch_requests, watch_writer):
        watch(notes)
    from game.app.cli import main as command_line

    return command_line(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
