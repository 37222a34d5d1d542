"""play --watch: the pack is loaded anew when a file changes, seed and orders stay, errors come on screen with file and line."""

from pathlib import Path

import pygame
import pytest

from game.app.context import Context
from game.app.run import Run
from game.content.tools.beginning import new_pack
from game.session.match import Match
from game.ui import watching
from game.ui.app import Game, desk_of
from game.ui.screens.packs.messages import Messages
from game.ui.screens.title import Title, title_screen
from game.ui.window import Window


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    for name, data in new_pack("watched").items():
        path = tmp_path / "watched" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "watched"


def opened(pack: Path) -> Game:
    context = Context.watching(Run(), pack, 5)
    desk = desk_of(context)
    game = Game(Window("test", (1280, 720)), desk, title_screen(desk))
    assert context.watcher is not None
    game.watcher = context.watcher
    game.watcher.start(game)
    return game


def match_of(game: Game) -> Match:
    assert game.watcher is not None
    assert game.watcher.match is not None
    return game.watcher.match


def serve(match: Match) -> None:
    """Answer every card with its first answer and end the turn."""
    for slot, event in enumerate(match.events):
        match.answer(slot, next(o.id for e in match.scenario.events if e.id == event for o in e.options))
    match.end_turn()


def look(game: Game) -> None:
    game.dispatch(pygame.event.Event(watching.LOOK))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def test_a_change_is_loaded_and_the_game_goes_on_at_its_turn(pack):
    game = opened(pack)
    match = match_of(game)
    serve(match)
    serve(match)
    look(game)
    assert match_of(game) is match                       # nothing has changed
    change(pack / "events" / "deck.yaml", "title: Two ships touch", "title: Two ships collide")
    look(game)
    new = match_of(game)
    assert new is not match
    assert (new.turn, new.record().seed, [t.order for t in new.record().turns]) == (
        3, match.record().seed, [t.order for t in match.record().turns],
    )
    assert getattr(new.compiled, "texts").get("events.collision.title") == "Two ships collide"  # noqa: B009  a match knows no texts
    assert getattr(game.top.screen, "match", None) is new
    assert len(game.layers) == 2
    game.draw()
    game.window.close()


def test_errors_are_shown_with_file_and_line_until_they_are_mended(pack):
    game = opened(pack)
    serve(match_of(game))
    change(pack / "events" / "deck.yaml", "about: more_guns", "about: more_gunz")
    look(game)
    assert isinstance(game.top.screen, Messages)
    assert [one.code for one in game.top.screen.findings][:1] == ["unknown-id"]
    shown = {box.text for box in game.top.stage.text_boxes()}
    assert "events/deck.yaml:11:10  [unknown-id]" in shown
    assert any("did you mean 'more_guns'" in text for text in shown)
    game.draw()
    change(pack / "events" / "deck.yaml", "about: more_gunz", "about: more_guns")
    look(game)
    assert not isinstance(game.top.screen, Messages)
    assert match_of(game).turn == 2
    game.window.close()


def test_a_pack_that_is_broken_at_first_opens_when_it_is_mended(pack):
    change(pack / "pack.yaml", "format: 1", "format: one")
    game = opened(pack)
    assert isinstance(game.top.screen, Messages)
    assert game.watcher is not None
    assert game.watcher.match is None
    change(pack / "pack.yaml", "format: one", "format: 1")
    look(game)
    assert match_of(game).turn == 1
    assert not isinstance(game.top.screen, Messages | Title)
    game.window.close()


def test_the_first_warning_is_told(pack):
    game = opened(pack)
    change(pack / "events" / "deck.yaml", "when: tension >= 45", "when: tension >= 0")
    look(game)
    assert "1 warning. " in game.toast.text
    assert "events/deck.yaml:75:9" in game.toast.text
    game.window.close()
