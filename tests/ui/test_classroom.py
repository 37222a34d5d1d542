"""The tournament's pages on a real server: joining, waiting, turns together, eyes up, deadlines, results, coming back."""

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pygame
import pytest

from game.session.options import lesson_for
from game.session.origin import pack_ref, rules_ref
from game.session.reading import read_record
from game.tournament.codes import code_of
from game.tournament.format import Tournament, encode, plan
from tests.classes import new_class
from tests.hosted import Hosted
from tests.ui.class_hands import SCENARIO, Student, console


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with Hosted(tmp_path_factory.mktemp("host"), "--scenario", SCENARIO, "--operator") as found:
        yield found


@pytest.fixture
def hosted(server: Hosted) -> Hosted:
    return new_class(server, SCENARIO)


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Student]:
    found = Student(tmp_path / "one")
    yield found
    found.away()


def sit(student: Student, hosted: Hosted, name: str = "Quiet Heron") -> None:
    """Join, and be let in."""
    student.find_class(f"127.0.0.1:{hosted.port}")
    student.focus("field Nickname")
    student.type(name)
    student.press("button Join")
    student.wait_on("Waiting")
    student.wait(lambda: student.room.status)
    console(hosted, "POST", "/approve-all")
    student.wait(lambda: student.room.status["player"]["status"] == "in")


def start(student: Student, hosted: Hosted) -> None:
    console(hosted, "POST", "/rounds/1/start")
    student.wait_on("Brief")


@pytest.mark.parametrize("hand", ["keyboard", "mouse"])
def test_a_class_plays_a_round_from_joining_to_the_debrief(hosted: Hosted, tmp_path: Path, hand: str) -> None:
    student = Student(tmp_path / "one", mouse=hand == "mouse")
    code = code_of("127.0.0.1", hosted.port)
    assert code is not None
    student.find_class(code.lower())
    assert "Class 9b" in student.texts
    offered = student.screen.typed.offers
    assert len(offered) == 5
    student.press(f"offer {offered[0]}")
    student.press("button Join")
    student.wait_on("Waiting")
    student.wait(lambda: "lets you in" in student.texts)
    assert offered[0] in student.texts
    assert student.room.status["player"]["code"] in student.texts
    console(hosted, "POST", "/approve-all")
    student.wait(lambda: "begins when the teacher" in student.texts)
    start(student, hosted)
    assert student.room.left() is not None
    for turn in range(1, 5):
        assert student.room.match.turn == turn
        student.play_turn()
        student.wait_on("Resolve")
        student.enter()
        if turn < 4:
            assert student.where == "Brief"
    student.wait_on("RoundPage")
    student.wait(lambda: student.room.local is not None)
    assert "Place 1 of 1" in student.texts
    student.press("button Your standing")
    assert "Par" in student.texts
    student.press("button Back")
    student.press("button Debrief")
    student.wait_on("DebriefScreen")
    (path,) = student.desk.store.paths()
    assert read_record(path).player == offered[0]
    student.away()


def test_the_window_comes_back_to_the_table_as_it_stood_after_a_restart(hosted: Hosted, tmp_path: Path, student: Student) -> None:
    sit(student, hosted)
    start(student, hosted)
    student.play_turn()
    student.wait_on("Resolve")
    student.enter()
    student.enter()
    number = next(w.number for w in student.app.top.stage.order() if w.name.startswith("answer "))
    student.press(f"answer {number}")
    draft = student.room.match.draft
    student.wait(lambda: student.room.seat.game(1)["draft"]["answers"] == draft.answers)
    student.room.leave()
    again = Student(tmp_path / "one")
    again.press("button Tournament")
    assert "Quiet Heron" in again.texts
    assert "Class 9b" in again.texts
    again.press("go on")
    again.wait_on("Brief")
    assert (again.room.match.turn, again.room.match.draft) == (2, draft)
    again.away()


def test_eyes_up_dims_and_stops_everything_until_the_clock_runs_again(hosted: Hosted, student: Student) -> None:
    sit(student, hosted)
    start(student, hosted)
    console(hosted, "POST", "/rounds/1/pause")
    student.wait_on("EyesUp")
    left = student.room.left()
    for key in (pygame.K_ESCAPE, pygame.K_RETURN, pygame.K_1):
        student.key(key)
        assert student.where == "EyesUp"
    console(hosted, "POST", "/rounds/1/resume")
    student.wait_on("Brief")
    assert abs((student.room.left() or 0) - (left or 0)) <= 2


def test_at_the_deadline_the_table_as_it_stands_counts_and_the_page_moves_on(hosted: Hosted, student: Student) -> None:
    sit(student, hosted)
    start(student, hosted)
    student.enter()
    number = next(w.number for w in student.app.top.stage.order() if w.name.startswith("answer "))
    student.press(f"answer {number}")
    chosen = dict(student.room.match.draft.answers)
    student.wait(lambda: student.room.seat.game(0)["draft"]["answers"] == chosen)
    student.key(pygame.K_ESCAPE)
    assert student.where == "Menu"
    console(hosted, "POST", "/rounds/1/resolve")
    student.wait_on("Resolve")
    assert any("as it stood" in note for note in student.notes)
    played = student.room.match.reports[0].order.answers
    assert chosen.items() <= played.items()
    student.enter()
    console(hosted, "POST", "/rounds/1/resolve")
    student.wait_on("Resolve")
    assert any("cabinet played" in note for note in student.notes), "a table that was not touched"


