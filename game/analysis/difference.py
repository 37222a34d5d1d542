"""What a change of a pack does: both versions on the same seeds, by the same policies."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from game.analysis.balance.games import Games, play_named
from game.core.numbers import SCALE
from game.rules.scenario import Scenario

NORMAL_95 = 1.96
LEAST_SHARE = 0.005
"""A share of the games that moved by less is not listed."""


@dataclass(frozen=True)
class Result:
    """The mean result of a policy before and after, the mean change on the same seed and its 95% bound."""

    policy: str
    before: float
    after: float
    change: float
    bound: float
    sure: bool


@dataclass(frozen=True)
class Shift:
    """A share of the games before and after, by id."""

    id: str
    before: float
    after: float


@dataclass(frozen=True)
class Difference:
    """All that moved. `parts` names what is new and what is gone by kind; lists are sorted by how far they moved."""

    games: int
    parts: dict[str, dict[str, list[str]]]
    results: list[Result]
    pillars: list[Result]
    endings: list[Shift]
    events: list[Shift]

    def document(self) -> dict[str, Any]:
        """Give it as a JSON document."""
        return asdict(self)


def difference(before: Scenario, after: Scenario, games: int = 2000, tell: Callable[[float], None] | None = None) -> Difference:
    """Play both versions on the seeds 1 to `games` by even, random and each doctrine that both have."""
    doctrines = [d.id for d in before.doctrines if d.id in {e.id for e in after.doctrines}]
    policies = ["even", "random", *(f"doctrine:{name}" for name in doctrines)]
    pairs: list[tuple[str, Games, Games]] = []
    for place, name in enumerate(policies, 1):
        pairs.append((name, play_named(before, name, 1, games), play_named(after, name, 1, games)))
        if tell is not None:
            tell(place / len(policies))
    return Difference(
        games, _parts(before, after), [_result(name, a.total, b.total) for name, a, b in pairs], _pillars(before, after, pairs),
        _endings(before, after, pairs), _events(before, after, pairs),
    )


def _result(name: str, before: "np.ndarray", after: "np.ndarray") -> Result:
    apart = (after.astype(np.float64) - before) / SCALE
    bound = NORMAL_95 * float(apart.std()) / len(apart) ** 0.5
    change = float(apart.mean())
    return Result(
        name, round(float(before.mean()) / SCALE, 3), round(float(after.mean()) / SCALE, 3), round(change, 3), round(bound, 3),
        abs(change) > bound,
    )


def _pillars(before: Scenario, after: Scenario, pairs: list[tuple[str, Games, Games]]) -> list[Result]:
    """Compare the pillars that both versions have, over all policies."""
    places = {pillar.id: place for place, pillar in enumerate(after.pillars)}
    return [
        _result(pillar.id, np.concatenate([a.pillars[place] for _, a, _ in pairs]),
                np.concatenate([b.pillars[places[pillar.id]] for _, _, b in pairs]))
        for place, pillar in enumerate(before.pillars) if pillar.id in places
    ]


def _parts(before: Scenario, after: Scenario) -> dict[str, dict[str, list[str]]]:
    def ids(scenario: Scenario) -> dict[str, list[str]]:
        return {
            "events": [e.id for e in scenario.events], "options": [f"{e.id}.{o.id}" for e in scenario.events for o in e.options],
            "programmes": [p.id for p in scenario.programmes], "indicators": [i.id for i in scenario.indicators],
            "demands": [d.id for d in scenario.us_pressure.demands], "rungs": [r.id for r in scenario.china_retaliation.ladder],
            "endings": [e.id for e in scenario.endings], "shocks": [s.id for s in scenario.shocks],
        }

    old, new = ids(before), ids(after)
    return {kind: {"added": _lacking(new[kind], old[kind]), "removed": _lacking(old[kind], new[kind])} for kind in old}


def _lacking(names: list[str], others: list[str]) -> list[str]:
    return [name for name in names if name not in others]


def _endings(before: Scenario, after: Scenario, pairs: list[tuple[str, Games, Games]]) -> list[Shift]:
    mine = np.concatenate([a.ending for _, a, _ in pairs])
    its = np.concatenate([b.ending for _, _, b in pairs])
    return _moved({e.id: float((mine == i).mean()) for i, e in enumerate(before.endings)},
                  {e.id: float((its == i).mean()) for i, e in enumerate(after.endings)})


def _events(before: Scenario, after: Scenario, pairs: list[tuple[str, Games, Games]]) -> list[Shift]:
    mine = np.concatenate([a.came for _, a, _ in pairs], axis=1).mean(axis=1)
    its = np.concatenate([b.came for _, _, b in pairs], axis=1).mean(axis=1)
    return _moved({e.id: float(mine[i]) for i, e in enumerate(before.events)}, {e.id: float(its[i]) for i, e in enumerate(after.events)})


def _moved(before: dict[str, float], after: dict[str, float]) -> list[Shift]:
    shifts = [Shift(name, round(before.get(name, 0.0), 4), round(after.get(name, 0.0), 4)) for name in dict.fromkeys([*before, *after])]
    kept = [s for s in shifts if abs(s.after - s.before) >= LEAST_SHARE or (s.id in before) != (s.id in after)]
    return sorted(kept, key=lambda s: -abs(s.after - s.before))
