"""Packs for pictures and tests, made from the pack of `pack new`: two versions of one, a broken one, and files to install."""

import os
from dataclasses import dataclass
from pathlib import Path

from game.content.compiled import Compiled
from game.content.diagnostics import Findings
from game.content.library import Library
from game.content.loading import load_pack
from game.content.packfiles import open_pack
from game.content.tools.beginning import new_pack
from game.content.tools.building import built

LONG_AGO = 1_748_000_000
"""The time of all files: May 2025."""
MISTAKES = (
    ("pack.yaml", "version: 1.0.0", "version: 0.1.0"), ("events/deck.yaml", "about: more_guns", "about: more_gunz"),
    ("events/deck.yaml", "when: tension >= 45", "when: tension >= 0"), ("scenario.yaml", "exports:", "exprots:"),
)


@dataclass(frozen=True)
class Made:
    """What was made: `compiled` is the older version of two that are installed; `good`, `bad` and `again` are files to install."""

    compiled: Compiled
    older: Path
    broken: Path
    good: Path
    bad: Path
    again: Path


def write_pack(folder: Path, name: str, *changes: tuple[str, str, str]) -> Path:
    """Write the pack of `pack new` as a folder, with changes of its files (the first place of a text each); gives the folder."""
    files = new_pack(name)
    for file, old, new in changes:
        files[file] = files[file].replace(old.encode(), new.encode(), 1)
    for file, data in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def zipped(pack: Path, target: Path) -> Compiled:
    """Build a pack without errors into a .zip; gives what it compiles to."""
    compiled, files = load_pack(pack, Library([pack.parent]).find).use(), open_pack(pack, Findings())
    if files is None:
        raise ValueError(pack)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(built(compiled, files).data)
    os.utime(target, (LONG_AGO, LONG_AGO))
    return compiled


def example_packs(folder: Path) -> Made:
    """Make packs in `packs`, files in `Downloads` and what they are made of in `work`, below a folder."""
    packs, work, downloads = folder / "packs", folder / "work", folder / "Downloads"
    first = write_pack(work / "first", "my-crisis")
    second = write_pack(
        work / "second", "my-crisis", ("pack.yaml", "version: 1.0.0", "version: 1.1.0"),
        ("scenario.yaml", "effects: {exports: 1.2", "effects: {exports: 1.9"),
        ("events/deck.yaml", "when: tension >= 45", "when: tension >= 0"),
    )
    compiled = zipped(first, packs / "my-crisis@1.0.0.zip")
    zipped(second, packs / "my-crisis@1.1.0.zip")
    broken = write_pack(packs / "unfinished", "unfinished", *MISTAKES)
    zipped(write_pack(work / "third", "harbour-dispute"), downloads / "harbour-dispute-1.0.0.zip")
    bad = write_pack(downloads / "harbour-draft", "harbour-draft", *MISTAKES)
    zipped(first, downloads / "my-crisis-1.0.0.zip")
    (downloads / "Photos").mkdir(exist_ok=True)
    for path in downloads.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    return Made(
        compiled, packs / "my-crisis@1.0.0.zip", broken, downloads / "harbour-dispute-1.0.0.zip", bad, downloads / "my-crisis-1.0.0.zip",
    )
