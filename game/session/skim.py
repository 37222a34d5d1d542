"""Skims a record: everything but its ledgers is read, and the ledgers are kept as the text that they are.

A ledger's text can be compared with what playing again would write, which is much quicker than reading its numbers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from game.core.numbers import SCALE
from game.core.problems import TightropeError
from game.rules.ledger import Ledger
from game.rules.scenario import Scenario
from game.session.reading import parse, plain
from game.session.record import Record
from game.session.tally import Rows, added, changes

_LEDGER = re.compile(r'"ledger":\{"amounts":\[([^\]]*)\],"lines":\[([^\]]*)\]\}')
_NO_LEDGER = '"ledger":{"amounts":[],"lines":[]}'
_LINES = re.compile(r',"lines":\[([^\]]*)\],"pack":')
_NO_LINES = ',"lines":[],"pack":'


@dataclass(frozen=True)
class Skimmed:
    """A record with empty ledgers, and the texts of its ledgers: amounts and line numbers of each stage, and the list of lines."""

    record: Record
    ledgers: list[tuple[str, str]]
    lines: str


def skim(body: str) -> Skimmed | None:
    """Read a record's first line without its ledgers; None where it has to be read in full (to say what is wrong with it, perhaps)."""
    if not plain(body):
        return None
    ledgers = _LEDGER.findall(body)
    rest, found = _LINES.subn(_NO_LINES, _LEDGER.sub(_NO_LEDGER, body))
    lines = _LINES.search(body)
    if found != 1 or lines is None:
        return None
    try:
        record = parse(rest)
    except TightropeError:
        return None
    if len(ledgers) != len(record.turns) + (record.handover is not None):
        return None
    return Skimmed(record, ledgers, lines[1])


class _Decimals(dict[int, str]):
    """Amounts as a record writes them."""

    def __missing__(self, amount: int) -> str:
        self[amount] = text = repr(amount / SCALE)
        return text


class LedgerTexts:
    """The ledgers of games that are played again, as their records should write them."""

    def __init__(self, scenario: Scenario, games: int) -> None:
        """Begin with no stage."""
        self.scenario = scenario
        self.games = games
        self.same = np.ones(games, dtype=np.bool_)
        self._rows = Rows()
        self._stages: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    def add(self, ledger: Ledger) -> None:
        """Take the next stage: keeps game, row and amount of what changed."""
        parts = list(changes(self.scenario, ledger, self._rows, self.games))
        total = added(parts, len(self._rows), self.games)
        rows, games = np.nonzero(total)
        self._stages.append((games, rows, total[rows, games]))

    def agree(self, skimmed: Sequence[Skimmed], *, handed: bool, bad: set[int]) -> bool:
        """Compare with what records write, where the hand-over comes first; says whether all agree, and `same` which do."""
        count = len(self._rows)
        names = sorted(self._rows)
        rank = np.empty(count, dtype=np.intp)
        rank[[self._rows[name] for name in names]] = np.arange(count)
        used = np.zeros((self.games, count), dtype=np.bool_)
        for games, rows, _ in self._stages:
            used[games, rank[rows]] = True
        for game, one in enumerate(skimmed):
            words = ",".join([f'"{names[place]}"' for place in np.flatnonzero(used[game]).tolist()])
            self.same[game] = words == one.lines and len(one.ledgers) == len(self._stages)
        local = np.cumsum(used, axis=1, dtype=np.int32) - 1
        for place, stage in enumerate(self._stages):
            number = 0 if handed and place == len(self._stages) - 1 else place + handed
            for game, texts in enumerate(_texts(stage, rank, local)):
                if self.same[game] and game not in bad:
                    self.same[game] = texts == skimmed[game].ledgers[number]
        return bool(self.same.all())


class _Numbers(dict[int, str]):
    """Whole numbers as a record writes them."""

    def __missing__(self, number: int) -> str:
        self[number] = text = str(number)
        return text


_decimals, _numbers = _Decimals(), _Numbers()


def _texts(stage: "tuple[np.ndarray, np.ndarray, np.ndarray]", rank: "np.ndarray", local: "np.ndarray") -> Iterator[tuple[str, str]]:
    """Write each game's amounts and line numbers of one stage."""
    games, rows, amounts = stage
    places = rank[rows]
    order = np.argsort(games * local.shape[1] + places, kind="stable")
    games, places = games[order], places[order]
    if len(_decimals) > 1_000_000:
        _decimals.clear()
    written = list(map(_decimals.__getitem__, amounts[order].tolist()))
    numbers = list(map(_numbers.__getitem__, local[games, places].tolist()))
    ends = np.searchsorted(games, np.arange(local.shape[0] + 1)).tolist()
    for begin, end in pairwise(ends):
        yield ",".join(written[begin:end]), ",".join(numbers[begin:end])
