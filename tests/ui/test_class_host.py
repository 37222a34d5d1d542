"""Hosting from the game: the server runs as a process of its own, its code and QR code are shown, the console opens in the browser."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
import segno

from game.app import hosting
from game.core.problems import TightropeError
from game.tournament.codes import address_of
from game.ui.screens.host import Code, Host, host_screen
from tests.ports import free_port
from tests.ui.class_hands import SCENARIO, Student


@pytest.fixture
def teacher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Student]:
    monkeypatch.setattr(hosting, "PORTS", (free_port(),))
    database = f"sqlite:///{tmp_path / 't.db'}"
    found = Student(tmp_path / "teacher")
    found.opened = []  # type: ignore[attr-defined]
    found.desk.browse = lambda address: bool(found.opened.append(address)) or True  # type: ignore[attr-defined]
    found.desk.host = lambda names, lesson: hosting.start_hosting(
        names, lesson=lesson, more=["--database", database, "--bind", "127.0.0.1"],
    )
    yield found
    if found.desk.hosted is not None and found.desk.hosted.server is not None:
        found.desk.hosted.server.stop()
    found.away()


@pytest.mark.parametrize("hand", ["keyboard", "mouse"])
def test_a_teacher_hosts_from_the_title_and_a_student_finds_it(teacher: Student, tmp_path: Path, hand: str) -> None:
    teacher.mouse = hand == "mouse"
    teacher.press("button Tournament")
    teacher.press("button For teachers: host")
    chosen = teacher.desk.hosted.chosen
    for name in list(chosen):
        teacher.screen._choose(name, False)
    teacher.screen._choose(SCENARIO, True)
    teacher.enter()
    teacher.wait(lambda: teacher.desk.hosted.server is not None)
    told = teacher.desk.hosted.server.told
    host, port = address_of(told["code"])
    assert told["address"].endswith(f"{host}:{port}")
    assert f"{told['code'][:3]} {told['code'][3:6]}" in teacher.texts
    code = next(one for one in teacher.app.top.stage.root.walk() if isinstance(one, Code))
    assert code.size >= 40                                     # to be read from the back, where this window is projected
    assert told["console"] not in teacher.texts, "the key to the console is never on the screen"
    assert teacher.opened == [told["console"]]  # type: ignore[attr-defined]
    assert teacher.desk.hosted.server.qr == tuple(tuple(bool(dot) for dot in row) for row in segno.make(told["address"], error="m").matrix)
    student = Student(tmp_path / "student")
    student.find_class(told["code"])
    assert told["title"] in student.texts
    teacher.press("button Table to project")
    assert teacher.opened[-1] == told["table"]  # type: ignore[attr-defined]
    server = teacher.desk.hosted.server
    teacher.press("button Stop hosting")
    assert not server.running
    teacher.press("button Go on with the last one")
    teacher.wait(lambda: teacher.desk.hosted.server is not None)
    again = teacher.desk.hosted.server.told
    assert (again["room"], again["new"]) == (told["room"], False)
    assert isinstance(host_screen(teacher.desk), Host)
    assert "Students join with" in teacher.texts, "what is hosted is shown again"
    for _twice in range(2):
        teacher.app.dispatch(pygame.event.Event(pygame.QUIT))
        assert teacher.where == "LeaveHosting"
        teacher.key(pygame.K_ESCAPE)
        assert teacher.app.running
    teacher.app.dispatch(pygame.event.Event(pygame.QUIT))
    teacher.key(pygame.K_q)
    assert not teacher.app.running
    student.away()


def test_a_server_that_cannot_start_says_why(teacher: Student) -> None:
    teacher.desk.host = lambda names, lesson: hosting.start_hosting(names, lesson=lesson, more=["--database", "nonsense://x"])
    teacher.press("button Tournament")
    teacher.press("button For teachers: host")
    teacher.enter()
    teacher.wait(lambda: not teacher.desk.hosted.busy)
    assert "could not be started" in teacher.texts


def test_the_second_port_is_taken_where_the_first_is_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ports = free_port(), free_port()
    monkeypatch.setattr(hosting, "PORTS", ports)
    more = ["--bind", "127.0.0.1", "--database", f"sqlite:///{tmp_path / 't.db'}"]
    first = hosting.start_hosting([SCENARIO], lesson=True, more=more)
    second = hosting.start_hosting([SCENARIO], lesson=True, more=more)
    with pytest.raises(TightropeError, match="use"):
        hosting.start_hosting([SCENARIO], lesson=True, more=more)
    assert [one.told["address"].rpartition(":")[2] for one in (first, second)] == [str(port) for port in ports]
    for one in (first, second):
        one.stop()
