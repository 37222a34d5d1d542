"""The loaders of files that come from outside: each gets damaged bytes in a file and must read them or refuse them in words."""

import random
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from game.content.diagnostics import Findings
from game.content.library import Library
from game.content.loading import load_pack
from game.content.packfiles import open_pack
from game.content.tools.beginning import TEMPLATE, new_pack
from game.content.tools.building import built
from game.content.tools.installing import plan_install
from tests.damage import tournaments
from tests.damage.mutations import damaged, sealed
from tests.damage.telling import Loader, UnclearError, judged, refusing, told

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "broken_packs" / "base"


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
        return judged(loaded.findings, read=loaded.compiled is not None)

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
        return judged(plan.findings, read=plan.package is not None)

    return read


def _settings(folder: Path) -> None:
    from game.app.settings import Settings, save_settings

    save_settings(Settings(player="Mina", window=(1920, 1080), place=(5, 7)), folder / "settings.whole")


def _damage_settings(draw: random.Random, folder: Path) -> Callable[[], bool]:
    from game.app.settings import load_settings

    path = folder / "settings.json"
    path.write_bytes(damaged(draw, (folder / "settings.whole").read_bytes()))

    def read() -> bool:
        found = load_settings(path)
        return told([found.problem]) if found.problem else True

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
    read = refusing(lambda: Match.load(read_record(path), _first_steps()))
    if not verdict.valid:
        told([verdict.reason])
    if read and verdict.valid is False:
        raise UnclearError(f"loaded, though verification refuses it: {verdict.reason}")
    return read


@cache
def _sample(turns: int = 99) -> bytes:
    """Play a game of which a record is kept; with fewer turns it is a save, with a turn half decided."""
    from game.bots.policies import policy
    from game.core.dice import spread_seeds
    from game.session.match import Match
    from game.session.record import encode

    match = Match.new(_first_steps(), 2025, "Mina")
    orders = policy("random", match.scenario, spread_seeds([7]))
    while not match.over and match.turn <= turns:
        match.play(orders(match.view()))
    if not match.over:
        match.answer(0, match.scenario.events[match.scenario.event(match.events[0])].options[0].id)
    return encode(match.record())


def _damage_record(draw: random.Random, folder: Path) -> Callable[[], bool]:
    path = folder / "game.tightrope"
    path.write_bytes(damaged(draw, _sample()))
    return lambda: _read_record(path)


def _damage_sealed_record(draw: random.Random, folder: Path) -> Callable[[], bool]:
    path = folder / "game.tightrope"
    path.write_bytes(sealed(damaged(draw, _sample().split(b"\n")[0])))
    return lambda: _read_record(path)


def _damage_save(draw: random.Random, folder: Path) -> Callable[[], bool]:
    """Damage a save, half of the times before it is sealed; "continue" must go on with it, or pass it over and say why in the list."""
    from game.session.match import Match
    from game.session.store import Store

    path, whole = folder / "records" / "save.tightrope", _sample(2)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(sealed(damaged(draw, whole.split(b"\n")[0])) if draw.random() < 0.5 else damaged(draw, whole))

    def read() -> bool:
        [entry] = Store(path.parent).entries()
        latest = Store(path.parent).latest_save()
        if entry.record is None:
            return told([entry.problem])
        record = entry.record
        if not record.finished and latest is None:
            raise UnclearError("a sound save is passed over")
        return refusing(lambda: Match.load(record, _first_steps()))

    return read


def _damage_orders(draw: random.Random, folder: Path) -> Callable[[], bool]:
    from game.content.orders import read_orders

    path = folder / "orders.yaml"
    path.write_bytes(damaged(draw, (TEMPLATE / "orders" / "example.yaml").read_bytes()))
    return lambda: refusing(lambda: read_orders(path, _template().scenario))


def _nothing(folder: Path) -> None:
    """Prepare nothing."""


LOADERS: dict[str, Loader] = {
    "packs": Loader(_packs, _damage_pack),
    "zips": Loader(_nothing, _damage_zip),
    "settings": Loader(_settings, _damage_settings),
    "records": Loader(_nothing, _damage_record),
    "sealed-records": Loader(_nothing, _damage_sealed_record),
    "saves": Loader(_nothing, _damage_save),
    "orders": Loader(_nothing, _damage_orders),
    "tournaments": Loader(tournaments.files, tournaments.damage_file),
    "databases": Loader(tournaments.databases, tournaments.damage_database),
    "seats": Loader(tournaments.seats, tournaments.damage_seat),
}
"""By name. `sealed-records` are damaged before their checksum is worked out, so that the damage reaches what reads them."""
