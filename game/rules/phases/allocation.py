"""Programmes take effect; levels kept for a year pay more; a neglected domain decays."""

import math
from typing import NamedTuple

import numpy as np

from game.core.numbers import SCALE, Ints, per_turn
from game.rules.tables import Bundle, Tables
from game.rules.work import FEW, Work

MOST_COLUMNS = 1000
"""Combinations of levels up to which programmes share a table: its rows stay in the nearest cache."""


class _Group(NamedTuple):
    """Programmes whose constant effects are looked up together: amounts (indicators, combinations of their levels)."""

    programmes: list[int]
    steps: list[np.int16]
    indicators: list[int]
    amounts: Ints


class _Rules:
    """Every constant effect of every programme as one flat table, so that a batch needs one gather for all of them."""

    def __init__(self, tables: Tables) -> None:
        programmes = tables.scenario.programmes
        worths = tables.worths.transpose(1, 0, 2).reshape(len(programmes), -1)           # (programmes, 2 * levels)
        self.constant: list[tuple[int, list[int], Ints]] = []
        for place, programme in enumerate(programmes):
            pairs = [(i, a) for i, a in programme.effects if isinstance(a, int)]
            amounts = [[per_turn((a * int(w) + SCALE // 2) // SCALE, tables.months) for w in worths[place]] for _, a in pairs]
            if pairs:
                self.constant.append((place, [i for i, _ in pairs], np.array(amounts, dtype=np.int32)))
        self.owners = np.array([place for place, indicators, _ in self.constant for _ in indicators], dtype=np.intp)
        self.indicators = [indicator for _, indicators, _ in self.constant for indicator in indicators]
        self.causes = [f"programme.{programmes[owner].id}" for owner in self.owners.tolist()]
        self.amounts = np.concatenate([amounts for _, _, amounts in self.constant] or [np.zeros((0, worths.shape[1]), np.int32)])
        self.every = np.arange(len(self.owners))[:, None]
        self.groups = [self._group(members, worths.shape[1]) for members in self._partners(worths.shape[1])]
        self.live = [
            (p, Bundle(((i, amount),), tables.months))
            for p, programme in enumerate(programmes)
            for i, amount in programme.effects
            if not isinstance(amount, int)
        ]
        self.neglect = [Bundle(domain.neglect, tables.months) for domain in tables.scenario.domains]

    def _partners(self, columns: int) -> list[list[int]]:
        """Sort programmes into groups that share indicators, as many in each as a table holds."""
        most = max(1, int(math.log(MOST_COLUMNS + 1, columns)))
        left = sorted(self.constant, key=lambda one: len(one[1]), reverse=True)
        found: list[list[int]] = []
        while left:
            members = [left.pop(0)]
            while left and len(members) < most:
                moved = {indicator for _, indicators, _ in members for indicator in indicators}
                best = max(left, key=lambda one: (len(moved.intersection(one[1])), -len(one[1])))
                left.remove(best)
                members.append(best)
            found.append([place for place, _, _ in members])
        return found

    def _group(self, members: list[int], columns: int) -> _Group:
        """Add up what the levels of some programmes bring, for each combination of them."""
        effects = {place: (indicators, amounts) for place, indicators, amounts in self.constant if place in members}
        moved = sorted({indicator for indicators, _ in effects.values() for indicator in indicators})
        steps = [columns**place for place in range(len(members))]
        combinations = np.arange(columns ** len(members))
        whole = np.zeros((len(moved), len(combinations)), dtype=np.int32)
        for step, member in zip(steps, members, strict=True):
            indicators, amounts = effects[member]
            np.add.at(whole, [moved.index(i) for i in indicators], amounts[:, combinations // step % columns])
        return _Group(members, [np.int16(step) for step in steps], moved, whole)


def worth_columns(work: Work) -> "np.ndarray":
    """Give the column of each programme's worth among those of fresh and of kept levels: (programmes, games), small numbers."""
    if work.columns is None:
        long = work.kept >= work.scenario.calendar.turns_for(work.scenario.inertia.kept_months)
        work.columns = work.levels + long.view(np.int8) * np.int8(work.tables.worths.shape[2])
    return np.asarray(work.columns)


def worth_of_level(work: Work, programme: int) -> Ints:
    """Give what a programme's level is worth, a kept level with its bonus: (games,) thousandths."""
    return work.tables.worths[:, programme].reshape(-1).take(worth_columns(work)[programme])


def _combined(group: _Group, columns: "np.ndarray") -> "np.ndarray":
    """Give the combination that each game's levels are, (games,), as a place in the group's table."""
    found = columns[group.programmes[0]].astype(np.int16)
    for programme, step in zip(group.programmes[1:], group.steps[1:], strict=True):
        found += columns[programme] * step
    return found.astype(np.intp)                         # indices of this type are looked up without a copy


def allocation(work: Work) -> None:
    """Apply the yearly effects of each programme at its level, and what neglect of a domain costs."""
    rules = work.tables.part(_Rules)
    columns = worth_columns(work)
    if work.games < FEW or work.ledger is not None:      # one gather for all, each with its cause
        work.change_rows(rules.indicators, rules.amounts[rules.every, columns[rules.owners]], rules.causes)
    else:                                                # nobody asks which programme it was
        for group in rules.groups:
            work.change_rows(group.indicators, group.amounts.take(_combined(group, columns), axis=1), ())
    for programme, bundle in rules.live:
        if work.levels[programme].any():
            work.apply(bundle, f"programme.{work.scenario.programmes[programme].id}", factor=worth_of_level(work, programme))
    for place, domain in enumerate(work.scenario.domains):
        spent = np.add.reduce(work.levels[work.tables.members[place]], axis=0, dtype=np.int8)
        short = spent < domain.least
        if short.any():
            work.apply(rules.neglect[place], f"neglect.{domain.id}", where=short)
