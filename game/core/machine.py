"""The machine that the program runs on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

KEPT = 31 << 20
"""Bytes: the largest array by which the GNU C library learns (`man mallopt`, M_MMAP_THRESHOLD)."""

BUFFER = 1024
"""Numbers that NumPy takes at a time where it must copy."""
SHORTEST = 500
"""Rows of fewer numbers gain less than the change of the buffer costs."""


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def keep_memory() -> None:
    """Let the C library keep freed memory for the next arrays.

    Without it every large array begins in fresh pages, which the system hands out one by one: a fifth of a batch's time.
    Having freed one array of this size, the GNU library keeps all smaller ones; elsewhere this does nothing.
    """
    np.empty(KEPT, dtype=np.uint8)


@contextmanager
def short_rows(length: int) -> Iterator[None]:
    """Work on arrays with rows of such a length without copying them; results are the same.

    Where an array meets a row or a column, NumPy copies rows that are shorter than its buffer of 8,192 numbers, which takes
    three times as long as the arithmetic. Very short rows are not worth the change.
    """
    if length < SHORTEST:
        yield
        return
    before = np.setbufsize(BUFFER)
    try:
        yield
    finally:
        np.setbufsize(before)
