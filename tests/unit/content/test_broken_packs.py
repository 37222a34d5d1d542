"""Broken snippets with the place and the code that they must be refused with: ¦ marks the place of the finding."""

import re
import time
import zipfile
from pathlib import Path

import pytest

from game.content.diagnostics import MOST_FINDINGS

from .conftest import BASE, load

CARDS, SCENARIO, PACK, SOURCES = "events/cards.yaml", "scenario.yaml", "pack.yaml", "sources.yaml"

ERRORS = [
    # keys and kinds of values
    (CARDS, "weight: 6 + tension / 10", "¦wieght: 6 + tension / 10", "unknown-key", "did you mean 'weight'"),
    (CARDS, "label: Sit it out", "¦lable: Sit it out", "unknown-key", "in option 'sit' of event 'strike'; did you mean 'label'"),
    (CARDS, "gist: It lasts.", "gist: It lasts, ¦and lasts.", "unknown-key", "put a text that holds a comma in quotes"),
    (SCENARIO, "indicators:\n", "¦indikators:\n", "unknown-key", "did you mean 'indicators'"),
    (CARDS, "- id: strike\n  title: A strike\n", "- ¦id: strike\n", "missing-key", "missing key 'title' in event 'strike'"),
    (SCENARIO, "threshold: 3, ", "threshold: ¦high, ", "wrong-type", "a number is expected, not 'high'"),
    (CARDS, "in: 7, effects: {growth: -0.1}", "in: 7, effects: {growth: ¦tension / 5}", "wrong-type", "a number is expected"),
    (SCENARIO, "turns: 4,", "turns: ¦4.5,", "wrong-type", "a whole number is expected"),
    (SCENARIO, "title: A small scenario", "title: ¦1984", "wrong-type", "put it in quotes"),
    (CARDS, "once: false", "once: ¦no", "wrong-type", "true or false is expected"),
    (CARDS, "lean: {autonomy: 0.5}", "lean: ¦autonomy", "wrong-type", "a mapping is expected"),
    (CARDS, "place: [129.0, 35.1]", "place: ¦[129.0]", "length", "at least 2"),
    (CARDS, "from: home", "from: ¦hoem", "bad-value", "did you mean 'home'"),
    (CARDS, "icon: crane", "icon: ¦cran", "bad-value", "did you mean 'crane'"),
    (SCENARIO, "id: drift,", "id: ¦Drift-2,", "bad-id", "a-z, 0-9 and _"),
    (SCENARIO, "start: 2025-07", "start: ¦July", "bad-id", "YYYY-MM"),
    (PACK, "version: 1.0.0", "version: ¦1.0", "wrong-type", "a text is expected"),
    (PACK, "format: 1", "format: ¦2", "bad-value", "1"),
    (SOURCES, "publisher: The Paper", "¦publiser: The Paper", "unknown-key", "did you mean 'publisher'"),
    (SCENARIO, "max: 3, steps: [1, 0.8, 0.6]", "max: 3, steps: [1, ¦-8, 0.6]", "bad-range", "at least 0"),
    # cross references
    (CARDS, "effects: {growth: 0.1,", "effects: {¦groth: 0.1,", "unknown-id", "did you mean 'growth'"),
    (CARDS, "not flag.paid and count.strike", "not flag.paid and ¦count.strik", "unknown-name", "did you mean 'strike'"),
    (CARDS, "about: more_shells", "about: ¦more_shels", "unknown-id", "did you mean 'more_shells'"),
    (CARDS, "default: sit", "default: ¦sitt", "unknown-id", "did you mean 'sit'"),
    (CARDS, "sources: [paper]", "sources: [¦papr]", "unknown-source", "did you mean 'paper'"),
    (CARDS, "reply: full", "reply: ¦yield", "bad-reply", "full, part, other, refuse"),
    (CARDS, "reply: hold, ", "", "no-reply", "option 'wait' lacks a reply"),
    (CARDS, "gist: It lasts.", "gist: It lasts., reply: ¦full", "bad-reply", "about` nothing"),
    (CARDS, "about: doors", "about: ¦tours", "two-cards", "event 'tours_stop'"),
    (CARDS, "- id: open_doors", "- id: ¦tours_stop", "duplicate-id", "cards.yaml:12"),
    (CARDS, "- {id: welcome, label: Welcome", "- {id: thanks, label: Welcome", "duplicate-id", "an option 'thanks' already"),
    (CARDS, "once: false\n  cooldown: 13", "¦cooldown: 13", "once", "once: false"),
    (CARDS, "{name: The bill comes, in: 7, effects: {growth: -0.1}}",
     "{name: The bill comes, in: 7, effects: {growth: -0.1}, ¦otherwise: {growth: 1}}", "certain", "otherwise"),
    (SCENARIO, "programme: visits", "programme: ¦visit", "unknown-id", "did you mean 'visits'"),
    (SCENARIO, "sector: tourism", "sector: ¦torism", "unknown-id", "did you mean 'tourism'"),
    (SCENARIO, "gauges: [approval, tension]", "gauges: [approval, ¦tensoin]", "unknown-id", "did you mean 'tension'"),
    (SCENARIO, "phase: economy, name: Drift", "phase: ¦economics, name: Drift", "unknown-id", "did you mean 'economy'"),
    (SCENARIO, "weights: {fairs: 3}", "weights: {¦fair: 3}", "unknown-id", "did you mean 'fairs'"),
    (SCENARIO, "ire: ire,", "ire: ¦irre,", "unknown-id", "did you mean 'ire'"),
    # figures that do not fit each other
    (SCENARIO, "range: [-8, 8]", "range: ¦[8, -8]", "bad-range", "must rise"),
    (SCENARIO, "start: 1.2, range", "start: ¦12, range", "bad-range", "outside of its range"),
    (SCENARIO, "max: 3, steps: [1, 0.8, 0.6]", "max: 3, steps: ¦[1, 0.8]", "steps", "3 levels and 2 steps"),
    (SCENARIO, "at: 70, leave_at: 60", "at: ¦45, leave_at: 39", "ladder", "not above rung 'words'"),
    (SCENARIO, "at: 44, leave_at: 33", "at: 44, leave_at: ¦50", "ladder", "not below 44"),
    (SCENARIO, "{least: 50, name: Good", "{least: 0, name: Good", "grades", "from the best down"),
    (SCENARIO, "measure: growth, threshold: 3, ", "¦measure: growth, ", "missing-key", "no threshold"),
    (SCENARIO, "chance: 10\n", "chance: ¦110\n", "bad-range", "0 to 100"),
    (SCENARIO, "{level: 6", "{level: ¦9", "bad-range", "most 8"),
    (CARDS, "affront: 1.5", "affront: ¦growth * 2", "type", "a plain number"),
    (SCENARIO, "affront: 2}", "affront: ¦growth * 2}", "type", "a plain number"),
    (CARDS, "weight: 6 + tension / 10", "weight: ¦1001", "bad-range", "0 to 1000"),
    (CARDS, "{id: audit,", "{id: maybe_1,", "duplicate-id", "two outcomes 'maybe_1'"),
    (SCENARIO, "{from: 40, to: 80,", "¦{from: 40, to: 8,", "bad-range", "greater than `to`"),
    (SCENARIO, "{from: 30, to: 70}", "¦{from: 30, to: 7}", "bad-range", "greater than `to`"),
    (SCENARIO, "from: 2025-07, to: 2025-12", "from: 2025-07, to: ¦2024-12", "bad-range", "lies before"),
    (SCENARIO, "start: 1, lean", "start: ¦4, lean", "bad-range", "above its highest level"),
    (SCENARIO, "- {id: doors,", "- {id: ¦tours, title: X, because: Y}\n    - {id: doors,", "duplicate-id", "a rung has the id 'tours'"),
    (SCENARIO, "    - {least: 0, name: Poor", "    - {least: ¦5, name: Poor", "grades", "least: 0"),
    (SCENARIO, "  coercion: {name",
     "  ¦turn: {name: Turn, unit: index, start: 0, range: [0, 1], assumed: true}\n  coercion: {name", "reserved", "'turn'"),
    (SCENARIO, "mandates:\n",
     "given:\n  - {indicator: ¦grwth, from: 2025-07, to: 2026-06, per_year: 1}\nmandates:\n", "unknown-id", "growth"),
    (SCENARIO, "mandates:\n",
     "given:\n  - {indicator: growth, from: 2025-07, to: ¦2024-06, per_year: 1}\nmandates:\n", "bad-range", "before"),
    (SCENARIO, "mandates:\n", "history:\n  - {series: ¦grwth, year: 2017, real: 1, source: paper}\nmandates:\n", "unknown-id", "growth"),
    (SCENARIO, "mandates:\n",
     "eras:\n  - {id: a, name: A, from: 2026-01, text: A.}\n  - {id: b, name: B, from: ¦2026-01, text: B.}\nmandates:\n", "eras", "after"),
    (SCENARIO, "mandates:\n", "briefing: {you_are: A, inherit: B, counts: C, sources: [¦papr]}\nmandates:\n", "unknown-source", "paper"),
    (SCENARIO, "  grades:\n", "  region: {indicator: ¦grwth, at: 3, more: More., less: Less.}\n  grades:\n", "unknown-id", "growth"),
    (SCENARIO, "unit: index, start: 0, range: [0, 100], good: down",
     "unit: ¦, start: 0, range: [0, 100], good: down", "wrong-type", "nothing"),
    (CARDS, "points: 1, affront: 1.5", "points: ¦5, affront: 1.5", "default-costs", "may have only 4"),
    (CARDS, "points: 1, affront: 1.5", "needs: ¦approval > 10, affront: 1.5", "default-needs", "must always be possible"),
    (SCENARIO, "approval: approval}\n",
     "approval: approval, posture: {alignment: approval, ambiguity: ¦growth, autonomy: tension}}\n", "bad-range", "percent"),
    (SCENARIO, "approval: approval}\n",
     "approval: approval, posture: {alignment: approval, ambiguity: tension, autonomy: ¦tension}}\n", "bad-range", "twice"),
    # what a turn can reach at its worst
    (SCENARIO, "exposure: growth / 16 + 0.6", "exposure: ¦growth * 900", "overflow", "all affronts of a turn times this can reach"),
    (SCENARIO, "leave_at: 33, cost: 10", "leave_at: 33, cost: ¦9000", "overflow", "times its sector's exposure"),
    (SCENARIO, "tourism: {name: Tourism, exposure: 1}", "tourism: {name: Tourism, exposure: ¦3000}", "overflow", "2,147"),
    (SCENARIO, "decay: {to: 54 + turn * 2, per_year: 0.5}", "decay: {to: ¦tension * 30, per_year: 0.5}", "overflow", "the target can lie"),
    (SCENARIO, "  chance: 10\n", "  chance: ¦growth * 2000\n", "overflow", "10,000 is the most"),
    (SCENARIO, "reward: {pressure: -9}", "reward: {pressure: ¦tension * 30}", "overflow", "with its multiples"),
    # expressions, at their place inside the text
    (SCENARIO, "crisis: tension >= 80", "crisis: tension ¦= 80", "expression", "write =="),
    (SCENARIO, "crisis: tension >= 80", "crisis: tension ¦=> 80", "expression", "write >="),
    (SCENARIO, "crisis: tension >= 80", "crisis: ¦tension + 80", "type", "a condition is expected"),
    (SCENARIO, "exposure: growth / 16 + 0.6", "exposure: 0.6 / ¦growth", "division", "the divisor can be 0"),
    (SCENARIO, "exposure: growth / 16 + 0.6", "exposure: 1 + ¦tension * tension * tension * 9", "overflow", "2,147,483"),
    (SCENARIO, "value: 50 + growth * 5", "value: 50 + ¦turn * 5", "unknown-name", "indicators only"),
    (SCENARIO, "announce: 45 + (tension - 50) * 0.6", "announce: 45 + (tension - 50) * ¦resolve", "unknown-name", "hidden"),
    (CARDS, 'approval: "max(1, 2 - turn / 4)"', 'approval: "max(1, 2 - ¦trun / 4)"', "unknown-name", "did you mean 'turn'"),
    (CARDS, "needs: approval >= 20", "needs: ¦approval", "type", "a condition is expected"),
    (CARDS, "growth < 4 and not flag.paid", "growth < 4 and not ¦flags.paid", "unknown-name", "flag."),
    (CARDS, "chance: 30 + resolve / 4", "chance: 30 + resolve / ¦(tension - 50)", "division", "lies between -50 and 50"),
]

