"""The files of a pack, from a folder or a .zip, refused when anything about them is unsafe; nothing is extracted."""

import os
import re
import stat
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from game.content.diagnostics import Findings
from game.core.problems import Sentence, reason

MAX_FILES = 2000
MAX_PACK_BYTES = 64 * 1024 * 1024
MAX_NAME = 200
_NO_FILE = Sentence("this is no ordinary file; a pack holds ordinary files only")
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?\Z", re.IGNORECASE)
_BAD_CHARACTERS = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
LEFTOVERS = frozenset({"__pycache__", "Thumbs.db", "desktop.ini", "__MACOSX"})


@dataclass
class PackFiles:
    """A pack's files by name relative to the pack, with forward slashes; `path` is how messages name the pack."""

    path: str
    data: dict[str, bytes] = field(default_factory=dict)

    def shown(self, name: str) -> str:
        """Give the path of a file as messages show it."""
        return f"{self.path}/{name}"

    def under(self, folder: str, ending: str = ".yaml") -> list[str]:
        """List the files of a folder by name, those in folders below it too."""
        return sorted(name for name in self.data if name.startswith(f"{folder}/") and name.endswith(ending))


def open_pack(path: Path, findings: Findings, only: Collection[str] | None = None) -> PackFiles | None:
    """Read the files of a pack, or only some; None when there is no pack or it is unsafe (then findings say why)."""
    shown = path.as_posix()
    try:
        if path.is_dir():
            return _from_folder(path, findings, only)
        if path.is_file():
            return _from_zip(path, findings, only)
    except OSError as problem:
        findings.error((shown, 1, 1), "unreadable", Sentence("it cannot be read: {why}", why=reason(problem)))
        return None
    findings.error((shown, 1, 1), "not-found", Sentence("there is no such pack; name its folder or its .zip"))
    return None


def name_problem(name: str) -> str:
    r"""Say what is wrong with the name of a file in a pack, or give an empty text.

    >>> name_problem("events/a.yaml"), name_problem("../evil.yaml")
    ('', 'the name leads out of the pack (..)')
    """
    if not name or len(name) > MAX_NAME:
        return Sentence("the name is empty or longer than {most} characters", most=MAX_NAME)
    if "\\" in name:
        return Sentence("the name holds a backslash; use /")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return Sentence("the name is an absolute path")
    parts = name.split("/")
    if ".." in parts:
        return Sentence("the name leads out of the pack (..)")
    if "." in parts or "" in parts:
        return Sentence("the name has an empty part")
    for part in parts:
        if _DEVICES.match(part):
            return Sentence("'{part}' is the name of a device on Windows", part=part)
        if part[-1] in ". " or _BAD_CHARACTERS.search(part):
            return Sentence("'{part}' cannot be the name of a file on every system", part=ascii(part[:40]))
    return ""


def is_leftover(name: str) -> bool:
    """Tell whether a file is left over from editing or building and no part of the pack."""
    parts = name.split("/")
    return any(part.startswith(".") or part in LEFTOVERS for part in parts) or parts[-1].endswith(("~", ".tmp", ".zip", ".pyc", ".orig"))


def _check_names(pack: str, names: list[str], findings: Findings) -> bool:
    """Refuse unsafe names, names that differ in case only, and too many of them."""
    fine = True
    if len(names) > MAX_FILES:
        findings.error((pack, 1, 1), "too-many-files", Sentence(
            "the pack has {count:,} files; {most:,} are allowed",
            count=len(names), most=MAX_FILES,
        ))
        return False
    seen: dict[str, str] = {}
    for name in names:
        problem = name_problem(name)
        folded = name.casefold()
        if not problem and folded in seen:
            twice = seen[folded] == name
            problem = Sentence("the name stands in the pack twice") if twice else Sentence(
                "the name differs from '{seen}' in case only",
                seen=seen[folded],
            )
        seen.setdefault(folded, name)
        if problem:
            findings.error((f"{pack}/{ascii(name)[1:-1][:MAX_NAME]}", 1, 1), "unsafe-name", problem)
            fine = False
    return fine


