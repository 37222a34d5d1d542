"""What the packs' pages say: a message of the check in the reader's language, counts, and languages by name."""

from dataclasses import dataclass
from pathlib import Path

from game.content.diagnostics import Finding, plain
from game.content.tools.codes import codes
from game.content.tools.shelf import Checked
from game.ui import words
from game.ui.screens.parts.amounts import joined
from game.ui.words import _, ngettext

DIGITS = 12
"""Digits of a digest that tell packs apart for a reader."""


@dataclass(frozen=True)
class Told:
    """A message: `place` as file:line:column with its code, what it says, what was found exactly, and what to do."""

    error: bool
    place: str
    main: str
    exact: str
    mend: str
    spoken: str = ""

    @property
    def kind(self) -> str:
        """Name its severity."""
        return _("error") if self.error else _("warning")

    @property
    def lines(self) -> tuple[str, ...]:
        """List what stands below its place."""
        return tuple(text for text in (self.main, self.exact, self.mend) if text)


def told(finding: Finding, pack: Path) -> Told:
    """Put a message of the check into words.

    The check's own message names what was found. In another language than English it stands below what its code means.
    """
    code, file = codes().get(finding.code), finding.path.removeprefix(f"{pack.as_posix()}/")
    file = plain(file)                                 # a file's name may be no text
    place = f"{file}:{finding.line}:{finding.column}"
    means = words.told(code.means) if code is not None and words.language() != "en" else ""
    message = words.said(finding.message)
    main, exact = (means, message) if means else (message, "")
    mend = _("What to do: {}").format(words.told(code.mend)) if code is not None else ""
    spoken = _("{file}, line {line}, column {column}").format(file=file, line=finding.line, column=finding.column)
    return Told(finding.severity == "error", f"{place}  [{finding.code}]", main, exact, mend, spoken)


def counted(errors: int, warnings: int) -> str:
    """Say how many errors and warnings there are.

    >>> counted(1, 2), counted(0, 0)
    ('1 error · 2 warnings', 'nothing to mend')
    """
    parts = [ngettext("{n} error", "{n} errors", errors).format(n=errors)] if errors else []
    parts += [ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings)] if warnings else []
    return joined(parts) or _("nothing to mend")


def state_of(check: Checked | None) -> str:
    """Name the state of a check: one of the keys of `rows.ICONS`."""
    if check is None:
        return "working"
    return "errors" if check.errors else "warnings" if check.warnings else "good"


def state_words(check: Checked | None) -> str:
    """Say what the check says of a pack."""
    return _("being checked …") if check is None else counted(check.errors, check.warnings)


def languages(codes_: tuple[str, ...]) -> str:
    """Name languages.

    >>> languages(("en", "ko", "fr"))
    'English, 한국어, fr'
    """
    return ", ".join(words.LANGUAGES.get(code, code) for code in codes_)


def records_words(finished: int, open_: int) -> str:
    """Count records.

    >>> records_words(2, 1), records_words(0, 0)
    ('2 finished games · 1 game in play', 'none')
    """
    parts = [ngettext("{n} finished game", "{n} finished games", finished).format(n=finished)] if finished else []
    parts += [ngettext("{n} game in play", "{n} games in play", open_).format(n=open_)] if open_ else []
    return joined(parts) or _("none")