WARNINGS = [
    (CARDS, "set: [paid]", "set: [paid, ¦spent_all]", "flag-never-read", "spent_all"),
    (CARDS, "needs: approval >= 20", "needs: ¦flag.never", "flag-never-set", "never"),
    (CARDS, "needs: approval >= 20", "needs: ¦approval > 95", "never", "option 'pay' can never be chosen"),
    (CARDS, "needs: approval >= 20", "needs: ¦approval >= 0", "always", "leave it out"),
    (CARDS, "weight: 6 + tension / 10", "weight: 6 + tension / 10\n  at: ¦2031-01", "never", "outside of the game"),
    (CARDS, "title: A strike", "title: ¦A strike that goes on and on, as strikes at ports have done before", "too-long", "42 fit"),
    (CARDS, "name: The bill comes", "name: ¦The bill comes and it is a long one as bills are", "too-long", "36 fit"),
    (SCENARIO, "name: Tariffs", "name: ¦Tariffs on everything", "too-long", "19 fit"),
    (SOURCES, "paper: {", "¦rope: {publisher: Rope}\npaper: {", "source-never-cited", "rope"),
    (SCENARIO, "approval: {name: Approval, unit: '%', start: 50, range: [5, 90], good: up, assumed: true}",
     "¦approval: {name: Approval, unit: '%', start: 50, range: [5, 90], good: up}", "no-source", "approval"),
    (CARDS, "set: [paid]", "set: [paid]\n      clear: [¦gone]", "flag-never-set", "cleared"),
    (CARDS, "title: A strike\n  tag: Strike\n", "title: A strike\n  tag: ¦A very long strike\n", "too-long", "16 fit"),
    (CARDS, "fiction: true\n  options:\n    - id: pay", "options:\n    - id: pay", "no-source", "strike"),
    (SCENARIO, "{id: test, name: A test, effects: {tension: 2}, set: [tested], because: To be heard., fiction: true}",
     "¦{id: test, name: A test, effects: {tension: 2}, set: [tested], because: To be heard.}", "no-source", "provocation 'test'"),
    (SCENARIO, "because: It rains., fiction: true}", "because: It rains.}", "no-source", "shock 'storm'"),
    (SCENARIO, "when: approval <= 10", "when: ¦approval <= 4", "never", "ending 'fall' can never come"),
    (SCENARIO, "{id: more_shells,", "{id: second, title: T, because: B., deadline: 6}\n    - {id: more_shells,", "no-card", "second"),
    (PACK, "languages: [en]", "languages: [en, ¦ko]", "no-translation", "locale/ko.yaml"),
]


