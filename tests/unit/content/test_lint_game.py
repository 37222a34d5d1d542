"""The lint that knows the game: snippets with the place and the code of the warning (¦), and what must not be warned of."""

from pathlib import Path

import pytest

from .conftest import BASE, load

CARDS, SCENARIO, SOURCES = "events/cards.yaml", "scenario.yaml", "sources.yaml"
STRIKE = "growth < 4 and not flag.paid and count.strike < 2"
SIT = "{id: sit, label: Sit it out, gist: It lasts., lean: {autonomy: 0.5}, points: 1, affront: 1.5}"
LEAN = "lean: {autonomy: 1}"

WARNED = [
    # reach: turns, limits, circles of flags, counts
    (CARDS, STRIKE, "¦turn >= 5 and not flag.paid", "unreachable", "exclude each other"),
    (CARDS, STRIKE, "¦growth >= 3 and growth < 2 and not flag.paid", "unreachable", "exclude each other"),
    (CARDS, STRIKE, "¦flag.paid", "unreachable", "what sets flag 'paid' cannot come up either"),
    (CARDS, STRIKE, "¦count.strike >= 1 and not flag.paid", "unreachable", "exclude each other"),
    (CARDS, STRIKE, "¦(growth > 3 and 3 > growth) and not flag.paid", "unreachable", "exclude each other"),
    (SCENARIO, "when: ire <= 40", "when: ¦ire <= 40 and ire >= 60", "unreachable", "offer 'doors' can never be open"),
    (SCENARIO, "when: approval <= 10", "when: ¦approval <= 10 and turn >= 5", "unreachable", "ending 'fall' can never come"),
    (SCENARIO, "when: flag.tested", "when: ¦flag.tested and turn > 4", "unreachable", "flow 'drift' never works"),
    (SCENARIO, "chance: 10, effects", "when: ¦turn >= 9, chance: 10, effects", "never", "shock 'storm' can never strike"),
    # answers
    (CARDS, SIT, f"{SIT}\n    - ¦{{id: shout, label: Shout, gist: Loudly., {LEAN}, points: 1, affront: 1.6}}", "dominated", "option 'sit'"),
    (CARDS, SIT, f"{SIT}\n    - ¦{{id: lose, label: Lose, gist: It hurts., {LEAN}, points: 2, affront: 2, effects: {{growth: -1}}}}",
     "dominated", "option 'sit'"),
    # levels, ladders, endings
    (SCENARIO, "max: 3, steps: [1, 0.8, 0.6], start: 1", f"max: ¦9, steps: {[1] * 9}, start: 1", "never-reached", "5 at most"),
    (SCENARIO, "at: 70, leave_at: 60", "at: ¦98, leave_at: 60", "ladder-gap", "48 lie between rungs 'words' and 'tariffs'"),
    (SCENARIO, "at: 70, leave_at: 60", "at: 70, leave_at: ¦30", "ladder-gap", "both end at once"),
    (SCENARIO, "at: 44, leave_at: 33", "at: 44, leave_at: ¦-3", "ladder-gap", "never falls below 0"),
    (SCENARIO, "at: 44, leave_at: 33", "at: ¦144, leave_at: 33", "never", "ends at 100"),
    (SCENARIO, "pressure: pressure, ire: ire", "ire: ire", "no-role", "no indicator has the role `pressure`"),
    (SCENARIO, "turns: 2, not_before: 2", "turns: ¦4, not_before: 2", "never", "4 turns running"),
    (SCENARIO, "turns: 2, not_before: 2", "turns: 2, not_before: ¦4", "never", "ends with turn 4 anyway"),
    (SCENARIO, "{least: 50, name: Good", "{least: ¦101, name: Good", "never", "results end at 100"),
    # sources
    (SCENARIO, "fiction: true, because: Acts count.", "because: Acts count.", "no-source", "rung 'tariffs'"),
    (SCENARIO, "fiction: true, because: Visitors speak.", "because: Visitors speak.", "no-source", "offer 'doors'"),
    (CARDS, "text: The port stands still.", "text: ¦The port stood still in 1997 and stands still., ", "claim", "tells of 1997"),
    (SOURCES, "paper: {", "¦paper: {check: recalled, ", "recalled", "read it in the source"),
]

SILENT = [
    (CARDS, STRIKE, "turn >= 4 and not flag.paid"),
    (CARDS, STRIKE, "(growth < 2 or growth > 3) and not flag.paid"),
    (CARDS, STRIKE, "growth >= 2 and growth <= 2 and not flag.paid"),
    (CARDS, "text: The port stands still.", "text: The port has 1,997 cranes and will have 2031 of them."),
    (SCENARIO, "at: 70, leave_at: 60", "at: 94, leave_at: 60"),
    (SCENARIO, "turns: 2, not_before: 2", "turns: 3, not_before: 3"),
    # an answer is not dominated by one that needs something, sets a flag, brings more about, or does what is neither good nor bad
    (CARDS, SIT, f"{SIT}\n    - {{id: more, label: More, gist: Aye., {LEAN}, points: 2, affront: 2, effects: {{tension: 1}}}}"),
    (CARDS, SIT, f"{SIT}\n    - {{id: more, label: More, gist: Aye., {LEAN}, points: 2, affront: 2, effects: {{growth: 1}}}}"),
    (CARDS, SIT, f"{SIT}\n    - {{id: more, label: More, gist: Aye., {LEAN}, points: 2, set: [paid]}}"),
]


def changed(small: Path, name: str, old: str, new: str) -> tuple[int, int] | None:
    text = (small / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    text = text.replace(old, new)
    (small / name).write_text(text.replace("¦", ""), encoding="utf-8")
    before = text.partition("¦")[0]
    return (before.count("\n") + 1, len(before) - before.rfind("\n")) if "¦" in text else None


@pytest.mark.parametrize(("name", "old", "new", "code", "words"), WARNED, ids=[f"{w[3]}-{i}" for i, w in enumerate(WARNED)])
def test_a_warning_is_given_at_its_place(small, name, old, new, code, words):
    place = changed(small, name, old, new)
    loaded = load(small, lint=True)
    found = [f for f in loaded.findings if f.code == code and words in f.message]
    assert found, [str(f) for f in loaded.findings]
    assert place is None or (found[0].line, found[0].column) == place, [str(f) for f in loaded.findings]
    assert found[0].severity == "warning"


@pytest.mark.parametrize(("name", "old", "new"), SILENT, ids=range(len(SILENT)))
def test_what_is_fine_is_not_warned_of(small, name, old, new):
    changed(small, name, old, new)
    assert [str(f) for f in load(small, lint=True).findings] == []


def test_history_is_not_compared_with_what_is_recalled(small):
    changed(small, SOURCES, "paper: {", "paper: {check: recalled, ")
    place = changed(small, SCENARIO, "mandates:\n", "history:\n  - {series: growth, year: 2026, real: 1, source: ¦paper}\nmandates:\n")
    found = [f for f in load(small, lint=True).findings if f.code == "recalled-target"]
    assert [(f.severity, (f.line, f.column)) for f in found] == [("error", place)]


def test_the_small_pack_is_clean():
    assert load(BASE, lint=True).findings == []
