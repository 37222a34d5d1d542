"""What a tournament keeps in files: the one that is played by file, the host's database, and the seat that a player goes back to."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path

from game.content.compiled import Compiled
from game.content.library import load_scenario
from tests.damage.mutations import damaged, sealed
from tests.damage.telling import UnclearError, refusing


@cache
def _compiled() -> Compiled:
    return load_scenario("first-steps")


def files(folder: Path) -> None:
    """Write a tournament that is played by file, and a folder of records that were handed in."""
    from game.session.origin import pack_ref, rules_ref
    from game.session.record import Options
    from game.tournament.format import Tournament, encode, plan

    rounds = tuple(plan("first-steps", pack_ref(_compiled()), rules_ref(_compiled()), Options(turns=turns)) for turns in (2, 3))
    opened = Tournament("0123456789abcdef", "9b 반", rounds)
    (folder / "whole").write_bytes(encode(opened))
    (folder / "whole-sealed").write_bytes(encode(opened.sealed()))
    (folder / "records").mkdir()


def damage_file(draw: random.Random, folder: Path) -> Callable[[], bool]:
    """Damage the opened or the sealed file, half of the times before it is sealed; playing it must begin a game or say why not."""
    from game.session.store import Store
    from game.tournament.by_file import open_next, read_tournament

    whole = (folder / draw.choice(["whole", "whole", "whole-sealed"])).read_bytes()
    path = folder / "class.tournament"
    path.write_bytes(sealed(damaged(draw, whole.split(b"\n")[0])) if draw.random() < 0.5 else damaged(draw, whole))

    def read() -> bool:
        if not refusing(lambda: read_tournament(path)):
            return False
        store = Store(folder / "records")
        begun = refusing(lambda: open_next(path, store, lambda name: [_compiled()] if name == "first-steps" else []))
        for made in store.paths():
            made.unlink()
        return begun or not read_tournament(path).open or path.read_bytes() != whole

    return read


def databases(folder: Path) -> None:
    """Host a class of three that has ended a turn and is in the middle of the next."""
    from tests.hosting import make_host

    host = make_host(folder)
    with host.client:
        people = host.joined("Mina", "Jun", "Sora")
        host.start()
        for person in people:
            person.end_turn(host)
        host.settle(2)
        people[0].end_turn(host)
    with closing(sqlite3.connect(folder / "tournament.db")) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("VACUUM")
    (folder / "tournament.db").rename(folder / "whole.db")


def damage_database(draw: random.Random, folder: Path) -> Callable[[], bool]:
    """Damage the database; hosting it again must go on or say in words what is wrong."""
    from game.server.config import Config
    from game.server.hosting import prepare

    path = folder / "tournament.db"
    for rest in folder.glob("tournament.db-*"):
        rest.unlink()
    path.write_bytes(damaged(draw, (folder / "whole.db").read_bytes()))
    config = Config(f"sqlite:///{path}", ("scenarios",), version="test", code="YYXVKH")
    return lambda: refusing(lambda: prepare(config, "9b", list))


def seats(folder: Path) -> None:
    """Keep a seat."""
    from game.client.kept import FILE, Kept, save_kept

    save_kept(folder, Kept("http://192.168.1.20:8750", "t" * 43, "Mina", "swift-otter-12", "9b", "ABCDEF"))
    (folder / FILE).rename(folder / "whole.json")


def damage_seat(draw: random.Random, folder: Path) -> Callable[[], bool]:
    """Damage the seat that is kept; a damaged one is none, which the player sees as the page for joining."""
    from game.client.kept import FILE, load_kept

    whole = (folder / "whole.json").read_bytes()
    (folder / FILE).write_bytes(damaged(draw, whole))

    def read() -> bool:
        found = load_kept(folder)
        if found is not None and not found.address.startswith(("http://", "https://")):
            raise UnclearError(f"an address that is none: {found.address[:80]}")
        return found is not None

    return read
