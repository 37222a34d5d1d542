"""The shape of a status: what the pages rely on is there and of its kind, or it is refused before anybody sees it."""

from typing import Any

from game.client.http import ClientError
from game.core.problems import Sentence

LONGEST = 200
_NUMBER = (int, float)
_MAYBE_NUMBER = (int, float, type(None))
_MAYBE_TEXT = (str, type(None))
_PLAYER = {"id": int, "nickname": str, "status": str, "code": _MAYBE_TEXT, "head": bool, "domains": list}
_ROUND = {
    "number": int, "of": int, "scenario": str, "title": str, "pack": dict, "rules": dict, "options": dict, "state": str, "turn": int,
    "turns": int, "paused_since": _MAYBE_NUMBER, "seats": int, "ended": int,
}
_SEAT = {"turn": int, "ended": bool, "over": bool, "deadline": _MAYBE_NUMBER}
_STANDING = {"place": int, "of": int, "sum": int, "rounds": list}
_SCORE = {"number": int, "total": int, "missed": int, "par": _MAYBE_NUMBER, "percentile": _MAYBE_NUMBER}
_MEMBER = {"nickname": str, "head": bool, "domains": list}
_PACK = {"id": str, "version": str, "digest": str}


def checked(document: Any) -> dict[str, Any]:
    """Give a status as it came; raises ClientError where it is none that this version reads."""
    found = _has(document, {"now": _NUMBER, "player": dict, "tournament": dict})
    _has(found["player"], _PLAYER)
    _has(found["tournament"], {"title": str})
    for name in ("team", "round", "seat", "standing"):
        found.setdefault(name, None)
    if found["round"] is not None:
        _has(found["round"], _ROUND)
        _has(found["round"]["pack"], _PACK)
        _has(found["round"]["rules"], {"digest": str, "version": int})
    if found["seat"] is not None:
        _has(found["seat"], _SEAT)
    if found["standing"] is not None:
        for score in _has(found["standing"], _STANDING)["rounds"]:
            _has(score, _SCORE)
    if found["team"] is not None:
        for member in _has(found["team"], {"name": str, "members": list})["members"]:
            _has(member, _MEMBER)
    return found


def _has(value: Any, shape: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(value, dict):
        _refuse()
    for name, kind in shape.items():
        one = value.get(name)
        if name not in value or not isinstance(one, kind) or (isinstance(one, bool) and kind is not bool):
            _refuse()
        if isinstance(one, str) and not (len(one) <= LONGEST and one.isprintable()):
            _refuse()
        if isinstance(one, list) and name == "domains" and not all(isinstance(item, str) for item in one):
            _refuse()
    found: dict[str, Any] = value
    return found


def _refuse() -> None:
    raise ClientError("strange", Sentence("what answered there is no tournament of this version"))
