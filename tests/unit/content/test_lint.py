from pathlib import Path

from game.content.lint import CHECKS
from game.content.lint.lengths import LIMITS

from .conftest import Changed, load


def korean(change: Changed, text: str) -> Path:
    small = change("pack.yaml", "languages: [en]", "languages: [en, ko]")
    (small / "locale").mkdir()
    (small / "locale" / "ko.yaml").write_text(text, encoding="utf-8")
    return small


def test_translations_are_compared_with_the_texts(change: Changed) -> None:
    text = "title: 작은 것\nindicators.growht.name: 성장\nevents.strike.tag: 아주 아주 길고 긴 이름표\n"
    findings = load(korean(change, text), lint=True).findings
    assert [(f.line, f.column, f.code) for f in findings] == [(1, 1, "no-translation"), (2, 1, "unknown-text"), (3, 20, "too-long")]
    assert "did you mean 'indicators.growth.name'" in findings[1].message
    assert "9 fit" in findings[2].message


def test_a_language_that_the_pack_does_not_list(small: Path) -> None:
    (small / "locale").mkdir()
    (small / "locale" / "fr.yaml").write_text("title: Petit\n")
    assert [f.code for f in load(small, lint=True).findings] == ["unknown-language"]


def test_a_full_translation_is_clean(change: Changed) -> None:
    small = change("pack.yaml", "languages: [en]", "languages: [en, ko]")
    own = load(small).use().texts.own
    (small / "locale").mkdir()
    (small / "locale" / "ko.yaml").write_text("".join(f"{key}: 글\n" for key in own), encoding="utf-8")
    loaded = load(small, lint=True)
    assert loaded.findings == []
    assert all(loaded.use().texts.get(key, "ko") == "글" for key in own)


def test_every_limit_catches_a_text_that_is_too_long(small: Path) -> None:
    """Each pattern of the table fits a text of the small pack or of its events, so that none is dead."""
    import re

    from game.content.lint.lengths import limit_of

    more = ["events.x.note", "demands.x.line", "guide.0.say", "glossary.x.word", "glossary.x.text", "map.places.x.name"]
    keys = [*load(small).use().texts.own, *more]
    for pattern, latin, _ in LIMITS:
        fitting = [key for key in keys if re.fullmatch(pattern, key)]
        assert fitting, pattern
        assert all(limit_of(key, "en") == latin for key in fitting)


def test_checks_leave_a_broken_pack_alone(small: Path) -> None:
    (small / "scenario.yaml").write_text("id: small\n")
    loaded = load(small, lint=True)
    assert loaded.checks == len(CHECKS)
    assert {f.code for f in loaded.findings} == {"missing-key"}
