"""Plays everything and puts the report together: plain values that can be written as JSON."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from game.analysis.balance import games, hunt, options, sensitivity
from game.analysis.balance.crew import Crew, Job, crew_for
from game.analysis.balance.games import Games
from game.analysis.balance.hunt import shares_of
from game.analysis.balance.lines import stated_panel
from game.analysis.balance.mix import best_mix, most_games
from game.analysis.balance.options import EventWorth
from game.analysis.balance.parameters import parameters
from game.analysis.balance.sensitivity import Swing
from game.analysis.balance.sizes import Sizes
from game.analysis.balance.tables import (
    demands_table,
    endings_table,
    events_table,
    mix_table,
    policies_table,
    programmes_table,
    rungs_table,
    wins_table,
)
from game.analysis.balance.targets import Found, Target, all_targets
from game.bots.fixed import cheap_tricks
from game.rules.scenario import Scenario

LOT = 10_000
FINAL = 10_000
PLANNER_LOT = 8
EVENT_LOT = 6
SWING_LOT = 24
TRICK_LOT = 20

Tell = Callable[[float], None]


@dataclass(frozen=True)
class Report:
    """Everything that `balance` says of a scenario, plain values only."""

    scenario: str
    sizes: dict[str, Any]
    targets: list[Target]
    policies: list[dict[str, Any]]
    wins: list[dict[str, Any]]
    hunt: list[dict[str, Any]]
    mix: dict[str, Any]
    luck: dict[str, float]
    events: list[dict[str, Any]]
    programmes: list[dict[str, Any]]
    demands: list[dict[str, Any]]
    rungs: list[dict[str, Any]]
    endings: list[dict[str, Any]]
    sensitivity: list[dict[str, Any]]
    options: list[dict[str, Any]] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """Give the report as plain dictionaries and lists."""
        return asdict(self)

    @property
    def missed(self) -> list[Target]:
        """List the targets that do not hold."""
        return [target for target in self.targets if not target.holds]


def balance(scenario: Scenario, sizes: Sizes, tell: Tell | None = None, workers: int = 0, cluster: str = "") -> Report:
    """Play all policies against a scenario and say how it stands; `tell` hears the share that is done, 0 to 1.

    The figures depend on the scenario and the sizes alone, not on where they are worked out. Raises TightropeError.
    """
    jobs = _jobs(scenario, sizes)
    whole = sum(job.weight for lot in jobs.values() for job in lot) * 1.02
    done = 0.0

    def told(weight: float) -> None:
        nonlocal done
        done += weight
        if tell is not None:
            tell(min(1.0, done / whole))

    with crew_for(scenario, workers, cluster) as crew:
        flat = [job for lot in jobs.values() for job in lot]
        results = iter(crew.run(flat, told))
        parts = {part: [next(results) for _ in lot] for part, lot in jobs.items()}
        finals = _finalists(scenario, sizes, parts.get("tricks", []), crew)
    return _report(scenario, sizes, parts, finals)


def _jobs(scenario: Scenario, sizes: Sizes) -> dict[str, list[Job]]:
    """List the pieces of work by part; how they are cut depends on the sizes alone."""
    first = sizes.first_seed
    turns = scenario.calendar.turns
    jobs: dict[str, list[Job]] = {}
    if "planner" not in sizes.skip and sizes.planner:
        for part, insight in (("planner", False), ("insight", True)):
            jobs[part] = [
                Job(games.play_planner, (first + at, count, sizes.budget, insight), count * sizes.budget * turns)
                for at, count in _lots(sizes.planner, PLANNER_LOT)
            ]
    for name in ("even", "random", *(f"doctrine:{d.id}" for d in scenario.doctrines)):
        jobs[name] = [Job(games.play_named, (name, first + at, count), count * turns) for at, count in _lots(sizes.games, LOT)]
    tricks, panel = len(cheap_tricks(scenario)), len(stated_panel(scenario))
    if scenario.doctrines:
        for part, work, count, seeds in (("tricks", hunt.tricks, tricks, sizes.hunt), ("panel", hunt.panel, panel, sizes.panel)):
            lots = _lots(count, TRICK_LOT)
            jobs[part] = [Job(work, (tuple(range(at, at + some)), first, seeds), some * seeds * turns) for at, some in lots]
    if "mix" not in sizes.skip and scenario.doctrines:
        tried, count = sizes.hunt, min(sizes.games, FINAL)
        jobs["mix"] = [Job(best_mix, (first, tried, count), most_games(scenario, tried, count) * turns // 2)]
    if "options" not in sizes.skip and scenario.events and scenario.doctrines:
        weight = sizes.cases * 3 * sizes.futures * turns / 2
        jobs["options"] = [
            Job(options.try_events, (tuple(range(at, at + some)), first, sizes.pool, sizes.cases, sizes.futures), some * weight)
            for at, some in _lots(len(scenario.events), EVENT_LOT)
        ]
    swing = sizes.swing * len(scenario.doctrines) * turns
    if "sensitivity" not in sizes.skip and scenario.doctrines:
        jobs["sensitivity"] = [
            Job(sensitivity.swings, (tuple(range(at, at + some)), first, sizes.swing), 2 * some * swing)
            for at, some in _lots(len(parameters(scenario)), SWING_LOT)
        ]
    if "programmes" not in sizes.skip and scenario.doctrines:
        jobs["programmes"] = [Job(sensitivity.marginal_worths, (first, sizes.swing), swing * len(scenario.programmes))]
    return jobs


def _lots(count: int, size: int) -> list[tuple[int, int]]:
    """Cut a number of things into lots: where each begins and how many it has."""
    return [(at, min(size, count - at)) for at in range(0, count, size)]


def _finalists(scenario: Scenario, sizes: Sizes, found: "list[np.ndarray]", crew: Crew) -> "list[tuple[str, np.ndarray]]":
    """Let the best tricks of the first round play on the doctrines' seeds (10,000 at most): the best of many is partly luck."""
    if not found:
        return []
    names = [line.name for line in cheap_tricks(scenario)]
    means = np.concatenate(found).mean(axis=1)
    best = np.argsort(-means, kind="stable")[: sizes.finalists].tolist()
    jobs = [Job(hunt.tricks, ((place,), sizes.first_seed, min(sizes.games, FINAL))) for place in best]
    return [(names[place], totals[0]) for place, totals in zip(best, crew.run(jobs, lambda _weight: None), strict=True)]


