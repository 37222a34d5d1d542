"""The working copy of a batch within one step: where rule modules read, and the one function through which they change."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cached_property
from types import SimpleNamespace
from typing import Any, TypeAlias

import numpy as np

from game.core.dice import Keys, Seeds, Words, roll
from game.core.numbers import SCALE, Amount, Bools, Ints, apart, mul_div, mul_div32, where_true
from game.rules.ledger import Change, Changes, Ledger, TableChange
from game.rules.scenario import Scenario
from game.rules.state import MET, OPEN, PARTLY_MET, PROMISED, REFUSED, State
from game.rules.tables import Bundle, Bundles, Table, tables_of

FEW = 64
"""Below so many games whole arrays are faster than rows: calls cost more than numbers."""
FEW_ROWS = 5
"""Below so many indicators settling one by one is faster than all at once."""
CACHED = 60_000
"""Numbers that stay in a core's cache."""
SAFE = 1 << 30
"""Products below fit into 32 bits, rounding included; factors are never negative."""
MANY_GAMES = 4000
"""Up to so many games all rows are copied at once as a phase begins; of more, only those that change."""

_FIELDS = tuple(f.name for f in fields(State))
_REPLACED = frozenset(
    {"turn", "seeds", "levels", "kept", "raised", "cards", "pillars", "total", "points", "resolve", "patience", "lure", "crises"}
)
"""Fields that a step replaces instead of changing them in place."""
_COPIED = tuple(name for name in _FIELDS if name not in _REPLACED)


Run: TypeAlias = tuple[slice, slice]
"""Neighbouring indicators, and where their amounts lie."""

_NOTHING = np.zeros(0, dtype=np.intp)
_umath = getattr(getattr(np, "_core", None), "umath", None)
_clip: Callable[..., Any] = getattr(_umath, "clip", np.clip)         # the bare function: on short rows the method takes twice as long


