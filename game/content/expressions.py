"""Expressions of packs: a tokenizer and a Pratt parser that give every node its position."""

import re
from dataclasses import dataclass
from typing import Literal

from game.core.problems import Sentence

MAX_LENGTH = 400
MAX_NODES = 150
MAX_DEPTH = 24

NodeKind = Literal["number", "name", "operation"]

_TOKENS = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?![0-9A-Za-z_.]))"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)?)"
    r"|(?P<sign><=|>=|==|!=|[-+*/<>(),])"
    r"|(?P<end>\Z)|(?P<other>=[<>]|.))",
    re.DOTALL,
)
_NO_TEXTS = Sentence("there are no texts in expressions")
_HINTS = {
    "=": Sentence("write == for 'is equal to'"), "=>": Sentence("write >="), "=<": Sentence("write <="), "&": Sentence("write `and`"),
    "|": Sentence("write `or`"), "!": Sentence("write `not`, or != for 'is not equal to'"),
    "%": Sentence("there are no percent signs; write the number"), "^": Sentence("there are no powers; multiply"),
    "[": Sentence("write round brackets"), "'": _NO_TEXTS, '"': _NO_TEXTS, "≥": Sentence("write >="), "≤": Sentence("write <="),
    "≠": Sentence("write !="), "×": Sentence("write *"), "÷": Sentence("write /"), "−": Sentence("write the plain minus -"),
}
_VALUE = Sentence("a number, a name or a bracket")
_BINARY = {
    "or": (1, "or"), "and": (2, "and"), "<": (4, "lt"), "<=": (4, "le"), ">": (4, "gt"), ">=": (4, "ge"),
    "==": (4, "eq"), "!=": (4, "ne"),
    "+": (5, "add"), "-": (5, "sub"), "*": (6, "mul"), "/": (6, "div"),
}
_NOT_POWER, _COMPARE_POWER, _NEGATIVE_POWER = 3, 4, 7
COMPARISONS = ("lt", "le", "gt", "ge", "eq", "ne")
FUNCTIONS = {"min": (2, 9), "max": (2, 9), "abs": (1, 1), "clamp": (3, 3)}
"""Functions with the fewest and the most arguments."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of an expression: a number, a name, or an operation on parts; `start` and `end` are offsets in the text."""

    kind: NodeKind
    value: str
    start: int
    end: int
    parts: tuple["Node", ...] = ()
    bracketed: bool = False


class ExpressionError(Exception):
    """An expression that cannot be read; `offset` is where."""

    def __init__(self, offset: int, code: str, message: str) -> None:
        """Keep the place and the message."""
        super().__init__(message)
        self.offset = offset
        self.code = code
        self.message = message


def parse(text: str) -> Node:
    """Parse an expression; raises ExpressionError.

    >>> node = parse("a + 2 * b"); node.value, [part.value for part in node.parts]
    ('add', ['a', 'mul'])
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(0, "expression-too-long", Sentence(
            "the expression has {count} characters; {most} are allowed",
            count=len(text), most=MAX_LENGTH,
        ))
    parser = _Parser(text)
    node = parser.expression(0)
    parser.finish()
    return node


class _Parser:
    """One pass over the tokens of a text."""

    def __init__(self, text: str) -> None:
        found = ((m.lastgroup or "end", m) for m in _TOKENS.finditer(text))
        self._tokens = [(kind, m.group(kind), m.start(kind)) for kind, m in found]
        self._tokens.append(("end", "", len(text)))
        self._next = 0
        self._nodes = 0
        self._depth = 0

    def finish(self) -> None:
        """Check that nothing is left."""
        kind, value, start = self._tokens[self._next]
        if kind != "end":
            raise _unexpected(kind, value, start, Sentence("an operator or the end"))

    def expression(self, power: int) -> Node:
        """Parse operators that bind more strongly than `power`."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError(self._tokens[self._next][2], "expression-too-deep", Sentence(
                "nested more than {most} deep",
                most=MAX_DEPTH,
            ))
        left = self._operand()
        while True:
            _, value, start = self._tokens[self._next]
            strength, name = _BINARY.get(value, (0, ""))
            if strength <= power or not name:
                break
            if strength == _COMPARE_POWER and left.value in COMPARISONS and not left.bracketed:
                raise ExpressionError(start, "chained", Sentence("comparisons cannot be chained; write `a < b and b < c`"))
            self._next += 1
            right = self.expression(strength)
            left = self._node("operation", name, left.start, right.end, (left, right))
        self._depth -= 1
        return left

    def _node(self, kind: NodeKind, value: str, start: int, end: int, parts: tuple[Node, ...] = ()) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise ExpressionError(start, "expression-too-long", Sentence(
                "the expression has more than {most} parts",
                most=MAX_NODES,
            ))
        return Node(kind, value, start, end, parts)

    def _operand(self) -> Node:
        kind, value, start = self._tokens[self._next]
        self._next += 1
        if kind == "number":
            return self._node("number", value, start, start + len(value))
        if kind == "word":
            return self._word(value, start)
        if value == "-":
            part = self.expression(_NEGATIVE_POWER)
            return self._node("operation", "neg", start, part.end, (part,))
        if value == "+":
            return self.expression(_NEGATIVE_POWER)
        if value == "(":
            inner = self.expression(0)
            end = self._expect(")")
            return Node(inner.kind, inner.value, start, end, inner.parts, bracketed=True)
        raise _unexpected(kind, value, start, _VALUE)

    def _word(self, value: str, start: int) -> Node:
        if value == "not":
            part = self.expression(_NOT_POWER)
            return self._node("operation", "not", start, part.end, (part,))
        if value in ("and", "or"):
            raise _unexpected("word", value, start, _VALUE)
        if self._tokens[self._next][1] != "(":
            return self._node("name", value, start, start + len(value))
        if value not in FUNCTIONS:
            raise ExpressionError(start, "unknown-function", Sentence(
                "unknown function '{value}'; there are min, max, abs and clamp",
                value=value,
            ))
        self._next += 1
        parts = [self.expression(0)]
        while self._tokens[self._next][1] == ",":
            self._next += 1
            parts.append(self.expression(0))
        end = self._expect(")")
        least, most = FUNCTIONS[value]
        if not least <= len(parts) <= most:
            wanted = str(least) if least == most else Sentence("{least} to {most}", least=least, most=most)
            raise ExpressionError(start, "arguments", Sentence(
                "{value} takes {wanted} arguments, not {count}",
                value=value, wanted=wanted, count=len(parts),
            ))
        return self._node("operation", value, start, end, tuple(parts))

    def _expect(self, sign: str) -> int:
        kind, value, start = self._tokens[self._next]
        if value != sign or kind != "sign":
            raise _unexpected(kind, value, start, f"'{sign}'")
        self._next += 1
        return start + 1


def _unexpected(kind: str, value: str, start: int, wanted: str) -> ExpressionError:
    if kind == "end":
        return ExpressionError(start, "expression", Sentence("the expression ends where {wanted} is expected", wanted=wanted))
    hint = Sentence("; {hint}", hint=_HINTS[value]) if value in _HINTS else ""
    return ExpressionError(start, "expression", Sentence(
        "'{value}' stands where {wanted} is expected{hint}",
        value=value, wanted=wanted, hint=hint,
    ))
