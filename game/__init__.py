"""Tightrope, an educational wargame: Seoul between Washington and Beijing."""

VERSION = "0.1.0"
"""Also in pyproject.toml, CITATION.cff and CHANGELOG.md; a test keeps them alike."""
