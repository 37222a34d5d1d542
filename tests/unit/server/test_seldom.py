"""What happens seldomer still: ports that cannot be opened, a thousand connections, bodies that never end, a removed head of government."""

import asyncio
import errno
import socket
from contextlib import closing
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import select, update
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from game.core.problems import TightropeError
from game.server import admin, app, people, rounds, serving
from game.server import tables as t
from game.server.cache import Cache
from game.server.config import Config
from game.server.faults import Refusal, not_found
from game.server.hosting import prepare
from game.server.hub import Hub
from game.server.play import Play
from game.server.rights import grant
from game.server.snapshot import OPERATOR, load
from game.server.storage import Storage
from game.server.web import guard
from game.server.web.guard import Guard
from game.session.options import shaped
from game.session.record import Order
from game.tournament.format import Pace, Settings
from tests.hosting import SHORT, scenario_of

PLANNED = admin.Planned(scenario_of("first-steps"), SHORT, Pace(turn_seconds=0, first_turn_seconds=0))


@pytest.fixture
def storage(tmp_path):
    with closing(Storage(f"sqlite:///{tmp_path / 'x.db'}")) as found:
        yield found


def opened(storage, **settings):
    return storage.write_now(lambda c: admin.open_tournament(c, 0.0, "Class", Settings(**settings), [PLANNED]))["id"]


def joined(storage, tournament, *names, team=None):
    for name in names:
        storage.write_now(lambda c, name=name: people.join(c, 0.0, tournament, name, team))
    return storage.read_now(lambda c: c.execute(select(t.players.c.id).order_by(t.players.c.id)).scalars().all())


# -- the port and the connections -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "words"), [
    (errno.EADDRINUSE, "is in use"), (errno.EACCES, "from 1024 up"), (errno.EADDRNOTAVAIL, "cannot be opened on"),
])
def test_a_port_that_cannot_be_opened_is_told_in_words(monkeypatch, code, words):
    def refuse(*_):
        raise OSError(code, "no")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(TightropeError, match=words):
        serving.bind(Config("sqlite://", (), 8750, "127.0.0.1"))


def test_an_address_of_the_newer_kind_is_bound():
    with serving.bind(Config("sqlite://", (), 0, "::1")) as bound:
        assert bound.family == socket.AF_INET6


def test_a_certificate_that_cannot_be_used_is_told_in_words(tmp_path):
    serving.check_certificate(Config("sqlite://", ()))
    (tmp_path / "c.pem").write_text("no certificate")
    with pytest.raises(TightropeError, match="check --certificate and --key"):
        serving.check_certificate(Config("sqlite://", (), certificate=str(tmp_path / "c.pem"), key=str(tmp_path / "c.pem")))


def test_a_log_that_cannot_be_written_is_told_in_words(tmp_path):
    serving.check_log(Config("sqlite://", ()))
    serving.check_log(Config("sqlite://", (), log=str(tmp_path / "asked.log")))
    with pytest.raises(TightropeError, match="name another file with --log"):
        serving.check_log(Config("sqlite://", (), log=str(tmp_path / "nowhere" / "asked.log")))


def test_an_address_has_so_many_connections_and_the_others_are_not_held_up(monkeypatch):
    for name in ("connection_made", "connection_lost"):
        monkeypatch.setattr(HttpToolsProtocol, name, lambda *_: None)
    monkeypatch.setattr(serving, "MOST_CONNECTIONS", 2)
    aborted: list[str] = []
    waits: list[float] = []

    def call_later(seconds, _):
        waits.append(seconds)
        return SimpleNamespace(cancel=lambda: None)

    def connect(address):
        one = serving.PatientProtocol.__new__(serving.PatientProtocol)
        one.loop = cast("Any", SimpleNamespace(call_later=call_later))
        one.transport = cast("Any", SimpleNamespace(
            get_extra_info=lambda _: (address, 5), abort=lambda: aborted.append(address), close=lambda: None,
        ))
        one.connection_made(one.transport)
        return one

    open_ = [connect("10.0.0.1"), connect("10.0.0.1"), connect("10.0.0.2")]
    assert aborted == []
    open_.append(connect("10.0.0.1"))
    assert aborted == ["10.0.0.1"]
    assert waits == [serving.HEADER_SECONDS] * 3
    for one in open_:
        one.connection_lost(None)
    assert not serving._connections
    connect("10.0.0.1").connection_lost(None)
    assert aborted == ["10.0.0.1"]


