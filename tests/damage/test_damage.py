"""A thousand damaged files a loader: read or refused in words, quickly, and without eating the memory."""

import json
import random
import subprocess
import sys

import pytest

from tests.damage.__main__ import play
from tests.damage.loaders import LOADERS
from tests.damage.mutations import MUTATIONS, damaged

EACH = 1_000


@pytest.mark.slow
@pytest.mark.parametrize("name", LOADERS)
def test_damaged_files_are_read_or_refused_in_words(name, root, tmp_path):
    command = [sys.executable, "-m", "tests.damage", "--each", str(EACH), "--loader", name, "--keep", str(tmp_path)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=600)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    assert found["faults"] == []
    assert done.returncode == 0
    assert found["files"] == EACH
    assert found["read"] + found["refused"] == EACH
    assert found["refused"] > EACH // 10, "the damage does not reach the loader"


@pytest.mark.parametrize("number", [55_878, 90_201])
def test_a_key_with_a_sign_that_cannot_be_seen_is_told_in_a_line_that_can(number, tmp_path):
    faults = play("sealed-records", 1, number, tmp_path)["faults"]
    assert not [fault for fault in faults if str(number) in fault], "found in 100,000 sealed records"


def test_a_card_with_a_name_of_thousands_of_letters_is_named_in_one_short_line(tmp_path):
    faults = play("packs", 1, 68_744, tmp_path)["faults"]
    assert not [fault for fault in faults if "68744" in fault], "found in 100,000 packs: the message held the whole name"


@pytest.mark.parametrize("name", LOADERS)
def test_a_number_makes_the_same_damage_again_and_an_unhurt_file_is_read(name, tmp_path, monkeypatch):
    loader = LOADERS[name]
    loader.prepare(tmp_path)
    found = []
    for _ in range(2):
        loader.damage(random.Random(7), tmp_path)
        found.append({path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()})
    assert found[0] == found[1]
    for module in ("loaders", "tournaments"):
        monkeypatch.setattr(f"tests.damage.{module}.damaged", lambda _, data: data)
    assert loader.damage(random.Random(7), tmp_path)()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_each_mutation_takes_any_bytes_and_mostly_changes_them(mutation):
    draw = random.Random(1)
    for data in (b"", b"\n", b"a", b"a: 1\nb: {c: 2, d: [3, 4]}\n"):
        mutation(draw, data)
    text = b"".join(b"key_%d: {number: %d, word: text}\n" % (i, i) for i in range(50))
    assert sum(mutation(draw, text) != text for _ in range(50)) > 25
    assert damaged(random.Random(3), text) == damaged(random.Random(3), text)
