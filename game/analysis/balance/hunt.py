"""The hunt for cheap tricks, and how much of the result is decisions and how much luck."""

from dataclasses import dataclass

import numpy as np

from game.analysis.balance.games import seeds_from
from game.analysis.balance.lines import stated_panel
from game.analysis.batch import play_out
from game.bots.fixed import cheap_tricks
from game.bots.panel import Line, Panel
from game.rules.scenario import Scenario

LOT = 8_000
"""Games that are played together."""


@dataclass(frozen=True)
class Shares:
    """Shares of the variance of results over policies × seeds: policy, seed (luck alike for all), and what is between them."""

    policy: float
    seed: float
    interaction: float

    @property
    def decisions(self) -> float:
        """Give what is not luck that all share: the policy, and how it suits the seed."""
        return self.policy + self.interaction

    @property
    def steady(self) -> float:
        """Give the part of the decisions that holds in every seed: policy / (policy + interaction)."""
        return self.policy / max(self.policy + self.interaction, 1e-12)


def tricks(scenario: Scenario, which: tuple[int, ...], first: int, count: int) -> "np.ndarray":
    """Play some cheap tricks on the seeds from a number on: totals (tricks, seeds)."""
    known = cheap_tricks(scenario)
    return play_lines(scenario, [known[place] for place in which], first, count)


def panel(scenario: Scenario, which: tuple[int, ...], first: int, count: int) -> "np.ndarray":
    """Play some of the stated policies on the seeds from a number on: totals (policies, seeds)."""
    known = stated_panel(scenario)
    return play_lines(scenario, [known[place] for place in which], first, count)


def play_lines(scenario: Scenario, lines: list[Line], first: int, count: int) -> "np.ndarray":
    """Play lines on the seeds from a number on: totals (lines, seeds) thousandths."""
    found = np.empty((len(lines), count), dtype=np.int32)
    seeds = seeds_from(first, count)
    step = max(1, LOT // len(lines))
    for begin in range(0, count, step):
        some = seeds[:, begin : begin + step]
        which = np.repeat(np.arange(len(lines)), some.shape[1])
        final = play_out(scenario, Panel(scenario, lines, which), np.tile(some, len(lines)))
        found[:, begin : begin + step] = final.total.reshape(len(lines), -1)
    return found


def shares_of(totals: "np.ndarray") -> Shares:
    """Divide the variance of a two-way layout (policies, seeds).

    >>> shares_of(np.array([[1, 2], [3, 4]]))
    Shares(policy=0.8, seed=0.2, interaction=0.0)
    """
    values = np.asarray(totals, dtype=float)
    mean = values.mean()
    policies, seeds = values.mean(axis=1, keepdims=True), values.mean(axis=0, keepdims=True)
    whole = max(float(((values - mean) ** 2).mean()), 1e-12)
    parts = ((policies - mean) ** 2).mean(), ((seeds - mean) ** 2).mean(), ((values - policies - seeds + mean) ** 2).mean()
    return Shares(*(float(part) / whole for part in parts))
