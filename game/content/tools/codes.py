"""The codes of the checks: codes.yaml says of each what it means, how to mend it, and which change of a new pack brings it about."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from game.content.diagnostics import Findings
from game.content.reader import read_yaml

_FILE = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True)
class Code:
    """A code; `file`, `old` and `new` change the pack of `pack new` so that it is found where ¦ stands (none: one change does not).

    `old` is * for a whole file; `at` is a text of the changed file with a ¦, where the change is not the place of the finding.
    """

    severity: str
    means: str
    mend: str
    file: str = ""
    old: str = ""
    new: str = ""
    at: str = ""


@cache
def groups() -> dict[str, dict[str, Code]]:
    """Give the codes by group and name."""
    tree = read_yaml(_FILE.name, _FILE.read_bytes(), Findings())
    return {group: {name: Code(**entry) for name, entry in codes.items()} for group, codes in tree.items()}


def codes() -> dict[str, Code]:
    """Give the codes by name."""
    return {name: code for group in groups().values() for name, code in group.items()}
