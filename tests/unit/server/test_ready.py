"""What keeps orders from waiting: steps that are handed on, streams written one by one, and what is made ready before the port answers."""

import asyncio
import logging
from contextlib import closing
from typing import Any, cast

import pytest
from sqlalchemy import insert

from game.server import tables as t
from game.server.cache import Cache
from game.server.faults import Refusal, conflict
from game.server.hub import Hub, stream
from game.server.ready import make_ready
from game.server.service import Service
from game.server.snapshot import load
from game.server.steps import MOST_KEPT, Step, Steps
from game.server.storage import Storage
from game.tournament.format import PACED, Pace, Settings
from tests.hosting import make_host, versions_of


@pytest.fixture(params=["lockstep", PACED])
def host(request, tmp_path):
    """Two who play a round, each at the own pace or both in step."""
    pace = Pace(PACED) if request.param == PACED else None
    found = make_host(tmp_path, settings=Settings(approval=False), pace=pace)
    with found.client:
        found.people = found.joined("Mina", "Jun")
        found.start()
        yield found


def test_a_snapshot_follows_orders_and_drafts_without_reading_them_again(host, monkeypatch):
    mina, jun = host.people
    service: Service = host.client.app.state.service
    tournament = next(iter(service.cache._kept))
    asyncio.run(service.cache.fresh(tournament))
    monkeypatch.setattr("game.server.cache.progressed", lambda *_: pytest.fail("orders were read again"))
    mina.put("/me/draft", mina.order(host))
    mina.end_turn(host)
    jun.put("/me/draft", jun.order(host))
    followed = asyncio.run(service.cache.fresh(tournament))
    assert followed == service.storage.read_now(lambda connection: load(connection, tournament))
    assert followed.ended == (0 if followed.rounds[0].paced else 1)
    assert len(followed.rounds[0].drafted) == 2


def test_what_another_worker_stored_is_read(host):
    mina, _ = host.people
    with closing(Storage(host.database)) as storage:
        cache = Cache(storage)
        (tournament,) = host.client.app.state.service.cache._kept

        async def both():
            before = await cache.fresh(tournament)
            await asyncio.to_thread(mina.end_turn, host)
            return before, await cache.fresh(tournament)

        before, after = asyncio.run(both())
        assert before.rounds[0].ended == {}
        assert list(after.rounds[0].ended.values()) == [1]


def test_steps_between_are_all_of_them_or_none():
    steps = Steps()
    kept = [Step("t", progress, {}, {}) for progress in range(1, MOST_KEPT + 2)]
    steps.add(kept)
    assert steps.between("t", 3, 6) == kept[3:6]
    assert steps.between("t", 0, 2) is None, "the first is forgotten"
    assert steps.between("t", MOST_KEPT, MOST_KEPT + 2) is None, "the last has not come"
    assert steps.between("other", 0, 1) is None
    assert steps.between("t", 0, 10**12) is None, "at once, whatever the numbers"


def test_what_fails_alone_leaves_nothing_and_tells_no_step(tmp_path):
    def fails(connection):
        connection.execute(insert(t.tokens).values(digest="half", role="operator", state="active", created=0.0))
        connection.info["steps"].append(Step("t", 1, {}, {}))
        raise conflict("state", "no")

    with closing(Storage(f"sqlite:///{tmp_path / 'x.db'}")) as storage:
        with pytest.raises(Refusal):
            storage.write_now(fails)
        assert storage.read_now(lambda connection: connection.execute(t.tokens.select()).all()) == []
        assert storage.steps.between("t", 0, 1) is None


def test_between_the_documents_of_many_streams_others_have_their_turn():
    class Quiet:
        async def fresh(self, _):
            return self

        reload = fresh
        changes = progress = 0

    made: list[int] = []
    between = 0

    async def run():
        nonlocal between
        hub = Hub(cast("Any", Quiet()))

        async def make():
            made.append(between)
            return {"now": 0, "version": 0}

        streams: Any = [stream(hub, "t", "status", make, 1.0) for _ in range(50)]
        first = asyncio.gather(*(anext(one) for one in streams))
        while not first.done():
            between += 1
            await asyncio.sleep(0)
        for one in streams:
            await one.aclose()

    asyncio.run(run())
    assert len(made) == 50
    assert made[-1] - made[0] >= 40, "an order would have been taken up in between"


def test_games_are_at_hand_before_anybody_asks(host):
    host.people[0].end_turn(host)
    with closing(Storage(host.database)) as storage:
        service = Service(storage, versions_of, {}, host.clock)
        asyncio.run(make_ready(service))
        (snapshot,) = service.cache._kept.values()
        assert snapshot.live is not None
        assert len(service.plays._kept) == (0 if snapshot.live.paced else 1), "a self-paced seat is played again when it asks"
        late = Service(storage, versions_of, {}, host.clock)
        asyncio.run(make_ready(late, seconds=0))
        assert not late.cache._kept, "its time was over"


def test_a_start_does_not_fail_for_what_could_not_be_made_ready(host, caplog):
    def broken(_):
        raise OSError("a folder that cannot be read")

    logging.getLogger("tightrope").propagate = True
    with closing(Storage(host.database)) as storage, caplog.at_level(logging.WARNING, logger="tightrope.server"):
        asyncio.run(make_ready(Service(storage, lambda _: [], {}, host.clock)))
        assert not caplog.records, "a scenario that is not installed is told to those who ask for it"
        asyncio.run(make_ready(Service(storage, broken, {}, host.clock)))
    assert "not all could be made ready before the start (OSError)" in caplog.text