def test_more_time_is_told_and_the_others_are_counted(hosted: Hosted, tmp_path: Path, student: Student) -> None:
    sit(student, hosted)
    other = Student(tmp_path / "two")
    sit(other, hosted, "Wise Otter")
    start(student, hosted)
    console(hosted, "PATCH", f"/players/{student.room.status['player']['id']}", extra=60)
    student.wait(lambda: any("more time" in note for note in student.notes))
    student.play_turn()
    student.wait_on("Ended")
    student.wait(lambda: "1 of 2 have ended" in student.texts)
    other.wait_on("Brief")
    other.play_turn()
    other.wait_on("Resolve")
    student.wait_on("Resolve")
    other.away()


def test_one_who_is_removed_is_told_and_led_to_the_title(hosted: Hosted, student: Student) -> None:
    sit(student, hosted)
    console(hosted, "POST", f"/players/{student.room.status['player']['id']}/remove")
    student.wait_on("Trouble")
    assert "removed" in student.texts
    assert student.desk.client.kept() is None
    student.enter()
    assert student.where == "Title"


@pytest.mark.slow
def test_a_server_that_is_gone_is_told_and_the_order_arrives_when_it_is_back(hosted: Hosted, student: Student) -> None:
    sit(student, hosted)
    start(student, hosted)
    hosted.stop(signal.SIGKILL)
    assert hosted.process is not None
    for pipe in (hosted.process.stdout, hosted.process.stderr):
        if pipe is not None:
            pipe.close()
    student.wait(lambda: student.room.away)
    student.play_turn()
    assert student.where == "Ended"
    assert "does not answer" in student.texts
    hosted.start()
    student.wait_on("Resolve")


@pytest.mark.parametrize(("where", "told"), [
    ("ABCDEI", "neither I nor O"), ("ABC", "there are six"), ("no host.", "looks like"), ("127.0.0.1:1", "Nobody answers"),
])
def test_what_leads_nowhere_is_told_in_words(student: Student, where: str, told: str) -> None:
    student.find_class(where)
    assert told in " ".join(student.texts.split())


def test_a_nickname_in_hangul_is_composed_and_one_that_is_taken_is_told(hosted: Hosted, tmp_path: Path, student: Student) -> None:
    sit(student, hosted, "조용한 왜가리")
    other = Student(tmp_path / "two")
    other.find_class(f"127.0.0.1:{hosted.port}")
    other.focus("field Nickname")
    other.type("조용한", composed="ㅈ조")
    other.type(" 왜가리", composed="ㅇ왜")
    assert other.screen.typed.nickname == "조용한 왜가리"
    other.press("button Join")
    other.wait(lambda: other.screen.typed.problem)
    assert "has this nickname" in other.texts
    other.press("segment I have a code")
    other.focus("field Personal code")
    other.type(student.room.status["player"]["code"].lower())
    other.press("button Take my seat")
    other.wait_on("Waiting")
    other.wait(lambda: "조용한 왜가리" in other.texts)
    other.away()


def test_one_who_is_elsewhere_when_a_round_begins_is_called(hosted: Hosted, student: Student) -> None:
    sit(student, hosted)
    student.press("button Leave")
    student.press("button New game")
    console(hosted, "POST", "/rounds/1/start")
    student.wait_on("Called")
    student.key(pygame.K_ESCAPE)
    assert student.where == "Scenarios"
    student.key(pygame.K_ESCAPE)
    student.press("button Tournament")
    assert student.where == "Brief"
    student.key(pygame.K_ESCAPE)
    student.key(pygame.K_q)
    console(hosted, "POST", "/rounds/1/end")
    student.wait(lambda: student.room.match.over)
    assert student.where == "Title", "nobody is called to a round that is over"
    assert any("goes on" in note for note in student.notes)


def test_the_call_leads_to_the_table(hosted: Hosted, student: Student) -> None:
    sit(student, hosted)
    student.press("button Leave")
    console(hosted, "POST", "/rounds/1/start")
    student.wait_on("Called")
    student.enter()
    assert student.where == "Brief"


def test_leaving_to_the_title_keeps_the_seat_and_tournament_leads_back(hosted: Hosted, student: Student) -> None:
    sit(student, hosted)
    start(student, hosted)
    student.key(pygame.K_ESCAPE)
    assert "The server keeps your game" in student.texts
    student.key(pygame.K_q)
    assert student.where == "Title"
    student.press("button Tournament")
    assert student.where == "Brief"
    student.app.dispatch(pygame.event.Event(pygame.QUIT))
    assert student.where == "Leave"


