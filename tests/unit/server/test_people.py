"""Joining, waiting, resuming, being let in again, renaming, removing."""

import json
import time

import pytest

from game.server.people import MOST_WAITING
from game.tournament.format import Settings
from tests.hosting import Person


def status(player):
    return player.get("/me")["player"]["status"]


def test_hello_says_that_there_is_a_tournament(host):
    found = host.anybody.get("/hello")
    assert found["api"] == 1
    assert found["title"] == "Class 3-1"
    assert found["joining"] is True
    assert len(found["room"]) == 6


def test_a_newcomer_waits_for_approval(host):
    mina = host.join("Mina")
    assert status(mina) == "waiting"
    assert mina.get("/me/game", 403)["error"]["code"] == "waiting"
    assert host.table.get("/table")["players"] == [], "nothing is projected before approval"
    assert host.table.get("/table")["waiting"] == 1
    host.teacher.post(f"/console/players/{host.player_id('Mina')}/approve")
    assert status(mina) == "in"
    assert [row["nickname"] for row in host.table.get("/table")["players"]] == ["Mina"]


def test_without_approval_one_is_in_at_once(serve):
    host = serve(settings=Settings(approval=False))
    assert host.anybody.post("/join", {"nickname": "Mina"}, 201)["status"] == "in"


def test_nicknames_that_are_offered_can_be_had(host):
    names = host.anybody.get("/nicknames?language=ko")["nicknames"]
    assert len(names) == 5
    assert host.join(names[0]).name == names[0]


@pytest.mark.parametrize("nickname", ["<script>alert(1)</script>", "", " ", "x" * 41, "=1+1", "a\u202eb", "\ud800"])
def test_names_with_markup_or_tricks_are_refused(host, nickname):
    answer = host.anybody.ask("POST", "/join", content=json.dumps({"nickname": nickname}), headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "invalid"
    assert "<script>" not in answer.text


def test_a_nickname_is_had_once_however_it_is_written(host):
    host.join("Quiet Heron")
    assert host.anybody.post("/join", {"nickname": "quiet  HERON"}, 409)["error"]["code"] == "taken"


def test_a_personal_code_resumes_the_same_player(host):
    (mina,) = host.joined("Mina")
    again = host.anybody.post("/resume", {"code": f" {mina.code[:3].lower()}-{mina.code[3:]}"})
    assert again["nickname"] == "Mina"
    other = Person(host.client, again["token"])
    assert other.get("/me")["player"]["id"] == mina.get("/me")["player"]["id"]
    assert mina.get("/me")["player"]["code"] == mina.code


def test_a_wrong_code_is_refused_and_guessing_is_limited(host):
    host.join("Mina")
    answers = [host.anybody.ask("POST", "/resume", json={"code": "ABCDE" + letter}).status_code for letter in "ABCDEFGHJKLMNPQR"]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert host.anybody.post("/resume", {"code": "ABC1EF"}, 429)["error"]["code"] == "too_many"


def test_who_lost_the_code_is_let_in_with_one_click(host):
    (mina,) = host.joined("Mina")
    asking = Person(host.client, host.anybody.post("/again", {"nickname": "mina"}, 202)["token"])
    assert status(asking) == "asking"
    assert asking.get("/me")["player"]["code"] is None
    assert asking.get("/me/game", 403)["error"]["code"] == "waiting"
    number = host.player_id("Mina")
    assert host.teacher.get("/console")["players"][0]["asking"] is True
    host.teacher.post(f"/console/players/{number}/let-in")
    assert status(asking) == "in"
    assert asking.get("/me")["player"]["code"] == mina.code
    assert mina.get("/me", 401)["error"]["code"] == "token", "whoever had the place before has lost it"
    assert host.teacher.post(f"/console/players/{number}/let-in", None, 409)["error"]["code"] == "state"
    assert host.anybody.post("/again", {"nickname": "Nobody"}, 404)["error"]["code"] == "not_found"


def test_the_teacher_sees_a_code_only_when_asking_for_it(host):
    (mina,) = host.joined("Mina")
    assert mina.code not in host.teacher.ask("GET", "/console").text
    number = host.player_id("Mina")
    assert host.teacher.get(f"/console/players/{number}/code") == {"code": mina.code}
    host.teacher.post(f"/console/players/{number}/new-code")
    new = host.teacher.get(f"/console/players/{number}/code")["code"]
    assert new != mina.code
    assert host.anybody.post("/resume", {"code": mina.code}, 404)
    assert host.anybody.post("/resume", {"code": new})["nickname"] == "Mina"


def test_rename_remove_and_take_the_name_again(host):
    mina, jun = host.joined("Mina", "Jun")
    number = host.player_id("Mina")
    host.teacher.patch(f"/console/players/{number}", {"nickname": "왜가리", "group": "3-1", "extra": 30})
    row = next(one for one in host.teacher.get("/console")["players"] if one["id"] == number)
    assert (row["nickname"], row["group"], row["extra"]) == ("왜가리", "3-1", 30)
    assert host.teacher.patch(f"/console/players/{number}", {"nickname": "JUN"}, 409)["error"]["code"] == "taken"
    host.teacher.post(f"/console/players/{number}/remove")
    assert mina.get("/me", 401)["error"]["code"] == "token"
    assert host.anybody.post("/resume", {"code": mina.code}, 404)
    assert [one["nickname"] for one in host.table.get("/table")["players"]] == ["Jun"]
    assert status(host.join("왜가리")) == "waiting"
    assert host.teacher.get(f"/console/players/{number}/code", 404)
    assert status(jun) == "in"


def test_a_removed_player_is_taken_back_with_a_new_code_unless_the_name_is_gone(host):
    mina, _ = host.joined("Mina", "Jun")
    number = host.player_id("Mina")
    assert host.teacher.post(f"/console/players/{number}/take-back", None, 409)["error"]["code"] == "state"
    host.teacher.post(f"/console/players/{number}/remove")
    host.teacher.post(f"/console/players/{number}/take-back")
    assert [one["nickname"] for one in host.table.get("/table")["players"]] == ["Mina", "Jun"]
    code = host.teacher.get(f"/console/players/{number}/code")["code"]
    assert code != mina.code
    assert host.anybody.post("/resume", {"code": code})["nickname"] == "Mina"
    assert host.anybody.post("/join", {"nickname": "mina"}, 409)["error"]["code"] == "taken"
    host.teacher.post(f"/console/players/{number}/remove")
    host.join("Mina")
    assert host.teacher.post(f"/console/players/{number}/take-back", None, 409)["error"]["code"] == "taken"


def test_joining_can_be_closed_and_the_waiting_room_has_an_end(serve):
    host = serve(settings=Settings(most_seats=3))
    host.joined("A1", "A2", "A3")
    assert host.anybody.post("/join", {"nickname": "A4"}, 409)["error"]["code"] == "full"
    host.teacher.patch("/console/settings", {"joining": False, "most_seats": 10})
    assert host.anybody.post("/join", {"nickname": "A4"}, 409)["error"]["code"] == "closed"
    assert host.anybody.get("/hello")["joining"] is False
    assert MOST_WAITING >= 100


def test_who_is_not_heard_of_is_away_and_comes_back(host, monkeypatch):
    monkeypatch.setattr("game.server.service.NOTING", 1)
    (mina,) = host.joined("Mina")
    host.clock.now += 60
    assert host.teacher.get("/console")["players"][0]["away"] is True
    mina.get("/me")
    for _ in range(300):
        if not host.teacher.get("/console")["players"][0]["away"]:
            break
        time.sleep(0.05)
    else:
        raise AssertionError("never came back")
