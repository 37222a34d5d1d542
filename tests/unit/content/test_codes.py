"""Every code is documented, and its example brings it about at its place: a broken pack a code."""

import ast
from pathlib import Path

import pytest

import game
from game.content.library import Library
from game.content.loading import load_pack
from game.content.tools.codes import codes
from game.content.tools.codes_page import SIMULATED, broken, found_in, page
from game.content.tools.installing import plan_install
from game.core.problems import Sentence
from tests.broken_packs.whole import WHOLE

EXAMPLES = {name: code for name, code in codes().items() if code.file}
CALLS = ("error", "warn", "note", "_warn", "_problem", "ExpressionError", "_note", "_stop", "Finding")
NO_CODES = {"error", "warning"}
BY_VALUE = {"wrong-type", "bad-value", "bad-id", "length", "bad-range", "unknown-key", "never-seen", "never-chosen", "too-many-errors"}


def codes_in_the_program() -> set[str]:
    """Find the codes that the program's calls name."""
    found = set()
    room = Path(game.__file__).parent
    for path in [*(room / "content").rglob("*.py"), room / "analysis" / "playtest.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in CALLS:
                texts = [a.value for a in node.args[1:5] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                found |= {text for text in texts[:2] if text.replace("-", "").isalpha() and text not in NO_CODES and text != "any"}
    return found


def test_every_code_of_the_program_is_documented_and_none_is_made_up():
    assert codes_in_the_program() | BY_VALUE == set(codes())


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_of_a_code_brings_it_about_at_its_place(name, tmp_path):
    code = codes()[name]
    pack, place = broken(tmp_path, code)
    if name in SIMULATED:
        from game.analysis.playtest import playtest

        findings = playtest(load_pack(pack, Library([]).find, lint=True))
    else:
        findings = found_in(pack)
    found = [finding for finding in findings if finding.code == name]
    assert found, [str(finding) for finding in findings]
    assert {finding.severity for finding in found} == {code.severity}
    assert all(isinstance(finding.message, Sentence) or name == "syntax" for finding in found), "it can be said in other languages"
    assert place in [(finding.line, finding.column) for finding in found]
    assert all(finding.path == (pack / code.file).as_posix() for finding in found if (finding.line, finding.column) == place)


@pytest.mark.parametrize("name", WHOLE)
def test_a_pack_that_is_broken_as_a_whole_is_refused_at_its_place(name, tmp_path):
    path, expected = WHOLE[name](tmp_path)
    findings = plan_install(path, tmp_path / "shipped", tmp_path / "packs").findings
    assert (name, *expected) in [(f.code, f.path.removeprefix(f"{path.as_posix()}/").removeprefix(path.as_posix()), f.line, f.column)
                                 for f in findings], [str(finding) for finding in findings]


def test_there_is_a_broken_pack_with_its_place_for_every_code():
    assert set(EXAMPLES) | set(WHOLE) == set(codes())
    assert not set(EXAMPLES) & set(WHOLE)
    assert all("¦" in code.new + code.at for code in EXAMPLES.values())


def test_the_page_in_docs_is_up_to_date(root):
    path = root / "docs" / "designing" / "codes.md"
    assert path.read_text(encoding="utf-8") == page(), f"{path} is old: python -m game.content.tools.codes_page"
