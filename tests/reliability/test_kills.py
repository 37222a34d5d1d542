"""Killed while it saves, a game is whole and goes on; the turn in hand is all that is lost."""

import json
import subprocess
import sys

import pytest

TORN = """
import time
import game.session.store as store

def plain(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data[:len(data) // 2])
        file.flush()
        time.sleep(0.005)
        file.write(data[len(data) // 2:])

store.write_file = plain
"""
RUN = """
from pathlib import Path
from tests.reliability.kills import run
import json, sys
print(json.dumps(run(int(sys.argv[1]), Path(sys.argv[2]))))
"""


def kills(root, folder, times, before=""):
    command = [sys.executable, "-c", before + RUN, str(times), str(folder)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing_but_the_turn_in_hand(root, tmp_path):
    found = kills(root, tmp_path, 200)
    assert found["faults"] == []
    assert found["kills"] == 200
    assert found["turns"] > 100
    assert found["finished"] > 3, "no game came to its end"
    assert found["half"] > 10, "no kill came while a file was written"


@pytest.mark.slow
def test_plain_writes_would_be_found_out(root, tmp_path):
    assert kills(root, tmp_path, 30, TORN)["faults"]
