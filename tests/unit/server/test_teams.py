"""Up to four ministers share a seat: domains are divided, the head answers events and ends the turn."""

import pytest

from game.tournament.format import Settings


@pytest.fixture
def cabinet(serve):
    host = serve(settings=Settings(team_size=4, approval=False))
    people = [host.join(name, team="Blue House") for name in ("Head", "Two", "Three", "Four")]
    return host, *people


def test_domains_are_divided(cabinet):
    host, head, two, three, four = cabinet
    host.start()
    assert head.get("/me")["player"] | {"code": None} == head.get("/me")["player"] | {"code": None}
    held = [one.get("/me")["player"] for one in (head, two, three, four)]
    assert [one["domains"] for one in held] == [[], ["trade"], ["defence"], ["diplomacy"]]
    assert [one["head"] for one in held] == [True, False, False, False]
    team = two.get("/me")["team"]
    assert team["name"] == "Blue House"
    assert [one["nickname"] for one in team["members"]] == ["Head", "Two", "Three", "Four"]
    assert host.anybody.post("/join", {"nickname": "Five", "team": "blue house"}, 409)["error"]["code"] == "full"
    assert len(host.table.get("/table")["players"]) == 1


def test_a_minister_changes_the_own_domain_only_and_all_see_one_table(cabinet):
    host, head, two, three, _ = cabinet
    host.start()
    game = two.get("/me/game")
    scenario = host.scenario(game)
    trade = next(one.id for one in scenario.programmes if scenario.domains[one.domain].id == "trade")
    arms = next(one.id for one in scenario.programmes if scenario.domains[one.domain].id == "defence")
    points = game["draft"]["points"]
    order = {"round": 1, "turn": 1, "answers": {}}
    kept = two.put("/me/draft", {**order, "points": {**points, trade: 1}})["draft"]
    assert kept["points"][trade] == 1
    assert head.get("/me/game")["draft"] == kept
    assert three.get("/me/game")["draft"] == kept
    three.put("/me/draft", {**order, "points": {**kept["points"], arms: 1}})
    assert head.get("/me/game")["draft"]["points"] == {**kept["points"], arms: 1}
    assert two.put("/me/draft", {**order, "points": {**kept["points"], arms: 2}}, 403)["error"]["code"] == "not_yours"
    answers = head.order(host)["answers"]
    assert two.put("/me/draft", {**order, "points": kept["points"], "answers": answers}, 403)["error"]["code"] == "not_yours"
    table = head.get("/me/game")["draft"]["points"]
    assert head.put("/me/draft", {**order, "points": table, "answers": answers})["draft"] == {"points": table, "answers": answers}


def test_only_the_head_ends_the_turn(cabinet):
    host, head, two, _, _ = cabinet
    host.start()
    order = head.order(host)
    assert two.post("/me/order", order, 403)["error"]["code"] == "not_head"
    head.post("/me/order", order)
    host.settle(2)
    assert two.get("/me/game")["turn"] == 2


def test_another_head_and_a_removed_one(cabinet):
    host, head, two, three, _ = cabinet
    host.start()
    host.teacher.post(f"/console/players/{host.player_id('Two')}/head")
    assert [one.get("/me")["player"]["head"] for one in (head, two)] == [False, True]
    host.teacher.post(f"/console/players/{host.player_id('Two')}/remove")
    assert head.get("/me")["player"]["head"], "the eldest inherits"
    assert three.get("/me")["player"]["domains"]
    head.end_turn(host)


def test_the_size_of_teams_is_settled_before_anybody_joins(cabinet):
    host = cabinet[0]
    assert host.teacher.patch("/console/settings", {"team_size": 2}, 409)["error"]["code"] == "state"