class Work:
    """A mutable copy of a state. Within a phase rules read the values that it began with; changes add up in `ahead`.

    `ahead` (indicators, games) holds values with this phase's changes, not yet clamped; of many games only rows in `touched` do.
    """

    def __init__(
        self, scenario: Scenario, state: State, ledger: Ledger | None = None, *, luck: bool = True, reuse: bool = False
    ) -> None:
        """Copy the arrays of a state, or `reuse` them; with `luck` off nothing is left to the dice (the silent turns of hand-over)."""
        self.scenario = scenario
        self.tables = tables_of(scenario)
        self.ledger = ledger
        self.luck = luck
        self.games = state.games
        self.phase = ""
        self.__dict__.update({name: getattr(state, name) for name in _FIELDS})
        for name in () if reuse else _COPIED:
            setattr(self, name, getattr(state, name).copy())
        self.scored = not reuse or state.turn == scenario.calendar.turns     # else pillars are worked out only where a game ends
        self.keys: Keys = state.keys
        self.ahead = _like(self.tables.spare, self.values)
        self.rows, self.moves = list(self.values), list(self.ahead)          # row by row: looked up much faster than in the arrays
        self.sparing = self.games > MANY_GAMES and ledger is None
        self.touched: set[int] = set()
        self.every = np.arange(self.games)
        self.columns: Any = None                 # of each programme's worth, once the levels of the turn are known
        self.picked: Any = np.zeros((0, self.games), dtype=np.intp)          # the options chosen this turn, (slots, games)
        self.met_now = (_NOTHING, _NOTHING, _NOTHING.astype(np.bool_))      # demands met: which, in which games, whether only in part
        self.spared: Bools = np.zeros(self.games, dtype=np.bool_)           # where the rival has just dropped a threat
        self.mixed_now: Bools = np.zeros(self.games, dtype=np.bool_)
        self.waiting: dict[int, tuple[np.ndarray, np.ndarray]] = {}         # by row of picks: options that have something to follow, games

    ahead: Ints
    turn: int
    seeds: Seeds
    values: Ints
    levels: Any
    kept: Any
    raised: Any
    points: Any
    flags: Any
    counts: Any
    last: Any
    cards: Any
    picks: Any
    crises: Any
    demands: Any
    due: Any
    halved: Any
    us_rung: Any
    rung: Any
    rung_age: Any
    threat: Any
    threat_due: Any
    bite: Ints
    near: Any
    ended: Any
    ending: Any
    pillars: Ints
    total: Ints
    resolve: Ints
    patience: Ints
    lure: Ints

    def change(self, indicator: int, amount: Amount, cause: "str | Sequence[str]", which: "np.ndarray | None" = None) -> None:
        """Change an indicator by an amount (thousandths, one or one a game) for a cause; an unknown role (-1) is passed over."""
        if indicator < 0:
            return
        moves = self.moves[indicator]
        if indicator in self.touched:
            moves += amount
        else:
            np.add(self.rows[indicator], amount, out=moves)
            self.touched.add(indicator)
        if self.ledger is not None:
            causes = [cause] if isinstance(cause, str) else cause
            self.ledger.entries.append(Change(self.turn, self.phase, causes, indicator, amount, which))

    def change_rows(self, indicators: Sequence[int], amounts: Ints, causes: Sequence[str], runs: Sequence[Run] = ()) -> None:
        """Change several indicators, which may come up twice, by amounts (indicators, games), each for its cause.

        `runs` of neighbours among them, where none comes up twice, are added in one call each if all rows are ready.
        """
        if self.games < FEW:
            np.add.at(self.ahead, indicators, amounts)
            self.touched.update(indicators)
        elif runs and not self.sparing:
            for run, part in runs:
                self.ahead[run] += amounts[part]
            self.touched.update(indicators)
        else:
            rows, moves, touched = self.rows, self.moves, self.touched
            for indicator, amount in zip(indicators, amounts, strict=True):
                moved = moves[indicator]
                if indicator in touched:
                    moved += amount
                else:
                    np.add(rows[indicator], amount, out=moved)
                    touched.add(indicator)
        if self.ledger is not None:
            self.ledger.entries.append(Changes(self.turn, self.phase, causes, indicators, amounts))

    def change_some(self, table: Table, which: "np.ndarray", games: "np.ndarray", factor: "Ints | None" = None) -> None:
        """Change indicators by columns of a table, one for each entry of `games`, an index array in which a game may come up twice.

        `factor` (entries) multiplies the amounts, in thousandths.
        """
        if not len(games):
            return
        places = table.places(self.games).take(which, axis=1)    # most columns hold few amounts: only these are added
        places += games
        added = table.sparse[1].take(which, axis=1)
        if factor is not None:
            added = (mul_div32 if int(factor.max()) * table.most < SAFE else mul_div)(added, factor, SCALE)
        self.touch(table.row_list)
        np.add.at(self.ahead.reshape(-1), places.reshape(-1), added.reshape(-1))
        if self.ledger is not None:
            self.ledger.entries.append(TableChange(self.turn, self.phase, table, which, games, factor))

    def change_all(self, bundles: Bundles, which: "np.ndarray", games: "np.ndarray", factor: "Ints | None" = None) -> None:
        """Apply one of several bundles for each entry of `games`, as `change_some` does."""
        self.change_some(bundles.table, which, games, factor)
        for place, bundle, cause in bundles.live:
            here = where_true(which == place)
            if len(here):
                self.apply_at(bundle, cause, games[here], None if factor is None else factor[here])

    def change_at(self, indicator: int, amounts: Ints, causes: Sequence[str], which: "np.ndarray", games: "np.ndarray") -> None:
        """Change an indicator in some games, each for one of several causes; a game may come up twice in the index array."""
        if indicator < 0 or not len(games):
            return
        self.touch([indicator])
        np.add.at(self.moves[indicator], games, amounts)
        for cause in np.unique(which).tolist() if self.ledger is not None else ():
            self._note(indicator, amounts[which == cause], causes[cause], games[which == cause])

    def apply(self, bundle: Bundle, cause: str, where: "Bools | None" = None, factor: "Ints | None" = None) -> None:
        """Apply effects for a cause, only where a truth holds, times a factor in thousandths."""
        if where is not None and (count := np.count_nonzero(where)) * 4 < self.games:
            if count:
                games = where_true(where)
                self.apply_at(bundle, cause, games, None if factor is None else factor[games])
            return
        for indicator, amount in _amounts(bundle, self.read):
            scaled = amount if factor is None else _times(factor, amount)
            self.change(indicator, scaled if where is None else np.multiply(where, scaled, dtype=np.int32), cause)

    def apply_at(self, bundle: Bundle, cause: str, games: "np.ndarray", factor: "Ints | None" = None) -> None:
        """Apply effects for a cause in the games of an index array, each once, times a factor for each of them."""
        for indicator, amount in _amounts(bundle, self.reader_of(games)):
            scaled = amount if factor is None else _times(factor, amount)
            self.touch([indicator])
            self.moves[indicator][games] += scaled
            if self.ledger is not None:
                self._note(indicator, scaled, cause, games)

    def _note(self, indicator: int, amounts: Amount, cause: str, games: "np.ndarray") -> None:
        """Enter a change of some games into the ledger."""
        whole = np.zeros(self.games, dtype=np.int32)
        whole[games] = amounts
        if self.ledger is not None:
            self.ledger.entries.append(Change(self.turn, self.phase, [cause], indicator, whole))

    def touch(self, indicators: Sequence[int]) -> None:
        """Make rows of `ahead` ready for changes in some games."""
        if self.sparing:
            for indicator in indicators:
                if indicator not in self.touched:
                    self.moves[indicator][:] = self.rows[indicator]          # half a microsecond sooner than copyto
        self.touched.update(indicators)

    def open(self) -> None:
        """Begin a phase."""
        if not self.sparing:
            np.copyto(self.ahead, self.values)

    def settle(self) -> None:
        """End a phase: clamp what has moved to the ranges, and write what was cut off to the ledger."""
        tables, rows, moves = self.tables, self.rows, self.moves
        if self.sparing or (self.ledger is None and len(self.touched) < FEW_ROWS):
            for indicator in self.touched:                       # row by row: only what has moved, while it is in the cache
                _clip(moves[indicator], tables.lowest[indicator], tables.highest[indicator], rows[indicator])
        elif self.touched:
            _clip(self.ahead, tables.low, tables.high, self.values)
            if self.ledger is not None:
                self._note_limits(self.ledger, self.values - self.ahead)
        self.touched.clear()

    def _note_limits(self, ledger: Ledger, cut: Ints) -> None:
        """Enter what was cut off, (indicators, games), into the ledger."""
        for indicator in where_true(cut.any(axis=1)).tolist():
            cause = f"limit.{self.scenario.indicators[indicator].id}"
            ledger.entries.append(Change(self.turn, self.phase, [cause], indicator, cut[indicator]))

    @cached_property
    def rolled(self) -> Words:
        """Roll for what is rolled for in every game, (tables.turn_rolls, games); first used before the next turn's keys are set."""
        words = self.tables.turn_words
        found = np.empty((len(words), self.games), dtype=np.uint32)
        count = max(FEW, CACHED // len(words))
        for first in range(0, self.games, count):        # a few games at a time, so that they stay in the cache
            part = slice(first, first + count)
            found[:, part] = roll(self.keys[:, part], words)
        return found

    def hits(self, rows: slice, ends: "np.ndarray") -> Bools:
        """Compare some of these rolls with ends (as `core.dice.ends` gives them), (rolls, 1); without luck nothing ever comes up."""
        return np.asarray(self.rolled[rows] < ends) if self.luck else np.zeros((len(ends), self.games), dtype=np.bool_)

    def read(self, kind: str, index: Any) -> Any:
        """Give the value of a name in an expression."""
        return _READERS[kind](self, index)

    def reader_of(self, games: "np.ndarray") -> Callable[[str, int], Any]:
        """Give a reader of names for the games of an index array."""

        def read(kind: str, index: Any) -> Any:
            if kind == "rows":
                return self.values.reshape(-1).take(index[:, None] * self.games + games)
            value = _READERS[kind](self, index)
            return value.take(games, axis=-1) if isinstance(value, np.ndarray) and value.ndim else value

        return read


def chosen_where(wanted: "np.ndarray", picked: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
    """Find the picked options, (slots, games), that a table (options + 1) wants: options and games, slot by slot.

    >>> chosen_where(np.array([False, True]), np.array([[0, 1], [1, 0]]))
    (array([1, 1]), array([1, 0]))
    """
    found = where_true(wanted.take(picked))
    return picked.reshape(-1).take(found), apart(found, picked.shape[1])[1]


def runs_of(indicators: Sequence[int]) -> list[Run]:
    """List the runs of neighbours among indicators, which must be in order and different.

    >>> runs_of([1, 2, 5])
    [(slice(1, 3, None), slice(0, 2, None)), (slice(5, 6, None), slice(2, 3, None))]
    """
    found: list[Run] = []
    for place, indicator in enumerate(indicators):
        if found and found[-1][0].stop == indicator:
            run, part = found[-1]
            found[-1] = slice(run.start, indicator + 1), slice(part.start, place + 1)
        else:
            found.append((slice(indicator, indicator + 1), slice(place, place + 1)))
    return found


def _amounts(bundle: Bundle, read: Callable[[str, Any], Any]) -> list[tuple[int, Any]]:
    """Give the amounts a turn of a bundle by indicator: one number, or one a game."""
    if bundle.program is None:
        return bundle.constants
    found = zip(bundle.live, bundle.program.run(read), strict=True)
    return [*bundle.constants, *((indicator, bundle.turned(value)) for indicator, value in found)]


def _times(factor: Ints, amount: Any) -> Ints:
    """Multiply by a factor in thousandths, in 32 bits where they hold the products."""
    size = abs(amount) if isinstance(amount, int) else int(np.abs(amount).max(initial=0))
    return (mul_div32 if int(factor.max(initial=0)) * size < SAFE else mul_div)(factor, amount, SCALE)


def _like(spare: list[Ints], values: Ints) -> Ints:
    """Give an array of the shape and type of another: large fresh ones are dear, what an earlier step has used is not."""
    try:
        found = spare.pop()                              # one call, so that two threads never get the same
    except IndexError:
        return np.empty_like(values)
    return found if found.shape == values.shape else np.empty_like(values)


_READERS: dict[str, Callable[[Any, Any], Any]] = {
    "indicator": lambda work, i: work.rows[i],
    "rows": lambda work, rows: work.values.take(rows, axis=0),
    "turn": lambda work, _: work.turn * SCALE,
    "flag": lambda work, i: work.flags[i],
    "spent": lambda work, i: work.levels[work.tables.domain_of == i].sum(axis=0, dtype=np.int32) * SCALE,
    "points": lambda work, i: work.levels[i].astype(np.int32) * SCALE,
    "count": lambda work, i: work.counts[i].astype(np.int32) * SCALE,
    "rung": lambda work, _: work.rung.astype(np.int32) * SCALE,
    "us_rung": lambda work, _: work.us_rung.astype(np.int32) * SCALE,
    "met": lambda work, i: (work.demands[i] == MET) | (work.demands[i] == PARTLY_MET),
    "open": lambda work, i: (work.demands[i] == OPEN) | (work.demands[i] == PROMISED) | (work.demands[i] == REFUSED),
    "resolve": lambda work, _: work.resolve,
    "patience": lambda work, _: work.patience,
}


class _Reader:
    """Shows a board as the readers of names expect it; hidden dispositions read as the middle of their intervals."""

    def __init__(self, board: Any, domain_of: "np.ndarray") -> None:
        self._board = board
        self.tables = SimpleNamespace(domain_of=domain_of)
        self.rows = board.values

    def __getattr__(self, name: str) -> Any:
        if name in ("resolve", "patience") and not hasattr(self._board, name):
            return getattr(self._board, f"{name}_range").sum(axis=0) // 2
        return getattr(self._board, name)


def read_board(board: Any, domain_of: "np.ndarray") -> Callable[[str, Any], Any]:
    """Give a reader of names over a state or view (hidden dispositions read as the middle of their intervals)."""
    reader = _Reader(board, domain_of)
    return lambda kind, index: _READERS[kind](reader, index)
