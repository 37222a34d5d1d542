"""`tournament host` as a teacher starts it: links, code, going on, exit codes, TLS, slow clients, live updates."""

import contextlib
import json
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time

import httpx2
import pytest

from game.app.cli import main
from game.server.hosting import qr_text
from tests.hosted import Hosted


@pytest.fixture(scope="module")
def hosted(tmp_path_factory):
    with Hosted(tmp_path_factory.mktemp("host"), "--scenario", "first-steps", "--title", "Class  3-1", "--operator") as found:
        yield found


def test_it_says_where_to_join_and_gives_links(hosted):
    told = hosted.told
    assert told["address"] == f"http://127.0.0.1:{hosted.port}"
    assert told["code"].endswith(f":{hosted.port}")
    assert (told["title"], told["new"]) == ("Class 3-1", True)
    assert len(hosted.ask("GET", "/console", hosted.teacher).json()["rounds"]) == 1
    assert hosted.ask("GET", "/table", hosted.table).status_code == 200
    assert hosted.ask("GET", "/tournaments", told["operator"]).status_code == 200
    assert hosted.ask("GET", "/hello").json()["room"] == told["room"]


def test_the_table_is_live(hosted):
    seen = []
    connection = socket.create_connection(("127.0.0.1", hosted.port))
    connection.sendall(f"GET /api/v1/table/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {hosted.table}\r\n\r\n".encode())
    heard = threading.Event()

    def listen():
        with connection, connection.makefile("r", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("data: "):
                    seen.append(json.loads(line[6:]))
                    if seen[-1]["players"]:
                        heard.set()
                        return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    while not seen:
        time.sleep(0.01)
    assert seen[0]["players"] == []
    hosted.ask("POST", "/join", json={"nickname": "Quiet Heron"})
    hosted.ask("POST", "/console/approve-all", hosted.teacher)
    assert heard.wait(10), "nothing was heard"
    assert seen[-1]["players"][0]["nickname"] == "Quiet Heron"


@pytest.mark.slow
def test_slow_and_silent_clients_are_let_go_and_slow_nobody_down(hosted):
    slow = [socket.create_connection(("127.0.0.1", hosted.port)) for _ in range(100)]
    for number, one in enumerate(slow):
        if number % 2:
            one.sendall(b"POST /api/v1/join HTTP/1.1\r\nHost: x\r\nContent-Le")
        else:
            one.sendall(b"POST /api/v1/join HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{")
    begun = time.monotonic()
    assert hosted.ask("GET", "/hello").status_code == 200
    assert time.monotonic() - begun < 5
    for one in slow:
        one.settimeout(20)
        data = one.recv(1000)
        assert data == b"" or b" 408 " in data.split(b"\r\n")[0]
        one.close()


def test_garbage_is_refused(hosted):
    hello = b"\x16\x03\x01\x02\x00\x01\x00" + b"a" * 500               # of TLS
    for garbage in (b"\x00" * 100 + b"\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", hello, b"A" * 200_000 + b"\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", hosted.port)) as one:
            one.settimeout(15)
            one.sendall(garbage)
            try:
                data = one.recv(1000)
            except ConnectionResetError:
                data = b""
            assert data == b"" or data.startswith(b"HTTP/1.1 4")
    assert hosted.ask("GET", "/hello").status_code == 200


def test_ctrl_c_ends_it_and_the_same_command_goes_on(tmp_path):
    first = Hosted(tmp_path, "--title", "Class 3-2")
    with first:
        token = first.ask("POST", "/join", json={"nickname": "Mina"}).json()["token"]
        room = first.told["room"]
        assert first.stop(signal.SIGINT) == 0
    second = Hosted(tmp_path)
    with second:
        assert (second.told["room"], second.told["new"], second.told["title"]) == (room, False, "Class 3-2")
        assert second.ask("GET", "/me", token).json()["player"]["nickname"] == "Mina"
        assert second.stop(signal.SIGTERM) in (0, -signal.SIGTERM)


def test_a_port_in_use_is_told_in_a_line(hosted, tmp_path, capsys):
    assert main(["tournament", "host", "--port", str(hosted.port), "--bind", "127.0.0.1", "--database", f"sqlite:///{tmp_path}/x.db"]) == 3
    assert "in use" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "code"), [
    (["--certificate", "x.pem"], 2), (["--bind", "here"], 2), (["--scenario", "no-such"], 2), (["--workers", "0"], 2),
    (["--title", "\x07"], 2),
    (["--certificate", "no.pem", "--key", "no.pem"], 3), (["--database", "sqlite:////no/such/x.db"], 3), (["--database", "nonsense"], 3),
])
def test_wrong_usage_and_what_cannot_be_done(words, code, capsys, tmp_path):
    more = [] if "--database" in words else ["--database", f"sqlite:///{tmp_path}/x.db"]
    assert main(["tournament", "host", "--port", "8799", "--bind", "127.0.0.1", *more, *words]) == code
    said = capsys.readouterr().err
    assert said.startswith("tightrope: ")
    assert said.count("\n") == 1


@pytest.mark.slow
def test_a_folder_that_cannot_be_made_is_told_in_a_line(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    assert main(["tournament", "host", "--port", "8799", "--bind", "127.0.0.1"]) == 3
    assert "--database sqlite:///FILE" in capsys.readouterr().err


def test_with_a_certificate_it_speaks_tls(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "1", "-subj", "/CN=x"],
        check=True, capture_output=True, timeout=60,
    )
    with Hosted(tmp_path, "--certificate", str(certificate), "--key", str(key)) as found:
        assert found.told["address"].startswith("https://")
        assert found.ask("GET", "/hello").json()["api"] == 1
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with socket.create_connection(("127.0.0.1", found.port)) as raw, context.wrap_socket(raw) as secure:
            assert secure.version() in ("TLSv1.2", "TLSv1.3")


def test_a_qr_code_is_drawn_for_a_terminal():
    drawn = qr_text("http://192.168.1.20:8750")
    assert set(drawn) <= set(" █▀▄\n")
    assert len(drawn.splitlines()) > 12


def test_nothing_of_the_server_is_imported_for_other_commands():
    code = (
        "import sys\nfrom game.app.cli import main\nmain(['scenarios', '--json'])\n"
        "print(sorted({'fastapi', 'uvicorn', 'sqlalchemy', 'starlette', 'segno'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr.strip() == "[]"


@pytest.mark.slow
def test_workers_end_when_the_process_that_started_them_is_killed(tmp_path):
    with Hosted(tmp_path, "--workers", "2") as found:
        assert found.process is not None
        found.process.kill()
        found.process.wait()
        for _ in range(100):
            with contextlib.suppress(httpx2.HTTPError):
                found.ask("GET", "/hello", timeout=1)
                time.sleep(0.1)
                continue
            break
        else:
            raise AssertionError("somebody still answers")


def test_the_log_says_what_was_asked_and_not_by_whom(tmp_path):
    log = tmp_path / "access.log"
    with Hosted(tmp_path, "--log", str(log)) as found:
        answer = found.ask("POST", "/join", json={"nickname": "Quiet Heron"}).json()
        found.ask("GET", "/me", answer["token"])
        assert found.stop() == 0
    text = log.read_text()
    assert "POST /api/v1/join 201" in text or "POST /join 201" in text
    for secret in ("Heron", "127.0.0.1", answer["token"], answer["code"], found.teacher):
        assert secret not in text
