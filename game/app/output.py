"""What goes to the terminal: words, one JSON document, progress on a terminal and none in a pipe."""

import contextlib
import io
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from game.core.problems import Sentence, TightropeError
from game.core.program import typed

FOUND_WANTING, WRONG_USAGE, NOT_DONE = 1, 2, 3
LANGUAGES = ("en", "ko")


class CommandError(TightropeError):
    """The end of a command with an exit code and one line on standard error."""

    def __init__(self, message: str, code: int) -> None:
        self.code = code
        super().__init__(message)


def check_language(language: str) -> None:
    """Raise CommandError for a language that nothing is written in."""
    if language not in LANGUAGES:
        raise CommandError(Sentence("--language is en or ko, not {language}", language=language), WRONG_USAGE)


_language: list[Callable[[], str]] = []


def speak(language: Callable[[], str]) -> None:
    """Take the language of errors and of what the check says; it is asked for when the first such text is told."""
    _language[:] = [language]


def spoken() -> str:
    """Give the language of errors and of what the check says."""
    return _language[0]() if _language else "en"


def in_words(text: str, *, known: bool = False) -> str:
    """Give a sentence, or a text that is `known` to the catalogues, as it is spoken; commands as the user types them."""
    language = spoken()
    if language == "en":
        return typed(text)
    from game.ui import words

    before = words.language()
    words.use(language)
    try:
        return words.told(text) if known else words.said(text)
    finally:
        words.use(before)


def say(text: str = "") -> None:
    """Print a line on standard output."""
    sys.stdout.write(f"{text}\n")


def complain(text: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(f"tightrope: {' '.join(in_words(text).split())}\n")


def say_json(document: Any) -> None:
    """Print one JSON document on standard output."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    sys.stdout.write(json.dumps(document, ensure_ascii=not unicode, allow_nan=False) + "\n")


def prepare_streams() -> None:
    """Let a terminal that lacks a letter show a stand-in instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextlib.contextmanager
def progress(words: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar on standard error while it is a terminal; gives a function that is told how much is done."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total)
        yield lambda done: bar.update(task, completed=done)
