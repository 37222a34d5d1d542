"""One game and its record: the match that has the say, the codec of saves and replays, crash-safe files, verification."""

from game.core.dice import seed_from_hex
from game.core.numbers import SCALE
from game.core.problems import Problem, Sentence, TightropeError, reason
from game.core.program import typed

__all__ = ["SCALE", "Problem", "Sentence", "TightropeError", "reason", "seed_from_hex", "typed"]
"""What every user of a session needs of the core: amounts are thousandths, errors are read in any language, problems are values."""
