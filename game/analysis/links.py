"""Which events lead to which: through flags, through indicators that a condition waits for, now or later, and through counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.rules.expressions import Tree
from game.rules.scenario import Effects, Event, Option, Scenario

Kind: TypeAlias = Literal["flag", "count", "indicator", "later"]
MOST_INDICATOR_LINKS = 3
"""Of the events that push an indicator the way a condition waits for, so many are shown: those that push it furthest."""
_ABOVE, _BELOW = ("gt", "ge"), ("lt", "le")


@dataclass(frozen=True)
class Link:
    """One event leads to another; `via` is a flag's or an indicator's id, `months` how much later it works."""

    source: str
    target: str
    kind: Kind
    via: str
    months: int = 0


@dataclass(frozen=True)
class Node:
    """An event in the graph: its title, whose mark it bears, and when and by which answer it was played (0: not)."""

    id: str
    title: str
    power: str
    turn: int = 0
    answer: str = ""


def links(scenario: Scenario) -> list[Link]:
    """List what leads from event to event, each pair and kind once."""
    found: dict[Link, None] = {}
    for target in scenario.events:
        threatened = target.about[0] == "rung" and scenario.roles.ire >= 0
        for kind, index, way in [*_waits(target), *([("indicator", scenario.roles.ire, 1)] if threatened else [])]:
            if kind == "flag":
                found.update(dict.fromkeys(_by_flag(scenario, target, index)))
            elif kind == "count" and scenario.events[index].id != target.id:
                found[Link(scenario.events[index].id, target.id, "count", scenario.events[index].id)] = None
            elif kind == "indicator":
                found.update(dict.fromkeys(_by_indicator(scenario, target, index, way)))
    return list(found)


def _waits(event: Event) -> Iterator[tuple[str, int, int]]:
    """List what an event's condition, weight and answers read: kind, index, and the way that makes it likelier (1 up, -1 down)."""
    trees = [event.when, event.weight if isinstance(event.weight, tuple) else None, *(option.needs for option in event.options)]
    for tree in trees:
        if tree is not None:
            yield from _names(tree, 1)


def _names(tree: Tree, way: int) -> Iterator[tuple[str, int, int]]:
    if tree[0] == "name":
        yield tree[1], tree[2], way
    elif tree[0] in ("const", "truth"):
        return
    elif tree[0] in ("not", "neg"):
        yield from _names(tree[1], -way)
    elif tree[0] in ("sub", "div", *_ABOVE):
        yield from _names(tree[1], way)
        yield from _names(tree[2], -way)
    elif tree[0] in _BELOW:
        yield from _names(tree[1], -way)
        yield from _names(tree[2], way)
    else:
        for part in tree[1:]:
            yield from _names(part, way)


def _by_flag(scenario: Scenario, target: Event, flag: int) -> Iterator[Link]:
    for event in scenario.events:
        if event.id != target.id and any(flag in option.set or flag in option.clear for option in event.options):
            yield Link(event.id, target.id, "flag", scenario.flags[flag])


def _by_indicator(scenario: Scenario, target: Event, indicator: int, way: int) -> list[Link]:
    """Give the events that push an indicator furthest the way that a condition waits for."""
    pushed: list[tuple[int, int, str]] = []
    for event in scenario.events:
        pushes = [(way * amount, delay) for option in event.options for amount, delay in _pushes(option, indicator)]
        if indicator == scenario.roles.ire:
            pushes += [(way * option.affront, 0) for option in event.options]
        best = max(pushes, default=(0, 0))
        if event.id != target.id and best[0] > 0:
            pushed.append((best[0], best[1], event.id))
    pushed.sort(key=lambda push: (-push[0], push[2]))
    months = scenario.calendar.months
    return [
        Link(name, target.id, "later" if delay else "indicator", scenario.indicators[indicator].id, delay * months)
        for _, delay, name in pushed[:MOST_INDICATOR_LINKS]
    ]


def _pushes(option: Option, indicator: int) -> Iterator[tuple[int, int]]:
    """List what an answer does to an indicator: amounts in thousandths and the turns until then."""
    yield from ((amount, 0) for amount in _amounts(option.effects, indicator))
    for outcome in option.outcomes:
        yield from ((amount, outcome.delay) for amount in _amounts(outcome.effects, indicator))
        yield from ((amount, outcome.delay) for amount in _amounts(outcome.otherwise, indicator))


def _amounts(effects: Effects, indicator: int) -> Iterator[int]:
    return (amount for number, amount in effects if number == indicator and isinstance(amount, int))


def nodes(scenario: Scenario, titles: Mapping[str, str], powers: Mapping[str, str], played: Mapping[str, tuple[int, str]]) -> list[Node]:
    """Put the events of a deck together with their titles and with the turn and the answer by which a game met them."""
    return [
        Node(event.id, titles.get(event.id, event.id), powers.get(event.id, "world"), *played.get(event.id, (0, "")))
        for event in scenario.events
    ]
