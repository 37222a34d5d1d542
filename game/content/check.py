"""Checks packs for `pack check`: everything that loading finds, and every check of the lint."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from game.content.diagnostics import Finding
from game.content.library import Library, shipped_folder
from game.content.loading import Loaded, load_pack


@dataclass(frozen=True)
class Report:
    """What was looked at and what was found, by file and place."""

    files: int
    events: int
    checks: int
    findings: list[Finding]

    @property
    def errors(self) -> list[Finding]:
        """List the errors."""
        return [f for f in self.findings if f.severity == "error"]

    @property
    def warnings(self) -> list[Finding]:
        """List the warnings."""
        return [f for f in self.findings if f.severity == "warning"]


More = Callable[[Loaded], list[Finding]]
"""A check of a room above, which needs simulated games; it is asked only about packs without an error."""


def check_packs(paths: Iterable[Path], folders: Iterable[Path] = (), more: More | None = None) -> Report:
    """Check packs; what they extend is looked for beside them, among the shipped packs and in `folders`."""
    wanted = list(paths)
    library = Library(dict.fromkeys([*(path.absolute().parent for path in wanted), shipped_folder(), *folders]))
    files = events = checks = 0
    found: dict[Finding, None] = {}
    for path in wanted:
        loaded = load_pack(path, library.find, lint=True)
        files, events, checks = files + loaded.files, events + loaded.events, checks + loaded.checks
        found.update(dict.fromkeys(loaded.findings))
        if more is not None and loaded.compiled is not None:
            checks += 1
            found.update(dict.fromkeys(more(loaded)))
    return Report(files, events, checks, sorted(found, key=lambda f: f.order))
