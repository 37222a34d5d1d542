"""Goldens are made anew by `pytest tests/golden --regenerate-goldens` only; say in the commit message why they changed."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the goldens."""
    parser.addoption("--regenerate-goldens", action="store_true", help="write the goldens anew instead of comparing with them")


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether to write the goldens anew."""
    return bool(request.config.getoption("--regenerate-goldens", default=False))
