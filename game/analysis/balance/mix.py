"""A search for the best fixed mix of points: what a class that plays often would find out, beside the tricks that are stated."""

from dataclasses import dataclass

from game.analysis.balance.hunt import play_lines
from game.bots.doctrine import option_tastes
from game.bots.fixed import default_tastes
from game.bots.panel import Line
from game.rules.scenario import Scenario

WEIGHTS = (0, 250, 500, 1000, 2000, 4000)
"""What is tried for each programme."""
STEPS = 20
"""Changes of one programme after which the search ends, if nothing ended it before."""
ELSEWHERE = 1_000_000
"""Seeds of the search lie so far from those of the report: what is found on some seeds must show on others."""


@dataclass(frozen=True)
class Mix:
    """A mix of points and how it does: weights by programme; mean results (points of 100) by whose answers go with it."""

    weights: dict[str, int]
    means: dict[str, float]
    seeds: int


def best_mix(scenario: Scenario, first: int, tried: int, count: int) -> Mix:
    """Search from the even split, one programme a step, each step on `tried` fresh seeds; then play the mix on the report's seeds.

    The answers of the search are each card's default. A step takes the best of all changes; when none is better, the search is over.
    """
    default, names = default_tastes(scenario), [programme.id for programme in scenario.programmes]
    weights = (1000,) * len(names)
    for step in range(STEPS):
        lines = [Line("mix", changed, default) for changed in (weights, *_changes(weights))]
        means = play_lines(scenario, lines, first + ELSEWHERE + step * tried, tried).mean(axis=1)
        best = int(means.argmax())                       # of equals the first: no change
        if best == 0:
            break
        weights = lines[best].weights
    answers = {"default": default, **{doctrine.id: option_tastes(scenario, doctrine) for doctrine in scenario.doctrines}}
    totals = play_lines(scenario, [Line(name, weights, tastes) for name, tastes in answers.items()], first, count)
    told = {name: round(float(row.mean()) / 1000, 3) for name, row in zip(answers, totals, strict=True)}
    return Mix({name: weight for name, weight in zip(names, weights, strict=True) if weight}, told, count)


def most_games(scenario: Scenario, tried: int, count: int) -> int:
    """Say how many games a search can take."""
    return STEPS * tried * (1 + len(scenario.programmes) * (len(WEIGHTS) - 1)) + count * (1 + len(scenario.doctrines))


def _changes(weights: tuple[int, ...]) -> list[tuple[int, ...]]:
    """List the mixes that differ in one programme."""
    return [
        (*weights[:place], other, *weights[place + 1 :])
        for place, weight in enumerate(weights)
        for other in WEIGHTS
        if other != weight
    ]
