"""Installing and removing on the disk, and which records were played with which pack."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from game.content.library import Library, shipped_folder
from game.content.tools.beginning import new_pack
from game.content.tools.installing import Plan, plan_install
from game.content.tools.shelf import checked, shelf
from game.core.problems import TightropeError
from game.session.packs import Uses, install, remove, uses
from game.session.record import PackRef
from game.session.store import Store


def pack_in(folder: Path, name: str = "my-crisis", version: str = "1.0.0") -> Path:
    """Write the pack of `pack new`, in a version."""
    for file, data in new_pack(name).items():
        path = folder / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.replace(b"version: 1.0.0", f"version: {version}".encode()))
    return folder / name


def planned(pack: Path, packs: Path) -> Plan:
    return plan_install(pack, shipped_folder(), packs)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return tmp_path / "packs"


def test_a_plan_is_written_once_and_found(tmp_path, packs):
    plan = planned(pack_in(tmp_path), packs)
    assert not packs.exists()
    install(plan)
    assert [path.name for path in packs.iterdir()] == ["my-crisis@1.0.0.zip"]
    again = planned(tmp_path / "my-crisis", packs)
    assert again.there
    install(again)
    with pytest.raises(TightropeError, match="has come there since"):
        install(replace(again, there=False))
    with pytest.raises(ValueError, match="errors"):
        install(Plan([]))


def test_nothing_is_written_where_that_cannot_be(tmp_path, packs):
    packs.write_text("a file in the way")
    with pytest.raises(TightropeError, match="could not be written"):
        install(planned(pack_in(tmp_path), packs))
    assert packs.read_text() == "a file in the way"


def test_what_is_removed_is_gone_and_a_folder_stays(tmp_path, packs):
    install(planned(pack_in(tmp_path), packs))
    (path,) = packs.iterdir()
    folder = pack_in(packs, "by-hand")
    with pytest.raises(TightropeError, match="delete it yourself"):
        remove([path, folder])
    assert path.exists()
    remove([path])
    assert list(packs.iterdir()) == [folder]
    with pytest.raises(TightropeError, match="could not be removed"):
        remove([path])


def test_records_are_counted_by_their_pack(played, tmp_path):
    store = Store(tmp_path / "records")
    record, other = played.record(), PackRef("other", "1.0.0", "c" * 64)
    for number, one in enumerate([record, record.until(2), replace(record.until(1), pack=other)]):
        store.save(one, store.folder / f"{number}.tightrope")
    (store.folder / "damaged.tightrope").write_bytes(b"{}")
    counted = uses([*store.paths(), store.folder / "gone.tightrope"])
    assert counted == {"a" * 64: Uses(1, 1), "c" * 64: Uses(0, 1)}
    assert counted["a" * 64].all == 2


def test_the_shelf_lists_versions_side_by_side_and_says_which_one_is_found(tmp_path, packs):
    for version in ("1.0.0", "1.10.0", "1.9.0"):
        install(planned(pack_in(tmp_path, version=version), packs))
    (packs / "broken@1.0.0.zip").write_bytes(b"no zip")
    library = Library([shipped_folder(), packs])
    found = shelf(library)
    assert [one.pack for one in found[:3]] == sorted(path.name for path in library.paths()[:3])
    assert all(one.shipped and one.found and not one.by_hand for one in found if one.path.parent == shipped_folder())
    own = [one for one in found if not one.shipped]
    assert [(one.pack, one.version, one.found) for one in own] == [
        ("broken", "1.0.0", True), ("my-crisis", "1.10.0", True), ("my-crisis", "1.9.0", False), ("my-crisis", "1.0.0", False),
    ]
    assert "no .zip that can be read" in own[0].broken
    newest, older = own[1], own[2]
    assert (newest.name, older.name) == ("my-crisis", str(older.path))
    assert library.load(older.name).use().pack_version == "1.9.0"
    assert len({one.digest for one in own}) == 4
    assert (newest.authors, newest.licence, newest.languages) == (("Your name",), "CC-BY-4.0", ("en",))


def test_what_a_pack_says_of_itself_is_shown_in_one_short_line(tmp_path, packs):
    pack = pack_in(packs)
    text = (pack / "pack.yaml").read_text()
    text = text.replace("authors: [Your name]", f'authors: ["A\\e[31mB\\nC", {"x" * 5000}, [1]]')
    (pack / "pack.yaml").write_text(text.replace("licence: CC-BY-4.0", "licence: {a: b}"))
    (own,) = shelf(Library([packs]))
    assert own.authors == ("A [31mB C", "x" * 120)
    assert own.licence == ""
    assert own.by_hand


def test_the_check_of_a_pack_counts_errors_and_warnings(tmp_path):
    pack = pack_in(tmp_path)
    library = Library([tmp_path])
    assert (checked(pack, library).errors, checked(pack, library).warnings) == (0, 0)
    deck = pack / "events" / "deck.yaml"
    deck.write_text(deck.read_text().replace("when: tension >= 45", "when: tension >= 0").replace("about: more_guns", "about: more_gunz"))
    found = checked(pack, library)
    assert (found.errors > 0, found.compiled) == (True, None)
    shutil.rmtree(pack)
    assert [one.code for one in checked(pack, library).findings] == ["not-found"]
