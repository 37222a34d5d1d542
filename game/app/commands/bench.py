"""`bench`: the benchmarks, with what they are compared against."""

from pathlib import Path
from typing import Annotated

import typer

from game.app.output import FOUND_WANTING, progress, say, say_json
from game.app.run import Run


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(bench)


def bench(
    context: typer.Context,
    scenario: Annotated[str, typer.Argument(help="The scenario that is played.")] = "crossroads-2025",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Measure speed; every figure stands beside its reference, what it must be and the goal. Exit code 1 if one falls short.

    Example: main.py bench --json
    """
    from game.analysis.bench import MEASURES, Needs
    from game.analysis.bench import bench as measure

    run: Run = context.obj
    compiled = run.load(scenario)
    with progress("benchmarks", len(MEASURES)) as tell:
        found = measure(Needs(compiled, Path(compiled.path) if compiled.path else None), tell)
    if as_json:
        say_json({"scenario": compiled.scenario.id, "measures": [one.document() for one in found]})
    else:
        say(f"{'':<44}{'figure':>14}{'must':>14}{'goal':>14}  unit")
        for one in found:
            mark = "" if one.holds else "  SHORT"
            say(f"{one.name:<44}{one.value:>14,}{one.must:>14,}{one.goal:>14,}  {one.unit}{mark}")
            if one.reference:
                say(f"{'':<4}{one.reference}")
    return 0 if all(one.holds for one in found) else FOUND_WANTING
