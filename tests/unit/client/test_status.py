"""What a server says is looked at before anybody relies on it: whatever is missing or of another kind is refused in a line."""

import copy
import time

import numpy as np
import pytest

from game.client.client import Client
from game.client.http import ClientError, Server
from game.client.match import HostedMatch
from game.client.seat import Seat
from game.client.status import checked
from game.content.library import Library, shipped_folder
from game.core.problems import TightropeError
from game.rules.orders import legalise
from game.session.match import Match
from game.session.record import order_document
from game.session.wire import WireError, report_document, view_document

ROUND = {
    "number": 1, "of": 2, "scenario": "first-steps", "title": "First steps",
    "pack": {"id": "first-steps", "version": "1.0.0", "digest": "d"},
    "rules": {"digest": "d", "version": 1}, "options": {}, "state": "running", "turn": 1, "turns": 4, "paused_since": None, "seats": 1,
    "ended": 0,
}
STATUS = {
    "now": 1.5, "version": 3,
    "player": {"id": 1, "nickname": "Quiet Heron", "status": "in", "code": None, "head": True, "domains": ["trade"], "answers": True},
    "team": {"name": "Blue", "members": [{"nickname": "Quiet Heron", "head": True, "domains": ["trade"], "answers": True}]},
    "tournament": {"title": "Class 9b", "room": "ABCDEF", "state": "open"}, "round": ROUND,
    "seat": {"turn": 1, "ended": False, "over": False, "deadline": 9.5, "extra": 0, "missed": 0},
    "standing": {"place": 1, "of": 2, "sum": 3, "rounds": [{"number": 1, "total": 3, "missed": 0, "par": None, "percentile": None}]},
}
STRANGE = [None, True, -1, 1.5, "", "x\n", "x" * 300, [], [1], {}, {"a": 1}]


@pytest.fixture(scope="module")
def compiled():
    return Library([shipped_folder()]).load("first-steps").use()


def places(value, path=()):
    """Every place in a document."""
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, key)
            yield from places(one, (*path, key))


def changed(document, path, value):
    """The document with something else at a place; `...` leaves it out."""
    found = copy.deepcopy(document)
    at = found
    for key in path[:-1]:
        at = at[key]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return found


def test_a_sound_status_is_taken_as_it_is():
    assert checked(copy.deepcopy(STATUS)) == STATUS
    bare = {"now": 1, "player": STATUS["player"], "tournament": STATUS["tournament"]}
    assert checked(bare)["round"] is None


def test_a_status_with_anything_else_in_it_is_refused_or_still_has_all_that_pages_rely_on():
    refused = 0
    for path in places(STATUS):
        for strange in (..., *STRANGE):
            seat = Seat(Server("http://127.0.0.1:1"), "t")
            document = changed(STATUS, path, strange)
            code = ""
            try:
                seat._take(document)
            except ClientError as error:
                code = error.code
            if code:
                assert (code, seat.status) == ("strange", {}), "nothing of it is seen"
                refused += 1
            else:
                assert (seat.left() or 0) >= 0
                assert isinstance(seat.status["player"]["nickname"], str)
    assert refused > 200


@pytest.mark.parametrize("document", [None, 1, [], "x", {}])
def test_what_is_no_status_at_all_is_refused(document):
    with pytest.raises(ClientError):
        checked(document)


def game_of(match):
    """What a server tells of a local match."""
    return {
        "round": 1, "turn": match.turn, "over": match.over, "since": 0, "views": [view_document(match.view())], "reports": [],
        "draft": order_document(match.draft), "warnings": [], "missed": [], "handover": None, "result": None,
    }