def _from_folder(path: Path, findings: Findings, only: Collection[str] | None) -> PackFiles | None:
    shown = path.as_posix()
    names: list[str] = []
    sizes = 0
    fine = True
    for folder, folders, files in os.walk(path, onerror=_refuse, followlinks=False):
        inside = PurePosixPath(Path(folder).relative_to(path).as_posix())
        folders[:] = sorted(f for f in folders if not is_leftover(f))
        for name in [*folders, *sorted(files)]:
            relative = str(inside / name)
            if is_leftover(relative):
                continue
            info = (Path(folder) / name).lstat()
            if not (stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode)):
                link, other = Sentence("this is a link; a pack holds ordinary files only"), _NO_FILE
                findings.error((f"{shown}/{relative}", 1, 1), "unsafe-file", link if stat.S_ISLNK(info.st_mode) else other)
                fine = False
            elif stat.S_ISREG(info.st_mode):
                names.append(relative)
                sizes += info.st_size
        if len(names) > MAX_FILES:
            break
    if sizes > MAX_PACK_BYTES:
        findings.error((shown, 1, 1), "too-large", Sentence(
            "the pack has {size:,} bytes; {most:,} are allowed",
            size=sizes, most=MAX_PACK_BYTES,
        ))
        fine = False
    if not (_check_names(shown, names, findings) and fine):
        return None
    return PackFiles(shown, {name: (path / name).read_bytes() for name in sorted(names) if only is None or name in only})


def _refuse(error: OSError) -> None:
    """Stop at a folder that cannot be looked into; left out, it would make another pack of this one."""
    raise error


def _from_zip(path: Path, findings: Findings, only: Collection[str] | None) -> PackFiles | None:
    shown = path.as_posix()
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            # the names as they stand in the archive: zipfile itself cuts them at a NUL and turns backslashes
            fine = _check_names(shown, [m.orig_filename.rstrip("/") for m in archive.infolist()], findings)
            fine = _check_members(shown, members, findings) and fine
            return _read_members(shown, archive, members, only) if fine else None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError, RuntimeError, OverflowError) as problem:
        findings.error((shown, 1, 1), "bad-zip", Sentence(
            "this is no .zip that can be read: {why}",
            why=" ".join(str(problem).split())[:120],
        ))
    except Exception as problem:  # noqa: BLE001 - zlib, lzma and struct raise errors of their own on damaged archives
        findings.error((shown, 1, 1), "bad-zip", Sentence("the .zip is damaged: {why}", why=" ".join(str(problem).split())[:120]))
    return None


def _check_members(shown: str, members: list[zipfile.ZipInfo], findings: Findings) -> bool:
    """Refuse archives that are too large unpacked, and members that are no ordinary files."""
    fine = True
    total = sum(m.file_size for m in members)
    if total > MAX_PACK_BYTES:
        findings.error((shown, 1, 1), "too-large", Sentence(
            "unpacked the pack has {total:,} bytes; {most:,} are allowed",
            total=total, most=MAX_PACK_BYTES,
        ))
        fine = False
    for member in members:
        kind = stat.S_IFMT(member.external_attr >> 16)
        place = (f"{shown}/{ascii(member.filename)[1:-1][:MAX_NAME]}", 1, 1)
        if kind not in (0, stat.S_IFREG):
            findings.error(place, "unsafe-file", _NO_FILE)
            fine = False
        if member.flag_bits & 1:
            findings.error(place, "encrypted", Sentence("the file is encrypted"))
            fine = False
    return fine


def _read_members(
    shown: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], only: Collection[str] | None
) -> PackFiles:
    """Read members, none beyond the size that it states; a single folder around all of them is taken off."""
    kept = [member for member in members if not is_leftover(member.filename)]
    tops = {member.filename.partition("/")[0] for member in kept}
    inside = len(tops) == 1 and all("/" in member.filename for member in kept)
    found: dict[str, bytes] = {}
    for member in kept:
        name = member.filename.partition("/")[2] if inside else member.filename
        if only is not None and name not in only:
            continue
        with archive.open(member) as stream:
            data = stream.read(member.file_size + 1)
        if len(data) != member.file_size:
            raise zipfile.BadZipFile(f"'{member.filename}' has another size than it states")
        found[name] = data
    return PackFiles(shown, dict(sorted(found.items())))
