"""The packs' pages by keyboard and by mouse: what is installed, the check, versions side by side, playing, removing."""

import shutil
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.content.diagnostics import Finding
from game.content.library import Library, shipped_folder
from game.content.tools.codes import codes
from game.session.reading import read_record
from game.ui import words
from game.ui.app import Game
from game.ui.example_packs import example_packs, write_pack, zipped
from game.ui.faults import faults
from game.ui.gallery import play
from game.ui.loop import Layer
from game.ui.screen import Look, context_for
from game.ui.screens.packs.installing import installing_screen
from game.ui.screens.packs.messages import MOST, messages_screen
from game.ui.screens.packs.screen import packs_screen
from game.ui.screens.packs.texts import told
from game.ui.screens.records import records_screen
from game.ui.screens.scenarios import scenarios_screen
from game.ui.screens.title import title_screen
from tests.ui.pack_hands import desk, game_of, made, reader

__all__ = ["desk", "made", "reader"]


# what is installed


def test_every_pack_is_listed_with_what_the_check_says(reader, desk):
    hands = reader()
    shelf = hands.screen.shelf
    assert all(shelf.check_of(one) is not None for one in shelf.packs)
    rows = {w.name: w.label for w in hands.app.top.stage.order() if w.name.startswith("pack ")}
    shipped = {path.name for path in Library([shipped_folder()]).paths()}
    assert {f"pack shipped {name}" for name in shipped} | {"pack my-crisis", "pack unfinished"} == set(rows)
    assert "1.1.0, 1.0.0" in rows["pack my-crisis"]
    assert "1 warning" in rows["pack my-crisis"]
    assert "errors" in rows["pack unfinished"]
    hands.press("pack unfinished")
    for text in ("Your name", "CC-BY-4.0", "English", "unfinished · 0.1.0", "It cannot be played before its errors are mended."):
        assert text in hands.texts
    assert hands.find("button Play it").enabled is False


def test_it_is_reached_from_the_title_and_from_the_scenarios(reader, desk):
    for first in (title_screen(desk), scenarios_screen(desk)):
        for mouse in (False, True):
            hands = reader(first, mouse=mouse)
            hands.press("button Packs")
            assert hands.where == "Packs"
            hands.press("button Back")
            assert hands.screen.__class__ is first.__class__


@pytest.mark.parametrize("mouse", [False, True])
def test_the_messages_name_place_code_and_what_to_do(reader, made, mouse):
    hands = reader(mouse=mouse)
    hands.press("pack unfinished")
    count = len(hands.screen.shelf.check_of(hands.screen.pack).findings)
    hands.press(f"button {count} messages")
    assert hands.where == "Messages"
    assert "events/deck.yaml:11:10  [unknown-id]" in hands.texts
    assert "did you mean 'more_guns'?" in hands.texts
    assert f"What to do: {codes()['unknown-id'].mend}" in hands.texts
    assert len([w for w in hands.app.top.stage.order() if w.name.startswith("message ")]) == count
    warnings = sum(one.severity == "warning" for one in hands.screen.findings)
    hands.press(f"segment Warnings {warnings}")
    shown = [w for w in hands.app.top.stage.order() if w.name.startswith("message ")]
    assert (len(shown), shown[0].name.split()[2]) == (warnings, "always")
    assert shown[0].spoken().startswith("warning. events/deck.yaml, line 75, column 9")
    hands.enter()
    assert hands.where == "Packs"


def test_a_flood_of_messages_is_cut_and_says_so():
    many = tuple(Finding("a.yaml", line, 1, "error", "syntax", "wrong") for line in range(1, MOST + 51))
    shown = Layer(messages_screen("x", Path("x"), many), context_for((1280, 720), Look()))
    assert sum(w.name.startswith("message ") for w in shown.stage.order()) == MOST
    assert any("50 more are not shown" in box.text for box in shown.stage.text_boxes())


def test_a_message_in_korean_says_what_its_code_means_above_the_exact_words():
    finding = Finding("/packs/x/events/deck.yaml", 11, 10, "error", "unknown-id", "unknown event 'a'")
    english = told(finding, Path("/packs/x"))
    assert (english.main, english.exact) == ("unknown event 'a'", "")
    words.use("ko")
    try:
        korean = told(finding, Path("/packs/x"))
        assert korean.exact == "unknown event 'a'"
        assert (korean.main, korean.kind) == ("시나리오에 없는 것을 가리킨다.", "오류")
        assert korean.mend.startswith("할 일: ")
        every = [words.told(text) for code in codes().values() for text in (code.means, code.mend)]
        assert [text for text in every if text.isascii()] == []
    finally:
        words.use("en")
    assert told(replace(finding, code="of-another-time"), Path("/packs/x")).mend == ""


