"""The command line: exit codes, one line for an error, documents as the contract says."""

import json
import os
import subprocess
import sys
import time

import pytest

from game.app import cli
from game.app.commands import play
from game.app.folders import Folders
from game.app.run import Run

BASE = "crossroads-2025"
EVEN = ("simulate", BASE, "--policy", "even")
HEAVY = ("pygame", "pydantic", "yaml", "rich", "numpy", "platformdirs")


def one_line(err):
    return len(err.strip().splitlines()) == 1 and err.startswith("tightrope: ")


def test_help_names_the_commands_and_gives_an_example(run):
    code, out, _ = run("--help")
    assert code == 0
    for command in ("play", "simulate", "scenarios", "verify", "screens", "pack", "--portable", "Example: main.py"):
        assert command in out


@pytest.mark.parametrize("command", [["play"], ["simulate"], ["scenarios"], ["verify"], ["screens"], ["pack", "check"]])
def test_every_command_has_help_with_an_example(run, command):
    code, out, _ = run(*command, "--help")
    assert code == 0
    assert f"Example: main.py {' '.join(command)}" in out


@pytest.mark.parametrize("arguments", [
    ["simulate"], ["simulate", BASE], [*EVEN, "--games", "none"], [*EVEN, "--games", "0"], [*EVEN, "--seed", "-1"],
    ["simulate", BASE, "--policy", "sloth"], ["simulate", BASE, "--policy", "doctrine:sloth"], ["simulate", BASE, "--policy", "orders"],
    [*EVEN, "--orders", "x.yaml"], [*EVEN, "--games", "2", "--save", "x"], ["fly"], ["--fly"], ["pack"], ["pack", "fly"], ["verify"],
    ["verify", "/no/such/file"], ["screens"], ["screens", "--out", "x", "--size", "12"], ["screens", "--out", "x", "--theme", "pink"],
    ["screens", "--out", "x", "--language", "../e"], ["screens", "--out", "x", "--text-scale", "9"], ["play"],
    ["play", BASE, "--load", "x", "--seed", "1"], ["simulate", "no-such", "--policy", "even"],
])
def test_wrong_usage_is_answered_with_2_and_one_line(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert one_line(err), err


def test_an_unknown_scenario_is_named_with_those_there_are(run):
    _, _, err = run("simulate", "no-such-scenario", "--policy", "even")
    assert "no-such-scenario" in err
    assert BASE in err


def test_scenarios_are_listed(run):
    code, out, _ = run("scenarios", "--json")
    assert code == 0
    [entry] = [one for one in json.loads(out) if one["id"] == BASE]
    assert entry.keys() == {"id", "title", "pack", "version", "path", "turns"}
    assert entry["turns"] == 10
    assert BASE in run("scenarios")[1]


def test_one_game_as_a_document(run):
    code, out, err = run("simulate", BASE, "--policy", "even", "--seed", 3, "--json")
    assert (code, err) == (0, "")
    game = json.loads(out)
    assert set(game) >= {"scenario", "pack_digest", "engine", "seed", "policy", "start", "turns", "result", "digests", "handover"}
    assert [turn["turn"] for turn in game["turns"]] == list(range(1, len(game["turns"]) + 1))
    assert len(game["digests"]) == len(game["turns"])
    assert game["result"].keys() == {"pillars", "total", "grade", "ending"}
    values = game["start"]
    for turn in game["turns"]:
        assert turn.keys() == {"turn", "label", "order", "deck", "events", "indicators", "ledger"}
        assert {event["id"] for event in turn["events"]} <= {card["id"] for card in turn["deck"]}
        moved = dict.fromkeys(values, 0.0)
        for line in turn["ledger"]:
            assert line["cause_text"]
            moved[line["indicator"]] += line["amount"]
        assert turn["indicators"] == pytest.approx({name: value + moved[name] for name, value in values.items()}, abs=1e-6)
        values = turn["indicators"]
    for line in game["handover"]["ledger"]:
        values[line["indicator"]] += line["amount"]
    assert game["handover"]["indicators"] == pytest.approx(values, abs=1e-6)


def test_many_games_as_a_document(run):
    code, out, _ = run("simulate", BASE, "--policy", "doctrine", "--seed", 3, "--games", 30, "--json")
    found = json.loads(out)
    assert code == 0
    expected = {"games", "policy", "seconds", "turns_per_second", "totals", "total", "pillars", "endings", "indicators"}
    assert set(found) >= expected
    assert len(found["totals"]) == found["games"] == sum(found["endings"].values()) == 30
    assert found["total"].keys() == {"mean", "sd", "p10", "p50", "p90"}
    assert found["total"]["mean"] == pytest.approx(sum(found["totals"]) / 30, abs=0.001)
    assert all(one.keys() == {"p10", "p50", "p90"} for one in found["indicators"].values())


@pytest.mark.parametrize("policy", ["even", "random", "doctrine:alignment"])
def test_a_game_alone_is_the_game_of_a_batch(run, policy):
    many = json.loads(run("simulate", BASE, "--policy", policy, "--seed", 40, "--games", 12, "--json")[1])
    for place in (0, 5, 11):
        alone = json.loads(run("simulate", BASE, "--policy", policy, "--seed", 40 + place, "--json")[1])
        assert alone["result"]["total"] == many["totals"][place]


def test_words_for_one_game_and_for_many(run):
    out = run("simulate", BASE, "--policy", "even", "--seed", 2)[1]
    assert "Turn 1 · 2025 H2" in out
    assert "Result " in out
    assert "early ends" in run("simulate", BASE, "--policy", "even", "--games", 20)[1]


def test_orders_of_a_file_are_played(run, tmp_path):
    path = tmp_path / "orders.yaml"
    path.write_text("turns:\n  - points: {technology: 2, partners: 1}\n    answers: {}\n")
    game = json.loads(run("simulate", BASE, "--policy", "orders", "--orders", path, "--json")[1])
    assert game["turns"][0]["order"]["points"]["technology"] == 2
    assert game["turns"][1]["order"]["points"]["technology"] == 2
    path.write_text("turns:\n  - points: {tecnology: 2}\n    answers: {}\n")
    code, _, err = run("simulate", BASE, "--policy", "orders", "--orders", path)
    assert code == 1
    assert "orders.yaml:2:" in err
    assert one_line(err)


def test_a_saved_game_verifies_and_a_changed_one_does_not(run, tmp_path):
    path = tmp_path / "game.tightrope"
    assert run("simulate", BASE, "--policy", "random", "--seed", 5, "--save", path)[0] == 0
    code, out, _ = run("verify", path, "--json")
    [answer] = json.loads(out)
    assert code == 0
    assert answer.keys() == {"file", "valid", "reason", "turn", "total"}
    assert answer["valid"] is True
    path.write_bytes(path.read_bytes().replace(b'"turns"', b'"turms"'))
    code, out, _ = run("verify", tmp_path)
    assert code == 1
    assert "NOT VALID" in out
    assert "1 records: 0 valid, 1 not valid, 0 not verified here" in out


def test_a_record_that_cannot_be_written_says_why(run):
    code, _, err = run("simulate", BASE, "--policy", "even", "--save", "/proc/none/x.tightrope")
    assert code == 3
    assert one_line(err)
    assert "could not be written" in err


def test_packs_are_checked(run, root, tmp_path):
    code, out, _ = run("pack", "check", root / "scenarios" / BASE)
    assert code == 0
    assert " files, " in out
    found = json.loads(run("pack", "check", root / "scenarios" / BASE, "--json")[1])
    assert found["errors"] == []
    assert found["files"] > 3
    (tmp_path / "pack.yaml").write_text("id: x\n\tbad: tab\n")
    code, out, _ = run("pack", "check", tmp_path, "--json")
    assert code == 1
    assert json.loads(out)["errors"][0].keys() == {"path", "line", "column", "code", "message"}
    assert "::error file=" in run("pack", "check", tmp_path, "--github")[1]


@pytest.mark.parametrize("arguments", [[], ["play", BASE], ["--portable"]])
def test_without_a_display_the_game_says_so_and_names_simulate(run, monkeypatch, arguments):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    code, _, err = run(*arguments)
    assert code == 3
    assert one_line(err)
    assert "simulate" in err


def test_a_bug_is_written_to_the_log_and_told_in_a_line(run, monkeypatch, tmp_path):
    def fail(_run):
        raise ZeroDivisionError("of course\nnot")

    monkeypatch.setattr(play, "open_game", fail)
    code, _, err = run()
    assert code == 3
    assert one_line(err)
    log = tmp_path / "data" / "tightrope" / "errors.log"
    assert str(log) in err
    assert "ZeroDivisionError: of course" in log.read_text(encoding="utf-8")
    (tmp_path / "data" / "tightrope" / "errors.log").unlink()
    (tmp_path / "data" / "tightrope" / "errors.log").mkdir()
    code, _, err = run()
    assert code == 3
    assert "could not be written down" in err


def test_stopping_is_no_bug(run, monkeypatch):
    def stop(_run):
        raise KeyboardInterrupt

    monkeypatch.setattr(play, "open_game", stop)
    assert run()[0] == 130


@pytest.mark.parametrize("arguments", [["--portable", "scenarios"], ["scenarios", "--portable"]])
def test_portable_is_understood_before_and_after_the_command(monkeypatch, arguments):
    seen: list[Folders] = []

    def installed(run):
        seen.append(run.folders)
        return []

    monkeypatch.setattr(Run, "installed", installed)
    assert cli.main(arguments) == 0
    assert seen[0].records.name == "saves"
    assert seen[0].settings.parent == seen[0].records == seen[0].packs.parent == seen[0].log.parent


def test_a_pipe_that_closes_early_is_quiet(root):
    line = f"{sys.executable} main.py simulate {BASE} --policy even --json | head -c 10"
    done = subprocess.run(line, shell=True, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == '{"scenario'
    assert done.stderr == ""


def test_progress_is_shown_on_a_terminal_only(monkeypatch, capsys):
    class Terminal:
        encoding = "utf-8"
        text = ""

        def write(self, text):
            self.text += text

        def flush(self):
            pass

        def isatty(self):
            return True

    from game.app.output import progress

    with progress("games", 2) as tell:
        tell(1)
    assert capsys.readouterr().err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress("games", 2) as tell:
        tell(2)
    assert "games" in terminal.text


def test_help_is_quick_and_pulls_in_nothing_heavy(root):
    probe = f"import sys; from game.app.cli import main; code = main(['--help']); sys.exit(code or repr(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", probe], cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr.strip() == "set()"
    best = 9.0
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "main.py", "--help"], cwd=root, capture_output=True, timeout=60, check=True)
        best = min(best, time.perf_counter() - begun)
    assert best < (0.4 if "PYTEST_XDIST_WORKER" not in os.environ else 1.5)


