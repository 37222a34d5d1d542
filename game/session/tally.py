"""Counts up ledgers of many games at once, so that written ones can be compared with computed ones."""

from collections.abc import Iterator, Sequence

import numpy as np

from game.core.numbers import Ints
from game.rules.ledger import Ledger, _Table
from game.rules.scenario import Scenario
from game.session.record import LedgerByPhase


class _Rows(dict[str, int]):
    """Ledger keys of one phase, numbered over all phases as they are first met."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__()
        self.numbers = numbers

    def __missing__(self, key: str) -> int:
        self[key] = row = self.numbers[0]
        self.numbers[0] += 1
        return row


def tally(scenario: Scenario, written: Sequence[LedgerByPhase], ledger: Ledger) -> tuple[Ints, Ints]:
    """Give written and computed ledgers of one turn as two arrays (lines, games) in thousandths with the same rows."""
    counter = [0]
    phases: dict[str, _Rows] = {}
    rows: list[int] = []
    amounts: list[int] = []
    sizes: list[int] = []
    for one in written:
        before = len(rows)
        for phase, found in one.items():
            if phase not in phases:
                phases[phase] = _Rows(counter)
            rows.extend(map(phases[phase].__getitem__, found))
            amounts.extend(found.values())
        sizes.append(len(rows) - before)
    parts = list(_computed(scenario, ledger, phases, counter, len(written)))
    left = np.zeros((max(counter[0], 1), len(written)), dtype=np.int32)
    right = np.zeros_like(left)
    left[rows, np.repeat(np.arange(len(written)), sizes)] = amounts
    games = np.arange(len(written))
    for which, amount in parts:
        right[which, games] += amount
    return left, right


def _computed(
    scenario: Scenario, ledger: Ledger, phases: dict[str, _Rows], counter: list[int], games: int
) -> "Iterator[tuple[np.ndarray, np.ndarray]]":
    """Give, for each change that the engine noted, the row of each game's cause and the amount of each game."""
    for entry in ledger.entries:
        rows = phases.get(entry.phase)
        if rows is None:
            rows = phases[entry.phase] = _Rows(counter)
        which = np.zeros(games, dtype=np.intp) if entry.which is None else np.asarray(entry.which)
        if isinstance(entry, _Table):
            for indicator in np.flatnonzero(entry.table.any(axis=1)).tolist():
                amounts = entry.table[indicator].take(which)
                yield _rows_of(rows, entry.causes, scenario.indicators[indicator].id, which, amounts), amounts
        else:
            amounts = np.broadcast_to(np.asarray(entry.amount, dtype=np.int32), (games,))
            yield _rows_of(rows, entry.causes, scenario.indicators[entry.indicator].id, which, amounts), amounts


def _rows_of(rows: _Rows, causes: Sequence[str], indicator: str, which: "np.ndarray", amounts: "np.ndarray") -> "np.ndarray":
    """Look up the rows of causes that did something; games where nothing changed share whichever row comes first."""
    lookup = np.zeros(len(causes), dtype=np.intp)
    used = np.unique(which[amounts != 0])
    for cause in used.tolist():
        lookup[cause] = rows[f"{causes[cause]}:{indicator}"]
    return lookup.take(which)
