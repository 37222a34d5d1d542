"""Counts up ledgers of many games at once, so that written ones can be compared with computed ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from game.core.numbers import SCALE, Ints, mul_div
from game.rules.ledger import Change, Changes, Ledger, TableChange
from game.rules.scenario import Scenario
from game.rules.tables import Table
from game.session.record import LedgerAmounts


class Rows(dict[str, int]):
    """Ledger lines, numbered as they are first met."""

    def __missing__(self, key: str) -> int:
        self[key] = row = len(self)
        return row


@dataclass(frozen=True)
class Listed:
    """What changed, one item a change: the game, the row of the ledger line, and the amount; some may fall on one line."""

    games: "np.ndarray"
    rows: "np.ndarray"
    amounts: Ints


class Lister:
    """Lists the changes of ledgers, and numbers their lines: a change is a few numbers in arrays, not an object."""

    def __init__(self, scenario: Scenario, games: int) -> None:
        """Begin with no lines."""
        self.rows = Rows()
        self._names = [indicator.id for indicator in scenario.indicators]
        self._every = np.arange(games)
        self._tables: dict[tuple[str, int], np.ndarray] = {}

    def list(self, ledger: Ledger) -> Listed:
        """List what a ledger holds."""
        parts = [part for entry in ledger.entries for part in self._parts(entry)]
        if not parts:
            nothing = np.zeros(0, dtype=np.intp)
            return Listed(nothing, nothing, nothing.astype(np.int32))
        games, rows, amounts = zip(*parts, strict=True)
        return Listed(np.concatenate(games), np.concatenate(rows), np.concatenate(amounts))

    def _parts(self, entry: Change | Changes | TableChange) -> "Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]":
        if isinstance(entry, TableChange):
            yield self._looked_up(entry)
            return
        if isinstance(entry, Changes):
            rows, games = np.nonzero(entry.amounts)
            some = np.unique(rows).tolist()                       # numbers only the lines that come up
            lines = np.zeros(len(entry.causes), dtype=np.intp)
            lines[some] = [self._row(entry.phase, entry.causes[row], entry.indicators[row]) for row in some]
            yield games, lines[rows], entry.amounts[rows, games]
            return
        amount = entry.amount if isinstance(entry.amount, np.ndarray) else np.full(len(self._every), entry.amount, dtype=np.int32)
        games = np.flatnonzero(amount)
        if not len(games):
            return
        if entry.which is None:
            rows = np.full(len(games), self._row(entry.phase, entry.causes[0], entry.indicator), dtype=np.intp)
        else:
            used, place = np.unique(entry.which[games], return_inverse=True)
            rows = np.array([self._row(entry.phase, entry.causes[cause], entry.indicator) for cause in used.tolist()], dtype=np.intp)[place]
        yield games, rows, amount[games].astype(np.int32, copy=False)

    def _row(self, phase: str, cause: str, indicator: int) -> int:
        return self.rows[f"{phase}:{cause}:{self._names[indicator]}"]

    def _looked_up(self, entry: TableChange) -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
        """List the changes of a table: each game takes the items of its column, which lie side by side."""
        starts, _, amounts = entry.table.listed
        begins = starts[entry.which]
        counts = starts[entry.which + 1] - begins
        ends = np.cumsum(counts)
        items = np.arange(ends[-1] if len(ends) else 0) + np.repeat(begins - ends + counts, counts)
        games = np.repeat(entry.games, counts)
        found = amounts[items]
        if entry.factor is not None:
            found = mul_div(np.repeat(entry.factor, counts), found, SCALE)
        return games, self._rows_of(entry.phase, entry.table)[items], found

    def _rows_of(self, phase: str, table: Table) -> "np.ndarray":
        """Give the row of each item of a table; all are numbered at once, as most come up in a large batch."""
        found = self._tables.get((phase, id(table)))
        if found is None:
            starts, indicators, _ = table.listed
            columns = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
            lines = zip(columns.tolist(), indicators.tolist(), strict=True)
            found = np.array([self._row(phase, table.causes[column], indicator) for column, indicator in lines], dtype=np.intp)
            self._tables[phase, id(table)] = found
        return found


def tally(scenario: Scenario, written: Sequence[LedgerAmounts], ledger: Ledger) -> tuple[Ints, Ints]:
    """Give written and computed ledgers of one turn as two arrays (lines, games) in thousandths with the same rows."""
    count = len(written)
    lister = Lister(scenario, count)
    listed = lister.list(ledger)
    rows = [lister.rows[line] for one in written for line in one]
    amounts = [amount for one in written for amount in one.values()]
    left, right = np.zeros((2, max(len(lister.rows), 1), count), dtype=np.int32)
    left[np.array(rows, dtype=np.intp), np.repeat(np.arange(count), [len(one) for one in written])] = amounts
    np.add.at(right, (listed.rows, listed.games), listed.amounts)
    return left, right
