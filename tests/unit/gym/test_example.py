"""The example that learns: shortened, it beats the even split on games that it has not seen."""

import re
from pathlib import Path
from typing import Any

import pytest

from game.gym.example import compare, learn
from game.gym.layout import Layout
from game.session.reading import read_record


@pytest.mark.slow
def test_a_policy_learnt_in_seconds_beats_the_even_split():
    """Ten rounds of 400 games; about a second of the processor. The whole example is ahead by far more."""
    own, even = compare("crossroads-2025", learn("crossroads-2025", pairs=200, rounds=10), games=1000)
    assert own > even + 5, f"{own:.1f} against {even:.1f}"


def test_learning_is_repeatable():
    assert (learn("first-steps", pairs=5, rounds=2) == learn("first-steps", pairs=5, rounds=2)).all()


def test_the_pages_code_runs_as_it_stands(root, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (root / "docs" / "gymnasium.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 3
    known: dict[str, Any] = {}
    for block in blocks:
        exec(compile(block, "docs/gymnasium.md", "exec"), known)
    assert known["seen"].shape == (2000, known["envs"].unwrapped.layout.size)
    record = read_record(Path("agent.tightrope"))
    assert record.scenario == "crossroads-2025"
    assert record.result is not None


def test_the_page_names_every_part_of_an_observation(root, base):
    text = (root / "docs" / "gymnasium.md").read_text(encoding="utf-8")
    layout = Layout(base)
    assert [part.name for part in layout.parts if f"`{part.name}`" not in text] == []
    assert layout.size == pytest.approx(int(re.findall(r"has about (\d+);", text)[0]), rel=0.1)
