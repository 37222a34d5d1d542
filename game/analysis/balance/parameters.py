"""The parameters of the great powers and of the score: every figure, by name, and scenarios in which one of them is another."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from game.rules.expressions import Tree
from game.rules.scenario import Scenario

_NO_FIGURES = frozenset({"id", "measure", "event", "sector", "estimate_programme", "redraw_turn", "indicator", "phase", "set"})
_EFFECTS = frozenset({
    "reward", "penalty", "refusal", "open", "lapse", "broken", "effects", "enter", "self_restraint", "yielding", "holding",
    "holds", "gives",
})
_WHOLE = frozenset({"deadline_turns", "lag_turns", "tires_turns", "most_open"})
_POWERS = ("us_pressure", "china_retaliation")

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Parameter:
    """A figure of a scenario: whose it is, what it is called, the way to it, whether it counts whole turns, whether it ends a range."""

    group: str
    name: str
    path: Path
    whole: bool = False
    ends: bool = False


def parameters(scenario: Scenario) -> list[Parameter]:
    """List every figure of the great powers (with the flows and shocks of their phases) and of the score that is not nought."""
    found: list[Parameter] = []
    for power in _POWERS:
        found += _of(scenario, power, getattr(scenario, power), (power,), "")
        for kind in ("flows", "shocks"):
            for place, thing in enumerate(getattr(scenario, kind)):
                if thing.phase == power:
                    found += _of(scenario, power, thing, (kind, place), f"{kind[:-1]} {thing.id}")
    for place, pillar in enumerate(scenario.pillars):
        found += _of(scenario, "score", pillar.value, ("pillars", place, "value"), pillar.id)
    return _numbered(found)


def value_at(scenario: Scenario, parameter: Parameter) -> int:
    """Give the figure."""
    found: Any = scenario
    for step in parameter.path:
        found = getattr(found, step) if isinstance(step, str) else found[step]
    return int(found)


def with_value(scenario: Scenario, parameter: Parameter, value: int) -> Scenario:
    """Give the scenario with another figure; the end of a range does not pass its other end."""
    if parameter.ends:
        *way, place = parameter.path
        other = value_at(scenario, replace(parameter, path=(*way, 1 - int(place))))
        value = min(value, other) if place == 0 else max(value, other)
    changed: Scenario = _put(scenario, parameter.path, value)
    return changed


def moved(value: int, parameter: Parameter, percent: int) -> int:
    """Move a figure by so many percent, whole ones by at least one and never below one.

    >>> moved(2000, Parameter("score", "x", ()), -20), moved(3, Parameter("us", "y", (), whole=True), 20)
    (1600, 4)
    """
    change = round(value * percent / 100)
    if not parameter.whole:
        return value + change
    return max(1, value + (change or (1 if percent > 0 else -1)))


def _of(scenario: Scenario, group: str, thing: Any, path: Path, name: str) -> Iterator[Parameter]:
    if is_dataclass(thing):
        for f in fields(thing):
            if f.name not in _NO_FIGURES:
                yield from _of_field(scenario, group, getattr(thing, f.name), (*path, f.name), name, f.name)
    elif _is_tree(thing):
        yield from _of_tree(scenario, group, thing, path, name)


def _of_field(scenario: Scenario, group: str, value: Any, path: Path, name: str, field: str) -> Iterator[Parameter]:
    label = f"{name} {field}".strip()
    if isinstance(value, int) and not isinstance(value, bool):
        if value:
            yield Parameter(group, label, path, whole=field in _WHOLE)
    elif _is_tree(value):
        yield from _of_tree(scenario, group, value, path, label)
    elif is_dataclass(value):
        yield from _of(scenario, group, value, path, label)
    elif field in _EFFECTS:
        for place, (indicator, amount) in enumerate(value):
            yield from _of_field(scenario, group, amount, (*path, place, 1), label, scenario.indicators[indicator].id)
    elif isinstance(value, tuple) and all(isinstance(v, int) for v in value):
        for place, figure in enumerate(value):
            if figure:
                pair = len(value) == 2
                yield Parameter(group, f"{label} {('from', 'to')[place] if pair else place}", (*path, place), ends=pair)
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _of(scenario, group, part, (*path, place), f"{name} {part.id}".strip())


def _of_tree(scenario: Scenario, group: str, tree: Tree, path: Path, label: str) -> Iterator[Parameter]:
    """List the constants of an expression, named by what they stand beside; numbers of turns are dates, not figures."""
    if tree[0] == "const":
        if tree[1]:
            yield Parameter(group, label, (*path, 1))
        return
    if tree[0] in ("name", "truth"):
        return
    for place, part in enumerate(tree[1:], 1):
        others = [other for k, other in enumerate(tree[1:], 1) if k != place]
        if part[0] == "const" and any(other[:2] == ("name", "turn") for other in others):
            continue
        beside = _named(scenario, others) if part[0] == "const" else ""
        yield from _of_tree(scenario, group, part, (*path, place), f"{label} · {beside}" if beside else label)


def _named(scenario: Scenario, trees: list[Tree]) -> str:
    for tree in trees:
        if tree[:2] == ("name", "indicator"):
            return scenario.indicators[tree[2]].id
        if tree[0] == "name":
            return str(tree[1])
        if tree[0] not in ("const", "truth") and (found := _named(scenario, list(tree[1:]))):
            return found
    return ""


def _numbered(found: list[Parameter]) -> list[Parameter]:
    """Tell figures of one name apart by a number."""
    seen: dict[tuple[str, str], int] = {}
    numbered = []
    for one in found:
        count = seen[one.group, one.name] = seen.get((one.group, one.name), 0) + 1
        numbered.append(one if count == 1 else replace(one, name=f"{one.name} ({count})"))
    return numbered


def _is_tree(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], str)


def _put(thing: Any, path: Path, value: int) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, str):
        return replace(thing, **{step: _put(getattr(thing, step), rest, value)})
    found = list(thing)
    found[step] = _put(thing[step], rest, value)
    if found[0] == "mul32":                                # the proof that it fits holds for the old figure only
        found[0] = "mul"
    return tuple(found)
