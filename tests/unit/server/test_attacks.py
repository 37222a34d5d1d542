"""What an attacker in the room may try: looking ahead, playing for others, playing late or twice, flooding, markup, other sites."""

import json
import logging
import re
import sqlite3
import time
from typing import Any

import pytest

from game.server.app import API
from game.server.faults import Refusal
from game.server.limits import EACH_TOKEN, Limits, Rate
from game.server.web.guard import HEADERS, MOST_BYTES
from game.session.reading import decode
from tests.hosting import Person

PLAYER_PATHS = ("/me", "/me/game", "/me/record")


def everything_of(player):
    """All that a player can get at: bodies of every path a player's token opens."""
    texts = [player.ask("GET", path).text for path in (*PLAYER_PATHS, "/me/game?round=1", "/hello", "/nicknames")]
    order = {"round": 1, "turn": 99, "points": {}, "answers": {}}
    texts += [player.ask("POST", "/me/order", json=order).text, player.ask("PUT", "/me/draft", json=order).text]
    return "\n".join(texts)


def seed_of(host):
    """The seed, as only the database knows it."""
    with sqlite3.connect(host.database.removeprefix("sqlite:///")) as database:
        return database.execute("select seed from rounds").fetchone()[0]


def test_no_answer_before_the_end_holds_the_seed_or_what_is_hidden(host):
    mina, jun = host.joined("Mina", "Jun")
    host.start()
    mina.end_turn(host)
    seed = seed_of(host)
    assert re.fullmatch("[0-9a-f]{32}", seed)
    texts = everything_of(mina) + host.table.ask("GET", "/table").text + host.teacher.ask("GET", "/console").text
    assert seed not in texts
    assert host.teacher.get("/console")["rounds"][0]["seed"] is None, "not even the teacher's screen, which may be mirrored"
    assert not {"resolve", "patience", "lure", "keys", "seeds"} & set(mina.get("/me/game")["views"][0])
    jun.end_turn(host)
    host.settle(2)
    for player in (mina, jun):
        player.end_turn(host)
    host.settle(0)
    record = decode(mina.get("/me/record").content)
    assert record.seed == seed
    assert all(turn.digest not in texts for turn in record.turns), "a state's digest is mixed from the seed"


def test_nobody_sees_anothers_game_or_code(host):
    mina, jun = host.joined("Mina", "Jun")
    host.start()
    order = jun.order(host, 1)
    jun.put("/me/draft", order)
    secret = json.dumps(order["answers"])
    assert json.dumps(mina.get("/me/game")["draft"]["answers"]) != secret
    assert jun.code not in everything_of(mina)
    assert "Jun" not in everything_of(mina), "a player's own screen names no other player of another seat"
    assert host.table.ask("GET", "/table").text.count(mina.code) == 0


@pytest.mark.parametrize("path", [
    "/console", "/console/export.csv", "/console/records.zip", "/tournaments", "/table", "/console/players/1/code",
])
def test_a_players_token_opens_nothing_else(host, path):
    (mina,) = host.joined("Mina")
    assert mina.get(path, 403)["error"]["code"] == "role"
    if not path.startswith("/table"):
        assert host.table.get(path, 403)["error"]["code"] == "role"
    for method, body in (("POST", "/console/rounds/1/start"), ("DELETE", "/console"), ("POST", "/console/approve-all")):
        assert mina.ask(method, body).status_code == 403
        assert host.table.ask(method, body).status_code == 403


