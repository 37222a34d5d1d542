"""A tournament for pictures and tests: a seat whose server says what it is told to say."""

from copy import copy
from dataclasses import replace
from typing import Any

from game.session.match import Match
from game.ui.classroom import Classroom
from game.ui.desk import Desk

NOW, LEFT = 1_765_000_000.0, 161.0
CODE, ADDRESS = "YYXVKH", "http://192.168.1.20:8750"


class ExampleSeat:
    """Stands where `game.client` puts a seat; nothing is asked of it."""

    def __init__(self, status: dict[str, Any]) -> None:
        self.status = status
        self.trouble: Exception | None = None
        self.gone: Exception | None = None

    def left(self) -> float:
        """Give the seconds that are left."""
        return LEFT

    def close(self) -> None:
        """Do nothing."""


class ExampleClient:
    """Knows a seat that was kept, and nothing of any network."""

    def kept(self) -> Any:
        """Give the seat."""
        return type("Kept", (), {"nickname": "Quiet Heron", "title": "Class 9b", "address": ADDRESS, "code": "KRTPLA"})


class ExampleServer:
    """A server that is being hosted."""

    running = True

    def __init__(self) -> None:
        self.told = {"title": "Class 9b", "code": CODE, "address": ADDRESS, "console": "", "table": ""}
        self.qr = tuple(tuple((x * y + x + y) % 3 == 0 for x in range(25)) for y in range(25))


def status(match: Match | None, state: str = "running", *, team: bool = False) -> dict[str, Any]:
    """Give what a server says of the seat."""
    head = {"nickname": "Quiet Heron", "head": True, "domains": ["diplomacy"], "answers": True}
    others = [
        {"nickname": "Wise Otter", "head": False, "domains": ["trade"], "answers": False},
        {"nickname": "Bright Magpie", "head": False, "domains": ["defence"], "answers": False},
    ]
    found: dict[str, Any] = {
        "now": NOW, "version": 1,
        "player": {"id": 1, "nickname": "Quiet Heron", "status": "in", "code": "KRTPLA", "head": True, "domains": [], "answers": True},
        "team": {"name": "Blue", "members": [head, *others]} if team else None,
        "tournament": {"title": "Class 9b", "room": "ABCDEF", "state": "open", "settings": {}},
        "round": None, "seat": None, "standing": None,
    }
    if match is not None:
        turns = match.scenario.calendar.turns
        found["round"] = {
            "number": 1, "of": 2, "state": state, "turn": match.turn, "turns": turns, "seats": 30, "ended": 18, "mode": "lockstep",
            "title": "", "paused_since": None,
        }
        found["seat"] = {"turn": match.turn, "ended": False, "over": match.over, "deadline": NOW + LEFT, "extra": 0}
    return found


def standing(match: Match) -> dict[str, Any]:
    """Give the standing of a game that is over, and of a round before it."""
    total = match.result().total
    rounds = [
        {"number": 1, "total": total, "weakest": total, "ending": None, "missed": 0, "par": 39_000, "percentile": 46},
        {"number": 2, "total": 48_200, "weakest": 40_000, "ending": None, "missed": 2, "par": 52_100, "percentile": 31},
    ]
    return {"place": 5, "of": 30, "sum": total + 48_200, "rounds": rounds}


def example_room(desk: Desk, said: dict[str, Any], match: Match | None = None, *, domain: str = "") -> Classroom:
    """Give a desk of its own with a classroom that has a seat, and perhaps a copy of a game; of a minister, with a domain alone."""
    own = replace(desk)
    own.client, own.host = ExampleClient(), lambda _scenarios, _lesson: ExampleServer()
    own.checked = desk.checked
    room = own.classroom = Classroom(own)
    room.seat = ExampleSeat(said)
    if match is not None:
        if said.get("round"):
            said["round"]["title"] = desk.texts(match.compiled)("title")
        hosted: Any = copy(match)
        hosted.number, hosted.domains = 1, None
        if domain:
            of = {one.id: match.scenario.domains[one.domain].id for one in match.scenario.programmes}
            hosted.decides = lambda programme="": of.get(programme, "") == domain
        room.match = hosted
    return room
