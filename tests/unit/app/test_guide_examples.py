"""Every example of the designer's pages is run: commands with their output, changes of files, and what is added to them."""

import re
import shlex
from pathlib import Path

import pytest

from game.content.tools import codes_page, reference

BLOCK = re.compile(r"^```(console|diff|yaml)( [^\n]*)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CHECKS = re.compile(r"[0-9]+ checks")          # a new check changes no example
PAGES = Path(__file__).parents[3] / "docs" / "designing"


def change(path: Path, body: str) -> None:
    lines = [line.removesuffix("\n") for line in body.splitlines()]
    old = "\n".join(line[1:] for line in lines if line.startswith("-"))
    new = "\n".join(line[1:] for line in lines if line.startswith("+"))
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def converse(run, body: str, *, fails: bool) -> None:
    """Run the commands of a block; the lines below each must begin lines of its output, in their order."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, wanted = part.partition("\n")
        words = shlex.split(command)
        assert words[0] == "main.py"
        code, out, error = run(*words[1:])
        assert code == (1 if fails else 0), f"{command}: exit {code}: {out}{error}"
        lines = iter(CHECKS.sub("N checks", out).splitlines())
        for line in CHECKS.sub("N checks", wanted).splitlines():
            assert any(given.startswith(line) for given in lines), f"{command}: no line begins with {line!r} in:\n{out}"


@pytest.mark.parametrize("name", ["guide", "balance"])
def test_every_example_of_a_page_does_what_it_says(name, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall((PAGES / f"{name}.md").read_text(encoding="utf-8"))
    assert blocks
    for kind, after, body in blocks:
        if kind == "console":
            converse(run, body, fails="fails" in after)
        elif kind == "diff":
            change(Path(after.strip()), body)
        else:
            path = Path(after.strip())
            path.parent.mkdir(exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(body)


def test_no_block_of_the_pages_goes_unread():
    for name in ("guide", "balance"):
        text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
        assert len(re.findall(r"^```", text, re.MULTILINE)) == 2 * len(BLOCK.findall(text))


def test_the_reference_is_up_to_date():
    path = PAGES / "reference.md"
    assert path.read_text(encoding="utf-8") == reference.page(), f"{path} is old: python -m game.content.tools.reference"


def test_links_between_the_pages_lead_somewhere():
    for path in PAGES.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        for target, anchor in re.findall(r"\]\((?!http)([^)#]*)(?:#([^)]*))?\)", text):
            there = (path.parent / target) if target else path
            assert there.exists(), f"{path.name}: {target}"
            if anchor:
                found = re.findall(r"^#+ (.*)$", there.read_text(encoding="utf-8"), re.MULTILINE)
                heads = {re.sub(r"[^a-z0-9 _-]", "", head.lower()).replace(" ", "-") for head in found}
                assert anchor in heads, f"{path.name}: {target}#{anchor}"
    assert codes_page.NAME == "my-crisis"