def test_the_check_is_announced_when_it_is_done(desk, made):
    screen = packs_screen(desk, made.broken)
    screen.shelf.finish()
    shown = Layer(screen, context_for((1280, 720), Look()))
    told_ = [text for w in shown.stage.root.walk() if (text := w.announced())]
    assert len(told_) == 1
    assert told_[0].startswith("The check says: 1")


def test_installing_can_be_followed_by_ear(reader, desk, made):
    said: list[str] = []
    desk.preferences = replace(desk.preferences, speech=True)
    desk.say = lambda text, _later: said.append(text)
    hands = reader(title_screen(desk), make=Game)

    def heard() -> str:
        hands.app.draw()
        text = " ".join(said)
        said.clear()
        return text

    heard()
    hands.drop(made.good)
    assert "Install this pack?" in heard()
    hands.enter()
    assert "The pack is installed" in heard()
    hands.enter()
    hands.drop(made.bad)
    text = heard()
    assert "The pack was not installed" in text
    assert "did you mean 'more_guns'" in text
    hands.enter()
    hands.press("button Packs")
    hands.press("button Install")
    assert "Downloads, 3 packs, 1 folder" in heard()
    hands.press("file Photos")
    assert "Photos, 0 packs, 0 folders" in heard()


# versions side by side


@pytest.mark.parametrize("mouse", [False, True])
@pytest.mark.parametrize(("version", "name"), [("1.0.0", "version my-crisis@1.0.0.zip"), ("1.1.0", "version my-crisis@1.1.0.zip")])
def test_a_chosen_version_is_played_and_its_record_keeps_it(reader, desk, mouse, version, name):
    hands = reader(mouse=mouse)
    hands.press("pack my-crisis")
    hands.press(name)                                                # the one in front is played at once
    if hands.where == "Packs":
        hands.enter()
    assert hands.where == "Briefing"
    hands.enter()
    match = hands.screen.match
    assert (match.compiled.pack_version, match.record().pack.version) == (version, version)
    play(match, 1)
    (path,) = desk.store.paths()
    assert read_record(path).pack.version == version
    desk.forget()                                                    # as after a new start
    again = reader(records_screen(desk), mouse=mouse)
    again.press(f"record {path.name}")
    assert again.screen.match.compiled.pack_version == version


def test_a_scenario_is_offered_once_in_its_newest_version(monkeypatch, tmp_path):
    from game.app.context import Context
    from game.app.run import Run

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = example_packs(tmp_path)
    packs = Run().folders.packs
    packs.mkdir(parents=True)
    for path in made.older.parent.glob("*.zip"):
        shutil.copy(path, packs)
    assert [one.version for one in Context.of(Run()).installed() if one.id == "my-crisis"] == ["1.1.0"]


# removing


@pytest.mark.parametrize("mouse", [False, True])
def test_removing_asks_and_says_what_becomes_of_the_games(reader, desk, made, mouse):
    game_of(desk, made, 99)
    game_of(desk, made, 2)
    hands = reader(mouse=mouse)
    hands.press("pack my-crisis")
    hands.press("version my-crisis@1.0.0.zip")
    assert "1 finished game · 1 game in play" in hands.texts
    hands.press("button Remove")
    assert hands.where == "Removing"
    assert "1 game in play stops where it is" in hands.texts
    assert "1 record of a finished game stays." in hands.texts
    hands.enter()                                                    # keep it
    assert made.older.is_file()
    hands.press("button Remove")
    hands.press("button Remove")
    assert (hands.where, made.older.exists(), len(desk.store.paths())) == ("Packs", False, 2)
    assert "1.0.0" not in hands.find("pack my-crisis").label
    for entry in desk.store.entries():
        records = reader(records_screen(desk), mouse=mouse)
        records.press(f"record {entry.path.name}")
        if records.where == "Trouble":                               # the game in play: which pack is missing
            assert f"my-crisis 1.0.0 (digest {made.compiled.pack_digest[:12]})" in records.texts
        else:
            assert records.where == "DebriefScreen"                  # the finished one can be read
            assert "cannot be verified here" in records.screen.found.case.why


