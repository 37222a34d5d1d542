"""What orders and drafts brought, step by step: a snapshot follows them without all orders being read again."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

MOST_KEPT = 2000

Turns = dict[tuple[int, int], int]
"""Turns by round and seat."""


@dataclass(frozen=True)
class Step:
    """One rise of a tournament's progress: the turns that seats ended with it, and those whose table they touched."""

    tournament: str
    progress: int
    ended: Turns
    drafted: Turns


class Steps:
    """The last steps that this worker's writer has stored; those of other workers are not among them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[tuple[str, int], Step] = OrderedDict()

    def add(self, steps: Iterable[Step]) -> None:
        """Keep steps, now that they are on the disk; only the writer does so."""
        for step in steps:
            self._kept[step.tournament, step.progress] = step
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def between(self, tournament: str, before: int, after: int) -> list[Step] | None:
        """List the steps from one progress to another; None where one of them is not known here."""
        if after - before > MOST_KEPT:
            return None
        found = [self._kept.get((tournament, progress)) for progress in range(before + 1, after + 1)]
        known = [step for step in found if step is not None]
        return known if len(known) == len(found) else None
