"""`tournament join`: opens the game where a class is joined."""

from typing import Annotated

import typer

from game.app.commands.play import open_game
from game.app.output import WRONG_USAGE, CommandError


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="The nickname is chosen in the game; a seat that one has already is offered there.")(join)


def join(
    context: typer.Context,
    where: Annotated[str, typer.Argument(help="Six letters from the board, or an address.", metavar="CODE-OR-ADDRESS")],
) -> int:
    """Open the game at a tournament: the six letters that the teacher shows, or an address such as 192.168.1.20.

    Example: main.py tournament join YYXVKH
    """
    from game.client.http import ClientError, address_from
    from game.tournament.codes import CodeError, address_of, is_address

    try:
        address_from(where) if is_address(where) else address_of(where)
    except (CodeError, ClientError) as error:
        raise CommandError(str(error), WRONG_USAGE) from None
    return open_game(context.obj, joining=where)
