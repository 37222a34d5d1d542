"""Reads a record back and checks all of it: seal, sizes, depth, types and that it is written in the one canonical way.

Whether what it says is true is another question, which `game.session.verify` answers by playing it again.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from game.core.problems import TightropeError
from game.session.record import FORMAT, Amounts, Order, PackRef, Record, Result, RulesRef, Stage, Turn, body_of

MOST_BYTES = 4 * 1024 * 1024
MOST_TURNS = 400
MOST_ENTRIES = 4096
LONGEST_NAME = 40
MOST_CAUSES = 50_000

_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,6})\.\d{1,3}")
_WHOLE = re.compile(r"0|-?[1-9]\d{0,8}")
_HEX = {length: re.compile(f"[0-9a-f]{{{length}}}") for length in (16, 32, 64)}
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,32}")
_CAUSE = re.compile(r"[a-z0-9_.-]{1,160}:[a-z0-9_]{1,64}")
_NEEDED = ("format", "scenario", "pack", "rules", "seed", "start", "turns")
_ALLOWED = ("player", "draft", "handover", "result")

_causes_seen: set[str] = set()      # ledger keys that were found to be sound, so that the next record's are only looked up


class RecordError(TightropeError):
    """A file that is no record, or a damaged one."""


class NewerRecordError(TightropeError):
    """A record in a format that this version does not know."""


class _Whole(int):
    """A number written without a point: a count, never an amount."""


def decode(data: bytes) -> Record:
    """Read the bytes of a record's file; raises RecordError or NewerRecordError."""
    body = _unsealed(data)
    document = _document(body)
    record = _record(document)
    if any(mark in body for mark in (" ", "\\", "\t", "\r")) and body_of(record) != body:
        _refuse("it is not written in the canonical way")
    return record


def read_record(path: Path) -> Record:
    """Read a record's file; raises RecordError, NewerRecordError, or TightropeError when the file cannot be read."""
    return decode(read_limited(path))


