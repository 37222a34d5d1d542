"""An installed wheel is a whole game: its packs and pictures come along."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from game.ui.documents import PAGES

pytestmark = pytest.mark.slow
CACHE = os.environ.get("UV_CACHE_DIR", str(Path.home() / ".cache" / "uv"))        # read before the tests get a home of their own


def run(*words, cwd):
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"} | {"UV_CACHE_DIR": CACHE}
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, timeout=300, env=environment)
    assert done.returncode == 0, f"{' '.join(map(str, words))}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run("uv", "build", "--wheel", "--out-dir", folder, cwd=root)
    return next(folder.glob("tightrope-*.whl"))


def test_the_wheel_carries_packs_and_assets(root, wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    packs = {f"game/_data/scenarios/{pack.parent.name}/pack.yaml" for pack in (root / "scenarios").glob("*/pack.yaml")}
    assert packs
    assert packs <= names
    assert "game/_data/assets/LICENCES.md" in names
    pages = {f"game/_data/docs/{folder}/{page}.md" for folder in ("play", "ko/play") for page in PAGES}
    assert pages == {name for name in names if name.startswith("game/_data/docs/")}
    assert {name.split("/")[0].split("-")[0] for name in names} == {"game", "tightrope"}


def test_the_installed_command_finds_its_scenarios(wheel, tmp_path):
    run("uv", "venv", "--python", sys.executable, "venv", cwd=tmp_path)
    folder = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run("uv", "pip", "install", "--python", folder / "python", wheel, cwd=tmp_path)
    found = json.loads(run(folder / "tightrope", "scenarios", "--json", cwd=tmp_path))
    assert "crossroads-2025" in {entry["id"] for entry in found}
