"""Problems as values: what is wrong with an order or a file, in words that say what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: a stable code, what it is about, and the figures that explain it."""

    code: str
    about: str = ""
    have: int = 0
    allowed: int = 0


class TightropeError(Exception):
    """An error that a user can read: one line that says what is wrong and what to do."""
