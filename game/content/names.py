"""The names that a pack defines, what they mean in expressions, and how far their values reach."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from game.content.diagnostics import Place, did_you_mean, unknown
from game.core.problems import Sentence
from game.rules.scenario import DOMAINS

Mode = Literal["any", "chance", "score"]
MOST_COUNT = 127
RESERVED = frozenset({"turn", "rung", "us_rung", "resolve", "patience", "and", "or", "not", "min", "max", "abs", "clamp", "true", "false"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for: its kind and index in trees, whether it is a truth, and its range in thousandths."""

    kind: str
    index: int
    truth: bool
    low: int
    high: int


@dataclass
class Flags:
    """Flags by order of first mention, with the first place where each is set and read."""

    index: dict[str, int] = field(default_factory=dict)
    set_at: dict[str, Place] = field(default_factory=dict)
    cleared_at: dict[str, Place] = field(default_factory=dict)
    read_at: dict[str, Place] = field(default_factory=dict)

    def number(self, flag: str) -> int:
        """Give a flag's index; a new flag gets the next."""
        return self.index.setdefault(flag, len(self.index))


@dataclass
class Names:
    """The ids of a scenario by kind, with their indexes."""

    indicators: dict[str, int]
    ranges: Sequence[tuple[int, int]]
    programmes: dict[str, int]
    levels: Sequence[int]
    events: dict[str, int]
    demands: dict[str, int]
    rungs: dict[str, int]
    us_rungs: dict[str, int]
    offers: dict[str, int]
    sectors: dict[str, int]
    sources: Mapping[str, object]
    turns: int
    most_points: int
    resolve: tuple[int, int]
    patience: tuple[int, int]
    flags: Flags = field(default_factory=Flags)
    suggest: Callable[[str, Iterable[str]], str] = did_you_mean

    def meaning(self, name: str, mode: Mode) -> Meaning | str:
        """Give what a name stands for, or the message that says why it stands for nothing."""
        kind, dot, rest = name.partition(".")
        if not dot:
            return self._plain(name, mode)
        if mode == "score":
            return Sentence("'{name}' cannot be used here; a score reads indicators only", name=name)
        if kind == "flag":
            return Meaning("flag", self.flags.number(rest), truth=True, low=0, high=1)
        known: Mapping[str, int] | None = {
            "spent": {d: i for i, d in enumerate(DOMAINS)}, "points": self.programmes, "count": self.events,
            "met": self.demands, "open": self.demands,
        }.get(kind)
        if known is None:
            return Sentence(
                "unknown name '{name}'; there are flag., spent., points., count., met. and open.{near}",
                name=name, near=self.suggest(name, self.indicators),
            )
        if rest not in known:
            what = {"spent": "domain", "points": "programme", "count": "event"}.get(kind, "demand")
            return unknown(what, rest, self.suggest(rest, known))
        index = known[rest]
        if kind in ("met", "open"):
            return Meaning(kind, index, truth=True, low=0, high=1)
        most = self.most_points if kind == "spent" else MOST_COUNT if kind == "count" else self.levels[index] if index >= 0 else 9
        return Meaning(kind, index, truth=False, low=0, high=most * 1000)

    def _plain(self, name: str, mode: Mode) -> Meaning | str:
        if name in self.indicators:
            index = self.indicators[name]
            low, high = self.ranges[index] if index >= 0 else (0, 1)
            return Meaning("indicator", index, truth=False, low=low, high=high)
        if name in ("resolve", "patience"):
            if mode != "chance":
                return Sentence("'{name}' is hidden and can be read only in the `chance` of what an option may bring", name=name)
            low, high = self.resolve if name == "resolve" else self.patience
            return Meaning(name, 0, truth=False, low=low, high=high)
        most = {"turn": self.turns + 3, "rung": len(self.rungs), "us_rung": len(self.us_rungs)}
        if name in most:
            if mode == "score":
                return Sentence("'{name}' cannot be used here; a score reads indicators only", name=name)
            return Meaning(name, 0, truth=False, low=1000 if name == "turn" else 0, high=most[name] * 1000)
        return unknown("indicator", name, self.suggest(name, [*self.indicators, *most, "resolve", "patience"]))


def numbered(ids: Iterable[str]) -> dict[str, int]:
    """Give each id its index; the first wins.

    >>> numbered(["a", "b", "a"])
    {'a': 0, 'b': 1}
    """
    found: dict[str, int] = {}
    for index, name in enumerate(ids):
        found.setdefault(name, index)
    return found
