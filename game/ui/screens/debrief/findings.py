"""What has been found of a game so far: the slow parts are worked out in threads, tell how far they are, and can be stopped."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pygame

from game.analysis.debrief import Case, Stopped
from game.analysis.debrief.document import Debrief
from game.ui.outcome import REBUILD, Outcome
from game.ui.screen import Context

MOVED = pygame.event.custom_type()
"""Posted by a thread when its share has grown: it only wakes the loop, which then asks the screen's `tick`."""
STEP = 0.03
PARTS = {"game": ("falls", "path", "bots", "story", "standings", "hidden"), "turning": ("turning",), "par": ("par",)}
SPANS = {"game": (0.0, 1.0), "turning": (0.0, 0.8), "par": (0.8, 1.0)}
"""Where `Debrief` tells each part's progress within its whole."""


class Share:
    """How far a piece of slow work is, 0 to 1; a thread writes it and the page reads it. `stop` ends the work at its next step."""

    def __init__(self, low: float = 0.0, high: float = 1.0) -> None:
        self.low, self.high = low, high
        self.part = 0.0
        self.stop = False
        self._shown = 0.0

    def tell(self, share: float) -> None:
        """Hear of progress, on the work's thread; raises Stopped when nobody wants the rest."""
        if self.stop:
            raise Stopped
        part = (share - self.low) / (self.high - self.low)
        if part >= self.part + STEP or part >= 1:
            self.part = min(1.0, part)
            if pygame.display.get_init():
                pygame.event.post(pygame.event.Event(MOVED))

    def moved(self) -> bool:
        """Tell whether it has grown since this was last asked."""
        before, self._shown = self._shown, self.part
        return self.part != before


class Findings:
    """The debrief of a case as far as it is known; `known` may be read at any time and works nothing slow out by itself."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.known = Debrief(case)
        self.known.turning, self.known.par, self.known.bots = [], None, []
        self.done: set[str] = set()
        self.running = ""
        self.stopped = False
        self.share = Share()

    def has(self, part: str) -> bool:
        """Tell whether a part is known."""
        return part in self.done

    @property
    def complete(self) -> bool:
        """Tell whether all is known."""
        return len(self.done) == len(PARTS)

    def work(self, context: Context) -> None:
        """Begin the next part that is missing, unless one is under way or the player has stopped it."""
        missing = next((part for part in PARTS if part not in self.done), "")
        if self.running or self.stopped or not missing:
            return
        self.running, self.share = missing, Share(*SPANS[missing])
        context.background("debrief", partial(self._find, missing, self.share), partial(self._take, missing))

    def _find(self, part: str, share: Share) -> tuple[Any, ...] | None:
        """Work a part out; None when it was stopped."""
        debrief = Debrief(self.case, share.tell)
        try:
            return tuple(getattr(debrief, name) for name in PARTS[part])
        except Stopped:
            return None

    def _take(self, part: str, found: tuple[Any, ...] | None) -> Outcome:
        """Take a part over, on the loop's thread."""
        self.running = ""
        if found is None:
            self.stopped = True
            return REBUILD
        for name, value in zip(PARTS[part], found, strict=True):
            setattr(self.known, name, value)
        self.done.add(part)
        return REBUILD

    def halt(self) -> Outcome:
        """Stop what is under way."""
        self.share.stop = True
        return REBUILD

    def resume(self) -> Outcome:
        """Go on after a stop: the page's next build begins the missing part again."""
        self.stopped = False
        return REBUILD

    def finish(self) -> "Findings":
        """Work everything out here and now, for pictures; gives itself."""
        for part in PARTS:
            if part not in self.done:
                self._take(part, self._find(part, Share(*SPANS[part])))
        return self

    def read(self) -> "Findings":
        """Work out here and now what needs no search; gives itself."""
        if not self.has("game"):
            self._take("game", self._find("game", Share()))
        return self

    def full(self, tell: Callable[[float], None]) -> Debrief:
        """Give a debrief of its own, for a thread: what is known is in it, the rest it works out when it is asked."""
        debrief = Debrief(self.case, tell)
        for part in self.done:
            for name in PARTS[part]:
                setattr(debrief, name, getattr(self.known, name))
        return debrief