def place_in(text: str) -> tuple[int, int]:
    before = text[: text.index("¦")]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def broken(small: Path, name: str, old: str, new: str) -> tuple[int, int] | None:
    path = small / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    text = text.replace(old, new)
    path.write_text(text.replace("¦", ""), encoding="utf-8")
    return place_in(text) if "¦" in text else None


@pytest.mark.parametrize(("name", "old", "new", "code", "words"), ERRORS, ids=[f"{e[3]}-{i}" for i, e in enumerate(ERRORS)])
def test_an_error_is_found_at_its_place(small: Path, name: str, old: str, new: str, code: str, words: str) -> None:
    place = broken(small, name, old, new)
    loaded = load(small)
    assert loaded.compiled is None
    found = [f for f in loaded.findings if f.code == code and f.path.endswith(name)]
    assert found, "\n".join(map(str, loaded.findings))
    assert place is None or place in [(f.line, f.column) for f in found], f"{place}\n" + "\n".join(map(str, loaded.findings))
    assert any(words in f.message for f in found), "\n".join(map(str, found))
    others = [f for f in loaded.findings if f.severity == "error" and f not in found]
    assert not others, "\n".join(map(str, others))


@pytest.mark.parametrize(("name", "old", "new", "code", "words"), WARNINGS, ids=[f"{e[3]}-{i}" for i, e in enumerate(WARNINGS)])
def test_a_warning_is_found_at_its_place(small: Path, name: str, old: str, new: str, code: str, words: str) -> None:
    place = broken(small, name, old, new)
    loaded = load(small, lint=True)
    assert loaded.compiled is not None, "\n".join(map(str, loaded.findings))
    found = [(f.line, f.column) for f in loaded.findings if f.code == code and words in f.message and f.path.endswith(name)]
    assert len(found) == 1, "\n".join(map(str, loaded.findings))
    assert place in (None, found[0])


