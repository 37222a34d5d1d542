"""Measures branch coverage of four rooms: `python -m tests.reliability.coverage [--keep FILE] [PYTEST WORDS]`.

Runs the tests of these rooms and of what stands on them (no window, no browser) and prints a line a room: the share of branches and of
lines that some test reaches, and the files that lack most. Exits with 1 where a room is under 95% of its branches.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ROOMS = ("content", "session", "tournament", "server")
LEAST = 95.0
TESTS = [
    "tests/unit", "tests/property", "tests/golden", "tests/contract", "tests/scenario", "tests/damage", "tests/reliability",
    "tests/ui/test_watching.py",
]


def by_room(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Add up coverage's JSON report by room: percent of branches and lines that tests reach, and the files that lack most."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    files: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for name, one in report["files"].items():
        room = name.replace("\\", "/").split("/")[1]
        found = one["summary"]
        counts = found["covered_branches"], found["num_branches"], found["covered_lines"], found["num_statements"]
        sums[room] = [before + more for before, more in zip(sums[room], counts, strict=True)]
        if found["missing_branches"]:
            files[room].append((found["missing_branches"], name))
    return {
        room: {
            "branches": round(100 * reached / there, 2), "lines": round(100 * run / lines, 2), "missing_branches": there - reached,
            "lack_most": [f"{name} {count}" for count, name in sorted(files[room], reverse=True)[:5]],
        }
        for room, (reached, there, run, lines) in sorted(sums.items()) if room in ROOMS
    }


def measure(words: list[str], keep: Path) -> dict[str, Any]:
    """Run the tests under coverage; gives coverage's report. What they print goes to standard error."""
    sources = [f"--cov=game/{room}" for room in ROOMS]
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not display and not bundle", *sources, "--cov-branch", "--cov-report="]
    environment = {**os.environ, "COVERAGE_FILE": str(keep)}
    subprocess.run([*command, *(words or TESTS)], cwd=ROOT, env=environment, stdout=sys.stderr, check=False)
    return report_of(keep)


def report_of(data: Path) -> dict[str, Any]:
    """Read coverage's data."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        command = [sys.executable, "-m", "coverage", "json", "-q", "--ignore-errors", f"--data-file={data}", "-o", str(out)]
        subprocess.run(command, cwd=ROOT, check=True)
        found: dict[str, Any] = json.loads(out.read_text())
    return found


def main() -> int:
    """Run the command."""
    asked = argparse.ArgumentParser(prog="python -m tests.reliability.coverage")
    asked.add_argument("--keep", type=Path, help="coverage's data; what is there already is only reported")
    given, words = asked.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        keep = given.keep or Path(folder) / "coverage"
        report = report_of(keep) if keep.exists() else measure(words, keep)
    rooms = by_room(report)
    for room, found in rooms.items():
        sys.stdout.write(json.dumps({"room": room, **found}) + "\n")
    return 1 if len(rooms) < len(ROOMS) or any(found["branches"] < LEAST for found in rooms.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