def test_commands_do_not_share_state():
    assert cli.build() is not cli.build()


@pytest.mark.parametrize(("command", "expected"), [
    (("pack", "check"), 1), (("pack", "install"), 1), (("pack", "upgrade"), 3), (("verify",), 2), (("debrief",), 3),
])
def test_a_name_that_no_file_can_have_is_told_in_words(run, command, expected):
    code, out, err = run(*command, "x" * 300)
    assert code == expected
    assert "File name too long" in out + err or "too long for a file" in err
    assert "something went wrong" not in err


KOREAN = {
    ("verify", "/no/such"): (2, "tightrope: /no/such: 그런 파일이나 폴더가 없다\n"),
    ("simulate", BASE, "--policy", "orders"): (2, "tightrope: --policy orders와 --orders 파일은 함께 쓴다\n"),
    ("simulate", BASE, "--policy", "sloth"): (
        2, "tightrope: ‘sloth’: 그런 방침이 없다. 있는 방침: even, random, doctrine, doctrine:ID, planner\n"),
    ("pack", "remove", "no-such"): (1, "팩이 설치되어 있지 않다\n"),
}


def keep(tmp_path, language):
    kept = tmp_path / "data" / "tightrope" / "settings.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps({"language": language}), encoding="utf-8")
    return kept


