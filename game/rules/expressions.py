"""Expressions of a pack as typed trees, evaluated over a batch as whole-number code.

A tree is a tuple whose first item names the operation; leaves are `("const", thousandths)`, `("truth", 0 or 1)` and
`("name", kind, index)`. Trees with equal parts share the work: a `Program` evaluates each part once.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np

from game.core.numbers import SCALE, mul_div, mul_div32

Tree: TypeAlias = tuple[Any, ...]
"""("const", n) | ("truth", b) | ("name", kind, index) | (operation, tree, ...)."""

Effects: TypeAlias = "tuple[tuple[int, int | Tree], ...]"
"""Pairs of an indicator's index and an amount: thousandths, or the tree of an expression."""

NAME_KINDS = (
    "indicator", "turn", "flag", "spent", "points", "count", "rung", "us_rung", "met", "open", "resolve", "patience",
)
"""indicator i · turn · flag i · spent domain · points programme · count event · rung · us_rung · met demand ·
open demand · resolve · patience (the last two only in chances). Numbers are thousandths; flag, met and open are truths."""

NUMBER_OPERATIONS = ("neg", "add", "sub", "mul", "mul32", "div", "min", "max", "abs", "clamp")
"""`mul32` is a product that the compiler has proven to fit into int32."""
TRUTH_OPERATIONS = ("lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not")

Value: TypeAlias = Any
"""An int, a bool, or an array of shape (games,)."""


def _mul(a: Value, b: Value) -> Value:
    return mul_div(a, b, SCALE)


def _mul32(a: Value, b: Value) -> Value:
    return mul_div32(a, b, SCALE)


def _div(a: Value, b: Value) -> Value:
    return mul_div(a, SCALE, b)


def _clamp(a: Value, low: Value, high: Value) -> Value:
    return np.minimum(np.maximum(a, low), high)


_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "neg": np.negative, "add": np.add, "sub": np.subtract, "mul": _mul, "mul32": _mul32, "div": _div,
    "min": np.minimum, "max": np.maximum, "abs": np.abs, "clamp": _clamp,
    "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal, "eq": np.equal, "ne": np.not_equal,
    "and": np.logical_and, "or": np.logical_or, "not": np.logical_not,
}


class _Batch:
    """One operation between an indicator less a number and another number, for many indicators at once."""

    def __init__(self, operation: Callable[[Value, Value], Value]) -> None:
        self.operation = operation
        self.places: list[int] = []
        self._rows: list[int] = []
        self._less: list[int] = []
        self._numbers: list[int] = []

    def add(self, place: int, row: int, less: int, number: int) -> None:
        self.places.append(place)
        self._rows.append(row)
        self._less.append(less)
        self._numbers.append(number)

    def seal(self) -> None:
        """Lay out the numbers, once all have been added."""
        self.rows = np.array(self._rows, dtype=np.intp)
        self.less = np.array(self._less, dtype=np.int32)[:, None] if any(self._less) else None
        self.numbers = np.array(self._numbers, dtype=np.int64)[:, None]
        if np.abs(self.numbers).max() < 1 << 31:
            self.numbers = self.numbers.astype(np.int32)

    def run(self, read: Callable[[str, Any], Value]) -> Value:
        found = read("rows", self.rows)
        if self.less is not None:
            found -= self.less
        return self.operation(found, self.numbers)


def _products(found: Value, factors: Value) -> Value:
    found *= factors
    found += SCALE // 2
    found //= SCALE
    return found


def _quotients(found: Value, divisors: Value) -> Value:
    """Divide as `mul_div(found, SCALE, divisor)` does: float64 holds such numbers so exactly that they are rounded down right."""
    wide = np.multiply(found, float(SCALE))
    wide += divisors // 2
    wide /= divisors
    return np.floor(wide, out=wide).astype(np.int32)


_BATCHES: dict[str, Callable[[Value, Value], Value]] = {
    "mul32": _products, "div": _quotients, "ge": np.greater_equal, "le": np.less_equal, "gt": np.greater, "lt": np.less,
}
_MIRRORED = {"ge": "le", "le": "ge", "gt": "lt", "lt": "gt", "mul32": "mul32"}