def test_a_game_with_anything_else_in_it_is_refused_whole_or_taken_whole(compiled):
    local = Match.new(compiled, 3)
    before = game_of(local)
    local.play(legalise(local.scenario, local.view(), local.orders()))
    sound = game_of(local) | {"since": 0, "reports": [report_document(local.reports[0])]}
    sound["views"] = [before["views"][0], view_document(local.view())]
    fresh = HostedMatch(compiled, ROUND, "Mina", lambda _table: None)
    assert fresh.take(sound) == 1
    rng = np.random.default_rng(5)
    spots = list(places(sound))
    refused = 0
    for path in [spots[int(at)] for at in rng.integers(len(spots), size=300)] + [(key,) for key in sound]:
        match = HostedMatch(compiled, ROUND, "Mina", lambda _table: None)
        match.take(before)
        bad = False
        try:
            match.take(changed(sound, path, STRANGE[int(rng.integers(len(STRANGE)))]))
        except WireError:
            bad = True
        if bad:
            refused += 1
            assert (len(match.states), match.reports) == (1, [])
        assert match.hear(changed(sound, path, ...)) in (True, False)
    assert refused > 50


def test_what_only_the_server_does_is_refused_here(compiled):
    match = HostedMatch(compiled, ROUND, "Mina", lambda _table: None)
    match.take(game_of(Match.new(compiled, 3)))
    for refused in (match.record, match.result, match.end_turn):
        with pytest.raises(TightropeError):
            refused()


class Told(Server):
    """A server whose streams a proxy ends at once, so that the seat has to look."""

    def events(self, path, token, stop):
        yield from ()

    def ask(self, method, path, body=None, token=""):
        return copy.deepcopy(STATUS)


def test_where_a_proxy_ends_every_stream_the_seat_looks_by_itself(monkeypatch):
    monkeypatch.setattr("game.client.seat.POLL", 0.01)
    told = []
    seat = Seat(Told("http://127.0.0.1:1"), "t", lambda: told.append(1)).start()
    end = time.monotonic() + 10
    while len(told) < 3:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert seat.status["player"]["nickname"] == "Quiet Heron"
    seat.close()
    seat.wait_closed()


@pytest.mark.parametrize(("last", "code"), [({"error": {"code": "token", "message": "gone"}}, "token"), (None, "strange")])
def test_the_last_word_of_a_stream_is_heard(monkeypatch, last, code):
    class Ending(Told):
        def events(self, path, token, stop):
            yield "gone", last

    monkeypatch.setattr("game.client.seat.BACK", (0.01,))
    seat = Seat(Ending("http://127.0.0.1:1"), "t").start()
    end = time.monotonic() + 10
    while not (seat.gone or seat.trouble):
        assert time.monotonic() < end
        time.sleep(0.01)
    assert getattr(seat.gone or seat.trouble, "code", "") == code
    seat.close()
    seat.wait_closed()


@pytest.mark.parametrize("options", [{"a": 1}, {"turns": "x"}, {"turns": None}, {"cards": -1}, {"turns": True}])
def test_options_that_no_game_has_are_refused(compiled, options):
    with pytest.raises(WireError, match="update the game"):
        HostedMatch(compiled, {**ROUND, "options": options}, "Mina", lambda _: None)


@pytest.mark.parametrize("answer", [5, None, [], {}, {"nicknames": 5}, {"token": 3, "code": [], "nickname": {}, "tightrope": 1}])
def test_whoever_answers_strangely_where_one_joins_is_no_tournament(monkeypatch, tmp_path, answer):
    monkeypatch.setattr(Server, "ask", lambda *_, **__: answer)
    client, address = Client(tmp_path), "http://127.0.0.1:8750"
    asks = (
        lambda: client.hello(address), lambda: client.nicknames(address, "en"), lambda: client.again(address, "Mina", tell=lambda: None),
        lambda: client.join(address, "Mina", tell=lambda: None), lambda: client.resume(address, "ABCDEF", tell=lambda: None),
    )
    for ask in asks:
        with pytest.raises(ClientError, match="no tournament"):
            ask()


def test_a_room_goes_into_an_address_as_it_was_typed(monkeypatch, tmp_path):
    asked: list[tuple[str, str]] = []

    def ask(_: Server, method: str, path: str) -> dict[str, list[str]]:
        asked.append((method, path))
        return {"nicknames": ["Quiet Heron"]}

    monkeypatch.setattr(Server, "ask", ask)
    assert Client(tmp_path).nicknames("http://127.0.0.1:8750", "ko", "AB C&x") == ["Quiet Heron"]
    assert asked == [("GET", "/nicknames?language=ko&room=AB+C%26x")]