def read_limited(path: Path) -> bytes:
    """Read a file of bounded size; raises TightropeError."""
    try:
        if not path.is_file():
            raise TightropeError(f"{path}: there is no such file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise TightropeError(f"{path} cannot be read ({error.strerror or error}): check that it exists and that you may read it") from None
    if len(data) > MOST_BYTES:
        raise RecordError(f"not a sound record: it is larger than {MOST_BYTES // 1024 // 1024} MiB")
    return data


def _refuse(why: str) -> NoReturn:
    raise RecordError(f"not a sound record: {why}")


def _unsealed(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        _refuse(f"it is larger than {MOST_BYTES // 1024 // 1024} MiB")
    lines = data.split(b"\n", 3)
    if len(lines) != 3 or lines[2]:
        _refuse("it does not hold one line of JSON and one line with its SHA-256 (cut off?)")
    body, seal, _ = lines
    if not hmac.compare_digest(hashlib.sha256(body).hexdigest().encode(), seal):
        _refuse("its SHA-256 does not fit: something was changed or lost after it was saved")
    try:
        return body.decode()
    except UnicodeDecodeError:
        _refuse("it is not UTF-8")


class _Amounts(dict[str, int]):
    """Decimal texts seen so far, as thousandths; reading the same few thousand numbers again is a look-up."""

    def __missing__(self, text: str) -> int:
        if not _DECIMAL.fullmatch(text):
            _refuse(f"the number {text[:20]} is not an amount")
        value = round(float(text) * 1000)
        if repr(value / 1000) != text:
            _refuse(f"the number {text[:20]} is not written in the canonical way")
        if len(self) > 100_000:
            self.clear()
        self[text] = value
        return value


def _whole(text: str) -> _Whole:
    if not _WHOLE.fullmatch(text):
        _refuse(f"the number {text[:20]} is too long or not written in the canonical way")
    return _Whole(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    keys = list(found)
    if len(keys) != len(pairs) or keys != sorted(keys):
        _refuse("a key stands twice or out of order")
    return found


def _constant(text: str) -> NoReturn:
    _refuse(f"{text} is not a number")


_decoder = json.JSONDecoder(
    parse_float=_Amounts().__getitem__, parse_int=_whole, parse_constant=_constant, object_pairs_hook=_object,
)


def _document(body: str) -> dict[str, Any]:
    try:
        document = _decoder.decode(body)
    except RecordError:
        raise
    except RecursionError:
        _refuse("it is nested too deeply")
    except ValueError as error:
        _refuse(f"its first line is not JSON ({error})")
    if type(document) is not dict:
        _refuse("it holds no JSON object")
    return document


def _record(document: dict[str, Any]) -> Record:
    written = document.get("format")
    if type(written) is not _Whole or written < 1:
        _refuse("it names no format")
    if written > FORMAT:
        raise NewerRecordError(f"this record has format {written}, and this version reads up to {FORMAT}: open it with a newer Tightrope")
    _keys(document, "the record", _NEEDED, _ALLOWED)
    pack, rules = _dict(document["pack"], "pack"), _dict(document["rules"], "rules")
    _keys(pack, "pack", ("id", "version", "digest"))
    _keys(rules, "rules", ("digest", "version"))
    turns = document["turns"]
    if type(turns) is not list or len(turns) > MOST_TURNS:
        _refuse(f"`turns` is no list of at most {MOST_TURNS} turns")
    record = Record(
        scenario=_text(document["scenario"], "scenario", _ID),
        pack=PackRef(_text(pack["id"], "pack.id", _ID), _text(pack["version"], "pack.version", _VERSION),
                     _text(pack["digest"], "pack.digest", _HEX[64])),
        rules=RulesRef(_text(rules["digest"], "rules.digest", _HEX[64]), _count(rules["version"], "rules.version")),
        seed=_text(document["seed"], "seed", _HEX[32]),
        start=_amounts(document["start"], "start"),
        turns=tuple(_turn(turn, f"turn {number}") for number, turn in enumerate(turns, 1)),
        player=_player(document["player"]) if "player" in document else "",
        draft=_optional(document, "draft", _order),
        handover=_optional(document, "handover", _stage),
        result=_optional(document, "result", _result),
    )
    if record.result is None and record.handover is not None:
        _refuse("it has a hand-over but no result")
    if record.result is not None and (record.draft is not None or not record.turns):
        _refuse("a finished game has turns and no draft")
    return record


def _optional(document: dict[str, Any], key: str, read: "Callable[[Any, str], Any]") -> Any:
    return read(document[key], key) if key in document else None


def _turn(value: Any, where: str) -> Turn:
    found = _dict(value, where)
    _keys(found, where, ("digest", "events", "indicators", "ledger", "order"))
    events = found["events"]
    if type(events) is not list or len(events) > 16:
        _refuse(f"`events` of {where} is no list of at most 16")
    return Turn(
        digest=_text(found["digest"], f"digest of {where}", _HEX[16]),
        indicators=_amounts(found["indicators"], f"indicators of {where}"),
        ledger=_ledger(found["ledger"], where),
        events=tuple(_text(event, f"events of {where}", _ID) for event in events),
        order=_order(found["order"], where),
    )


def _stage(value: Any, where: str) -> Stage:
    found = _dict(value, where)
    _keys(found, where, ("digest", "indicators", "ledger"))
    return Stage(
        _text(found["digest"], f"digest of {where}", _HEX[16]), _amounts(found["indicators"], f"indicators of {where}"),
        _ledger(found["ledger"], where),
    )


def _ledger(value: Any, where: str) -> dict[str, Amounts]:
    found = _dict(value, f"ledger of {where}")
    for phase, amounts in found.items():
        _amounts(amounts, f"ledger of {where}")
        if not _ID.fullmatch(phase) or 0 in amounts.values() or not amounts:
            _refuse(f"the ledger of {where} has an empty line")
        if not _causes_seen.issuperset(amounts):
            _learn_causes(amounts, where)
    return found


def _learn_causes(amounts: Amounts, where: str) -> None:
    if not all(map(_CAUSE.fullmatch, amounts)):
        _refuse(f"the ledger of {where} has a line without a cause or an indicator")
    if len(_causes_seen) > MOST_CAUSES:
        _causes_seen.clear()
    _causes_seen.update(amounts)


def _order(value: Any, where: str) -> Order:
    order = _dict(value, f"order of {where}")
    _keys(order, f"order of {where}", ("answers", "points"))
    points, answers = _dict(order["points"], f"points of {where}"), _dict(order["answers"], f"answers of {where}")
    for programme, level in points.items():
        if not _ID.fullmatch(programme) or type(level) is not _Whole or not 1 <= level <= 99:
            _refuse(f"the points of {where} are no whole numbers from 1 to 99 by programme")
    for event, option in answers.items():
        _text(event, f"answers of {where}", _ID)
        _text(option, f"answers of {where}", _ID)
    return Order({programme: int(level) for programme, level in points.items()}, answers)


def _result(value: Any, where: str) -> Result:
    found = _dict(value, where)
    _keys(found, where, ("pillars", "total", "grade", "ending"))
    if type(found["total"]) is not int:
        _refuse("the result's total is no amount")
    ending = None if found["ending"] is None else _text(found["ending"], "result.ending", _ID)
    return Result(_amounts(found["pillars"], "result.pillars"), found["total"], _count(found["grade"], "result.grade"), ending)


def _count(value: Any, where: str) -> int:
    if type(value) is not _Whole or value < 0:
        _refuse(f"{where} is no count")
    return int(value)


def _player(value: Any) -> str:
    if type(value) is not str or not 1 <= len(value) <= LONGEST_NAME or not value.isprintable():
        _refuse(f"`player` is no name of at most {LONGEST_NAME} characters")
    return value


def _amounts(value: Any, where: str) -> Amounts:
    found = _dict(value, where)
    if len(found) > MOST_ENTRIES or not set(map(type, found.values())) <= {int}:
        _refuse(f"{where} holds something that is not an amount")
    return found


def _dict(value: Any, where: str) -> dict[str, Any]:
    if type(value) is not dict:
        _refuse(f"{where} is not an object")
    return value


def _keys(found: dict[str, Any], where: str, needed: tuple[str, ...], allowed: tuple[str, ...] = ()) -> None:
    for key in needed:
        if key not in found:
            _refuse(f"{where} has no `{key}`")
    for key in found:
        if key not in needed and key not in allowed:
            _refuse(f"{where} has an unknown key `{key[:40]}`")


def _text(value: Any, where: str, pattern: "re.Pattern[str]") -> str:
    if type(value) is not str or not pattern.fullmatch(value):
        _refuse(f"`{where}` is missing or not of the form that it must have")
    return value
