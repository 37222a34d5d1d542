"""What happens seldom: a pause at the deadline, a database that gives up, codes and rooms that collide, what is gone meanwhile."""

import json
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from game.server import admin, people, rounds
from game.server import tables as t
from game.server.faults import Refusal
from game.server.play import Play
from game.server.snapshot import load
from game.server.storage import Storage
from game.session.options import shaped
from game.session.record import Options
from game.tournament.format import MOST_ROUNDS, PACED, Pace, Settings
from tests.hosting import SHORT, scenario_of


@pytest.fixture
def storage(tmp_path):
    with closing(Storage(f"sqlite:///{tmp_path / 'x.db'}")) as found:
        yield found


PLANNED = admin.Planned(scenario_of("first-steps"), SHORT, Pace(turn_seconds=0, first_turn_seconds=0))


@pytest.fixture
def tournament(storage):
    return storage.write_now(lambda c: admin.open_tournament(c, 0.0, "Class", Settings(approval=False), [PLANNED]))["id"]


def refused(storage, job):
    with pytest.raises(Refusal) as found:
        storage.write_now(job)
    return found.value.code


def test_a_turn_is_not_resolved_by_the_clock_once_eyes_are_up(storage, tournament):
    storage.write_now(lambda c: people.join(c, 0.0, tournament, "Mina", None))
    storage.write_now(lambda c: rounds.start(c, 0.0, tournament, 1))
    before = storage.read_now(lambda c: load(c, tournament))
    assert before is not None
    round_, seats = before.rounds[0], list(before.seat_ids)
    play = Play(shaped(PLANNED.compiled, SHORT), round_.seed, seats)
    storage.write_now(lambda c: rounds.pause(c, 10.0, tournament, 1))
    assert storage.write_now(lambda c: rounds.resolve(c, 11.0, tournament, round_, play, seats)) is None
    assert play.turn == 1
    after = storage.write_now(lambda c: rounds.resolve(c, 12.0, tournament, round_, play, seats, by_hand=True))
    assert after is not None
    assert (after.turn, play.turn) == (2, 1)
    assert storage.write_now(lambda c: rounds.resolve(c, 12.0, tournament, round_, play, seats, by_hand=True)) is None, "only once"
    storage.write_now(lambda c: rounds.resume(c, 20.0, tournament, 1))
    now = storage.read_now(lambda c: load(c, tournament))
    assert now is not None
    assert (now.rounds[0].state, now.rounds[0].turn, now.rounds[0].deadline) == ("running", 2, None)
    whole = Play(shaped(PLANNED.compiled, SHORT), round_.seed, seats)
    assert storage.write_now(lambda c: rounds.end(c, 21.0, tournament, round_, whole, seats))
    assert not storage.write_now(lambda c: rounds.end(c, 21.0, tournament, round_, play, seats))


def test_a_turn_without_a_deadline_gets_one_when_it_is_extended(storage, tournament):
    storage.write_now(lambda c: rounds.start(c, 0.0, tournament, 1))
    storage.write_now(lambda c: rounds.extend(c, 100.0, tournament, 1, 30.0))
    storage.write_now(lambda c: rounds.extend(c, 100.0, tournament, 1, -500.0))
    found = storage.read_now(lambda c: c.execute(select(t.rounds.c.deadline)).scalar())
    assert found == 100.0, "never before now"


def test_rounds_have_an_end(storage, tournament):
    for _ in range(MOST_ROUNDS - 1):
        storage.write_now(lambda c: admin.plan_round(c, tournament, PLANNED))
    assert refused(storage, lambda c: admin.plan_round(c, tournament, PLANNED)) == "full"
    assert refused(storage, lambda c: rounds.add(c, "0" * 16, PLANNED.compiled, SHORT, Pace())) == "not_found"
    assert replace(PLANNED, options=Options(turns=99)).problem()


def test_codes_and_rooms_that_collide_are_drawn_again(storage, tournament, monkeypatch):
    drawn = iter(["ABCDEF", "ABCDEF", "GHJKLM"])
    monkeypatch.setattr("game.server.people.new_code", lambda _: next(drawn))
    codes = [storage.write_now(lambda c, name=name: people.join(c, 0.0, tournament, name, None))["code"] for name in ("Mina", "Jun")]
    assert codes == ["ABCDEF", "GHJKLM"]
    monkeypatch.setattr("game.server.people.new_code", lambda _: "ABCDEF")
    assert refused(storage, lambda c: people.join(c, 0.0, tournament, "Sora", None)) == "full"
    room = storage.read_now(lambda c: c.execute(select(t.tournaments.c.room)).scalar())
    rooms = iter([room, "NPQRST"])
    monkeypatch.setattr("game.server.admin.new_code", lambda: next(rooms))
    assert storage.write_now(lambda c: admin.open_tournament(c, 0.0, "Other", Settings(), []))["room"] == "NPQRST"


