"""The debrief on the screen: why a finished game came out as it did.

`debrief_screen` takes a case; each page behind a tab is a module that builds widgets from the screen and its findings.
"""

from game.ui.screens.debrief.screen import DebriefScreen, debrief_screen

__all__ = ["DebriefScreen", "debrief_screen"]
