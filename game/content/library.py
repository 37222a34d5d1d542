"""Finds packs in folders, lists them quickly, and loads one by the id of its scenario."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from game.content.compiled import Compiled
from game.content.diagnostics import Findings
from game.content.layers import MOST_BASES, Finder, read_file
from game.content.loading import Loaded, load_pack, unknown_scenario
from game.content.packfiles import PackFiles, open_pack
from game.core.problems import Sentence, TightropeError

_PROGRAM = Path(__file__).resolve().parents[2]
_LISTED = frozenset({"pack.yaml", "scenario.yaml"})
_VERSION = re.compile(r"@([0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9})\Z")
_PLAIN_ID = re.compile(rb"^id: *([a-z0-9_-]+) *\r?$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A pack in the list: what can be said without compiling it."""

    id: str
    title: str
    pack: str
    version: str
    path: Path
    turns: int
    broken: str = ""
    """The first error, in words, when the pack cannot even be listed in full."""


class Library:
    """The packs in some folders; a scenario in an earlier folder hides one of the same id in a later one.

    Of two versions in one folder the newest is found by the scenario's id, and each by id@version.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        """Keep the folders; they need not exist."""
        self.folders = tuple(folders)

    def paths(self) -> list[Path]:
        """List the folders and .zip files that may be packs."""
        found: list[Path] = []
        for folder in self.folders:
            try:
                items = sorted(folder.iterdir())
            except OSError:
                continue
            found += [item for item in items if may_be_pack(item)]
        return found

    def entries(self) -> list[Entry]:
        """List the packs, broken ones too."""
        return [entry_of(path, self.find) for path in self.paths()]

    def find(self, scenario: str) -> Path | None:
        """Give the path of the pack that holds a scenario; `id@version` names one of several versions."""
        name, _, version = scenario.partition("@")
        for path in self._likely_first(name):
            if (not version or version == _version_of(path)) and _scenario_id(path) == name:
                return path
        return None

    def versions(self, scenario: str) -> list[Path]:
        """List the paths of all packs that hold a scenario, the one that is found by its id first."""
        return [path for path in self._likely_first(scenario) if _scenario_id(path) == scenario]

    def load_versions(self, scenario: str) -> list[Compiled]:
        """Load all packs that hold a scenario, the one that is found by its id first; broken ones are left out."""
        loaded = (load_pack(path, self.find).compiled for path in self.versions(scenario))
        return [compiled for compiled in loaded if compiled is not None]

    def _likely_first(self, name: str) -> list[Path]:
        """List the paths: folders in their order and in each the newest first, but before all those that are named like the scenario."""
        newest = sorted(self.paths(), key=lambda p: [int(part) for part in _version_of(p).split(".")], reverse=True)
        newest.sort(key=lambda p: self.folders.index(p.parent))
        return sorted(newest, key=lambda p: name not in (p.name, p.stem, p.stem.partition("@")[0]))

    def load(self, name: str, *, lint: bool = False) -> Loaded:
        """Load a scenario by its id, or the pack at a path; raises TightropeError when there is none."""
        found = self.find(name)
        if found is None and os.path.exists(name):  # noqa: PTH110  Path.exists raises for what is too long to be a path
            found = Path(name)
        if found is None:
            raise TightropeError(unknown_scenario(name, [e.id for e in self.entries() if not e.broken]))
        return load_pack(found, self.find, lint=lint)


def may_be_pack(path: Path) -> bool:
    """Tell whether a path is a folder with a pack.yaml or a .zip; what nobody may look into is none."""
    try:
        return (path / "pack.yaml").is_file() or (path.suffix.lower() == ".zip" and path.is_file())
    except OSError:
        return False


def shipped_folder() -> Path:
    """Give the folder of the packs that ship: beside the program, or inside the package when it is installed."""
    beside = _PROGRAM / "scenarios"
    return beside if beside.is_dir() else Path(__file__).resolve().parents[1] / "_data" / "scenarios"


def load_scenario(name: "str | Path") -> Compiled:
    """Load a scenario that ships by its id, or any by its path; raises TightropeError (PackError when it is broken)."""
    return Library([shipped_folder()]).load(str(name)).use()


def entry_of(path: Path, find: Finder) -> Entry:
    """Read what the list shows of a pack; turns that it inherits are looked up in its bases."""
    findings = Findings()
    files = open_pack(path, findings, _LISTED)
    if files is None:
        return Entry(path.stem, path.stem, path.stem, "", path, 0, str(findings.sorted()[0]))
    pack, scenario = tree_of(files, "pack.yaml", findings), tree_of(files, "scenario.yaml", findings)
    name, errors = scenario.get("id"), findings.sorted()
    if not errors and not isinstance(name, str):
        findings.error((files.shown("scenario.yaml"), 1, 1), "missing-key", Sentence("missing key 'id' in scenario.yaml"))
        errors = findings.sorted()
    title = scenario.get("title") or pack.get("title") or path.stem
    return Entry(
        id=name if isinstance(name, str) else path.stem, title=str(title), pack=str(pack.get("id") or path.stem),
        version=str(pack.get("version") or ""), path=path, turns=_turns(scenario, find), broken=str(errors[0]) if errors else "",
    )


def _version_of(path: Path) -> str:
    """Give the version that the name of an installed pack bears: my-crisis@1.0.0.zip."""
    found = _VERSION.search(path.stem)
    return found.group(1) if found else "0.0.0"


def _turns(scenario: Mapping[str, object], find: Finder) -> int:
    """Give the turns of a scenario, or of the nearest base that says how many."""
    for _ in range(MOST_BASES):
        calendar, base = scenario.get("calendar"), scenario.get("extends")
        turns = calendar.get("turns") if isinstance(calendar, dict) else None
        if isinstance(turns, int):
            return turns
        path = find(base) if isinstance(base, str) else None
        files = open_pack(path, Findings(), _LISTED) if path is not None else None
        if files is None:
            break
        scenario = tree_of(files, "scenario.yaml", Findings())
    return 0


def tree_of(files: PackFiles, name: str, findings: Findings) -> Mapping[str, object]:
    """Read a file of a pack that is a mapping; an empty one where there is none, and findings say why."""
    tree = read_file(files, name, findings)
    return tree if isinstance(tree, dict) else {}


def _scenario_id(path: Path) -> str | None:
    """Give the id of a pack's scenario; a plain `id:` at the start of a line is found without parsing."""
    files = open_pack(path, Findings(), _LISTED)
    if files is None or "scenario.yaml" not in files.data:
        return None
    plain = _PLAIN_ID.search(files.data["scenario.yaml"])
    if plain:
        return plain.group(1).decode()
    name = tree_of(files, "scenario.yaml", Findings()).get("id")
    return name if isinstance(name, str) else None
