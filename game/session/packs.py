"""What installing and removing packs does on the disk, and which records were played with which pack."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from game.content.tools.installing import Plan
from game.core.problems import Sentence, TightropeError, reason
from game.session.reading import parse, read_limited, unsealed
from game.session.skim import skim
from game.session.store import write_file


def install(plan: Plan) -> None:
    """Write the one file of a plan without errors; raises TightropeError. What is there already is left alone."""
    if plan.target is None or plan.package is None:
        raise ValueError("this plan has errors")
    if plan.there:
        return
    if plan.target.exists():
        raise TightropeError(Sentence("{target} has come there since the pack was checked: install it once more", target=plan.target))
    write_file(plan.target, plan.package.data)


def remove(paths: Iterable[Path]) -> None:
    """Delete the files of installed packs; raises TightropeError. A folder was not installed by us and is left alone."""
    wanted = list(paths)
    for path in wanted:
        if path.is_dir():
            raise TightropeError(Sentence("{path} is a folder that was not installed by us: delete it yourself", path=path))
    for path in wanted:
        try:
            path.unlink()
        except OSError as error:
            raise TightropeError(Sentence("{path} could not be removed: {why}", path=path, why=reason(error))) from None


@dataclass(frozen=True)
class Uses:
    """How many records were played with a pack: finished games, and games that are not over."""

    finished: int = 0
    open: int = 0

    @property
    def all(self) -> int:
        """Count both."""
        return self.finished + self.open


def uses(files: Iterable[Path]) -> dict[str, Uses]:
    """Count the records by the digest of their pack; what cannot be read counts for none."""
    counts: Counter[tuple[str, bool]] = Counter()
    for path in files:
        try:
            body = unsealed(read_limited(path))
            found = skim(body) or parse(body)
        except (TightropeError, OSError):
            continue
        counts[found.pack.digest, found.finished] += 1
    return {digest: Uses(counts[digest, True], counts[digest, False]) for digest, _finished in counts}
