"""What a folder holds that may be a pack or lead to one."""

import os
from dataclasses import dataclass
from pathlib import Path

from game.content.diagnostics import plain
from game.content.library import may_be_pack
from game.session import reason
from game.ui.words import said

MOST = 300


@dataclass(frozen=True)
class Item:
    """A folder, or what may be a pack: a .zip or a folder with a pack.yaml."""

    path: Path
    pack: bool
    changed: float = 0.0
    size: int | None = None
    """Bytes of a .zip."""

    @property
    def name(self) -> str:
        """Give its name as it can be shown: bytes that are no text become question marks."""
        return plain(self.path.name.encode("utf-8", "replace").decode())


@dataclass(frozen=True)
class Listing:
    """What was found in a folder: packs with the newest first, then folders by name; `problem` where it cannot be read."""

    folder: Path
    items: tuple[Item, ...] = ()
    problem: str = ""

    def found(self, words: str) -> list[Item]:
        """List the items that have all the words of a search in their names."""
        wanted = words.casefold().split()
        return [one for one in self.items if all(word in one.name.casefold() for word in wanted)]


def read_folder(folder: Path) -> Listing:
    """Read a folder; hidden names are left out. Never raises for what is wrong with it."""
    try:
        with os.scandir(folder) as entries:
            found = [item for entry in entries if not entry.name.startswith(".") and (item := _item(entry))]
    except OSError as error:
        return Listing(folder, problem=said(reason(error)))
    packs = sorted((one for one in found if one.pack), key=lambda one: (-one.changed, one.name))
    return Listing(folder, (*packs, *sorted((one for one in found if not one.pack), key=lambda one: (one.name.casefold(), one.name))))


def _item(entry: "os.DirEntry[str]") -> Item | None:
    path = Path(entry.path)
    try:
        folder = entry.is_dir()
        if not folder and path.suffix.lower() != ".zip":
            return None
        info = entry.stat()
    except OSError:
        return None
    if folder:
        return Item(path, may_be_pack(path), info.st_mtime)
    return Item(path, pack=True, changed=info.st_mtime, size=info.st_size) if may_be_pack(path) else None


def places(downloads: Path) -> list[Path]:
    """List the folders to begin at: that of downloads, the user's own, and the roots of the disks."""
    roots = [Path(root) for root in getattr(os, "listdrives", list)()] or [Path(Path.home().anchor)]
    return [place for place in dict.fromkeys([downloads, Path.home(), *roots]) if _is_folder(place)]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:                                    # a folder on the way may not be looked into
        return False
