"""Costs that can never be paid, and levels that no government can reach."""

from game.content.lint.noting import ROOT, note, options
from game.content.loading import Draft
from game.core.problems import Sentence


def costs_never_paid(draft: Draft) -> None:
    """Warn of answers that cost more points than a turn can ever have."""
    if draft.model is None:
        return
    points = draft.model.points
    most = points.most + points.carry
    for loc, _, option in options(draft):
        if option.points > most:
            words = Sentence(
                "option '{id}' costs {points} points, and a turn has at most {most}",
                id=option.id, points=option.points, most=most,
            )
            note(draft, (*loc, "points"), "never-paid", words)


def levels_never_reached(draft: Draft) -> None:
    """Warn of levels above what points and inertia allow within the game."""
    if draft.model is None:
        return
    model = draft.model
    months = model.calendar.turns * model.calendar.months_per_turn
    rises = max(1, -(-months // model.inertia.rise_months)) * model.inertia.rise
    most = model.points.most + model.points.carry
    for i, programme in enumerate(model.programmes):
        highest = min(programme.start + rises, most)
        if programme.max > highest:
            why = Sentence("points of a turn") if most < programme.start + rises else Sentence("turns of the game")
            words = Sentence(
                "programme '{id}' can reach level {highest} at most, not {max}: the {why} do not suffice",
                id=programme.id, highest=highest, max=programme.max, why=why,
            )
            note(draft, (*ROOT, "programmes", i, "max"), "never-reached", words)
