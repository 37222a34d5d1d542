"""Plays the same games in every way there is and prints one digest of them.

`python -m tests.reliability.digests [--alone 300] [--batched 10000] [--scenario NAME]… [--python 3.12]… [--numpy 2.0.2]…`

Games are played in batches of three sizes; the first of them alone as well, with a ledger, saved, and played again from their records.
The state digests after every turn must be equal in all of them. What is printed adds up all digests of all games: it must be the
same with every Python and NumPy. With `--python` or `--numpy` the command runs itself through `uv` with each of them (NumPy as in the
lock where none is named) and compares. Exits with 1 where something differs, and with 2 where a Python is not on this machine.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from game.bots.policies import policy
from game.content.compiled import Compiled
from game.content.library import Library
from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.view import view_of
from game.session.match import Match
from game.session.reading import decode
from game.session.record import Record, encode
from game.session.translate import hand_over
from game.session.verify import verify_records

ROOT = Path(__file__).parents[2]
LUCK = 1_000_000
"""Added to a game's number, it makes the dice of the policy that plays it."""

LOADED = 50
"""Games that are loaded one by one; all are played again side by side."""


class DifferenceError(Exception):
    """Two ways of playing the same games that do not agree."""


def batched(scenario: Scenario, games: int, size: int) -> "np.ndarray":
    """Play games in batches of a size; gives digests (turns + 2, games): at the start, after each turn that a game had, at the end."""
    found = np.zeros((scenario.calendar.turns + 2, games), dtype=np.uint64)
    for first in range(0, games, size):
        part = range(first, min(first + size, games))
        for row, digests in _played(scenario, part):
            found[row, first : part.stop] = digests
    return found


def _played(scenario: Scenario, games: range) -> "Iterator[tuple[int, np.ndarray]]":
    state = engine.begin(scenario, spread_seeds(games))
    orders = policy("random", scenario, spread_seeds([LUCK + game for game in games]))
    yield 0, engine.digest(state)
    while not engine.finished(scenario, state):
        number = int(state.turn)
        state = engine.step(scenario, state, orders(view_of(scenario, state)))
        yield number, np.where(_lasted(state, number), engine.digest(state), np.uint64(0))
    if state.turn > scenario.calendar.turns:
        served = state.ending < 0
        yield scenario.calendar.turns + 1, np.where(served, engine.digest(hand_over(scenario, state)), np.uint64(0))


def _lasted(state: State, number: int) -> "np.ndarray":
    """Say which games of a batch were still in play in a turn: in one alone nothing comes after its end."""
    return (state.ended == 0) | (state.ended >= number)


def alone(compiled: Compiled, games: int) -> list[Record]:
    """Play games one by one, as a player does."""
    found = []
    for game in range(games):
        match = Match.new(compiled, game)
        orders = policy("random", match.scenario, spread_seeds([LUCK + game]))
        while not match.over:
            match.play(orders(match.view()))
        found.append(match.record())
    return found


def digests_of(scenario: Scenario, record: Record) -> list[int]:
    """Give the digests of a record in the places that `batched` has them, without the start."""
    found = [int(turn.digest, 16) for turn in record.turns]
    found += [0] * (scenario.calendar.turns - len(found))
    return [*found, int(record.handover.digest, 16) if record.handover is not None else 0]


