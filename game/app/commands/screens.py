"""`screens`: renders every screen to a picture without a display."""

import re
from pathlib import Path
from typing import Annotated

import typer

from game.app.output import WRONG_USAGE, CommandError, say
from game.app.run import Run
from game.app.settings import THEMES
from game.core.problems import Sentence


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(screens)


def screens(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The folder for the pictures; it is made if need be.")],
    size: Annotated[str, typer.Option(help="Width and height of the window.")] = "1280x720",
    language: Annotated[str, typer.Option(help="The language of all texts.")] = "en",
    text_scale: Annotated[float, typer.Option(min=1.0, max=2.0, help="The size of text, 1.0 to 2.0.")] = 1.0,
    theme: Annotated[str, typer.Option(help="dark, light or contrast.")] = "dark",
) -> int:
    """Render every screen to PNG without a display.

    Example: main.py screens --out pictures --size 1920x1080 --language ko
    """
    found = re.fullmatch(r"([1-9]\d{2,4})x([1-9]\d{2,4})", size)
    if found is None:
        raise CommandError(Sentence("'{size}' is no size: write it like 1280x720", size=size), WRONG_USAGE)
    if theme not in THEMES:
        raise CommandError(Sentence("there is no theme '{theme}': choose {names}", theme=theme, names=", ".join(THEMES)), WRONG_USAGE)
    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise CommandError(Sentence("'{language}' is no language: write it like en or ko", language=language), WRONG_USAGE)
    run: Run = context.obj
    from game.app.context import gallery_context
    from game.ui.gallery import render

    pictures = render(gallery_context(run), out, (int(found[1]), int(found[2])), language, text_scale, theme)
    say(f"{len(pictures)} pictures in {out}")
    return 0
