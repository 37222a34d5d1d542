"""Fixed-point arithmetic: every quantity of a game is an int32 in thousandths of its unit."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

SCALE = 1000

Ints: TypeAlias = NDArray[np.int32]
Bools: TypeAlias = NDArray[np.bool_]
Amount: TypeAlias = "Ints | int"


def fixed(value: float) -> int:
    """Give a number of the pack as thousandths, rounded half up.

    >>> fixed(2.32), fixed(-0.0005), fixed(-0.15)
    (2320, 0, -150)
    """
    return int(np.floor(value * SCALE + 0.5 + 1e-9))


def mul_div(a: Amount, b: Amount, divisor: Amount) -> Ints:
    """Multiply and divide in int64 and round half up, as int32; the divisor must not be zero.

    >>> int(mul_div(1500, 2000, 1000)), int(mul_div(-1, 1, 2)), int(mul_div(1, 1, 2))
    (3000, 0, 1)
    """
    product = np.multiply(a, b, dtype=np.int64)
    if isinstance(divisor, int):
        product += divisor // 2
        return np.asarray(product // divisor, dtype=np.int32)
    whole = np.asarray(divisor, dtype=np.int64)
    return np.asarray((product * 2 + whole) // (whole * 2), dtype=np.int32)


def per_turn(per_year: Amount, months: int) -> Amount:
    """Turn an amount a year into an amount a turn of so many months, rounded half up.

    >>> per_turn(4500, 6), per_turn(-3, 6)
    (2250, -1)
    """
    if isinstance(per_year, int):
        return (per_year * months + 6) // 12
    return mul_div(per_year, months, 12)