class Program:
    """Several expressions evaluated together; equal parts are worked out once, parts of one kind in one call.

    >>> [int(v) for v in Program([("add", ("const", 2000), ("name", "turn", 0))]).run(lambda kind, index: 3000)]
    [5000]
    """

    def __init__(self, trees: Iterable[Tree]) -> None:
        """Flatten the trees into one list of steps."""
        self._constants: list[Value] = []
        self._names: list[tuple[int, str, int]] = []
        self._steps: list[tuple[Callable[..., Value], int, tuple[int, ...]]] = []
        self._places: dict[Tree, int] = {}
        self._batches: dict[str, _Batch] = {}
        self._results = [self._place(fold(tree)) for tree in trees]
        for batch in self._batches.values():
            batch.seal()

    def __len__(self) -> int:
        """Count the expressions."""
        return len(self._results)

    def run(self, read: Callable[[str, Any], Value]) -> list[Value]:
        """Evaluate all expressions; `read(kind, index)` gives the value of a name, and for ("rows", indices) a copy of indicators."""
        values: list[Value] = self._constants.copy()
        for place, kind, index in self._names:
            values[place] = read(kind, index)
        for batch in self._batches.values():             # most of what scores, flows and conditions are made of
            for place, row in zip(batch.places, batch.run(read), strict=True):
                values[place] = row
        for function, place, arguments in self._steps:
            if len(arguments) == 2:
                values[place] = function(values[arguments[0]], values[arguments[1]])
            else:
                values[place] = function(*[values[a] for a in arguments])
        return [values[place] for place in self._results]

    def _place(self, tree: Tree) -> int:
        if tree in self._places:
            return self._places[tree]
        kind = tree[0]
        batched = _batched(tree)
        if kind in ("const", "truth", "name") or batched is not None:
            arguments: tuple[int, ...] = ()
        else:
            arguments = tuple(self._place(part) for part in tree[1:])
        place = self._places[tree] = len(self._constants)
        self._constants.append(tree[1] if kind == "const" else bool(tree[1]) if kind == "truth" else None)
        if kind == "name":
            self._names.append((place, tree[1], tree[2]))
        elif batched is not None:
            self._batches.setdefault(batched[0], _Batch(_BATCHES[batched[0]])).add(place, *batched[1:])
        elif arguments:
            self._steps.append((_FUNCTIONS[kind], place, arguments))
        return place


def _batched(tree: Tree) -> tuple[str, int, int, int] | None:
    """Read a tree as an operation between an indicator, less a number, and another number, if it is one that comes in batches."""
    if tree[0] not in _BATCHES:
        return None
    kind, left, right = tree
    if left[0] == "const" and kind in _MIRRORED:
        kind, left, right = _MIRRORED[kind], right, left
    if right[0] != "const" or (kind == "div" and not right[1]):
        return None
    if left[:2] == ("name", "indicator"):
        return kind, left[2], 0, right[1]
    if left[0] == "sub" and left[1][:2] == ("name", "indicator") and left[2][0] == "const":
        return kind, left[1][2], left[2][1], right[1]
    return None


def fold(tree: Tree) -> Tree:
    """Work out the parts of a tree that hold no names.

    >>> fold(("mul", ("const", 2000), ("neg", ("const", 1500))))
    ('const', -3000)
    """
    if tree[0] in ("const", "truth", "name"):
        return tree
    parts = tuple(fold(part) for part in tree[1:])
    if all(part[0] in ("const", "truth") for part in parts):
        value = _FUNCTIONS[tree[0]](*[part[1] for part in parts])
        return ("truth", int(value)) if tree[0] in TRUTH_OPERATIONS else ("const", int(value))
    if tree[0] in ("mul", "mul32") and ("const", SCALE) in parts:
        return next((part for part in parts if part != ("const", SCALE)), parts[0])          # once
    return (tree[0], *parts)


def at_turn(tree: Tree, turn: int) -> Tree:
    """Work out what a tree says in one turn: the turn is a number, and what is certain to hold or not falls away.

    >>> at_turn(("and", ("ge", ("name", "turn", 0), ("const", 2000)), ("name", "flag", 1)), 3)
    ('name', 'flag', 1)
    """
    if tree[:2] == ("name", "turn"):
        return ("const", turn * SCALE)
    if tree[0] in ("const", "truth", "name"):
        return tree
    parts = [at_turn(part, turn) for part in tree[1:]]
    if tree[0] in ("and", "or"):
        whole = int(tree[0] == "or")                     # a part that decides
        if ("truth", whole) in parts:
            return ("truth", whole)
        parts = [part for part in parts if part != ("truth", 1 - whole)] or [("truth", 1 - whole)]
        if len(parts) == 1:
            return parts[0]
    return fold((tree[0], *parts))


def names_in(trees: Sequence[Tree]) -> set[tuple[str, int]]:
    """List the names that trees read, as pairs of kind and index."""
    found: set[tuple[str, int]] = set()
    for tree in trees:
        if tree[0] == "name":
            found.add((tree[1], tree[2]))
        elif tree[0] not in ("const", "truth"):
            found |= names_in(tree[1:])
    return found