@pytest.mark.parametrize("words", KOREAN)
@pytest.mark.parametrize("how", ["before", "after", "settings"])
def test_errors_are_korean_by_option_or_by_the_settings_with_the_same_codes(run, tmp_path, words, how):
    if how == "settings":
        keep(tmp_path, "ko")
    given = {"before": ["--lang", "ko", *words], "after": [*words, "--lang=ko"], "settings": list(words)}[how]
    code, out, err = run(*given)
    expected, end = KOREAN[words]
    assert (code, out) == (expected, "")
    assert err.startswith("tightrope: ")
    assert err.endswith(end)


def test_the_option_outdoes_the_settings_and_another_language_is_refused(run, tmp_path):
    kept = keep(tmp_path, "ko")
    assert run("--lang", "en", "verify", "/no/such")[2] == "tightrope: /no/such: there is no such file or folder\n"
    assert run("--lang", "fr", "verify", "/no/such") == (2, "", "tightrope: --lang에는 en이나 ko를 쓴다. 모르는 언어: fr\n")
    kept.write_text("[]", encoding="utf-8")
    assert run("verify", "/no/such")[2] == "tightrope: /no/such: there is no such file or folder\n"
    assert kept.read_text(encoding="utf-8") == "[]", "what is damaged is left to the window, which tells of it"
