"""Counts up ledgers of many games at once, so that written ones can be compared with computed ones."""

from collections.abc import Iterator, Sequence

import numpy as np

from game.core.numbers import Amount, Ints
from game.rules.ledger import Ledger, _Table
from game.rules.scenario import Scenario
from game.session.record import LedgerAmounts

Change = tuple["int | np.ndarray", "Amount"]
"""The row of a line (one, or one a game) and what changed."""


class Rows(dict[str, int]):
    """Ledger lines, numbered as they are first met."""

    def __missing__(self, key: str) -> int:
        self[key] = row = len(self)
        return row


def tally(scenario: Scenario, written: Sequence[LedgerAmounts], ledger: Ledger) -> tuple[Ints, Ints]:
    """Give written and computed ledgers of one turn as two arrays (lines, games) in thousandths with the same rows."""
    count = len(written)
    known = Rows()
    rows: list[int] = []
    amounts: list[int] = []
    for one in written:
        rows.extend(map(known.__getitem__, one))
        amounts.extend(one.values())
    parts = list(changes(scenario, ledger, known, count))
    left = np.zeros((max(len(known), 1), count), dtype=np.int32)
    left[np.array(rows, dtype=np.intp), np.repeat(np.arange(count), [len(one) for one in written])] = amounts
    return left, added(parts, len(known), count)


def added(parts: "Sequence[Change]", rows: int, games: int) -> Ints:
    """Add changes up into an array (lines, games)."""
    total = np.zeros((max(rows, 1), games), dtype=np.int32)
    every = np.arange(games)
    for lookup, amounts in parts:
        if isinstance(lookup, int):
            total[lookup] += amounts
        else:
            total[lookup, every] += amounts
    return total


def changes(scenario: Scenario, ledger: Ledger, known: Rows, games: int) -> Iterator[Change]:
    """Give, for each change that the engine noted, the row of its cause (one, or one a game) and the amounts."""
    names = [indicator.id for indicator in scenario.indicators]
    for entry in ledger.entries:
        if entry.which is None and not isinstance(entry, _Table):
            if np.any(entry.amount):
                yield known[f"{entry.phase}:{entry.causes[0]}:{names[entry.indicator]}"], entry.amount
            continue
        which = np.zeros(games, dtype=np.intp) if entry.which is None else np.asarray(entry.which)
        if isinstance(entry, _Table):
            parts = [(indicator, entry.table[indicator].take(which)) for indicator in np.flatnonzero(entry.table.any(axis=1)).tolist()]
        else:
            parts = [(entry.indicator, np.broadcast_to(np.asarray(entry.amount, dtype=np.int32), (games,)))]
        for indicator, amounts in parts:
            lookup = np.zeros(len(entry.causes), dtype=np.intp)       # games where nothing changed may share any row
            for cause in np.flatnonzero(np.bincount(which[amounts != 0], minlength=1)).tolist():
                lookup[cause] = known[f"{entry.phase}:{entry.causes[cause]}:{names[indicator]}"]
            yield lookup.take(which), amounts
