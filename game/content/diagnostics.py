"""What is wrong with a pack, as values: a place, a code and a message that says what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeAlias

from game.core.problems import Sentence, TightropeError

Place: TypeAlias = tuple[str, int, int]
"""A path, a line and a column, both from 1."""
Severity = Literal["error", "warning"]
MOST_FINDINGS = 200
MOST_SUGGESTIONS = 100


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong (error) or probably wrong (warning) at a place of a file."""

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str

    def __str__(self) -> str:
        """Write the finding as compilers do.

        >>> str(Finding("a.yaml", 12, 7, "error", "unknown-key", "unknown key 'wieght'"))
        "a.yaml:12:7: error: unknown key 'wieght' [unknown-key]"
        """
        return f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.code}]"

    @property
    def sentence(self) -> Sentence:
        """Give the same line as a sentence."""
        place = f"{self.path}:{self.line}:{self.column}"
        if self.severity == "error":
            return Sentence("{place}: error: {message} [{code}]", place=place, message=self.message, code=self.code)
        return Sentence("{place}: warning: {message} [{code}]", place=place, message=self.message, code=self.code)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Give the key that findings are sorted by: file, then place."""
        return (self.path, self.line, self.column, self.code, self.message)


class Findings:
    """Collects findings, each once, and at most so many of each severity a file; the rest is counted."""

    def __init__(self) -> None:
        """Start with none."""
        self._found: dict[Finding, None] = {}
        self._counts: dict[tuple[str, Severity], int] = {}
        self._error_places: set[Place] = set()

    def error(self, place: Place, code: str, message: str) -> None:
        """Note something that makes the pack unusable."""
        self._add(Finding(*place, "error", code, plain(message)))

    def warn(self, place: Place, code: str, message: str) -> None:
        """Note something that is legal and probably wrong."""
        self._add(Finding(*place, "warning", code, plain(message)))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Take over findings of another collection."""
        for found in findings:
            self._add(found)

    def error_at(self, place: Place) -> bool:
        """Tell whether there is an error at a place already."""
        return place in self._error_places

    def suggest(self, word: str, known: Iterable[str]) -> str:
        """Give the end of a message that offers the nearest known word; after many findings, nothing (comparing is slow)."""
        return did_you_mean(word, known) if len(self._found) < MOST_SUGGESTIONS else ""

    @property
    def errors(self) -> bool:
        """Tell whether there is an error among the findings."""
        return bool(self._error_places)

    def sorted(self) -> list[Finding]:
        """List the findings by file and place; of a file with too many, say at its end how many more there are."""
        found = sorted(self._found, key=lambda f: f.order)
        for (path, severity), count in self._counts.items():
            if count > MOST_FINDINGS:
                line, column = max((f.line, f.column) for f in found if f.path == path)
                more = count - MOST_FINDINGS
                words = Sentence("and {n:,} more errors in this file", n=more) if severity == "error" else \
                    Sentence("and {n:,} more warnings in this file", n=more)
                found.append(Finding(path, line, column + 1, severity, "more", words))
        return sorted(found, key=lambda f: f.order)

    def _add(self, found: Finding) -> None:
        if found in self._found:
            return
        if found.code == "more":                    # it speaks for those that another collection has counted
            self._found[found] = None
            return
        kind = (found.path, found.severity)
        self._counts[kind] = self._counts.get(kind, 0) + 1
        if found.severity == "error":
            self._error_places.add((found.path, found.line, found.column))
        if self._counts[kind] <= MOST_FINDINGS:
            self._found[found] = None


def plain(text: str) -> str:
    r"""Put a text into one line without control characters, which could steer a terminal.

    >>> plain("a\nb\x1b[31m")
    'a b [31m'
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


class PackError(TightropeError):
    """A pack that cannot be used; `findings` say why, the message is the first of them."""

    def __init__(self, findings: list[Finding]) -> None:
        """Keep the findings, errors and warnings."""
        errors = [f for f in findings if f.severity == "error"]
        told = errors[0].sentence if errors else Sentence("the pack cannot be used")
        super().__init__(Sentence("{first} (and {n} more)", first=told, n=len(errors) - 1) if len(errors) > 1 else told)
        self.findings = findings


_THINGS = {
    str(one): one for one in (
        Sentence("indicator"), Sentence("sector"), Sentence("programme"), Sentence("demand"), Sentence("rung"), Sentence("offer"),
        Sentence("provocation"), Sentence("kind"), Sentence("flow"), Sentence("shock"), Sentence("pillar"), Sentence("grade"),
        Sentence("ending"), Sentence("doctrine"), Sentence("era"), Sentence("event"), Sentence("option"), Sentence("question"),
        Sentence("mandate"), Sentence("turn"), Sentence("history line"), Sentence("given series"), Sentence("guide step"),
        Sentence("glossary entry"), Sentence("place"), Sentence("mark"), Sentence("source"), Sentence("phase"), Sentence("domain"),
        Sentence("gauge"), Sentence("point"), Sentence("card"), Sentence("answer"), Sentence("target"), Sentence("thing to wait for"),
        Sentence("demand, rung or offer"), Sentence("the affront of a programme"), Sentence("the affront of an option"),
    )
}


def thing(word: str) -> str:
    """Give the word for a part of a pack as one that can be said in other languages; a word that is none as it stands.

    >>> thing("event"), thing("scenario.yaml")
    ('event', 'scenario.yaml')
    """
    return _THINGS.get(word, word)


def unknown(what: str, name: str, near: str = "") -> Sentence:
    """Say that there is no part of such a name, with what was probably meant.

    >>> unknown("event", "lote", did_you_mean("lote", ["lotte"]))
    "unknown event 'lote'; did you mean 'lotte'?"
    """
    return Sentence("unknown {what} '{name}'{near}", what=thing(what), name=name, near=near)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give the end of a message that offers the nearest known word, or nothing.

    >>> did_you_mean("wieght", ["weight", "when"])
    "; did you mean 'weight'?"
    >>> did_you_mean("zebra", ["weight"])
    ''
    """
    near = nearest(word, known)
    return Sentence("; did you mean '{near}'?", near=near) if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that a misspelt one was probably meant to be, or nothing."""
    return next(iter(get_close_matches(word[:60], list(known), n=1, cutoff=0.6)), "")
