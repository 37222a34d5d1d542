"""What a record is: the file of one game, finished (a replay) or not (a save).

A file holds one line of canonical JSON and one line with its SHA-256 in hexadecimal digits. In memory amounts are whole
thousandths; in JSON they are decimal numbers with up to three digits. `game.session.reading` reads the file back.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from game.core.numbers import SCALE

FORMAT = 1
SUFFIX = ".tightrope"

Amounts: TypeAlias = "dict[str, int]"
"""Thousandths by id."""
LedgerAmounts: TypeAlias = "dict[str, int]"
"""Thousandths by `phase:cause:indicator`; what one cause did to one indicator in one phase of a turn is one line."""

canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


@dataclass(frozen=True)
class Options:
    """What a game changes of its scenario; 0 leaves it as it is.

    `turns`: the game ends after so many. `cards`: so many events a turn, and no more in a crisis.
    """

    turns: int = 0
    cards: int = 0

    def document(self) -> dict[str, int]:
        """Give what is changed, as a record writes it.

        >>> Options(turns=6).document()
        {'turns': 6}
        """
        return {name: value for name, value in (("cards", self.cards), ("turns", self.turns)) if value}


PLAIN = Options()

@dataclass(frozen=True)
class Order:
    """What was decided in one turn, by id: points of programmes (none left out but zeros) and answers to events."""

    points: dict[str, int] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stage:
    """How something left the world: state digest (16 hexadecimal digits), indicators, and the ledger that led there."""

    digest: str
    indicators: Amounts
    ledger: LedgerAmounts

    def lines(self) -> Iterator[tuple[str, str, str, int]]:
        """Give the ledger as (phase, cause, indicator, thousandths)."""
        for key, amount in self.ledger.items():
            phase, _, rest = key.partition(":")
            cause, _, indicator = rest.rpartition(":")
            yield phase, cause, indicator, amount


@dataclass(frozen=True)
class Turn(Stage):
    """One turn: the cards on the table, the order, and how the turn left the world."""

    events: tuple[str, ...]
    order: Order


@dataclass(frozen=True)
class Result:
    """How a game came out: pillars and total in thousandths, the grade's number from the best down, an early end's id."""

    pillars: Amounts
    total: int
    grade: int
    ending: str | None


@dataclass(frozen=True)
class PackRef:
    """The pack that a game was played with; the digest is that of its files."""

    id: str
    version: str
    digest: str


@dataclass(frozen=True)
class RulesRef:
    """The rules that a game was played with: digest of the compiled scenario, version of the engine."""

    digest: str
    version: int


@dataclass(frozen=True)
class Record:
    """The file of one game: what is needed to play it again, and what came of it; `tournament` names one that is played by file."""

    scenario: str
    pack: PackRef
    rules: RulesRef
    seed: str
    start: Amounts
    turns: tuple[Turn, ...] = ()
    player: str = ""
    draft: Order | None = None
    handover: Stage | None = None
    result: Result | None = None
    options: Options = PLAIN
    tournament: str = ""

    @property
    def finished(self) -> bool:
        """Say whether this is a replay rather than a save."""
        return self.result is not None

    def until(self, turn: int) -> "Record":
        """Give the record as it was when that turn's order was still open (turn 1: nothing decided yet)."""
        return replace(self, turns=self.turns[: turn - 1], draft=None, handover=None, result=None)


def encode(record: Record) -> bytes:
    """Write a record as the bytes of its file."""
    body = body_of(record).encode()
    return b"%s\n%s\n" % (body, hashlib.sha256(body).hexdigest().encode())


def body_of(record: Record) -> str:
    """Write a record as one line of canonical JSON."""
    return canonical(document_of(record))


def document_of(record: Record) -> dict[str, Any]:
    """Give the JSON document of a record; what is not there yet is left out.

    `lines` lists, in order, every `phase:cause:indicator` of the game, and each ledger names them by their number; each
    turn's `indicators` are in the order of `start`. That halves the file and the time it takes to read, which is what
    verifying a tournament waits for.
    """
    stages = [*record.turns, record.handover] if record.handover is not None else [*record.turns]
    lines = sorted(set().union(*(stage.ledger for stage in stages)))
    numbers = {line: number for number, line in enumerate(lines)}
    document: dict[str, Any] = {
        "format": FORMAT,
        "scenario": record.scenario,
        "pack": {"id": record.pack.id, "version": record.pack.version, "digest": record.pack.digest},
        "rules": {"digest": record.rules.digest, "version": record.rules.version},
        "seed": record.seed,
        "start": decimals(record.start),
        "lines": lines,
        "turns": [_turn(turn, numbers) for turn in record.turns],
    }
    if record.player:
        document["player"] = record.player
    if record.options != PLAIN:
        document["options"] = record.options.document()
    if record.tournament:
        document["tournament"] = record.tournament
    if record.draft is not None:
        document["draft"] = order_document(record.draft)
    if record.handover is not None:
        document["handover"] = _stage(record.handover, numbers)
    if record.result is not None:
        result = record.result
        document["result"] = {
            "pillars": decimals(result.pillars), "total": result.total / SCALE, "grade": result.grade, "ending": result.ending,
        }
    return document


def decimals(amounts: Mapping[str, int]) -> dict[str, float]:
    """Give thousandths as decimal numbers.

    >>> decimals({"growth": 1250})
    {'growth': 1.25}
    """
    return {name: amount / SCALE for name, amount in amounts.items()}


def order_document(order: Order) -> dict[str, Any]:
    """Give the JSON document of an order."""
    return {"points": dict(order.points), "answers": dict(order.answers)}


def _stage(stage: Stage, numbers: dict[str, int]) -> dict[str, Any]:
    lines = sorted(stage.ledger)
    return {
        "digest": stage.digest,
        "indicators": [stage.indicators[name] / SCALE for name in sorted(stage.indicators)],
        "ledger": {"amounts": [stage.ledger[line] / SCALE for line in lines], "lines": [numbers[line] for line in lines]},
    }


def _turn(turn: Turn, numbers: dict[str, int]) -> dict[str, Any]:
    return {**_stage(turn, numbers), "events": list(turn.events), "order": order_document(turn.order)}
