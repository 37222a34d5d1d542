"""The recipe of the bundle: what comes along, the pictures in the systems' formats, one version everywhere."""

import importlib.util
import io
import re
import struct
import subprocess
import sys
import tomllib
from pathlib import Path

import pygame
import pytest

import game


@pytest.fixture(scope="module")
def recipe(root):
    """`assets/build/bundle.py`, which is a script."""
    folder = root / "assets" / "build"
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location("bundle", folder / "bundle.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(folder))


def test_a_bundle_carries_all_that_is_not_code(root, recipe):
    carried = {file for file, _folder in recipe.data_files()}
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", "game", "assets", "scenarios"], cwd=root, capture_output=True, text=True, check=True, timeout=60
    )
    names = [name for name in listed.stdout.split("\0") if name and not name.endswith(".py")]
    wanted = [root / name for name in names if not name.startswith("assets/build/")]
    missing = [str(file) for file in wanted if file.is_file() and str(file) not in carried]
    assert len(wanted) > 100
    assert not missing, missing


def test_data_lie_where_a_wheel_has_them(root, recipe):
    places = dict(recipe.data_files())
    assert places[str(root / "scenarios/first-steps/pack.yaml")] == "game/_data/scenarios/first-steps"
    assert places[str(root / "assets/fonts/OFL.txt")] == "game/_data/assets/fonts"
    assert places[str(root / "docs/play/brief.md")] == "game/_data/docs/play"
    assert places[str(root / "game/server/pages/static/join.html")] == "game/server/pages/static"


def test_what_the_game_needs_comes_along_and_the_tools_of_developers_do_not(recipe):
    foreign = set(recipe.foreign())
    assert {"pytest", "hypothesis", "distributed", "gymnasium"} <= foreign
    assert not {"numpy", "pygame", "pydantic", "fastapi", "sqlalchemy", "yaml", "rich", "typing_extensions"} & foreign


def test_every_library_that_comes_along_brings_its_licence(recipe):
    with_licence = {recipe.normal(folder.partition("/")[2]) for _file, folder in recipe.licences()}
    assert {recipe.normal(name) for name in recipe.needed("tightrope", set())} <= with_licence
    assert "" in with_licence
    text = {folder: file for file, folder in recipe.licences() if file.endswith("pygame-ce.txt")}
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in Path(text["licences/pygame-ce"]).read_text(encoding="utf-8")


def test_the_picture_is_an_icon_of_windows(recipe):
    data = recipe.ico()
    reserved, kind, count = struct.unpack_from("<HHH", data)
    assert (reserved, kind) == (0, 1)
    sizes = []
    for row in range(count):
        wide, _high, _colours, _zero, _planes, bits, length, place = struct.unpack_from("<BBBBHHII", data, 6 + 16 * row)
        picture = pygame.image.load(io.BytesIO(data[place : place + length]), "icon.png")
        assert (bits, picture.get_width() % 256) == (32, wide)
        sizes.append(picture.get_width())
    assert sizes == [16, 24, 32, 48, 64, 128, 256]


def test_the_picture_is_an_icon_of_macos(recipe):
    data = recipe.icns()
    assert (data[:4], struct.unpack(">I", data[4:8])[0]) == (b"icns", len(data))
    place, sizes = 8, []
    while place < len(data):
        (length,) = struct.unpack(">I", data[place + 4 : place + 8])
        sizes.append(pygame.image.load(io.BytesIO(data[place + 8 : place + length]), "icon.png").get_width())
        place += length
    assert sizes == [32, 64, 128, 256, 256, 512, 512, 1024]


def test_windows_is_told_the_version(recipe, tmp_path):
    text = recipe.version_file(tmp_path).read_text(encoding="utf-8")
    names = re.findall(r"(\w+)\(", text)
    assert {"VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct", "VarFileInfo", "VarStruct"} == set(names)
    assert f"('ProductVersion', {game.VERSION!r})" in text
    compile(text, "version.txt", "eval")


def test_the_version_is_one_everywhere(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cited = re.search(r"^version: *(\S+)$", (root / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert cited
    assert game.VERSION == project["version"] == cited.group(1).strip("\"'")
