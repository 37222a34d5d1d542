"""Export: the debrief written as one page into the player's folder; says where it is, or why it could not be written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pygame

from game.analysis.debrief import Stopped
from game.session import TightropeError
from game.session.store import write_file
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import REBUILD, Outcome, Pop, Stay
from game.ui.screen import Context, Key, Screen
from game.ui.screens.debrief.findings import Findings, Share
from game.ui.screens.debrief.pane import Live
from game.ui.screens.parts.column import breakable
from game.ui.screens.parts.dialogue import dialogue
from game.ui.screens.parts.page import Way, onward
from game.ui.widgets import Button, Group, Label, Panel, Widget
from game.ui.words import _, said

Write = Callable[[Callable[[float], None]], str]
"""Writes a page's text; tells how far it is."""


def export_screen(desk: Desk, found: Findings) -> "Export":
    """Return the dialogue that writes the debrief of one game."""
    kit = desk.kit
    if kit is None:
        raise ValueError("a debrief needs a desk with a kit")
    record = found.case.record
    name = f"{record.scenario}-{record.seed[:8]}-{desk.preferences.language}.html"

    def write(tell: Callable[[float], None]) -> str:
        return kit.page(found.full(tell), desk.preferences.language)

    return Export(Job(desk.debriefs / name, write, desk.browse))


@dataclass
class Job:
    """A page being written: where, and what came of it."""

    path: Path
    write: Write
    browse: Callable[[str], bool]
    share: Share = field(default_factory=Share)
    begun: bool = False
    done: bool = False
    problem: str = ""
    note: str = ""

    def run(self) -> str | None:
        """Write the page, in a thread; gives the problem, nothing when it is written, None when it was stopped."""
        try:
            write_file(self.path, self.write(self.share.tell).encode())
        except Stopped:
            return None
        except TightropeError as error:
            return said(error)
        return ""

    def take(self, problem: str | None) -> Outcome:
        """Take what came of it."""
        if problem is None:
            return Pop()
        self.done, self.problem = True, problem
        return REBUILD

    def open(self) -> Outcome:
        """Open the page in the browser."""
        opened = self.browse(self.path.resolve().as_uri())
        self.note = "" if opened else _("No browser could be opened. Open the file yourself.")
        return REBUILD

    def again(self) -> Outcome:
        """Try once more."""
        self.begun, self.done, self.problem, self.share = False, False, "", Share()
        return REBUILD


@dataclass(frozen=True)
class Export(Screen):
    """The dialogue."""

    overlay = True
    prefers = "light"
    job: Job

    def build(self, context: Context) -> Widget:
        """Say how far it is, where the page lies, or what went wrong."""
        job = self.job
        if not job.begun:
            job.begun = True
            context.background("export", job.run, partial(Job.take, job))
        if not job.done:
            return self._working(context)
        across = min(560.0, context.width - 24) - 66
        if job.problem:
            ways = [onward(_("Try again"), job.again), Way(_("Back"), Pop)]
            why = breakable(job.problem, context.text, across, 16)
            return dialogue(context, _("The page could not be written"), [why], ways, width=560)
        words = [
            _("One page by itself: it opens in any browser, prints on A4 and loads nothing from the internet."),
            breakable(str(job.path), context.text, across, 16), *([job.note] if job.note else []),
        ]
        ways = [onward(_("Good"), Pop), Way(_("Open in the browser"), job.open, code=pygame.K_o, icon="external-link")]
        return dialogue(context, _("The page is written"), words, ways, width=560)

    def _working(self, context: Context) -> Widget:
        box = context.rect.middle(min(460, context.width - 24), 170)
        inner, words, setter = box.inset(24), _("Writing the page …"), context.text
        wide = Button.natural_width(setter, _("Stop"))
        return Group(context.rect, [Panel(box, children=[
            Label(Rect(inner.x, inner.y, inner.w, 28), words, 20, "semibold"),
            Live(Rect(inner.x, inner.y + 46, inner.w, 8), self.job, words),
            Button(Rect(inner.x, inner.bottom - 44, wide, 44), _("Stop"), self.stop),
        ])])

    def stop(self) -> Outcome:
        """Stop, and go back."""
        self.job.share.stop = True
        return Pop()

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Esc stops what is under way."""
        return self.stop() if event.code == pygame.K_ESCAPE else None

    def tick(self, dt: float) -> bool | Outcome:
        """Draw anew when the work has got further."""
        return Stay() if self.job.share.moved() else False
