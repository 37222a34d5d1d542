"""Reads YAML through parser events into plain values that know their places; safe against hostile files.

Only what packs need: UTF-8, one document, mappings with plain keys, lists, texts, numbers, true and false. Tags, anchors and
aliases, duplicate keys, nesting over 32 and files over 2 MiB are refused; several findings come at once.
"""

import re
from typing import TYPE_CHECKING, Any

from game.content.diagnostics import Findings, Place
from game.core.problems import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 32
MAX_BYTES = 2 * 1024 * 1024
MAX_FINDINGS = 50
MAX_DIGITS = 18

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?\Z")
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_WORDS = {"true": True, "false": False, "null": None}
_NUMERIC = frozenset("0123456789+-.")


class Mapping(dict[str, Any]):
    """A mapping that knows where it begins, where its keys and values stand, and whether something wrong was taken out of it."""

    __slots__ = ("keys_at", "place", "values_at", "whole")

    def __init__(self, place: Place) -> None:
        """Start empty."""
        super().__init__()
        self.place = place
        self.whole = True
        self.keys_at: dict[str, Place] = {}
        self.values_at: dict[str, Place] = {}


class Sequence(list[Any]):
    """A list that knows where it begins, where its items stand, and whether something wrong was taken out of it."""

    __slots__ = ("items_at", "place", "whole")

    def __init__(self, place: Place) -> None:
        """Start empty."""
        super().__init__()
        self.place = place
        self.whole = True
        self.items_at: list[Place] = []


class _StopReadingError(Exception):
    """Nothing more can be read from this file."""


def read_yaml(path: str, data: bytes, findings: Findings) -> Any:
    """Read one document; None when it is empty or broken (then a finding says why). Never raises."""
    text = _decode(path, data, findings)
    if text is None:
        return None
    import yaml

    own = Findings()
    try:
        # a loader is used as the parser that it is: it gives events, and nothing is ever constructed
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        tree = _build(path, iter(loader.get_event, None), own)
    except yaml.MarkedYAMLError as problem:
        unclosed = "quoted scalar" in str(problem.context)
        mark = (problem.context_mark if unclosed else problem.problem_mark) or problem.problem_mark or problem.context_mark
        place = (path, mark.line + 1, mark.column + 1) if mark else (path, 1, 1)
        own.error(place, "syntax", _syntax_words(problem))
        tree = None
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        own.error((path, 1, 1), "syntax", " ".join(str(problem).split())[:200])
        tree = None
    except _StopReadingError:
        tree = None
    findings.extend(own.sorted())
    if tree is None and not own.errors:
        findings.error((path, 1, 1), "empty", Sentence("the file is empty"))
    elif tree is not None and not isinstance(tree, Mapping | Sequence):
        findings.error((path, 1, 1), "wrong-type", Sentence("the file holds a mapping or a list, not '{tree}'", tree=str(tree)[:40]))
        return None
    return tree


def place_of(tree: Any, loc: tuple[Any, ...], *, key: bool = False) -> Place:
    """Give the place of the value (or the key) that keys and indexes lead to, as far as they lead."""
    place: Place = getattr(tree, "place", ("", 1, 1))
    for step in loc:
        if isinstance(tree, Mapping) and step in tree.values_at:
            place, tree = (tree.keys_at if key else tree.values_at)[step], tree[step]
        elif isinstance(tree, Sequence) and isinstance(step, int) and step < len(tree):
            place, tree = tree.items_at[step], tree[step]
        elif isinstance(tree, dict) and step in tree:
            tree = tree[step]
            place = getattr(tree, "place", place)
        else:
            break
    return place


