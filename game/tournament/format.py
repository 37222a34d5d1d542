"""What a tournament is: its settings, its rounds, and the file by which it is played without a network.

A tournament file is written like a record: one line of canonical JSON and one line with its SHA-256. While it is sealed it names
the digest of each round's seed; opened, the seed as well. The teacher keeps the opened one until the start.
"""

import hashlib
import hmac
import json
import re
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, TypeAlias

from game.core.problems import Sentence, TightropeError
from game.session.record import PLAIN, Options, PackRef, RulesRef, canonical
from game.tournament.seeds import check_seed, digest_of, new_seed

FORMAT = 1
SUFFIX = ".tournament"
MOST_BYTES = 256 * 1024
MOST_ROUNDS = 20
LONGEST_TITLE = 60
LONGEST_TURN = 24 * 3600

Mode: TypeAlias = Literal["lockstep", "paced"]
LOCKSTEP: Mode = "lockstep"
PACED: Mode = "paced"

_HEX = {length: re.compile(f"[0-9a-f]{{{length}}}") for length in (16, 32, 64)}
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,32}")


class FormatError(TightropeError):
    """A file that is no tournament, or a damaged one."""


@dataclass(frozen=True)
class Settings:
    """What a teacher decides for the whole tournament.

    `joining`: newcomers are let into the waiting room. `approval`: only approved nicknames are shown and play. `team_size`: 1 to 4
    ministers a seat. `most_seats`: no more join. `standings`: places are shown after a round. `language`: of the projected table.
    """

    joining: bool = True
    approval: bool = True
    team_size: int = 1
    most_seats: int = 400
    standings: bool = True
    language: str = "en"

    @classmethod
    def of(cls, document: dict[str, Any]) -> "Settings":
        """Read settings that were stored; what a later version added is left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in document.items() if name in known})


@dataclass(frozen=True)
class Pace:
    """How a round runs. Seconds a turn (0: no deadline), more for the guided first one; `closes` ends a self-paced round (a time)."""

    mode: Mode = LOCKSTEP
    turn_seconds: float = 200
    first_turn_seconds: float = 240
    closes: float | None = None

    def seconds(self, turn: int) -> float:
        """Give the seconds of a turn; 0 for no deadline."""
        if self.mode == PACED:
            return 0
        return self.first_turn_seconds if turn == 1 and self.first_turn_seconds else self.turn_seconds


LESSON_PACE = Pace(LOCKSTEP, turn_seconds=216, first_turn_seconds=240)
"""45 minutes: 5 to join, 4 for a guided turn, 18 for five more, 13 for the debrief, 5 to spare."""


@dataclass(frozen=True)
class Plan:
    """One round: the same game for everybody. `seed` is None while it is sealed."""

    scenario: str
    pack: PackRef
    rules: RulesRef
    seed_digest: str
    options: Options = PLAIN
    seed: str | None = None


def plan(scenario: str, pack: PackRef, rules: RulesRef, options: Options = PLAIN) -> Plan:
    """Plan a round with a new seed; what is given away is `sealed`."""
    seed = new_seed()
    return Plan(scenario, pack, rules, digest_of(seed), options, seed)


@dataclass(frozen=True)
class Tournament:
    """A tournament that is played by file."""

    id: str
    title: str
    rounds: tuple[Plan, ...]

    def sealed(self) -> "Tournament":
        """Give what can be published before the start: digests without seeds."""
        return replace(self, rounds=tuple(replace(one, seed=None) for one in self.rounds))

    @property
    def open(self) -> bool:
        """Say whether all seeds are there, so that it can be played."""
        return all(one.seed is not None for one in self.rounds)


def encode(tournament: Tournament) -> bytes:
    """Write a tournament as the bytes of its file."""
    rounds = []
    for one in tournament.rounds:
        written: dict[str, Any] = {"scenario": one.scenario, "pack": asdict(one.pack), "rules": asdict(one.rules)}
        written["seed_digest"] = one.seed_digest
        if one.options != PLAIN:
            written["options"] = one.options.document()
        if one.seed is not None:
            written["seed"] = one.seed
        rounds.append(written)
    document = {"tournament": FORMAT, "id": tournament.id, "title": tournament.title, "rounds": rounds}
    body = canonical(document).encode()
    return b"%s\n%s\n" % (body, hashlib.sha256(body).hexdigest().encode())


def decode(data: bytes) -> Tournament:
    """Read the bytes of a tournament's file; raises FormatError."""
    if len(data) > MOST_BYTES:
        raise FormatError(Sentence("not a sound tournament file: it is larger than {most} KiB", most=MOST_BYTES // 1024))
    lines = data.split(b"\n")
    if len(lines) != 3 or lines[2] or not hmac.compare_digest(hashlib.sha256(lines[0]).hexdigest().encode(), lines[1]):
        raise FormatError(Sentence("not a sound tournament file: something was changed or lost after it was written; ask for it again"))
    try:
        document = json.loads(lines[0])
        found = _tournament(document)
    except FormatError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, TightropeError) as error:
        raise FormatError(Sentence("not a sound tournament file ({name}): ask for it again", name=type(error).__name__)) from None
    if encode(found) != data:
        raise FormatError(Sentence("not a sound tournament file: it is not written in the canonical way; ask for it again"))
    return found


def _tournament(document: dict[str, Any]) -> Tournament:
    if document["tournament"] != FORMAT and isinstance(document["tournament"], int):
        raise FormatError(Sentence("this tournament file is of another version: open it with a newer Tightrope"))
    title, rounds = document["title"], document["rounds"]
    if not isinstance(title, str) or len(title) > LONGEST_TITLE or not title.isprintable() or not 1 <= len(rounds) <= MOST_ROUNDS:
        raise ValueError
    return Tournament(_text(document["id"], _HEX[16]), title, tuple(_plan(one) for one in rounds))


def _plan(document: dict[str, Any]) -> Plan:
    pack, rules = document["pack"], document["rules"]
    version, seed = rules["version"], document.get("seed")
    if type(version) is not int or version < 0:
        raise ValueError
    found = Plan(
        _text(document["scenario"], _ID),
        PackRef(_text(pack["id"], _ID), _text(pack["version"], _VERSION), _text(pack["digest"], _HEX[64])),
        RulesRef(_text(rules["digest"], _HEX[64]), version),
        _text(document["seed_digest"], _HEX[64]),
        _options(document["options"]) if "options" in document else PLAIN,
        None if seed is None else _text(seed, _HEX[32]),
    )
    if found.seed is not None:
        check_seed(found.seed, found.seed_digest)
    return found


def _options(document: dict[str, Any]) -> Options:
    given = Options(**document)
    if not all(type(value) is int and 1 <= value <= 400 for value in document.values()):
        raise ValueError
    return given


def _text(value: Any, pattern: "re.Pattern[str]") -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError
    return value
