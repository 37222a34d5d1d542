"""Guidance and glossary of a pack: what a step points at must be there, what it waits for must be able to come, entries explain."""

from pathlib import Path

import pytest

from .conftest import load


def with_guide(small: Path, *steps: str, tail: str = "") -> Path:
    path = small / "scenario.yaml"
    text = path.read_text(encoding="utf-8") + "guide:\n" + "".join(f"  - {{{step}, say: Look.}}\n" for step in steps) + tail
    path.write_text(text, encoding="utf-8")
    return small


def messages(small: Path) -> list[str]:
    return [f"{f.severity} {f.code}: {f.message}" for f in load(small, lint=True).findings]


def test_a_guide_is_compiled_with_its_texts(small: Path) -> None:
    loaded = load(with_guide(small, "turn: 1, page: points, point_at: 'programme:fairs', wait_for: 'point:fairs'"), lint=True)
    assert loaded.findings == []
    step = loaded.use().meta.guide[0]
    assert (step.page, step.turn, step.point_at, step.wait_for) == ("points", 1, "programme:fairs", "point:fairs")
    assert loaded.use().texts.get("guide.0.say") == "Look."


@pytest.mark.parametrize(("step", "words"), [
    ("page: points, point_at: 'programme:fair'", "unknown programme 'fair'; did you mean 'fairs'"),
    ("page: points, wait_for: 'point:fair'", "unknown point 'fair'; did you mean 'fairs'"),
    ("page: brief, point_at: forecast", "unknown target 'forecast' on the page 'brief'"),
    ("page: brief, point_at: 'gauge:luck'", "unknown gauge 'luck'"),
    ("page: brief, point_at: 'card:7'", "unknown card '7'"),
    ("page: event, point_at: 'answers:2'", "'answers' takes no name"),
    ("page: resolve, wait_for: answer", "unknown thing to wait for 'answer' on the page 'resolve'"),
])
def test_what_is_not_there_is_an_error(small: Path, step: str, words: str) -> None:
    found = messages(with_guide(small, step))
    assert len(found) == 1
    assert found[0].startswith(f"error unknown-target: {words}")


@pytest.mark.parametrize(("steps", "words"), [
    (("turn: 40, page: brief",), "the game has"),
    (("turn: 2, page: brief", "turn: 1, page: brief"), "a step of turn 2 stands before it"),
    (("turn: 1, page: brief, wait_for: table", "turn: 1, page: brief"), "waits until the page 'brief' has gone"),
    (("turn: 1, page: points, wait_for: turn_ended", "turn: 1, page: event"), "waits until the page 'event' has gone"),
    (("turn: 1, page: result",), "after the last turn"),
    (("turn: 1, page: event, card: 4",), "there is no page of card 4"),
])
def test_a_step_that_can_never_come_is_warned_of(small: Path, steps: tuple[str, ...], words: str) -> None:
    found = messages(with_guide(small, *steps))
    assert len(found) == 1
    assert found[0].startswith("warning never: this step can never come: ")
    assert words in found[0]


def test_a_glossary_explains_words_and_things(small: Path) -> None:
    tail = "glossary:\n  radar: {word: radar, also: [radars], text: It sees far., see: [growth]}\n  growth: {text: How fast.}\n"
    loaded = load(with_guide(small, "page: brief", tail=tail), lint=True)
    assert loaded.findings == []
    compiled = loaded.use()
    assert compiled.meta.glossary["radar"].see == ("growth",)
    assert compiled.texts.get(compiled.meta.glossary["growth"].name) == compiled.texts.get("indicators.growth.name")
    assert compiled.texts.get("glossary.radar.also") == "radars"


def test_what_is_wrong_in_a_glossary(small: Path) -> None:
    tail = f"glossary:\n  a: {{word: A, text: {'x' * 161}, see: [b], sources: [nobody]}}\n  nothing: {{text: Of nothing.}}\n"
    found = messages(with_guide(small, "page: brief", tail=tail))
    codes = ["error unknown-id", "error unknown-source", "warning no-word", "warning too-long"]
    assert sorted(line.split(":")[0] for line in found) == codes
