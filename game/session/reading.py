"""Reads a record back and checks all of it: seal, sizes, depth, types and that it is written in the one canonical way.

Whether what it says is true is another question, which `game.session.verify` answers by playing it again.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Collection
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from game.core.problems import Sentence, TightropeError, reason
from game.session.record import FORMAT, PLAIN, Amounts, Options, Order, PackRef, Record, Result, RulesRef, Stage, Turn, body_of

MOST_BYTES = 2 * 1024 * 1024
MOST_TURNS = 400
MOST_ENTRIES = 4096
MOST_KEPT = 100_000
MOST_CARDS = 16
MOST_LEVEL = 99
MOST_LINES = 50_000
LONGEST_NAME = 40

_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,6})\.\d{1,3}")
_WHOLE = re.compile(r"0|-?[1-9]\d{0,8}")
_HEX = {length: re.compile(f"[0-9a-f]{{{length}}}") for length in (16, 32, 64)}
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,32}")
_LINE = re.compile(r"[a-z_]{1,32}:[a-z0-9_.-]{1,200}:[a-z0-9_]{1,64}")
_TOO_LARGE = Sentence("it is larger than {most} MiB", most=MOST_BYTES // 1024 // 1024)
_NEEDED = ("format", "scenario", "pack", "rules", "seed", "start", "lines", "turns")
_ALLOWED = ("player", "options", "tournament", "draft", "handover", "result")


_sound: dict["re.Pattern[str]", set[str]] = {_ID: set(), _LINE: set()}      # words found to fit, so that they are only looked up again


class RecordError(TightropeError):
    """A file that is no record, or a damaged one."""


class NewerRecordError(TightropeError):
    """A record in a format that this version does not know."""


class _Whole(int):
    """A number written without a point: a count, never an amount."""


def decode(data: bytes) -> Record:
    """Read the bytes of a record's file; raises RecordError or NewerRecordError."""
    return parse(unsealed(data))


def parse(body: str) -> Record:
    """Read a record's first line; raises RecordError or NewerRecordError."""
    record = _record(_document(body))
    if not plain(body) and body_of(record) != body:
        _refuse(Sentence("it is not written in the canonical way"))
    return record


def plain(body: str) -> bool:
    """Say whether a line of JSON has no white space and no escapes: with sorted keys and checked numbers it is then canonical."""
    return not any(mark in body for mark in (" ", "\\", "\t", "\r"))


def read_record(path: Path) -> Record:
    """Read a record's file; raises RecordError, NewerRecordError, or TightropeError when the file cannot be read."""
    return decode(read_limited(path))


def read_limited(path: Path) -> bytes:
    """Read a file of bounded size; raises TightropeError."""
    try:
        if not path.is_file():
            raise TightropeError(Sentence("{path}: there is no such file", path=path))
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise TightropeError(Sentence(
            "{path} cannot be read ({why}): check that it exists and that you may read it", path=path, why=reason(error),
        )) from None
    if len(data) > MOST_BYTES:
        _refuse(_TOO_LARGE)
    return data


def _refuse(why: str) -> NoReturn:
    raise RecordError(Sentence("not a sound record: {why}", why=why))


def unsealed(data: bytes) -> str:
    """Check the seal and give the first line; raises RecordError."""
    if len(data) > MOST_BYTES:
        _refuse(_TOO_LARGE)
    lines = data.split(b"\n", 3)
    if len(lines) != 3 or lines[2]:
        _refuse(Sentence("it does not hold one line of JSON and one line with its SHA-256 (cut off?)"))
    body, seal, _ = lines
    if not hmac.compare_digest(hashlib.sha256(body).hexdigest().encode(), seal):
        _refuse(Sentence("its SHA-256 does not fit: something was changed or lost after it was saved"))
    try:
        return body.decode()
    except UnicodeDecodeError:
        _refuse(Sentence("it is not UTF-8"))


class _Amounts(dict[str, int]):
    """Decimal texts seen so far, as thousandths; reading the same few thousand numbers again is a look-up."""

    def __missing__(self, text: str) -> int:
        if not _DECIMAL.fullmatch(text):
            _refuse(Sentence("the number {text} is not an amount", text=text[:20]))
        value = round(float(text) * 1000)
        if repr(value / 1000) != text:
            _refuse(Sentence("the number {text} is not written in the canonical way", text=text[:20]))
        if len(self) > MOST_KEPT:
            self.clear()
        self[text] = value
        return value


class _Wholes(dict[str, _Whole]):
    """Whole numbers seen so far."""

    def __missing__(self, text: str) -> _Whole:
        if not _WHOLE.fullmatch(text):
            _refuse(Sentence("the number {text} is too long or not written in the canonical way", text=text[:20]))
        if len(self) > MOST_KEPT:
            self.clear()
        self[text] = value = _Whole(text)
        return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    keys = list(found)
    if len(keys) != len(pairs) or keys != sorted(keys):
        _refuse(Sentence("a key stands twice or out of order"))
    return found


def _constant(text: str) -> NoReturn:
    _refuse(Sentence("{text} is not a number", text=text))


