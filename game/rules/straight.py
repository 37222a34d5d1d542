"""Expressions that follow one name in a straight line, worked out for many cells at once, each with a tree of its own.

Chances of outcomes are of this kind: a turn needs a few numbers of each of fifty trees, and none of the others.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from game.core.numbers import SCALE, Ints, where_true
from game.rules.expressions import Program, Tree, fold

FAR = 1 << 40
Reader = Callable[[str, Any], Any]


class _Line(NamedTuple):
    """The value `base + sign * ((factor * name + half) // divisor)`, cut to low and high."""

    name: tuple[str, int]
    factor: int = 1
    half: int = 0
    divisor: int = 1
    sign: int = 1
    base: int = 0
    low: int = -FAR
    high: int = FAR


class Straight:
    """Trees, of which any number of cells can be evaluated: a cell is a tree's number and a game."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        """Read the trees; those that are no straight line keep a program of their own."""
        lines = [_line(fold(tree)) for tree in trees]
        self._programs = [(place, Program([trees[place]])) for place, line in enumerate(lines) if line is None]
        whole = [line or _Line(("indicator", 0)) for line in lines]
        self._numbers = np.array([line[1:] for line in whole], dtype=np.int64).reshape(-1, 7)
        self._rows = np.array([index if kind == "indicator" else 0 for (kind, index), *_ in whole], dtype=np.intp)
        others = sorted({line.name for line in whole if line.name[0] != "indicator"})
        self._others = [(name, np.array([line.name == name for line in whole])) for name in others]

    def run(self, which: "np.ndarray", games: "np.ndarray", values: Ints, reader_of: Callable[["np.ndarray"], Reader]) -> "np.ndarray":
        """Give the values (cells) of trees `which` (cells) in `games` (cells), from indicators and a reader for some games."""
        x = values.reshape(-1).take(self._rows.take(which) * values.shape[1] + games).astype(np.int64)
        for (kind, index), has in self._others:
            cells = where_true(has.take(which))
            if len(cells):
                x[cells] = reader_of(games[cells])(kind, index)
        factor, half, divisor, sign, base, low, high = self._numbers.take(which, axis=0).T
        found = base + sign * ((factor * x + half) // divisor)
        np.minimum(np.maximum(found, low), high, out=found)
        for place, program in self._programs:
            cells = where_true(which == place)
            if len(cells):
                found[cells] = program.run(reader_of(games[cells]))[0]
        return np.asarray(found)


def _line(tree: Tree) -> _Line | None:
    """Read a folded tree as a line, if it is one."""
    kind = tree[0]
    if kind == "name":
        return _Line((tree[1], tree[2])) if tree[1] not in ("flag", "met", "open") else None
    if kind == "neg":
        inner = _line(tree[1])
        return None if inner is None else _mirrored(inner, 0)
    numbers = [part[1] for part in tree[1:] if part[0] == "const"]
    if len(numbers) != len(tree) - 2:                     # all but one part must be numbers
        return None
    inner = _line(next(part for part in tree[1:] if part[0] != "const"))
    return None if inner is None else _with(kind, inner, numbers, first=tree[1][0] == "const")


def _with(kind: str, line: _Line, numbers: list[int], *, first: bool) -> _Line | None:
    """Work numbers into a line; `first` tells whether a number came first."""
    number = numbers[0] if numbers else 0
    if kind == "sub" and first:
        return _mirrored(line, number)
    if kind in ("add", "sub"):
        return _moved(line, number if kind == "add" else -number)
    if kind in ("max", "min", "clamp") and not (kind == "clamp" and first):
        low = numbers[0] if kind != "min" else -FAR
        high = numbers[-1] if kind != "max" else FAR
        return line._replace(low=min(max(line.low, low), high), high=min(max(line.high, low), high))
    whole = line.divisor == 1 and line.low == -FAR and line.high == FAR
    if kind in ("mul", "mul32") and whole:
        return _scaled(line, number, SCALE // 2, SCALE)
    if kind == "div" and whole and not first and number:
        return _scaled(line, SCALE, number // 2, number)
    return None


def _mirrored(line: _Line, number: int) -> _Line:
    """Give number - line."""
    return line._replace(sign=-line.sign, base=number - line.base, low=number - line.high, high=number - line.low)


def _moved(line: _Line, number: int) -> _Line:
    return line._replace(base=line.base + number, low=line.low + number, high=line.high + number)


def _scaled(line: _Line, factor: int, half: int, divisor: int) -> _Line:
    """Give (line * factor + half) // divisor for a line without divisor and bounds."""
    slope, start = line.sign * line.factor, line.base + line.sign * line.half
    return _Line(line.name, slope * factor, start * factor + half, divisor)
