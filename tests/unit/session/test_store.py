"""Files: the old one or the new one whatever happens, and words that say what to do."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from game.core.problems import TightropeError
from game.session.match import Match
from game.session.reading import decode, read_record
from game.session.store import Autosave, Store, write_file


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "deep" / "er" / "file"
    write_file(path, b"one")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert [item.name for item in path.parent.iterdir()] == ["file"]


@pytest.mark.parametrize(("code", "advice"), [
    (errno.ENOSPC, "disk is full"), (errno.EACCES, "may not write"), (errno.EROFS, "read-only"), (errno.EDQUOT, "quota"),
    (errno.EIO, "another folder"),
])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failed_write_says_what_to_do_and_leaves_the_old_file(tmp_path, monkeypatch, code, advice, call):
    path = tmp_path / "file"
    write_file(path, b"old")

    def fail(*_arguments):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(*((os, "fsync", fail) if call == "fsync" else (Path, "replace", fail)))
    with pytest.raises(TightropeError, match=advice):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux for the name of an open file")
def test_the_file_and_its_folder_are_synced_in_that_order(tmp_path, monkeypatch):
    seen: list[str] = []
    sync = os.fsync

    def watch(handle):
        seen.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watch)
    write_file(tmp_path / "file", b"data")
    assert [Path(name).name for name in seen] == [seen[0].rpartition("/")[2], tmp_path.name]
    assert seen[0].endswith(".tmp")


def test_a_folder_that_cannot_be_made_says_what_to_do(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(TightropeError, match="Nothing saved before was touched"):
        write_file(tmp_path / "taken" / "file", b"data")


def test_records_are_listed_newest_first_and_damaged_ones_stay(tmp_path, compiled, played):
    store = Store(tmp_path)
    for place, record in enumerate((Match.new(compiled, 1).record(), played.record())):
        path = store.save(record, tmp_path / f"game-{place}.tightrope")
        os.utime(path, (1000 + place, 1000 + place))
    damaged = tmp_path / "damaged.tightrope"
    damaged.write_bytes(b"nonsense")
    os.utime(damaged, (5000, 5000))
    (tmp_path / ".half.tightrope.tmp").write_bytes(b"")
    entries = store.entries()
    assert [entry.path.name for entry in entries] == ["damaged.tightrope", "game-1.tightrope", "game-0.tightrope"]
    assert entries[0].record is None
    assert "not a sound record" in entries[0].problem
    assert entries[1].record == played.record()
    latest = store.latest_save()
    assert latest is not None
    assert latest.path.name == "game-0.tightrope"
    assert damaged.read_bytes() == b"nonsense"


def test_what_a_crash_left_is_cleared_away_when_it_is_old(tmp_path):
    for name, age in ((".a.tightrope.1-1-1.tmp", 90_000), (".b.tightrope.1-1-1.tmp", 5), ("c.tightrope", 90_000)):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    Store(tmp_path).clear_leftovers()
    assert sorted(item.name for item in tmp_path.iterdir()) == [".b.tightrope.1-1-1.tmp", "c.tightrope"]


def test_a_folder_that_is_not_there_has_no_records(tmp_path):
    store = Store(tmp_path / "nowhere")
    assert store.entries() == []
    assert store.latest_save() is None


def test_names_of_new_games_do_not_meet(tmp_path, compiled):
    store, record = Store(tmp_path), Match.new(compiled, 1).record()
    now = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001  the local time, as in file names
    first = store.save(record, store.new_path(record, now))
    assert first.name == "small-2026-01-02-030405.tightrope"
    assert store.new_path(record, now).name == "small-2026-01-02-030405-2.tightrope"


def test_a_game_saves_itself_into_one_file(tmp_path, compiled, play):
    save = Autosave(Store(tmp_path))
    match = play(Match.new(compiled, 1, save=save), until=2)
    assert save.path is not None
    assert [path.name for path in tmp_path.iterdir()] == [save.path.name]
    assert read_record(save.path) == match.record()


def test_a_folder_that_cannot_be_looked_into_does_not_stop_the_game(tmp_path, compiled):
    save = Autosave(Store(tmp_path / ("x" * 300)))
    Match.new(compiled, 1, save=save)
    assert "the name is too long: choose a shorter one" in save.problem


def test_a_game_goes_on_when_it_cannot_be_saved(tmp_path, compiled, play):
    save = Autosave(Store(tmp_path / "records"))
    match = play(Match.new(compiled, 1, save=save), until=1)
    for path in (tmp_path / "records").iterdir():
        path.unlink()
    (tmp_path / "records").rmdir()
    (tmp_path / "records").write_text("in the way")
    match.allocate("army", 2)
    assert "could not be written" in save.problem
    assert match.draft.points["army"] == 2
    (tmp_path / "records").unlink()
    play(match)
    assert save.problem == ""
    assert save.path is not None
    assert read_record(save.path) == match.record()


KILLED = """
import sys
from pathlib import Path
from game.session.store import write_file
path, data = Path(sys.argv[1]), [Path(name).read_bytes() for name in sys.argv[2:]]
print("ready", flush=True)
while True:
    for one in data:
        write_file(path, one)
"""


def test_killing_the_program_while_it_saves_leaves_a_whole_record(tmp_path, root, played):
    """One of the two records, whatever happens; two hundred kills in the middle of games are in tests/reliability/test_kills.py."""
    record = played.record()
    sources = [tmp_path / "one", tmp_path / "two"]
    sources[0].write_bytes(Store(tmp_path).save(record, tmp_path / "x.tightrope").read_bytes())
    sources[1].write_bytes(Store(tmp_path).save(record.until(2), tmp_path / "y.tightrope").read_bytes())
    target = tmp_path / "records" / "game.tightrope"
    dice = random.Random(1)
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", KILLED, target, *sources], cwd=root, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(dice.uniform(0.002, 0.03))
            process.send_signal(signal.SIGKILL)
        if target.exists():
            assert decode(target.read_bytes()) in (record, record.until(2))
    assert target.exists()
    assert Store(target.parent).latest_save() is not None or Store(target.parent).entries()[0].record == record