@pytest.mark.parametrize("token", [None, "", "x", "A" * 43, "A" * 5000, "Bearer", "é"])
def test_wrong_tokens_open_nothing(host, token):
    headers = {} if token is None else {"Authorization": f"Bearer {token}".encode()}
    for path in (*PLAYER_PATHS, "/console", "/table", "/tournaments"):
        answer = host.client.get(f"{API}{path}", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
    assert host.client.get(f"{API}/me?token={host.teacher.token}").status_code == 401, "a token in an address opens nothing"


def test_a_token_of_another_tournament_sees_the_own_one_only(host):
    (mina,) = host.joined("Mina")
    body = {"title": "Other", "rounds": [{"scenario": "first-steps"}]}
    other = Person(host.client, host.operator.post("/tournaments", body, 201)["teacher"])
    number = host.player_id("Mina")
    assert other.get("/console")["players"] == []
    for path in (f"/console/players/{number}/approve", f"/console/players/{number}/remove"):
        assert other.post(path, None, 404)["error"]["code"] == "not_found"
    assert other.get(f"/console/players/{number}/code", 404)["error"]["code"] == "not_found"
    assert mina.get("/me")["tournament"]["title"] == "Class 3-1"


def test_an_order_for_another_player_has_no_way_in(host):
    mina, jun = host.joined("Mina", "Jun")
    host.start()
    order = mina.order(host)
    for more in ({"seat": 2}, {"player": host.player_id("Jun")}):
        assert mina.post("/me/order", {**order, **more}, 422)["error"]["code"] == "invalid"
    mina.post("/me/order", order)
    assert not jun.get("/me")["seat"]["ended"]


def test_one_order_sent_twice_counts_once_and_another_is_refused(host):
    mina, _ = host.joined("Mina", "Jun")
    host.start()
    order = mina.order(host, 0)
    first, again = mina.post("/me/order", order), mina.post("/me/order", order)
    assert (first["again"], again["again"]) == (False, True)
    assert first["digest"] == again["digest"]
    shuffled = {**order, "points": dict(reversed(order["points"].items())) | {"nothing": 0}}
    assert mina.post("/me/order", shuffled)["again"] is True, "the same order however it is written"
    other = mina.order(host, 1) | {"turn": 1}
    assert other != order
    assert mina.post("/me/order", other, 409)["error"]["code"] == "already_ended"
    assert mina.put("/me/draft", other, 409)["error"]["code"] == "already_ended"


def test_orders_for_other_turns_and_rounds_are_refused(host):
    mina, _ = host.joined("Mina", "Jun")
    assert mina.post("/me/order", {"round": 1, "turn": 1, "points": {}, "answers": {}}, 409)["error"]["code"] == "not_running"
    host.start()
    order = mina.order(host)
    assert mina.post("/me/order", {**order, "turn": 2}, 409)["error"]["code"] == "early"
    assert mina.post("/me/order", {**order, "round": 2}, 404)["error"]["code"] == "not_found"
    host.teacher.post("/console/rounds/1/resolve")
    host.settle(2)
    assert mina.post("/me/order", order, 409)["error"]["code"] == "late"
    host.teacher.post("/console/rounds/1/end")
    assert mina.post("/me/order", {**order, "turn": 2}, 409)["error"]["code"] in ("late", "over")


def test_orders_against_the_rules_are_refused_with_what_is_wrong(host):
    (mina,) = host.joined("Mina")
    host.start()
    order = mina.order(host)
    programme = next(iter(order["points"]))
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"points": {programme: 99}}, "level"), ({"points": {"bombs": 1}}, "unknown_programme"), ({"answers": {}}, "answer"),
        ({"answers": dict.fromkeys(order["answers"], "perhaps")}, "unknown_option"),
        ({"answers": {**order["answers"], "nothing": "x"}}, "no_such_card"),
    ]
    for change, code in wrong:
        error = mina.post("/me/order", {**order, **change}, 422)["error"]
        assert error["code"] == "illegal"
        assert code in [problem["code"] for problem in error["problems"]], change
    mina.put("/me/draft", {**order, "points": {programme: 99}})
    host.clock.now += 100
    host.settle(2)
    played = mina.get("/me/game")["reports"][0]["order"]["points"]
    assert played.get(programme, 0) < 99, "at the deadline a table is cut to what the rules allow"


