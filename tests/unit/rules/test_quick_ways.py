"""Quick ways of working something out give exactly what the plain way gives."""

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.bots.even import even_policy
from game.core.dice import below, odds, percent, spread_seeds, under
from game.core.numbers import SCALE, cells, where_true
from game.rules import engine
from game.rules.expressions import _FUNCTIONS, Program, at_turn
from game.rules.straight import Straight
from game.rules.tables import Bundle, Table
from game.rules.view import view_of
from tests import tiny

GAMES = 7
VALUES = np.random.default_rng(1).integers(-90_000, 90_000, (4, GAMES)).astype(np.int32)
RESOLVE = np.arange(GAMES, dtype=np.int32) * 9_000
NAMES = st.sampled_from([*(("name", "indicator", row) for row in range(4)), ("name", "resolve", 0), ("name", "turn", 0)])
NUMBERS = st.integers(-99_000, 99_000).map(lambda number: ("const", number))


def read(kind, index):
    return {"resolve": RESOLVE, "turn": 4000}[kind] if kind not in ("indicator", "rows") else VALUES[index]


def reader_of(games):
    def some(kind, index):
        value = read(kind, index)
        return value[..., games] if isinstance(value, np.ndarray) else value

    return some


def trees(inner):
    both = st.tuples(st.sampled_from(["add", "sub", "max", "min"]), inner, NUMBERS)
    turned = st.tuples(st.just("sub"), NUMBERS, inner)
    scaled = st.tuples(st.just("mul"), inner, st.integers(-1500, 1500).map(lambda number: ("const", number)))
    divided = st.tuples(st.just("div"), inner, st.integers(1, 99_000).map(lambda number: ("const", number)))
    cut = st.tuples(st.just("clamp"), inner, NUMBERS, NUMBERS)
    return st.one_of(both, turned, scaled, divided, cut, st.tuples(st.just("neg"), inner), st.tuples(st.just("add"), inner, inner))


def fits(tree):
    """Tell whether every part of a tree stays in 32 bits, as the compiler proves of every expression of a pack."""
    return within(tree) is not None


def within(tree):
    """Give the values of a tree in Python's numbers, None where one of its parts leaves 32 bits."""
    if tree[0] in ("const", "name"):
        return [tree[1]] * GAMES if tree[0] == "const" else np.broadcast_to(read(*tree[1:]), GAMES).tolist()
    parts = [within(part) for part in tree[1:]]
    if None in parts:
        return None
    found = [EXACT[tree[0]](*numbers) for numbers in zip(*parts, strict=True)]
    return found if all(-(1 << 31) < number < 1 << 31 for number in found) else None


EXACT: dict[str, Callable[..., int]] = {
    "add": int.__add__, "sub": int.__sub__, "max": max, "min": min, "neg": int.__neg__,
    "clamp": lambda a, low, high: min(max(a, low), high),
    "mul": lambda a, b: (2 * a * b + SCALE) // (2 * SCALE), "div": lambda a, b: (2 * a * SCALE + b) // (2 * b),
}


@given(st.lists(st.recursive(NAMES, trees, max_leaves=3).filter(fits), min_size=1, max_size=6))
def test_straight_lines_are_the_numbers_of_their_programs(several):
    which, games = np.divmod(np.arange(len(several) * GAMES), GAMES)
    found = Straight(several).run(which, games, VALUES, reader_of).reshape(len(several), GAMES)
    for row, value in zip(found, Program(several).run(read), strict=True):
        assert row.tolist() == np.broadcast_to(value, GAMES).tolist()
    assert found.tolist() == [within(tree) for tree in several]


def plain(tree):
    """Work out a tree part by part, as it is written."""
    if tree[0] in ("const", "truth", "name"):
        return read(*tree[1:]) if tree[0] == "name" else tree[1]
    return _FUNCTIONS[tree[0]](*[plain(part) for part in tree[1:]])


def compared(inner):
    return st.tuples(st.sampled_from(["ge", "le", "gt", "lt"]), inner, inner)


@given(st.lists(st.recursive(st.one_of(NAMES, NUMBERS), trees, max_leaves=4), min_size=1, max_size=5), st.data())
def test_parts_that_are_worked_out_in_batches_are_the_same_numbers(several, data):
    several = [*several, data.draw(compared(st.recursive(NAMES, trees, max_leaves=2)))]
    for tree, value in zip(several, Program(several).run(read), strict=True):
        assert np.broadcast_to(value, GAMES).tolist() == np.broadcast_to(plain(tree), GAMES).tolist()


