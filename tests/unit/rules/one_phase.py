"""Plays one phase on a board that is laid out by hand, and tells what stands in its ledger."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.ledger import Ledger
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.tables import tables_of
from game.rules.work import Work
from tests.tiny import event, option, tiny

PHASES = dict(engine.PHASES)
SURE, NEVER = 100_000, 0
"""Chances, and dispositions that always or never hold."""


def quiet(**kept: Any) -> Scenario:
    """Make the small scenario without luck of the world, flows and drift, with one card that does nothing."""
    plain = tiny()
    still = tuple(replace(one, decay_to=None, decay_per_year=0) for one in plain.indicators)
    rest = {"events": (event("idle", option("x", lean=(0, 0, 0))),), "shocks": (), "flows": (), "provocation": None, "indicators": still}
    return replace(plain, **(rest | kept))


@dataclass
class Played:
    """What a phase left behind."""

    work: Work
    ledger: Ledger

    def of(self, cause: str, game: int = 0) -> dict[int, int]:
        """Give what a cause changed in a game, by indicator."""
        found: dict[int, int] = {}
        for line in self.ledger.lines(game):
            if line.cause == cause:
                found[line.indicator] = found.get(line.indicator, 0) + line.amount
        return found

    @property
    def causes(self) -> set[str]:
        """List the causes of the first game's lines."""
        return {line.cause for line in self.ledger.lines()}


def laid_out(rules: Scenario, games: int = 1, values: dict[int, int] | None = None, **fields: Any) -> State:
    """Begin games and put numbers on their boards: one for a whole field, or a row of them."""
    state = engine.begin(rules, spread_seeds(range(games)))
    shown = {name: _filled(getattr(state, name), value) for name, value in fields.items() if name != "turn"}
    state = replace(state, turn=fields.get("turn", 1), **shown)
    for indicator, value in (values or {}).items():
        state.values[indicator] = value
    return state


def _filled(array: Any, value: Any) -> Any:
    rows = np.asarray(value, dtype=array.dtype)
    return np.array(np.broadcast_to(rows[:, None] if rows.ndim == 1 and array.ndim == 2 else rows, array.shape))


def picked(rules: Scenario, games: int, names: list[str]) -> Any:
    """Give the options "event.option" of a turn as the rules look them up, (slots, games)."""
    causes = tables_of(rules).option_causes
    chosen = [causes.index(f"event.{name}") for name in names]
    chosen += [tables_of(rules).none] * (rules.calendar.slots - len(names))
    return np.repeat(np.array(chosen, dtype=np.intp)[:, None], games, axis=1)


def play(
    rules: Scenario, phase: str, answers: list[str] | None = None, *, luck: bool = True, first: Callable[[Work], None] | None = None,
    **board: Any,
) -> Played:
    """Play one phase with the answers of the turn; `first` prepares what earlier phases of the turn would have left."""
    state = laid_out(rules, **board)
    work = Work(rules, state, Ledger(), luck=luck)
    work.phase = phase
    work.picked = picked(rules, state.games, answers or [])
    if first is not None:
        first(work)
    work.open()
    PHASES[phase](work)
    work.settle()
    assert work.ledger is not None
    return Played(work, work.ledger)
