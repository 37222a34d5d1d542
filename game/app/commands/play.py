"""`play`, and the game that opens without a command."""

from pathlib import Path
from typing import Annotated

import typer

from game.app.display import need_display
from game.app.output import WRONG_USAGE, CommandError
from game.app.run import Run
from game.core.problems import Sentence


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="--portable keeps records and settings under the program's folder, in saves/.")(play)


def play(
    context: typer.Context,
    scenario: Annotated[str | None, typer.Argument(help="The id of an installed scenario.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, max=2**62, help="The seed; without one it is secret and new.")] = None,
    load: Annotated[Path | None, typer.Option(help="A record to go on with, or a tournament's file to play.")] = None,
    watch: Annotated[Path | None, typer.Option(help="A pack to play while you write it: loaded anew when a file changes.")] = None,
) -> int:
    """Open the game at a scenario, or at a saved game.

    Example: main.py play crossroads-2025 --portable
    """
    run: Run = context.obj
    if watch is not None:
        if scenario is not None or load is not None:
            raise CommandError(Sentence("--watch PACK plays that pack: leave SCENARIO and --load out"), WRONG_USAGE)
        if not watch.exists():
            raise CommandError(Sentence("{watch}: there is no such pack", watch=watch), WRONG_USAGE)
        return open_game(run, seed=seed, watch=watch)
    if scenario is None and load is None:
        raise CommandError(Sentence("name a SCENARIO, or a record with --load FILE (see: main.py scenarios)"), WRONG_USAGE)
    if load is not None and seed is not None:
        raise CommandError(Sentence("a saved game has its own seed: leave --seed out"), WRONG_USAGE)
    return open_game(run, scenario=scenario, seed=seed, load=load)


def open_game(
    run: Run, scenario: str | None = None, seed: int | None = None, load: Path | None = None, watch: Path | None = None, joining: str = ""
) -> int:
    """Open the window, with `joining` at a tournament's code or address; gives the exit code."""
    need_display()
    from game.app.context import Context

    context = Context.of(run, scenario=scenario, seed=seed, load=load) if watch is None else Context.watching(run, watch, seed)
    context.joining = joining
    from game.ui.app import run as run_screens

    return int(run_screens(context) or 0)
