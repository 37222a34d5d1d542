"""What the compilers of all parts share: names, places, findings, and the compiling of numbers, conditions and effects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from game.content.diagnostics import Findings, Place, thing, unknown
from game.content.expressions import ExpressionError, parse
from game.content.names import Mode, Names
from game.content.ranges import Checker, Typed, fixed
from game.content.reader import place_of
from game.content.schema.base import LARGEST_AMOUNT, Lean
from game.core.numbers import SCALE
from game.core.problems import Sentence
from game.rules import scenario as rules
from game.rules.expressions import Tree, fold

Loc: TypeAlias = tuple[Any, ...]
BEYOND = 80
MOST_WEIGHT = 1000
_MOST = int(LARGEST_AMOUNT) * SCALE


@dataclass
class Context:
    """The state of one compilation. `root` holds the trees that locations lead through: scenario, events."""

    names: Names
    findings: Findings
    root: dict[str, Any]
    files: dict[str, bytes]
    calendar: rules.Calendar
    cited: set[str] = field(default_factory=set)
    _typed: dict[tuple[str, Mode], Typed | None] = field(default_factory=dict)
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Give the place of a value or a key."""
        return place_of(self.root, loc, key=key)

    def error(self, loc: Loc, code: str, message: str, *, key: bool = False) -> None:
        """Note an error at a place."""
        self.findings.error(self.place(loc, key=key), code, message)

    def warn(self, loc: Loc, code: str, message: str, *, key: bool = False) -> None:
        """Note a warning at a place."""
        self.findings.warn(self.place(loc, key=key), code, message)

    def whole(self, loc: Loc) -> bool:
        """Tell whether nothing wrong was taken out of the mapping or list at a place; checks of parts against each other ask first."""
        tree: Any = self.root
        for step in loc:
            tree = tree[step]
        return bool(getattr(tree, "whole", True))

    def index(self, known: dict[str, int], name: str | None, loc: Loc, what: str, *, key: bool = False) -> int:
        """Give the index of an id, -1 for none; an unknown one is an error at its place."""
        if name is None:
            return -1
        if name not in known:
            self.error(loc, "unknown-id", unknown(what, name, self.findings.suggest(name, known)), key=key)
            return -1
        return known[name]

    def condition(self, text: str | None, loc: Loc) -> Tree | None:
        """Compile a condition."""
        if text is None:
            return None
        typed = self.typed(text, loc)
        if typed is None:
            return None
        if not typed.truth:
            self.error(loc, "type", Sentence("a condition is expected here; compare with a number"))
            return None
        return typed.tree

    def number(self, amount: float | str, loc: Loc, mode: Mode = "any") -> int | Tree:
        """Compile a number or an expression that gives one, into thousandths or a tree."""
        if not isinstance(amount, str):
            return fixed(amount)
        typed = self.typed(amount, loc, mode)
        if typed is None:
            return 0
        if typed.truth:
            self.error(loc, "type", Sentence("a number is expected here, not a condition"))
            return 0
        if typed.low < -_MOST or typed.high > _MOST:
            most = max(abs(typed.low), abs(typed.high)) / SCALE
            self.error(loc, "overflow", Sentence(
                "this can reach {most:,.0f}; amounts stay within {limit:,.0f}", most=most, limit=LARGEST_AMOUNT,
            ))
            return 0
        tree = fold(typed.tree)
        return int(tree[1]) if tree[0] == "const" else tree

    def tree(self, amount: float | str, loc: Loc, mode: Mode = "any") -> Tree:
        """Compile a number or an expression that gives one into a tree."""
        found = self.number(amount, loc, mode)
        return ("const", found) if isinstance(found, int) else found

    def plain_number(self, amount: float | str, loc: Loc, what: str) -> int:
        """Compile what must come to a plain number, in thousandths; anything else is an error at its place."""
        found = self.number(amount, loc)
        if not isinstance(found, int):
            self.error(loc, "type", Sentence("{what} is a plain number", what=thing(what)))
            return 0
        return found

    def effects(self, effects: Mapping[str, float | str], loc: Loc) -> rules.Effects:
        """Compile effects: pairs of an indicator's index and an amount."""
        known = self.names.indicators
        found: list[tuple[int, int | Tree]] = []
        for name, amount in effects.items():
            index = known.get(name)
            if index is None:
                self.error((*loc, name), "unknown-id", unknown("indicator", name, self.findings.suggest(name, known)), key=True)
            else:
                found.append((index, self.number(amount, (*loc, name))))
        return tuple(found)

    def lean(self, lean: Lean) -> rules.Lean:
        """Compile a lean."""
        return (fixed(lean.alignment), fixed(lean.ambiguity), fixed(lean.autonomy))

    def turn_of(self, month: str) -> int:
        """Give the turn that holds a month YYYY-MM."""
        year, _, number = month.partition("-")
        return self.calendar.turn_of(int(year) * 12 + int(number) - 1)

    def turns_for(self, months: int) -> int:
        """Give the turns that months take; what lies beyond every game counts as `BEYOND`, which fits a byte with a turn added."""
        return min(self.calendar.turns_for(months), BEYOND)

    def weight(self, amount: float | str, loc: Loc) -> int | Tree:
        """Compile a weight."""
        if not isinstance(amount, str) and not 0 <= amount <= MOST_WEIGHT:
            self.error(loc, "bad-range", Sentence("a weight is 0 to {most}, not {amount:g}", most=MOST_WEIGHT, amount=amount))
            return 0
        return self.number(amount, loc)

    def sources(self, keys: list[str], loc: Loc) -> tuple[str, ...]:
        """Check that keys are in the bibliography, and note that they are cited."""
        for i, key in enumerate(keys):
            self.cite(key, (*loc, i))
        return tuple(keys)

    def cite(self, key: str | None, loc: Loc) -> str:
        """Check one key of the bibliography."""
        if key is None:
            return ""
        if key not in self.names.sources:
            self.error(loc, "unknown-source", unknown("source", key, self.findings.suggest(key, self.names.sources)))
        self.cited.add(key)
        return key

    def set_flag(self, flag: str, loc: Loc) -> int:
        """Note that a flag is set and give its index."""
        self.names.flags.set_at.setdefault(flag, self.place(loc))
        return self.names.flags.number(flag)

    def clear_flag(self, flag: str, loc: Loc) -> int:
        """Note that a flag is cleared and give its index."""
        self.names.flags.cleared_at.setdefault(flag, self.place(loc))
        return self.names.flags.number(flag)

    def typed(self, text: str, loc: Loc, mode: Mode = "any") -> Typed | None:
        """Parse and type an expression; None when it is wrong."""
        found = self._typed.get((text, mode))
        if found is None:
            found = self._typed[text, mode] = self._compile(text, loc, mode)
        return found

    def known_type(self, text: str, mode: Mode = "any") -> Typed | None:
        """Give what is known of an expression that was compiled before."""
        return self._typed.get((text, mode))

    def _compile(self, text: str, loc: Loc, mode: Mode) -> Typed | None:
        try:
            node = parse(text)
        except ExpressionError as problem:
            self.findings.error(self._inside(loc, problem.offset), problem.code, problem.message)
            return None
        checker = Checker(self.names, mode)
        typed = checker.typed(node)
        for found in checker.problems:
            self.findings.error(self._inside(loc, found.offset), found.code, found.message)
        for flag, offset in checker.flags:
            if flag not in self.names.flags.read_at:
                self.names.flags.read_at[flag] = self._inside(loc, offset)
        return None if checker.problems else typed

    def _inside(self, loc: Loc, offset: int) -> Place:
        """Give a place inside a text: its start in the file, moved on by an offset (and the quote)."""
        path, line, column = self.place(loc)
        if path not in self._lines:
            self._lines[path] = self.files.get(path, b"").decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
        lines = self._lines[path]
        words = lines[line - 1][column - 1:] if line <= len(lines) else ""
        moved = offset + (words[:1] in ("'", '"'))
        return (path, line, column + moved if moved <= len(words) and words[:1] not in (">", "|") else column)