def test_effects_that_add_up_to_too_much_are_told_at_the_largest(small: Path) -> None:
    shock = "  - {{id: s{0}, phase: economy, name: S, chance: 1, because: B., effects: {{growth: {1}}}, fiction: true}}\n"
    shocks = [shock.format(number, 90_000 + number) for number in range(24)]
    broken(small, SCENARIO, "mandates:\n", f"  # many\n{''.join(shocks)}mandates:\n")
    text = (small / SCENARIO).read_text(encoding="utf-8").splitlines()
    [found] = load(small).findings
    assert (found.code, text[found.line - 1][found.column - 1:]) == ("overflow", "90023}, fiction: true}")
    assert found.message.startswith("all together a turn could move 'growth' by 2,16")


def test_the_small_pack_itself_is_clean(small: Path) -> None:
    loaded = load(small, lint=True)
    assert loaded.findings == []
    assert (loaded.files, loaded.events) == (4, 4)
    assert loaded.checks >= 7


def test_errors_in_one_place_do_not_hide_those_elsewhere(small: Path) -> None:
    for name, old, new in (
        (CARDS, "label: Sit it out", "lable: Sit it out"), (CARDS, "default: wait", "default: wiat"), (CARDS, "count.strike",
        "count.strik"),
        (SCENARIO, "id: words, name: Words", "id: words, nam: Words"), (SCENARIO, "sector: tourism", "sector: torism"),
        (SCENARIO, "when: approval <= 10", "when: aproval <= 10"), (SOURCES, "publisher", "publiser"), (PACK, "licence", "license"),
        (SCENARIO, "unit: '% a year', start: 1.2", "unit: '% a year', start: x"),
    ):
        broken(small, name, old, new)
    codes = sorted((f.path.rpartition("/")[2], f.code) for f in load(small).findings if f.severity == "error")
    for expected in (
        ("cards.yaml", "unknown-key"), ("cards.yaml", "unknown-name"), ("cards.yaml", "unknown-id"), ("scenario.yaml", "unknown-key"),
        ("scenario.yaml", "unknown-id"), ("scenario.yaml", "unknown-name"), ("scenario.yaml", "wrong-type"), ("sources.yaml",
        "unknown-key"),
        ("pack.yaml", "unknown-key"),
    ):
        assert expected in codes, f"{expected} is missing: {codes}"


