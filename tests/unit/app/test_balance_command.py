import json

import pytest

import game.analysis.balance as room
import game.analysis.bench as clock
from game.analysis.balance import Sizes
from game.analysis.bench import Measure
from game.app.cli import main

SMALL = Sizes(games=30, planner=1, budget=600, hunt=2, finalists=1, panel=2, cases=3, futures=1, pool=2, swing=2)
QUICK = ["--workers", "1", "--skip", "sensitivity", "--skip", "options", "--skip", "programmes"]


@pytest.fixture
def _small(monkeypatch):
    monkeypatch.setattr(room, "Sizes", lambda: SMALL)


@pytest.mark.usefixtures("_small")
def test_balance_prints_one_json_document_and_writes_the_page(tmp_path, capsys):
    page = tmp_path / "page.html"
    assert main(["balance", "crossroads-2025", *QUICK, "--json", "--report", str(page)]) == 0
    told = capsys.readouterr()
    document = json.loads(told.out)
    assert told.err == ""
    assert document["scenario"] == "crossroads-2025"
    assert len(document["targets"]) >= 12
    assert document["sizes"]["skip"] == ["options", "programmes", "sensitivity"]
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "<svg" in text


@pytest.mark.usefixtures("_small")
def test_balance_in_words_has_a_line_a_target(capsys):
    assert main(["balance", "crossroads-2025", *QUICK, "--skip", "planner", "--games", "30"]) == 0
    lines = capsys.readouterr().out.splitlines()
    marked = [line for line in lines if line.startswith(("ok ", "MISS"))]
    assert len(marked) >= 12
    assert lines[-1].endswith("targets hold")


def test_a_part_that_there_is_not_is_named(capsys):
    assert main(["balance", "crossroads-2025", "--skip", "luck"]) == 2
    assert "not luck" in capsys.readouterr().err


def test_bench_says_what_falls_short(monkeypatch, capsys):
    slow = Measure("one", 5, "ms", 4, 2, more_is_better=False, reference="a peer")
    measures = [slow, Measure("two", 5, "a second", 4, 9, more_is_better=True)]
    monkeypatch.setattr(clock, "bench", lambda _needs, _tell: measures)
    assert main(["bench"]) == 1
    told = capsys.readouterr().out
    assert "SHORT" in told
    assert "a peer" in told
    assert main(["bench", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert [one["holds"] for one in document["measures"]] == [False, True]
