"""Programmes take effect; levels kept for a year pay more; a neglected domain decays."""

import numpy as np

from game.core.numbers import SCALE, Ints, per_turn
from game.rules.tables import Bundle, Tables
from game.rules.work import FEW, Work


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
        self.named = {place: [f"programme.{programmes[place].id}"] * len(indicators) for place, indicators, _ in self.constant}
        self.live = [
            (p, Bundle(((i, amount),), tables.months))
            for p, programme in enumerate(programmes)
            for i, amount in programme.effects
            if not isinstance(amount, int)
        ]
        self.neglect = [Bundle(domain.neglect, tables.months) for domain in tables.scenario.domains]


def worth_columns(work: Work) -> "np.ndarray":
    """Give the column of each programme's worth among those of fresh and of kept levels: (programmes, games)."""
    if work.columns is None:
        long = work.kept >= work.scenario.calendar.turns_for(work.scenario.inertia.kept_months)
        work.columns = (work.levels + long * np.int8(work.tables.worths.shape[2])).astype(np.intp)
    return np.asarray(work.columns)


def worth_of_level(work: Work, programme: int) -> Ints:
    """Give what a programme's level is worth, a kept level with its bonus: (games,) thousandths."""
    return work.tables.worths[:, programme].reshape(-1).take(worth_columns(work)[programme])


def allocation(work: Work) -> None:
    """Apply the yearly effects of each programme at its level, and what neglect of a domain costs."""
    rules = work.tables.part(_Rules)
    columns = worth_columns(work)
    if work.games < FEW:                                 # one gather for all
        work.change_rows(rules.indicators, rules.amounts[rules.every, columns[rules.owners]], rules.causes)
    for programme, indicators, amounts in () if work.games < FEW else rules.constant:
        work.change_rows(indicators, amounts.take(columns[programme], axis=1), rules.named[programme])
    for programme, bundle in rules.live:
        if work.levels[programme].any():
            work.apply(bundle, f"programme.{work.scenario.programmes[programme].id}", factor=worth_of_level(work, programme))
    for place, domain in enumerate(work.scenario.domains):
        spent = np.add.reduce(work.levels[work.tables.members[place]], axis=0, dtype=np.int8)
        short = spent < domain.least
        if short.any():
            work.apply(rules.neglect[place], f"neglect.{domain.id}", where=short)
