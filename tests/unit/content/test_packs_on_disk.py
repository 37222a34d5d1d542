import os
import zipfile
from pathlib import Path

import pytest

from game.content.diagnostics import Findings, PackError
from game.content.library import Library
from game.content.packfiles import MAX_FILES, MAX_PACK_BYTES, name_problem, open_pack
from game.core.problems import TightropeError

from .conftest import BASE, load

FILES = {p.relative_to(BASE).as_posix(): p.read_bytes() for p in BASE.rglob("*.yaml")}


def archive(path: Path, extra: dict[str, bytes] | None = None, around: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in {**FILES, **(extra or {})}.items():
            out.writestr(around + name, data)
    return path


def codes(path: Path) -> list[str]:
    findings = Findings()
    assert open_pack(path, findings) is None
    return [f.code for f in findings.sorted()]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml", "a/../../evil.yaml", "/tmp/evil.yaml", "C:/evil.yaml", "a\\b.yaml", "NUL.yaml", "events/con", "com1.yaml", "LPT9",
        "a//b.yaml", "./a.yaml", "a./b.yaml", "a /b.yaml", "x\x00.yaml", "x\n.yaml", "a:b.yaml", "q?.yaml", "x" * 300, "",
    ],
)
def test_unsafe_names(name: str) -> None:
    assert name_problem(name)


@pytest.mark.parametrize("name", ["events/a.yaml", "locale/ko.yaml", "assets/한국.png", "console.yaml", "a.b.c"])
def test_safe_names(name: str) -> None:
    assert not name_problem(name)


@pytest.mark.parametrize("name", ["../evil.yaml", "/tmp/evil.yaml", "events\\evil.yaml", "NUL.yaml", "Scenario.yaml", "EVENTS/cards.yaml"])
def test_a_zip_with_an_unsafe_name_is_refused(tmp_path: Path, name: str) -> None:
    assert codes(archive(tmp_path / "x.zip", {name: b"x: 1\n"})) == ["unsafe-name"]


def test_a_zip_is_the_same_as_its_folder(tmp_path: Path) -> None:
    folder = load(BASE).use()
    for around in ("", "small-1.0/"):
        packed = load(archive(tmp_path / "small.zip", around=around)).use()
        assert packed.pack_digest == folder.pack_digest
        assert packed.rules_digest == folder.rules_digest
        assert vars(packed.scenario) == vars(folder.scenario)


def test_a_bomb_is_refused_unread(tmp_path: Path) -> None:
    assert codes(archive(tmp_path / "bomb.zip", {"events/zz.yaml": b"#" * (MAX_PACK_BYTES + 1)})) == ["too-large"]


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    assert codes(archive(tmp_path / "many.zip", {f"assets/{i}": b"" for i in range(MAX_FILES)})) == ["too-many-files"]


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "link.zip")
    with zipfile.ZipFile(path, "a") as out:
        info = zipfile.ZipInfo("assets/link")
        info.external_attr = 0o120777 << 16
        out.writestr(info, "/etc/passwd")
    assert codes(path) == ["unsafe-file"]


@pytest.mark.parametrize("stated", [3, 300])
def test_a_member_that_lies_about_its_size_is_refused(tmp_path: Path, stated: int) -> None:
    path = archive(tmp_path / "liar.zip")
    data = path.read_bytes()
    size = len(FILES["sources.yaml"]).to_bytes(4, "little")
    assert data.count(size) >= 2
    path.write_bytes(data.replace(size, stated.to_bytes(4, "little")))
    assert codes(path) == ["bad-zip"]


def test_no_zip_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK\x03\x04 nothing")
    assert codes(path) == ["bad-zip"]
    assert codes(tmp_path / "nowhere") == ["not-found"]


def test_links_and_devices_in_a_folder_are_refused(small: Path) -> None:
    (small / "assets").mkdir()
    (small / "assets" / "link").symlink_to("/etc/passwd")
    os.mkfifo(small / "assets" / "pipe")
    assert codes(small) == ["unsafe-file", "unsafe-file"]


def test_a_linked_folder_is_refused(small: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (small / "assets").symlink_to(tmp_path / "other", target_is_directory=True)
    assert codes(small) == ["unsafe-file"]


def test_names_that_differ_in_case_only_are_refused(small: Path) -> None:
    (small / "events" / "Cards.yaml").write_text("[]\n")
    assert codes(small) == ["unsafe-name"]


def test_a_folder_that_cannot_be_looked_into_is_not_left_out(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def shut(path: str) -> object:
        if Path(path).name == "events":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", shut)
    assert codes(small) == ["unreadable"]


def test_the_library_lists_finds_and_loads(small: Path) -> None:
    archive(small.parent / "packed.zip")
    library = Library([small.parent, small.parent / "nowhere"])
    assert [(e.id, e.turns, e.version, e.broken) for e in library.entries()] == [("small", 4, "1.0.0", "")] * 2
    assert library.load("small").use().scenario.id == "small"
    assert library.load(str(small)).use().scenario.id == "small"
    for name in ("no-such-scenario", "no-such-scenario" * 30):           # the second is too long for a path
        with pytest.raises(TightropeError, match="no-such-scenario"):
            library.load(name)


def test_a_broken_pack_is_listed_with_its_reason(small: Path) -> None:
    (small / "scenario.yaml").write_text("id: small\n\tx: 1\n")
    entry = Library([small.parent]).entries()[0]
    assert "scenario.yaml:2:1: error:" in entry.broken
    with pytest.raises(PackError, match=r"scenario\.yaml:2:1"):
        Library([small.parent]).load("small").use()
