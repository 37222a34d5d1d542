"""One game and its record: the match that has the say, the codec of saves and replays, crash-safe files, verification."""

from game.core.dice import seed_from_hex
from game.core.numbers import SCALE
from game.core.problems import Problem, TightropeError

__all__ = ["SCALE", "Problem", "TightropeError", "seed_from_hex"]
"""What every user of a session needs to know of the core: amounts are thousandths, errors are for reading, problems are values."""
