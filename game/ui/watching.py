"""`play --watch`: a pack under development is loaded anew when a file changes; the game keeps seed and orders, errors come on screen.

What is said here is for designers and, as the check's own messages, in English.
"""

from typing import TYPE_CHECKING, Any, Protocol

import pygame

from game.session.carry import carried_over
from game.session.match import Match
from game.ui.outcome import Home, Push
from game.ui.screens.parts.trouble import Trouble, trouble_screen
from game.ui.screens.result import result_screen
from game.ui.screens.turn import turn_screen

if TYPE_CHECKING:
    from game.ui.app import Game

LOOK = pygame.event.custom_type()
EVERY = 400
"""Milliseconds between two looks at the files."""
MOST_SHOWN = 5


class Watched(Protocol):
    """A pack that tells when it has changed; `game.content.tools.watching.Watch` is one."""

    def changed(self) -> bool:
        """Tell whether a file has changed since the last load."""

    def load(self) -> Any:
        """Load the pack: findings, and `compiled` when there is no error."""


class Watcher:
    """Looks at a pack while a game of it is in play."""

    def __init__(self, watched: Watched, seed: int | str | None = None) -> None:
        self._watched = watched
        self._seed = seed
        self.match: Match | None = None

    def start(self, game: "Game") -> None:
        """Open the game of the pack, or say what is wrong with it, and look again from now on."""
        pygame.time.set_timer(LOOK, EVERY)
        self.look(game)

    def look(self, game: "Game") -> None:
        """Load the pack anew where a file has changed."""
        if not self._watched.changed():
            return
        loaded = self._watched.load()
        errors = [finding for finding in loaded.findings if finding.severity == "error"]
        if isinstance(game.top.screen, Trouble):
            game.layers.pop()                          # what it says may be mended
            game.dirty = True
        if loaded.compiled is None:
            more = f" … and {len(errors) - MOST_SHOWN} more" if len(errors) > MOST_SHOWN else ""
            game.apply(Push(trouble_screen("The pack has errors", "  ·  ".join(str(one) for one in errors[:MOST_SHOWN]) + more)))
            return
        first, match = self.match is None, self.match
        self.match = Match.new(loaded.compiled, self._seed) if match is None else carried_over(match, loaded.compiled)
        game.apply(Home())
        game.apply(Push(result_screen(game.desk, self.match) if self.match.over else turn_screen(game.desk, self.match)))
        warnings = len(loaded.findings)
        said = f"{loaded.findings[0]}" if warnings else "no warnings"
        game.note(f"{'Watching the pack' if first else 'The pack was loaded anew'}: {f'{warnings} warnings; ' if warnings else ''}{said}")
