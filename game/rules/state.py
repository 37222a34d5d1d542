"""The state of a batch of games, orders and views. Arrays are shaped (things, games); all games are at one turn."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.core.dice import Keys, Seeds, turn_keys
from game.core.numbers import Bools, Ints

COUNTED = 100
"""Turns up to which anything is counted: what fits a byte."""
# What has become of a demand.
DORMANT, OPEN, PROMISED, REFUSED, MET, PARTLY_MET, LAPSED, ENFORCED, BROKEN = range(9)


_OPEN, _SPAN = np.array(OPEN, dtype=np.int8), np.array(REFUSED - OPEN, dtype=np.uint8)


def pending(status: NDArray[np.int8]) -> Bools:
    """Tell which demands are open, promised or refused: on the table still."""
    return np.asarray((status - _OPEN).view(np.uint8) <= _SPAN)


_Made = TypeVar("_Made")


def made(kind: type[_Made], values: dict[str, Any]) -> _Made:
    """Make a board of a kind from all its fields: the constructor of a frozen class sets three dozen of them one by one."""
    found = object.__new__(kind)
    found.__dict__.update(values)
    return found


@dataclass(frozen=True)
class Board:
    """What a player may know of a batch of games: everything but seeds and hidden dispositions."""

    turn: int
    values: Ints
    levels: NDArray[np.int8]
    kept: NDArray[np.int8]
    raised: NDArray[np.int8]
    points: NDArray[np.int16]
    flags: Bools
    counts: NDArray[np.int8]
    last: NDArray[np.int8]
    cards: NDArray[np.int16]
    picks: NDArray[np.int16]
    crises: NDArray[np.int8]
    demands: NDArray[np.int8]
    due: NDArray[np.int8]
    halved: Bools
    us_rung: NDArray[np.int8]
    rung: NDArray[np.int8]
    rung_age: NDArray[np.int8]
    threat: NDArray[np.int8]
    threat_due: NDArray[np.int8]
    bite: Ints
    near: NDArray[np.int8]
    ended: NDArray[np.int8]
    ending: NDArray[np.int8]
    pillars: Ints
    total: Ints

    @property
    def games(self) -> int:
        """Count the games."""
        return int(self.values.shape[1])


@dataclass(frozen=True)
class State(Board):
    """A batch of games with what only the authority knows.

    values (indicators, games) thousandths · levels, kept (turns running that the level has stood still), raised (turn of the
    last rise) (programmes, games) · points (games) whole points to spend this turn · flags (flags, games) · counts, last (turn) of
    each event · cards (slots, games) event index or -1 · picks (turns + 2, slots, games) option index over the whole deck
    or -1, row t - 1 for turn t · crises (turns that had a card more) · demands, due (the last turn in which it can be met),
    halved (promise made with mixed signals) · us_rung, rung from 0 (none) · rung_age (rungs, games) turns in
    force · threat rung or 0, threat_due turn · bite (rungs, games) thousandths · near (endings, games) turns running that
    an ending's condition held · ended (turn or 0), ending (index or -1) · pillars, total thousandths ·
    resolve, patience thousandths · lure (2, games) where the truth lies in the player's interval, thousandths.
    """

    seeds: Seeds
    resolve: Ints
    patience: Ints
    lure: Ints

    @cached_property
    def keys(self) -> Keys:
        """Give the dice's keys of this turn, (2, games); a step that dealt the turn's cards has them already."""
        return turn_keys(self.seeds, self.turn)

    def take(self, games: "NDArray[np.intp] | list[int]") -> "State":
        """Pick games, perhaps one of them many times."""
        chosen: dict[str, Any] = {f.name: np.ascontiguousarray(getattr(self, f.name)[..., games]) for f in fields(self) if f.name != "turn"}
        return replace(self, **chosen)

    @staticmethod
    def joined(parts: "Sequence[State]") -> "State":
        """Lay batches that stand at one turn side by side."""
        names = [f.name for f in fields(State) if f.name != "turn"]
        wide: dict[str, Any] = {name: np.concatenate([getattr(part, name) for part in parts], axis=-1) for name in names}
        return replace(parts[0], **wide)


@dataclass(frozen=True)
class View(Board):
    """What the player of each game may know; intervals (2, games) bound the hidden dispositions."""

    resolve_range: Ints
    patience_range: Ints


@dataclass(frozen=True)
class Orders:
    """All that players decide in one turn: points (programmes, games) and answers (slots, games), option number or -1."""

    points: NDArray[np.int8]
    answers: NDArray[np.int8]
