"""Rounds: planning, pausing, extra time, self-paced, late joiners, several rounds, series, file mode, exports, deletion."""

import csv
import io
import sqlite3
import zipfile
from pathlib import Path

import pytest

from game.session.reading import decode
from game.session.verify import verify_records
from game.tournament.format import PACED, Pace, Settings
from game.tournament.format import decode as decode_tournament
from tests.hosting import Person


def round_of(host, number=1):
    return host.teacher.get("/console")["rounds"][number - 1]


def play_round(host, players, number=1):
    host.start(number)
    for turn in (1, 2):
        host.settle(turn, number)
        for choice, player in enumerate(players):
            player.end_turn(host, choice)
    return host.settle(0, number)


def test_a_round_is_planned_changed_and_taken_away(host):
    assert host.teacher.post("/console/rounds", {"scenario": "crossroads-2025", "lesson": True}, 201) == {"number": 2}
    found = round_of(host, 2)
    assert (found["turns"], found["options"], found["turn_seconds"], found["seed"]) == (6, {"turns": 6, "cards": 2}, 216, None)
    host.teacher.patch("/console/rounds/2", {"turn_seconds": 45})
    assert round_of(host, 2)["turn_seconds"] == 45
    assert host.teacher.ask("DELETE", "/console/rounds/1").status_code == 409
    assert host.teacher.ask("DELETE", "/console/rounds/2").status_code == 200
    assert len(host.teacher.get("/console")["rounds"]) == 1
    assert host.teacher.post("/console/rounds", {"scenario": "no-such"}, 422)["error"]["problems"][0]["about"] == "scenario"
    assert host.teacher.post("/console/rounds", {"scenario": "first-steps", "turns": 99}, 422)["error"]["code"] == "invalid"
    assert host.teacher.post("/console/rounds/9/start", None, 404)["error"]["code"] == "not_found"


def test_one_round_at_a_time(serve):
    host = serve(rounds=2)
    host.start(1)
    assert host.teacher.post("/console/rounds/2/start", None, 409)["error"]["code"] == "state"
    assert host.teacher.post("/console/rounds/1/start", None, 409)["error"]["code"] == "state"
    assert host.teacher.post("/console/finish", None, 409)["error"]["code"] == "state"


def test_eyes_up_stops_the_clock_and_orders(host):
    (mina,) = host.joined("Mina")
    host.start()
    order = mina.order(host)
    host.clock.now += 10
    host.teacher.post("/console/rounds/1/pause")
    status = mina.get("/me")["round"]
    assert (status["state"], status["paused_since"]) == ("paused", host.clock.now)
    assert mina.post("/me/order", order, 409)["error"]["code"] == "paused"
    assert mina.put("/me/draft", order)["draft"]["answers"] == order["answers"], "nothing that was on the table is lost"
    deadline = status["deadline"]
    host.clock.now += 1000
    host.teacher.post("/console/rounds/1/resume")
    assert mina.get("/me")["round"]["deadline"] == pytest.approx(deadline + 1000)
    mina.post("/me/order", order)
    host.settle(2)


def test_extra_time_for_one_makes_the_table_wait_for_that_one_alone(host):
    slow, quick = host.joined("Slow", "Quick")
    host.teacher.patch(f"/console/players/{host.player_id('Slow')}", {"extra": 60})
    host.start()
    assert slow.get("/me")["seat"]["deadline"] == quick.get("/me")["seat"]["deadline"] + 60
    host.clock.now += 90 + 2
    assert quick.post("/me/order", quick.order(host), 409)["error"]["code"] == "late"
    order = slow.order(host)
    host.clock.now += 55
    slow.post("/me/order", order)
    host.clock.now += 6
    host.settle(2)
    assert (slow.get("/me/game")["missed"], quick.get("/me/game")["missed"]) == ([], [1])


def test_the_deadline_can_be_moved_and_a_turn_resolved_at_once(host):
    (mina,) = host.joined("Mina")
    host.start()
    before = round_of(host)["deadline"]
    host.teacher.post("/console/rounds/1/extend", {"seconds": 120})
    assert round_of(host)["deadline"] == before + 120
    host.teacher.post("/console/rounds/1/resolve")
    host.settle(2)
    assert mina.get("/me/game")["missed"] == [1]
    host.teacher.post("/console/rounds/1/end")
    assert mina.get("/me")["seat"]["over"]
    assert mina.get("/me/game")["missed"] == [1, 2]
    assert host.teacher.post("/console/rounds/1/end", None, 409)["error"]["code"] == "state"
    assert host.teacher.post("/console/rounds/1/resolve", None, 409)["error"]["code"] == "state"


