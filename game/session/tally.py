"""Counts up ledgers of many games at once, so that written ones can be compared with computed ones."""

from collections.abc import Iterator, Sequence

import numpy as np

from game.core.numbers import Ints
from game.rules.ledger import Ledger, _Table
from game.rules.scenario import Scenario
from game.session.record import LedgerAmounts


class _Rows(dict[str, int]):
    """Ledger lines, numbered as they are first met."""

    def __missing__(self, key: str) -> int:
        self[key] = row = len(self)
        return row


def tally(scenario: Scenario, written: Sequence[LedgerAmounts], ledger: Ledger) -> tuple[Ints, Ints]:
    """Give written and computed ledgers of one turn as two arrays (lines, games) in thousandths with the same rows."""
    count = len(written)
    known = _Rows()
    rows: list[int] = []
    amounts: list[int] = []
    for one in written:
        rows.extend(map(known.__getitem__, one))
        amounts.extend(one.values())
    computed = list(_computed(scenario, ledger, known, count))
    left = np.zeros((max(len(known), 1), count), dtype=np.int32)
    right = np.zeros_like(left)
    games = np.arange(count)
    left[np.array(rows, dtype=np.intp), np.repeat(games, [len(one) for one in written])] = amounts
    for lookup, changes in computed:
        right[lookup, games] += changes
    return left, right


def _computed(scenario: Scenario, ledger: Ledger, known: _Rows, games: int) -> "Iterator[tuple[np.ndarray, np.ndarray]]":
    """Give, for each change that the engine noted, the row of each game's cause and the amount of each game."""
    for entry in ledger.entries:
        which = np.zeros(games, dtype=np.intp) if entry.which is None else np.asarray(entry.which)
        if isinstance(entry, _Table):
            parts = [(indicator, entry.table[indicator].take(which)) for indicator in np.flatnonzero(entry.table.any(axis=1)).tolist()]
        else:
            parts = [(entry.indicator, np.broadcast_to(np.asarray(entry.amount, dtype=np.int32), (games,)))]
        for indicator, amounts in parts:
            end = f":{scenario.indicators[indicator].id}"
            lookup = np.zeros(len(entry.causes), dtype=np.intp)       # games where nothing changed may share any row
            for cause in np.unique(which[amounts != 0]).tolist():
                lookup[cause] = known[f"{entry.phase}:{entry.causes[cause]}{end}"]
            yield lookup.take(which), amounts
