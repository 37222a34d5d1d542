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

    def __init__(self, kind: str, members: Sequence[tuple[str, int, int, int]]) -> None:
        """Lay out the numbers of what `batched` has read."""
        self.operation = _BATCHES[kind]
        self.rows = np.array([row for _, row, _, _ in members], dtype=np.intp)
        less = [less for _, _, less, _ in members]
        self.less = np.array(less, dtype=np.int32)[:, None] if any(less) else None
        self.numbers = np.array([number for *_, number in members], dtype=np.int64)[:, None]
        if np.abs(self.numbers).max() < 1 << 31:
            self.numbers = self.numbers.astype(np.int32)

    def run(self, read: Callable[[str, Any], Value]) -> Value:
        found = read("rows", self.rows)
        if self.less is not None:
            found -= self.less
        return self.operation(found, self.numbers)


_HALF, _WHOLE = np.array(SCALE // 2, dtype=np.int32), np.array(SCALE, dtype=np.int32)      # arrays without axes: quicker than numbers


def _products(found: Value, factors: Value) -> Value:
    found *= factors
    found += _HALF
    found //= _WHOLE
    return found


def _quotients(found: Value, divisors: Value) -> Value:
    """Divide as `mul_div(found, SCALE, divisor)` does: float64 holds such numbers so exactly that they are rounded down right."""
    wide = np.multiply(found, float(SCALE))
    wide += divisors // 2
    wide /= divisors
    return np.floor(wide, out=wide).astype(np.int32)


_PLAIN = frozenset({"add", "sub", "min", "max", "lt", "le", "gt", "ge", "eq", "ne"})
COMPARED: dict[str, Callable[..., Value]] = {"ge": np.greater_equal, "le": np.less_equal, "gt": np.greater, "lt": np.less}
_BATCHES: dict[str, Callable[[Value, Value], Value]] = {"mul32": _products, "div": _quotients, **COMPARED}
_MIRRORED = {"ge": "le", "le": "ge", "gt": "lt", "lt": "gt", "mul32": "mul32"}


class Program:
    """Several expressions evaluated together; equal parts are worked out once, parts of one kind in one call.

    >>> [int(v) for v in Program([("add", ("const", 2000), ("name", "turn", 0))]).run(lambda kind, index: 3000)]
    [5000]
    """

    def __init__(self, trees: Iterable[Tree]) -> None:
        """Flatten the trees into one list of steps; values lie in the order constants, names, batches, steps."""
        folded = [fold(tree) for tree in trees]
        parts: dict[Tree, None] = {}                     # each part once, what it is made of before it
        for tree in folded:
            _collect(tree, parts)
        constants = [part for part in parts if part[0] in ("const", "truth")]
        names = [part for part in parts if part[0] == "name"]
        kinds: dict[str, list[tuple[Tree, tuple[str, int, int, int]]]] = {}
        for part in parts:
            if (found := batched(part)) is not None:
                kinds.setdefault(found[0], []).append((part, found))
        rest = [part for part in parts if part[0] not in ("const", "truth", "name") and batched(part) is None]
        numbers = [part for part in constants if part[0] == "const" and abs(part[1]) < 1 << 31]
        several = [part for members in kinds.values() for part, _ in members]
        order = [*constants, *(("number", part) for part in numbers), *names, *several, *rest]
        places = {part: place for place, part in enumerate(order)}
        self._constants: list[Value] = [part[1] if part[0] == "const" else bool(part[1]) for part in constants]
        self._constants += [np.array(part[1], dtype=np.int32) for part in numbers]
        self._names: list[tuple[str, int]] = [(part[1], part[2]) for part in names]
        self._batches = [_Batch(kind, [found for _, found in members]) for kind, members in kinds.items()]
        self._steps = [(_FUNCTIONS[part[0]], [places[_quick(part[0], inner, places)] for inner in part[1:]]) for part in rest]
        self._results = [places[tree] for tree in folded]

    def __len__(self) -> int:
        """Count the expressions."""
        return len(self._results)

    def run(self, read: Callable[[str, Any], Value]) -> list[Value]:
        """Evaluate all expressions; `read(kind, index)` gives the value of a name, and for ("rows", indices) a copy of indicators."""
        values: list[Value] = self._constants.copy()
        for kind, index in self._names:
            values.append(read(kind, index))
        for batch in self._batches:                      # most of what scores, flows and conditions are made of
            values.extend(batch.run(read))
        for function, arguments in self._steps:
            if len(arguments) == 2:
                values.append(function(values[arguments[0]], values[arguments[1]]))
            else:
                values.append(function(*[values[a] for a in arguments]))
        return [values[place] for place in self._results]


def _quick(operation: str, part: Tree, places: dict[Tree, int]) -> Tree:
    """Take a number as an array without axes where that is quicker: NumPy takes half a microsecond longer for Python's numbers."""
    return ("number", part) if operation in _PLAIN and ("number", part) in places else part


def _collect(tree: Tree, parts: dict[Tree, None]) -> None:
    """Note the parts of a tree that are worked out by themselves, and the tree."""
    if tree[0] not in ("const", "truth", "name") and batched(tree) is None:
        for part in tree[1:]:
            _collect(part, parts)
    parts.setdefault(tree)


def batched(tree: Tree) -> tuple[str, int, int, int] | None:
    """Read a tree as an operation between an indicator, less a number, and another number, if it is one that comes in batches.

    >>> batched(("mul32", ("sub", ("const", 5000), ("name", "indicator", 7)), ("const", 200)))
    ('mul32', 7, 5000, -200)
    """
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
    if kind == "mul32" and left[0] == "sub" and left[1][0] == "const" and left[2][:2] == ("name", "indicator"):
        return kind, left[2][2], left[1][1], -right[1]   # the same product
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
