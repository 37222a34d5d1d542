"""A host whose disk fills up, or whose file goes: nothing is acknowledged that is not kept, the class waits, and goes on."""

import contextlib
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from game.app.cli import main
from game.content.library import load_scenario
from game.session.options import lesson_for, shaped
from tests.hosted import Hosted
from tests.hosting import Person
from tests.ports import free_port
from tests.reliability import trouble

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("server processes")]
NAMES = ("Mina", "Jun", "Sora")


class Desk:
    """What `Person.order` asks a host for, with a process behind it."""

    def __init__(self) -> None:
        compiled = load_scenario("first-steps")
        self.compiled = shaped(compiled, lesson_for(compiled.scenario))

    def scenario(self, _game):
        return self.compiled.scenario


@contextlib.contextmanager
def seated(hosted):
    hosted.ask("PATCH", "/console/settings", hosted.teacher, json={"approval": False})
    with httpx2.Client(base_url=f"http://127.0.0.1:{hosted.port}", timeout=60) as client:
        tokens = [client.post("/api/v1/join", json={"nickname": name}).json()["token"] for name in NAMES]
        hosted.ask("POST", "/console/rounds/1/start", hosted.teacher)
        yield [Person(client, token, name=name) for token, name in zip(tokens, NAMES, strict=True)]


def orders_stored(file):
    with closing(sqlite3.connect(file)) as connection:
        return {digest for [digest] in connection.execute("select digest from orders")}


def test_a_host_with_a_full_disk_refuses_in_words_and_goes_on_when_there_is_room(tmp_path):
    with trouble.small_disk(tmp_path / "disk") as disk:
        if disk is None:
            pytest.skip("only root may mount a small disk")
        file = disk / "class.db"
        with Hosted(tmp_path, "--scenario", "first-steps", database=f"sqlite:///{file}") as hosted, seated(hosted) as people:
            desk = Desk()
            orders = [person.order(desk) for person in people]
            kept = [people[0].post("/me/order", orders[0])["digest"]]
            trouble.fill(disk)
            begun = time.monotonic()
            refused = [person.ask("POST", "/me/order", json=order) for person, order in zip(people[1:], orders[1:], strict=True)]
            assert time.monotonic() - begun < 20
            for answer in refused:
                assert answer.status_code == 429, answer.text
                assert "nothing was lost, try again" in answer.json()["error"]["message"]
                assert int(answer.headers["Retry-After"]) > 0
            assert people[0].get("/me")["round"]["state"] == "running"
            assert hosted.ask("GET", "/hello").status_code == 200
            (disk / "ballast").unlink()
            kept += [person.post("/me/order", order)["digest"] for person, order in zip(people[1:], orders[1:], strict=True)]
            for _ in range(200):
                if people[0].get("/me")["round"]["turn"] == 2:
                    break
                time.sleep(0.05)
            assert people[0].get("/me")["round"]["turn"] == 2
            hosted.stop(signal.SIGKILL)
            assert orders_stored(file) >= set(kept)
            assert hosted.process is not None
            assert hosted.process.stderr is not None
            assert "database or disk is full" in hosted.process.stderr.read()


def test_a_host_whose_file_was_deleted_acknowledges_nothing_more(tmp_path):
    file = tmp_path / "class.db"
    with Hosted(tmp_path, "--scenario", "first-steps", database=f"sqlite:///{file}") as hosted, seated(hosted) as people:
        desk = Desk()
        orders = [person.order(desk) for person in people]
        kept = people[0].post("/me/order", orders[0])["digest"]
        away = tmp_path / "elsewhere"
        away.mkdir()
        for one in tmp_path.glob("class.db*"):
            one.rename(away / one.name)
        answer = people[1].ask("POST", "/me/order", json=orders[1])
        assert answer.status_code == 429, answer.text
        hosted.stop(signal.SIGKILL)
        assert kept in orders_stored(away / "class.db")
        assert hosted.process is not None
        assert hosted.process.stderr is not None
        assert "file is gone" in hosted.process.stderr.read()


def test_hosting_on_a_full_disk_or_a_damaged_file_is_one_line(tmp_path, capsys):
    def told(file: Path) -> str:
        words = ["tournament", "host", "--scenario", "first-steps", "--bind", "127.0.0.1", "--port", str(free_port())]
        assert main([*words, "--database", f"sqlite:///{file}"]) != 0
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1, said.err
        return str(said.err)

    from tests.hosting import make_host

    make_host(tmp_path)
    damaged = bytearray((tmp_path / "tournament.db").read_bytes())
    damaged[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    (tmp_path / "damaged.db").write_bytes(damaged)
    assert "is damaged" in told(tmp_path / "damaged.db")
    assert "may write there" in told(tmp_path / "no" / "such" / "folder.db")
    shut = trouble.forbidden(tmp_path)
    shut.begin()
    try:
        assert "may write there" in told(shut.folder / "class.db")
    finally:
        shut.end()
    with trouble.small_disk(tmp_path / "disk") as disk:
        if disk is None:
            pytest.skip("only root may mount a small disk")
        make_host(disk)
        (disk / "records").mkdir()
        closed = trouble.read_only(disk)
        closed.begin()
        assert "may write there" in told(disk / "new.db")
        assert "may write there" in told(disk / "tournament.db")          # an old one that can be read, and no more
        closed.end()
        trouble.fill(disk)
        assert "full" in told(disk / "class.db")