def test_games_go_on_with_a_version_of_the_same_rules(reader, desk, made, tmp_path):
    reworded = write_pack(tmp_path / "third-version", "my-crisis", ("pack.yaml", "version: 1.0.0", "version: 1.0.1"))
    zipped(reworded, made.older.with_name("my-crisis@1.0.1.zip"))
    game_of(desk, made, 2)
    hands = reader(packs_screen(desk, made.older))
    hands.key(pygame.K_r, "r")
    assert "go on with version 1.0.1, which has the same rules" in hands.texts
    hands.key(pygame.K_r, "r")
    hands.settle(60)
    (path,) = desk.store.paths()
    records = reader(records_screen(desk))
    records.press(f"record {path.name}")
    assert records.screen.match.compiled.pack_version == "1.0.1"


def test_packs_that_stand_on_it_are_named(reader, desk, made):
    child = made.older.parent / "child"
    child.mkdir()
    (child / "pack.yaml").write_text((made.broken / "pack.yaml").read_text().replace("id: unfinished", "id: child"))
    (child / "scenario.yaml").write_text("id: child\nextends: my-crisis\nevents: inherit\ntitle: A child\n")
    hands = reader(packs_screen(desk, made.older))
    assert "Stands on" not in hands.texts
    hands.key(pygame.K_r, "r")
    assert "child" not in hands.texts                                # the other version still carries it
    made.older.unlink()
    alone = reader(packs_screen(desk, made.older.with_name("my-crisis@1.1.0.zip")))
    alone.key(pygame.K_r, "r")
    assert "cannot be played without it: child 0.1.0." in alone.texts


def test_what_ships_and_what_lies_there_by_hand_stays(reader, made):
    hands = reader()
    hands.press("pack shipped crossroads-2025")
    assert "It comes with the game" in hands.texts
    assert hands.app.top.stage.root.find("button Remove") is None
    hands.press("pack unfinished")
    assert "delete the folder yourself" in hands.texts
    assert hands.app.top.stage.root.find("button Remove") is None
    hands.key(pygame.K_r, "r")
    assert hands.where == "Packs"


def test_what_cannot_be_removed_says_why(reader, desk, made):
    hands = reader(packs_screen(desk, made.older))
    hands.key(pygame.K_r, "r")
    made.older.unlink()
    hands.key(pygame.K_r, "r")
    assert hands.where == "Trouble"
    assert "could not be removed" in hands.texts


# whatever a pack says of itself


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_long_and_odd_words_of_a_pack_fit(desk, made, scale):
    data = (made.broken / "pack.yaml").read_text()
    for text in ("W" * 300, "a\u202eb\u0000c 팩 " * 20):
        odd = data.replace("title: Unfinished", f"title: '{text}'").replace("id: unfinished", f"id: {'w' * 200}")
        odd = odd.replace("authors: [Your name]", f"authors: ['{text}', '{text}']")
        (made.broken / "pack.yaml").write_text(odd, encoding="utf-8")
        (made.broken / "scenario.yaml").write_text(f"id: {'x' * 300}\ntitle: '{text}'\n", encoding="utf-8")
        screen = packs_screen(desk, made.broken)
        screen.shelf.finish()
        one = screen.pack
        assert one is not None
        found = screen.shelf.check_of(one)
        assert found is not None
        for shown in (screen, replace(screen, opened=True), messages_screen(one.title, one.path, found.findings)):
            layer = Layer(shown, context_for((1280, 720), Look(text_scale=scale)))
            assert faults(layer.stage, layer.context.rect) == []
        question = installing_screen(desk, [made.broken])
        question.job.finish()
        layer = Layer(question, context_for((1280, 720), Look(text_scale=scale)))
        assert faults(layer.stage, layer.context.rect) == []


def test_in_the_compact_layout_a_pack_is_opened_and_left_again(reader, desk, made):
    desk.preferences = replace(desk.preferences, text_scale=2.0)
    for mouse in (False, True):
        hands = reader(mouse=mouse)
        hands.press("pack my-crisis")
        hands.press("version my-crisis@1.0.0.zip")
        assert hands.find("button Remove")
        hands.press("button Back")
        assert (hands.where, hands.screen.opened) == ("Packs", False)
        hands.press("pack unfinished")
        hands.key(pygame.K_ESCAPE)
        assert hands.screen.opened is False


def test_without_a_library_the_page_is_empty(desk, made):
    desk.library = None
    screen = packs_screen(desk)
    layer = Layer(screen, context_for((1280, 720), Look()))
    assert screen.pack is None
    assert (screen.messages(), screen.remove(), screen.play()) == (None, None, None)
    assert faults(layer.stage, layer.context.rect) == []
