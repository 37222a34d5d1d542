"""Carries a game over to a changed scenario: the same seed and the same orders, as far as they can still be given."""

from dataclasses import replace

from game.rules.orders import legalise
from game.rules.scenario import Scenario
from game.session.match import Match
from game.session.origin import Compiled
from game.session.record import Order
from game.session.translate import orders_of


def carried_over(match: Match, compiled: Compiled) -> Match:
    """Play the orders of a game again under a changed scenario, on the same dice; the draft in hand comes along.

    What an order names and is there no more is left out; what is no longer allowed is cut, last-named first, and a card without
    an answer takes its default. The new game does not save itself.
    """
    record = match.record()
    new = Match.new(compiled, record.seed, record.player, options=record.options, tournament=record.tournament)
    for turn in record.turns:
        if new.over:
            return new
        given = orders_of(new.scenario, new.state, [_known(turn.order, new.scenario)])[0]
        new.play(legalise(new.scenario, new.view(), given))
    if not new.over and match.can_undo:
        draft = _known(match.draft, new.scenario)
        new.revise(replace(draft, answers={card: option for card, option in draft.answers.items() if card in new.events}))
    return new


def _known(order: Order, scenario: Scenario) -> Order:
    """Leave out what a scenario does not have."""
    most = {programme.id: programme.max for programme in scenario.programmes}
    options = {event.id: {option.id for option in event.options} for event in scenario.events}
    return Order(
        {name: min(level, most[name]) for name, level in order.points.items() if name in most},
        {card: option for card, option in order.answers.items() if option in options.get(card, ())},
    )
