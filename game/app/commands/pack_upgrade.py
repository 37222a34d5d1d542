"""`pack upgrade`: brings a pack of an older format to the one in hand."""

from pathlib import Path
from typing import Annotated

import typer

from game.app.output import FOUND_WANTING, WRONG_USAGE, CommandError, say
from game.core.problems import Sentence, TightropeError


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(upgrade)


def upgrade(
    path: Annotated[Path, typer.Argument(help="The pack's folder.")],
    dry: Annotated[bool, typer.Option("--dry", help="Say what would be changed, and change nothing.")] = False,
) -> int:
    """Bring a pack of an older format to the one in hand, keeping its comments; a copy of what is changed is kept beside it.

    Example: main.py pack upgrade my-crisis
    """
    from game.content.diagnostics import Findings
    from game.content.migrations.registry import FORMAT, upgraded
    from game.content.packfiles import open_pack
    from game.session.store import write_file

    if not path.is_dir():
        raise CommandError(Sentence("{path} is no folder: unpack the pack first", path=path), WRONG_USAGE)
    findings = Findings()
    files = open_pack(path, findings)
    if files is None:
        raise CommandError(str(findings.sorted()[0]), FOUND_WANTING)
    try:
        found = upgraded(files)
    except TightropeError as error:
        raise CommandError(str(error), FOUND_WANTING) from None
    if not found.changed:
        say(f"{path} is of format {FORMAT}, the one in hand; nothing is to be changed")
        return 0
    for name in found.changed if not dry else ():
        if name in files.data:
            write_file(path / f"{name}.orig", files.data[name])
    for name, text in sorted(found.changed.items()):
        if not dry:
            write_file(path / name, text.encode())
        say(f"{path / name}: format {found.was} to {FORMAT}" + (" (not written)" if dry else ""))
    return 0
