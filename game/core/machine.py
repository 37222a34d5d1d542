"""The machine that the program runs on."""

import os

import numpy as np

KEPT = 31 << 20
"""Bytes: the largest array by which the GNU C library learns (`man mallopt`, M_MMAP_THRESHOLD)."""


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def keep_memory() -> None:
    """Let the C library keep freed memory for the next arrays.

    Without it every large array begins in fresh pages, which the system hands out one by one: a fifth of a batch's time.
    Having freed one array of this size, the GNU library keeps all smaller ones; elsewhere this does nothing.
    """
    np.empty(KEPT, dtype=np.uint8)
