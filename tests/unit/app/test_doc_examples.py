"""Every example of the documents is run: commands with their output, changes of files, and what is added to them.

A page is one conversation, in a folder of its own with `saves` and `scenarios` of the repository beside it. Before a block may stand
`<!-- slow -->`, which leaves it to the slow tests, or `<!-- not run: why -->`, which the summary of the tests repeats.
"""

import ast
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer

from game.app.cli import build

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
FENCE = re.compile(r"^(?:<!-- (slow|not run: [^\n]+) -->\n)?```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CHECKS = re.compile(r"[0-9]+ checks")          # a new check changes no example
SPOKEN = re.compile(r"`(main\.py [^`]+)`")
COMMAND = re.compile(r"^(\$ |main\.py |uv |pip |python )", re.MULTILINE)
SILENT = ("text", "python", "")
"""Fences that no command stands in: pictures made of letters, code (read below), and the pages that a tool writes."""
WRITTEN = ("designing/codes.md", "gymnasium.md")
"""Pages whose blocks have tests of their own: tests/unit/content/test_codes.py, tests/unit/gym."""


@dataclass(frozen=True)
class Example:
    """A block of a page: what may be said before it, its kind, what stands behind that, its lines, and where it is."""

    mark: str
    kind: str
    after: str
    body: str
    line: int

    @property
    def runs(self) -> bool:
        return not self.kind.startswith("{") and self.kind not in SILENT and not self.mark.startswith("not run")


def examples(path: Path) -> list[Example]:
    text = path.read_text(encoding="utf-8")
    found = []
    for one in FENCE.finditer(text):
        kind, _, after = one[2].partition(" ")
        found.append(Example(one[1] or "", kind, after.strip(), one[3], text.count("\n", 0, one.start()) + 1))
    return found


PAGES = {path.relative_to(DOCS).as_posix(): examples(path) for path in sorted(DOCS.rglob("*.md"))}
RUN = {page: found for page, found in PAGES.items() if page not in WRITTEN and not page.startswith("ko/play/")}
"""Those of docs/ko/play have the commands of docs/play, as a test below has it."""
FAST = [page for page, found in RUN.items() if any(one.runs and one.mark != "slow" for one in found)]
SLOW = [page for page, found in RUN.items() if any(one.runs and one.mark == "slow" for one in found)]
NOT_RUN = [(page, one) for page, found in PAGES.items() for one in found if one.mark.startswith("not run")]


def change(path: Path, body: str) -> None:
    lines = [line.removesuffix("\n") for line in body.splitlines()]
    old = "\n".join(line[1:] for line in lines if line.startswith("-"))
    new = "\n".join(line[1:] for line in lines if line.startswith("+"))
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def converse(run, body: str, *, fails: bool) -> None:
    """Run the commands of a block; the lines below each must begin lines of its output, in their order."""
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)
    assert parts[0] == "", f"a command begins with $: {parts[0]}"
    assert len(parts) > 1
    for part in parts[1:]:
        command, _, wanted = part.partition("\n")
        words = shlex.split(command)
        assert words[0] == "main.py", f"say why it is not run: {command}"
        code, out, error = run(*words[1:])
        assert code == (1 if fails else 0), f"{command}: exit {code}: {out}{error}"
        lines = iter(CHECKS.sub("N checks", out).splitlines())
        for line in CHECKS.sub("N checks", wanted).splitlines():
            assert any(given.startswith(line) for given in lines), f"{command}: no line begins with {line!r} in:\n{out}"


def play(page: str, run, folder: Path, monkeypatch, *, slow: bool) -> None:
    monkeypatch.chdir(folder)
    for name in ("saves", "scenarios"):
        (folder / name).symlink_to(ROOT / name)
    for one in PAGES[page]:
        if not one.runs or (one.mark == "slow" and not slow):
            continue
        if one.kind == "console":
            converse(run, one.body, fails="fails" in one.after)
        elif one.kind == "diff":
            change(Path(one.after), one.body)
        else:
            assert one.kind == "yaml", f"{page}:{one.line}: no test knows blocks of the kind {one.kind!r}"
            path = Path(one.after)
            path.parent.mkdir(exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(one.body)


@pytest.mark.parametrize("page", FAST)
def test_every_example_of_a_page_does_what_it_says(page, run, tmp_path, monkeypatch):
    play(page, run, tmp_path, monkeypatch, slow=False)


@pytest.mark.slow
@pytest.mark.parametrize("page", SLOW)
def test_every_slow_example_does_what_it_says(page, run, tmp_path, monkeypatch):
    play(page, run, tmp_path, monkeypatch, slow=True)


@pytest.mark.parametrize(("page", "one"), NOT_RUN, ids=[f"{page}:{one.line}" for page, one in NOT_RUN])
def test_what_is_not_run_says_why(page, one):
    pytest.skip(f"docs/{page}:{one.line}: {one.mark}: {one.body.splitlines()[0]}")


def test_no_block_goes_unread():
    for page, found in PAGES.items():
        text = (DOCS / page).read_text(encoding="utf-8")
        assert len(re.findall(r"^```", text, re.MULTILINE)) == 2 * len(found), page
        for one in found if page not in WRITTEN else ():
            assert one.kind or not COMMAND.search(one.body), f"{page}:{one.line}: write ```console"
            if one.kind == "python":
                ast.parse(one.body)


def test_pages_of_the_two_languages_show_the_same_commands():
    for page, found in PAGES.items():
        if page.startswith("ko/play/"):
            assert [one.body for one in found if one.runs] == [one.body for one in PAGES[page.removeprefix("ko/")] if one.runs], page


def wrong(words: list[str]) -> str:
    """Say what of a command is no command or option of ours, or ""."""
    at: Any = typer.main.get_command(build())
    for word in words:
        name = word.partition("=")[0]
        if hasattr(at, "commands") and not word.startswith("-"):
            if word not in at.commands:
                return "" if word.isupper() or word in ("…", "...") else f"no command {word!r}"
            at = at.commands[word]
        elif name.startswith("--") and name != "--help" and not any(name in (*one.opts, *one.secondary_opts) for one in at.params):
            return f"no option {name!r} of {at.name!r}"
    return ""


def test_commands_in_the_text_are_commands_of_ours():
    bad = []
    for path in (*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for command in SPOKEN.findall(path.read_text(encoding="utf-8")):
            words = [word.strip("[]…") for word in command.replace("|", " ").split()[1:]]
            if problem := wrong([word for word in words if word]):
                bad.append(f"{path.relative_to(ROOT)}: `{command}`: {problem}")
    assert not bad, "\n".join(bad)
