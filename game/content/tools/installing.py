"""Installs packs: everything is checked before one file is written, and that file is our own .zip, so nothing is ever extracted."""

import re
from dataclasses import dataclass
from pathlib import Path

from game.content.compiled import Compiled
from game.content.diagnostics import Finding, Findings
from game.content.library import Entry, Library, entry_of
from game.content.loading import load_pack
from game.content.packfiles import MAX_PACK_BYTES, PackFiles, open_pack
from game.content.tools.building import Built, built, damaged
from game.core.problems import Sentence

_BASE = re.compile(rb"^extends: *([a-z0-9_-]+)", re.MULTILINE)
_SAVED = re.compile(r"(?P<pack>[a-z0-9][a-z0-9_-]*)@(?P<version>[0-9]+\.[0-9]+\.[0-9]+)\.zip\Z")


@dataclass(frozen=True)
class Plan:
    """What installing would do: the file to write, or why not (errors among the findings); `there` when it is installed already."""

    findings: list[Finding]
    compiled: Compiled | None = None
    target: Path | None = None
    package: Built | None = None
    there: bool = False


def plan_install(path: Path, shipped: Path, packs: Path) -> Plan:
    """Check the pack at a path as if it were installed beside those that ship and those in the user's folder; writes nothing."""
    findings = Findings()
    size = _size_of(path)
    if size > MAX_PACK_BYTES:
        findings.error((path.as_posix(), 1, 1), "too-large", Sentence(
            "the file has {size:,} bytes; {most:,} are allowed",
            size=size, most=MAX_PACK_BYTES,
        ))
        return Plan(findings.sorted())
    library = Library([shipped, packs])
    loaded = load_pack(path, library.find, lint=True)
    findings.extend(loaded.findings)
    files = open_pack(path, Findings())
    if loaded.compiled is None or files is None:
        return Plan(findings.sorted())
    compiled = loaded.compiled
    if path.is_file():
        findings.extend(damaged(compiled, path.read_bytes(), path.as_posix()).sorted())
    target = packs / f"{compiled.pack_id}@{compiled.pack_version}.zip"
    there = _against_others(compiled, files, library, target, findings)
    if findings.errors:
        return Plan(findings.sorted())
    return Plan(findings.sorted(), compiled, target, built(compiled, files), there=there)


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:                                    # loading says why it cannot be read
        return 0


def _against_others(compiled: Compiled, files: PackFiles, library: Library, target: Path, findings: Findings) -> bool:
    """Refuse what would hide or be hidden by another pack; tell whether the same pack is there already."""
    place, name = (files.shown("scenario.yaml"), 1, 1), compiled.scenario.id
    shipped = library.folders[0]
    for entry in library.entries():
        if entry.id == name and (entry.path.parent == shipped or entry.pack != compiled.pack_id):
            words = Sentence(
                "scenario '{name}' belongs to the pack '{pack}', which is installed; give yours another id",
                name=name, pack=entry.pack,
            )
            findings.error(place, "taken", words)
        elif entry.pack == compiled.pack_id and entry.id != name:
            words = Sentence("the pack '{pack}' is installed with the scenario '{id}'; give yours another id", pack=entry.pack, id=entry.id)
            findings.error((files.shown("pack.yaml"), 1, 1), "taken", words)
    if not target.exists():
        return False
    old = load_pack(target, library.find).compiled
    if old is not None and old.pack_digest == compiled.pack_digest:
        return True
    words = Sentence(
        "version {version} is installed with other contents; raise `version`, or remove the old one first",
        version=compiled.pack_version,
    )
    findings.error((files.shown("pack.yaml"), 1, 1), "same-version", words)
    return False


@dataclass(frozen=True)
class Installed:
    """A pack in the user's folder."""

    path: Path
    entry: Entry


def installed_in(packs: Path, wanted: str) -> list[Installed]:
    """List the packs of the user's folder that ID or ID@VERSION names, damaged ones too."""
    name, _, version = wanted.partition("@")
    library = Library([packs])
    found: list[Installed] = []
    for path in library.paths():
        entry = entry_of(path, library.find)
        saved = _SAVED.match(path.name)
        known = (saved["pack"], saved["version"]) if saved else (entry.pack, entry.version)
        if known[0] == name and version in ("", known[1]):
            found.append(Installed(path, entry))
    return found


def bases_in(packs: Path) -> dict[str, str]:
    """Give which scenario each pack of a folder extends, by the pack's file name."""
    found: dict[str, str] = {}
    for path in Library([packs]).paths():
        files = open_pack(path, Findings(), {"scenario.yaml"})
        match = _BASE.search(files.data.get("scenario.yaml", b"")) if files is not None else None
        if match:
            found[path.name] = match.group(1).decode()
    return found
