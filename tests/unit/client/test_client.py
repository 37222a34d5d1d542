"""The game as a client of a real server process: joining, a whole round, a killed server, a lost seat, ministers."""

import signal
import socket
import threading
import time

import pytest

from game.client.client import Client
from game.client.http import ClientError, Server, address_from
from game.client.kept import FILE, Kept, load_kept, save_kept
from game.content.library import Library, shipped_folder
from game.core.problems import TightropeError
from game.rules.orders import legalise
from game.rules.view import view_of
from game.session.match import Match
from game.session.reading import decode
from game.session.translate import order_of
from tests.classes import new_class
from tests.hosted import Hosted

SCENARIO = "first-steps"


@pytest.fixture(scope="module")
def compiled():
    return Library([shipped_folder()]).load(SCENARIO).use()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Hosted(tmp_path_factory.mktemp("host"), "--scenario", SCENARIO, "--operator") as found:
        yield found


@pytest.fixture
def hosted(server):
    return new_class(server, SCENARIO, approval=False)


@pytest.fixture
def client(tmp_path):
    return Client(tmp_path / "settings")


@pytest.fixture
def seated(hosted, client):
    """Join, and wait until the status is there; seats are closed at the end."""
    seats = []

    def sit(nickname, **more):
        seat = client.join(f"http://127.0.0.1:{hosted.port}", nickname, tell=lambda: None, **more).start()
        seats.append(seat)
        until(lambda: seat.status)
        return seat

    yield sit
    for seat in seats:
        seat.close()
        seat.wait_closed()


