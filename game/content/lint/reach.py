"""Events that can never come up, worked out from what their conditions wait for."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from game.content.expressions import ExpressionError, Node
from game.content.expressions import parse as _parse
from game.content.lint.noting import conditioned, note
from game.content.loading import Draft
from game.content.names import Meaning, Mode, Names
from game.content.ranges import Checker, fixed
from game.core.numbers import SCALE
from game.core.problems import Sentence

parse = lru_cache(maxsize=4096)(_parse)
_TURNED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq"}


@dataclass
class World:
    """What is possible: names as the scenario has them, narrowed by what can really happen."""

    names: Names
    flags: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    bounds: dict[str, tuple[int, int]] = field(default_factory=dict)

    def meaning(self, name: str, mode: Mode) -> Meaning | str:
        """Give what a name stands for, with the range that it can really have."""
        found = self.names.meaning(name, mode)
        if isinstance(found, str):
            return found
        kind, _, rest = name.partition(".")
        if name == "turn":
            found = replace(found, high=self.names.turns * SCALE)
        elif (kind == "flag" and rest not in self.flags) or (kind == "count" and rest not in self.events):
            found = replace(found, low=0, high=0)
        low, high = self.bounds.get(name, (found.low, found.high))
        return replace(found, low=max(low, found.low), high=min(high, found.high))

    def may_hold(self, text: str | None) -> bool:
        """Tell whether a condition can hold; one that cannot be read is taken as possible, since it is an error already."""
        if text is None:
            return True
        try:
            node = parse(text)
        except ExpressionError:
            return True
        return any(self._all_may_hold(list(_parts(branch, "and"))) for branch in _parts(node, "or"))

    def _all_may_hold(self, conditions: list[Node]) -> bool:
        """Tell whether conditions can hold together, as far as limits of single names tell."""
        narrowed, others = World(self.names, self.flags, self.events), list[Node]()
        for condition in conditions:
            name, low, high = _limit(condition)
            if not name:
                others.append(condition)
            else:
                least, most = narrowed.bounds.get(name, (low, high))
                narrowed.bounds[name] = (max(least, low), min(most, high))
        for name in narrowed.bounds:
            meaning = narrowed.meaning(name, "any")
            if not isinstance(meaning, str) and meaning.low > meaning.high:
                return False
        for condition in others:                       # what sets a limit holds within it
            checker = Checker(narrowed, "any")  # type: ignore[arg-type]  # it asks for the meaning of names only
            typed = checker.typed(condition)
            if not checker.problems and typed.truth and typed.high == 0:
                return False
        return True


def _parts(node: Node, operation: str) -> Iterable[Node]:
    if node.kind == "operation" and node.value == operation:
        for part in node.parts:
            yield from _parts(part, operation)
    else:
        yield node


def _limit(node: Node) -> tuple[str, int, int]:
    """Give the limits that a comparison of a name with a number sets, in thousandths; an empty name for anything else."""
    if node.kind != "operation" or node.value not in _TURNED:
        return "", 0, 0
    left, right = node.parts
    operation = node.value
    if left.kind == "number":
        left, right, operation = right, left, _TURNED[operation]
    if left.kind != "name" or right.kind != "number":
        return "", 0, 0
    number, far = fixed(float(right.value)), 2**31
    limits = {"lt": (-far, number - 1), "le": (-far, number), "gt": (number + 1, far), "ge": (number, far), "eq": (number, number)}
    return (left.value, *limits[operation])


def out_of_reach(draft: Draft) -> None:
    """Warn of what waits for what cannot come: flags that only it leads to, turns after the last, limits that exclude each other."""
    if draft.context is not None and draft.model is not None:
        world = _possible(draft)
        _events_out_of_reach(draft, world)
        _signals_out_of_reach(draft, world)


def _events_out_of_reach(draft: Draft, world: World) -> None:
    assert draft.context is not None  # noqa: S101  the caller has looked
    for i, event in enumerate(draft.events):
        known = draft.context.known_type(event.when) if event.when is not None else None
        if event.when is None or event.id in world.events or known is None or (known.truth and known.high == 0):
            continue                                   # what is never true by itself is told by another check
        missing = [f for f in _flags_in(event.when) if f not in world.flags]
        if missing and not World(world.names, world.flags | set(missing), world.events).may_hold(event.when):
            missing = []                               # it could not come up with these flags either
        if missing and missing[0] not in draft.context.names.flags.set_at:
            continue                                   # a flag that nothing sets is told by another check
        shut = Sentence("its conditions exclude each other within the game's turns")
        why = Sentence("what sets flag '{missing}' cannot come up either", missing=missing[0]) if missing else shut
        note(draft, ("events", i, "when"), "unreachable", Sentence("event '{id}' can never come up: {why}", id=event.id, why=why))


def _flags_in(text: str) -> list[str]:
    def walk(node: Node) -> Iterable[str]:
        if node.kind == "name" and node.value.startswith("flag."):
            yield node.value[5:]
        for part in node.parts:
            yield from walk(part)

    return list(walk(parse(text)))


def _possible(draft: Draft) -> World:
    """Work out which events and flags can come about, round by round until no more do."""
    assert draft.context is not None and draft.model is not None  # noqa: S101, PT018  the caller has looked
    model = draft.model
    world = World(draft.context.names)
    world.flags.update(m.flag for m in model.mandates)
    world.flags.update(f for kind in (model.provocation.kinds if model.provocation else []) for f in kind.set)
    world.flags.update(f for shock in model.shocks for f in shock.set)
    never: set[str] = set()                            # conditions that wait for nothing that a later round could bring
    while True:
        before = len(world.flags) + len(world.events)
        for event in draft.events:
            if event.id in world.events or event.when in never:
                pass
            elif not world.may_hold(event.when):
                never.update([event.when] if event.when and "." not in event.when else [])
            else:
                world.events.add(event.id)
            if event.id in world.events:
                world.flags.update(f for o in event.options if o.set and world.may_hold(o.needs) for f in o.set)
        if len(world.flags) + len(world.events) == before:
            return world


def _signals_out_of_reach(draft: Draft, world: World) -> None:
    """Warn of demands, offers, flows, shocks and endings whose condition cannot hold within the game."""
    assert draft.context is not None and draft.model is not None  # noqa: S101, PT018  the caller has looked
    for loc, item, never in conditioned(draft.model):
        known = draft.context.known_type(item.when) if item.when is not None else None
        if known is None or known.high == 0 or world.may_hold(item.when):
            continue
        if all(f in world.flags or f in draft.context.names.flags.set_at for f in _flags_in(item.when)):
            note(draft, (*loc, "when"), "unreachable", Sentence("{never}: what it waits for cannot come about in this game", never=never))