def test_a_worker_ends_with_the_process_that_started_it(monkeypatch):
    parents, signals = iter([7, 7, 1]), []
    monkeypatch.setattr(app.os, "getppid", lambda: next(parents))  # type: ignore[attr-defined]
    monkeypatch.setattr(app.os, "kill", lambda process, what: signals.append((process, what)))  # type: ignore[attr-defined]

    async def at_once(_):
        return None

    monkeypatch.setattr(app.asyncio, "sleep", at_once)  # type: ignore[attr-defined]
    asyncio.run(app._with_parent(0))
    assert signals == []
    asyncio.run(app._with_parent(7))
    assert [what.name for _, what in signals] == ["SIGTERM"]


# -- requests ---------------------------------------------------------------------------------------------------------


def asked(messages, *, kind="http", length=None):
    """Send a request's messages through the guard; gives the status, and the body that came through (None: none did)."""
    found: dict[str, Any] = {"status": 0, "body": None, "said": []}

    async def application(_scope, receive, send):
        found["body"] = (await receive())["body"]
        found["then"] = (await receive())["type"]
        await send({"type": "http.response.start", "status": 200, "headers": []})

    waiting = iter(messages)

    async def receive():
        one = next(waiting, None)
        if one is None:
            await asyncio.sleep(30)
        return one

    async def send(message):
        found["said"].append(message["type"])
        found["status"] = message.get("status", found["status"])

    headers = [] if length is None else [(b"content-length", length)]
    scope = {"type": kind, "method": "POST", "headers": headers, "path": "/"}
    asyncio.run(Guard(application)(scope, receive, send))
    return found


PART, LAST, GONE = ({"type": "http.request", "body": b"x" * 1000, "more_body": more} for more in (True, False, None))


def test_a_body_in_parts_comes_through_whole_and_the_end_after_it():
    found = asked([PART, PART, LAST, {"type": "http.disconnect"}])
    assert (found["status"], found["body"], found["then"]) == (200, b"x" * 3000, "http.disconnect")


def test_a_body_that_never_says_how_long_it_is_has_an_end():
    assert asked([PART] * 100) == {"status": 413, "body": None, "said": ["http.response.start", "http.response.body"]}


def test_a_body_that_never_arrives_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.05)
    assert asked([PART])["status"] == 408


def test_who_goes_away_in_the_middle_of_a_body_holds_nothing_up():
    assert asked([PART, {"type": "http.disconnect"}, {"type": "http.disconnect"}])["body"] == b"x" * 1000


def test_web_sockets_are_closed():
    assert asked([], kind="websocket")["said"] == ["websocket.close"]


# -- people -----------------------------------------------------------------------------------------------------------


def test_a_full_waiting_room_says_so(storage, monkeypatch):
    monkeypatch.setattr(people, "MOST_WAITING", 2)
    tournament = opened(storage)
    joined(storage, tournament, "Mina", "Jun")
    with pytest.raises(Refusal) as refused:
        joined(storage, tournament, "Sora")
    assert refused.value.code == "full"


def test_the_next_minister_heads_the_government_when_its_head_is_removed(storage):
    tournament = opened(storage, approval=False, team_size=2)
    players = joined(storage, tournament, "Mina", "Jun", team="Han River")

    def heads():
        found = storage.read_now(lambda c: load(c, tournament))
        return [player.nickname for player in found.players.values() if player.head]

    assert heads() == ["Mina"]
    storage.write_now(lambda c: people.remove(c, tournament, players[0]))
    assert heads() == ["Jun"]
    storage.write_now(lambda c: people.remove(c, tournament, players[1]))
    assert heads() == []


def test_one_thing_of_a_player_can_be_changed_at_a_time(storage):
    tournament = opened(storage, approval=False)
    [player] = joined(storage, tournament, "Mina")

    def change(**what):
        storage.write_now(lambda c: people.change(c, tournament, player, **{"nickname": None, "group": None, "extra": None, **what}))
        [seat] = storage.read_now(lambda c: load(c, tournament)).seats
        return seat.name, seat.grouping, seat.extra

    assert change() == ("Mina", "", 0.0)
    assert change(group="3-1") == ("Mina", "3-1", 0.0)
    assert change(extra=30.0) == ("Mina", "3-1", 30.0)
    assert change(nickname="MINA") == ("MINA", "3-1", 30.0)
    assert change(group=" ") == ("MINA", "", 30.0)


def test_the_size_of_teams_can_be_changed_until_somebody_has_joined(storage):
    tournament = opened(storage, approval=False)
    storage.write_now(lambda c: admin.change_settings(c, tournament, {"team_size": 3}))
    joined(storage, tournament, "Mina")
    storage.write_now(lambda c: admin.change_settings(c, tournament, {"team_size": 3}))
    with pytest.raises(Refusal, match="joined already"):
        storage.write_now(lambda c: admin.change_settings(c, tournament, {"team_size": 2}))


