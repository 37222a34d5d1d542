"""The game in a window without a display: leaving asks first, trouble with the disk is told once, settings are kept."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.app.context import Context, gallery_context
from game.app.run import Run
from game.core.problems import TightropeError
from game.session.store import Store
from game.ui import words
from game.ui.app import Game, desk_of, in_play, run
from game.ui.outcome import Push
from game.ui.screens.menu import Leave
from game.ui.screens.parts.trouble import Trouble
from game.ui.screens.title import Title, title_screen
from game.ui.screens.turn import turn_screen
from game.ui.window import Window

SCENARIO = "crossroads-2025"


@pytest.fixture
def program(tmp_path: Path) -> Context:
    found = gallery_context(Run())
    found.store = Store(tmp_path / "records")
    found.change = lambda settings: setattr(found, "settings", settings) or ""  # type: ignore[method-assign, func-returns-value]
    return found


@pytest.fixture
def game(program):
    desk = desk_of(program)
    window = Window("test", (1280, 720))
    yield Game(window, desk, title_screen(desk))
    window.close()


def press(game: Game, code: int) -> None:
    game.dispatch(pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode=""))


def begin(game: Game):
    match = game.desk.new_match(SCENARIO)
    game.apply(Push(turn_screen(game.desk, match)))
    return match


def test_closing_the_window_at_the_title_ends_at_once(game):
    game.dispatch(pygame.event.Event(pygame.QUIT))
    assert not game.running


def test_closing_the_window_in_a_game_asks_first(game):
    match = begin(game)
    game.dispatch(pygame.event.Event(pygame.QUIT))
    assert game.running
    assert isinstance(game.top.screen, Leave)
    assert in_play([layer.screen for layer in game.layers]) is match
    press(game, pygame.K_ESCAPE)
    assert not isinstance(game.top.screen, Leave)
    game.dispatch(pygame.event.Event(pygame.QUIT))
    press(game, pygame.K_q)
    assert not game.running


def test_closing_the_window_twice_ends(game):
    begin(game)
    game.dispatch(pygame.event.Event(pygame.QUIT))
    game.dispatch(pygame.event.Event(pygame.QUIT))
    assert not game.running


def test_save_and_leave_comes_home_to_continue(game):
    begin(game)
    press(game, pygame.K_ESCAPE)
    press(game, pygame.K_q)
    assert isinstance(game.top.screen, Title)
    assert len(game.layers) == 1
    assert game.top.stage.root.find("button Continue") is not None


def test_a_full_disk_is_told_once_and_the_game_goes_on(game, monkeypatch):
    match = begin(game)

    def full(_record, _path):
        raise TightropeError("the disk is full: free some space")

    monkeypatch.setattr(game.desk.store, "save", full)
    match.allocate(match.scenario.programmes[0].id, 2)
    press(game, pygame.K_F5)
    assert isinstance(game.top.screen, Trouble)
    assert "the disk is full" in game.top.screen.words
    press(game, pygame.K_RETURN)
    press(game, pygame.K_F5)
    assert not isinstance(game.top.screen, Trouble)
    assert in_play([layer.screen for layer in game.layers]) is match


def test_looks_that_the_loop_changes_are_kept(game, program):
    game.dispatch(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_PLUS, mod=pygame.KMOD_CTRL, unicode="+"))
    assert game.desk.preferences.text_scale > 1
    assert program.settings.text_scale == game.desk.preferences.text_scale
    game.change_look(replace(game.look, language="ko"))
    assert (words.language(), program.settings.language) == ("ko", "ko")
    game.change_look(replace(game.look, language="en"))


def test_run_opens_at_a_game_and_keeps_the_window_size(program):
    program.opening = program.new_match(program.load(SCENARIO), 5)
    seen: list[Any] = []

    class Closing(Window):
        def __init__(self, title: str, size: tuple[int, int], **_more: object) -> None:
            super().__init__(title, (1600, 900))

        def show(self) -> None:
            super().show()
            if not seen:
                seen.append(self.pixels)
                pygame.event.post(pygame.event.Event(pygame.QUIT))
                pygame.event.post(pygame.event.Event(pygame.QUIT))

    assert run(program, Closing) == 0
    assert program.settings.window == (1600, 900)


def test_a_display_that_does_not_answer_is_refused(program, monkeypatch):
    monkeypatch.delenv("SDL_VIDEODRIVER", raising=False)
    monkeypatch.setattr(pygame.display, "get_driver", lambda: "offscreen")

    def unseen(_title: str, size: tuple[int, int], **_more: object) -> Window:
        with monkeypatch.context() as patch:
            patch.setenv("SDL_VIDEODRIVER", "dummy")
            return Window("test", size)

    with pytest.raises(TightropeError, match="does not answer"):
        run(program, unseen)


def test_no_window_is_an_error_that_names_the_way_out(program):
    def none(_title: str, _size: tuple[int, int], **_more: object) -> Window:
        raise pygame.error("No available video device")

    with pytest.raises(TightropeError, match="simulate"):
        run(program, none)
