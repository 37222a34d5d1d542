"""Installing packs by keyboard, by mouse and by dropping files: checked, told, then written; a refusal says why and writes nothing."""

import os
import zipfile
from pathlib import Path

import pygame
import pytest

from game.ui import assets
from game.ui.app import Game
from game.ui.faults import faults
from game.ui.outcome import Push
from game.ui.screens.menu import Leave
from game.ui.screens.packs.chooser import At, Chooser, chooser_screen
from game.ui.screens.packs.folder import places, read_folder
from game.ui.screens.title import title_screen
from game.ui.screens.turn import turn_screen
from tests.ui.pack_hands import desk, files_below, game_of, made, reader

__all__ = ["desk", "made", "reader"]
GOOD, BAD, AGAIN = "file harbour-dispute-1.0.0.zip", "file harbour-draft", "file my-crisis-1.0.0.zip"


# installing


@pytest.mark.parametrize("mouse", [False, True])
def test_a_file_is_chosen_checked_told_and_installed(reader, desk, made, mouse):
    packs = made.older.parent
    before = files_below(packs)
    hands = reader(mouse=mouse)
    hands.press("button Install")
    assert hands.where == "Chooser"
    hands.press(GOOD)
    assert (hands.where, hands.screen.job.state) == ("Installing", "ready")
    assert "harbour-dispute 1.0.0" in hands.texts
    assert files_below(packs) == before
    hands.enter()
    assert hands.screen.job.state == "done"
    assert files_below(packs) == sorted([*before, "harbour-dispute@1.0.0.zip"])
    hands.enter()
    assert (hands.where, hands.screen.pack.pack) == ("Packs", "harbour-dispute")
    hands.settle(60)
    hands.enter()
    assert (hands.where, hands.screen.scenario) == ("Briefing", "harbour-dispute")


@pytest.mark.parametrize("mouse", [False, True])
def test_a_refusal_tells_its_reasons_and_nothing_is_written(reader, made, mouse):
    before = files_below(made.older.parent)
    hands = reader(mouse=mouse)
    hands.press("button Install")
    hands.press(BAD)
    assert (hands.where, hands.screen.job.state) == ("Installing", "refused")
    assert "harbour-draft: nothing was written." in hands.texts
    assert "events/deck.yaml:11:10" in hands.texts
    assert "What to do" in hands.texts
    hands.press(f"button All {len(hands.screen.job.errors)} reasons, on a page")
    assert hands.where == "Messages"
    hands.enter()
    hands.enter()
    assert hands.where == "Chooser"
    assert files_below(made.older.parent) == before


