"""Type check and interval analysis of parsed expressions, into trees that the rules evaluate.

Every part of a tree is an int32 in thousandths, so a part that could leave that range, or divide by what could be zero, is an
error at its place. Intervals are widened by the rounding of `mul_div`.
"""

from dataclasses import dataclass
from functools import lru_cache

from game.content.expressions import COMPARISONS, ExpressionError, Node
from game.content.names import Mode, Names
from game.core.numbers import SCALE
from game.core.numbers import fixed as _fixed
from game.core.problems import Sentence
from game.rules.expressions import Tree

INT32 = 2**31 - 1
_TRUTH_PARTS = ("and", "or", "not")

fixed = lru_cache(maxsize=4096)(_fixed)


@dataclass(frozen=True, slots=True)
class Typed:
    """A tree with its type and the range of its value (thousandths; truths from 0 to 1)."""

    tree: Tree
    truth: bool
    low: int
    high: int


_UNKNOWN = Typed(("const", 0), truth=False, low=-SCALE, high=SCALE)
_UNKNOWN_TRUTH = Typed(("truth", 0), truth=True, low=0, high=1)


class Checker:
    """Types the parts of one expression; what is wrong is collected in `problems`."""

    def __init__(self, names: Names, mode: Mode) -> None:
        """Keep what names mean."""
        self._names = names
        self._mode: Mode = mode
        self.problems: list[ExpressionError] = []
        self.flags: list[tuple[str, int]] = []

    def typed(self, node: Node) -> Typed:
        """Type a node and its parts."""
        if node.kind == "number":
            return self._number(node)
        if node.kind == "name":
            return self._name(node)
        truth = node.value in _TRUTH_PARTS
        parts = [self._part(part, truth=truth) for part in node.parts]
        if any(part is None for part in parts):
            return _UNKNOWN_TRUTH if truth or node.value in COMPARISONS else _UNKNOWN
        known = [part for part in parts if part is not None]
        if truth:
            return _logic(node.value, known)
        if node.value in COMPARISONS:
            low, high = _compare(node.value, known[0], known[1])
            return Typed((node.value, known[0].tree, known[1].tree), truth=True, low=low, high=high)
        return self._arithmetic(node, known)

    def _problem(self, node: Node, code: str, message: str) -> None:
        self.problems.append(ExpressionError(node.start, code, message))

    def _part(self, node: Node, *, truth: bool) -> Typed | None:
        before = len(self.problems)
        found = self.typed(node)
        if len(self.problems) > before:
            return None
        if found.truth != truth:
            words = Sentence("a condition is expected here; compare with a number") if truth else Sentence(
                "a number is expected here, not a condition"
            )
            self._problem(node, "type", words)
            return None
        return found

    def _number(self, node: Node) -> Typed:
        value = float(node.value)
        if abs(value) * SCALE > INT32:
            self._problem(node, "overflow", Sentence("the number {value} is too large", value=node.value[:24]))
            return _UNKNOWN
        number = fixed(value)
        if number == 0 and value != 0:
            words = Sentence("{value} is less than a thousandth and would count as 0; write it as a division", value=node.value[:24])
            self._problem(node, "too-fine", words)
        return Typed(("const", number), truth=False, low=number, high=number)

    def _name(self, node: Node) -> Typed:
        meaning = self._names.meaning(node.value, self._mode)
        if isinstance(meaning, str):
            self._problem(node, "unknown-name", meaning)
            return _UNKNOWN
        if meaning.kind == "flag":
            self.flags.append((node.value[5:], node.start))
        return Typed(("name", meaning.kind, meaning.index), meaning.truth, meaning.low, meaning.high)

    def _arithmetic(self, node: Node, parts: list[Typed]) -> Typed:
        operation, first = node.value, parts[0]
        second = parts[1] if len(parts) > 1 else first
        if operation == "div" and second.low <= 0 <= second.high:
            words = Sentence(
                "the divisor can be 0 (it lies between {low} and {high})",
                low=_shown(second.low), high=_shown(second.high),
            )
            self._problem(node.parts[1], "division", words)
            return _UNKNOWN
        low, high = _interval(operation, parts)
        if low < -INT32 or high > INT32:
            self._problem(node, "overflow", Sentence(
                "this can reach {shown}; numbers must stay within 2,147,483",
                shown=_shown(high if high > INT32 else low),
            ))
            return _UNKNOWN
        if operation in ("min", "max"):
            tree = first.tree
            for part in parts[1:]:
                tree = (operation, tree, part.tree)
        else:
            fits = operation == "mul" and _largest(first) * _largest(second) + SCALE < INT32
            tree = ("mul32" if fits else operation, *[part.tree for part in parts])
        return Typed(tree, truth=False, low=low, high=high)


def _largest(part: Typed) -> int:
    return max(abs(part.low), abs(part.high))


def _shown(number: int) -> str:
    return f"{number / SCALE:,.3f}".rstrip("0").rstrip(".")


def _interval(operation: str, parts: list[Typed]) -> tuple[int, int]:
    a = parts[0]
    if operation == "neg":
        return -a.high, -a.low
    if operation == "abs":
        return (0 if a.low <= 0 <= a.high else min(abs(a.low), abs(a.high))), max(abs(a.low), abs(a.high))
    if operation in ("min", "max"):
        choose = min if operation == "min" else max
        return choose(part.low for part in parts), choose(part.high for part in parts)
    b = parts[1]
    if operation == "add":
        return a.low + b.low, a.high + b.high
    if operation == "sub":
        return a.low - b.high, a.high - b.low
    if operation == "clamp":
        most = parts[2]
        return min(max(a.low, b.low), most.low), min(max(a.high, b.high), most.high)
    if operation == "mul":
        corners = [x * y // SCALE for x in (a.low, a.high) for y in (b.low, b.high)]
    else:
        corners = [x * SCALE // y for x in (a.low, a.high) for y in (b.low, b.high)]
    return min(corners), max(corners) + 1


def _compare(operation: str, a: Typed, b: Typed) -> tuple[int, int]:
    """Give (1, 1) for what always holds, (0, 0) for what never does, else (0, 1)."""
    always = {
        "lt": a.high < b.low, "le": a.high <= b.low, "gt": a.low > b.high, "ge": a.low >= b.high,
        "eq": a.low == a.high == b.low == b.high, "ne": a.high < b.low or a.low > b.high,
    }[operation]
    never = {
        "lt": a.low >= b.high, "le": a.low > b.high, "gt": a.high <= b.low, "ge": a.high < b.low,
        "eq": a.high < b.low or a.low > b.high, "ne": a.low == a.high == b.low == b.high,
    }[operation]
    return int(always), int(not never)


def _logic(operation: str, parts: list[Typed]) -> Typed:
    a = parts[0]
    if operation == "not":
        return Typed(("not", a.tree), truth=True, low=1 - a.high, high=1 - a.low)
    b = parts[1]
    choose = min if operation == "and" else max
    return Typed((operation, a.tree, b.tree), truth=True, low=choose(a.low, b.low), high=choose(a.high, b.high))
