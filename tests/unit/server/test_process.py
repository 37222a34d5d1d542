"""The real server process: killed in the middle of a class, on PostgreSQL with two workers, under requests nobody would think of."""

import asyncio
import contextlib
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from game.content.library import load_scenario
from game.session.options import lesson_for, shaped
from tests.benchmark.tournament_clients import Client
from tests.benchmark.tournament_load import run
from tests.hosted import API, Hosted
from tests.postgres import postgres

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("server processes")]


@pytest.fixture(scope="module")
def database():
    with tempfile.TemporaryDirectory() as folder, postgres(Path(folder)) as address:
        yield address


def test_killed_in_the_middle_of_thirty_players_nothing_acknowledged_is_lost():
    found = run(30)
    assert found["acknowledged"] == 30 * 6
    assert found["lost"] == 0
    assert found["away"] > 0, "it was killed"


def test_two_workers_on_postgresql_survive_a_kill(database):
    found = run(30, workers=2, database=database)
    assert (found["acknowledged"], found["lost"]) == (180, 0)


def joined(hosted, *names):
    """Let players in; each has a connection of its own, so that the workers share them."""
    hosted.ask("PATCH", "/console/settings", hosted.teacher, json={"approval": False})
    people = []
    for name in names:
        client = httpx2.Client(base_url=f"http://127.0.0.1:{hosted.port}{API}")
        token = client.post("/join", json={"nickname": name, "room": hosted.told["room"]}).json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        people.append(client)
    hosted.ask("POST", "/console/rounds/1/start", hosted.teacher)
    return people


def test_two_workers_tell_the_same(database, tmp_path):
    with Hosted(tmp_path, "--workers", "2", "--new", "--scenario", "first-steps", "--title", "Two", database=database) as hosted:
        people = joined(hosted, *(f"Player {number}" for number in range(12)))
        assert {one.get("/me").json()["round"]["state"] for one in people} == {"running"}
        hosted.ask("POST", "/console/rounds/1/pause", hosted.teacher)
        assert {one.get("/me").json()["round"]["state"] for one in people} == {"paused"}
        assert hosted.ask("DELETE", "/console", hosted.teacher).status_code == 204
        assert {one.get("/me").status_code for one in people} == {401}
        for one in people:
            one.close()


def test_one_order_sent_to_both_workers_at_once_counts_once(database, tmp_path):
    with Hosted(tmp_path, "--workers", "2", "--new", "--title", "Race", database=database) as hosted:
        mina, jun = joined(hosted, "Mina", "Jun")
        compiled = load_scenario("crossroads-2025")
        player = Client(0, hosted.port, shaped(compiled, lesson_for(compiled.scenario)), {"game": []})
        player.token, player.turn = mina.headers["Authorization"].removeprefix("Bearer "), 1

        async def race():
            order = await player.prepare()
            player.connection.close()
            async with contextlib.AsyncExitStack() as stack:
                many = [httpx2.AsyncClient(base_url=mina.base_url, headers=mina.headers) for _ in range(16)]
                clients = [await stack.enter_async_context(one) for one in many]
                return [answer.json() for answer in await asyncio.gather(*(one.post("/me/order", json=order) for one in clients))]

        answers = asyncio.run(race())
        assert len({one.get("digest") for one in answers}) == 1, answers
        assert [one["again"] for one in answers].count(False) == 1
        mina.close()
        jun.close()


def test_no_request_from_the_description_makes_the_server_fail(tmp_path):
    with Hosted(tmp_path, "--operator", "--scenario", "first-steps") as hosted:
        token = hosted.ask("POST", "/join", json={"nickname": "Mina"}).json()["token"]
        hosted.ask("POST", "/console/approve-all", hosted.teacher)
        hosted.ask("POST", "/console/rounds/1/start", hosted.teacher)
        rights = (
            (token, "^/api/v1/(me|join|resume|again|hello|nicknames)"), (hosted.teacher, "^/api/v1/(console|table)(?!$|/finish|.*events)"),
            (hosted.told["operator"], "^/api/v1/tournaments"),
        )

        def ask_all(right: str, pattern: str) -> int:
            command = [
                str(Path(sys.executable).with_name("schemathesis")), "run", f"http://127.0.0.1:{hosted.port}{API}/openapi.json",
                "--checks", "not_a_server_error", "--max-examples", "10", "--header", f"Authorization: Bearer {right}",
                "--include-path-regex", pattern, "--exclude-path-regex", "events$", "--request-timeout", "10", "--seed", "1", "--no-color",
                "--rate-limit", "18/s", "--generation-database", "none", "--phases", "examples,coverage,fuzzing",
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=280, cwd=tmp_path)
            assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
            found = re.search(r"(\d+) generated", done.stdout)
            assert found, done.stdout[-2000:]
            return int(found.group(1))

        with ThreadPoolExecutor() as side_by_side:               # each right has a rate of its own
            checked = sum(side_by_side.map(ask_all, *zip(*rights, strict=True)))
        assert checked > 200
        assert hosted.ask("GET", "/hello").status_code == 200
