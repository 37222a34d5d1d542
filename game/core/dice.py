"""Dice as a pure function of the seed, the turn and the name of the roll.

A Threefry-2x64 block with 20 rounds turns (seed, turn) into a 64-bit key for the turn; a 32-bit mixer then joins that
key with the name of each roll (lowbias32, then an odd factor from the key). What a player
does never shifts a roll, and a new card does not move another card's.
Threefry: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
"""

import hashlib
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Seeds: TypeAlias = NDArray[np.uint64]
Keys: TypeAlias = NDArray[np.uint32]
Words: TypeAlias = NDArray[np.uint32]

_ROTATIONS = (16, 42, 12, 31, 16, 32, 24, 21)
_TURNS = tuple((np.array(bits, np.uint64), np.array(64 - bits, np.uint64)) for bits in _ROTATIONS)
_SHIFTS = np.array(15, dtype=np.uint32), np.array(16, dtype=np.uint32)       # arrays without axes: quicker than NumPy's numbers
_FACTORS = np.array(0x7FEB352D, dtype=np.uint32), np.array(0x846CA68B, dtype=np.uint32)
_UNUSED, _PERCENT = np.array(8, dtype=np.uint32), np.array(100_000 / (1 << 24))
_PARITY = np.uint64(0x1BD11BDAA9FC1A22)
_WHOLE = (1 << 64) - 1


def spread_seeds(numbers: "list[int] | range | NDArray[np.int64]") -> Seeds:
    """Spread numbers such as the command line's to 128-bit seeds, shape (2, games)."""
    low = np.asarray(list(numbers) if isinstance(numbers, range) else numbers, dtype=np.uint64)
    return np.stack(threefry(low, np.full_like(low, 0x7469676874726F70), np.uint64(0), np.uint64(1)))


def seed_from_hex(text: str) -> Seeds:
    """Read a 128-bit seed from 32 hexadecimal digits, shape (2, 1); raises ValueError."""
    if len(text) != 32:
        raise ValueError("a seed has 32 hexadecimal digits")
    return np.array([[int(text[:16], 16)], [int(text[16:], 16)]], dtype=np.uint64)


def seed_to_hex(seeds: Seeds, game: int = 0) -> str:
    """Write the seed of one game as 32 hexadecimal digits.

    >>> seed_to_hex(seed_from_hex("00000000000000010000000000000002"))
    '00000000000000010000000000000002'
    """
    return f"{int(seeds[0, game]):016x}{int(seeds[1, game]):016x}"


def name_word(name: str) -> int:
    """Give the 32-bit word that stands for a roll's name in every version and on every platform, with the mixer's first step done."""
    word = int.from_bytes(hashlib.blake2s(name.encode(), digest_size=4).digest(), "little")
    return word ^ (word >> 16)


def turn_keys(seeds: Seeds, turn: int) -> Keys:
    """Derive the keys of one turn, shape (2, games), from 128-bit seeds: as `roll` wants them, what is the same for all names done."""
    return _keys(threefry(seeds[0], seeds[1], np.uint64(turn), np.uint64(0))[0])


def keys_of_turns(seeds: Seeds, turns: range) -> list[Keys]:
    """Derive the keys of several turns in one go, as `turn_keys` does one by one."""
    games = seeds.shape[1]
    again = np.tile(seeds, (1, len(turns)))
    numbered = np.repeat(np.array(turns, dtype=np.uint64), games)
    keys = _keys(threefry(again[0], again[1], numbered, np.uint64(0))[0])
    return [np.ascontiguousarray(keys[:, place * games : (place + 1) * games]) for place in range(len(turns))]


def _keys(first: Seeds) -> Keys:
    keys = np.empty((2, len(first)), dtype=np.uint32)
    np.copyto(keys[0], first, casting="unsafe")          # the low half, then the high one
    np.copyto(keys[1], first >> np.uint64(32), casting="unsafe")
    keys[0] ^= keys[0] >> np.uint32(16)
    keys[1] |= np.uint32(1)
    return keys


def roll(keys: Keys, words: Words) -> Words:
    """Roll once for each name and game: uniform 32-bit words, shape of words (k, 1) or (k, games) against keys (2, games)."""
    x = words ^ keys[0]                                  # the first shift of Wellons' lowbias32 is in both already
    x *= _FACTORS[0]
    high = np.right_shift(x, _SHIFTS[0])                 # one buffer: fresh large arrays cost more than the arithmetic
    x ^= high
    x *= _FACTORS[1]
    np.right_shift(x, _SHIFTS[1], out=high)
    x ^= high
    x *= keys[1]
    np.right_shift(x, _SHIFTS[1], out=high)
    x ^= high
    return np.asarray(x)


