"""Folders that cannot be written: a full disk (a real one, where mounting is allowed), a missing right, a read-only disk, gone."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65_534
SIZE = 512 * 1024


@dataclass(frozen=True)
class Trouble:
    """A folder, what brings the trouble and what ends it; `words` must be told."""

    folder: Path
    begin: Callable[[], None]
    end: Callable[[], None]
    words: str


@contextlib.contextmanager
def small_disk(place: Path) -> "Iterator[Path | None]":
    """Mount a small disk of memory; None where that is not allowed (only root may)."""
    place.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0777", "tmpfs", str(place)]
    mounted = shutil.which("mount") and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield place if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(folder: Path) -> None:
    """Fill a disk to its last byte."""
    with contextlib.suppress(OSError), (folder / "ballast").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def full(disk: Path) -> Trouble:
    """A disk without room."""
    return Trouble(disk / "records", lambda: fill(disk), (disk / "ballast").unlink, "the disk is full")


def read_only(disk: Path) -> Trouble:
    """A disk that the system has made read-only, as it does after an error."""
    def remount(how: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)

    return Trouble(disk / "records", lambda: remount("ro"), lambda: remount("rw"), "the disk is read-only")


def forbidden(place: Path) -> Trouble:
    """A folder that others own; root, whom no right stops, becomes somebody else as long as it lasts."""
    folder = place / "records"

    def begin() -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o555)
        if os.geteuid() == 0:
            os.seteuid(NOBODY)

    def end() -> None:
        if os.getuid() == 0:
            os.seteuid(0)
        folder.chmod(0o755)

    return Trouble(folder, begin, end, "you may not write there")


def gone(place: Path) -> Trouble:
    """A folder in whose place a file stands, as when a stick was pulled out and its name taken."""
    folder = place / "stick" / "records"

    def begin() -> None:
        shutil.rmtree(folder.parent)
        folder.parent.write_text("no folder")

    return Trouble(folder, begin, folder.parent.unlink, "a part of that path is a file")