@pytest.mark.parametrize("body", [
    "", "[]", "null", "{", '{"nickname": 3}', '{"nickname": "a", "more": 1}', '{"nickname": {"a": 1}}', "[" * 5000, '{"nickname": NaN}',
    "\xff",
])
def test_strange_bodies_are_refused_by_value(host, body):
    answer = host.anybody.ask("POST", "/join", content=body.encode("latin-1"), headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]["code"] in ("unreadable", "invalid")


def test_ten_megabytes_are_refused_before_they_are_read(host):
    begun = time.perf_counter()
    answer = host.anybody.ask("POST", "/join", content=b"x" * 10_000_000, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert time.perf_counter() - begun < 2

    def drip():
        for _ in range(200):
            yield b"x" * 1000

    assert host.anybody.ask("POST", "/join", content=drip()).status_code == 413, "nor when their length is not named"
    assert MOST_BYTES < 100_000


@pytest.mark.parametrize("headers", [
    {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://["}, {"Origin": "testserver"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
])
def test_other_sites_change_nothing(host, headers):
    assert host.anybody.post("/join", {"nickname": "Mina"}, 403, headers=headers)["error"]["code"] == "origin"
    assert host.teacher.ask("DELETE", "/console", headers=headers).status_code == 403
    answer = host.client.options(f"{API}/join", headers={**headers, "Access-Control-Request-Method": "POST"})
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_the_own_site_may(host):
    host.anybody.post("/join", {"nickname": "Mina"}, 201, headers={"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"})


@pytest.mark.parametrize("path", [
    "/api/v1/hello", "/api/v1/me", "/nothing", "/api/v1/console/rounds/x/start", "/%00", "/api/v1/table/events?x=" + "a" * 500,
])
def test_every_answer_keeps_a_browser_careful(host, path):
    answer = host.client.get(path)
    assert answer.status_code in (200, 401, 404, 405)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "server" not in answer.headers


def test_flooding_is_slowed_down_for_the_one_who_floods(host):
    mina, jun = host.joined("Mina", "Jun")
    host.client.app.state.service.limits = Limits(lambda: 0.0)               # however slow this machine is
    codes = [mina.ask("GET", "/me").status_code for _ in range(int(EACH_TOKEN.burst) + 40)]
    assert codes[0] == 200
    assert 429 in codes
    answer = mina.ask("GET", "/me")
    assert answer.status_code in (200, 429)
    assert jun.get("/me")["player"]["nickname"] == "Jun", "others go on"


def test_buckets_fill_again_and_are_forgotten():
    now = [0.0]
    limits, rate = Limits(lambda: now[0]), Rate(2, 1)
    limits.take(rate, "a")
    limits.take(rate, "a")
    with pytest.raises(Refusal) as refused:
        limits.take(rate, "a")
    assert refused.value.retry_after == 1
    limits.take(rate, "b")
    now[0] = 1.0
    limits.take(rate, "a")
    for number in range(30_000):
        limits.take(rate, str(number))
    limits.take(rate, "a")


def test_the_log_names_nobody(host, caplog):
    with caplog.at_level(logging.INFO, logger="tightrope.access"):
        logging.getLogger("tightrope").propagate = True
        (mina,) = host.joined("Mina")
        mina.get("/me")
        host.teacher.get(f"/console/players/{host.player_id('Mina')}/code")
        host.anybody.ask("GET", "/nicknames?room=ABCDEF")
    lines = [record.getMessage() for record in caplog.records]
    assert any("/me 200" in line for line in lines)
    assert any("/players/{number}/code" in line for line in lines)
    text = "\n".join(lines)
    for secret in ("Mina", mina.code, mina.token, "testclient", "ABCDEF"):
        assert secret not in text


def test_only_digests_of_tokens_are_stored(host):
    (mina,) = host.joined("Mina")
    with sqlite3.connect(host.database.removeprefix("sqlite:///")) as database:
        stored = {row[0] for row in database.execute("select digest from tokens")}
    assert not {mina.token, host.teacher.token} & stored
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in stored)
