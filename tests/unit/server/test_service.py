"""The clock and the caches: a worker that died in between, rules that are gone, a database that does not answer, plays made again."""

import asyncio
import json
import logging
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from game.server import rounds
from game.server import tables as t
from game.server.admin import Planned, open_tournament
from game.server.app import create_app
from game.server.config import Config
from game.server.faults import Refusal
from game.server.service import Service
from game.server.snapshot import load
from game.server.storage import Storage
from game.session.wire import report_document, view_document
from game.tournament.format import Pace, Settings
from tests.hosting import SHORT, make_host, scenario_of, versions_of


@pytest.fixture
def storage(tmp_path):
    with closing(Storage(f"sqlite:///{tmp_path / 'x.db'}")) as found:
        yield found


def opened(storage, number=1):
    planned = [Planned(scenario_of("first-steps"), SHORT, Pace())] * number
    return storage.write_now(lambda connection: open_tournament(connection, 0.0, "Class", Settings(approval=False), planned))["id"]


def serving(storage, find=versions_of):
    return Service(storage, find, {}, lambda: 100.0)


def test_a_turn_that_all_had_ended_when_a_worker_died_is_resolved_by_the_next(tmp_path):
    host = make_host(tmp_path, settings=Settings(approval=False))
    with host.client:
        mina = host.join("Mina")
        host.start()
        order = mina.order(host)
        text = json.dumps({name: order[name] for name in ("answers", "points")})
    with closing(Storage(host.database)) as storage:        # the order is on the disk, and nobody is left to resolve the turn
        with sqlite3.connect(host.database.removeprefix("sqlite:///")) as database:
            (number,) = database.execute("select id from rounds").fetchone()
            (seat,) = database.execute("select id from seats").fetchone()
        row = {"round": number, "seat": seat, "turn": 1, "digest": "d", "body": text, "kind": "given"}
        storage.write_now(lambda connection: connection.execute(insert(t.orders).values(**row)))
    with TestClient(create_app(Config(host.database, ()), host.clock, versions_of)) as client:
        host.client = host.teacher.client = client
        host.settle(2)


def test_a_round_whose_rules_are_not_installed_any_more_is_told_in_words(storage):
    tournament = opened(storage)

    async def run():
        service = serving(storage, lambda name: [replace(scenario_of(name), rules_digest="0" * 64)])
        await service.write(lambda connection: rounds.start(connection, 0.0, tournament, 1))
        snapshot = await service.cache.fresh(tournament)
        assert await service.play_of(snapshot) is None
        assert service.title(snapshot.current, "en") == "first-steps"
        with pytest.raises(Refusal, match="install"):
            await service.plays.of(snapshot, snapshot.rounds[0])

    asyncio.run(run())


def test_titles_are_in_the_language_of_the_class(storage):
    tournament = opened(storage)

    async def run():
        service = serving(storage)
        snapshot = await service.cache.fresh(tournament)
        titles = {service.title(snapshot.rounds[0], language) for language in ("en", "ko")}
        assert len(titles) == 2
        assert service.title(None, "en") == ""

    asyncio.run(run())


def test_the_clock_goes_on_when_the_database_does_not_answer(storage, monkeypatch, caplog):
    tournament = opened(storage)
    monkeypatch.setattr("game.server.service.TICK", 0.01)

    async def run():
        service = serving(storage)
        real, calls = storage.read, []

        async def flaky(job):
            calls.append(job)
            if len(calls) in (1, 2):
                raise (OSError("gone"), OperationalError("select", {}, Exception("gone")))[len(calls) - 1]
            return await real(job)

        monkeypatch.setattr(storage, "read", flaky)
        task = asyncio.ensure_future(service.run())
        await asyncio.sleep(0.3)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert len(calls) > 5
        monkeypatch.setattr(service, "_tend", lambda *_, **__: 1 / 0)
        await service._tend_safely(tournament)

    logging.getLogger("tightrope").propagate = True
    with caplog.at_level(logging.WARNING, logger="tightrope.server"):
        asyncio.run(run())
    assert len({record.getMessage() for record in caplog.records}) == 3
    assert "gone" not in caplog.text, "a log holds kinds of errors, not what was in them"


def test_callers_share_a_check_that_begins_after_they_called(storage):
    tournament = opened(storage)

    async def run():
        service = serving(storage)
        first = await service.cache.fresh(tournament)
        assert await service.cache.fresh(tournament) is first
        waiting = [asyncio.ensure_future(service.cache.fresh(tournament)) for _ in range(20)]
        await service.write(lambda connection: rounds.start(connection, 0.0, tournament, 1))
        after = await service.cache.fresh(tournament)
        assert after.rounds[0].state == "running"
        assert {one.rounds[0].state for one in await asyncio.gather(*waiting)} <= {"planned", "running"}

    asyncio.run(run())


def test_caches_stay_small(storage, monkeypatch):
    monkeypatch.setattr("game.server.cache.MOST_TOURNAMENTS", 2)
    monkeypatch.setattr("game.server.cache.MOST_TOKENS", 1)
    monkeypatch.setattr("game.server.plays.MOST_KEPT", 1)
    ids = [opened(storage) for _ in range(3)]

    async def run():
        service = serving(storage)
        for tournament in ids:
            await service.write(lambda connection, tournament=tournament: rounds.start(connection, 0.0, tournament, 1))
            snapshot = await service.cache.fresh(tournament)
            await service.plays.of(snapshot, snapshot.rounds[0])
        assert len(service.cache._kept) == 2
        assert len(service.plays._kept) == 1
        service.plays.forget(snapshot.rounds[0].id)
        assert len(service.plays._kept) == 0
        with pytest.raises(Refusal):
            await service.cache.fresh("0" * 16)

    asyncio.run(run())


def test_what_is_played_again_from_orders_is_what_was_played(tmp_path):
    host = make_host(tmp_path)
    with host.client:
        mina, jun = host.joined("Mina", "Jun")
        host.start()
        mina.end_turn(host)
        jun.end_turn(host, 1)
        host.settle(2)
        before = [one.get("/me/game") for one in (mina, jun)]
    with closing(Storage(host.database)) as storage:
        with sqlite3.connect(host.database.removeprefix("sqlite:///")) as database:
            (tournament,) = database.execute("select id from tournaments").fetchone()
        snapshot = storage.read_now(lambda connection: load(connection, tournament))
        assert snapshot is not None

        async def again():
            service = serving(storage)
            play = await service.plays.of(snapshot, snapshot.rounds[0])
            return [(view_document(play.view(seat.id, 2)), report_document(play.report(seat.id, 1))) for seat in snapshot.seats]

        for (view, report), game in zip(asyncio.run(again()), before, strict=True):
            assert view == game["views"][1]
            assert report["after"] == game["reports"][0]["after"]
