"""The tournament file: sealed first, opened later; what was changed is refused in words."""

import hashlib
import json
from dataclasses import replace

import pytest

from game.core.problems import TightropeError
from game.session.record import Options, PackRef, RulesRef, canonical
from game.tournament.format import LESSON_PACE, PACED, FormatError, Pace, Settings, Tournament, decode, encode, plan
from game.tournament.seeds import check_seed, digest_of, new_seed


@pytest.fixture
def tournament():
    pack, rules = PackRef("base", "1.0.0", "a" * 64), RulesRef("b" * 64, 3)
    rounds = plan("crossroads-2025", pack, rules), plan("thaad-2016", pack, rules, Options(6, 2))
    return Tournament("0123456789abcdef", "Class 3-1 왜", rounds)


def resealed(document):
    body = canonical(document).encode()
    return b"%s\n%s\n" % (body, hashlib.sha256(body).hexdigest().encode())


def test_it_comes_back_sealed_and_open(tournament):
    assert decode(encode(tournament)) == tournament
    assert tournament.open
    sealed = decode(encode(tournament.sealed()))
    assert sealed == tournament.sealed()
    assert not sealed.open
    assert sealed.rounds == tuple(replace(one, seed=None) for one in tournament.rounds)


def test_a_sealed_file_holds_no_seed(tournament):
    data = encode(tournament.sealed()).decode()
    assert all(one.seed not in data and one.seed_digest in data for one in tournament.rounds)


def test_seeds_are_new_and_their_digest_is_a_plain_sha256():
    seed = new_seed()
    assert seed != new_seed()
    assert len(bytes.fromhex(seed)) == 16
    assert digest_of(seed) == hashlib.sha256(seed.encode()).hexdigest()
    check_seed(seed, digest_of(seed))
    with pytest.raises(TightropeError, match="not the one"):
        check_seed(new_seed(), digest_of(seed))


CHANGES = [
    {"id": "x"}, {"title": 3}, {"title": "x" * 61}, {"title": "a\nb"}, {"rounds": []}, {"rounds": {}}, {"rounds": [3]},
    {"tournament": "1"}, {"more": 1},
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_file_is_refused_even_resealed(tournament, change):
    document = json.loads(encode(tournament).split(b"\n")[0])
    with pytest.raises(FormatError):
        decode(resealed({**document, **change}))


@pytest.mark.parametrize("change", [
    {"seed": "0" * 32}, {"seed": "x"}, {"seed_digest": "0" * 64}, {"scenario": "../x"}, {"options": {}}, {"options": {"turns": 0}},
    {"options": {"turns": True}}, {"options": {"speed": 1}}, {"pack": {}}, {"rules": {"digest": "b" * 64, "version": "3"}},
])
def test_a_changed_round_is_refused(tournament, change):
    document = json.loads(encode(tournament).split(b"\n")[0])
    document["rounds"][0] |= change
    with pytest.raises(FormatError, match="ask for it again"):
        decode(resealed(document))


def test_damage_is_refused_in_words(tournament):
    data = encode(tournament)
    changed = data.replace(b"Class", b"class")
    for damaged in (b"", data[:-2], data[:50], changed, b"[" * 100_000, b"\xff" * 100, b"x" * 300_000, data + b"\n"):
        with pytest.raises(FormatError):
            decode(damaged)
    newer = json.loads(data.split(b"\n")[0]) | {"tournament": 2}
    with pytest.raises(FormatError, match="newer"):
        decode(resealed(newer))


def test_settings_of_a_later_version_are_left_out():
    assert Settings.of({"joining": False, "from_the_future": 1}) == replace(Settings(), joining=False)


def test_the_lesson_fits_a_class_period():
    play = sum(LESSON_PACE.seconds(turn) for turn in range(1, 7)) / 60
    assert play == pytest.approx(4 + 18)
    assert 5 + play + 13 + 5 == pytest.approx(45)
    assert Pace(PACED).seconds(1) == 0
    assert Pace(first_turn_seconds=0).seconds(1) == Pace().turn_seconds