def test_the_same_command_goes_on_with_the_tournament_and_a_new_one_begins_where_asked(tmp_path):
    config = Config(f"sqlite:///{tmp_path / 'x.db'}", ("scenarios",), code="YYXVKH")
    first = prepare(config, "9b", lambda: [PLANNED], operator=True)
    again = prepare(config, "another", lambda: pytest.fail("scenarios are loaded for nothing"))
    other = prepare(config, "another", lambda: [PLANNED], anew=True)
    assert (first.new, again.new, other.new) == (True, False, True)
    assert (again.room, again.title, again.operator) == (first.room, "9b", None)
    assert again.console != first.console, "links are shown once"
    assert first.operator
    assert other.room != first.room


# -- what a worker keeps ----------------------------------------------------------------------------------------------


def test_a_worker_keeps_so_many_tokens_and_finds_the_others_again(storage, monkeypatch):
    monkeypatch.setattr("game.server.cache.MOST_TOKENS", 1)
    tokens = [storage.write_now(lambda c: grant(c, 0.0, OPERATOR)) for _ in range(3)]

    async def ask():
        cache = Cache(storage)
        found = [await cache.holder(token) for token in [*tokens, *tokens]]
        assert len(cache._holders) == 1
        return found

    found = asyncio.run(ask())
    assert found[:3] == found[3:]
    assert all(one is not None and one[1:] == (OPERATOR, None) for one in found)


def test_listeners_of_what_is_gone_hear_it_and_a_silent_database_is_asked_again():
    async def run():
        class Gone:
            error: Exception = not_found("tournament")

            async def fresh(self, _):
                raise self.error

        cache = Gone()
        hub = Hub(cast("Any", cache))
        with hub.listening("t") as (room, listener), hub.listening("t") as (same, other):
            assert room is same
            await hub._look("t", room, stale=False)
            assert listener.urgent.is_set()
            assert other.urgent.is_set()
            listener.clear()
            await hub._look("t", room, stale=False)
            assert not listener.some.is_set(), "once"
            cache.error = RuntimeError("no answer")
            room.versions = None
            await hub._look("t", room, stale=False)
            assert not listener.some.is_set()
        assert hub._rooms == {}

    asyncio.run(run())


def test_a_game_that_is_over_opens_no_table_and_one_that_fell_hands_nothing_over(storage):
    compiled = shaped(PLANNED.compiled, SHORT)
    play = Play(compiled, "0" * 32, (1,))
    assert play.handover(1) is None, "it is not over"
    while not play.finished:
        play.advance({1: play.legal(1, play.opening(1))})
    assert play.opening(1) == Order()
    assert play.handover(1) is not None
    play._states[-1].ending[:] = 0
    assert play.handover(1) is None


def test_a_round_that_was_not_started_takes_no_order(storage):
    tournament = opened(storage, approval=False)
    joined(storage, tournament, "Mina")
    with pytest.raises(Refusal) as refused:
        storage.write_now(lambda c: rounds.pause(c, 0.0, tournament, 1))
    assert refused.value.code == "state"


def test_a_player_whose_row_is_gone_and_a_token_that_was_taken_back_are_told_apart(host):
    [mina, jun] = host.joined("Mina", "Jun")
    with closing(Storage(host.database)) as storage:
        number = host.player_id("Jun")
        storage.write_now(lambda c: c.execute(update(t.tokens).where(t.tokens.c.player == number).values(player=None)))
        storage.write_now(lambda c: c.execute(update(t.tournaments).values(version=t.tournaments.c.version + 1)))
    assert "removed" in jun.get("/me", 401)["error"]["message"]
    assert mina.get("/me")["player"]["nickname"] == "Mina"
    host.teacher.post(f"/console/players/{host.player_id('Mina')}/remove")
    assert "good no more" in mina.get("/me", 401)["error"]["message"]


def test_a_minister_who_names_no_programme_is_refused(serve):
    host = serve(settings=Settings(team_size=2))
    mina, jun = (host.join(name, team="Han River") for name in ("Mina", "Jun"))
    host.teacher.post("/console/approve-all")
    host.start()
    body = {"round": 1, "turn": 1, "points": {"no_such_programme": 1}, "answers": {}}
    assert mina.put("/me/draft", body, 422)["error"]["code"] == "illegal"
    assert jun.get("/me/game")["turn"] == 1
    assert mina.put("/me/draft", {**body, "round": 1, "points": {}, "turn": 9}, 409)["error"]["code"] == "early"
