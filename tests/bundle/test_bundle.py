"""A bundle on its own: no Python on the path, an empty environment, a new home, another working folder.

`TIGHTROPE_BUNDLE=FOLDER` tests a bundle that is built; without it one is built first, which takes a minute or more.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game import VERSION
from game.content.library import load_scenario
from game.session.match import Match
from game.session.reading import read_record
from tests.ui.real_hands import Keyboard, Mouse, Window, screen
from tests.ui.test_real_window import play_turn

pytestmark = pytest.mark.bundle
__all__ = ["screen"]

SCENARIO, SEED = "crossroads-2025", 77
LINUX = sys.platform not in ("win32", "darwin")
NEEDED = ("SYSTEMROOT", "TEMP", "TMP", "LOCALAPPDATA", "USERPROFILE") if sys.platform == "win32" else ()
FIRST_FRAME = 30.0


@pytest.fixture(scope="session")
def bundle(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder or .app of a bundle."""
    given = os.environ.get("TIGHTROPE_BUNDLE")
    if given:
        return Path(given).resolve()
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, str(root / "assets/build/bundle.py"), "--out", str(out), "--no-archive"], check=True, timeout=1800)
    return next(path for path in out.iterdir() if path.is_dir())


@pytest.fixture(scope="session")
def program(bundle: Path) -> Path:
    """What a terminal starts."""
    if bundle.suffix == ".app":
        return bundle / "Contents" / "MacOS" / "tightrope"
    return bundle / ("tightrope-terminal.exe" if sys.platform == "win32" else "tightrope")


