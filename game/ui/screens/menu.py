"""The menu over a turn, and the question before a game in play is left."""

from dataclasses import dataclass
from functools import partial

import pygame

from game.session.match import Match
from game.ui.classroom import hosted, kept_words
from game.ui.desk import Desk
from game.ui.outcome import Home, Outcome, Pop, Quit
from game.ui.screen import Context, Screen
from game.ui.screens.helping import help_for
from game.ui.screens.parts.dialogue import dialogue
from game.ui.screens.parts.guiding import guide_of
from game.ui.screens.parts.page import Way, onward
from game.ui.screens.parts.ways import to_ledger, to_ministers, to_settings
from game.ui.widgets import Widget
from game.ui.words import _


def menu_screen(desk: Desk, match: Match) -> "Menu":
    """Return the menu of a game in play."""
    return Menu(desk, match)


def saved_words(desk: Desk, match: Match) -> str:
    """Say whether the game is saved as it stands."""
    if hosted(desk, match):
        return kept_words()
    problem = desk.save_problem(match)
    if problem:
        return _("This game could not be saved: {}").format(problem)
    if match.save is None:
        return _("This game is not being saved.")
    return _("Saved after every step, also in the middle of a turn. “Continue” on the first page comes back to it.")


@dataclass(frozen=True)
class Menu(Screen):
    """Resume, ledger, settings, help, leave."""

    overlay = True
    desk: Desk
    match: Match

    def build(self, context: Context) -> Widget:
        """Lay out the plate."""
        ways = [
            onward(_("Resume"), Pop),
            Way(_("Ledger"), partial(to_ledger, self.desk, self.match), code=pygame.K_l, icon="ledger"),
            Way(_("Settings"), partial(to_settings, self.desk), code=pygame.K_s, icon="settings"),
            Way(_("Help"), partial(help_for, [self]), code=pygame.K_F1, icon="help"),
            *([Way(_("Bring the guide back"), self.guide, code=pygame.K_g)] if self._sent_away() else []),
            *([self._team()] if self._in_team() else []),
            Way(_("Save and leave") if not hosted(self.desk, self.match) else _("To the title"), Home, code=pygame.K_q, icon="log-out"),
        ]
        return dialogue(context, _("Menu"), [saved_words(self.desk, self.match)], ways)

    def _sent_away(self) -> bool:
        """Tell whether the scenario has a guide that was sent away."""
        found = guide_of(self.desk, self.match)
        return found is not None and found.off

    def _in_team(self) -> bool:
        """Tell whether ministers share the seat."""
        return hosted(self.desk, self.match) and bool(self.desk.classroom.status.get("team"))

    def _team(self) -> Way:
        return Way(_("Your team"), partial(to_ministers, self.desk, self.desk.classroom), code=pygame.K_t, icon="users")

    def guide(self) -> Outcome:
        """Bring the guide back."""
        found = guide_of(self.desk, self.match)
        if found is not None:
            found.off = False
        return Pop()

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("L", _("ledger")), ("S", _("settings")), ("F1", _("help")), ("Q", _("save and leave")), ("Esc", _("back to the turn"))]


@dataclass(frozen=True)
class Leave(Screen):
    """Asked when the window is closed with a game in play."""

    overlay = True
    desk: Desk
    match: Match

    def build(self, context: Context) -> Widget:
        """Lay out the plate."""
        ways = [
            onward(_("Go on playing"), Pop),
            Way(_("Quit"), Quit, code=pygame.K_q, icon="log-out"),
        ]
        return dialogue(context, _("Quit in the middle of turn {}?").format(self.match.turn), [saved_words(self.desk, self.match)], ways)

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("Q", _("quit")), ("Esc", _("go on playing"))]
