"""The seat in a tournament without a server: ministers are looked at by the clock, and an answer that comes too late counts for nothing."""

import threading
from typing import Any

import pygame
import pytest

from game.ui.classroom import LOOK, Classroom
from game.ui.desk import Desk
from tests.ui.test_screens_outside import make_desk


class Seat:
    """A seat whose server answers when the test lets it."""

    trouble = gone = None

    def __init__(self) -> None:
        self.status: dict[str, Any] = {
            "round": {"number": 1, "state": "running"}, "seat": {"turn": 1, "ended": False, "over": False, "deadline": None},
        }
        self.let = threading.Event()
        self.asked = threading.Event()

    def left(self) -> float | None:
        return None

    def close(self) -> None:
        """Nothing is open."""

    def game(self, _since: int, _number: int) -> dict[str, Any]:
        self.asked.set()
        assert self.let.wait(10)
        return {"from": "the seat that was left"}


class Shared:
    """A game that ministers share."""

    reports: tuple[()] = ()
    number, over, domains = 1, False, {"trade"}

    def __init__(self) -> None:
        self.heard: list[Any] = []

    def hear(self, answer: Any) -> bool:
        self.heard.append(answer)
        return False


class Game:
    """The loop, as far as a clock needs it."""

    dirty = False
    layers: tuple[()] = ()


@pytest.fixture
def room(tmp_path: Any) -> Classroom:
    pygame.display.init()                              # else no news is posted
    desk: Desk = make_desk(tmp_path)
    made = Classroom(desk)
    made.seat, made.match = Seat(), Shared()
    return made


def test_ministers_see_each_other_also_where_no_deadline_runs(room: Classroom) -> None:
    game: Any = Game()
    for _second in range(LOOK):
        room.tick(game)
    assert room.seat.asked.wait(10)
    assert not game.dirty                              # no clock stands on the page
    room.seat.let.set()


def test_an_answer_to_a_seat_that_was_left_counts_for_nothing(room: Classroom) -> None:
    game: Any = Game()
    seat, match = room.seat, room.match
    for _second in range(LOOK):
        room.tick(game)
    assert seat.asked.wait(10)
    room.leave()
    fresh = room.seat, room.match = Seat(), Shared()
    seat.let.set()
    assert room.asking.posted.wait(10)
    room.asking.hand_over(game)
    assert (match.heard, fresh[1].heard) == ([], [])
