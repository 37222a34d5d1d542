"""Disk full, no right, read-only, folder gone: a clear line, the game goes on, and nothing that was in memory is lost."""

import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from game.client.client import Client
from game.client.http import Server
from game.client.kept import load_kept
from game.content.library import load_scenario
from game.core.problems import TightropeError
from game.session.match import Match
from game.session.reading import read_record
from game.session.record import encode
from game.session.store import Autosave, Store, write_file
from game.tournament.by_file import open_next
from tests.reliability import trouble

KINDS = {"full": trouble.full, "read-only": trouble.read_only, "forbidden": trouble.forbidden, "gone": trouble.gone}


@pytest.fixture(params=KINDS)
def found(request):
    """A folder with a trouble to come."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)                                # so that somebody else may look into it
        if request.param not in ("full", "read-only"):
            yield KINDS[request.param](place)
            return
        with trouble.small_disk(place / "disk") as disk:
            if disk is None:
                pytest.skip("only root may mount a small disk: what the system says then is put in by tests/unit/session/test_store.py")
            yield KINDS[request.param](disk)


@pytest.fixture(scope="module")
def compiled():
    return load_scenario("first-steps")


def one_turn(match):
    for slot, name in enumerate(match.events):
        card = match.scenario.events[match.scenario.event(name)]
        match.answer(slot, card.options[card.default].id)
    match.end_turn()


def test_a_game_goes_on_in_memory_and_is_all_there_when_it_can_be_saved_again(found, compiled):
    save = Autosave(Store(found.folder))
    match = Match.new(compiled, 7, "Mina", save)
    one_turn(match)
    assert save.problem == ""
    assert save.path is not None
    before = read_record(save.path)
    found.begin()
    try:
        one_turn(match)
        told, turns = save.problem, len(match.reports)
        if found.words != "a part of that path is a file":
            assert read_record(save.path) == before       # what was saved before is untouched
    finally:
        found.end()
    assert found.words in told
    assert told.isprintable()
    assert "Traceback" not in told
    assert turns == 2
    one_turn(match)
    assert save.problem == ""
    assert read_record(save.path) == match.record()
    assert Match.load(read_record(save.path), compiled).turn == 4
    assert [path.suffix for path in found.folder.iterdir() if path.name != "ballast"] == [".tightrope"]


def test_a_folder_that_was_deleted_is_made_again(tmp_path, compiled):
    save = Autosave(Store(tmp_path / "records"))
    match = Match.new(compiled, 7, "Mina", save)
    shutil.rmtree(tmp_path / "records")
    one_turn(match)
    assert save.problem == ""
    assert save.path is not None
    assert read_record(save.path) == match.record()


@pytest.fixture
def shared():
    """A folder that everybody may read, whoever the test becomes."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_tournament_by_file_is_played_though_nothing_can_be_saved(found, compiled, shared):
    from game.session.origin import pack_ref, rules_ref
    from game.session.record import Options
    from game.tournament.format import Tournament, encode, plan

    opened = Tournament("0123456789abcdef", "9b", (plan("first-steps", pack_ref(compiled), rules_ref(compiled), Options(turns=2)),))
    path = shared / "class.tournament"
    write_file(path, encode(opened))
    found.folder.mkdir(parents=True)
    found.begin()
    try:
        match = open_next(path, Store(found.folder), lambda _: [compiled], "Mina")
        save = match.save
        assert isinstance(save, Autosave)
        one_turn(match)
        told = save.problem
    finally:
        found.end()
    assert found.words in told
    one_turn(match)
    assert match.over
    assert save.path is not None
    assert read_record(save.path) == match.record()
    with pytest.raises(TightropeError, match="played to the end"):
        open_next(path, Store(found.folder), lambda _: [compiled], "Mina")


def test_a_seat_is_taken_though_it_cannot_be_kept(found, monkeypatch):
    monkeypatch.setattr(Server, "ask", lambda *_, **__: {"token": "t" * 43, "code": "swift-otter-12"})
    client = Client(found.folder)
    found.folder.mkdir(parents=True)
    found.begin()
    try:
        seat = client.join("http://127.0.0.1:8750", "Mina", tell=lambda: None)
        client.remember("9b", "swift-otter-12", "Mina")
        client.forget()
    finally:
        found.end()
    assert seat.token == "t" * 43
    assert load_kept(found.folder) is None
    client.join("http://127.0.0.1:8750", "Mina", tell=lambda: None)
    assert load_kept(found.folder) is not None


def test_the_record_of_a_round_on_a_host_is_shown_though_it_cannot_be_kept(found, compiled):
    from game.ui.classroom import Classroom
    from game.ui.desk import Desk

    match = Match.new(compiled, 7, "Mina")
    while not match.over:
        one_turn(match)
    found.folder.mkdir(parents=True)
    desk = Desk(Store(found.folder), list, lambda _: compiled)
    room, notes = Classroom(desk), list[str]()
    found.begin()
    try:
        answer = room._record_of(SimpleNamespace(record=lambda _: encode(match.record())), 1)
    finally:
        found.end()
    room._kept(cast("Any", SimpleNamespace(note=notes.append)), answer)
    assert room.local is answer
    assert answer.record() == match.record()
    assert len(notes) == 1
    assert found.words in notes[0]
