"""What happens seldom: folders that have nothing to sync, files that cannot be read, months, amounts beyond those kept as texts."""

import errno
import os
import stat
from pathlib import Path

import numpy as np
import pytest

from game.core.problems import TightropeError
from game.rules.scenario import Calendar
from game.session import reading
from game.session.labels import turn_label
from game.session.match import Match
from game.session.number_texts import Decimals
from game.session.reading import decode, read_record
from game.session.record import encode
from game.session.store import Store, write_file


def folder_sync_fails(monkeypatch, code):
    real = os.fsync

    def fsync(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(code, os.strerror(code))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_network_folder_that_has_nothing_to_sync_is_written_all_the_same(tmp_path, monkeypatch, code):
    folder_sync_fails(monkeypatch, code)
    write_file(tmp_path / "file", b"data")
    assert (tmp_path / "file").read_bytes() == b"data"


def test_a_folder_that_fails_to_sync_is_told(tmp_path, monkeypatch):
    folder_sync_fails(monkeypatch, errno.EIO)
    with pytest.raises(TightropeError, match="could not be written"):
        write_file(tmp_path / "file", b"data")


def test_a_file_that_may_not_be_read_is_told_and_stays_in_the_list(tmp_path, monkeypatch, compiled):
    store = Store(tmp_path)
    path = store.save(Match.new(compiled, 1).record(), tmp_path / "mine.tightrope")
    real = Path.open

    def refuse(self, *words, **more):
        if self == path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, *words, **more)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(TightropeError, match="check that it exists and that you may read it"):
        read_record(path)
    [entry] = store.entries()
    assert entry.record is None
    assert "may read it" in entry.problem
    assert store.latest_save() is None


def test_what_is_remembered_of_numbers_and_words_has_an_end(monkeypatch, compiled, played, play):
    monkeypatch.setattr(reading, "MOST_KEPT", 3)
    for seed in range(3):
        record = play(Match.new(compiled, seed)).record()
        assert decode(encode(record)) == record
    assert decode(encode(played.record())) == played.record()


@pytest.mark.parametrize(("calendar", "turn", "label"), [
    (Calendar(2025, 7, 6, 10, 2), 1, "2025 H2"), (Calendar(2025, 4, 3, 10, 2), 4, "2026 Q1"), (Calendar(2025, 1, 12, 10, 2), 3, "2027"),
    (Calendar(2025, 11, 1, 10, 2), 3, "Jan 2026"), (Calendar(2025, 2, 6, 10, 2), 2, "Aug 2025"),
    (Calendar(2025, 5, 12, 4, 2), 1, "May 2025"),
])
def test_turns_are_named_by_when_they_take_place(calendar, turn, label):
    assert turn_label(calendar, turn) == label


def test_amounts_of_any_size_are_written_as_json_writes_them():
    amounts = np.array([1, -2500, 0, 2_000_000_000, -2_147_483_648, 50_000], dtype=np.int32)
    ends = np.array([2, 2, 6], dtype=np.intp)
    assert Decimals().write(amounts, ends) == ["0.001,-2.5", "", "0.0,2000000.0,-2147483.648,50.0"]
    near = amounts[[0, 1, 2, 5]]
    assert Decimals().write(near, np.array([1, 4])) == ["0.001", "-2.5,0.0,50.0"]
