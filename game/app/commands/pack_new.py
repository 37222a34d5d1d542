"""`pack new` and `pack schema`: a pack to begin with, and what editors complete it with."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from game.app.output import FOUND_WANTING, NOT_DONE, WRONG_USAGE, CommandError, say
from game.core.problems import Sentence, TightropeError, reason
from game.core.program import program


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(new)
    app.command()(schema)


def new(
    name: Annotated[str, typer.Argument(help="The id of the new pack: a-z, 0-9, _ and -.", metavar="ID")],
    into: Annotated[Path, typer.Option(help="The folder in which the pack's folder is made.")] = Path(),
) -> int:
    """Begin a pack: six turns, ten cards, one demand, two rungs, and comments that explain them. It can be played at once.

    Example: main.py pack new my-crisis --into packs
    """
    from game.content.tools.beginning import new_pack

    try:
        files = new_pack(name)
    except TightropeError as error:
        raise CommandError(str(error), WRONG_USAGE) from None
    folder = into / name
    if folder.exists() or folder.is_symlink():
        raise CommandError(Sentence("{folder} is there already; nothing was changed", folder=folder), FOUND_WANTING)
    try:
        _write_folder(folder, files)
    except OSError as error:
        raise CommandError(Sentence("{folder} could not be made: {why}", folder=folder, why=reason(error)), NOT_DONE) from None
    say(f"{folder}: {sum(not key.startswith('.') for key in files)} files. Next:")
    say(f"  {program()} pack check {folder}\n  {program()} play {folder}\n  docs/designing/guide.md explains every step")
    return 0


def _write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Write a folder of files so that it is there in full or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as made:
        whole = Path(made) / folder.name
        for key, data in files.items():
            path = whole / key
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if os.name == "nt":
            shutil.move(whole, folder)
        else:
            whole.rename(folder)


def schema(
    out: Annotated[Path | None, typer.Option(help="Write one file a kind into this folder; without it they go to standard output.")] = None,
) -> int:
    """Give the JSON Schemas of a pack's files, which editors complete and check with.

    Example: main.py pack schema --out my-crisis/.schema
    """
    import json

    from game.content.schema_json import schema_json
    from game.session.store import write_file

    texts = schema_json()
    if out is None:
        say(json.dumps({name: json.loads(text) for name, text in texts.items()}, indent=1, ensure_ascii=True))
        return 0
    for name, text in texts.items():
        write_file(out / f"{name}.json", text.encode())
    say(f"{out}: {', '.join(f'{name}.json' for name in texts)}")
    return 0
