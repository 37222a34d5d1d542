"""Fixed-point arithmetic and dice."""

import numpy as np

from game.core.dice import between, name_word, percent, roll, seed_from_hex, spread_seeds, threefry, turn_keys
from game.core.numbers import fixed, mul_div, per_turn


def test_mul_div_rounds_half_up_and_is_wide_inside() -> None:
    """Products are worked out in 64 bits; halves go up, also below zero."""
    big = np.array([2_000_000_000, -2_000_000_000], dtype=np.int32)
    assert mul_div(big, 1000, 1000).tolist() == big.tolist()
    assert mul_div(np.array([1, 3, -1, -3], dtype=np.int32), 1, 2).tolist() == [1, 2, 0, -1]
    assert mul_div(np.array([7, -7], dtype=np.int32), 1, np.array([-2, -2], dtype=np.int32)).tolist() == [-3, 4]


def test_per_turn_agrees_for_numbers_and_arrays() -> None:
    """An amount a year is the same amount a turn, alone or in an array."""
    for amount in (4500, -3, 7, -7, 11):
        assert per_turn(amount, 6) == int(np.asarray(per_turn(np.array([amount], dtype=np.int32), 6))[0])
    assert fixed(2.32) == 2320


def test_threefry_gives_the_published_answer() -> None:
    """Known answer of Threefry-2x64-20 for key and counter zero (Random123)."""
    zero = np.zeros(1, dtype=np.uint64)
    x0, x1 = threefry(zero, zero, np.uint64(0), np.uint64(0))
    assert (int(x0[0]), int(x1[0])) == (0xC2B6E3A8C2C69865, 0x6F81ED42F350084D)


def test_rolls_are_even_and_unrelated() -> None:
    """Over many games each roll covers its range evenly, and rolls of different names, turns and seeds do not follow one another."""
    seeds = spread_seeds(range(20_000))
    words = np.array([[name_word(n)] for n in ("a", "b", "card.x", "card.y")], dtype=np.uint32)
    rolls = [percent(roll(turn_keys(seeds, turn), words)).astype(float) for turn in (1, 2)]
    stacked = np.concatenate(rolls)
    assert np.abs(stacked.mean(axis=1) - 50_000).max() < 900
    assert np.abs(np.corrcoef(stacked) - np.eye(8)).max() < 0.03
    assert abs(np.corrcoef(stacked[0][:-1], stacked[0][1:])[0, 1]) < 0.03
    counts = np.bincount((stacked[0] // 10_000).astype(int), minlength=10)
    assert counts.min() > 1800
    assert counts.max() < 2200


def test_between_covers_its_ends() -> None:
    """Whole numbers from low to high, both included."""
    found = between(roll(turn_keys(spread_seeds(range(2000)), 1), np.array([[1]], dtype=np.uint32))[0], 3, 6)
    assert sorted(set(found.tolist())) == [3, 4, 5, 6]


def test_a_roll_depends_on_seed_turn_and_name_only() -> None:
    """The rest of the batch does not matter."""
    seed = seed_from_hex("00112233445566778899aabbccddeeff")
    words = np.array([[name_word("card.x")]], dtype=np.uint32)
    alone = roll(turn_keys(seed, 4), words)
    many = roll(turn_keys(np.concatenate([spread_seeds(range(9)), seed], axis=1), 4), words)
    assert alone[0, 0] == many[0, 9]
