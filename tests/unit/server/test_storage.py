"""Storage: one commit for all that has gathered, each piece in its own savepoint; addresses that cannot be opened are told in words."""

import asyncio
import threading
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import OperationalError

from game.core.problems import TightropeError
from game.server import tables as t
from game.server.database import open_engine
from game.server.faults import Refusal, conflict
from game.server.play import Play
from game.server.storage import GoneError, Storage
from game.server.together import Accept, Keep
from game.session.options import shaped
from game.session.record import Order
from tests.hosting import SHORT, make_host


@pytest.fixture
def storage(tmp_path):
    with closing(Storage(f"sqlite:///{tmp_path / 'x.db'}")) as found:
        yield found


def row(digest):
    return insert(t.tokens).values(digest=digest, role="operator", state="active", created=0.0)


def stored(storage):
    return set(storage.read_now(lambda connection: connection.execute(select(t.tokens.c.digest)).scalars().all()))


def test_every_commit_reaches_the_disk(storage):
    def pragmas(connection):
        return [connection.exec_driver_sql(f"pragma {name}").scalar() for name in ("journal_mode", "synchronous", "secure_delete")]

    assert storage.read_now(pragmas) == ["wal", 2, 1]


def test_what_fails_takes_nothing_with_it(storage):
    def fails(connection):
        connection.execute(row("half"))
        raise conflict("state", "no")

    async def together():
        jobs = [storage.write(lambda connection, name=name: connection.execute(row(name)) and name) for name in "ab"]
        return await asyncio.gather(*jobs, storage.write(fails), storage.write(lambda connection: connection.execute(row("a"))),
                                    return_exceptions=True)

    found = asyncio.run(together())
    assert found[:2] == ["a", "b"]
    assert isinstance(found[2], Refusal)
    assert "UNIQUE" in str(found[3])
    assert stored(storage) == {"a", "b"}


def test_many_share_a_commit(storage, monkeypatch):
    commits: list[int] = []
    real = storage._commit

    def counted(together):
        commits.append(len(together))
        real(together)

    monkeypatch.setattr(storage, "_commit", counted)
    gate = threading.Event()

    async def many():
        first = asyncio.ensure_future(storage.write(lambda _: gate.wait(5)))
        await asyncio.sleep(0.1)
        rest = [asyncio.ensure_future(storage.write(lambda connection, n=n: connection.execute(row(str(n))) and n)) for n in range(100)]
        await asyncio.sleep(0.1)
        gate.set()
        await first
        return await asyncio.gather(*rest)

    assert asyncio.run(many()) == list(range(100))
    assert len(commits) == 2
    assert len(stored(storage)) == 100


def test_nothing_is_acknowledged_when_the_commit_fails_and_it_is_tried_again(storage, monkeypatch):
    fails = [2]

    def flaky(connection):
        if fails[0]:
            fails[0] -= 1
            raise OperationalError("insert", {}, Exception("database is locked"))
        connection.execute(row("x"))
        return "done"

    monkeypatch.setattr("game.server.storage.time.sleep", lambda _: None)
    assert storage.write_now(flaky) == "done"
    fails[0] = 99
    with pytest.raises(OperationalError):
        storage.write_now(flaky)
    assert stored(storage) == {"x"}


def test_a_full_disk_is_told_to_all_without_a_second_for_each(storage, monkeypatch):
    pauses: list[float] = []
    monkeypatch.setattr("game.server.storage.time.sleep", pauses.append)
    gate = threading.Event()

    def full(_):
        raise OperationalError("insert", {}, Exception("database or disk is full"))

    async def many():
        first = asyncio.ensure_future(storage.write(lambda _: gate.wait(5)))
        await asyncio.sleep(0.1)
        rest = [asyncio.ensure_future(storage.write(full)) for _ in range(20)]
        rest.append(asyncio.ensure_future(storage.write(lambda connection: connection.execute(row("small")) and "small")))
        await asyncio.sleep(0.1)
        gate.set()
        await first
        return await asyncio.gather(*rest, return_exceptions=True)

    found = asyncio.run(many())
    assert all(isinstance(one, OperationalError) for one in found[:20])
    assert found[20] == "small"
    assert len(pauses) == 3