@pytest.mark.parametrize("chance", [-5, 0, 1, 333, 50_000, 99_999, 100_000, 120_000])
def test_odds_are_chances(chance):
    words = np.concatenate([np.arange(0, 1 << 32, 99_991, dtype=np.uint64), np.arange((1 << 32) - 999, 1 << 32, dtype=np.uint64)])
    rolled = words.astype(np.uint32)
    assert np.array_equal(below(rolled, odds(chance)), percent(rolled) < chance)
    assert np.array_equal(under(rolled, chance), percent(rolled) < chance)


def test_odds_turn_at_the_same_roll_as_chances():
    for chance in range(1, 100_000, 997):
        edge = int(odds(chance)) << 8
        words = np.array([edge - 256, edge - 1, edge, edge + 255], dtype=np.uint32)
        assert (percent(words) < chance).tolist() == below(words, odds(chance)).tolist() == [True, True, False, False]
        assert under(words, np.array([chance] * 4)).tolist() == [True, True, False, False]


def test_a_batch_played_on_ends_as_one_played_step_by_step():
    rules, games = tiny.tiny(), 300
    policy, seeds = even_policy(rules), spread_seeds(range(games))
    plain = engine.begin(rules, seeds)
    while not engine.finished(rules, plain):
        plain = engine.step(rules, plain, policy(view_of(rules, plain)))
    quick = engine.play_on(rules, engine.begin(rules, seeds), lambda state: policy(view_of(rules, state)))
    assert 0 < np.count_nonzero(plain.ending >= 0) < games
    for name in ("values", "pillars", "total", "ended", "ending"):
        assert np.array_equal(getattr(plain, name), getattr(quick, name)), name
    kept = where_true(plain.ending < 0)
    assert (engine.digest(plain)[kept] == engine.digest(quick)[kept]).all()


@pytest.mark.parametrize("turn", range(1, 7))
def test_a_condition_read_for_a_turn_says_the_same(turn):
    late, hot = ("ge", ("name", "turn", 0), ("const", 3000)), ("gt", ("name", "indicator", 1), ("const", 0))
    several = [late, ("and", late, hot), ("or", hot, late), ("not", ("and", late, ("not", hot))), ("and", ("or", late, ("not", late)), hot)]
    def now(kind, index):
        return turn * SCALE if kind == "turn" else VALUES[index]

    whole = Program(several).run(now)
    short = Program([at_turn(tree, turn) for tree in several]).run(now)
    for one, other in zip(whole, short, strict=True):
        assert np.broadcast_to(one, GAMES).tolist() == np.broadcast_to(other, GAMES).tolist()


@pytest.mark.parametrize("months", [0, 1, 2, 3, 4, 5, 6, 8, 12])
def test_amounts_a_year_are_cancelled_without_a_difference(months):
    amounts = np.arange(-5000, 5000, 7, dtype=np.int32)
    plain = (amounts.astype(np.int64) * months + 6) // 12 if months else amounts
    assert Bundle((), months).turned(amounts).tolist() == plain.tolist()


def test_a_table_lists_what_its_columns_hold():
    whole = np.array([[0, 5, 0, -1], [0, 0, 0, 2], [0, 7, 0, 0]], dtype=np.int32)
    rows, amounts = Table(whole, ["a", "b", "c", "d"]).sparse
    assert rows.shape == amounts.shape == (2, 4)
    again = np.zeros_like(whole)
    np.add.at(again, (rows, np.arange(4)), amounts)
    assert np.array_equal(again, whole)


@given(st.integers(0, 6), st.integers(1, 6), st.randoms())
def test_cells_are_those_of_nonzero(rows, columns, luck):
    truths = np.array([[luck.random() < 0.3 for _ in range(columns)] for _ in range(rows)], dtype=np.bool_).reshape(rows, columns)
    assert [found.tolist() for found in cells(truths)] == [found.tolist() for found in np.nonzero(truths)]
    assert where_true(truths).tolist() == np.flatnonzero(truths).tolist()


def test_a_turn_is_freed_as_soon_as_it_is_played():
    """Arrays of a batch that wait for a collection cost fresh memory every turn: nothing of a turn may hold itself."""
    needing = tiny.event("need", tiny.option("have", needs=("ge", tiny.name("points", 1), tiny.const(2))), tiny.option("lack"))
    rules = replace(tiny.tiny(), events=(*tiny.tiny().events, needing))
    play = even_policy(rules)
    state = engine.begin(rules, spread_seeds(range(100)))
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            view, before = view_of(rules, state), weakref.ref(state)
            seen = weakref.ref(view)
            state = engine.step(rules, state, play(view))
            del view
            assert seen() is None
            assert before() is None
    finally:
        gc.enable()
