"""Tells where the slowest orders waited, from what `tournament_probe.py` wrote down and what the clients saw."""

import json
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any

from tests.benchmark.tournament_probe import STAGES

Note = dict[str, Any]
Spans = dict[str, tuple[float, float]]
"""When orders were sent and when they were answered, by digest, as clients saw it."""
SHOWN = 6


def timeline(notes: Path, spans: Spans) -> list[str]:
    """Tell what orders took in the server, where the slowest 1% waited, and of long rounds of the loop, of commits and of garbage."""
    found: dict[str, list[Note]] = {"order": [], "round": [], "commit": [], "garbage": []}
    for line in notes.read_text().splitlines():
        note = json.loads(line)
        found[note.pop("what")].append(note)
    orders = sorted((one for one in found["order"] if one["digest"] in spans), key=lambda one: float(one["asked"]))
    if not orders:
        return ["no order was written down"]
    turns = _turns(orders)
    return [*_stages(orders, spans), *_loop(found["round"], turns), *_commits(found["commit"]), *_garbage(found["garbage"], turns)]


def _turns(orders: list[Note]) -> list[list[Note]]:
    """Divide orders by turn, and by the process that took them."""
    turns: dict[tuple[int, int], list[Note]] = {}
    for one in orders:
        turns.setdefault((one["turn"], one["process"]), []).append(one)
    return list(turns.values())


def _mean(seconds: Iterable[float]) -> float:
    """Give the mean in milliseconds."""
    return 1000 * fmean(seconds)


def _stages(orders: list[Note], spans: Spans) -> list[str]:
    def length(one: Note) -> float:
        sent, read = spans[one["digest"]]
        return read - sent

    slow = sorted(orders, key=length)[-max(1, len(orders) // 100):]
    parts: list[tuple[str, Callable[[Note], float]]] = [("sent until asked", lambda one: one["asked"] - spans[one["digest"]][0])]
    parts += [(f"{early} until {late}", _between(early, late)) for early, late in pairwise(STAGES)]
    parts.append(("answered until read", lambda one: spans[one["digest"]][1] - one["answered"]))
    inside = sorted(_between(STAGES[0], STAGES[-1])(one) for one in orders)
    most, p99 = inside[-1], inside[min(len(inside) - 1, int(len(inside) * 0.99))]
    return [
        f"in the server, apart from what the clients' process is late: p99 {1000 * p99:.1f}  most {1000 * most:.1f} ms",
        f"the slowest {len(slow)} of {len(orders)} orders took {_mean(map(length, slow)):.1f} ms on average; of that (of all orders):",
        *(f"  {name:22} {_mean(map(part, slow)):7.1f}  ({_mean(map(part, orders)):.1f})" for name, part in parts),
    ]


def _between(early: str, late: str) -> Callable[[Note], float]:
    return lambda one: float(one[late] - one[early])


def _during(notes: list[Note], turns: list[list[Note]]) -> list[Note]:
    """Keep what happened while orders came in."""
    times = [(turn[0]["asked"], turn[-1]["answered"]) for turn in turns]
    return [one for one in notes if any(begun <= one["at"] + one["wall"] and one["at"] <= ended for begun, ended in times)]


def _loop(rounds: list[Note], turns: list[list[Note]]) -> list[str]:
    spent = sum(turn[-1]["cpu"] - turn[0]["cpu"] for turn in turns) / sum(map(len, turns))
    during = sorted(_during(rounds, turns), key=lambda one: -float(one["wall"]))
    lines = [f"event loop while orders came: {1000 * spent:.2f} ms of processor an order with streams; rounds over 10 ms: {len(during)}"]
    for one in during[:SHOWN]:
        took, used, longest = (1000 * one[name] for name in ("wall", "cpu", "longest"))
        lines.append(f"  {took:6.1f} ms (processor {used:5.1f}), the longest step {longest:5.1f}: {one['step'][:80]}")
    return lines


def _commits(commits: list[Note]) -> list[str]:
    commits = [one for one in commits if one["orders"]]
    work, rest, cpu = (_mean(values) for values in zip(*((c["work"], c["wall"] - c["work"], c["cpu"]) for c in commits), strict=True))
    each, most = fmean(one["orders"] for one in commits), max(commits, key=lambda one: float(one["wall"]))
    return [
        f"commits: {len(commits)}, {each:.1f} orders each; statements {work:.1f} ms, commit {rest:.1f} ms, processor {cpu:.1f} ms",
        f"  the longest {1000 * most['wall']:.1f} ms: {most['orders']} orders, statements {1000 * most['work']:.1f} ms",
    ]


def _garbage(notes: list[Note], turns: list[list[Note]]) -> list[str]:
    during = _during(notes, turns)
    most = max(during, key=lambda one: float(one["wall"]), default={"wall": 0.0, "cpu": 0.0})
    full, wall, cpu = sum(one["generation"] == 2 for one in during), 1000 * most["wall"], 1000 * most["cpu"]
    counted = f"{len(during)} times, {full} of them in full; the longest {wall:.1f} ms (processor {cpu:.1f})"
    return [f"garbage collected for 2 ms or more while orders came: {counted}"]
