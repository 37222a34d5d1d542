"""Programmes take effect; levels kept for a year pay more; a neglected domain decays."""

import weakref
from functools import cached_property

import numpy as np

from game.core.numbers import SCALE, Ints, per_turn
from game.rules.scenario import Scenario
from game.rules.tables import Bundle
from game.rules.work import Work


class _Pairs:
    """Every constant effect of every programme as one flat table, so that a batch needs one gather for all of them."""

    def __init__(self, work: Work) -> None:
        tables, programmes = work.tables, work.scenario.programmes
        pairs = sorted(
            (i, p, amount) for p, programme in enumerate(programmes) for i, amount in programme.effects if isinstance(amount, int)
        )
        self.indicators = [i for i, _, _ in pairs]
        self.programmes = [p for _, p, _ in pairs]
        self.width = tables.worths.shape[2]
        worths = tables.worths.transpose(1, 0, 2).reshape(len(programmes), -1)           # (programmes, 2 × levels)
        self.flat = np.array(
            [[per_turn((a * int(w) + SCALE // 2) // SCALE, tables.months) for w in worths[p]] for _, p, a in pairs], dtype=np.int32
        ).reshape(-1)
        self.offsets = (np.arange(len(pairs)) * 2 * self.width).astype(np.int32)[:, None]
        self.rows, self.starts = np.unique(self.indicators, return_index=True)

    @cached_property
    def names(self) -> list[int]:
        return self.programmes


_PAIRS: "weakref.WeakKeyDictionary[Scenario, tuple[_Pairs, list[tuple[int, int, Bundle]], list[Bundle]]]" = weakref.WeakKeyDictionary()


def _prepared(work: Work) -> "tuple[_Pairs, list[tuple[int, int, Bundle]], list[Bundle]]":
    found = _PAIRS.get(work.scenario)
    if found is None:
        live = [
            (p, i, Bundle(((i, amount),), work.tables.months))
            for p, programme in enumerate(work.scenario.programmes)
            for i, amount in programme.effects
            if not isinstance(amount, int)
        ]
        neglect = [Bundle(domain.neglect, work.tables.months) for domain in work.scenario.domains]
        found = _PAIRS[work.scenario] = (_Pairs(work), live, neglect)
    return found


def worth_of_levels(work: Work) -> Ints:
    """Give what each programme's level is worth, kept levels with their bonus: (programmes, games) thousandths."""
    count = len(work.scenario.programmes)
    return work.tables.worths[_kept_long(work), np.arange(count)[:, None], work.levels]


def _kept_long(work: Work) -> "np.ndarray":
    inertia = work.scenario.inertia
    return (work.kept >= work.scenario.calendar.turns_for(inertia.kept_months)).astype(np.int8)


def allocation(work: Work) -> None:
    """Apply the yearly effects of each programme at its level, and what neglect of a domain costs."""
    pairs, live, neglect = _prepared(work)
    if pairs.indicators:
        columns = _kept_long(work).astype(np.int32) * pairs.width + work.levels
        amounts = pairs.flat.take(columns[pairs.programmes] + pairs.offsets)
        if work.ledger is None:
            work.pending[pairs.rows] += np.add.reduceat(amounts, pairs.starts, axis=0)
            work.touched = True
        else:
            for (indicator, programme), amount in zip(zip(pairs.indicators, pairs.programmes, strict=True), amounts, strict=True):
                if amount.any():
                    work.change(indicator, amount, f"programme.{work.scenario.programmes[programme].id}")
    if live:
        worths = worth_of_levels(work)
        for programme, _, bundle in live:
            if work.levels[programme].any():
                work.apply(bundle, f"programme.{work.scenario.programmes[programme].id}", factor=worths[programme])
    for place, domain in enumerate(work.scenario.domains):
        spent = work.levels[work.tables.domain_of == place].sum(axis=0)
        short = spent < domain.least
        if short.any():
            work.apply(neglect[place], f"neglect.{domain.id}", where=short)
