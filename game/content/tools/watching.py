"""Watches a pack under development: says when its files have changed, and loads it anew."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from game.content.layers import Finder
from game.content.loading import Loaded, load_pack
from game.content.packfiles import MAX_FILES, is_leftover

Stamp = tuple[tuple[str, int, int], ...]


@dataclass
class Watch:
    """A pack's folder (or .zip) and how its files stood when they were last read."""

    path: Path
    find: Finder
    _seen: Stamp | None = field(default=None)

    def changed(self) -> bool:
        """Tell whether a file has come, gone or been written since the last load."""
        return stamp(self.path) != self._seen

    def load(self) -> Loaded:
        """Load the pack with its lint, and note how its files stand."""
        self._seen = stamp(self.path)
        return load_pack(self.path, self.find, lint=True)


def stamp(path: Path) -> Stamp:
    """Give names, times and sizes of a pack's files; what is no part of the pack is left out. What is being written may be missing."""
    if not path.is_dir():
        return _of(path, path.name)
    found: list[tuple[str, int, int]] = []
    for folder, folders, files in os.walk(path, followlinks=False):
        folders[:] = sorted(name for name in folders if not is_leftover(name))
        for name in sorted(files):
            if not is_leftover(name):
                found += _of(Path(folder) / name, (Path(folder) / name).relative_to(path).as_posix())
        if len(found) > MAX_FILES:
            break
    return tuple(found)


def _of(path: Path, name: str) -> Stamp:
    try:
        info = path.stat()
    except OSError:
        return ()
    return ((name, info.st_mtime_ns, info.st_size),)