@pytest.mark.slow
def test_ministers_share_a_table_on_two_computers(hosted: Hosted, tmp_path: Path, student: Student) -> None:
    console(hosted, "PATCH", "/settings", team_size=2, approval=False)
    other = Student(tmp_path / "two")
    for one, name in ((student, "Quiet Heron"), (other, "Wise Otter")):
        one.find_class(f"127.0.0.1:{hosted.port}")
        one.focus("field Nickname")
        one.type(name)
        one.focus("field Team")
        one.type("Blue")
        one.press("button Join")
        one.wait_on("Waiting")
        one.wait(partial(getattr, one.room, "status"))
    student.wait(lambda: len(student.room.status["team"]["members"]) == 2)
    student.press("button Your team")
    assert "head of government" in student.texts
    student.enter()
    console(hosted, "POST", "/rounds/1/start")
    for one in (student, other):
        one.wait_on("Brief")
        one.enter()
    closed = [w for w in other.app.top.stage.root.walk() if w.name.startswith("answer ")]
    assert closed
    assert not any(w.enabled for w in closed), "the head answers"
    other.key(pygame.K_p)
    steppers = {w.name: w for w in other.app.top.stage.root.walk() if w.name.startswith("programme ")}
    own = [name for name, w in steppers.items() if w.enabled]
    assert 0 < len(own) < len(steppers)
    place = int(own[0].split()[1])
    programme = other.room.match.scenario.programmes[place].id
    before = other.room.match.draft.points.get(programme, 0)
    other.screen.set_level(place, before - 1 if before else 1)
    after = other.room.match.draft.points.get(programme, 0)
    assert after != before
    student.wait(lambda: (student.room.tick(student.app), student.room.match.draft.points.get(programme, 0) == after)[1])
    other.key(pygame.K_e)
    assert other.where == "Decide", "only the head ends the turn"
    student.key(pygame.K_ESCAPE)
    student.press("button Your team")
    assert "Wise Otter" in student.texts
    student.enter()
    student.key(pygame.K_ESCAPE)
    for _step in range(8):
        if student.where != "Decide":
            break
        card = student.screen.card
        if card is not None and student.screen.table.chosen(card) < 0:
            student.press("answer 1")
        else:
            student.enter()
    student.wait_on("Ended", "Resolve")
    student.wait_on("Resolve")
    other.wait_on("Resolve")
    assert other.room.match.reports == student.room.match.reports
    assert student.room.match.reports[0].order.points.get(programme, 0) == after
    other.away()


def test_a_second_round_begins_by_itself_and_the_first_one_counts(hosted: Hosted, student: Student) -> None:
    console(hosted, "POST", "/rounds", scenario=SCENARIO, lesson=True)
    sit(student, hosted)
    start(student, hosted)
    for _turn in range(4):
        student.play_turn()
        student.wait_on("Resolve")
        student.enter()
    student.wait_on("RoundPage")
    student.wait(lambda: "The next round begins" in student.texts)
    first = student.room.match.result().total
    console(hosted, "POST", "/rounds/2/start")
    student.wait_on("Brief")
    assert any("Round 2 begins" in note for note in student.notes)
    assert (student.room.match.number, student.room.match.turn) == (2, 1)
    console(hosted, "POST", "/rounds/2/end")
    student.wait_on("Resolve", "RoundPage")
    student.wait(lambda: student.room.match.over)
    student.enter()
    student.wait_on("RoundPage")
    student.wait(lambda: student.room.status["standing"] is not None)
    student.press("button Your standing")
    assert student.room.status["standing"]["rounds"][0]["total"] == first
    assert "turns played by the cabinet" in student.texts


def test_a_tournaments_file_is_dropped_on_the_window_or_taken_from_the_list(student: Student, tmp_path: Path) -> None:
    compiled = student.desk.compiled(SCENARIO)
    one = plan(SCENARIO, pack_ref(compiled), rules_ref(compiled), lesson_for(compiled.scenario))
    whole = Tournament("0123456789abcdef", "By file", (one,))
    path, sealed = tmp_path / "class.tournament", tmp_path / "sealed.tournament"
    path.write_bytes(encode(whole))
    sealed.write_bytes(encode(whole.sealed()))
    student.drop(sealed)
    assert student.where == "Trouble"
    assert "still sealed" in student.texts
    student.enter()
    student.drop(path)
    assert student.where == "Brief"
    match = student.screen.match
    assert (match.tournament, match.record().seed) == (whole.id, whole.rounds[0].seed)
    student.key(pygame.K_ESCAPE)
    student.key(pygame.K_q)
    downloads = student.desk.downloads()
    downloads.mkdir(parents=True)
    path.rename(downloads / path.name)
    (downloads / "broken.tournament").write_bytes(b"{}")
    (downloads / "gone.tournament").symlink_to(tmp_path / "nowhere")
    os.utime(downloads / path.name, (1e12, 1e12))      # a time that no calendar has
    student.press("button Tournament")
    student.press("button By file")
    assert "no sound tournament" in " ".join(student.texts.split())
    student.press("file class.tournament")
    assert student.where == "Brief"
    assert student.screen.match.record().seed == match.record().seed
