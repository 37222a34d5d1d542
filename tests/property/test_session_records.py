"""Properties of records on the base scenario: interrupted games go on as they were, and no change goes unnoticed."""

import hashlib
import json
from functools import cache

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from game.app.run import Run
from game.bots.policies import policy
from game.core.dice import spread_seeds
from game.core.problems import TightropeError
from game.session.match import IllegalOrderError, Match
from game.session.reading import decode
from game.session.record import Order, encode
from game.session.verify import verify_files, verify_records

SCENARIO = "crossroads-2025"


@cache
def compiled():
    return Run().load(SCENARIO)


def find(scenario):
    return [compiled()] if scenario == SCENARIO else []


def played(seed, until=99, match=None):
    """Play by lot; the luck of the order of a turn depends on seed and turn only."""
    match = match or Match.new(compiled(), seed)
    orders = policy("random", match.scenario, spread_seeds([seed + 1000]))
    while not match.over and match.turn <= until:
        match.play(orders(match.view()))
    return match


@cache
def finished(seed):
    return encode(played(seed).record())


@settings(max_examples=100)                            # 20 games, each saved at about half of its turns
@given(st.integers(0, 19), st.integers(0, 10))
def test_saved_at_any_turn_and_loaded_is_the_uninterrupted_game(seed, until):
    save = encode(played(seed, until).record())
    match = Match.load(decode(save), compiled())
    assert encode(match.record()) == save
    assert encode(played(seed, match=match).record()) == finished(seed)


@settings(max_examples=15)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=8), st.integers(0, 10))
def test_honest_records_are_valid_in_any_company(seeds, until):
    records = [played(seed, until if place % 2 else 99).record() for place, seed in enumerate(seeds)]
    assert [valid for valid, *_ in verify_records(records, find)] == [True] * len(seeds)


def bytes_changed(seed, data):
    whole = bytearray(finished(seed))
    place = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(place, min(len(whole), place + 6)))
    put = data.draw(st.binary(max_size=6))
    broken = bytes(whole[:place] + put + whole[end:])
    if broken != bytes(whole):
        with pytest.raises(TightropeError):
            decode(broken)


test_bytes_changed_anywhere_are_refused = given(st.integers(0, 3), st.data())(bytes_changed)
test_a_thousand_changes_of_bytes_are_refused = pytest.mark.slow(
    settings(max_examples=1000)(given(st.integers(0, 3), st.data())(bytes_changed))
)


@given(st.binary(max_size=3000))
def test_any_bytes_are_refused_in_words(data):
    with pytest.raises(TightropeError):
        decode(data)


def places(value, path=()):
    """List the paths of all leaves of a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [path] if not isinstance(value, dict | list) else []
    for key, inner in items:
        found += places(inner, (*path, key))
    return found


UNVERIFIED = {"pack", "player", "format", "scenario", "rules"}       # they say where a game is from, not what came of it


@given(st.integers(0, 3), st.data())
def test_a_leaf_changed_and_resealed_is_refused(tmp_path_factory, seed, data):
    document = json.loads(finished(seed).split(b"\n")[0])
    path = data.draw(st.sampled_from([path for path in places(document) if path[0] not in UNVERIFIED]))
    holder = document
    for key in path[:-1]:
        holder = holder[key]
    old = holder[path[-1]]
    holder[path[-1]] = data.draw(other_than(old))
    body = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    sealed = body + b"\n" + hashlib.sha256(body).hexdigest().encode() + b"\n"
    try:
        record = decode(sealed)
    except TightropeError:
        return
    [(valid, reason, *_)] = verify_records([record], find)
    assert valid is False, f"{path}: {old!r} → {holder[path[-1]]!r} is called {valid}"
    assert reason
    (folder := tmp_path_factory.getbasetemp() / "leaf").mkdir(exist_ok=True)
    (folder / "forged.tightrope").write_bytes(sealed)
    assert verify_files([folder / "forged.tightrope"], find)[0].valid is False


def other_than(old):
    """Give other values of the same kind, and a few of another."""
    if isinstance(old, float):
        return st.integers(-100_000, 100_000).map(lambda n: n / 1000).filter(lambda value: value != old)
    if isinstance(old, int):
        return st.integers(0, 400).filter(lambda value: value != old)
    if isinstance(old, str) and len(old) in (16, 32) and set(old) <= set("0123456789abcdef"):
        return st.text("0123456789abcdef", min_size=len(old), max_size=len(old)).filter(lambda value: value != old)
    names = [event.id for event in compiled().scenario.events] + [o.id for event in compiled().scenario.events for o in event.options]
    return st.sampled_from([*names, None, 1, "x"]).filter(lambda value: value != old)


@given(st.integers(0, 3), st.integers(0, 9), st.data())
def test_illegal_orders_are_refused_by_value_and_change_nothing(seed, until, data):
    match = played(seed, until)
    if match.over:
        return
    programmes = [programme.id for programme in match.scenario.programmes]
    levels = data.draw(st.lists(st.integers(-200, 300), min_size=len(programmes), max_size=len(programmes)))
    named = ["no-such", *[option.id for event in match.scenario.events[:5] for option in event.options]]
    answers = data.draw(st.lists(st.sampled_from(named), min_size=3, max_size=3))
    order = Order(dict(zip(programmes, levels, strict=True)), dict(zip(match.events, answers, strict=False)))
    before = match.record()
    if match.problems(order):
        with pytest.raises(IllegalOrderError):
            match.play(order)
        assert match.record() == before
    else:
        assert sum(levels) <= int(match.state.points[0])


@given(st.integers(0, 50), st.integers(0, 9))
def test_what_a_policy_wants_is_what_the_match_plays(seed, until):
    match = played(seed, until)
    if match.over:
        return
    orders = policy("even", match.scenario, spread_seeds([0]))(match.view())
    assert match.problems(None) != [] or match.events == ()
    report = match.play(orders)
    assert report.order.points == {p.id: int(n) for p, n in zip(match.scenario.programmes, orders.points[:, 0], strict=True) if n}
    assert np.array_equal(match.state.levels, orders.points)
