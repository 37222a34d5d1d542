"""The way into a turn: its brief, and its other pages at a chosen place."""

from game.session.match import Match
from game.ui.desk import Desk
from game.ui.screen import Screen
from game.ui.screens.brief import Brief


def turn_screen(desk: Desk, match: Match) -> Screen:
    """Give the brief of the turn in hand."""
    return Brief(desk, match)
