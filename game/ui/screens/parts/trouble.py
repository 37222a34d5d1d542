"""A dialogue that says what went wrong and what to do."""

from dataclasses import dataclass

import pygame

from game.ui.outcome import Pop
from game.ui.screen import Context, Screen
from game.ui.screens.parts.dialogue import dialogue
from game.ui.screens.parts.page import Way
from game.ui.widgets import Widget
from game.ui.words import _


@dataclass(frozen=True)
class Trouble(Screen):
    """What went wrong, in words."""

    overlay = True
    title: str
    words: str

    def build(self, context: Context) -> Widget:
        """Lay out the plate."""
        return dialogue(context, self.title, [self.words], [Way(_("Back"), Pop, "gold", pygame.K_RETURN, after="corner-down-left")])


def trouble_screen(title: str, words: str) -> Trouble:
    """Return the dialogue."""
    return Trouble(title, words)
