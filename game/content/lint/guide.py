"""Steps of the tutorial that can never come, and glossary entries that explain nothing."""

from game.content.compiling.words import name_key
from game.content.compiling.world import most_cards
from game.content.lint.noting import ROOT, note
from game.content.loading import Draft
from game.core.problems import Sentence

LEAVES = {"table": ("brief",), "turn_ended": ("brief", "event", "points"), "next_turn": ("brief", "event", "points", "resolve")}
"""After a step that waits for this, the pages that do not come back in the same turn."""


def guide_steps(draft: Draft) -> None:
    """Warn of steps that no player can ever see, and of those that can never be done."""
    if draft.context is None or draft.model is None:
        return
    turns, gone = draft.model.calendar.turns, set[tuple[int, str]]()
    most = 0
    for i, step in enumerate(draft.model.guide):
        turn, problem = step.turn or 0, ""
        if turn > turns:
            problem = Sentence("the game has {turns} turns", turns=turns)
        elif turn and turn < most:
            problem = Sentence("a step of turn {most} stands before it", most=most)
        elif (turn, step.page) in gone:
            problem = Sentence("a step before it waits until the page '{page}' has gone", page=step.page)
        elif step.page == "result" and turn and turn != turns:
            problem = Sentence("the result comes after the last turn")
        elif step.card is not None and (step.page != "event" or step.card > most_cards(draft.model)):
            problem = Sentence("there is no page of card {card}", card=step.card)
        elif step.wait_for == "next_turn" and turn == turns:
            problem = Sentence("no turn follows the last one, so that it is never done")
        if problem:
            note(draft, (*ROOT, "guide", i), "never", Sentence("this step can never come: {problem}", problem=problem))
        most = max(most, turn)
        gone.update((turn, page) for page in LEAVES.get(step.wait_for, ()))


def glossary_entries(draft: Draft) -> None:
    """Warn of entries without a word of their own that are about nothing."""
    if draft.context is None or draft.model is None:
        return
    for name, entry in draft.model.glossary.items():
        if entry.word is None and not name_key(draft.model, name):
            note(draft, (*ROOT, "glossary", name), "no-word", Sentence("entry '{name}' has no `word`, and nothing has this id", name=name))
