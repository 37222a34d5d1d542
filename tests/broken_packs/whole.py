"""Packs that are broken as a whole, one a code: too large, unsafe, damaged, or in the way of another. Each says where it must be told.

A maker gets a folder and gives the path of the pack and the place: the file within the pack ("" for the pack itself), line and column.
"""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from game.content.diagnostics import Findings
from game.content.loading import load_pack
from game.content.packfiles import MAX_FILES, open_pack
from game.content.reader import MAX_BYTES
from game.content.tools.building import built

BASE = Path(__file__).parent / "base"
Place: TypeAlias = tuple[str, int, int]
Maker: TypeAlias = Callable[[Path], tuple[Path, Place]]


def _pack(folder: Path, name: str = "small") -> Path:
    return Path(shutil.copytree(BASE, folder / name))


def _changed(pack: Path, name: str, old: str, new: str) -> Path:
    path = pack / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return pack


def _zip(folder: Path, extra: dict[str, str]) -> Path:
    path = folder / "small.zip"
    with zipfile.ZipFile(path, "w") as out:
        for file in sorted(BASE.rglob("*.yaml")):
            out.write(file, file.relative_to(BASE).as_posix())
        for name, text in extra.items():
            out.writestr(name, text)
    return path


def _built(pack: Path) -> bytes:
    files = open_pack(pack, Findings())
    assert files is not None
    return built(load_pack(pack, lambda _: None).use(), files).data


def _too_large(folder: Path) -> tuple[Path, Place]:
    pack = _pack(folder)
    (pack / "events" / "more.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    return pack, ("events/more.yaml", 1, 1)


def _too_many_files(folder: Path) -> tuple[Path, Place]:
    return _zip(folder, {f"assets/{number}": "" for number in range(MAX_FILES)}), ("", 1, 1)


def _unsafe_name(folder: Path) -> tuple[Path, Place]:
    return _zip(folder, {"../evil.yaml": "x: 1\n"}), ("../evil.yaml", 1, 1)


def _unsafe_file(folder: Path) -> tuple[Path, Place]:
    pack = _pack(folder)
    (pack / "events" / "link.yaml").symlink_to("/etc/passwd")
    return pack, ("events/link.yaml", 1, 1)


def _encrypted(folder: Path) -> tuple[Path, Place]:
    path = _zip(folder, {})
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\1\2") + 8] |= 1                   # the flag of the last file in the archive's list
    path.write_bytes(data)
    return path, ("sources.yaml", 1, 1)


def _bad_zip(folder: Path) -> tuple[Path, Place]:
    path = _zip(folder, {})
    path.write_bytes(path.read_bytes()[:-30])
    return path, ("", 1, 1)


def _unreadable(folder: Path) -> tuple[Path, Place]:
    return folder / ("x" * 300), ("", 1, 1)


def _not_found(folder: Path) -> tuple[Path, Place]:
    pack = _pack(folder)
    (pack / "scenario.yaml").unlink()
    return pack, ("scenario.yaml", 1, 1)


def _more(folder: Path) -> tuple[Path, Place]:
    pack = _pack(folder)
    (pack / "events" / "many.yaml").write_text("".join(f"- {{idd: a{number}, titel: 3}}\n" for number in range(300)))
    return pack, ("events/many.yaml", 29, 4)               # behind the last that is shown


def _too_many_errors(folder: Path) -> tuple[Path, Place]:
    pack = _pack(folder)
    (pack / "events" / "many.yaml").write_text("".join(f"- {{idd: a{number}, titel: 3}}\n" for number in range(30_000)))
    return pack, ("events/many.yaml", 1, 1)


def _child(folder: Path, text: str) -> Path:
    """Make a pack on top of the small one, which ships."""
    _pack(folder / "shipped")
    pack = folder / "child"
    pack.mkdir()
    (pack / "pack.yaml").write_text((BASE / "pack.yaml").read_text().replace("id: small", "id: child"))
    (pack / "scenario.yaml").write_text(text)
    return pack


def _history_fit(folder: Path) -> tuple[Path, Place]:
    text = (
        "id: child\nextends: small\nhistory:\n  - {series: growth, year: 2025, real: 1, source: paper}\n"
        "china_retaliation:\n  warn_below: 9\n"
    )
    return _child(folder, text), ("scenario.yaml", 6, 3)


def _recalled_target(folder: Path) -> tuple[Path, Place]:
    pack = _child(folder, "id: child\nextends: small\nhistory:\n  - {series: growth, year: 2025, real: 1, source: memory}\n")
    (pack / "sources.yaml").write_text("memory: {publisher: Memory, check: recalled}\n")
    return pack, ("scenario.yaml", 4, 51)


def _taken(folder: Path) -> tuple[Path, Place]:
    _pack(folder / "shipped")
    return _pack(folder, "mine"), ("scenario.yaml", 1, 1)


def _same_version(folder: Path) -> tuple[Path, Place]:
    pack = _pack(folder)
    (folder / "packs").mkdir()
    (folder / "packs" / "small@1.0.0.zip").write_bytes(_built(pack))
    return _changed(pack, "scenario.yaml", "title: A small scenario", "title: A smaller scenario"), ("pack.yaml", 1, 1)


def _digest(folder: Path) -> tuple[Path, Place]:
    path = folder / "small.zip"
    path.write_bytes(_built(_pack(folder)))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("assets/new.txt", "put in later")
    return path, ("", 1, 1)


WHOLE: dict[str, Maker] = {
    "too-large": _too_large, "too-many-files": _too_many_files, "unsafe-name": _unsafe_name, "unsafe-file": _unsafe_file,
    "encrypted": _encrypted, "bad-zip": _bad_zip, "unreadable": _unreadable, "not-found": _not_found, "more": _more,
    "too-many-errors": _too_many_errors, "history-fit": _history_fit, "recalled-target": _recalled_target, "taken": _taken,
    "same-version": _same_version, "digest": _digest,
}
