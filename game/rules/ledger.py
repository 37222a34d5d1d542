"""The ledger: every change of every indicator, with its turn, phase and cause, kept for games that are watched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from game.core.numbers import SCALE, Amount, Ints, mul_div
from game.rules.tables import Table


class Line(NamedTuple):
    """One change: the amount is in thousandths of the indicator's unit."""

    turn: int
    phase: str
    cause: str
    indicator: int
    amount: int


class Change(NamedTuple):
    """A change of one indicator in all games; `which` picks each game's cause where causes differ."""

    turn: int
    phase: str
    causes: Sequence[str]
    indicator: int
    amount: Amount
    which: "np.ndarray | None" = None

    def lines(self, game: int) -> Iterator[Line]:
        """Give the line of one game, if anything changed."""
        amount = int(self.amount[game]) if isinstance(self.amount, np.ndarray) else int(self.amount)
        if amount:
            cause = self.causes[0 if self.which is None else int(self.which[game])]
            yield Line(self.turn, self.phase, cause, self.indicator, amount)


class Changes(NamedTuple):
    """Changes of several indicators in all games, (indicators, games), each for its own cause."""

    turn: int
    phase: str
    causes: Sequence[str]
    indicators: Sequence[int]
    amounts: Ints

    def lines(self, game: int) -> Iterator[Line]:
        """Give the lines of one game."""
        for cause, indicator, amount in zip(self.causes, self.indicators, self.amounts[:, game].tolist(), strict=True):
            if amount:
                yield Line(self.turn, self.phase, cause, indicator, amount)


class TableChange(NamedTuple):
    """Changes looked up in a table, a column for each entry of `games`, in which a game may come up twice; perhaps times thousandths."""

    turn: int
    phase: str
    table: Table
    which: "np.ndarray"
    games: "np.ndarray"
    factor: "Ints | None" = None

    def lines(self, game: int) -> Iterator[Line]:
        """Give the lines of one game."""
        starts, indicators, amounts = self.table.listed
        for place in np.flatnonzero(self.games == game).tolist():
            column = int(self.which[place])
            for at in range(starts[column], starts[column + 1]):
                amount = int(amounts[at] if self.factor is None else mul_div(self.factor[place], amounts[at], SCALE))
                yield Line(self.turn, self.phase, self.table.causes[column], int(indicators[at]), amount)


@dataclass
class Ledger:
    """Collects the changes of watched games as they are made."""

    entries: list[Change | Changes | TableChange] = field(default_factory=list)

    def lines(self, game: int = 0) -> list[Line]:
        """List the changes of one game in the order in which they were made."""
        return [line for entry in self.entries for line in entry.lines(game)]
