"""Flows, shocks and published series of a phase: what works on the world without anybody's order."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.core.dice import ends, odds, under
from game.core.numbers import SCALE, per_turn
from game.rules.expressions import COMPARED, Program, Tree, batched, fold
from game.rules.scenario import PHASES, Flow, Indicator, Shock
from game.rules.tables import YEAR, Bundle, Tables
from game.rules.work import Work

TRUE: Tree = ("truth", 1)
LARGEST = (1 << 31) - 1


class _Pair(NamedTuple):
    """One flow and one indicator that it moves: condition, amount a year as a tree or a turn as a number, how to turn the former."""

    kind: str
    place: int
    indicator: int
    when: Tree
    amount: Tree | int
    flow: Flow
    bundle: Bundle


class _Line(NamedTuple):
    """An amount a turn as `(factor * indicator + added) // divisor`."""

    row: int
    factor: int
    added: int


class _Flows:
    """The flows of one phase, a pair of flow and indicator a row, so that amounts and most conditions come in one call for all."""

    def __init__(self, flows: Sequence[Flow], indicators: Sequence[Indicator], months: int) -> None:
        """Sort the pairs by the comparison that they wait for; those that need none come last."""
        pairs = sorted(_pairs(flows, months), key=lambda pair: ([*COMPARED, "", "always"].index(pair.kind), pair.place))
        self.indicators = [pair.indicator for pair in pairs]
        self.causes = [f"flow.{pair.flow.id}" for pair in pairs]
        order = sorted(range(len(pairs)), key=lambda row: pairs[row].place)
        self.order = np.array(order, dtype=np.intp)                          # as the pack names them
        self.told = [self.indicators[row] for row in order], [self.causes[row] for row in order]
        self._lay_out_amounts(pairs, indicators, months)
        self._lay_out_conditions(pairs)

    def _lay_out_amounts(self, pairs: list[_Pair], indicators: Sequence[Indicator], months: int) -> None:
        parts = YEAR // months if YEAR % months == 0 else 0
        lines = [_line(pair.amount, indicators, months, SCALE * max(1, parts)) for pair in pairs]
        numbers = np.array([line or (0, 0, 0) for line in lines], dtype=np.int32).reshape(-1, 3)
        self.rows = numbers[:, 0].astype(np.intp)
        self.factors, self.added = (np.ascontiguousarray(numbers[:, k : k + 1]) for k in (1, 2))
        self.divisor = np.array(SCALE * max(1, parts), dtype=np.int32)
        live = [(row, pair) for row, (pair, line) in enumerate(zip(pairs, lines, strict=True)) if line is None]
        self.live = [(row, pair.bundle if isinstance(pair.amount, tuple) else None) for row, pair in live]
        trees = [pair.amount if isinstance(pair.amount, tuple) else ("const", pair.amount) for _, pair in live]
        self.program = Program(trees)

    def _lay_out_conditions(self, pairs: list[_Pair]) -> None:
        self.compared = []
        for kind, compare in COMPARED.items():
            found = [(row, batched(pair.when)) for row, pair in enumerate(pairs) if pair.kind == kind]
            numbers = [(one[1], one[2] + one[3]) for _, one in found if one is not None]
            if numbers:
                bounds = np.array([[bound] for _, bound in numbers], dtype=np.int32)
                part = slice(found[0][0], found[-1][0] + 1)
                self.compared.append((compare, part, np.array([row for row, _ in numbers], dtype=np.intp), bounds))
        self.others = [row for row, pair in enumerate(pairs) if pair.kind == ""]
        self.whens = Program([pairs[row].when for row in self.others])
        self.masked = sum(pair.kind != "always" for pair in pairs)

    def run(self, work: Work) -> None:
        """Change indicators where conditions hold."""
        found = work.values.take(self.rows, axis=0)
        found *= self.factors
        found += self.added
        found //= self.divisor
        for (row, bundle), amount in zip(self.live, self.program.run(work.read) if self.live else (), strict=True):
            found[row] = amount if bundle is None else bundle.turned(amount)
        if self.masked:
            truths = np.empty((self.masked, work.games), dtype=np.bool_)
            for compare, part, rows, bounds in self.compared:
                compare(work.values.take(rows, axis=0), bounds, out=truths[part])
            for row, truth in zip(self.others, self.whens.run(work.read) if self.others else (), strict=True):
                truths[row] = truth
            found[: self.masked] *= truths
        if work.ledger is None:
            work.change_rows(self.indicators, found, self.causes)
        else:
            work.change_rows(self.told[0], found.take(self.order, axis=0), self.told[1])


def _pairs(flows: Sequence[Flow], months: int) -> list[_Pair]:
    found: list[_Pair] = []
    for flow in flows:
        bundle, when = Bundle(flow.effects, months), TRUE if flow.when is None else fold(flow.when)
        live = [(indicator, fold(amount)) for indicator, amount in flow.effects if not isinstance(amount, int)]
        amounts: list[tuple[int, Tree | int]] = [*bundle.constants, *live]
        for indicator, amount in amounts:
            found.append(_Pair(_kind(when), len(found), indicator, when, amount, flow, bundle))
    return found


def _kind(when: Tree) -> str:
    """Name the comparison of an indicator with a number that a condition is; "" stands for any other condition."""
    found = batched(when)
    if when == TRUE:
        return "always"
    return found[0] if found is not None and found[0] in COMPARED and abs(found[2] + found[3]) <= LARGEST else ""


def _line(amount: "Tree | int", indicators: Sequence[Indicator], months: int, divisor: int) -> _Line | None:
    """Read an amount as a line, if it is one: a number, or a product that is turned into an amount a turn in the same division."""
    if isinstance(amount, int):
        return _Line(0, 0, amount * divisor) if abs(amount) * divisor <= LARGEST else None
    found = batched(amount)
    if found is None or found[0] != "mul32" or YEAR % months:
        return None
    _, row, less, factor = found
    added = SCALE // 2 + YEAR // 2 // months * SCALE - factor * less
    largest = max(abs(indicators[row].low), abs(indicators[row].high)) * abs(factor) + abs(added)
    return _Line(row, factor, added) if largest <= LARGEST else None


class _Shocks:
    """The shocks of one phase: one program for all conditions and chances, and a table of what each of them brings."""

    def __init__(self, tables: Tables, shocks: Sequence[Shock]) -> None:
        """Lay out chances a turn and effects."""
        months = tables.scenario.calendar.months
        self.shocks = shocks
        self.live = [place for place, shock in enumerate(shocks) if not isinstance(shock.chance, int)]
        chances = [shock.chance for shock in shocks if not isinstance(shock.chance, int)]
        self.program = Program([*(shock.when or TRUE for shock in shocks), *chances])
        self.effects = [Bundle(shock.effects) for shock in shocks]
        self.causes = [f"shock.{shock.id}" for shock in shocks]
        pairs = [(place, indicator, amount) for place, effects in enumerate(self.effects) for indicator, amount in effects.constants]
        self.owners = np.array([place for place, _, _ in pairs], dtype=np.intp)
        self.indicators = [indicator for _, indicator, _ in pairs]
        self.amounts = np.array([amount for _, _, amount in pairs], dtype=np.int32)[:, None]
        self.told = [self.causes[place] for place, _, _ in pairs]
        first = tables.turn_rolls.index(self.causes[0])
        self.rows = slice(first, first + len(shocks))
        fixed = [int(per_turn(shock.chance, months)) if isinstance(shock.chance, int) else 0 for shock in shocks]
        self.ends = ends(odds(fixed))[:, None]

    def run(self, work: Work) -> None:
        """Roll, and change what the shocks that happen bring."""
        found = self.program.run(work.read)
        happens = work.hits(self.rows, self.ends)
        for place, chance in zip(self.live, found[len(self.shocks) :], strict=True):
            happens[place] = under(work.rolled[self.rows.start + place], per_turn(chance, work.tables.months))
        for place, when in enumerate(found[: len(self.shocks)]):
            if when is not True:
                happens[place] &= when
        work.change_rows(self.indicators, happens.take(self.owners, axis=0) * self.amounts, self.told)
        for place, (shock, effects) in enumerate(zip(self.shocks, self.effects, strict=True)):
            if effects.program is not None:
                work.apply(effects.only_live(), self.causes[place], where=happens[place])
            for flag in shock.set:
                work.flags[flag] |= happens[place]


class _Phase(NamedTuple):
    flows: _Flows | None
    shocks: _Shocks | None


def _by_phase(tables: Tables) -> dict[str, _Phase]:
    return {phase: _phase(tables, phase) for phase in PHASES}


def _phase(tables: Tables, phase: str) -> _Phase:
    scenario = tables.scenario
    flows = [flow for flow in scenario.flows if flow.phase == phase]
    shocks = [shock for shock in scenario.shocks if shock.phase == phase]
    return _Phase(
        _Flows(flows, scenario.indicators, scenario.calendar.months) if any(flow.effects for flow in flows) else None,
        _Shocks(tables, shocks) if shocks else None,
    )


def run_flows(work: Work) -> None:
    """Apply this phase's flows where their condition holds, and roll for its shocks."""
    rules = work.tables.part(_by_phase)[work.phase]
    if rules.flows is not None:
        rules.flows.run(work)
    if rules.shocks is not None and work.luck:
        rules.shocks.run(work)


def run_given(work: Work) -> None:
    """Let published series enter from outside."""
    for given in work.scenario.given:
        if given.from_turn <= work.turn <= given.to_turn:
            name = work.scenario.indicators[given.indicator].id
            work.change(given.indicator, per_turn(given.per_year, work.tables.months), f"given.{name}")
