import pytest

from game.content.diagnostics import Findings
from game.content.reader import MAX_BYTES, MAX_DEPTH, place_of, read_yaml


def read(text: str | bytes):
    findings = Findings()
    tree = read_yaml("a.yaml", text if isinstance(text, bytes) else text.encode(), findings)
    return tree, [(f.line, f.column, f.code) for f in findings.sorted()]


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("1", 1), ("-3", -3), ("+2", 2), ("1.5", 1.5), ("+.5", 0.5), ("1e3", 1000.0), ("true", True), ("false", False), ("", None),
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("12:30", "12:30"), ("2025-07", "2025-07"), ("2025-07-01", "2025-07-01"), ("~", "~"),
        ("null", None),
        ("Null", "Null"), ("'null'", "null"), ("0x1f", "0x1f"), ("1_000", "1_000"), ("007", "007"), (".inf", ".inf"),
        (".nan", ".nan"), ("1.0.0", "1.0.0"),
        ("'1'", "1"), ('"true"', "true"), ("True", "True"), ("5%", "5%"), ("$bn", "$bn"),
    ],
)
def test_scalars_are_numbers_truths_and_texts_and_nothing_else(scalar: str, value: object) -> None:
    tree, findings = read(f"key: {scalar}\n")
    assert not findings
    assert tree["key"] == value
    assert type(tree["key"]) is type(value)


def test_places_count_from_one() -> None:
    tree, _ = read("a: 1\nb:\n  - x\n  - {c: 2}\n")
    assert place_of(tree, ("a",)) == ("a.yaml", 1, 4)
    assert place_of(tree, ("a",), key=True) == ("a.yaml", 1, 1)
    assert place_of(tree, ("b", 1, "c")) == ("a.yaml", 4, 9)
    assert place_of(tree, ("b", 1, "c"), key=True) == ("a.yaml", 4, 6)
    assert place_of(tree, ("b", 7, "c")) == ("a.yaml", 3, 3)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [(1, 1, "empty")]),
        ("# only a remark\n", [(1, 1, "empty")]),
        ("id: x\n\tbad: tab\n", [(2, 1, "syntax")]),
        ('id: "x\n', [(1, 5, "syntax")]),
        ("a: 1\na: 2\na: 3\n", [(2, 1, "duplicate-key"), (3, 1, "duplicate-key")]),
        ("a: &x 1\nb: *x\n", [(1, 4, "alias"), (2, 4, "alias")]),
        ("id: !!python/object/apply:os.system ['true']\n", [(1, 5, "tag")]),
        ("a: !local x\n", [(1, 4, "tag")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "documents")]),
        ("? [a]\n: b\n", [(1, 3, "bad-key")]),
        (f"a: {'9' * 5000}\n", [(1, 4, "bad-number")]),
        ("a: 1e999\n", [(1, 4, "bad-number")]),
        (b"a: caf\xe9\n", [(1, 7, "encoding")]),
        (b"a: b\nc: \x00\n", [(2, 4, "encoding")]),
        ("<<: {a: 1}\n", []),
        ("just words\n", [(1, 1, "wrong-type")]),
        ("12\n", [(1, 1, "wrong-type")]),
    ],
)
def test_what_is_refused_is_refused_at_its_place(text: str | bytes, found: list[tuple[int, int, str]]) -> None:
    assert read(text)[1] == found


def test_nesting_is_bounded() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == []
    assert read("[" * 100_000)[1] == [(1, MAX_DEPTH + 1, "too-deep")]


def test_large_files_are_refused_unread() -> None:
    assert read(b"#" * (MAX_BYTES + 1))[1] == [(1, 1, "too-large")]


def test_several_findings_come_at_once_and_the_rest_is_read() -> None:
    tree, findings = read("a: 1\na: {b: [1, 2]}\nc: !x 3\nd: 4\n")
    assert [code for _, _, code in findings] == ["duplicate-key", "tag"]
    assert tree["a"] == 1
    assert tree["d"] == 4


def test_the_pure_python_parser_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    text = "a: {b: [1, 'x', true]}\nc: !t 1\na: 2\nd: |\n  two\n  lines\n"
    fast = read(text)
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert read(text) == fast


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    tree, findings = read(b"\xef\xbb\xbfa: 1\n")
    assert (tree, findings) == ({"a": 1}, [])
