"""What the screens get: games that save themselves and can be gone on with."""

from dataclasses import replace

import pytest

from game.app.context import Context, gallery_context
from game.app.output import CommandError
from game.app.run import Run
from game.app.settings import Settings
from game.core.problems import TightropeError
from game.session.reading import read_record

BASE = "crossroads-2025"


@pytest.fixture
def program(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return Run()


def test_a_new_game_saves_itself_and_can_be_gone_on_with(program):
    context = Context.of(program, scenario=BASE, seed=4)
    match = context.opening
    assert match is not None
    match.answer(0, match.scenario.events[match.scenario.event(match.events[0])].options[0].id)
    entry = context.store.latest_save()
    assert entry is not None
    assert entry.path.parent == program.folders.records
    again = Context.of(program, load=entry.path)
    opened = again.opening
    assert opened is not None
    assert opened.draft == match.draft
    opened.undo()
    assert read_record(entry.path) == opened.record()
    assert again.save_problem(opened) == ""
    with pytest.raises(TightropeError, match="is a game of"):
        Context.of(program, scenario="other", load=entry.path)


def test_what_cannot_be_opened_says_why(program, tmp_path):
    with pytest.raises(CommandError, match="nothing"):
        Context.of(program, scenario="nothing")
    with pytest.raises(TightropeError, match="no such file"):
        Context.of(program, load=tmp_path / "none.tightrope")
    (tmp_path / "bad.tightrope").write_bytes(b"bad")
    with pytest.raises(TightropeError, match="not a sound record"):
        Context.of(program, load=tmp_path / "bad.tightrope")


def test_settings_are_kept_and_a_failure_is_words(program):
    context = Context.of(program)
    assert context.opening is None
    assert context.change(replace(Settings(), theme="light")) == ""
    assert Context.of(program).settings.theme == "light"
    program.folders.settings.unlink()
    program.folders.settings.mkdir()
    assert "could not be written" in context.change(Settings())
    assert Context.of(program).notices != []


def test_pictures_show_nothing_of_the_users(program):
    Context.of(program, scenario=BASE, seed=4)
    context = gallery_context(program)
    assert context.store.entries() == []
    assert context.settings == Settings()
    assert context.assets.is_dir()