def test_a_late_joiner_sits_down_in_the_middle_of_the_game(host):
    (mina,) = host.joined("Mina")
    host.start()
    mina.end_turn(host)
    host.settle(2)
    (late,) = host.joined("Late")
    game = late.get("/me/game")
    assert (game["turn"], game["missed"]) == (2, [1])
    late.end_turn(host, 1)
    mina.end_turn(host)
    host.settle(0)
    record = decode(late.get("/me/record").content)
    assert verify_records([record], lambda _: [host.compiled])[0][0] is True
    assert late.get("/me")["standing"]["rounds"][0]["missed"] == 1


def test_at_ones_own_pace_every_seat_resolves_at_once(serve):
    host = serve(pace=Pace(PACED, closes=1_800_010_000.0))
    mina, jun = host.joined("Mina", "Jun")
    host.start()
    assert mina.get("/me")["seat"]["deadline"] is None
    mina.end_turn(host)
    assert mina.get("/me/game")["turn"] == 2
    assert jun.get("/me/game")["turn"] == 1
    second = mina.order(host)
    mina.post("/me/order", second)
    game = mina.get("/me/game")
    assert game["over"]
    assert mina.post("/me/order", second)["again"] is True
    assert mina.get("/me/record", 409)["error"]["code"] == "sealed", "others still play these dice"
    assert mina.get("/me")["round"]["seed"] is None
    jun.end_turn(host, 1)
    rows = {row["nickname"]: row for row in host.teacher.get("/console")["players"]}
    assert (rows["Mina"]["over"], rows["Jun"]["turn"]) == (True, 2)
    host.clock.now = 1_800_010_003.0
    host.settle(0)
    assert (mina.get("/me/game")["missed"], jun.get("/me/game")["missed"]) == ([], [2])
    assert mina.get("/me/game")["result"] == game["result"]
    record = decode(jun.get("/me/record").content)
    assert verify_records([record], lambda _: [host.compiled])[0][0] is True


