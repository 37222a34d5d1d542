"""Teams: up to four ministers share one seat, and the domains are divided among them."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST = 4


@dataclass(frozen=True)
class Portfolio:
    """What one minister decides: points in some domains, and whether also the answers to events (the head of government)."""

    domains: tuple[str, ...]
    answers: bool


def divide(domains: Sequence[str], members: int) -> list[Portfolio]:
    """Divide domains among members, the head first: the head answers events and ends the turn, the others come first for domains.

    >>> [one.domains for one in divide(["trade", "defence", "diplomacy"], 2)]
    [('defence',), ('trade', 'diplomacy')]
    >>> [one.domains for one in divide(["trade", "defence", "diplomacy"], 4)]
    [(), ('trade',), ('defence',), ('diplomacy',)]
    """
    order = [*range(1, members), 0]
    held: list[list[str]] = [[] for _ in range(members)]
    for place, domain in enumerate(domains):
        held[order[place % members]].append(domain)
    return [Portfolio(tuple(found), answers=member == 0) for member, found in enumerate(held)]
