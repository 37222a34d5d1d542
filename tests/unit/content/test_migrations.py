"""Packs of older formats: one golden pack a format is kept forever and read."""

from pathlib import Path

import pytest

from game.content.diagnostics import Findings
from game.content.library import Library
from game.content.loading import load_pack
from game.content.migrations.registry import FORMAT, STEPS, format_of, upgraded
from game.content.packfiles import PackFiles, open_pack
from game.core.problems import TightropeError

GOLDEN = Path(__file__).parents[2] / "golden" / "packs"


def files_of(**texts: str) -> PackFiles:
    return PackFiles("p", {name.replace("_", ".", 1): text.encode() for name, text in texts.items()})


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_golden_pack_of_each_format_is_read(number, tmp_path):
    files = open_pack(GOLDEN / f"format-{number}", Findings())
    assert files is not None
    assert format_of(files.data["pack.yaml"].decode(), "") == number
    for name, data in {**files.data, **{n: t.encode() for n, t in upgraded(files).changed.items()}}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    loaded = load_pack(tmp_path, Library([]).find, lint=True)
    assert loaded.findings == []
    assert len(loaded.use().scenario.events) == 10


def test_there_is_a_step_from_every_older_format():
    assert set(STEPS) == set(range(1, FORMAT))


def test_steps_are_taken_in_turn_and_comments_stay():
    steps = {
        1: lambda texts: {**texts, "scenario.yaml": texts["scenario.yaml"].replace("turn_count:", "turns:")},
        2: lambda texts: {**texts, "extra.yaml": "new: file\n"},
    }
    files = files_of(pack_yaml="# mine\nformat: 1  # the format\nid: x\n", scenario_yaml="turn_count: 4  # few\n", other_yaml="a: 1\n")
    found = upgraded(files, steps, to=3)
    assert found.was == 1
    assert found.changed == {
        "pack.yaml": "# mine\nformat: 3  # the format\nid: x\n", "scenario.yaml": "turns: 4  # few\n", "extra.yaml": "new: file\n",
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [("id: x\n", "names no `format:`"), ("format: 9\n", "a newer version"), ("format: 0\n", "no step leads on from format 0")],
)
def test_what_cannot_be_upgraded_is_refused(text, words):
    with pytest.raises(TightropeError, match=words):
        upgraded(files_of(pack_yaml=text))
