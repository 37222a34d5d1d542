"""Rounding that still adds up."""

from collections.abc import Sequence


def rounded(amounts: Sequence[int], unit: int, total: int) -> list[int]:
    """Round thousandths to whole units so that they sum to `total` units: what is short goes to the largest remainders.

    >>> rounded([1004, 1004, 1004], 10, 301), rounded([-1006, 3], 10, -100)
    ([101, 100, 100], [-100, 0])
    """
    floors = [amount // unit for amount in amounts]
    order = sorted(range(len(amounts)), key=lambda place: (floors[place] * unit - amounts[place], place))
    short = total - sum(floors)
    while short and order:
        step = 1 if short > 0 else -1
        for place in order[: abs(short)] if step > 0 else order[::-1][: abs(short)]:
            floors[place] += step
            short -= step
    return floors


def whole(amount: int, unit: int) -> int:
    """Round thousandths half up to whole units.

    >>> whole(58_005, 10), whole(-5, 10)
    (5801, 0)
    """
    return (amount + unit // 2) // unit
