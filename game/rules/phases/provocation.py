"""A third party tests the deterrence that is left."""

import numpy as np

from game.core.dice import roll, under
from game.core.numbers import where_true
from game.rules.expressions import Program, Tree
from game.rules.scenario import Provocation
from game.rules.tables import Bundle, Bundles, Tables, race_weights, winners, words
from game.rules.work import Work


class _Rules:
    """Chance and kinds of provocation as programs and bundles."""

    def __init__(self, tables: Tables) -> None:
        scenario = tables.scenario
        rules = scenario.provocation or Provocation(0, ())
        chance: Tree = ("const", rules.chance) if isinstance(rules.chance, int) else rules.chance
        self.chance = Program([chance])
        causes = [f"provocation.{kind.id}" for kind in rules.kinds]
        self.kinds = Bundles([Bundle(kind.effects) for kind in rules.kinds], causes, tables.indicators)
        self.weights = race_weights([kind.weight for kind in rules.kinds])
        self.when = Program([kind.when if kind.when is not None else ("truth", 1) for kind in rules.kinds])
        self.whether = tables.turn_rolls.index("provocation")
        self.which = words([f"provocation.{kind.id}" for kind in rules.kinds])


def provocation(work: Work) -> None:
    """Roll whether the third party acts this turn and how; what it does is one of the pack's kinds."""
    if work.scenario.provocation is None or not work.luck:
        return
    rules = work.tables.part(_Rules)
    chance = np.asarray(rules.chance.run(work.read)[0]) * work.tables.months // 6
    games = where_true(under(work.rolled[rules.whether], chance))
    if not len(games):
        return
    possible = np.ones((len(rules.weights), len(games)), dtype=np.bool_)
    for place, truth in enumerate(rules.when.run(work.reader_of(games))):
        if truth is not True:
            possible[place] = truth
    kind = winners(work.tables, roll(work.keys.take(games, axis=1), rules.which), rules.weights, possible)
    kind, games = kind[kind >= 0], games[kind >= 0]
    work.change_all(rules.kinds, kind, games)
    for place, rule in enumerate(work.scenario.provocation.kinds):
        for flag in rule.set:
            work.flags[flag, games[kind == place]] = True
