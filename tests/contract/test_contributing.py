"""CONTRIBUTING tells the truth: every path is there, every command is known, and its four examples work in the program as it is."""

import re
import shlex
import shutil
import sys
import types

import numpy as np
import pytest

from game.app.cli import main
from game.bots import policies
from game.content.check import check_packs
from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.ledger import Ledger
from game.rules.view import view_of
from game.ui.gallery import play
from tests.ui.hands import compiled, desk, faults_of, match

PATH = re.compile(r"`((?:game|tests|docs|scenarios|assets|saves|\.github|\.ci)/[\w./-]+)`")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ("CONTRIBUTING.md", "docs/contributing/release.md", "docs/contributing/bundles.md")


@pytest.fixture(scope="module")
def text(root):
    return (root / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def examples(text):
    """The Python of each example, as a module by its file's name."""
    found = {}
    for kind, body in FENCE.findall(text):
        if kind == "python":
            name = body.partition("\n")[0].removeprefix("# ")
            module = types.ModuleType(name)
            sys.modules[name] = module                       # where dataclasses look for it
            exec(compile(body, name, "exec"), module.__dict__)
            found[name] = module
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_path_is_there(root, page):
    words = (root / page).read_text(encoding="utf-8")
    paths = PATH.findall(words)
    assert paths
    assert [path for path in paths if not (root / path).exists()] == []


def test_every_command_is_one(root, text):
    """The tools are those of the project; pytest's marks, folders and groups exist."""
    tools = {"pytest", "ruff", "mypy", "lint-imports", "main.py", "python", "pre-commit", "npm"}
    commands = [line.removeprefix("$ ") for kind, body in FENCE.findall(text) if kind == "console" for line in body.splitlines()]
    commands += re.findall(r"`((?:xvfb-run -a )?uv run [^`]+)`", text)
    assert len(commands) > 10
    for command in commands:
        words = shlex.split(command.removeprefix("xvfb-run -a "))
        while words[0] in ("uv", "run") or words[0].startswith("--"):
            words = words[2:] if words[0] in ("--group", "--extra") else words[1:]
        assert words[0] in tools, command
        named = [word for word in words if re.match(r"(tests|scenarios|assets)/", word) and not word.endswith("node_modules")]
        assert [name for name in named if not (root / name).exists()] == [], command


def test_the_event_can_be_added_at_the_end_of_the_deck(root, text, tmp_path):
    (example,) = [body for kind, body in FENCE.findall(text) if kind == "yaml"]
    pack = tmp_path / "crossroads-2025"
    shutil.copytree(root / "scenarios/crossroads-2025", pack)
    with (pack / "events/economy.yaml").open("a", encoding="utf-8") as file:
        file.write("\n" + example)
    report = check_packs([pack])
    assert report.errors == []
    (warning,) = report.warnings
    assert warning.code == "no-translation"
    assert "borrowed_harbour" in str(warning)


def test_the_rule_bites_where_it_says_and_the_ledger_adds_up(examples, monkeypatch):
    rule = examples["game/rules/phases/squeezed.py"].squeezed
    place = [name for name, _phase in engine.PHASES].index("public_opinion") + 1
    monkeypatch.setattr(engine, "PHASES", (*engine.PHASES[:place], ("public_opinion", rule), *engine.PHASES[place:]))
    scenario, games = compiled().scenario, 40
    state, bitten = engine.begin(scenario, spread_seeds(list(range(games)))), 0
    bot = policies.policy("doctrine:alignment", scenario, spread_seeds(list(range(games))))
    while not engine.finished(scenario, state):
        ledger = Ledger()
        after = engine.step(scenario, state, bot(view_of(scenario, state)), ledger)
        for game in range(games):
            lines = ledger.lines(game)
            own = [line for line in lines if line.cause == "squeezed"]
            assert [(line.phase, line.amount) for line in own] in ([], [("public_opinion", -500)])
            bitten += len(own)
            if not state.ended[game]:
                moved = sum(line.amount for line in lines if line.indicator == scenario.roles.approval)
                assert moved == after.values[scenario.roles.approval, game] - state.values[scenario.roles.approval, game]
        state = after
    assert bitten > 20


def test_the_bot_plays_whole_games(examples):
    scenario = compiled().scenario
    bot = examples["game/bots/steady.py"].steady_policy(scenario)
    state = engine.begin(scenario, spread_seeds(list(range(50))))
    while not engine.finished(scenario, state):
        orders = bot(view_of(scenario, state))
        assert engine.check(scenario, state, orders).ok.all()
        state = engine.step(scenario, state, orders)
    assert 20_000 < np.mean(state.total) < 60_000


@pytest.mark.parametrize(("pixels", "scale"), [((1280, 720), 1.0), ((1280, 720), 2.0), ((2560, 1440), 1.5)])
def test_the_screen_is_laid_out_without_a_fault(examples, pixels, scale):
    screen = examples["game/ui/screens/almanac.py"].Almanac(desk(), play(match(), 6))
    assert faults_of(screen, pixels, scale) == []


def test_the_steps_of_the_examples_name_what_there_is(root, text):
    """Lists, functions and commands that an example tells to go to."""
    assert "PHASES: tuple" in (root / "game/rules/engine.py").read_text(encoding="utf-8")
    assert "def pages(desk" in (root / "game/ui/gallery.py").read_text(encoding="utf-8")
    assert "POLICIES" in vars(policies)
    assert '"restraint":' in (root / "game/content/causes.py").read_text(encoding="utf-8")
    assert "--regenerate-goldens" in (root / "tests/golden/conftest.py").read_text(encoding="utf-8")
    assert "pack check scenarios/crossroads-2025" in text
    assert main(["pack", "check", str(root / "scenarios/crossroads-2025")]) == 0
