"""The command `debrief`: keys as the contract says, one line for what has no debrief."""

import json

import pytest

BASE = "crossroads-2025"


@pytest.fixture
def record(run, tmp_path):
    """Save a game of a seed."""
    def save(seed, scenario=BASE):
        path = tmp_path / f"{scenario}-{seed}.tightrope"
        assert run("simulate", scenario, "--policy", "random", "--seed", seed, "--save", path)[0] == 0
        return path

    return save


def test_help_gives_an_example(run):
    code, out, _ = run("debrief", "--help")
    assert code == 0
    assert "Example: main.py debrief" in out


def test_one_game_has_the_keys_of_the_contract(run, record, tmp_path):
    path, page = record(3), tmp_path / "page.html"
    code, out, err = run("debrief", path, "--json", "--report", page)
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert {"total", "security", "prosperity", "autonomy", "standing"} <= set(found["waterfall"])
    for fall in found["waterfall"].values():
        assert fall["start"] + sum(step["amount"] for step in fall["steps"]) == pytest.approx(fall["end"], abs=1e-6)
    for point in found["turning_points"]:
        assert {"turn", "kind", "chosen", "better", "difference", "why"} <= set(point)
    assert len(found["turning_points"]) == 3
    assert found["par"]["games"] == 1000
    assert 0 <= found["par"]["percentile"] <= 100
    assert [point["turn"] for point in found["path"]] == list(range(len(found["path"])))
    assert "<svg" in page.read_text(encoding="utf-8")


def test_words_name_the_turning_points(run, record):
    code, out, _ = run("debrief", record(4))
    assert code == 0
    assert "better than" in out
    assert out.count("instead") == 3


def test_several_games_are_compared(run, record, tmp_path):
    page = tmp_path / "page.html"
    code, out, _ = run("debrief", record(3), record(4), "--json", "--report", page)
    assert code == 0
    assert len(json.loads(out)["records"]) == 2
    assert "2 games side by side" in page.read_text(encoding="utf-8")


def test_games_of_two_scenarios_are_not_compared(run, record):
    code, _, err = run("debrief", record(3), record(3, "thaad-2016"))
    assert code == 2
    assert "one scenario" in err


def test_a_language_that_it_does_not_speak_is_told_in_a_line(run, record):
    code, _, err = run("debrief", record(3), "--language", "fr")
    assert (code, "en or ko, not fr" in err) == (2, True)


def test_what_has_no_debrief_is_told_in_a_line(run, record, tmp_path):
    assert run("debrief", tmp_path / "none.tightrope")[0] == 2
    broken = tmp_path / "broken.tightrope"
    broken.write_bytes(record(3).read_bytes()[:-20])
    code, _, err = run("debrief", broken)
    assert code == 1
    assert len(err.strip().splitlines()) == 1
    assert "not sound" in err
