"""Programmes take effect; levels kept for a year pay more; a neglected domain decays."""

import numpy as np

from game.core.numbers import SCALE, Ints, per_turn
from game.rules.tables import Bundle, Tables
from game.rules.work import Work


class _Rules:
    """Every constant effect of every programme as one flat table, so that a batch needs one gather for all of them."""

    def __init__(self, tables: Tables) -> None:
        programmes = tables.scenario.programmes
        pairs = sorted((i, p, a) for p, programme in enumerate(programmes) for i, a in programme.effects if isinstance(a, int))
        self.indicators = [i for i, _, _ in pairs]
        self.programmes = [p for _, p, _ in pairs]
        self.width = tables.worths.shape[2]
        worths = tables.worths.transpose(1, 0, 2).reshape(len(programmes), -1)           # (programmes, 2 * levels)
        amounts = [[per_turn((a * int(w) + SCALE // 2) // SCALE, tables.months) for w in worths[p]] for _, p, a in pairs]
        self.flat = np.array(amounts, dtype=np.int32).reshape(-1)
        self.offsets = (np.arange(len(pairs)) * 2 * self.width).astype(np.int32)[:, None]
        self.rows, self.starts = np.unique(self.indicators, return_index=True)
        self.live = [
            (p, Bundle(((i, amount),), tables.months))
            for p, programme in enumerate(programmes)
            for i, amount in programme.effects
            if not isinstance(amount, int)
        ]
        self.neglect = [Bundle(domain.neglect, tables.months) for domain in tables.scenario.domains]


def worth_of_levels(work: Work) -> Ints:
    """Give what each programme's level is worth, kept levels with their bonus: (programmes, games) thousandths."""
    count = len(work.scenario.programmes)
    worths: Ints = work.tables.worths[_kept_long(work), np.arange(count)[:, None], work.levels]
    return worths


def _kept_long(work: Work) -> "np.ndarray":
    inertia = work.scenario.inertia
    return np.asarray(work.kept >= work.scenario.calendar.turns_for(inertia.kept_months), dtype=np.int8)


def allocation(work: Work) -> None:
    """Apply the yearly effects of each programme at its level, and what neglect of a domain costs."""
    rules = work.tables.part(_Rules)
    if rules.indicators:
        columns = _kept_long(work).astype(np.int32) * rules.width + work.levels
        amounts = rules.flat.take(columns[rules.programmes] + rules.offsets)
        if work.ledger is None:
            work.pending[rules.rows] += np.add.reduceat(amounts, rules.starts, axis=0)
            work.touched = True
        else:
            for (indicator, programme), amount in zip(zip(rules.indicators, rules.programmes, strict=True), amounts, strict=True):
                if amount.any():
                    work.change(indicator, amount, f"programme.{work.scenario.programmes[programme].id}")
    if rules.live:
        worths = worth_of_levels(work)
        for programme, bundle in rules.live:
            if work.levels[programme].any():
                work.apply(bundle, f"programme.{work.scenario.programmes[programme].id}", factor=worths[programme])
    for place, domain in enumerate(work.scenario.domains):
        spent = work.levels[work.tables.domain_of == place].sum(axis=0)
        short = spent < domain.least
        if short.any():
            work.apply(rules.neglect[place], f"neglect.{domain.id}", where=short)