def test_what_goes_into_a_file_that_was_moved_is_not_acknowledged(storage, tmp_path):
    storage.write_now(lambda connection: connection.execute(row("before")))
    for file in tmp_path.glob("x.db*"):
        file.rename(tmp_path / f"away-{file.name}")
    with pytest.raises(GoneError, match="file is gone"):
        storage.write_now(lambda connection: connection.execute(row("lost")))
    for file in tmp_path.glob("away-*"):
        file.rename(tmp_path / file.name.removeprefix("away-"))
    storage.write_now(lambda connection: connection.execute(row("after")))
    assert stored(storage) >= {"before", "after"}


def test_a_damaged_database_says_what_to_do(tmp_path):
    host = make_host(tmp_path)
    whole = (tmp_path / "tournament.db").read_bytes()
    (tmp_path / "tournament.db").write_bytes(whole[:8192] + bytes(16_384) + whole[24_576:])
    with pytest.raises(TightropeError, match="is damaged: host with --new"):
        open_engine(host.database)


def test_a_full_queue_says_come_again(storage, monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(storage, "_waiting", type(storage._waiting)(1))
    storage._put(lambda _: gate.wait(5), lambda *_: None)
    with pytest.raises(Refusal) as refused:
        storage.write_now(lambda _: None)
    assert (refused.value.status, refused.value.retry_after) == (429, 1)


@pytest.mark.parametrize(("address", "words"), [
    ("nonsense", "not understood"), ("oracle9://x", "not understood"), ("sqlite:////no/such/folder/x.db", "may write there"),
    ("postgresql://nobody:hunter2@127.0.0.1:1/x", "check that it runs"),
])
def test_an_address_that_cannot_be_opened_is_told_in_words(address, words):
    with pytest.raises(TightropeError) as refused:
        open_engine(address)
    assert words in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_a_file_that_is_no_database_is_told_in_words(tmp_path):
    file = tmp_path / "x.db"
    file.write_bytes(b"this is no database" * 100)
    with pytest.raises(TightropeError, match="cannot be opened"):
        open_engine(f"sqlite:///{file}")


def test_orders_and_drafts_that_come_together_are_answered_one_by_one(tmp_path):
    host = make_host(tmp_path)
    with host.client, closing(Storage(host.database)) as storage:
        people = host.joined(*(f"P{number}" for number in range(4)))
        host.start()
        with storage.engine.connect() as connection:
            seats = connection.execute(select(t.seats.c.id).order_by(t.seats.c.id)).scalars().all()
            tournament, number = connection.execute(select(t.rounds.c.tournament, t.rounds.c.id)).one()
        play = Play(shaped(host.compiled, SHORT), "0" * 32, seats)
        found = people[0].order(host)
        order = Order(found["points"], found["answers"])

        def accept(seat, turn, digest, round_=number, order=order):
            return Accept(host.clock(), tournament, (round_, seat, turn), order, "{}", digest, 0.0, play)

        play.problems = lambda given: [[] for _ in given]  # type: ignore[method-assign]  # other dice than the host's: any order will do
        jobs = [accept(seat, 1, f"d{seat}") for seat in seats[:3]]
        jobs += [accept(seats[0], 1, "d-other"), accept(seats[0], 1, f"d{seats[0]}"), accept(seats[3], 2, "early")]
        jobs.append(accept(seats[3], 1, "nowhere", round_=9999))
        drafts: list[Any] = [Keep(tournament, (number, seat, 1), {"answers": {}}) for seat in seats]

        async def all_at_once():
            held = asyncio.ensure_future(storage.write(lambda _: asyncio.run(asyncio.sleep(0.1))))
            await asyncio.sleep(0)
            found = await asyncio.gather(*(storage.write(job) for job in [*jobs, *drafts]), return_exceptions=True)
            await held
            return found

        found = asyncio.run(all_at_once())
        assert found[:3] == [(f"d{seat}", False) for seat in seats[:3]]
        assert [getattr(one, "code", one) for one in found[3:7]] == ["already_ended", (f"d{seats[0]}", True), "early", "not_found"]
        assert [getattr(one, "code", one) for one in found[7:]] == ["already_ended"] * 3 + [None]


def test_the_writer_survives_a_piece_of_work_that_breaks(storage):
    with pytest.raises(ZeroDivisionError):
        storage.write_now(lambda _: 1 / 0)
    storage.write_now(lambda connection: connection.execute(update(t.tokens).values(role="x")))


def test_a_database_of_another_version_is_refused_in_words(tmp_path):
    address = f"sqlite:///{tmp_path / 'x.db'}"
    engine = open_engine(address)
    with engine.begin() as connection:
        connection.execute(update(t.about).values(format=99))
    engine.dispose()
    with pytest.raises(TightropeError, match="another version"):
        open_engine(address)
