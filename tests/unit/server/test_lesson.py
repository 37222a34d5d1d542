"""A lesson from joining to the records, over HTTP."""

import pytest

from game.session.reading import decode
from game.session.verify import verify_records
from game.tournament.seeds import check_seed


def test_a_whole_round_in_lockstep(host):
    mina, jun = host.joined("Mina", "Jun")
    host.start()
    status = mina.get("/me")
    assert (status["round"]["state"], status["round"]["turn"], status["seat"]["turn"]) == ("running", 1, 1)
    assert status["seat"]["deadline"] == host.clock.now + 90
    first = mina.end_turn(host, 0)
    assert not first["again"]
    assert mina.get("/me")["seat"]["ended"]
    assert host.teacher.get("/console")["rounds"][0]["ended"] == 1
    jun.end_turn(host, 1)
    host.settle(2)
    game = jun.get("/me/game?since=1")
    assert (game["turn"], len(game["views"]), len(game["reports"])) == (2, 1, 0)
    assert len(jun.get("/me/game")["reports"]) == 1
    assert jun.get("/me")["standing"] is None, "no scores while turns run"
    for player in (mina, jun):
        player.end_turn(host)
    host.settle(0)
    status = mina.get("/me")
    assert status["standing"]["of"] == 2
    assert status["seat"]["over"]
    game = mina.get("/me/game")
    assert game["over"]
    assert len(game["views"]) == 3
    assert game["handover"] is not None
    assert game["result"]["total"] == status["standing"]["rounds"][0]["total"]
    check_seed(status["round"]["seed"], status["round"]["seed_digest"])
    record = decode(mina.get("/me/record").content)
    assert record.result is not None
    assert (record.player, record.seed, record.result.total) == ("Mina", status["round"]["seed"], game["result"]["total"])
    assert verify_records([record], lambda _: [host.compiled])[0][0] is True
    assert jun.get("/me/record").content != mina.get("/me/record").content


def test_both_players_have_the_same_dice(host):
    mina, jun = host.joined("Mina", "Jun")
    host.start()
    assert mina.get("/me/game")["views"] == jun.get("/me/game")["views"]
    for player in (mina, jun):
        player.end_turn(host, 1)
    host.settle(2)
    assert mina.get("/me/game")["views"] == jun.get("/me/game")["views"]
    assert mina.get("/me/game")["reports"] == jun.get("/me/game")["reports"]


@pytest.mark.parametrize("touched", [True, False])
def test_at_the_deadline_the_table_as_it_stands_counts_else_even(host, touched):
    mina, jun = host.joined("Mina", "Jun")
    host.start()
    mina.end_turn(host)
    order = jun.order(host, 1)
    assert order["points"]
    if touched:
        jun.put("/me/draft", order)
    host.clock.now += 91.0
    host.teacher.get("/console")
    assert host.teacher.get("/console")["rounds"][0]["turn"] == 1, "there is a grace for what is under way"
    host.clock.now += 2
    host.settle(2)
    game = jun.get("/me/game")
    assert game["missed"] == ([] if touched else [1])
    if touched:
        assert game["reports"][0]["order"] == {"points": order["points"], "answers": order["answers"]}
    assert jun.post("/me/order", {**order, "points": {}}, 409)["error"]["code"] == "late"
    assert mina.get("/me/game")["missed"] == []