def bare(home: Path, **more: str) -> dict[str, str]:
    """An environment with a home and nothing else; no Python is on its path."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return {**kept, "PATH": str(home / "nothing"), "HOME": str(home), **more}


@pytest.fixture
def run(program: Path, tmp_path: Path) -> Any:
    """Run the bundle; gives what it printed."""

    def call(*words: object, code: int = 0) -> str:
        done = subprocess.run(
            [program, *map(str, words)], cwd=tmp_path, env=bare(tmp_path / "home"), capture_output=True, text=True, encoding="utf-8",
            check=False, timeout=300,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        return done.stdout

    return call


def test_it_says_its_version(run: Any) -> None:
    assert run("--version").startswith(f"tightrope {VERSION} ")


def test_it_is_small_enough(bundle: Path) -> None:
    size = sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file() and not file.is_symlink())
    assert size < 150_000_000


def test_it_plays_as_the_source_does(run: Any, root: Path) -> None:
    words = ("simulate", SCENARIO, "--policy", "doctrine:ambiguity", "--seed", "7", "--json")
    source = subprocess.run([sys.executable, "main.py", *words], cwd=root, capture_output=True, text=True, check=True, timeout=120)
    assert json.loads(run(*words)) == json.loads(source.stdout)


def test_it_has_every_scenario(run: Any, root: Path) -> None:
    found = {entry["id"] for entry in json.loads(run("scenarios", "--json"))}
    assert found == {path.parent.name for path in root.glob("scenarios/*/pack.yaml")}


def test_it_saves_a_game_and_reads_it_again(run: Any, tmp_path: Path) -> None:
    run("simulate", SCENARIO, "--policy", "even", "--seed", SEED, "--save", tmp_path / "game.tightrope")
    assert "valid" in run("verify", tmp_path / "game.tightrope")
    run("debrief", tmp_path / "game.tightrope", "--report", tmp_path / "page.html")
    assert "<svg" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_its_workers_are_itself(run: Any) -> None:
    skipped = [word for part in ("planner", "mix", "options", "sensitivity", "programmes") for word in ("--skip", part)]
    told = json.loads(run("balance", SCENARIO, "--games", 30, *skipped, "--workers", 2, "--json"))
    assert told["targets"]


def test_a_designer_writes_a_pack_with_it(run: Any, tmp_path: Path) -> None:
    run("pack", "new", "my-crisis")
    assert "0 errors" in run("pack", "check", "my-crisis")
    run("pack", "build", "my-crisis")
    run("pack", "install", next(tmp_path.glob("*.zip")))
    assert "my-crisis" in run("scenarios")


def test_it_draws_every_screen_in_korean(run: Any, tmp_path: Path) -> None:
    run("screens", "--out", tmp_path / "ko", "--language", "ko")
    assert len(list((tmp_path / "ko").glob("*.png"))) > 20


@pytest.fixture
def hosted(program: Path, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """A tournament that the bundle hosts with two workers; what it says of itself."""
    command = [str(program), "tournament", "host", "--json", "--new", "--bind", "127.0.0.1", "--port", "8759", "--workers", "2"]
    server = subprocess.Popen(command, cwd=tmp_path, env=bare(tmp_path / "home"), stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    yield json.loads(server.stdout.readline())
    server.terminate()
    server.wait(30)
    server.stdout.close()


def fetch(address: str) -> bytes:
    """Ask until it answers."""
    end = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return bytes(answer.read())
        except OSError:
            assert time.monotonic() < end, f"{address} never answered"
            time.sleep(0.2)


def test_it_hosts_a_tournament(hosted: dict[str, Any], root: Path) -> None:
    address = hosted["address"].rstrip("/")
    assert b"<html" in fetch(f"{address}/")
    assert fetch(f"{address}/pages/join.js") == (root / "game/server/pages/static/join.js").read_bytes()
    font = "tightrope-sans-regular.otf"
    assert fetch(f"{address}/pages/{font}") == (root / "assets/fonts" / font).read_bytes()
    assert json.loads(fetch(f"{address}/api/v1/hello"))


def test_its_window_opens(program: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace.jsonl"
    surroundings = bare(tmp_path / "home", TIGHTROPE_TRACE=str(trace), SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy")
    game = subprocess.Popen([program], cwd=tmp_path, env=surroundings)
    begun = time.monotonic()
    try:
        while not (trace.exists() and trace.read_text(encoding="utf-8").endswith("\n")):
            assert game.poll() is None, "it has ended"
            assert time.monotonic() - begun < FIRST_FRAME, "nothing was drawn"
            time.sleep(0.01)
        assert json.loads(trace.read_text(encoding="utf-8").splitlines()[0])["screen"] == "Title"
    finally:
        game.kill()
        game.wait()


class Bundled(Window):
    """The bundle in a window."""

    start: Path
    quiet = 0.25

    def program(self, root: Path) -> list[str]:
        return [str(self.start)]

    def surroundings(self) -> dict[str, str]:
        return bare(self.trace.parent / "home")


def test_on_a_stick_it_keeps_its_packs_beside_itself(program: Path, bundle: Path, tmp_path: Path) -> None:
    copy = tmp_path / "stick" / bundle.name
    shutil.copytree(bundle, copy, symlinks=True)
    start = copy / program.relative_to(bundle)
    for words in (["pack", "new", "my-crisis"], ["pack", "build", "my-crisis"], ["pack", "install", "my-crisis-1.0.0.zip", "--portable"]):
        subprocess.run([start, *words], cwd=tmp_path, env=bare(tmp_path / "home"), check=True, timeout=120)
    assert list(tmp_path.glob("stick/**/saves/packs/my-crisis*"))
    assert not list((tmp_path / "home").rglob("*.zip"))


@pytest.mark.skipif(not LINUX, reason="events of X come from xdotool, which Linux has; elsewhere the window is opened and watched")
def test_a_whole_game_in_its_window(program: Path, screen: str, tmp_path: Path, root: Path) -> None:
    """Play half, quit, go on, play to the end, and find the record equal to the same orders without a screen."""
    shadow = Match.new(load_scenario(SCENARIO), SEED)
    Bundled.start = program
    window = Bundled(screen, tmp_path / "first", root, "play", SCENARIO, "--seed", str(SEED))
    try:
        for _turn in range(4):
            play_turn(window, Keyboard(window), shadow)
    finally:
        window.process.kill()
        window.process.wait()
    (path,) = window.records.glob("*.tightrope")
    again = Bundled(screen, tmp_path / "second", root, "play", "--load", str(path))
    try:
        while not shadow.over:
            play_turn(again, Keyboard(again), shadow)
        assert again.shown == "Result"
    finally:
        again.process.kill()
        again.process.wait()
    assert read_record(path) == shadow.record()


@pytest.mark.skipif(not LINUX, reason="events of X come from xdotool, which Linux has")
def test_a_class_is_hosted_from_its_window(program: Path, screen: str, tmp_path: Path, root: Path) -> None:
    """The window starts the server as a second process of the bundle, and ends it."""
    Bundled.start = program
    window = Bundled(screen, tmp_path / "class", root)
    hands = Mouse(window)
    try:
        for button in ("Tournament", "For teachers: host", "Start", "Stop hosting"):
            window.wait_for(lambda _now, name=f"button {button}": window.usable(name))  # type: ignore[misc]
            window.settle()
            if button == "Stop hosting":
                assert b"<html" in fetch("http://127.0.0.1:8750/")
            hands.press(f"button {button}")
        window.wait_for(lambda _now: window.usable("button Start"))
    finally:
        window.process.kill()
        window.process.wait()
