"""The engine: a compiled scenario, its state, and the pure functions begin, check and step over a batch of games."""

RULES_VERSION = 1
"""Rises when the same orders on the same compiled scenario give another game."""
