"""What a bundle does differently: it is its own interpreter, and its folder is where it was unpacked."""

import subprocess
import sys
from pathlib import Path

import pytest

from game import VERSION
from game.app import folders, hosting
from game.core.program import program, typed
from game.rules import RULES_VERSION
from game.ui.words import said


@pytest.fixture
def frozen(monkeypatch):
    """The program as a bundle at a place."""

    def place(executable):
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr(sys, "executable", str(executable))

    return place


def test_the_version_is_said_with_that_of_the_rules(run):
    assert run("--version") == (0, f"tightrope {VERSION} (rules {RULES_VERSION})\n", "")


def test_portable_games_lie_beside_the_program(frozen, tmp_path):
    frozen(tmp_path / "tightrope" / "tightrope.exe")
    found = folders.find_folders(portable=True)
    assert found.records == tmp_path / "tightrope" / "saves"


def test_on_macos_they_lie_beside_the_app_which_may_not_be_changed(frozen, tmp_path):
    frozen(tmp_path / "stick" / "Tightrope.app" / "Contents" / "MacOS" / "tightrope")
    assert folders.find_folders(portable=True).records == tmp_path / "stick" / "saves"


def test_hosting_starts_the_same_program_once_more(frozen, tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(subprocess, "Popen", lambda words, **_more: started.append(words))
    hosting._start(["--lesson"], portable=True)
    assert started[-1][:2] == [sys.executable, "-c"]
    frozen(tmp_path / "tightrope")
    hosting._start(["--lesson"], portable=True)
    assert [Path(started[-1][0]), *started[-1][1:]] == [tmp_path / "tightrope", "--portable", "tournament", "host", "--json", "--lesson"]


@pytest.mark.parametrize(("platform", "name"), [("linux", "./tightrope"), ("win32", "tightrope-terminal"), ("darwin", "tightrope")])
def test_a_bundle_names_itself_in_errors_help_and_hints(frozen, run, monkeypatch, tmp_path, platform, name):
    frozen(tmp_path / "tightrope")
    monkeypatch.setattr(sys, "platform", platform)
    code, _, err = run("play", "--load", "x", "--watch", "y")
    assert (code, err.count("main.py")) == (2, 0)
    assert run("play")[2] == f"tightrope: name a SCENARIO, or a record with --load FILE (see: {name} scenarios)\n"
    for words in (["--help"], ["pack", "check", "--help"], ["tournament", "new", "--help"]):
        out = run(*words)[1]
        assert "main.py" not in out
        assert f"{name} " in out
    assert f"  {name} pack check" in run("pack", "new", "mine", "--into", str(tmp_path))[1]
    assert f"{name} pack build" in said("Build the pack with `main.py pack build`.")


def test_the_installed_command_names_itself_and_the_source_its_file(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["/home/kim/.local/bin/tightrope", "play"])
    assert program() == "tightrope"
    assert typed("see main.py scenarios") == "see tightrope scenarios"
    monkeypatch.setattr(sys, "argv", ["main.py", "play"])
    assert typed("see main.py scenarios") == "see main.py scenarios"
