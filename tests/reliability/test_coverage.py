"""The command that measures coverage adds up branches by room, and does not pass a room that is under the mark or was not measured."""

import json

import pytest

from tests.reliability import coverage


def report(**covered):
    def file(reached):
        return {"summary": {
            "covered_branches": reached, "num_branches": 50, "missing_branches": 50 - reached, "covered_lines": 90, "num_statements": 100,
        }}

    files = {f"game/{room}/{name}.py": file(reached) for room, reached in covered.items() for name in ("one", "two")}
    return {"files": files | {"game/ui/other.py": file(0)}}


def test_branches_are_added_up_by_room():
    found = coverage.by_room(report(content=40, session=50))
    assert list(found) == ["content", "session"]
    assert found["content"] == {
        "branches": 80.0, "lines": 90.0, "missing_branches": 20, "lack_most": ["game/content/two.py 10", "game/content/one.py 10"],
    }
    assert found["session"]["lack_most"] == []


@pytest.mark.parametrize(("covered", "code"), [
    ({"content": 48, "session": 50, "tournament": 49, "server": 48}, 0),
    ({"content": 48, "session": 50, "tournament": 49, "server": 47}, 1),
    ({"content": 50, "session": 50, "tournament": 50}, 1),
])
def test_a_room_under_the_mark_or_without_a_figure_fails(covered, code, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["coverage"])
    monkeypatch.setattr(coverage, "measure", lambda _words, _keep: report(**covered))
    assert coverage.main() == code
    assert [json.loads(line)["room"] for line in capsys.readouterr().out.splitlines()] == sorted(covered)