def _report(scenario: Scenario, sizes: Sizes, parts: dict[str, list[Any]], finals: "list[tuple[str, np.ndarray]]") -> Report:
    named: dict[str, Games] = {name: games.joined(parts[name]) for name in parts if name in ("even", "random", "planner") or ":" in name}
    panel = np.concatenate(parts["panel"]) if "panel" in parts else np.zeros((1, 1))
    worths: list[EventWorth] = [worth for lot in parts.get("options", []) for worth in lot]
    insight = games.joined(parts["insight"]) if "insight" in parts else None
    found = Found(scenario, named, panel, finals, shares_of(panel), insight, worths)
    swings: list[Swing] = [swing for lot in parts.get("sensitivity", []) for swing in lot]
    marginal: list[tuple[float, ...]] = parts["programmes"][0] if "programmes" in parts else []
    events, answers = events_table(found)
    return Report(
        scenario=scenario.id,
        sizes={key: sorted(value) if isinstance(value, frozenset) else value for key, value in asdict(sizes).items()},
        targets=all_targets(found) if scenario.doctrines else [],
        policies=policies_table(found),
        wins=wins_table(found),
        hunt=_hunt_table(scenario, parts.get("tricks", []), finals),
        mix=mix_table(found, parts["mix"][0]) if "mix" in parts else {},
        luck={"policy": found.shares.policy, "interaction": found.shares.interaction, "seed": found.shares.seed},
        events=events,
        programmes=programmes_table(found, marginal),
        demands=demands_table(found),
        rungs=rungs_table(found),
        endings=endings_table(found),
        sensitivity=[{**asdict(swing), "width": swing.width} for swing in sorted(swings, key=lambda s: -s.width)],
        options=answers,
    )


def _hunt_table(scenario: Scenario, found: "list[np.ndarray]", finals: "list[tuple[str, np.ndarray]]") -> list[dict[str, Any]]:
    if not found:
        return []
    totals = np.concatenate(found)
    last = dict(finals)
    rows = []
    for line, row in zip(cheap_tricks(scenario), totals, strict=True):
        best = last.get(line.name, row)
        rows.append({"policy": line.name, "mean": round(float(best.mean()) / 1000, 3), "seeds": len(best)})
    return sorted(rows, key=lambda row: -row["mean"])
