"""`simulate`: plays without a screen."""

from pathlib import Path
from typing import Annotated

import typer

from game.app.output import WRONG_USAGE, CommandError, progress, say, say_json
from game.app.run import Run
from game.core.problems import Sentence


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(simulate)


def simulate(
    context: typer.Context,
    scenario: Annotated[str, typer.Argument(help="The id of an installed scenario, or the path of a pack.")],
    policy: Annotated[str, typer.Option(help="even, random, doctrine, doctrine:ID, or orders (with --orders).")],
    games: Annotated[int, typer.Option(min=1, max=10_000_000, help="How many games; game i has seed + i.")] = 1,
    seed: Annotated[int, typer.Option(min=0, max=2**62, help="The seed of the first game.")] = 1,
    orders: Annotated[Path | None, typer.Option(help="The file of orders for the policy `orders`.")] = None,
    save: Annotated[Path | None, typer.Option(help="Write the record of a single game to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> int:
    """Play without a screen: one game prints its turns, many print statistics.

    Example: main.py simulate crossroads-2025 --policy doctrine:autonomy --games 1000
    """
    run: Run = context.obj
    if save is not None and games > 1:
        raise CommandError(Sentence("--save keeps the record of a single game: leave --games out"), WRONG_USAGE)
    if (orders is None) == (policy == "orders"):
        raise CommandError(Sentence("--policy orders and --orders FILE go together"), WRONG_USAGE)
    from game.app import simulation
    from game.app.order_file import order_policy

    compiled = run.load(scenario)
    simulation.check_policy(policy, compiled.scenario)
    given = None if orders is None else order_policy(orders, compiled.scenario)
    if games > 1:
        with progress("games", games) as tell:
            document = simulation.many(compiled, policy, given, seed, games, tell)
        say_json(document) if as_json else say(simulation.statistics(document))
        return 0
    match = simulation.one(compiled, policy, given, seed)
    if save is not None:
        from game.session.record import encode
        from game.session.store import write_file

        write_file(save, encode(match.record()))
    if as_json:
        say_json(simulation.game_document(compiled, match, policy, seed))
        return 0
    from game.app.transcript import transcript

    say("\n".join(transcript(compiled, match, policy, f"seed {seed}")))
    return 0