def until(done, seconds=20.0):
    end = time.monotonic() + seconds
    while not (found := done()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
    return found


def kill(hosted):
    hosted.stop(signal.SIGKILL)
    for pipe in (hosted.process.stdout, hosted.process.stderr):
        pipe.close()


def console(hosted, what):
    answer = hosted.ask("POST", f"/console/rounds/1/{what}", hosted.teacher)
    assert answer.status_code < 300, answer.text


def settle(match):
    """Answer every card with its first answer, and keep to what can be paid."""
    for slot, event in enumerate(match.events):
        assert match.answer(slot, match.scenario.events[match.scenario.event(event)].options[0].id) == []
    legal = order_of(match.scenario, match.state, legalise(match.scenario, match.view(), match.orders()))
    match.revise(legal)


def play_turn(seat, match):
    settle(match)
    told = seat.end_turn(match)
    turn = match.turn
    until(lambda: seat.status["seat"]["turn"] > turn or seat.status["seat"]["over"])
    assert match.take(seat.game(len(match.reports))) == 1
    return told


def test_a_round_is_played_with_the_interface_of_a_local_match_and_its_record_is_the_same_game(seated, hosted, compiled):
    seat = seated("Quiet Heron")
    assert seat.status["player"]["status"] == "in"
    console(hosted, "start")
    until(lambda: (seat.status["round"] or {}).get("state") == "running")
    match = seat.match(compiled)
    assert (match.turn, match.over, len(match.events)) == (1, False, 2)
    assert match.options.turns == 4, "the lesson's options"
    with pytest.raises(TightropeError, match="server holds the dice"):
        match.record()
    orders = []
    while not match.over:
        settle(match)
        orders.append(match.draft)
        play_turn(seat, match)
    until(lambda: seat.status["round"]["state"] == "ended")
    standing = until(lambda: seat.status["standing"])
    assert (standing["place"], standing["of"], standing["sum"]) == (1, 1, match.result().total)
    local = Match.load(decode(seat.record(1)), compiled)
    assert local.result() == match.result()
    assert [report.order for report in local.reports] == [report.order for report in match.reports] == orders
    assert local.reports == match.reports
    assert [view_of(local.scenario, state).pillars.tolist() for state in local.states] == [view.pillars.tolist() for view in match.states]


@pytest.mark.slow
def test_the_table_as_it_stands_is_sent_and_comes_back_after_a_restart_with_a_killed_server_in_between(seated, hosted, client, compiled):
    seat = seated("Quiet Heron")
    console(hosted, "start")
    until(lambda: (seat.status["round"] or {}).get("state") == "running")
    match = seat.match(compiled)
    play_turn(seat, match)
    settle(match)
    until(lambda: seat.game(1)["draft"]["answers"] == match.draft.answers)
    kill(hosted)
    until(lambda: seat.trouble)
    assert seat.trouble.code == "network"
    seat.close()
    done = threading.Event()
    kept = client.kept()
    assert kept is not None
    assert kept.nickname == "Quiet Heron"
    again = client.go_on(kept, done.set).start()
    hosted.start()
    until(lambda: again.status)
    second = again.match(compiled)
    assert (second.turn, second.draft) == (2, match.draft)
    assert second.reports == match.reports
    # the order is sent while the server is away, and acknowledged when it is back
    kill(hosted)
    told: list[object] = []
    sender = threading.Thread(target=lambda: told.append(again.end_turn(second)))
    sender.start()
    time.sleep(0.5)
    assert not told
    hosted.start()
    sender.join(20)
    assert told
    assert again.end_turn(second)["again"] is True, "the same order twice is one order"
    again.close()
    again.wait_closed()


def test_a_personal_code_takes_the_seat_and_a_wrong_one_is_refused(seated, hosted, client):
    address = f"http://127.0.0.1:{hosted.port}"
    seat = seated("Quiet Heron")
    code = seat.status["player"]["code"]
    other = client.resume(address, code, tell=lambda: None)
    assert other.look()["player"]["id"] == seat.status["player"]["id"]
    for wrong, said in (("AAAAAA", "not_found"), ("1", "invalid")):
        with pytest.raises(ClientError) as error:
            client.resume(address, wrong, tell=lambda: None)
        assert error.value.code == said
    with pytest.raises(ClientError) as taken:
        client.join(address, "quiet heron", tell=lambda: None)
    assert taken.value.code == "taken"
    assert len(client.nicknames(address, "ko")) == 5


def test_one_who_is_removed_hears_of_it(seated, hosted):
    seat = seated("Quiet Heron")
    hosted.ask("POST", f"/console/players/{seat.status['player']['id']}/remove", hosted.teacher)
    until(lambda: seat.gone)
    assert seat.gone.code == "token"


def test_eyes_up_stops_the_clock_and_the_deadline_is_told_in_the_servers_time(seated, hosted):
    seat = seated("Quiet Heron")
    console(hosted, "start")
    until(lambda: seat.left() is not None)
    left = seat.left()
    assert 200 < left <= 240
    console(hosted, "pause")
    until(lambda: seat.status["round"]["paused_since"])
    stopped = seat.left()
    time.sleep(0.3)
    assert seat.left() == stopped
    console(hosted, "resume")
    until(lambda: not seat.status["round"]["paused_since"])
    assert seat.left() <= stopped + 1


def test_ministers_share_a_table_and_the_head_ends_the_turn(seated, hosted, compiled):
    hosted.ask("PATCH", "/console/settings", hosted.teacher, json={"team_size": 2})
    head, other = seated("Quiet Heron", team="Blue"), seated("Wise Otter", team="Blue")
    console(hosted, "start")
    for seat in (head, other):
        until(lambda seat=seat: (seat.status["round"] or {}).get("state") == "running" and len(seat.status["team"]["members"]) == 2)
    one, two = head.match(compiled), other.match(compiled)
    assert (one.decides(), two.decides()) == (True, False)
    theirs = next(programme.id for programme in one.scenario.programmes if two.decides(programme.id))
    assert not one.decides(theirs)
    assert one.allocate(theirs, 1)[0].code == "not_yours"
    assert two.answer(0, one.scenario.events[one.scenario.event(one.events[0])].options[0].id)[0].code == "not_yours"
    level = two.draft.points.get(theirs, 0)
    two.allocate(theirs, level - 1 if level else 1)
    until(lambda: head.game(0)["draft"]["points"].get(theirs, 0) == two.draft.points.get(theirs, 0))
    one.hear(head.game(0))
    assert one.draft.points.get(theirs, 0) == two.draft.points.get(theirs, 0)
    settle_head = [option.id for option in one.scenario.events[one.scenario.event(one.events[0])].options]
    one.answer(0, settle_head[0])
    one.answer(1, one.scenario.events[one.scenario.event(one.events[1])].options[0].id)
    until(lambda: other.game(0)["draft"]["answers"] == one.draft.answers)
    assert two.hear(other.game(0))
    assert two.draft.answers == one.draft.answers
    assert two.undo()
    assert two.draft.answers == one.draft.answers, "undo takes back what is one's own"
    with pytest.raises(ClientError) as refused:
        other.end_turn(two)
    assert refused.value.code == "not_head"
    if not one.problems():
        assert head.end_turn(one)["turn"] == 1


@pytest.mark.parametrize(("answer", "code"), [
    (b"", "network"), (b"SSH-2.0-x\r\n", "network"), (b"HTTP/1.1 200 OK\r\n\r\n<html>", "strange"),
    (b"HTTP/1.1 404 Not Found\r\n\r\nno", "strange"), (b"HTTP/1.1 502 Bad\r\n\r\n", "server"),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", "network"),
])
def test_what_is_no_tournament_is_told_in_a_line(answer, code):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        def serve():
            connection, _ = listener.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(ClientError) as error:
            Client.hello(f"http://127.0.0.1:{listener.getsockname()[1]}")
        thread.join()
    assert error.value.code == code
    assert "\n" not in str(error.value)


def test_nobody_there_is_no_network_and_a_silent_server_is_not_waited_for_long():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(ClientError) as slow:
            Server(f"http://127.0.0.1:{port}", seconds=0.2).ask("GET", "/hello")
    with pytest.raises(ClientError) as gone:
        Server(f"http://127.0.0.1:{port}", seconds=1).ask("GET", "/hello")
    assert slow.value.code == gone.value.code == "network"


@pytest.mark.parametrize("typed", ["", "http://", "a b", "ftp://host", "192.168.1.20:99999", "-", "ho st/x", "[::1"])
def test_an_address_that_is_none_says_what_one_looks_like(typed):
    with pytest.raises(ClientError, match="looks like"):
        address_from(typed)


def test_a_kept_seat_is_read_back_and_a_damaged_one_is_none(tmp_path):
    kept = Kept("http://127.0.0.1:8750", "t" * 40, "왜가리", "ABCDEF", "Class", "ROOM")
    save_kept(tmp_path, kept)
    assert load_kept(tmp_path) == kept
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0, "nobody else on this computer reads the token"
    for damage in (b"", b"[]", b"{}", b'{"address":1}', b"\xff", b'{"address":"x y","token":"","nickname":""}'):
        (tmp_path / FILE).write_bytes(damage)
        assert load_kept(tmp_path) is None
