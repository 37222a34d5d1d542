"""The dice tell every roll of a scenario from every other."""

import pytest

from game.content.compiling import assemble
from game.content.diagnostics import PackError
from game.content.library import load_scenario
from game.core.dice import name_word


def test_two_rolls_with_one_word_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clash of 32-bit words is an error that names both rolls."""
    real = name_word
    monkeypatch.setattr(assemble, "name_word", lambda name: 7 if name in ("card.urea_again", "card.crab_season") else real(name))
    with pytest.raises(PackError) as told:
        load_scenario("crossroads-2025")
    assert "card.urea_again" in str(told.value.findings[0])
    assert "dice-clash" in str(told.value.findings[0])
