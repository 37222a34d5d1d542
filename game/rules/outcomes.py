"""What follows options, now or later: tables by delay and option, and chances that are worked out only where one is needed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from game.core.dice import Words, odds
from game.core.numbers import Ints
from game.rules.scenario import Outcome
from game.rules.straight import Straight
from game.rules.tables import Bundle, Table, Tables, words

Named: TypeAlias = tuple[int, str, Outcome]
"""The option's place in the deck, the outcome's name, the outcome."""


@dataclass(frozen=True)
class Certain:
    """What is certain to follow, at most one outcome a key; `present` tells which keys have one."""

    present: "np.ndarray"
    table: Table


@dataclass(frozen=True)
class Uncertain:
    """What the dice decide, at most one outcome a key: column u of the table is a hit, column u + count a miss.

    `live` holds the outcomes whose chance is an expression, numbered by `live_of` (-1: the chance is fixed, by `odds`).
    """

    present: "np.ndarray"
    outcome_of: "np.ndarray"
    words: Words
    odds: Words
    live_of: "np.ndarray"
    live: Straight
    table: Table


class Following:
    """The outcomes that follow after some delays; the key of an option is its place plus the delay's times (options + 1).

    `waits` (options + 1) tells of which options anything follows at all.
    """

    def __init__(self, tables: Tables, wanted: Callable[[int], bool]) -> None:
        """Lay out the outcomes in layers that hold at most one a key."""
        self.width = tables.none + 1
        named = _named(tables)
        sure = [found for found in _sure(tables, named) if wanted(found[0])]
        dice = [(o.delay, place, (name, o)) for place, name, o in named if not o.certain and wanted(o.delay)]
        self.delays = sorted({delay for delay, _, _ in [*sure, *dice]})
        first = {delay: place * self.width for place, delay in enumerate(self.delays)}
        self.certain = [self._certain(tables, layer) for layer in _layers([(first[delay] + place, x) for delay, place, x in sure])]
        self.waits = np.zeros(self.width, dtype=np.bool_)
        self.waits[[place for _, place, _ in [*sure, *dice]]] = True
        self.uncertain = [self._uncertain(tables, layer) for layer in _layers([(first[delay] + place, x) for delay, place, x in dice])]

    def _certain(self, tables: Tables, layer: dict[int, tuple[str, Ints]]) -> Certain:
        keys = self.width * len(self.delays)
        whole, causes = np.zeros((tables.indicators, keys), dtype=np.int32), ["none"] * keys
        for key, (cause, column) in layer.items():
            whole[:, key], causes[key] = column, cause
        return Certain(np.asarray(whole.any(axis=0)), Table(whole, causes))

    def _uncertain(self, tables: Tables, layer: dict[int, tuple[str, Outcome]]) -> Uncertain:
        count = len(layer)
        outcome_of = np.full(self.width * len(self.delays), -1, dtype=np.int16)
        outcome_of[list(layer)] = np.arange(count)
        outcomes = [outcome for _, outcome in layer.values()]
        hits = [Bundle(o.effects).column(tables.indicators) for o in outcomes]
        misses = [Bundle(o.otherwise).column(tables.indicators) for o in outcomes]
        live = [place for place, o in enumerate(outcomes) if not isinstance(o.chance, int)]
        live_of = np.full(count, -1, dtype=np.int16)
        live_of[live] = np.arange(len(live))
        causes = [f"later.{name}" for name, _ in layer.values()]
        return Uncertain(
            outcome_of >= 0, outcome_of, words([f"outcome.{name}" for name, _ in layer.values()])[:, 0],
            odds([o.chance if isinstance(o.chance, int) else 0 for o in outcomes]),
            live_of, Straight([o.chance for o in outcomes if not isinstance(o.chance, int)]),
            Table(np.stack([*hits, *misses], axis=1), causes * 2),
        )


def following_now(tables: Tables) -> Following:
    """Give what follows options in the turn in which they are chosen."""
    return Following(tables, lambda delay: delay == 0)


def following_later(tables: Tables) -> Following:
    """Give what follows options in a later turn."""
    return Following(tables, lambda delay: delay > 0)


def _named(tables: Tables) -> list[Named]:
    return [
        (place, f"{event.id}.{option.id}.{outcome.id}", outcome)
        for place, (event, option) in enumerate(zip(tables.owners, tables.options, strict=True))
        for outcome in option.outcomes
    ]


def _sure(tables: Tables, named: list[Named]) -> list[tuple[int, int, tuple[str, Ints]]]:
    """List what is certain: delay, place of the option, cause and amounts; what lasts for a time is taken back when it ends."""
    found = []
    for place, name, outcome in named:
        if outcome.certain:
            column = Bundle(outcome.effects).column(tables.indicators)
            found.append((outcome.delay, place, (f"later.{name}", column)))
            if outcome.lasts:
                found.append((outcome.delay + outcome.lasts, place, (f"ends.{name}", -column)))
    return found


def _layers(found: list[tuple[int, Any]]) -> list[dict[int, Any]]:
    """Spread what belongs to keys over layers that hold each key once at most."""
    layers: list[dict[int, Any]] = []
    for key, thing in found:
        for layer in layers:
            if key not in layer:
                layer[key] = thing
                break
        else:
            layers.append({key: thing})
    return layers
