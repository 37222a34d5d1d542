"""Static checks, one a file; `run_checks` runs them all."""

from game.content.lint.registry import CHECKS, run_checks

__all__ = ["CHECKS", "run_checks"]