def _decode(path: str, data: bytes, findings: Findings) -> str | None:
    if len(data) > MAX_BYTES:
        findings.error((path, 1, 1), "too-large", Sentence(
            "the file has {count:,} bytes; {most:,} are allowed",
            count=len(data), most=MAX_BYTES,
        ))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8")
        line = before.count("\n") + 1
        findings.error((path, line, len(before) - before.rfind("\n")), "encoding", Sentence("this is not UTF-8; save the file as UTF-8"))
        return None
    text = text.removeprefix("\ufeff")
    bad = _FORBIDDEN.search(text)
    if bad:
        start = bad.start()
        place = (path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        findings.error(place, "encoding", Sentence(
            "control character U+{ord:04X}; this does not look like a text file",
            ord=ord(bad.group()),
        ))
        return None
    return text


def _syntax_words(problem: Any) -> str:
    words = str(problem.problem or problem.context or "this is not YAML")
    if "quoted scalar" in str(problem.context):
        return Sentence("this quote is not closed, or something in it cannot stand in quotes (a backslash stands as \\\\)")
    if "tab character" in words:
        return Sentence("a tab; indent with spaces")
    if "cannot start any token" in words:
        return Sentence("this character cannot stand here; indent with spaces, and quote texts that begin with it")
    if "mapping values are not allowed" in words:
        return Sentence("a colon and a space cannot stand in an unquoted text here; put the text in quotes")
    if "indentation" in words or "did not find expected" in words or "could not find expected" in words:
        return Sentence("{words}; look at indentation, commas, quotes and brackets just before", words=words)
    return words


def _scalar(event: Any, place: Place, findings: Findings) -> Any:
    value: str = event.value
    if event.style not in (None, "", "plain"):
        return value
    if not value:
        return None
    if value in _WORDS:
        return _WORDS[value]
    if value[0] in _NUMERIC:
        if _INT.match(value):
            if len(value) <= MAX_DIGITS:
                return int(value)
            findings.error(place, "bad-number", Sentence(
                "the number has {count} digits; {most} are allowed",
                count=len(value), most=MAX_DIGITS,
            ))
            return 0
        if _FLOAT.match(value):
            number = float(value) if len(value) <= 2 * MAX_DIGITS else float("inf")
            if number in (float("inf"), float("-inf")):
                findings.error(place, "bad-number", Sentence("the number is too long or too large"))
                return 0
            return number
    return value


_ALIAS = Sentence("anchors and aliases (& and *) are not allowed; write the value out, or quote the text")
_GONE = "\0"
"""Stands for a key that was refused; its value is read and dropped."""


class _Builder:
    """Puts a tree together from events: `target` is the mapping or list in hand, `key` the key whose value comes next."""

    def __init__(self, path: str, findings: Findings) -> None:
        self.root: Any = None
        self._path, self._findings = path, findings
        self._stack: list[Any] = []
        self._target: Any = None
        self._key: str | None = None
        self._documents = self._wrong = 0

    def scalar(self, event: Any) -> None:
        """Take a word or a number: a key, or a value."""
        place = self._place(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, place)
        if self._key is None and type(self._target) is Mapping:
            self._take_key(event.value, place)
        else:
            self._put(_scalar(event, place, self._findings), place)

    def start(self, event: Any, kind: type[Mapping] | type[Sequence]) -> None:
        """Begin a mapping or a list."""
        place = self._place(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, place)
        if len(self._stack) >= MAX_DEPTH:
            self._stop(place, "too-deep", Sentence("nested more than {most} deep", most=MAX_DEPTH))
        if self._key is None and type(self._target) is Mapping:
            self._stop(place, "bad-key", Sentence("a key must be a word; quote it if it begins with { or ["))
        value = kind(place)
        self._stack.append(self._target)
        self._put(value, place)
        self._target = value

    def end(self) -> None:
        """End the mapping or the list in hand."""
        self._target, self._key = self._stack.pop(), None

    def alias(self, event: Any) -> None:
        """Refuse an alias; it stands for nothing."""
        place = self._place(event)
        self._note(place, "alias", _ALIAS)
        if self._key is None and type(self._target) is Mapping:
            self._key = _GONE
        else:
            self._put(None, place)

    def document(self, event: Any) -> None:
        """Begin the document; a second one is refused."""
        self._documents += 1
        if self._documents > 1:
            self._stop(self._place(event), "documents", Sentence("a second document (---); a file holds one"))

    def _take_key(self, key: str, place: Place) -> None:
        keys = self._target.keys_at
        if key in keys:
            self._note(place, "duplicate-key", Sentence(
                "key '{key}' stands here a second time; the first is in line {line}",
                key=key[:60], line=keys[key][1],
            ))
            self._key = _GONE
        else:
            keys[key] = place
            self._key = key

    def _put(self, value: Any, place: Place) -> None:
        """Put a value where it belongs: behind its key, at the end of its list, or at the root."""
        target = self._target
        if type(target) is Mapping:
            key, self._key = self._key, None
            if key is not None and key != _GONE:
                target[key] = value
                target.values_at[key] = place
        elif target is not None:
            target.append(value)
            target.items_at.append(place)
        else:
            self.root = value

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return (self._path, mark.line + 1, mark.column + 1)

    def _refuse(self, event: Any, place: Place) -> None:
        if event.anchor is not None:
            self._note(place, "alias", _ALIAS)
        if event.tag is not None:
            self._note(place, "tag", Sentence("tags (!) are not allowed; quote the text if it begins with !"))

    def _note(self, place: Place, code: str, words: str) -> None:
        self._findings.error(place, code, words)
        self._wrong += 1
        if self._wrong > MAX_FINDINGS:
            raise _StopReadingError

    def _stop(self, place: Place, code: str, words: str) -> None:
        self._findings.error(place, code, words)
        raise _StopReadingError


def _build(path: str, events: "Iterator[Any]", findings: Findings) -> Any:
    from yaml import events as kinds

    builder = _Builder(path, findings)
    scalar_kind, map_kind, list_kind = kinds.ScalarEvent, kinds.MappingStartEvent, kinds.SequenceStartEvent
    ends = (kinds.MappingEndEvent, kinds.SequenceEndEvent)
    for event in events:
        kind = type(event)
        if kind is scalar_kind:
            builder.scalar(event)
        elif kind is map_kind:
            builder.start(event, Mapping)
        elif kind is list_kind:
            builder.start(event, Sequence)
        elif kind in ends:
            builder.end()
        elif kind is kinds.AliasEvent:
            builder.alias(event)
        elif kind is kinds.DocumentStartEvent:
            builder.document(event)
    return builder.root
