"""pack check as text, JSON and annotations."""

import json

import pytest


@pytest.fixture
def pack(run, tmp_path):
    run("pack", "new", "checked", "--into", tmp_path)
    return tmp_path / "checked"


def spoil(pack, old, new, name="events/deck.yaml"):
    text = (pack / name).read_text()
    assert text.count(old) == 1
    (pack / name).write_text(text.replace(old, new))


def test_silence_is_not_success(run, pack):
    code, out, _ = run("pack", "check", pack)
    assert code == 0
    assert out.startswith("5 files, 10 events, ")
    assert out.endswith("0 errors, 0 warnings\n")


def test_warnings_fail_only_with_strict(run, pack):
    spoil(pack, "when: tension >= 45", "when: tension >= 0")
    assert run("pack", "check", pack)[0] == 0
    code, out, _ = run("pack", "check", pack, "--strict")
    assert (code, "[always]" in out) == (1, True)


def test_the_document_has_places_codes_and_counts(run, pack):
    spoil(pack, "about: more_guns", "about: more_gunz")
    spoil(pack, "  tag: Listening", "  tag: Listening very closely")
    code, out, _ = run("pack", "check", pack, "--json")
    document = json.loads(out)
    assert (code, document["files"], document["events"]) == (1, 5, 10)
    assert [(e["line"], e["column"], e["code"]) for e in document["errors"]] == [(11, 10, "unknown-id")]
    assert {w["code"] for w in document["warnings"]} >= {"too-long"}
    assert all(set(e) == {"path", "line", "column", "code", "message"} for e in document["errors"] + document["warnings"])


def test_annotations_are_escaped(run, pack, tmp_path):
    odd = tmp_path / "a,b:c%"
    pack.rename(odd)
    spoil(odd, "    - {id: cheap,", "    - {id: cheap, later: [{in: 6, chance: 150, effects: {}}],")
    code, out, _ = run("pack", "check", odd, "--github")
    line = next(line for line in out.splitlines() if "bad-range" in line)
    assert code == 1
    assert line.startswith("::error file=")
    assert "a%2Cb%3Ac%25/events/deck.yaml,line=" in line
    assert line.endswith("title=bad-range::a chance is 0 to 100 %25, not 150")


def test_simulated_games_are_played_when_asked(run, pack):
    spoil(pack, "when: ire >= 20", "when: ire >= 20 and growth >= 7.9")
    assert run("pack", "check", pack, "--strict")[0] == 0
    code, out, _ = run("pack", "check", pack, "--strict", "--simulate")
    assert (code, "[never-seen]" in out) == (1, True)


def test_in_korean_each_line_is_followed_by_what_it_means_and_what_to_do(run, pack):
    spoil(pack, "about: more_guns", "about: more_gunz")
    code, out, _ = run("--lang", "ko", "pack", "check", pack)
    first, means, mend, *_warning, last = out.splitlines()
    assert code == 1
    assert "events/deck.yaml:11:10: 오류: " in first
    assert first.endswith("[unknown-id]")
    assert means.startswith("    ")
    assert not any(letter in means + mend for letter in "tT"), "Korean"
    assert last.startswith("파일 5개, 사건 10건, 검사 ")
    assert last.endswith(": 오류 1건, 경고 1건")


def test_documents_and_annotations_stay_english(run, pack):
    spoil(pack, "about: more_guns", "about: more_gunz")
    for kind in ("--json", "--github"):
        assert run("--lang", "ko", "pack", "check", pack, kind) == run("pack", "check", pack, kind)
