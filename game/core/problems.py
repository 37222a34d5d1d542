"""Problems as values: what is wrong with an order or a file, in words that say what to do."""

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: a stable code, what it is about, and the figures that explain it."""

    code: str
    about: str = ""
    have: int = 0
    allowed: int = 0


class TightropeError(Exception):
    """An error that a user can read: one line that says what is wrong and what to do; `str` gives it, a Sentence where it was one."""


class Sentence(str):  # noqa: SLOT000 - it keeps more than letters
    """An English sentence that keeps its pattern and its values, so that it can be said in another language; else a plain text.

    >>> one = Sentence("{path}: there is no such file", path="a.tightrope")
    >>> one, one.pattern, one.values
    ('a.tightrope: there is no such file', '{path}: there is no such file', {'path': 'a.tightrope'})
    """

    pattern: str
    values: dict[str, Any]

    def __new__(cls, pattern: str, /, **values: Any) -> Self:
        """Fill a pattern, a plain text that stands in the catalogues; values are numbers, texts, sentences, or what has a text."""
        kept = {name: one if isinstance(one, (int, float)) else str(one) for name, one in values.items()}
        made = super().__new__(cls, pattern.format(**kept) if kept else pattern)
        made.pattern, made.values = pattern, kept
        return made

    def __str__(self) -> str:
        """Give the sentence itself, so that the text of an error is still one."""
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        """Say how a copy is made."""
        return (self.pattern,), self.values


_SYSTEM = {
    str(one): one for one in (
        Sentence("Permission denied"), Sentence("Operation not permitted"), Sentence("No such file or directory"),
        Sentence("No space left on device"), Sentence("Disk quota exceeded"), Sentence("Read-only file system"),
        Sentence("Is a directory"), Sentence("Not a directory"), Sentence("Directory not empty"), Sentence("File exists"),
        Sentence("File name too long"), Sentence("File too large"), Sentence("Too many open files"), Sentence("Input/output error"),
        Sentence("Address already in use"), Sentence("Cannot assign requested address"), Sentence("Connection refused"),
        Sentence("Too many levels of symbolic links"), Sentence("Device or resource busy"), Sentence("Text file busy"),
    )
}


def reason(error: OSError) -> str:
    """Give what the system says of an error: a sentence where it is a common one."""
    said = error.strerror or str(error)
    return _SYSTEM.get(said, said)
