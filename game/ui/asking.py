"""Slow questions of a class in threads of their own, since a round's clock must not wait behind a forecast; answers come on the loop."""

import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pygame

from game.session import TightropeError

if TYPE_CHECKING:
    from game.ui.app import Game

NEWS = pygame.event.custom_type()
"""Posted by a thread that has something to tell; the loop then looks."""
Done = Callable[["Game", Any], None]


class Asking:
    """Asks one question of a kind at a time; `settled` are kinds that need no asking until they are asked for anew."""

    def __init__(self) -> None:
        self.posted = threading.Event()
        self._answers: deque[tuple[int, str, Done, Any]] = deque()
        self._busy: set[str] = set()
        self._settled: set[str] = set()
        self._age = 0

    def tell(self) -> None:
        """Have the loop look; called from any thread."""
        if not self.posted.is_set() and pygame.display.get_init():
            self.posted.set()
            pygame.event.post(pygame.event.Event(NEWS))

    def ask(self, kind: str, work: Callable[[], Any], done: Done) -> None:
        """Ask in a thread, unless that is under way or settled; the answer, or what went wrong, comes with the next news."""
        if kind in self._busy or kind in self._settled:
            return
        self._busy.add(kind)
        age = self._age

        def run() -> None:
            try:
                answer: Any = work()
            except Exception as error:  # noqa: BLE001  told, or raised again, on the loop
                answer = error
            self._answers.append((age, kind, done, answer))
            self.tell()

        threading.Thread(target=run, name=f"asking {kind}", daemon=True).start()

    def hand_over(self, game: "Game") -> None:
        """Give the answers that have come to who asked; what was asked before `forget` counts for nothing."""
        self.posted.clear()
        while self._answers:
            age, kind, done, answer = self._answers.popleft()
            if age != self._age:
                continue
            self._busy.discard(kind)
            if isinstance(answer, Exception) and not isinstance(answer, TightropeError):
                raise answer                           # a bug: it ends where all bugs do
            done(game, answer)

    def settle(self, kind: str) -> None:
        """Ask nothing of a kind any more."""
        self._settled.add(kind)

    def unsettle(self, kind: str) -> None:
        """Ask a kind anew when it is next wanted."""
        self._settled.discard(kind)

    def forget(self) -> None:
        """Drop all questions under way, and what was settled."""
        self._age += 1
        self._busy.clear()
        self._settled.clear()