def check(compiled: Compiled, games_alone: int, games: int) -> str:
    """Play a scenario in every way; gives the digest of all digests, raises DifferenceError."""
    scenario = compiled.scenario
    whole = batched(scenario, games, games)
    for size in (max(1, games // 10), max(1, games // 71)):
        if not np.array_equal(whole, batched(scenario, games, size)):
            raise DifferenceError(f"{scenario.id}: batches of {size} differ from one of {games}")
    records = alone(compiled, min(games_alone, games))
    for game, record in enumerate(records):
        if digests_of(scenario, record) != whole[1:, game].tolist():
            raise DifferenceError(f"{scenario.id}: game {game} alone differs from game {game} in a batch")
        if game < LOADED and Match.load(decode(encode(record)), compiled).record() != record:
            raise DifferenceError(f"{scenario.id}: game {game} loaded and played again differs")
    bad = [reason for valid, reason, *_ in verify_records(records, lambda _: [compiled]) if not valid]
    if bad:
        raise DifferenceError(f"{scenario.id}: records played again side by side differ: {bad[0]}")
    return hashlib.sha256(whole.astype("<u8").tobytes()).hexdigest()


def here(names: list[str], games_alone: int, games: int) -> dict[str, Any]:
    """Check scenarios with this Python; gives what was run and the digest of each and of all."""
    begun, library = time.perf_counter(), Library([ROOT / "scenarios"])
    found = {name: check(library.load(name).use(), games_alone, games) for name in names}
    return {
        "python": ".".join(str(part) for part in sys.version_info[:3]), "numpy": np.__version__, "alone": games_alone, "batched": games,
        "scenarios": {name: digest[:16] for name, digest in found.items()}, "seconds": round(time.perf_counter() - begun, 1),
        "digest": hashlib.sha256("".join(found.values()).encode()).hexdigest()[:32],
    }


def elsewhere(python: str, numpy: str, words: list[str]) -> dict[str, Any] | None:
    """Run this command with another Python and NumPy (empty: as locked) through uv; None where the machine has no such Python."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("UV_PYTHON", "VIRTUAL_ENV", "XDG_"))}
    environment |= {"UV_PYTHON_DOWNLOADS": "never", "PYTHONPATH": str(ROOT), "HOME": str(_home())}     # a test's home has no cache
    interpreter = found_python(python)
    if not interpreter:
        return None
    wanted = [f"{name}=={version}" for name, version in locked("numpy", "pydantic", "pydantic-core", "pyyaml").items()]
    if numpy:
        wanted = [one for one in wanted if not one.startswith("numpy=")] + [f"numpy=={numpy}"]
    added = [word for one in wanted for word in ("--with", one)]
    command = [_uv(), "run", "--no-progress", "--no-build", "--no-project", "--isolated", "--python", interpreter, *added]
    command += ["python", "-m", "tests.reliability.digests", *words]
    beside = tempfile.gettempdir()                                    # in the project uv holds the lock's NumPy against any other
    done = subprocess.run(command, cwd=beside, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DifferenceError(f"with Python {python} and NumPy {numpy or 'as locked'}: {(done.stdout + done.stderr).strip()[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def found_python(version: str) -> str:
    """Give the path of an interpreter on this machine, or nothing; pyenv's are found though they are not on the path."""
    pyenv = sorted(_home().glob(f".pyenv/versions/{version}*/bin/python"))
    command = [_uv(), "python", "find", "--no-python-downloads", "--system", version]
    done = subprocess.run(command, cwd=tempfile.gettempdir(), capture_output=True, text=True, check=False)
    return str(pyenv[-1]) if pyenv else done.stdout.strip() if done.returncode == 0 else ""


def _uv() -> str:
    uv = shutil.which("uv")
    if uv is None:
        raise DifferenceError("uv is not on the path: pip install uv")
    return uv


def _home() -> Path:
    """Give the user's folder, whatever HOME says: tests have another."""
    try:
        import pwd
    except ImportError:                                              # Windows
        return Path.home()
    return Path(pwd.getpwuid(os.getuid()).pw_dir)


def locked(*names: str) -> dict[str, str]:
    """Give the versions of packages in the lock."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        lines = tomllib.load(file)["tool"]["uv"]["constraint-dependencies"]
    return {name: version for name, _, version in (line.partition("==") for line in lines) if name in names}


def main() -> int:
    """Run the command."""
    asked = argparse.ArgumentParser(prog="python -m tests.reliability.digests")
    asked.add_argument("--alone", type=int, default=300)
    asked.add_argument("--batched", type=int, default=10_000)
    asked.add_argument("--scenario", action="append")
    asked.add_argument("--python", action="append", default=[], help="another Python, such as 3.12")
    asked.add_argument("--numpy", action="append", default=[], help="another NumPy, such as 2.0.2")
    given = asked.parse_args()
    names = given.scenario or [entry.id for entry in Library([ROOT / "scenarios"]).entries()]
    found = here(names, given.alone, given.batched)
    _say(found)
    words = ["--alone", str(given.alone), "--batched", str(given.batched), *(word for name in names for word in ("--scenario", name))]
    code = 0
    pairs = [(python, numpy) for python in given.python or [sys.executable] for numpy in given.numpy or [""]]
    for python, numpy in pairs if given.python or given.numpy else []:
        other = elsewhere(python, numpy, words)
        if other is None:
            _say({"python": python, "problem": "not on this machine"})
            code = code or 2
            continue
        _say(other)
        if other["scenarios"] != found["scenarios"]:
            code = 1
    return code


def _say(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DifferenceError as problem:
        sys.exit(str(problem))
