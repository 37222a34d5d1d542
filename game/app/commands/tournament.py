"""`tournament`: a class plays together, over the network of the room or by file."""

import typer

from game.app.commands import tournament_file, tournament_host, tournament_join


def build() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        help="Tournaments: a class plays the same game, on the network of the room or by file.", no_args_is_help=True,
        rich_markup_mode=None, pretty_exceptions_enable=False,
    )
    tournament_file.add_to(app)
    tournament_host.add_to(app)
    tournament_join.add_to(app)
    return app
