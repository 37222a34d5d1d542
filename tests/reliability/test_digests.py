"""The same game everywhere: every state digest, however games are played, and by whichever Python is on this machine."""

import shutil
from dataclasses import replace

import pytest

from game.content.library import load_scenario
from tests.reliability import digests

WORDS = ["--alone", "5", "--batched", "200", "--scenario", "first-steps"]


def test_alone_batched_and_replayed_are_the_same_games():
    compiled = load_scenario("first-steps")
    assert digests.check(compiled, 3, 70) != digests.check(compiled, 1, 69)


@pytest.mark.slow
def test_three_hundred_alone_and_ten_thousand_in_batches_of_three_sizes_are_the_same_games():
    assert len(digests.check(load_scenario("crossroads-2025"), 300, 10_000)) == 64


def test_a_difference_is_seen(monkeypatch):
    compiled = load_scenario("first-steps")
    real = digests.alone

    def other_luck(given, games):
        records = real(given, games)
        turn = records[-1].turns[2]
        return [*records[:-1], replace(records[-1], turns=(*records[-1].turns[:2], replace(turn, digest="0" * 16), *records[-1].turns[3:]))]

    monkeypatch.setattr(digests, "alone", other_luck)
    with pytest.raises(digests.DifferenceError, match="game 1 alone"):
        digests.check(compiled, 2, 50)
    monkeypatch.undo()
    whole = digests.batched
    monkeypatch.setattr(digests, "batched", lambda scenario, games, size: whole(scenario, games, size) + (1 if size < games else 0))
    with pytest.raises(digests.DifferenceError, match="batches of 5"):
        digests.check(compiled, 2, 50)


@pytest.mark.slow
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_other_pythons_play_the_same_games(python):
    if not digests.found_python(python):
        pytest.skip(f"there is no Python {python} on this machine")
    found = digests.elsewhere(python, "", WORDS)
    assert found is not None
    assert found["python"].startswith(python)
    assert found["digest"] == digests.here(["first-steps"], 5, 200)["digest"]


def test_a_python_that_is_not_here_is_said_to_be_missing(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/false")
    assert digests.elsewhere("3.99", "", WORDS) is None
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(digests.DifferenceError, match="pip install uv"):
        digests.elsewhere("3.12", "", WORDS)
