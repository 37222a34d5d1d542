"""Finds packs in folders, lists them quickly, and loads one by the id of its scenario."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from game.content.compiled import Compiled
from game.content.diagnostics import Findings
from game.content.loading import Loaded, load_pack, unknown_scenario
from game.content.packfiles import PackFiles, open_pack
from game.core.problems import TightropeError

_PROGRAM = Path(__file__).resolve().parents[2]


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
    """The packs in some folders; a scenario in an earlier folder hides one of the same id in a later one."""

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
            found += [i for i in items if (i.is_dir() and (i / "pack.yaml").is_file()) or (i.suffix == ".zip" and i.is_file())]
        return found

    def entries(self) -> list[Entry]:
        """List the packs, broken ones too."""
        return [entry_of(path, self.find) for path in self.paths()]

    def find(self, scenario: str) -> Path | None:
        """Give the path of the pack that holds a scenario."""
        paths = self.paths()
        for path in sorted(paths, key=lambda p: p.stem != scenario and p.name != scenario):
            if _scenario_id(path) == scenario:
                return path
        return None

    def load(self, name: str, *, lint: bool = False) -> Loaded:
        """Load a scenario by its id, or the pack at a path; raises TightropeError when there is none."""
        found = self.find(name)
        if found is None and Path(name).exists():
            found = Path(name)
        if found is None:
            raise TightropeError(unknown_scenario(name, [e.id for e in self.entries() if not e.broken]))
        return load_pack(found, self.find, lint=lint)


def shipped_folder() -> Path:
    """Give the folder of the packs that ship: beside the program, or inside the package when it is installed."""
    beside = _PROGRAM / "scenarios"
    return beside if beside.is_dir() else Path(__file__).resolve().parents[1] / "_data" / "scenarios"


def load_scenario(name: "str | Path", folders: Iterable[Path] = ()) -> Compiled:
    """Load a scenario by id or path, with the shipped packs and those in `folders`; raises TightropeError (PackError when it is broken)."""
    return Library([shipped_folder(), *folders]).load(str(name)).use()


def entry_of(path: Path, find: "object" = None) -> Entry:
    """Read what the list shows of a pack."""
    findings = Findings()
    files = open_pack(path, findings)
    if files is None:
        return Entry(path.stem, path.stem, path.stem, "", path, 0, str(findings.sorted()[0]))
    pack, scenario = _tree(files, "pack.yaml", findings), _tree(files, "scenario.yaml", findings)
    errors = [f for f in findings.sorted() if f.severity == "error"]
    calendar = scenario.get("calendar")
    turns = calendar.get("turns") if isinstance(calendar, dict) else None
    if turns is None and callable(find) and isinstance(scenario.get("extends"), str):
        base = find(scenario["extends"])
        turns = entry_of(base, None).turns if base is not None and base != path else None
    name = scenario.get("id")
    return Entry(
        id=name if isinstance(name, str) else path.stem, title=str(scenario.get("title") or pack.get("title") or path.stem),
        pack=str(pack.get("id") or path.stem), version=str(pack.get("version") or ""), path=path, turns=turns if isinstance(turns, int) else 0,
        broken=str(errors[0]) if errors else "" if isinstance(name, str) else f"{files.shown('scenario.yaml')}:1:1: error: missing key 'id'",
    )


def _tree(files: PackFiles, name: str, findings: Findings) -> dict[str, object]:
    from game.content.reader import read_yaml

    if name not in files.data:
        findings.error((files.shown(name), 1, 1), "not-found", "the pack lacks this file")
        return {}
    tree = read_yaml(files.shown(name), files.data[name], findings)
    return tree if isinstance(tree, dict) else {}


def _scenario_id(path: Path) -> str | None:
    files = open_pack(path, Findings())
    if files is None:
        return None
    name = _tree(files, "scenario.yaml", Findings()).get("id")
    return name if isinstance(name, str) else None
