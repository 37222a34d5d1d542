"""The benchmarks, each with its figure, its reference, and what the quality table asks of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.analysis.bench import games
from game.analysis.bench.clock import int32_adds, peer_moves
from game.analysis.bench.packs import load_and_lint
from game.core.machine import cores
from game.session.origin import Compiled


@dataclass(frozen=True)
class Measure:
    """A figure with its unit, the figure that it must reach and the goal, and what it is compared with."""

    name: str
    value: float
    unit: str
    must: float
    goal: float
    more_is_better: bool
    reference: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether the figure is at least what it must be."""
        return self.value >= self.must if self.more_is_better else self.value <= self.must

    def document(self) -> dict[str, Any]:
        """Give the measure as a plain dictionary."""
        return {**vars(self), "holds": self.holds}


@dataclass(frozen=True)
class Needs:
    """What the benchmarks need: a compiled scenario with the path of its pack."""

    compiled: Compiled
    pack: Path | None


def bench(needs: Needs, tell: Callable[[int], None] | None = None) -> list[Measure]:
    """Measure everything; `tell` hears how many benchmarks are done."""
    found: list[Measure] = []
    for done, measure in enumerate(MEASURES, 1):
        found += measure(needs)
        if tell is not None:
            tell(done)
    return found


def _large(needs: Needs) -> Iterator[Measure]:
    """Take turns and adds by turns, so that a slow moment of the machine hits both."""
    adds = turns = 0.0
    for _ in range(3):
        adds = max(adds, int32_adds())
        turns = max(turns, games.turns_a_second(needs.compiled.scenario, 10_000, runs=1))
    told = f"{adds:,.0f} int32 adds a second in this run"
    yield Measure("full turns, 10,000 games, one process", round(turns), "turns/s", 700_000, 2_000_000, more_is_better=True, reference=told)
    yield Measure("int32 adds of this machine a turn", round(adds / turns), "adds", 10_000, 4_000, more_is_better=False, reference=told)
    peers = {name: peer_moves(name) for name in ("negotiation", "goofspiel")}
    for name, moves in peers.items():
        if moves is not None:
            told = f"OpenSpiel from Python: {moves:,.0f} moves/s in this run"
            ratio = round(turns / moves, 2)
            yield Measure(f"turns for each move of OpenSpiel's {name}", ratio, "turns/move", 1, 4, more_is_better=True, reference=told)


def _small(needs: Needs) -> Iterator[Measure]:
    value = games.turns_a_second(needs.compiled.scenario, 1_000)
    told = "hand-written NumPy 1.6M"
    yield Measure("full turns, 1,000 games", round(value), "turns/s", 300_000, 700_000, more_is_better=True, reference=told)


def _single(needs: Needs) -> Iterator[Measure]:
    value = games.one_turn(needs.compiled.scenario) * 1000
    told = "a bare kernel 1.0 ms"
    yield Measure("one turn of one game, with ledger", round(value, 3), "ms", 4, 1.5, more_is_better=False, reference=told)


def _forecast(needs: Needs) -> Iterator[Measure]:
    value = games.one_forecast(needs.compiled.scenario) * 1000
    told = "a bare kernel 28 ms"
    yield Measure("forecast: 1,000 futures to the end", round(value, 1), "ms", 150, 40, more_is_better=False, reference=told)


def _turning(needs: Needs) -> Iterator[Measure]:
    value = games.all_turning_points(needs.compiled.scenario)
    yield Measure("turning points of a finished game", round(value, 3), "s", 3, 0.5, more_is_better=False)


def _verify(needs: Needs) -> Iterator[Measure]:
    value = games.records_a_second(needs.compiled)
    told = "reading and parsing alone 11,000/s"
    yield Measure("verification of records", round(value), "records/s", 2_000, 8_000, more_is_better=True, reference=told)


def _balance(needs: Needs) -> Iterator[Measure]:
    value = games.whole_balance(needs.compiled.scenario)
    told = f"{cores()} cores; catanatron: 100 games in 3.4 s"
    yield Measure("balance with 100,000 games", round(value, 2), "s", 20, 5, more_is_better=False, reference=told)


def _pack(needs: Needs) -> Iterator[Measure]:
    if needs.pack is not None and needs.pack.is_dir():
        taken, errors = load_and_lint(needs.pack, len(needs.compiled.scenario.events))
        told = "PyYAML events to tree 150 ms, pydantic 21 ms" + (f"; {errors} errors were found" if errors else "")
        yield Measure("pack of 1,000 events: load and lint", round(taken * 1000), "ms", 600, 200, more_is_better=False, reference=told)


MEASURES: tuple[Callable[[Needs], Iterator[Measure]], ...] = (_large, _small, _single, _forecast, _turning, _verify, _balance, _pack)
"""The benchmarks that quality.md marks (b), in its order."""
