"""Reads order files: a played line, as orders by id, that can be simulated."""

from pathlib import Path
from typing import Any, NamedTuple

from game.content.diagnostics import Findings, PackError, unknown
from game.content.packfiles import open_pack
from game.content.reader import MAX_BYTES, place_of, read_yaml
from game.core.problems import Sentence, TightropeError, reason
from game.rules.scenario import Scenario


class TurnOrders(NamedTuple):
    """What is ordered in one turn: points by programme in the order of the file, options by event."""

    points: dict[str, int]
    answers: dict[str, str]


def read_orders(path: Path, scenario: Scenario) -> list[TurnOrders]:
    """Read an order file from the disk; raises TightropeError (PackError with findings when it is wrong)."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TightropeError(Sentence("{path}: the file is larger than {most:,} bytes", path=path, most=MAX_BYTES))
        data = path.read_bytes()
    except OSError as problem:
        raise TightropeError(Sentence("{path}: it cannot be read: {why}", path=path, why=reason(problem))) from problem
    return _used(path.as_posix(), data, scenario)


def pack_orders(pack: Path, name: str, scenario: Scenario) -> list[TurnOrders]:
    """Read an order file of a pack by its name (`historical`); raises TightropeError."""
    findings = Findings()
    files = open_pack(pack, findings)
    inside = f"orders/{name}.yaml"
    if files is None:
        raise PackError(findings.sorted())
    if inside not in files.data:
        raise TightropeError(Sentence("{pack}: the pack has no {inside}", pack=pack, inside=inside))
    return _used(files.shown(inside), files.data[inside], scenario)


def parse_orders(path: str, data: bytes, scenario: Scenario, findings: Findings) -> list[TurnOrders] | None:
    """Read and check the text of an order file; None when it is wrong (then findings say why)."""
    from game.content.schema.events import Orders
    from game.content.validating import validated

    own = Findings()
    tree = read_yaml(path, data, own)
    model, tree = validated(Orders, tree, own, path.rpartition("/")[2])
    if model is not None:
        _check(tree, model.turns, scenario, own)
    findings.extend(own.sorted())
    if model is None or own.errors:
        return None
    return [TurnOrders(turn.points, turn.answers) for turn in model.turns]


def _used(path: str, data: bytes, scenario: Scenario) -> list[TurnOrders]:
    findings = Findings()
    turns = parse_orders(path, data, scenario, findings)
    if turns is None:
        raise PackError(findings.sorted())
    return turns


def _check(tree: Any, turns: list[Any], scenario: Scenario, findings: Findings) -> None:
    programmes = {p.id: p for p in scenario.programmes}
    events = {e.id: [o.id for o in e.options] for e in scenario.events}
    if len(turns) > scenario.calendar.turns:
        words = Sentence("{count} turns are ordered, the game has {turns}", count=len(turns), turns=scenario.calendar.turns)
        findings.warn(place_of(tree, ("turns", scenario.calendar.turns)), "too-many-turns", words)
    for i, turn in enumerate(turns):
        for name, points in turn.points.items():
            loc = ("turns", i, "points", name)
            if name not in programmes:
                words = unknown("programme", name, findings.suggest(name, programmes))
                findings.error(place_of(tree, loc, key=True), "unknown-id", words)
            elif points > programmes[name].max:
                words = Sentence("programme '{name}' has {max} levels, not {points}", name=name, max=programmes[name].max, points=points)
                findings.error(place_of(tree, loc), "bad-range", words)
        for name, option in turn.answers.items():
            loc = ("turns", i, "answers", name)
            if name not in events:
                findings.error(place_of(tree, loc, key=True), "unknown-id", unknown("event", name, findings.suggest(name, events)))
            elif option not in events[name]:
                words = Sentence(
                    "unknown option '{option}' of event '{name}'{near}",
                    option=option, name=name, near=findings.suggest(option, events[name]),
                )
                findings.error(place_of(tree, loc), "unknown-id", words)