def test_several_rounds_have_their_own_dice_and_places_go_by_the_sum(serve):
    host = serve(rounds=2)
    players = host.joined("Mina", "Jun")
    first = play_round(host, players)
    table = host.table.get("/table")
    assert [row["place"] for row in table["standings"]["rows"]] in ([1, 2], [1, 1])
    assert sum(bar["seats"] for bar in table["standings"]["histogram"]) == 2
    second = play_round(host, players, 2)
    assert first["seed_digest"] != second["seed_digest"]
    assert first["seed"] != second["seed"]
    standings = host.teacher.get("/console")["standings"]
    for row in standings:
        assert row["sum"] == sum(one["total"] for one in row["rounds"])
        assert all(0 <= one["percentile"] <= 100 for one in row["rounds"])
    rows = list(csv.reader(io.StringIO(host.teacher.ask("GET", "/console/export.csv").content.decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == [row["name"] for row in standings]
    moodle = host.teacher.ask("GET", "/console/export.csv?kind=moodle").text
    assert moodle.startswith("identifier,score\r\n")
    archive = zipfile.ZipFile(io.BytesIO(host.teacher.ask("GET", "/console/records.zip").content))
    records = [decode(archive.read(name)) for name in archive.namelist()]
    assert len(records) == 4
    assert all(finding[0] for finding in verify_records(records, lambda _: [host.compiled]))


def test_no_scores_while_turns_run_and_only_eight_names_after(serve):
    host = serve(settings=Settings(approval=False), rounds=2)
    players = [host.join(f"P{number}") for number in range(10)]
    play_round(host, players)
    standings = host.table.get("/table")["standings"]
    assert len(standings["rows"]) == 8
    assert [sorted(one) for one in standings["others"]] == [["place", "sum"]] * 2
    host.start(2)
    assert host.table.get("/table")["standings"] is None
    assert players[0].get("/me")["standing"] is None
    text = host.table.ask("GET", "/table").text
    assert '"total"' not in text
    assert '"sum"' not in text
    assert '"over"' not in text
    assert host.table.get("/table")["news"][0]["share"] == 100


def test_a_series_shares_its_dice_and_shows_them_when_the_last_class_is_done(host):
    body = {"title": "Class A", "series": "city", "rounds": [{"scenario": "first-steps", "turns": 2}], "settings": {"approval": False}}
    one, two = (host.operator.post("/tournaments", {**body, "title": title}, 201) for title in ("Class A", "Class B"))
    assert host.operator.post("/tournaments", {**body, "rounds": []}, 409)["error"]["code"] == "state"
    classes = [Person(host.client, found["teacher"]) for found in (one, two)]
    digests = {teacher.get("/console")["rounds"][0]["seed_digest"] for teacher in classes}
    assert len(digests) == 1
    assert host.anybody.post("/join", {"nickname": "Mina"}, 422)["error"]["code"] == "invalid", "three tournaments: which room?"
    mina = Person(host.client, host.anybody.post("/join", {"nickname": "Mina", "room": one["room"]}, 201)["token"])
    for teacher in classes:
        assert teacher.get("/console")["rounds"][0]["seed"] is None
        teacher.post("/console/rounds/1/start")
    classes[0].post("/console/rounds/1/end")
    assert mina.get("/me")["round"]["state"] == "ended"
    assert mina.get("/me")["round"]["seed"] is None, "another class still plays these dice"
    assert mina.get("/me/record", 409)["error"]["code"] == "sealed"
    assert classes[0].ask("GET", "/console/records.zip").status_code == 409
    classes[1].post("/console/rounds/1/end")
    assert len(mina.get("/me")["round"]["seed"]) == 32
    assert mina.ask("GET", "/me/record").status_code == 200
    assert classes[0].post("/console/rounds", {"scenario": "first-steps"}, 409)["error"]["code"] == "state"
    assert host.operator.post("/tournaments", {**body, "title": "Too late"}, 409)["error"]["code"] == "state"
    assert {one["series"] for one in host.operator.get("/tournaments")} >= {"city"}
    service = host.client.app.state.service
    assert two["id"] in service.cache._kept
    assert host.operator.ask("DELETE", f"/tournaments/{two['id']}").status_code == 204
    assert two["id"] not in service.cache._kept
    assert host.operator.ask("DELETE", f"/tournaments/{two['id']}").status_code == 404
    assert classes[1].get("/console", 401)["error"]["code"] == "token"


def test_one_click_turns_a_planned_round_into_file_mode(serve):
    host = serve(rounds=2)
    (mina,) = host.joined("Mina")
    assert host.teacher.ask("GET", "/console/tournament-file").status_code == 409
    host.teacher.post("/console/rounds/1/to-file")
    found = decode_tournament(host.teacher.ask("GET", "/console/tournament-file").content)
    assert found.rounds[0].seed is not None
    assert found.rounds[1].seed is None
    assert host.teacher.post("/console/rounds/1/start", None, 409)["error"]["code"] == "state"
    assert mina.get("/me/game?round=1", 409)["error"]["code"] == "not_running"


def test_finish_closes_and_delete_leaves_nothing(host):
    (mina,) = host.joined("Mina Unmistakable")
    play_round(host, [mina])
    host.teacher.post("/console/finish")
    assert host.anybody.post("/join", {"nickname": "Late"}, 404)
    assert host.teacher.post("/console/rounds", {"scenario": "first-steps"}, 409)["error"]["code"] == "state"
    assert mina.get("/me")["tournament"]["state"] == "finished"
    assert host.teacher.ask("DELETE", "/console").status_code == 204
    assert mina.get("/me", 401)["error"]["code"] == "token"
    assert host.teacher.get("/console", 401)["error"]["code"] == "token"
    file = host.database.removeprefix("sqlite:///")
    with sqlite3.connect(file) as database:
        for table in ("tournaments", "rounds", "seats", "players", "orders", "drafts", "results"):
            assert database.execute(f"select count(*) from {table}").fetchone() == (0,), table
        database.execute("pragma wal_checkpoint(truncate)")
    assert b"Unmistakable" not in Path(file).read_bytes(), "deleted text is overwritten"
