"""What `tournament new` and `tournament host` have in common: the rounds that are asked for."""

from typing import TYPE_CHECKING, Annotated

import typer

from game.app.output import WRONG_USAGE, CommandError
from game.app.run import Run
from game.core.problems import Sentence

if TYPE_CHECKING:
    from game.content.compiled import Compiled
    from game.session.record import Options

USUAL = "crossroads-2025"
Scenarios = Annotated[list[str] | None, typer.Option(help="A round's scenario; once a round.")]
Lesson = Annotated[bool, typer.Option("--lesson/--whole", help="Six turns of two events in 45 minutes, or the whole game.")]


def rounds_of(run: Run, scenarios: list[str] | None, *, lesson: bool) -> "list[tuple[Compiled, Options]]":
    """Load the scenario of each round, the usual one where none is named, with the options that it is played with; raises CommandError."""
    from game.session.options import lesson_for
    from game.session.record import PLAIN
    from game.tournament.format import MOST_ROUNDS

    names = scenarios or [USUAL]
    if len(names) > MOST_ROUNDS:
        raise CommandError(Sentence("a tournament has at most {most} rounds", most=MOST_ROUNDS), WRONG_USAGE)
    found = [run.load(name) for name in names]
    return [(one, lesson_for(one.scenario) if lesson else PLAIN) for one in found]
