"""What a loader of damaged files is, and what counts as a refusal in words."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.content.diagnostics import Finding
from game.core.problems import TightropeError


class UnclearError(Exception):
    """What was wrong was not said in words that a user can read."""


@dataclass(frozen=True)
class Loader:
    """A loader: makes a damaged file in a folder and gives what reads it, which gives True when it was read, False when refused."""

    prepare: Callable[[Path], None]
    damage: Callable[[random.Random, Path], Callable[[], bool]]


def told(words: Iterable[str]) -> bool:
    """Check that a refusal says something, in one printable line; gives False."""
    lines = list(words)
    if not lines or any(not line.strip() or not line.isprintable() or len(line) > 2_000 or "Traceback" in line for line in lines):
        raise UnclearError(f"refused without clear words: {[line[:200] for line in lines[:5]]}")
    return False


def judged(findings: list[Finding], *, read: bool) -> bool:
    """Check what was found where a pack was not read; gives whether it was."""
    errors = [str(finding) for finding in findings if finding.severity == "error"]
    if read:
        return True
    return told(errors)


def refusing(read: Callable[[], Any]) -> bool:
    """Read something; gives whether it was read, raises UnclearError where it was refused without words."""
    try:
        read()
    except TightropeError as problem:
        return told([str(problem)])
    return True