def test_what_is_gone_meanwhile_is_not_found(storage, tournament):
    gone = "0" * 16
    for job in (
        lambda c: people.join(c, 0.0, gone, "Mina", None), lambda c: people.change_code(c, tournament, 99),
        lambda c: admin.change_settings(c, gone, {}), lambda c: rounds.start(c, 0.0, tournament, 7),
    ):
        assert refused(storage, job) == "not_found"
    assert storage.read_now(lambda c: load(c, gone)) is None
    storage.write_now(lambda c: people.join(c, 0.0, tournament, "Mina", None))
    number = storage.read_now(lambda c: c.execute(select(t.players.c.id)).scalar())
    storage.write_now(lambda c: people.remove(c, tournament, number))
    for act in (people.change_code, people.make_head, people.let_in_again):
        assert refused(storage, lambda c, act=act: act(c, tournament, number)) == "state"
    assert refused(storage, lambda c: people.ask_again(c, 0.0, tournament, "Mina")) == "not_found"
    assert storage.write_now(lambda c: people.resume(c, 0.0, tournament, f"-{number}")) is None


def test_who_waited_and_lost_the_code_is_in_when_let_in(storage):
    tournament = storage.write_now(lambda c: admin.open_tournament(c, 0.0, "Class", Settings(), [PLANNED]))["id"]
    storage.write_now(lambda c: people.join(c, 0.0, tournament, "Mina", None))
    storage.write_now(lambda c: people.ask_again(c, 1.0, tournament, "Mina"))
    number = storage.read_now(lambda c: c.execute(select(t.players.c.id)).scalar())
    storage.write_now(lambda c: people.let_in_again(c, tournament, number))
    assert storage.read_now(lambda c: c.execute(select(t.players.c.status)).scalar()) == "in"


def test_settings_of_a_later_version_are_read(storage, tournament):
    more = json.dumps({"joining": False, "from_the_future": 1})
    storage.write_now(lambda c: c.execute(update(t.tournaments).values(settings=more)))
    found = storage.read_now(lambda c: load(c, tournament))
    assert found is not None
    assert found.settings == replace(Settings(), joining=False)


def test_a_database_that_gives_up_is_told_to_the_client_as_come_again(host, monkeypatch):
    async def broken(*_):
        raise OperationalError("insert", {}, Exception("the disk of Mina is full"))

    monkeypatch.setattr("game.server.service.Service.write", broken)
    answer = host.anybody.ask("POST", "/join", json={"nickname": "Mina"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "2")
    assert "Mina" not in answer.text


def test_a_paced_round_has_no_table_wide_play_while_it_runs(serve):
    host = serve(pace=Pace(PACED))
    (mina,) = host.joined("Mina")
    host.start()
    assert host.table.get("/table")["news"] == []
    assert host.teacher.post("/console/rounds/1/resolve", None, 409)["error"]["code"] == "state"
    assert mina.post("/me/order", {"round": 1, "turn": 2, "points": {}, "answers": {}}, 409)["error"]["code"] == "early"
    mina.end_turn(host)
    assert mina.post("/me/order", {"round": 1, "turn": 1, "points": {}, "answers": {}}, 409)["error"]["code"] == "already_ended"
    mina.end_turn(host)
    assert mina.post("/me/order", {"round": 1, "turn": 3, "points": {}, "answers": {}}, 409)["error"]["code"] == "over"
    assert mina.put("/me/draft", {"round": 1, "turn": 3, "points": {}, "answers": {}}, 409)["error"]["code"] == "over"


def test_rooms_and_codes_that_are_none_are_refused_by_field(host):
    name = {"nickname": "Mina"}
    wrong = ("/join", {**name, "room": "11"}, 422), ("/resume", {"code": "12"}, 422), ("/again", {**name, "room": "1"}, 422)
    for path, body, status in (*wrong, ("/join", {**name, "room": "ABCDEF"}, 404)):
        assert host.anybody.ask("POST", path, json=body).status_code == status
    assert host.teacher.post("/console/players/99/approve", None, 404)["error"]["code"] == "not_found"
    assert host.operator.post("/tournaments", {"title": "\u0007"}, 422)["error"]["code"] == "invalid"