def test_what_is_left_out_as_wrong_is_still_known(small: Path) -> None:
    """An indicator with a wrong start is not reported again wherever it is used."""
    broken(small, SCENARIO, "name: Growth, unit: '% a year', start: 1.2", "name: Growth, unit: '% a year', start: ¦x")
    assert [f.code for f in load(small).findings if f.severity == "error"] == ["wrong-type"]


@pytest.mark.parametrize("path", sorted((BASE.parent / "files").glob("*.yaml")), ids=lambda p: p.stem)
def test_a_broken_scenario_file(small: Path, path: Path) -> None:
    """The first line of each file says what is expected: # expect: LINE:COLUMN code."""
    data = path.read_bytes()
    expected = re.findall(rb"(\d+):(\d+) ([a-z-]+)", data.split(b"\n", 1)[0])
    (small / SCENARIO).write_bytes(data)
    assert expected
    loaded = load(small, lint=True)
    assert loaded.compiled is None
    found = [(f.line, f.column, f.code) for f in loaded.findings if f.path.endswith(SCENARIO) and f.code != "missing-key"]
    assert found == [(int(line), int(column), code.decode()) for line, column, code in expected]


def test_messages_cannot_steer_a_terminal(small: Path) -> None:
    broken(small, CARDS, "from: home", 'from: "ho\\e[31m\\nme"')
    found = [f for f in load(small).findings if f.code == "bad-value"]
    assert len(found) == 1
    assert str(found[0]).isprintable()


def test_a_file_full_of_errors_is_refused_quickly_and_briefly(small: Path) -> None:
    (small / "events" / "many.yaml").write_text("".join(f"- {{idd: a{i}, titel: 3}}\n" for i in range(300)))
    found = [f for f in load(small).findings if f.path.endswith("many.yaml")]
    assert len(found) == MOST_FINDINGS + 1
    assert (found[-1].code, found[-1].message) == ("more", "and 1,900 more errors in this file")      # 300 cards, 7 errors each
    (small / "events" / "many.yaml").write_text("".join(f"- {{idd: a{i}, titel: 3}}\n" for i in range(30_000)))
    begun = time.process_time()
    found = [f for f in load(small).findings if f.path.endswith("many.yaml")]
    assert [f.code for f in found] == ["too-many-errors"]
    assert time.process_time() - begun < 5


def test_findings_are_sorted_and_written_as_compilers_do(small: Path) -> None:
    broken(small, CARDS, "weight: 6 + tension / 10", "wieght: 6 + tension / 10")
    found = load(small).findings
    assert found == sorted(found, key=lambda f: (f.path, f.line, f.column))
    assert str(found[0]) == (
        f"{small.as_posix()}/events/cards.yaml:42:3: error: unknown key 'wieght' in event 'strike'; did you mean 'weight'? [unknown-key]"
    )


def test_a_zip_shows_its_own_places(small: Path, tmp_path: Path) -> None:
    broken(small, CARDS, "weight: 6 + tension / 10", "wieght: 6 + tension / 10")
    archive = tmp_path / "small.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for path in sorted(small.rglob("*.yaml")):
            out.write(path, path.relative_to(small).as_posix())
    assert str(load(archive).findings[0]).startswith(f"{archive.as_posix()}/events/cards.yaml:42:3: error:")
