"""A third party tests the deterrence that is left."""

import numpy as np

from game.core.dice import roll
from game.rules.expressions import Program, Tree
from game.rules.scenario import Provocation
from game.rules.tables import GUMBEL_BITS, Bundle, Tables, log_weight, words
from game.rules.work import Work


class _Rules:
    """Chance and kinds of provocation as programs and bundles."""

    def __init__(self, tables: Tables) -> None:
        scenario = tables.scenario
        rules = scenario.provocation or Provocation(0, ())
        chance: Tree = ("const", rules.chance) if isinstance(rules.chance, int) else rules.chance
        self.chance = Program([chance])
        self.kinds = [Bundle(kind.effects) for kind in rules.kinds]
        self.weights = np.array([[log_weight(kind.weight)] for kind in rules.kinds], dtype=np.int32)
        self.when = Program([kind.when if kind.when is not None else ("truth", 1) for kind in rules.kinds])
        self.whether = words(["provocation"])
        self.which = words([f"provocation.{kind.id}" for kind in rules.kinds])


def provocation(work: Work) -> None:
    """Roll whether the third party acts this turn and how; what it does is one of the pack's kinds."""
    if work.scenario.provocation is None or not work.luck:
        return
    rules = work.tables.part(_Rules)
    chance = np.asarray(rules.chance.run(work.read)[0]) * work.tables.months // 6
    happens = work.rolls(rules.whether)[0] < chance
    if not happens.any():
        return
    bits = roll(work.keys, rules.which) >> np.uint32(32 - GUMBEL_BITS)
    race = work.tables.gumbel.take(bits) + rules.weights
    possible = np.stack([np.broadcast_to(truth, (work.games,)) for truth in rules.when.run(work.read)])
    race = np.where(possible, race, np.int32(-(2**30)))
    winner = race.argmax(axis=0)
    happens = happens & possible.any(axis=0)
    for place, kind in enumerate(work.scenario.provocation.kinds):
        where = happens & (winner == place)
        if where.any():
            work.apply(rules.kinds[place], f"provocation.{kind.id}", where=where)
            for flag in kind.set:
                work.flags[flag] |= where
