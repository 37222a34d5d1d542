"""Flows, shocks and published series of a phase: what works on the world without anybody's order."""

from typing import Any

import numpy as np

from game.core.numbers import per_turn
from game.rules.expressions import Program, Tree
from game.rules.scenario import PHASES, Flow, Scenario, Shock
from game.rules.tables import Bundle, Tables, words
from game.rules.work import Work


class _Phase:
    """The flows and shocks of one phase."""

    def __init__(self, scenario: Scenario, phase: str) -> None:
        months = scenario.calendar.months
        self.flows = [flow for flow in scenario.flows if flow.phase == phase]
        self.shocks = [shock for shock in scenario.shocks if shock.phase == phase]
        truth: Tree = ("truth", 1)
        things: list[Flow | Shock] = [*self.flows, *self.shocks]
        conditions = [thing.when or truth for thing in things]
        chances: list[Tree] = [("const", s.chance) if isinstance(s.chance, int) else s.chance for s in self.shocks]
        self.program = Program([*conditions, *chances])
        self.flow_effects = [Bundle(flow.effects, months) for flow in self.flows]
        self.shock_effects = [Bundle(shock.effects) for shock in self.shocks]
        self.words = words([f"shock.{shock.id}" for shock in self.shocks])


def _by_phase(tables: Tables) -> dict[str, _Phase]:
    return {phase: _Phase(tables.scenario, phase) for phase in PHASES}


def run_flows(work: Work) -> None:
    """Apply this phase's flows where their condition holds, and roll for its shocks."""
    rules = work.tables.part(_by_phase)[work.phase]
    if not rules.flows and not rules.shocks:
        return
    found = rules.program.run(work.read)
    for flow, bundle, when in zip(rules.flows, rules.flow_effects, found, strict=False):
        _where(work, bundle, f"flow.{flow.id}", when)
    if not rules.shocks or not work.luck:
        return
    count = len(rules.flows) + len(rules.shocks)
    rolls = work.rolls(rules.words)
    for place, shock in enumerate(rules.shocks):
        happens = rolls[place] < per_turn(found[count + place], work.tables.months)
        happens &= found[len(rules.flows) + place]
        if happens.any():
            work.apply(rules.shock_effects[place], f"shock.{shock.id}", where=happens)
            for flag in shock.set:
                work.flags[flag] |= happens


def _where(work: Work, bundle: Bundle, cause: str, when: Any) -> None:
    if isinstance(when, (bool, np.bool_)):
        if when:
            work.apply(bundle, cause)
    elif when.any():
        work.apply(bundle, cause, where=when)


def run_given(work: Work) -> None:
    """Let published series enter from outside."""
    for given in work.scenario.given:
        if given.from_turn <= work.turn <= given.to_turn:
            name = work.scenario.indicators[given.indicator].id
            work.change(given.indicator, per_turn(given.per_year, work.tables.months), f"given.{name}")
