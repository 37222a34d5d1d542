"""The end of a turn: what is still open is spoken of first, then the turn is resolved."""

import pygame

from game.session.match import Match
from game.ui.classroom import hosted
from game.ui.desk import Desk
from game.ui.outcome import REBUILD, Outcome, Pop, Replace
from game.ui.screen import Context, Screen
from game.ui.screens.parts.dialogue import dialogue
from game.ui.screens.parts.page import Way, onward
from game.ui.screens.parts.table import CardFace, Table
from game.ui.widgets import Widget
from game.ui.words import _


class AskDefaults(Screen):
    """A dialogue: cards are without an answer; the cabinet may take the cautious one. Pops "defaults" or None."""

    overlay = True

    def __init__(self, table: Table) -> None:
        self.table = table

    def build(self, context: Context) -> Widget:
        """List the cards with what the cabinet would answer."""
        lines = [
            _("“{card}” The cabinet would answer: {answer}.").format(
                card=card.title, answer=self.table.option_text(card, default_of(self.table, card), "label"),
            )
            for card in self.table.unanswered()
        ]
        ways = [
            onward(_("Answer them myself"), Pop),
            Way(_("Let the cabinet answer and end the turn"), lambda: Pop("defaults"), code=pygame.K_e),
        ]
        return dialogue(context, _("Cards without an answer"), lines, ways, width=520)


def default_of(table: Table, card: CardFace) -> int:
    """Give the number of a card's cautious answer."""
    return table.event(card).default


def answer_by_default(table: Table) -> None:
    """Give every open card its cautious answer."""
    for card in table.unanswered():
        table.match.answer(card.slot, table.event(card).options[default_of(table, card)].id)


def finish(desk: Desk, match: Match, table: Table) -> Outcome:
    """End the turn and show how it resolves."""
    from game.ui.screens.resolve import Resolve

    if match.problems() or not match.decides():
        return REBUILD
    if hosted(desk, match):
        desk.sound("end_turn")
        return Replace(desk.classroom.end_turn())
    match.end_turn()
    desk.sound("end_turn")
    return Replace(Resolve(desk, match, table))
