"""Reads YAML through parser events into plain values that know their places; safe against hostile files.

Only what packs need: UTF-8, one document, mappings with plain keys, lists, texts, numbers, true and false. Tags, anchors and
aliases, duplicate keys, nesting over 32 and files over 2 MiB are refused; several findings come at once.
"""

import re
from typing import TYPE_CHECKING, Any

from game.content.diagnostics import Findings, Place

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
        findings.error((path, 1, 1), "empty", "the file is empty")
    elif tree is not None and not isinstance(tree, Mapping | Sequence):
        findings.error((path, 1, 1), "wrong-type", f"the file holds a mapping or a list, not '{str(tree)[:40]}'")
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
        findings.error((path, 1, 1), "too-large", f"the file has {len(data):,} bytes; {MAX_BYTES:,} are allowed")
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8")
        line = before.count("\n") + 1
        findings.error((path, line, len(before) - before.rfind("\n")), "encoding", "this is not UTF-8; save the file as UTF-8")
        return None
    text = text.removeprefix("\ufeff")
    bad = _FORBIDDEN.search(text)
    if bad:
        start = bad.start()
        place = (path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        findings.error(place, "encoding", f"control character U+{ord(bad.group()):04X}; this does not look like a text file")
        return None
    return text


def _syntax_words(problem: Any) -> str:
    words = str(problem.problem or problem.context or "this is not YAML")
    if "quoted scalar" in str(problem.context):
        return "this quote is not closed, or something in it cannot stand in quotes (a backslash stands as \\\\)"
    if "tab character" in words:
        return "a tab; indent with spaces"
    if "cannot start any token" in words:
        return "this character cannot stand here; indent with spaces, and quote texts that begin with it"
    if "mapping values are not allowed" in words:
        return "a colon and a space cannot stand in an unquoted text here; put the text in quotes"
    if "indentation" in words or "did not find expected" in words or "could not find expected" in words:
        return f"{words}; look at indentation, commas, quotes and brackets just before"
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
            findings.error(place, "bad-number", f"the number has {len(value)} digits; {MAX_DIGITS} are allowed")
            return 0
        if _FLOAT.match(value):
            number = float(value) if len(value) <= 2 * MAX_DIGITS else float("inf")
            if number in (float("inf"), float("-inf")):
                findings.error(place, "bad-number", "the number is too long or too large")
                return 0
            return number
    return value


def _refuse(event: Any, place: Place, findings: Findings) -> None:
    if event.anchor is not None:
        findings.error(place, "alias", "anchors and aliases (& and *) are not allowed; write the value out, or quote the text")
    if getattr(event, "tag", None) is not None:
        findings.error(place, "tag", "tags (!) are not allowed; quote the text if it begins with !")


def _build(path: str, events: "Iterator[Any]", findings: Findings) -> Any:  # noqa: C901, PLR0912, PLR0915 - one loop over all events, for speed
    from yaml import events as kinds

    scalar_kind, map_kind, list_kind = kinds.ScalarEvent, kinds.MappingStartEvent, kinds.SequenceStartEvent
    ends = (kinds.MappingEndEvent, kinds.SequenceEndEvent)
    root: Any = None
    documents = 0
    stack: list[tuple[Any, Any]] = []
    target: Any = None
    key: str | None = None
    count = 0
    for event in events:
        kind = type(event)
        mark = event.start_mark
        if kind is scalar_kind:
            place = (path, mark.line + 1, mark.column + 1)
            if event.anchor is not None or event.tag is not None:
                _refuse(event, place, findings)
                count += 1
            if type(target) is Mapping:
                if key is None:
                    key = event.value
                    if key in target.keys_at:
                        words = f"key '{key[:60]}' stands here a second time; the first is in line {target.keys_at[key][1]}"
                        findings.error(place, "duplicate-key", words)
                        count += 1
                        key = "\0"
                    else:
                        target.keys_at[key] = place
                    continue
                value = _scalar(event, place, findings)
                if key != "\0":
                    target[key] = value
                    target.values_at[key] = place
                key = None
                continue
            value = _scalar(event, place, findings)
        elif kind is map_kind or kind is list_kind:
            place = (path, mark.line + 1, mark.column + 1)
            if event.anchor is not None or event.tag is not None:
                _refuse(event, place, findings)
                count += 1
            if len(stack) >= MAX_DEPTH:
                findings.error(place, "too-deep", f"nested more than {MAX_DEPTH} deep")
                raise _StopReadingError
            value = Mapping(place) if kind is map_kind else Sequence(place)
            stack.append((target, key))
            if type(target) is Mapping:
                if key is None:
                    findings.error(place, "bad-key", "a key must be a word; quote it if it begins with { or [")
                    raise _StopReadingError
                if key != "\0":
                    target[key] = value
                    target.values_at[key] = place
            elif type(target) is Sequence:
                target.append(value)
                target.items_at.append(place)
            else:
                root = value
            target, key = value, None
            continue
        elif kind in ends:
            target, key = stack.pop()
            key = None
            continue
        elif kind is kinds.AliasEvent:
            place = (path, mark.line + 1, mark.column + 1)
            findings.error(place, "alias", "anchors and aliases (& and *) are not allowed; write the value out, or quote the text")
            count += 1
            if type(target) is Mapping and key is None:
                key = "\0"
                continue
            value = None
            if type(target) is Mapping:
                if key is not None and key != "\0":
                    target[key] = None
                    target.values_at[key] = place
                key = None
                continue
        elif kind is kinds.DocumentStartEvent:
            documents += 1
            if documents > 1:
                findings.error((path, mark.line + 1, mark.column + 1), "documents", "a second document (---); a file holds one")
                raise _StopReadingError
            continue
        else:
            continue
        if type(target) is Sequence:
            target.append(value)
            target.items_at.append(place)
        elif value is not None:
            root = value
        if count > MAX_FINDINGS:
            raise _StopReadingError
    return root
