"""Standings: places by the sum of results over rounds, with a stated rule for ties.

Ties: the higher sum of weakest pillars goes first (balance is what the game asks for), then fewer turns played by the bot;
who is still equal shares the place. A round without a seat counts 0.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from game.core.numbers import SCALE

Amount = int
"""Thousandths."""
NAMED = 8
"""Places that a class sees with their names; the others are shapes without one."""


@dataclass(frozen=True)
class Score:
    """How one seat's game of a round came out: result and weakest pillar in thousandths, an early end, turns that the bot played."""

    total: Amount
    weakest: Amount
    ending: str | None = None
    missed: int = 0


@dataclass(frozen=True)
class Par:
    """Results of bots on the dice of a round, in thousandths, sorted."""

    totals: tuple[Amount, ...]

    @property
    def middle(self) -> Amount:
        """Give the middle result."""
        return self.totals[len(self.totals) // 2]

    def percentile(self, total: Amount) -> int:
        """Give the share of bots with a lower result, in whole percent.

        >>> Par((10, 20, 30, 40)).percentile(30)
        50
        """
        return bisect_left(self.totals, total) * 100 // len(self.totals)


@dataclass(frozen=True)
class Entrant:
    """Who plays: a player, or a team at one seat; `group` is a class or a school, or nothing."""

    id: str
    name: str
    group: str = ""


@dataclass(frozen=True)
class Standing:
    """An entrant's place, with the score of each round played."""

    place: int
    entrant: Entrant
    sum: Amount
    weakest: Amount
    missed: int
    rounds: Mapping[int, Score] = field(default_factory=dict)


@dataclass(frozen=True)
class GroupAverage:
    """A group's average over the sums of its entrants, in thousandths, rounded half up."""

    place: int
    name: str
    average: Amount
    entrants: int


def rank(entrants: Sequence[Entrant], scores: Mapping[tuple[str, int], Score]) -> list[Standing]:
    """Rank entrants by their scores, which are named by entrant and number of the round."""
    rounds: dict[str, dict[int, Score]] = {entrant.id: {} for entrant in entrants}
    for (who, number), score in sorted(scores.items()):
        if who in rounds:
            rounds[who][number] = score
    keys = {who: _key(list(found.values())) for who, found in rounds.items()}
    order = sorted(entrants, key=lambda entrant: (keys[entrant.id], entrant.name.casefold(), entrant.id))
    found: list[Standing] = []
    for position, entrant in enumerate(order, 1):
        key = keys[entrant.id]
        place = found[-1].place if found and keys[found[-1].entrant.id] == key else position
        found.append(Standing(place, entrant, -key[0], -key[1], key[2], rounds[entrant.id]))
    return found


def _key(scores: list[Score]) -> tuple[int, int, int]:
    return -sum(one.total for one in scores), -sum(one.weakest for one in scores), sum(one.missed for one in scores)


def group_averages(standings: Sequence[Standing]) -> list[GroupAverage]:
    """Give the average of each group, the best first; entrants without a group are left out."""
    sums: dict[str, list[int]] = {}
    for standing in standings:
        if standing.entrant.group:
            sums.setdefault(standing.entrant.group, []).append(standing.sum)
    averages = {name: (2 * sum(found) + len(found)) // (2 * len(found)) for name, found in sums.items()}
    order = sorted(averages, key=lambda name: (-averages[name], name.casefold()))
    places = {name: 1 + sum(other > averages[name] for other in averages.values()) for name in order}
    return [GroupAverage(places[name], name, averages[name], len(sums[name])) for name in order]


def histogram(totals: Sequence[Amount], step: int = 5) -> list[tuple[int, int]]:
    """Count results in steps of so many points: (lower end in points, entrants), from the lowest to the highest; empty for none.

    >>> histogram([41_000, 42_500, 56_000])
    [(40, 2), (45, 0), (50, 0), (55, 1)]
    """
    if not totals:
        return []
    bins = [total // (step * SCALE) for total in totals]
    return [(low * step, bins.count(low)) for low in range(min(bins), max(bins) + 1)]
