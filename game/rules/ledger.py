"""The ledger: every change of every indicator, with its turn, phase and cause, kept for games that are watched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from game.core.numbers import Amount, Ints


@dataclass(frozen=True)
class Line:
    """One change: the amount is in thousandths of the indicator's unit."""

    turn: int
    phase: str
    cause: str
    indicator: int
    amount: int


@dataclass(frozen=True)
class _Entry:
    """A change of one indicator in all games; `which` picks each game's cause where causes differ."""

    turn: int
    phase: str
    causes: Sequence[str]
    indicator: int
    amount: Amount
    which: "np.ndarray | None" = None

    def lines(self, game: int) -> Iterator[Line]:
        amount = int(self.amount[game]) if isinstance(self.amount, np.ndarray) else int(self.amount)
        if amount:
            cause = self.causes[0 if self.which is None else int(self.which[game])]
            yield Line(self.turn, self.phase, cause, self.indicator, amount)


@dataclass(frozen=True)
class _Table:
    """Changes looked up in a table (indicators, columns), one column a game."""

    turn: int
    phase: str
    causes: Sequence[str]
    table: Ints
    which: "np.ndarray"

    def lines(self, game: int) -> Iterator[Line]:
        column = int(self.which[game])
        for indicator in np.flatnonzero(self.table[:, column]).tolist():
            yield Line(self.turn, self.phase, self.causes[column], indicator, int(self.table[indicator, column]))


@dataclass
class Ledger:
    """Collects the changes of watched games as they are made."""

    entries: list[_Entry | _Table] = field(default_factory=list)

    def add(
        self, turn: int, phase: str, causes: Sequence[str], indicator: int, amount: Amount, which: "np.ndarray | None" = None
    ) -> None:
        """Note a change of one indicator."""
        self.entries.append(_Entry(turn, phase, causes, indicator, amount, which))

    def add_table(self, turn: int, phase: str, causes: Sequence[str], table: Ints, which: "np.ndarray") -> None:
        """Note the changes that a table gives for the column of each game."""
        self.entries.append(_Table(turn, phase, causes, table, which))

    def lines(self, game: int = 0) -> list[Line]:
        """List the changes of one game in the order in which they were made."""
        return [line for entry in self.entries for line in entry.lines(game)]
