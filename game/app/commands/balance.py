"""`balance`: plays all policies against a scenario and reports the targets of the model."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from game.app.output import WRONG_USAGE, CommandError, progress, say, say_json
from game.app.run import Run
from game.core.problems import Sentence


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(balance)


def balance(  # noqa: PLR0913, PLR0917  an option each
    context: typer.Context,
    scenario: Annotated[str, typer.Argument(help="The id of an installed scenario, or the path of a pack.")],
    games: Annotated[int | None, typer.Option(min=30, max=10_000_000, help="Seeds of even, random and each doctrine.")] = None,
    full: Annotated[bool, typer.Option("--full", help="The sizes of the model's targets: some 15 minutes on 2 cores.")] = False,
    report: Annotated[Path | None, typer.Option(help="Write the report with its charts to this HTML file.")] = None,
    skip: Annotated[list[str] | None, typer.Option(help="Leave out a part: planner, mix, options, sensitivity, programmes.")] = None,
    workers: Annotated[int, typer.Option(min=0, max=256, help="Processes; 0 is one a core.")] = 0,
    cluster: Annotated[str, typer.Option(help="The address of a Dask cluster that shares the work.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Play all policies against a scenario and report targets, dead weight and sensitivity.

    Example: main.py balance crossroads-2025 --report balance.html
    """
    from game.analysis.balance import FULL, Sizes
    from game.analysis.balance import balance as play
    from game.analysis.balance.sizes import PARTS

    run: Run = context.obj
    unknown = set(skip or ()) - set(PARTS)
    if unknown:
        raise CommandError(Sentence(
            "--skip knows {known}, not {unknown}", known=", ".join(PARTS), unknown=", ".join(sorted(unknown)),
        ), WRONG_USAGE)
    compiled = run.load(scenario)
    sizes = replace(FULL if full else Sizes(), skip=frozenset(skip or ()))
    if games is not None:
        sizes = sizes.with_games(games)
    with progress("balance", 1000) as tell:
        found = play(compiled.scenario, sizes, lambda share: tell(round(share * 1000)), workers, cluster)
    if report is not None:
        from game.report.balance import balance_page
        from game.session.store import write_file

        write_file(report, balance_page(found, compiled.texts.get("title")).encode())
    say_json(found.document()) if as_json else say(told(found))
    return 0


def told(report: Any) -> str:
    """Put a report into words: a line a target, then what else a designer looks for first."""
    lines = [f"{report.scenario}: targets of the model"]
    for target in report.targets:
        sure = f" ({target.bound})" if target.bound.startswith("±") else ""
        lines.append(f"{'ok  ' if target.holds else 'MISS'} {target.name}: {target.value:g}{sure}, target {target.target}; {target.sample}")
        if target.detail:
            lines.append(f"       {target.detail}")
    results = (f"{row['policy']} {row['total']['mean']:.2f} (sd {row['total']['sd']:.2f})" for row in report.policies)
    lines.append(f"policies: {', '.join(results)}")
    if report.mix:
        mix, most = report.mix, sorted(report.mix["weights"].items(), key=lambda pair: -pair[1])[:6]
        lines.append(f"best fixed mix of points found: {mix['mean']:.2f} with default answers, {mix['over_best_doctrine']:+.2f} against "
                     f"the best doctrine; it gives most to {', '.join(f'{name} {weight / 1000:g}' for name, weight in most)}")
    if report.sensitivity:
        widest = (f"{row['group']} {row['name']} {row['width']:.2f}" for row in report.sensitivity[:8])
        lines.append(f"most sensitive to: {', '.join(widest)}")
    lines.append(f"{len(report.targets) - len(report.missed)} of {len(report.targets)} targets hold")
    return "\n".join(lines)
