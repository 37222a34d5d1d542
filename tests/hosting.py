"""A tournament server in this process, with a clock that the tests set, and scripted players."""

import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
from starlette.testclient import TestClient

from game.content.library import load_scenario, shipped_folder
from game.rules.orders import legalise
from game.rules.state import Orders
from game.server.admin import Planned, open_tournament
from game.server.app import create_app
from game.server.config import Config
from game.server.rights import grant
from game.server.snapshot import OPERATOR
from game.server.storage import Storage
from game.session.options import shaped
from game.session.record import Options, Order
from game.session.translate import order_of, orders_of
from game.session.wire import view_from
from game.tournament.format import Pace, Settings

API = "/api/v1"
SHORT = Options(turns=2)


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def __call__(self):
        return self.now


@dataclass
class Person:
    """Whoever holds a token."""

    client: httpx2.Client
    token: str | None = None
    code: str = ""
    name: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method, path, **more) -> httpx2.Response:
        headers = {**self.headers, **more.pop("headers", {})}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        return self.client.request(method, f"{API}{path}", headers=headers, **more)

    def get(self, path, expect=200, **more) -> Any:
        return self._checked(self.ask("GET", path, **more), expect)

    def post(self, path, body=None, expect=200, **more) -> Any:
        return self._checked(self.ask("POST", path, json=body, **more), expect)

    def put(self, path, body, expect=200) -> Any:
        return self._checked(self.ask("PUT", path, json=body), expect)

    def patch(self, path, body, expect=200) -> Any:
        return self._checked(self.ask("PATCH", path, json=body), expect)

    @staticmethod
    def _checked(answer, expect):
        assert answer.status_code == expect, f"{answer.status_code}: {answer.text[:500]}"
        return answer.json() if answer.headers.get("content-type", "").startswith("application/json") else answer

    def order(self, host, choice=0, game=None) -> dict[str, Any]:
        """Make an order: the opening points and the same place of answer on every card."""
        game = game or self.get("/me/game")
        scenario = host.scenario(game)
        view = view_from(scenario, game["views"][-1])
        answers = {}
        for card in view.cards[:, 0].tolist():
            if card >= 0:
                event = scenario.events[card]
                answers[event.id] = event.options[min(choice, len(event.options) - 1)].id
        wish = Order(game["draft"]["points"], answers)
        legal: Orders = legalise(scenario, view, orders_of(scenario, view, [wish])[0])
        order = order_of(scenario, view, legal)
        return {"round": game["round"], "turn": game["turn"], "points": order.points, "answers": order.answers}

    def end_turn(self, host, choice=0) -> Any:
        return self.post("/me/order", self.order(host, choice))


@dataclass
class Host:
    """A server and those who use it."""

    client: TestClient
    clock: Clock
    database: str
    teacher: Person
    table: Person
    operator: Person
    anybody: Person
    compiled: Any
    options: Options
    folder: Path

    def scenario(self, _game):
        return shaped(self.compiled, self.options).scenario

    def join(self, name, expect=201, **more) -> Person:
        found = self.anybody.post("/join", {"nickname": name, **more}, expect)
        return Person(self.client, found.get("token"), found.get("code", ""), name)

    def joined(self, *names, **more) -> list[Person]:
        people = [self.join(name, **more) for name in names]
        self.teacher.post("/console/approve-all")
        return people

    def player_id(self, name) -> int:
        rows = self.teacher.get("/console")["players"]
        return next(row["id"] for row in rows if row["nickname"] == name and row["status"] != "removed")

    def start(self, number=1):
        self.teacher.post(f"/console/rounds/{number}/start")

    def settle(self, turn, number=1):
        """Wait until a turn is open (or the round is over, with turn 0)."""
        for _ in range(200):
            round_ = self.teacher.get("/console")["rounds"][number - 1]
            if (round_["state"] == "ended") if turn == 0 else (round_["turn"] == turn):
                return round_
            time.sleep(0.02)
        raise AssertionError(f"turn {turn} never came: {round_}")


@cache
def scenario_of(name):
    """Load a scenario once for all tests."""
    return load_scenario(name)


def versions_of(name):
    """Find scenarios as a server does."""
    return [scenario_of(name)] if name in ("first-steps", "crossroads-2025", "thaad-2016") else []


def make_host(folder, monkeypatch=None, rounds=1, options=SHORT, pace=None, settings=None, scenario="first-steps"):
    """Open a database with one tournament; gives what is needed to serve it."""
    database = f"sqlite:///{folder / 'tournament.db'}"
    compiled = scenario_of(scenario)
    storage, clock = Storage(database), Clock()
    planned = [Planned(compiled, options, pace or Pace(turn_seconds=60, first_turn_seconds=90))] * rounds
    tokens = storage.write_now(lambda connection: open_tournament(connection, clock(), "Class 3-1", settings or Settings(), planned))
    operator = storage.write_now(lambda connection: grant(connection, clock(), OPERATOR))
    storage.close()
    config = Config(database, (str(shipped_folder()),), version="test", code="YYXVKH")
    client = TestClient(create_app(config, clock, versions_of))
    return Host(
        client, clock, database, Person(client, tokens["teacher"]), Person(client, tokens["table"]), Person(client, operator),
        Person(client), compiled, options, folder,
    )
