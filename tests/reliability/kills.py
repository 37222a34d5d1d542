"""Kills a game with `kill -9` while it saves, and goes on with what is on the disk: `python -m tests.reliability.kills [--times 1000]`.

A child plays games that save themselves after every answer and turn, as in the window, and says of each turn when it has been saved.
It is killed after a moment drawn by lot; the next child goes on with "continue". Every file must be whole, every turn that was said to
be saved must be in it, and it must play on. Exits with 1 when one does not hold. Needs fork (not on Windows).
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from game.content.compiled import Compiled
from game.content.library import load_scenario
from game.core.problems import TightropeError
from game.session.match import Match
from game.session.reading import read_record
from game.session.store import Autosave, Store

LONGEST = 0.02
"""Seconds from the last turn that is waited for until the kill, at most: a turn with its saves takes about half of it."""


class NotSavedError(Exception):
    """What a child could not do."""


@dataclass
class Counts:
    """What came of the kills; `half` counts temporary files that a kill left: it came while one was written."""

    kills: int = 0
    turns: int = 0
    finished: int = 0
    half: int = 0
    faults: list[str] = field(default_factory=list)


def play_on(compiled: Compiled, store: Store, seed: int, say: int) -> NoReturn:
    """Go on with the newest save, or begin; play for ever, and say what is saved (a line of file name and turns)."""
    while True:
        entry = store.latest_save()
        if entry is None or entry.record is None:
            save = Autosave(store)
            os.write(say, b"begins 0\n")
            match = Match.new(compiled, seed, save=save)
        else:
            save = Autosave(store, entry.path)
            match = Match.load(entry.record, compiled, save)
            os.write(say, f"{entry.path.name} {len(match.reports)}\n".encode())
        seed += 1
        while not match.over:
            _answer(match)
            match.end_turn()
            if save.problem or save.path is None:
                raise NotSavedError(save.problem)
            os.write(say, f"{save.path.name} {len(match.reports)}\n".encode())


def _answer(match: Match) -> None:
    """Answer each card by the standing order, which can always be paid."""
    events = {event.id: event for event in match.scenario.events}
    for slot, name in enumerate(match.events):
        match.answer(slot, events[name].options[events[name].default].id)


def kill_once(compiled: Compiled, store: Store, draw: random.Random, counts: Counts) -> dict[str, int]:
    """Let a child play and kill it; gives the turns that it said were saved, by file."""
    hear, say = os.pipe()
    seed = draw.randrange(1 << 30)
    child = os.fork()
    if child == 0:
        try:
            os.close(hear)
            play_on(compiled, store, seed, say)
        except BaseException as error:  # noqa: BLE001  told to the parent, which counts it
            os.write(say, f"fault {type(error).__name__}: {error}".replace("\n", " ").encode())
        finally:
            os._exit(1)
    os.close(say)
    with os.fdopen(hear, "rb") as pipe:
        first = pipe.readline().decode()                # it has read what there was, and plays
        for _ in range(draw.randint(0, 2)):
            first += pipe.readline().decode()
        time.sleep(draw.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = (first + pipe.read().decode()).splitlines()
    counts.kills += 1
    counts.faults += [line for line in lines if line.startswith("fault ")]
    said = [line.split() for line in lines if not line.startswith(("fault ", "begins "))]
    counts.turns += len(lines) - 1
    return {name: int(turns) for name, turns in said}


def look(store: Store, said: dict[str, int], counts: Counts) -> None:
    """Check what is on the disk after a kill against what was said to be saved; what is finished is put away."""
    for path in store.paths():
        try:
            record = read_record(path)
        except TightropeError as error:
            counts.faults.append(f"{path.name}: {error}")
            continue
        if len(record.turns) < said.get(path.name, 0):
            counts.faults.append(f"{path.name}: {said[path.name]} turns were saved, {len(record.turns)} are there")
        said.pop(path.name, None)
        if record.finished:
            counts.finished += 1
            path.unlink()
    for path in store.folder.glob(".*.tmp"):
        counts.half += 1
        path.unlink()
    counts.faults += [f"{name} is gone" for name in said]


def run(times: int, folder: Path, seed: int = 1) -> dict[str, Any]:
    """Kill so many times; gives the counts."""
    compiled, store, draw, counts = load_scenario("crossroads-2025"), Store(folder), random.Random(seed), Counts()
    match = Match.new(compiled, 1)
    _answer(match)
    match.end_turn()                                    # what a scenario works out once is there for all children
    begun = time.perf_counter()
    for _ in range(times):
        look(store, kill_once(compiled, store, draw, counts), counts)
    return {**vars(counts), "seconds": round(time.perf_counter() - begun, 1)}


def main() -> int:
    """Run the command."""
    asked = argparse.ArgumentParser(prog="python -m tests.reliability.kills")
    asked.add_argument("--times", type=int, default=1_000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = run(given.times, Path(folder), given.seed)
    sys.stdout.write(json.dumps(found) + "\n")
    return 1 if found["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