def odds(chance: "NDArray[Any] | list[int] | int") -> Words:
    """Turn chances (thousandths of a percent) into what the first 24 bits of a roll must stay below to come up.

    >>> odds([0, 50_000, 100_000]).tolist()
    [0, 8388608, 16777216]
    """
    wide = np.minimum(np.maximum(np.asarray(chance, dtype=np.int64), 0), 100_000)
    return np.asarray(((wide << 24) + 99_999) // 100_000, dtype=np.uint32)


def below(words: Words, odds_: Words) -> NDArray[np.bool_]:
    """Tell which rolls come up, as `percent(words) < chance` would, in a third of the time."""
    return np.asarray((words >> np.uint32(8)) < odds_)


def ends(odds_: Words) -> NDArray[Any]:
    """Give the words that rolls must stay below to come up, from `odds`; 64 bits wide where a chance is certain, else as quick as can be.

    >>> ends(odds([0, 50_000])).tolist(), ends(odds([100_000])).dtype.name
    ([0, 2147483648], 'uint64')
    """
    wide = odds_.astype(np.uint64) << np.uint64(8)
    return wide if wide.max(initial=0) >> np.uint64(32) else wide.astype(np.uint32)


def percent(words: Words) -> NDArray[np.int32]:
    """Turn rolls into thousandths of a percent, 0 to 99,999, for comparing with a chance."""
    return ((words >> np.uint32(8)).astype(np.uint64) * np.uint64(100_000) >> np.uint64(24)).astype(np.int32)


def under(words: Words, chance: Any) -> NDArray[np.bool_]:
    """Tell where `percent(words) < chance`, in half the time: a float64 holds the products, and rounding down changes no comparison.

    >>> under(np.array([0, 1 << 31, (1 << 31) - 256], dtype=np.uint32), 50_000).tolist()
    [True, False, True]
    """
    return np.asarray((words >> _UNUSED) * _PERCENT < chance)


def between(words: Words, low: int, high: int) -> NDArray[np.int32]:
    """Turn rolls into whole numbers from low to high, both included."""
    span = np.uint64(high - low + 1)
    return ((words.astype(np.uint64) * span >> np.uint64(32)).astype(np.int64) + low).astype(np.int32)


def threefry(k0: Seeds, k1: Seeds, c0: "np.uint64 | Seeds", c1: np.uint64) -> tuple[Seeds, Seeds]:
    """Encrypt the counter (c0, c1) under each 128-bit key with Threefry-2x64-20."""
    if k0.shape == (1,) and isinstance(c0, np.uint64):   # one game: Python's own numbers are ten times as fast as arrays
        one, other = _threefry_one(int(k0[0]), int(k1[0]), int(c0), int(c1))
        return np.array([one], dtype=np.uint64), np.array([other], dtype=np.uint64)
    keys = (k0, k1, k0 ^ k1 ^ _PARITY)
    x0, x1 = k0 + c0, k1 + c1
    high = np.empty_like(x1)                             # one buffer, as in `roll`
    for i in range(20):
        left, right = _TURNS[i % 8]
        x0 += x1
        np.left_shift(x1, left, out=high)
        x1 >>= right
        x1 |= high
        x1 ^= x0
        if i % 4 == 3:
            step = i // 4 + 1
            x0 += keys[step % 3]
            x1 += keys[(step + 1) % 3]
            x1 += np.uint64(step)
    return x0, x1


def _threefry_one(k0: int, k1: int, c0: int, c1: int) -> tuple[int, int]:
    keys = (k0, k1, k0 ^ k1 ^ int(_PARITY))
    x0, x1 = (k0 + c0) & _WHOLE, (k1 + c1) & _WHOLE
    for i in range(20):
        turn = _ROTATIONS[i % 8]
        x0 = (x0 + x1) & _WHOLE
        x1 = ((x1 << turn & _WHOLE) | (x1 >> (64 - turn))) ^ x0
        if i % 4 == 3:
            step = i // 4 + 1
            x0 = (x0 + keys[step % 3]) & _WHOLE
            x1 = (x1 + keys[(step + 1) % 3] + step) & _WHOLE
    return x0, x1
