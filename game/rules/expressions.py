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


class Program:
    """Several expressions evaluated together; equal parts are worked out once.

    >>> [int(v) for v in Program([("add", ("const", 2000), ("name", "turn", 0))]).run(lambda kind, index: 3000)]
    [5000]
    """

    def __init__(self, trees: Iterable[Tree]) -> None:
        """Flatten the trees into one list of steps."""
        self._constants: list[Value] = []
        self._names: list[tuple[int, str, int]] = []
        self._steps: list[tuple[Callable[..., Value], int, tuple[int, ...]]] = []
        self._places: dict[Tree, int] = {}
        self._products: list[tuple[int, int, int]] = []
        self._results = [self._place(fold(tree)) for tree in trees]
        self._rows = np.array([row for _, row, _ in self._products], dtype=np.intp)
        self._factors = np.array([[factor] for _, _, factor in self._products], dtype=np.int32)

    def __len__(self) -> int:
        """Count the expressions."""
        return len(self._results)

    def run(self, read: Callable[[str, int], Value]) -> list[Value]:
        """Evaluate all expressions; `read(kind, index)` gives the value of a name, and all rows for ("indicators", -1)."""
        values: list[Value] = self._constants.copy()
        for place, kind, index in self._names:
            values[place] = read(kind, index)
        if self._products:                               # all at once: a constant times an indicator is what most scores are made of
            found = read("indicators", -1)[self._rows]
            found *= self._factors
            found += SCALE // 2
            found //= SCALE
            for (place, _, _), row in zip(self._products, found, strict=True):
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
        if kind == "mul32":
            pair = tree[1:] if tree[1][0] == "const" else (tree[2], tree[1])
            if pair[0][0] == "const" and pair[1][:2] == ("name", "indicator"):
                return self._product(tree, pair[1][2], pair[0][1])
        if kind in ("const", "truth", "name"):
            arguments: tuple[int, ...] = ()
        else:
            arguments = tuple(self._place(part) for part in tree[1:])
        place = len(self._constants)
        self._constants.append(tree[1] if kind == "const" else bool(tree[1]) if kind == "truth" else None)
        if kind == "name":
            self._names.append((place, tree[1], tree[2]))
        elif arguments:
            self._steps.append((_FUNCTIONS[kind], place, arguments))
        self._places[tree] = place
        return place


    def _product(self, tree: Tree, row: int, factor: int) -> int:
        place = self._places[tree] = len(self._constants)
        self._constants.append(None)
        self._products.append((place, row, factor))
        return place


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
