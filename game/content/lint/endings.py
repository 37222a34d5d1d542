"""Early ends that the calendar does not allow."""

from game.content.lint.noting import ROOT, note
from game.content.loading import Draft
from game.core.problems import Sentence


def endings_that_cannot_happen(draft: Draft) -> None:
    """Warn of endings that come after the game is over anyway, and of grades that no result can earn."""
    if draft.model is None:
        return
    turns = draft.model.calendar.turns
    for i, ending in enumerate(draft.model.endings):
        loc = (*ROOT, "endings", i)
        if ending.turns >= turns:
            words = Sentence(
                "ending '{id}' needs {turns} turns running, and the game has {most}",
                id=ending.id, turns=ending.turns, most=turns,
            )
            note(draft, (*loc, "turns") if "turns" in ending.model_fields_set else loc, "never", words)
        elif ending.not_before >= turns:
            words = Sentence(
                "ending '{id}' comes in turn {not_before} at the earliest, and the game ends with turn {turns} anyway",
                id=ending.id, not_before=ending.not_before, turns=turns,
            )
            note(draft, (*loc, "not_before") if "not_before" in ending.model_fields_set else loc, "never", words)
    for i, grade in enumerate(draft.model.score.grades):
        if grade.least > 100:
            words = Sentence("grade '{name}' needs {least:g}, and results end at 100", name=grade.name, least=grade.least)
            note(draft, (*ROOT, "score", "grades", i, "least"), "never", words)
