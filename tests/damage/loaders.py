"""The loaders of files that come from outside: each gets damaged bytes in a file and must read them or refuse them in words."""

import hashlib
import random
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from game.content.diagnostics import Finding, Findings
from game.content.library import Library
from game.content.loading import load_pack
from game.content.packfiles import open_pack
from game.content.tools.beginning import TEMPLATE, new_pack
from game.content.tools.building import built
from game.content.tools.installing import plan_install
from game.core.problems import TightropeError
from tests.damage.mutations import damaged

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "broken_packs" / "base"


class UnclearError(Exception):
    """What was wrong was not said in words that a user can read."""


@dataclass(frozen=True)
class Loader:
    """A loader: makes a damaged file in a folder and gives what reads it, which gives True when it was read, False when refused."""

    prepare: Callable[[Path], None]
    damage: Callable[[random.Random, Path], Callable[[], bool]]


def _told(words: Iterable[str]) -> bool:
    """Check that a refusal says something, in one printable line; gives False."""
    lines = list(words)
    if not lines or any(not line.strip() or not line.isprintable() or len(line) > 2_000 or "Traceback" in line for line in lines):
        raise UnclearError(f"refused without clear words: {[line[:200] for line in lines[:5]]}")
    return False


def _judged(findings: list[Finding], *, read: bool) -> bool:
    errors = [str(finding) for finding in findings if finding.severity == "error"]
    if read:
        return True
    return _told(errors)


def _refusing(read: Callable[[], Any]) -> bool:
    try:
        read()
    except TightropeError as problem:
        return _told([str(problem)])
    return True


def _packs(folder: Path) -> None:
    shutil.copytree(SMALL, folder / "small")
    for name, data in new_pack("template").items():
        (folder / "template" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "template" / name).write_bytes(data)
    (folder / "small" / "locale").mkdir()
    (folder / "small" / "locale" / "ko.yaml").write_text("title: 작은 것\nindicators.growth.name: 성장\n", encoding="utf-8")


@cache
def _files(pack: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(pack.rglob("*.yaml"))}


def _damage_pack(draw: random.Random, folder: Path) -> Callable[[], bool]:
    files = _files(folder / draw.choice(["small", "template"]))
    for path, data in files.items():
        path.write_bytes(data)
    path = draw.choice(list(files))
    path.write_bytes(damaged(draw, files[path]))
    pack = folder / path.relative_to(folder).parts[0]

    def read() -> bool:
        loaded = load_pack(pack, Library([]).find, lint=True)
        return _judged(loaded.findings, read=loaded.compiled is not None)

    return read


@cache
def _whole_zip(pack: Path) -> bytes:
    files = open_pack(pack, Findings())
    assert files is not None
    return built(load_pack(pack, lambda _: None).use(), files).data


def _damage_zip(draw: random.Random, folder: Path) -> Callable[[], bool]:
    path = folder / "pack.zip"
    path.write_bytes(damaged(draw, _whole_zip(draw.choice([SMALL, TEMPLATE]))))

    def read() -> bool:
        plan = plan_install(path, folder / "shipped", folder / "packs")
        return _judged(plan.findings, read=plan.package is not None)

    return read


def _damage_settings(draw: random.Random, folder: Path) -> Callable[[], bool]:
    from game.app.settings import Settings, load_settings, save_settings

    path = folder / "settings.json"
    save_settings(Settings(player="Mina", window=(1920, 1080), place=(5, 7)), path)
    path.write_bytes(damaged(draw, path.read_bytes()))

    def read() -> bool:
        found = load_settings(path)
        return _told([found.problem]) if found.problem else True

    return read


@cache
def _first_steps() -> Any:
    return Library([ROOT / "scenarios"]).load("first-steps").use()


@cache
def _template() -> Any:
    return load_pack(TEMPLATE, lambda _: None).use()


def _read_record(path: Path) -> bool:
    from game.session.match import Match
    from game.session.reading import read_record
    from game.session.verify import verify_files

    [verdict] = verify_files([path], lambda name: [_first_steps()] if name == "first-steps" else [])
    read = _refusing(lambda: Match.load(read_record(path), _first_steps()))
    if not verdict.valid:
        _told([verdict.reason])
    if read and verdict.valid is False:
        raise UnclearError(f"loaded, though verification refuses it: {verdict.reason}")
    return read


@cache
def _sample() -> bytes:
    """Play a game of which a record is kept."""
    from game.bots.policies import policy
    from game.core.dice import spread_seeds
    from game.session.match import Match
    from game.session.record import encode

    match = Match.new(_first_steps(), 2025, "Mina")
    orders = policy("random", match.scenario, spread_seeds([7]))
    while not match.over:
        match.play(orders(match.view()))
    return encode(match.record())


def _damage_record(draw: random.Random, folder: Path) -> Callable[[], bool]:
    path = folder / "game.tightrope"
    path.write_bytes(damaged(draw, _sample()))
    return lambda: _read_record(path)


def _damage_sealed_record(draw: random.Random, folder: Path) -> Callable[[], bool]:
    path = folder / "game.tightrope"
    body = damaged(draw, _sample().split(b"\n")[0])
    path.write_bytes(body + b"\n" + hashlib.sha256(body).hexdigest().encode() + b"\n")
    return lambda: _read_record(path)


def _damage_orders(draw: random.Random, folder: Path) -> Callable[[], bool]:
    from game.content.orders import read_orders

    path = folder / "orders.yaml"
    path.write_bytes(damaged(draw, (TEMPLATE / "orders" / "example.yaml").read_bytes()))
    return lambda: _refusing(lambda: read_orders(path, _template().scenario))


def _nothing(folder: Path) -> None:
    """Prepare nothing."""


LOADERS: dict[str, Loader] = {
    "packs": Loader(_packs, _damage_pack),
    "zips": Loader(_nothing, _damage_zip),
    "settings": Loader(_nothing, _damage_settings),
    "records": Loader(_nothing, _damage_record),
    "sealed-records": Loader(_nothing, _damage_sealed_record),
    "orders": Loader(_nothing, _damage_orders),
}
"""By name. `sealed-records` are damaged before their checksum is worked out, so that the damage reaches what reads them."""
