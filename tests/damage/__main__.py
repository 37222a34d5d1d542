"""Damages files and loads them: `python -m tests.damage [--each 100000] [--loader NAME]… [--seed N] [--keep FOLDER]`.

Each damaged file must be read or refused in words, within a second of processor time, and the process must stay below 200 MB.
Exits with 1 when one does not hold; the file is kept, and its number makes it again.
"""

import argparse
import json
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.damage.loaders import LOADERS

MOST_SECONDS = 1.0
MOST_BYTES = 200_000_000
MEMORY = Path("/dev/shm")
"""Where there is one, files are damaged there: a disk would be most of the time."""


def play(name: str, each: int, seed: int, keep: Path) -> dict[str, Any]:
    """Damage and load so many files; gives the counts, the slowest time, the peak of memory and what went wrong."""
    loader, faults, read, slowest = LOADERS[name], list[str](), 0, 0.0
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as place:
        folder = Path(place)
        loader.prepare(folder)
        for number in range(seed, seed + each):
            load = loader.damage(random.Random(f"{name} {number}"), folder)
            found, fault, seconds = _timed(load)
            read += found
            slowest = max(slowest, seconds)
            fault = fault or ("" if seconds < MOST_SECONDS else f"it took {seconds:.2f} s")
            if fault:
                faults.append(f"{name} {number}: {fault}")
                shutil.copytree(folder, keep / f"{name}-{number}", dirs_exist_ok=True)
    peak = _peak_of_memory()
    if peak > MOST_BYTES:
        faults.append(f"{name}: the process grew to {peak / 1e6:.0f} MB")
    return {"loader": name, "files": each, "read": read, "refused": each - read - len(faults), "slowest_ms": round(slowest * 1000),
            "peak_mb": round(peak / 1e6), "faults": faults}


def _peak_of_memory() -> int:
    """Give the most memory that this program has held, in bytes (getrusage counts the program that started it as well)."""
    status = Path("/proc/self/status")
    if not status.exists():                                # not on Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


def _timed(load: Callable[[], bool]) -> tuple[bool, str, float]:
    """Load a file; gives whether it was read, what went wrong, and the processor time in seconds."""
    begun, found, fault = time.process_time(), False, ""
    try:
        found = load()
    except Exception as problem:  # noqa: BLE001  any error that is not told in words is what we look for
        fault = f"{type(problem).__name__}: {str(problem)[:300]}"
    return found, fault, time.process_time() - begun


def main() -> int:
    """Run the command."""
    asked = argparse.ArgumentParser(prog="python -m tests.damage")
    asked.add_argument("--each", type=int, default=100_000)
    asked.add_argument("--loader", choices=sorted(LOADERS), action="append")
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "tightrope-damage")
    given = asked.parse_args()
    wrong = 0
    for name in given.loader or LOADERS:
        found = play(name, given.each, given.seed, given.keep)
        wrong += len(found["faults"])
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
