"""The game that a debrief is about: its record, and where the rules are the same the game itself, played again."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from game.analysis.counterfactual import Played
from game.content.compiled import Compiled
from game.core.problems import Sentence, TightropeError
from game.rules.scenario import Scenario
from game.session.match import Match
from game.session.options import shaped
from game.session.origin import difference
from game.session.record import Record, Result
from game.session.translate import orders_of

Tell = Callable[[float], None]
"""Hears how much of the work is done, 0 to 1; raises `Stopped` to end it."""


class Stopped(Exception):  # noqa: N818  not an error: the user has seen enough
    """Raised by the one who is told of progress, to stop the work."""


def silent(_share: float) -> None:
    """Hear of progress and go on."""


@dataclass(frozen=True)
class Case:
    """A finished game. `match` and `game` are None, and `why` says so, where the record cannot be played again here."""

    compiled: Compiled
    record: Record
    result: Result
    match: Match | None = None
    game: Played | None = None
    why: str = ""

    @property
    def scenario(self) -> Scenario:
        """Give the rules."""
        return self.compiled.scenario

    @property
    def verified(self) -> bool:
        """Say whether the game was played again and came out as the record says."""
        return self.game is not None

    @property
    def turns(self) -> int:
        """Count the turns that were played."""
        return len(self.record.turns)

    def need_game(self) -> Played:
        """Give the game itself; raises TightropeError where it cannot be played again here."""
        if self.game is None:
            raise TightropeError(self.why)
        return self.game


def open_case(record: Record, compiled: Compiled) -> Case:
    """Open a record for its debrief.

    Raises TightropeError for a game that is not over, or one that does not come out when it is played again; a record of
    other rules opens with what is stored in it.
    """
    if record.result is None:
        turns = compiled.scenario.calendar.turns
        raise TightropeError(
            Sentence(
                "this game is not over (turn {turn} of {turns}): play it to its end, then ask for the debrief",
                turn=len(record.turns) + 1, turns=turns,
            )
        )
    if record.scenario != compiled.scenario.id:
        raise TightropeError(Sentence("this is a game of {scenario}, not of {other}", scenario=record.scenario, other=compiled.scenario.id))
    why = difference(record, compiled)
    if not why:
        return case_of(Match.load(record, compiled), compiled)
    order = {pillar.id: place for place, pillar in enumerate(compiled.scenario.pillars)}
    pillars = dict(sorted(record.result.pillars.items(), key=lambda item: order.get(item[0], len(order))))
    return Case(compiled, record, replace(record.result, pillars=pillars), why=why)


def case_of(match: Match, compiled: Compiled) -> Case:
    """Make the case of a match that is over; raises TightropeError before its end."""
    record = match.record()
    states, count = match.states, len(record.turns)
    orders = tuple(orders_of(match.scenario, states[turn], [record.turns[turn].order])[0] for turn in range(count))
    game = Played(match.scenario, tuple(states[:count]), orders, states[-1])
    return Case(shaped(compiled, record.options), record, match.result(), match, game)
