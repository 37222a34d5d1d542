"""`play --watch`: a pack under development is loaded anew when a file changes; the game keeps seed and orders, errors come on screen."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pygame

from game.content.diagnostics import Finding
from game.session.carry import carried_over
from game.session.match import Match
from game.ui.outcome import Home, Push
from game.ui.screens.packs.messages import Messages, messages_screen
from game.ui.screens.packs.texts import counted, told
from game.ui.screens.result import result_screen
from game.ui.screens.turn import turn_screen
from game.ui.words import _

if TYPE_CHECKING:
    from game.ui.app import Game

LOOK = pygame.event.custom_type()
EVERY = 400
"""Milliseconds between two looks at the files."""


class Watched(Protocol):
    """A pack that tells when it has changed; `game.content.tools.watching.Watch` is one."""

    path: Path

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
        if isinstance(game.top.screen, Messages):
            game.layers.pop()                          # what it says may be mended
            game.dirty = True
        if loaded.compiled is None:
            game.apply(Push(messages_screen(_("The pack has errors"), self._watched.path, loaded.findings)))
            return
        first, match = self.match is None, self.match
        self.match = Match.new(loaded.compiled, self._seed) if match is None else carried_over(match, loaded.compiled)
        game.apply(Home())
        game.apply(Push(result_screen(game.desk, self.match) if self.match.over else turn_screen(game.desk, self.match)))
        game.note(self._said(loaded.findings, first=first))

    def _said(self, findings: Sequence[Finding], *, first: bool) -> str:
        """Say that the pack was loaded, and the first warning with its place."""
        head = _("Watching the pack") if first else _("The pack was loaded anew")
        if not findings:
            return f"{head}: {counted(0, 0)}"
        warning = told(findings[0], self._watched.path)
        return f"{head}: {counted(0, len(findings))}. {warning.place}: {warning.main}"