_decoder = json.JSONDecoder(
    parse_float=_Amounts().__getitem__, parse_int=_Wholes().__getitem__, parse_constant=_constant, object_pairs_hook=_object,
)


def _document(body: str) -> dict[str, Any]:
    try:
        document = _decoder.decode(body)
    except RecordError:
        raise
    except RecursionError:
        _refuse(Sentence("it is nested too deeply"))
    except ValueError as error:
        _refuse(Sentence("its first line is not JSON ({error})", error=error))
    if type(document) is not dict:
        _refuse(Sentence("it holds no JSON object"))
    return document


def _record(document: dict[str, Any]) -> Record:
    written = document.get("format")
    if type(written) is not _Whole or written < 1:
        _refuse(Sentence("it names no format"))
    if written > FORMAT:
        raise NewerRecordError(Sentence(
            "this record has format {written}, and this version reads up to {known}: open it with a newer Tightrope",
            written=written, known=FORMAT,
        ))
    _keys(document, "the record", _NEEDED, _ALLOWED)
    rules = _dict(document["rules"], "rules")
    _keys(rules, "rules", ("digest", "version"))
    turns = document["turns"]
    if type(turns) is not list or len(turns) > MOST_TURNS:
        _refuse(Sentence("`turns` is no list of at most {most} turns", most=MOST_TURNS))
    start, lines = _amounts(document["start"], "start"), _lines(document["lines"])
    record = Record(
        scenario=_text(document["scenario"], "scenario", _ID),
        pack=_pack(document["pack"]),
        rules=RulesRef(_text(rules["digest"], "rules.digest", _HEX[64]), _count(rules["version"], "rules.version")),
        seed=_text(document["seed"], "seed", _HEX[32]),
        start=start,
        turns=tuple(_turn(turn, f"turn {number}", start, lines) for number, turn in enumerate(turns, 1)),
        player=player_of(document["player"]) if "player" in document else "",
        draft=_optional(document, "draft", _order),
        handover=_stage(document["handover"], "the hand-over", start, lines) if "handover" in document else None,
        result=_optional(document, "result", _result),
        options=options_of(document["options"]) if "options" in document else PLAIN,
        tournament=_text(document["tournament"], "tournament", _HEX[16]) if "tournament" in document else "",
    )
    if len(set().union(*(stage.ledger for stage in (*record.turns, *filter(None, [record.handover]))))) != len(lines):
        _refuse(Sentence("`lines` holds a line that no ledger has"))
    if record.result is None and record.handover is not None:
        _refuse(Sentence("it has a hand-over but no result"))
    if record.result is not None and (record.draft is not None or not record.turns):
        _refuse(Sentence("a finished game has turns and no draft"))
    return record


def _optional(document: dict[str, Any], key: str, read: "Callable[[Any, str], Any]") -> Any:
    return read(document[key], key) if key in document else None


def _turn(value: Any, where: str, names: Amounts, lines: list[str]) -> Turn:
    found = _dict(value, where)
    _keys(found, where, ("digest", "events", "indicators", "ledger", "order"))
    events = found["events"]
    if type(events) is not list or len(events) > MOST_CARDS or not set(map(type, events)) <= {str} or not _fit(_ID, events):
        _refuse(Sentence("`events` of {where} is no list of at most {most} events", where=where, most=MOST_CARDS))
    return Turn(
        digest=_text(found["digest"], f"digest of {where}", _HEX[16]),
        indicators=_indicators(found["indicators"], where, names),
        ledger=_ledger(found["ledger"], where, lines),
        events=tuple(events),
        order=_order(found["order"], where),
    )


def _stage(value: Any, where: str, names: Amounts, lines: list[str]) -> Stage:
    found = _dict(value, where)
    _keys(found, where, ("digest", "indicators", "ledger"))
    return Stage(
        _text(found["digest"], f"digest of {where}", _HEX[16]), _indicators(found["indicators"], where, names),
        _ledger(found["ledger"], where, lines),
    )


def _lines(value: Any) -> list[str]:
    if type(value) is not list or len(value) > MOST_LINES or not set(map(type, value)) <= {str}:
        _refuse(Sentence("`lines` is no list of at most {most} texts", most=MOST_LINES))
    if not _fit(_LINE, value):
        _refuse(Sentence("`lines` holds something that is not phase:cause:indicator"))
    if any(one >= other for one, other in pairwise(value)):
        _refuse(Sentence("`lines` is out of order"))
    return value


def _ledger(value: Any, where: str, lines: list[str]) -> Amounts:
    found = _dict(value, f"ledger of {where}")
    _keys(found, f"ledger of {where}", ("amounts", "lines"))
    amounts, numbers = found["amounts"], found["lines"]
    if type(amounts) is not list or type(numbers) is not list or len(amounts) != len(numbers):
        _refuse(Sentence("the ledger of {where} has no amount for each line", where=where))
    if not set(map(type, amounts)) <= {int} or 0 in amounts or not set(map(type, numbers)) <= {_Whole}:
        _refuse(Sentence("the ledger of {where} holds something that is not an amount or a line", where=where))
    if numbers and (numbers != sorted(numbers) or numbers[0] < 0 or numbers[-1] >= len(lines)):
        _refuse(Sentence("the ledger of {where} is out of order", where=where))
    ledger = dict(zip([lines[number] for number in numbers], amounts, strict=True))
    if len(ledger) != len(numbers):
        _refuse(Sentence("the ledger of {where} has a line twice", where=where))
    return ledger


