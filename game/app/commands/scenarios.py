"""`scenarios`: what is installed, and where."""

from typing import Annotated

import typer

from game.app.output import complain, say, say_json
from game.app.run import Run


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(scenarios)


def scenarios(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False
) -> int:
    """List the installed scenarios, and where they lie.

    Example: main.py scenarios
    """
    run: Run = context.obj
    found = run.installed()
    if as_json:
        say_json([
            {"id": one.id, "title": one.title, "pack": one.pack, "version": one.version, "path": str(one.path), "turns": one.turns}
            for one in found
        ])
        return 0
    width = max((len(one.id) for one in found), default=0)
    for one in found:
        say(f"{one.id:<{width}}  {one.title} ({one.turns} turns; {one.pack} {one.version}) in {one.path}")
    if not found:
        complain(f"no scenario is installed; packs are looked for in {run.folders.shipped} and {run.folders.packs}")
    return 0
