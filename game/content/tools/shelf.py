"""The packs in the library as the packs' screen shows them: what each says of itself, and what the check says of it."""

from dataclasses import dataclass, replace
from pathlib import Path

from game.content.compiled import Compiled
from game.content.diagnostics import Finding, Findings, plain
from game.content.digests import pack_digest
from game.content.library import Library, tree_of
from game.content.loading import load_pack
from game.content.packfiles import open_pack

LONGEST = 120
"""Characters of a text that a pack says of itself; a sound pack stays far below."""


@dataclass(frozen=True)
class Shelved:
    """A pack in the library; `broken` is the first error where it cannot even be listed, `found` whether its scenario's id finds it."""

    path: Path
    scenario: str
    title: str
    pack: str
    version: str
    authors: tuple[str, ...]
    licence: str
    languages: tuple[str, ...]
    about: str
    digest: str
    extends: str
    shipped: bool
    found: bool = True
    broken: str = ""

    @property
    def name(self) -> str:
        """Give the name to load it by: its scenario's id, and the path of a version that the id does not find."""
        return self.scenario if self.found else str(self.path)

    @property
    def by_hand(self) -> bool:
        """Tell whether it is a folder that somebody put there; what is installed is one file."""
        return not self.shipped and self.path.is_dir()


def shelf(library: Library) -> list[Shelved]:
    """List the packs of a library, broken ones too: folders in their order, then by id, the newest version first."""
    shipped = library.folders[0] if len(library.folders) > 1 else None
    found = [shelved(path, shipped=path.parent == shipped) for path in library.paths()]
    found.sort(key=lambda one: (library.folders.index(one.path.parent), one.pack, [-part for part in _numbers(one.version)]))
    first: dict[str, Path] = {}
    for one in found:
        if one.scenario not in first:
            first[one.scenario] = library.find(one.scenario) or one.path
    return [one if first[one.scenario] == one.path else replace(one, found=False) for one in found]


def shelved(path: Path, *, shipped: bool = False) -> Shelved:
    """Read what a pack says of itself; all its files are read, for the digest."""
    findings = Findings()
    files = open_pack(path, findings)
    pack, scenario = ({} if files is None else tree_of(files, name, findings) for name in ("pack.yaml", "scenario.yaml"))
    errors = [one for one in findings.sorted() if one.severity == "error"]
    stem, _, version = _text(path.stem).partition("@")
    return Shelved(
        path, _text(scenario.get("id")) or stem, _text(scenario.get("title")) or _text(pack.get("title")) or stem,
        _text(pack.get("id")) or stem, _text(pack.get("version")) or version,
        authors=_texts(pack.get("authors")), licence=_text(pack.get("licence")), languages=_texts(pack.get("languages")) or ("en",),
        about=_text(pack.get("description"), 4 * LONGEST), digest=pack_digest(files) if files is not None else "",
        extends=_text(scenario.get("extends")), shipped=shipped, broken=plain(str(errors[0])) if errors else "",
    )


@dataclass(frozen=True)
class Checked:
    """What the check says of a pack; `compiled` where it has no error."""

    findings: tuple[Finding, ...]
    compiled: Compiled | None

    @property
    def errors(self) -> int:
        """Count the errors."""
        return sum(one.severity == "error" for one in self.findings)

    @property
    def warnings(self) -> int:
        """Count the warnings."""
        return len(self.findings) - self.errors


def checked(path: Path, library: Library) -> Checked:
    """Check a pack as `pack check` does, without simulated games."""
    loaded = load_pack(path, library.find, lint=True)
    return Checked(tuple(loaded.findings), loaded.compiled)


def _numbers(version: str) -> list[int]:
    return [int(part) if part.isdecimal() else 0 for part in version.split(".")]


def _text(value: object, longest: int = LONGEST) -> str:
    """Give a text of a pack in one line that can be shown; nothing for what is no text."""
    return plain(str(value)).strip()[:longest] if isinstance(value, str | int | float) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for one in value[:20] if (text := _text(one))) if isinstance(value, list) else ()
