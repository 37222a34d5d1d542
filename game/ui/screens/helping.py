"""Which page of the help fits which page of the game: F1 opens it."""

from collections.abc import Sequence
from typing import Any

from game.ui.outcome import Outcome, Push
from game.ui.screen import Screen

PAGE_OF = {
    "Title": "index", "Scenarios": "packs", "Briefing": "index", "Menu": "index",
    "Brief": "brief", "Decide": "decide", "Resolve": "resolve", "LedgerPage": "resolve", "Glossary": "words", "Sources": "brief",
    "Result": "result", "DebriefScreen": "debrief", "Choose": "debrief", "Beside": "debrief",
    "Join": "tournament", "JoinFile": "tournament", "Waiting": "tournament", "Ministers": "tournament",
    "Ended": "tournament", "RoundPage": "tournament", "Standings": "tournament", "Host": "host",
    "Records": "records", "Packs": "packs", "Messages": "packs", "Chooser": "packs", "Settings": "settings", "Trouble": "index",
}
"""The topic for each class of screens; questions that lie over a page have none, and keep F1 to themselves."""


def topic_of(screen: Screen) -> str:
    """Return the topic that fits a screen, or "" where F1 does nothing."""
    return PAGE_OF.get(type(screen).__name__, "")


def help_for(screens: Sequence[Screen]) -> Outcome | None:
    """Open the help that fits the last of the screens that lie on each other; the words are those of its game, where one is played."""
    topic = topic_of(screens[-1])
    desk: Any = next((screen.desk for screen in reversed(screens) if hasattr(screen, "desk")), None)
    if desk is None or not topic:
        return None
    from game.ui.screens.help import help_screen

    match: Any = getattr(screens[-1], "match", None)
    return Push(help_screen(desk, topic, match if hasattr(match, "compiled") else None))
