"""Crash-safe files: a record is either the old one or the new one, never half of either, whatever happens in between.

Written as temporary file + fsync + rename + fsync of the folder (of 100 kills during plain writes, 99 left damaged files).
"""

import contextlib
import errno
import itertools
import os
import re
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from game.core.problems import Sentence, TightropeError, reason
from game.session.reading import read_limited, read_record, unsealed
from game.session.record import SUFFIX, Record, encode
from game.session.skim import skim

_ADVICE = {
    errno.ENOSPC: Sentence("the disk is full: free some space and save again"),
    errno.EDQUOT: Sentence("your quota is used up: delete some files and save again"),
    errno.EACCES: Sentence("you may not write there: choose another folder, or start with --portable"),
    errno.EPERM: Sentence("you may not write there: choose another folder, or start with --portable"),
    errno.EROFS: Sentence("the disk is read-only: choose another folder, or start with --portable"),
    errno.ENOENT: Sentence("the folder is gone: make it again, or choose another"),
    errno.ENOTDIR: Sentence("a part of that path is a file: choose another folder"),
    errno.EISDIR: Sentence("there is a folder of that name: choose another name"),
    errno.ENAMETOOLONG: Sentence("the name is too long: choose a shorter one"),
}
_numbers = itertools.count()
_LEFTOVER_SECONDS = 86_400


def write_file(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves the old one or the new one; raises TightropeError that says what to do."""
    temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}-{threading.get_ident()}-{next(_numbers)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0, Sentence("{why}: try another folder", why=reason(error)))
        raise TightropeError(Sentence(
            "{path} could not be written; {advice}. Nothing saved before was touched.", path=path, advice=advice,
        )) from None


def _sync_folder(folder: Path) -> None:
    """Make a rename last; Windows has no such call, and its rename is logged anyway."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):        # some network folders have nothing to sync
            raise
    finally:
        os.close(handle)


@dataclass(frozen=True)
class Entry:
    """A record in the folder: what could be read of it, or why it could not be."""

    path: Path
    changed: float
    record: Record | None
    problem: str = ""


class Store:
    """The folder of records."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when something is first saved."""
        self.folder = folder

    def save(self, record: Record, path: Path) -> Path:
        """Write a record; raises TightropeError."""
        write_file(path, encode(record))
        return path

    def new_path(self, record: Record, now: datetime | None = None) -> Path:
        """Choose a file name for a new game that no file has yet."""
        stamp = (now or datetime.now(UTC).astimezone()).strftime("%Y-%m-%d-%H%M%S")
        name = f"{re.sub('[^a-z0-9-]', '', record.scenario) or 'game'}-{stamp}"
        for number in itertools.count(1):
            path = self.folder / f"{name}{'' if number == 1 else f'-{number}'}{SUFFIX}"
            if not os.path.exists(path):  # noqa: PTH110  Path.exists raises where nobody may look; then saving says what is wrong
                return path
        raise AssertionError

    def clear_leftovers(self) -> None:
        """Remove temporary files that a crash left behind a day ago or more."""
        with contextlib.suppress(OSError):
            for path in self.folder.glob(f".*{SUFFIX}.*.tmp"):
                with contextlib.suppress(OSError):
                    if time.time() - path.stat().st_mtime > _LEFTOVER_SECONDS:
                        path.unlink()

    def paths(self) -> list[Path]:
        """List the files of records, newest first; an unreadable folder has none."""
        found: list[tuple[float, str, Path]] = []
        with contextlib.suppress(OSError):
            for item in os.scandir(self.folder):
                with contextlib.suppress(OSError):
                    if item.name.endswith(SUFFIX) and not item.name.startswith(".") and item.is_file():
                        found.append((item.stat().st_mtime, item.name, Path(item.path)))
        return [path for _, _, path in sorted(found, reverse=True)]

    def entries(self, most: int = 200) -> list[Entry]:
        """Read the newest records; a damaged one stays in the list with what is wrong, and is never touched."""
        return [self._entry(path) for path in self.paths()[:most]]

    def latest_save(self) -> Entry | None:
        """Give the newest game that is not finished, for "continue"."""
        for path in self.paths():
            if not _finished(path):
                entry = self._entry(path)
                if entry.record is not None and not entry.record.finished:
                    return entry
        return None

    def _entry(self, path: Path) -> Entry:
        changed = 0.0
        with contextlib.suppress(OSError):
            changed = path.stat().st_mtime
        try:
            return Entry(path, changed, read_record(path))
        except TightropeError as error:
            return Entry(path, changed, None, str(error))


def _finished(path: Path) -> bool:
    """Tell whether a file is the record of a finished game, as far as a quick look shows."""
    try:
        found = skim(unsealed(read_limited(path)))
    except TightropeError:
        return False
    return found is not None and found.finished


class Autosave:
    """Keeps the file of one game up to date; a failure is kept in words and the game goes on."""

    def __init__(self, store: Store, path: Path | None = None) -> None:
        """Save into a given file, or into a new one chosen at the first save."""
        self.store = store
        self.path = path
        self.problem = ""

    def __call__(self, record: Record) -> None:
        """Save; the words of a failure stay in `problem` until a save succeeds."""
        try:
            if self.path is None:
                self.path = self.store.new_path(record)
            self.store.save(record, self.path)
            self.problem = ""
        except TightropeError as error:
            self.problem = str(error)
