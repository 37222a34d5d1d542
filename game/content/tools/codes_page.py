"""Writes docs/designing/codes.md: each code with the message that the checks really give for its example."""

from pathlib import Path
from tempfile import TemporaryDirectory

from game.content.diagnostics import Finding
from game.content.library import Library
from game.content.lint import CHECKS
from game.content.loading import load_pack
from game.content.tools.beginning import new_pack
from game.content.tools.codes import Code, codes, groups

NAME = "my-crisis"
LONGEST = 110
SIMULATED = frozenset({"never-seen", "never-chosen"})
"""Codes of `--simulate`, which a room above finds."""
_HEAD = """# Codes of the check

Generated from the checks by `python -m game.content.tools.codes_page`; a test keeps it up to date.

`main.py pack check PATH…` writes one line a finding: `FILE:LINE:COLUMN: error or warning: what is wrong [code]`. Errors make a pack
unusable; warnings are legal and probably wrong, and fail with `--strict`. `--json` and `--github` give the same findings to programs.
With `--lang ko`, or Korean in the settings, each finding is said in Korean, with what its code means and what to do below it.
Every example below is a change of the pack that `main.py pack new {name}` makes, with the message that it brings about.

{count} codes, {checks} checks of the lint: {names}.
"""


def broken(folder: Path, code: Code) -> tuple[Path, tuple[int, int]]:
    """Make the new pack with a code's change; give its folder and the place of ¦."""
    pack = folder / NAME
    for name, data in new_pack(NAME).items():
        (pack / name).parent.mkdir(parents=True, exist_ok=True)
        (pack / name).write_bytes(data)
    path = pack / code.file
    path.parent.mkdir(exist_ok=True)
    text = code.new if code.old == "*" else _replaced(path.read_text(encoding="utf-8"), code.old, code.new)
    if code.at:
        text = _replaced(text, code.at.replace("¦", ""), code.at)
    path.write_text(text.replace("¦", ""), encoding="utf-8")
    before = text[: text.index("¦")]
    return pack, (before.count("\n") + 1, len(before) - before.rfind("\n"))


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times")
    return text.replace(old, new)


def found_in(pack: Path) -> list[Finding]:
    """Check a pack that stands on nothing but itself."""
    return load_pack(pack, Library([pack.parent]).find, lint=True).findings


def page() -> str:
    """Write the page."""
    names = ", ".join(f"`{name}`" for name in sorted(CHECKS))
    parts = [_HEAD.format(name=NAME, count=len(codes()), checks=len(CHECKS), names=names)]
    for group, members in groups().items():
        parts.append(f"## {group}\n")
        parts += [_entry(name, code) for name, code in sorted(members.items())]
    return "\n".join(parts)


def _entry(name: str, code: Code) -> str:
    text = f"### {name}\n\n{code.severity.capitalize()}. {code.means} {code.mend}\n"
    if not code.file or name in SIMULATED:
        return text
    with TemporaryDirectory() as folder:
        pack, _ = broken(Path(folder), code)
        finding = next(f for f in found_in(pack) if f.code == name)
        lines = Path(finding.path).read_text(encoding="utf-8").splitlines()
    line = "".join(c if c.isprintable() else "�" for c in lines[finding.line - 1].strip()) if len(lines) >= finding.line else ""
    shown = line if len(line) <= LONGEST else f"{line[:LONGEST]} …"
    return f"{text}\n```\n{shown}\n{str(finding).replace(pack.as_posix(), NAME)}\n```\n"


if __name__ == "__main__":
    import sys

    Path(sys.argv[1] if len(sys.argv) > 1 else "docs/designing/codes.md").write_text(page(), encoding="utf-8")