HOSTILE = {
    "slip": ("../../evil.yaml", b"x: 1\n", "unsafe-name"), "device": ("events/NUL.yaml", b"x: 1\n", "unsafe-name"),
    "large": ("events/z.yaml", b"#" * 3_000_000, "too-large"), "tag": ("events/z.yaml", b"- !!python/name:os.system x\n", "tag"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_with_a_clear_reason(reader, made, kind, tmp_path):
    name, data, code = HOSTILE[kind]
    with zipfile.ZipFile(made.good, "a") as archive:
        archive.writestr(name, data)
        archive.comment = b""
    before = files_below(tmp_path)
    hands = reader(make=Game)
    hands.drop(made.good)
    assert hands.screen.job.state == "refused"
    assert f"[{code}]" in hands.texts
    assert files_below(tmp_path) == before


def test_what_is_installed_already_is_not_written_again(reader, made):
    hands = reader(make=Game)
    time = made.older.stat().st_mtime_ns
    hands.drop(made.again)
    assert "installed already" in hands.texts
    hands.press("button Play it")
    assert hands.screen.desk.compiled(hands.screen.scenario).pack_version == "1.0.0"
    assert made.older.stat().st_mtime_ns == time


def test_a_file_that_goes_or_a_folder_in_the_way_is_told(reader, desk, made):
    hands = reader(make=Game)
    hands.drop(made.good.with_name("gone.zip"))
    assert "there is no such pack" in hands.texts
    hands.key(pygame.K_ESCAPE)
    hands.drop(made.good)
    (made.older.parent / "harbour-dispute@1.0.0.zip").write_bytes(b"come meanwhile")
    hands.enter()
    assert hands.screen.job.state == "trouble"
    assert "has come there since" in " ".join(hands.texts.split())       # how it is broken into lines hangs on the folder's name
    (made.older.parent / "harbour-dispute@1.0.0.zip").unlink()
    hands.enter()
    hands.enter()
    assert hands.screen.job.state == "done"


def test_a_file_that_cannot_be_looked_at_is_told(reader, made, monkeypatch):
    def refuse(*_paths: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("game.ui.screens.packs.installing.plan_install", refuse)
    hands = reader(make=Game)
    hands.drop(made.good)
    assert hands.screen.job.state == "trouble"
    assert "Permission denied" in hands.texts


def test_escape_stops_and_leaves_everything_as_it_was(reader, made):
    before = files_below(made.older.parent)
    hands = reader(make=Game)
    hands.drop(made.good)
    hands.key(pygame.K_ESCAPE)
    hands.settle()
    assert (hands.where, files_below(made.older.parent)) == ("Packs", before)


# dropping


def test_files_dropped_together_are_asked_about_one_after_the_other(reader, desk, made):
    hands = reader(title_screen(desk), make=Game)
    for path in (made.bad, made.good, made.bad):
        hands.app.dispatch(pygame.event.Event(pygame.DROPFILE, file=str(path)))
    hands.settle(60)
    assert len(hands.app.layers) == 2
    assert "1 more file is waiting." in hands.texts
    hands.enter()
    assert hands.screen.job.state == "ready"
    hands.enter()
    hands.enter()
    assert hands.where == "Title"
    assert (made.older.parent / "harbour-dispute@1.0.0.zip").is_file()


def test_a_file_dropped_on_a_turn_is_installed_and_the_turn_goes_on(reader, desk, made):
    match = game_of(desk, made, 2)
    hands = reader(turn_screen(desk, match), make=Game)
    record = match.record()
    hands.drop(made.good)
    hands.enter()
    assert hands.screen.job.state == "done"
    assert hands.app.top.stage.root.find("button Play it") is None
    hands.enter()
    assert hands.where == "Brief"
    assert match.record() == record


def test_over_an_open_question_nothing_is_begun(reader, desk, made):
    match = game_of(desk, made, 1)
    hands = reader(turn_screen(desk, match), make=Game)
    hands.app.apply(Push(Leave(desk, match)))
    hands.drop(made.good)
    assert hands.where == "Leave"
    assert "drop the file again" in hands.app.toast.text


# choosing a file


def test_the_chooser_lists_packs_first_and_leaves_out_what_is_hidden(tmp_path):
    for name in ("b.zip", "a.zip", "notes.txt", ".hidden.zip", "Z.ZIP"):
        (tmp_path / name).write_bytes(b"x")
    os.utime(tmp_path / "b.zip", (2e9, 2e9))
    for name in ("folder", "a-pack", ".git"):
        (tmp_path / name).mkdir()
    (tmp_path / "a-pack" / "pack.yaml").write_text("id: x")
    (tmp_path / "loop").symlink_to(tmp_path / "nowhere")
    found = read_folder(tmp_path)
    assert {one.name for one in found.items} == {"b.zip", "a.zip", "Z.ZIP", "a-pack", "folder"}
    assert found.items[0].name == "b.zip"
    assert found.items[-1].name == "folder"
    assert [one.name for one in found.found("A zip")] == ["a.zip"]
    assert read_folder(tmp_path / "nowhere").problem
    assert read_folder(tmp_path / "b.zip").problem


def test_a_place_that_cannot_be_looked_at_is_left_out(tmp_path):
    assert places(tmp_path)[0] == tmp_path
    assert Path.home() in places(tmp_path / ("x" * 5000))


def test_names_that_are_no_text_are_shown_and_can_be_chosen(reader, desk, tmp_path):
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in (b"\xff\xfe.zip", b"new\nline.zip", b"w" * 200 + b".zip", "이름 없는 꾸러미.zip".encode()):
        (folder / os.fsdecode(name)).write_bytes(b"x")
    hands = reader(chooser_screen(desk, folder), make=Game)
    assert "??.zip" in hands.texts
    assert faults(hands.app.top.stage, hands.app.top.context.rect) == []
    hands.press(f"file {os.fsdecode(bytes([255, 254]))}.zip")
    assert hands.screen.job.state == "refused"
    assert faults(hands.app.top.stage, hands.app.top.context.rect) == []


@pytest.mark.parametrize("mouse", [False, True])
def test_folders_lead_in_and_out(reader, desk, made, mouse):
    top = made.good.parent
    hands = reader(chooser_screen(desk), mouse=mouse)
    assert hands.screen.at.folder == top                             # where a browser puts files
    hands.press("file Photos")
    assert (hands.screen.at.folder, "There is no pack here" in hands.texts) == (top / "Photos", True)
    hands.press("button Folder above")
    assert hands.screen.at.folder == top
    hands.press(f"place {Path.home()}")
    assert hands.screen.at.folder == Path.home()
    assert places(top)[:2] == [top, Path.home()]


def test_typing_searches_and_backspace_leads_back_and_up(reader, desk, made):
    hands = reader(chooser_screen(desk))
    for letter in "draft":
        hands.key(ord(letter), letter)
    assert [w.name for w in hands.app.top.stage.order() if w.name.startswith("file ")] == [BAD]
    for _letter in "draft":
        hands.key(pygame.K_BACKSPACE)
    assert hands.screen.search == ""
    hands.key(pygame.K_x, "x")
    hands.key(pygame.K_ESCAPE)
    assert (hands.where, hands.screen.search) == ("Chooser", "")
    hands.key(pygame.K_BACKSPACE)
    hands.settle()
    assert hands.screen.at.folder == made.good.parent.parent
    hands.screen.at.listing = None
    hands.app.rebuild_all()
    assert "Reading the folder" in hands.texts
    hands.settle()
    lost = reader(Chooser(desk, At(made.good.parent / "gone")))
    assert "cannot be read" in lost.texts


def test_an_icon_that_a_pack_names_and_there_is_not_is_a_circle():
    circle = pygame.image.tobytes(assets.icon("circle", 24, (255, 255, 255)), "RGBA")
    for name in ("", "dragon", "../ui/book", "cards/../../ui/book", "/etc/passwd"):
        assert pygame.image.tobytes(assets.icon(name, 24, (255, 255, 255)), "RGBA") == circle
    assert pygame.image.tobytes(assets.icon("book", 24, (255, 255, 255)), "RGBA") != circle
