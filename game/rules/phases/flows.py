"""Flows, shocks and published series of a phase: what works on the world without anybody's order."""

from typing import Any

import numpy as np

from game.core.dice import odds, under
from game.core.numbers import per_turn
from game.rules.expressions import Program, Tree
from game.rules.scenario import PHASES, Flow, Shock
from game.rules.tables import Bundle, Tables
from game.rules.work import Work


class _Phase:
    """The flows and shocks of one phase: one program for all conditions, chances and amounts."""

    def __init__(self, tables: Tables, phase: str) -> None:
        months = tables.scenario.calendar.months
        self.flows = [flow for flow in tables.scenario.flows if flow.phase == phase]
        self.shocks = [shock for shock in tables.scenario.shocks if shock.phase == phase]
        truth: Tree = ("truth", 1)
        things: list[Flow | Shock] = [*self.flows, *self.shocks]
        self.bundles = [Bundle(flow.effects, months) for flow in self.flows]
        self.live = [place for place, shock in enumerate(self.shocks) if not isinstance(shock.chance, int)]
        chances = [shock.chance for shock in self.shocks if not isinstance(shock.chance, int)]
        amounts = [amount for flow in self.flows for _, amount in flow.effects if not isinstance(amount, int)]
        self.program = Program([*(thing.when or truth for thing in things), *chances, *amounts])
        self.effects = [Bundle(shock.effects) for shock in self.shocks]
        self.causes = [f"shock.{shock.id}" for shock in self.shocks]
        first = tables.turn_rolls.index(f"shock.{self.shocks[0].id}") if self.shocks else 0
        self.rows = slice(first, first + len(self.shocks))
        fixed = [int(per_turn(shock.chance, months)) if isinstance(shock.chance, int) else 0 for shock in self.shocks]
        self.odds = odds(fixed)[:, None]


def _by_phase(tables: Tables) -> dict[str, _Phase]:
    return {phase: _Phase(tables, phase) for phase in PHASES}


def run_flows(work: Work) -> None:
    """Apply this phase's flows where their condition holds, and roll for its shocks."""
    rules = work.tables.part(_by_phase)[work.phase]
    if not rules.flows and not rules.shocks:
        return
    found = iter(rules.program.run(work.read))
    whens = [next(found) for _ in rules.flows]
    shocks = [next(found) for _ in rules.shocks]
    chances = [next(found) for _ in rules.live]
    for flow, bundle, when in zip(rules.flows, rules.bundles, whens, strict=True):
        amounts = [*bundle.constants, *((indicator, bundle.turned(next(found))) for indicator in bundle.live)]
        _flow(work, f"flow.{flow.id}", when, amounts)
    if rules.shocks and work.luck:
        _shocks(work, rules, shocks, chances)


def _flow(work: Work, cause: str, when: Any, amounts: list[tuple[int, Any]]) -> None:
    always = not isinstance(when, np.ndarray) or not when.ndim
    if not (when if always else when.any()):
        return
    for indicator, amount in amounts:
        work.change(indicator, amount if always else np.multiply(when, amount, dtype=np.int32), cause)


def _shocks(work: Work, rules: _Phase, whens: list[Any], chances: list[Any]) -> None:
    happens = work.hits(rules.rows, rules.odds)
    for place, chance in zip(rules.live, chances, strict=True):
        happens[place] = under(work.rolled[rules.rows.start + place], per_turn(chance, work.tables.months))
    for place, when in enumerate(whens):
        if when is not True:
            happens[place] &= when
    for place, effects in enumerate(rules.effects):
        for indicator, amount in effects.constants:
            work.change(indicator, np.multiply(happens[place], amount, dtype=np.int32), rules.causes[place])
        if effects.program is not None:
            work.apply(effects.only_live(), rules.causes[place], where=happens[place])
    for place, shock in enumerate(rules.shocks):
        for flag in shock.set:
            work.flags[flag] |= happens[place]


def run_given(work: Work) -> None:
    """Let published series enter from outside."""
    for given in work.scenario.given:
        if given.from_turn <= work.turn <= given.to_turn:
            name = work.scenario.indicators[given.indicator].id
            work.change(given.indicator, per_turn(given.per_year, work.tables.months), f"given.{name}")
