"""The rooms of the program: who may import whom, and what each may pull in."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HEAVY = ("pygame", "yaml", "pydantic", "typer", "rich", "platformdirs", "starlette")
LIGHT_ROOMS = ("core", "rules", "bots", "charts")
REPORT = "import sys\nfor name in {modules!r}: __import__(name)\nprint(sorted(set(sys.modules) & set({watched!r})))"


def pulled_in(root, modules, watched):
    """Import modules in a new interpreter and tell which of the watched came along."""
    code = REPORT.format(modules=modules, watched=watched)
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_import_contracts_hold(root):
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_has_a_contract(root):
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    with_contract = {module for contract in contracts for module in contract.get("source_modules", [])}
    rooms = {f"game.{folder.name}" for folder in (root / "game").iterdir() if (folder / "__init__.py").exists()}
    missing = rooms - with_contract - {"game.app"}          # app may import everything
    assert not missing, f"write a contract in pyproject.toml for {sorted(missing)}, and name them in the others"
    for contract in contracts:
        if contract["name"].split(" imports ")[0] in {room.removeprefix("game.") for room in rooms}:
            words = contract["name"].split(" imports ")[1]
            allowed = {f"game.{name}" for name in words.split(", ")}
            expected = rooms - allowed - set(contract["source_modules"])
            assert expected <= set(contract["forbidden_modules"]), f"{contract['name']}: forbids too little"


@pytest.mark.parametrize("room", LIGHT_ROOMS)
def test_light_rooms_pull_in_nothing_heavy(root, room):
    if not (root / "game" / room).is_dir():
        pytest.skip(f"no room game/{room} yet")
    modules = [".".join(file.relative_to(root).with_suffix("").parts) for file in sorted((root / "game" / room).rglob("*.py"))]
    assert pulled_in(root, [name.removesuffix(".__init__") for name in modules], HEAVY) == "[]"


def test_the_package_alone_pulls_in_nothing(root):
    assert pulled_in(root, ["game"], (*HEAVY, "numpy")) == "[]"
