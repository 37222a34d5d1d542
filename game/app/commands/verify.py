"""`verify`: plays records again and says of each whether it is what it says."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from game.app.output import FOUND_WANTING, WRONG_USAGE, CommandError, in_words, progress, say, say_json
from game.app.run import Run
from game.core.problems import TightropeError


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(verify)


def verify(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Records, or folders of records.", metavar="FILE-OR-FOLDER...")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Play records again and say of each: valid, or why not and at which turn; exit code 1 if one is refused.

    Example: main.py verify saves/ game.tightrope
    """
    from game.session.verify import record_files, verify_files

    run: Run = context.obj
    try:
        files = record_files(paths)
    except TightropeError as error:
        raise CommandError(str(error), WRONG_USAGE) from None
    with progress("records", len(files)) as tell:
        verdicts = verify_files(files, run.versions, tell, workers=0)
    if as_json:
        say_json([
            {"file": one.file, "valid": one.valid, "reason": one.reason or None, "turn": one.turn, "total": one.total} for one in verdicts
        ])
    else:
        for one in verdicts:
            word = {True: "valid", False: "NOT VALID", None: "not verified"}[one.valid]
            told = f"result {one.total:.2f}" if one.total is not None else in_words(one.reason) or "not finished yet"
            say(f"{one.file}: {word}: {told}")
        counts = Counter(one.valid for one in verdicts)
        say(f"{len(verdicts)} records: {counts[True]} valid, {counts[False]} not valid, {counts[None]} not verified here")
    return FOUND_WANTING if any(one.valid is False for one in verdicts) else 0
