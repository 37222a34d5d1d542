"""Live updates: at once, after changes, together where many end their turn; a comment when it is quiet; a last word when all is gone."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any, cast

import pytest
from fastapi.security import HTTPAuthorizationCredentials

from game.server import hub as hub_module
from game.server.faults import Refusal, not_found
from game.server.hub import Hub, stream
from game.server.service import Service
from game.server.storage import Storage
from game.server.web import actors, console, player, table
from tests.hosting import Person, versions_of


class FakeSnapshot:
    def __init__(self, changes=1, progress=0):
        self.changes, self.progress = changes, progress


class FakeCache:
    """A cache whose tournament changes when the test says so."""

    def __init__(self):
        self.now = FakeSnapshot()
        self.gone = False
        self.broken = False

    async def fresh(self, _):
        if self.broken:
            raise OSError("no database")
        if self.gone:
            raise not_found("tournament")
        return self.now

    reload = fresh


def told(text):
    lines = text.strip().split("\n")
    return lines[0].removeprefix("event: "), json.loads(lines[-1].removeprefix("data: "))


@pytest.fixture
def quick(monkeypatch):
    for name, value in (("POLL", 0.01), ("SHORTLY", 0.01), ("QUIET", 0.1), ("ANEW", 60.0)):
        monkeypatch.setattr(hub_module, name, value)


def listen(scenario, quick_interval=0.5):
    """Run a scenario with a stream: it gets the cache, what is made, and a function that gives the next text."""
    async def run():
        cache, made = FakeCache(), {"value": 0}
        hub = Hub(cast("Any", cache))
        task = asyncio.ensure_future(hub.run())

        async def make():
            if cache.gone:
                raise not_found("tournament")
            return {"now": 1.0, "version": cache.now.changes, "value": made["value"]}

        events: Any = stream(hub, "t", "status", make, quick_interval)
        try:
            await scenario(cache, made, lambda: asyncio.wait_for(anext(events), 3), hub)
        finally:
            await events.aclose()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        assert hub._rooms == {}

    asyncio.run(run())


def test_a_document_comes_at_once_and_after_each_change(quick):
    async def scenario(cache, made, following, hub):
        assert told(await following()) == ("status", {"now": 1.0, "version": 1, "value": 0})
        made["value"], cache.now = 7, FakeSnapshot(2)
        hub.nudge()
        assert told(await following())[1]["value"] == 7

    listen(scenario)


def test_what_looks_the_same_is_not_sent_again_and_quiet_streams_say_so(quick):
    async def scenario(cache, made, following, hub):
        await following()
        cache.now = FakeSnapshot(2)
        assert await following() == ": still here\n\n"

    listen(scenario)


def test_that_others_end_their_turn_is_told_together_but_news_at_once(quick):
    async def scenario(cache, made, following, hub):
        loop = asyncio.get_running_loop()
        await following()
        waiting = asyncio.ensure_future(following())
        await asyncio.sleep(0.05)
        begun = loop.time()
        made["value"], cache.now = 1, FakeSnapshot(1, 1)
        assert told(await waiting)[1]["value"] == 1
        assert loop.time() - begun > 0.4
        begun = loop.time()
        made["value"], cache.now = 2, FakeSnapshot(2, 1)
        assert told(await following())[1]["value"] == 2
        assert loop.time() - begun < 0.4

    listen(scenario)


def test_the_last_word_is_gone(quick):
    async def scenario(cache, made, following, hub):
        await following()
        cache.gone = True
        event, error = told(await following())
        assert event == "gone"
        assert error["error"]["code"] == "not_found"

    listen(scenario)


def test_a_database_that_does_not_answer_is_waited_for(quick):
    async def scenario(cache, made, following, hub):
        await following()
        cache.broken = True
        await asyncio.sleep(0.1)
        cache.broken = False
        made["value"], cache.now = 3, FakeSnapshot(5)
        assert told(await following())[1]["value"] == 3

    listen(scenario)


def test_signs_of_life_are_read_anew(quick, monkeypatch):
    monkeypatch.setattr(hub_module, "ANEW", 0.05)

    async def scenario(cache, made, following, hub):
        await following()
        made["value"] = 4
        assert told(await following())[1]["value"] == 4

    listen(scenario)


def test_so_many_listen_and_no_more(monkeypatch):
    monkeypatch.setattr(hub_module, "MOST_LISTENERS", 1)
    hub = Hub(cast("Any", FakeCache()))
    hub.need_room()
    with hub.listening("t"), pytest.raises(Refusal) as refused:
        stream(hub, "t", "status", cast("Any", None), 0.1)
    assert refused.value.status == 429


def test_one_who_listens_too_many_is_answered_before_the_stream_begins(host, monkeypatch):
    monkeypatch.setattr(hub_module, "MOST_LISTENERS", 0)
    answer = host.table.ask("GET", "/table/events")
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too_many")


@pytest.mark.parametrize(("role", "path", "kind"), [
    ("teacher", "/console", "console"), ("table", "/table", "table"), ("player", "/me", "status"),
])
def test_streams_send_what_the_plain_request_answers(host, role, path, kind):
    (mina,) = host.joined("Mina")
    host.start()
    person: Person = {"teacher": host.teacher, "table": host.table, "player": mina}[role]
    expected = person.get(path)

    async def first():
        storage = Storage(host.database)
        service = Service(storage, versions_of, {"address": "http://127.0.0.1:8750", "code": "YYXVKH", "version": "test"}, host.clock)
        state = SimpleNamespace(service=service)
        request: Any = SimpleNamespace(app=SimpleNamespace(state=state), client=None)
        bearer = HTTPAuthorizationCredentials(scheme="Bearer", credentials=person.token or "")
        held = await actors.holder(request, bearer)
        room: Any = {"teacher": console, "table": table, "player": player}[role]
        asks: Any = {"teacher": actors.teacher, "table": actors.watcher, "player": actors.player}[role]
        answer = await room.events(await asks(request, bearer), held, service)
        try:
            return await anext(answer.body_iterator)
        finally:
            await answer.body_iterator.aclose()
            storage.close()

    event, document = told(asyncio.run(first()))
    assert event == kind
    for one in (document, expected):
        one.pop("version")
        one.pop("join", None)
    assert document == expected