def _order(value: Any, where: str) -> Order:
    order = _dict(value, f"order of {where}")
    _keys(order, f"order of {where}", ("answers", "points"))
    points, answers = _dict(order["points"], f"points of {where}"), _dict(order["answers"], f"answers of {where}")
    levels = points.values()
    if not set(map(type, levels)) <= {_Whole} or (levels and not 1 <= min(levels) <= max(levels) <= MOST_LEVEL) or not _fit(_ID, points):
        _refuse(Sentence(
            "the points of {where} are no whole numbers from 1 to {most} by programme", where=where, most=MOST_LEVEL,
        ))
    if not set(map(type, answers.values())) <= {str} or not _fit(_ID, answers) or not _fit(_ID, answers.values()):
        _refuse(Sentence("the answers of {where} are no options by event", where=where))
    return Order(points, answers)


def _fit(pattern: "re.Pattern[str]", words: Collection[str]) -> bool:
    """Say whether texts are of a form."""
    sound = _sound[pattern]
    if sound.issuperset(words):
        return True
    if not all(map(pattern.fullmatch, words)):
        return False
    if len(sound) > MOST_KEPT:
        sound.clear()
    sound.update(words)
    return True


def _result(value: Any, where: str) -> Result:
    found = _dict(value, where)
    _keys(found, where, ("pillars", "total", "grade", "ending"))
    if type(found["total"]) is not int:
        _refuse(Sentence("the result's total is no amount"))
    ending = None if found["ending"] is None else _text(found["ending"], "result.ending", _ID)
    return Result(_amounts(found["pillars"], "result.pillars"), found["total"], _count(found["grade"], "result.grade"), ending)


def _count(value: Any, where: str) -> int:
    if type(value) is not _Whole or value < 0:
        _refuse(Sentence("{where} is no count", where=where))
    return int(value)


@lru_cache(1000)
def pack_of(text: str) -> PackRef:
    """Read the part of a record that names its pack; raises RecordError."""
    return _pack(_document(text))


def _pack(value: Any) -> PackRef:
    pack = _dict(value, "pack")
    _keys(pack, "pack", ("id", "version", "digest"))
    return PackRef(
        _text(pack["id"], "pack.id", _ID), _text(pack["version"], "pack.version", _VERSION), _text(pack["digest"], "pack.digest", _HEX[64])
    )


def options_of(value: Any) -> Options:
    """Read match options, a JSON object with at least one count; raises RecordError."""
    found = _dict(value, "options")
    _keys(found, "options", (), ("cards", "turns"))
    if not found or not set(map(type, found.values())) <= {_Whole} or not 1 <= min(found.values()) <= max(found.values()) <= MOST_TURNS:
        _refuse(Sentence("`options` holds no counts from 1 to {most}", most=MOST_TURNS))
    return Options(**{name: int(count) for name, count in found.items()})


@lru_cache(1000)
def options_text(text: str) -> Options:
    """Read the part of a record that holds its options; raises RecordError."""
    return options_of(_document(text))


def player_of(value: Any) -> str:
    """Check the name of a player; raises RecordError."""
    if type(value) is not str or not 1 <= len(value) <= LONGEST_NAME or not value.isprintable():
        _refuse(Sentence("`player` is no name of at most {most} characters", most=LONGEST_NAME))
    return value


def _amounts(value: Any, where: str) -> Amounts:
    found = _dict(value, where)
    if len(found) > MOST_ENTRIES or not set(map(type, found.values())) <= {int}:
        _refuse(Sentence("{where} holds something that is not an amount", where=where))
    return found


def _indicators(value: Any, where: str, names: Amounts) -> Amounts:
    """Read amounts that stand in the order of names."""
    if type(value) is not list or len(value) != len(names) or not set(map(type, value)) <= {int}:
        _refuse(Sentence("the indicators of {where} are not one amount for each of `start`", where=where))
    return dict(zip(names, value, strict=True))


def _dict(value: Any, where: str) -> dict[str, Any]:
    if type(value) is not dict:
        _refuse(Sentence("{where} is not an object", where=where))
    return value


def _keys(found: dict[str, Any], where: str, needed: tuple[str, ...], allowed: tuple[str, ...] = ()) -> None:
    for key in needed:
        if key not in found:
            _refuse(Sentence("{where} has no `{key}`", where=where, key=key))
    for key in found:
        if key not in needed and key not in allowed:
            _refuse(Sentence("{where} has an unknown key `{key}`", where=where, key=_printable(key[:40])))


def _printable(text: str) -> str:
    """Put a mark for each sign that cannot be seen."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def _text(value: Any, where: str, pattern: "re.Pattern[str]") -> str:
    if type(value) is not str or not pattern.fullmatch(value):
        _refuse(Sentence("`{where}` is missing or not of the form that it must have", where=where))
    return value
