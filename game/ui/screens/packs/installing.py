"""Installing: a file is checked in the background, what it is or why it is refused is told, and only then is anything written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pygame

from game.content.diagnostics import Finding, plain
from game.content.library import Library
from game.content.tools.installing import Plan, plan_install
from game.session import TightropeError, reason
from game.session.packs import install
from game.ui.desk import Desk
from game.ui.outcome import REBUILD, Outcome, Pop, Push, Replace, Stay
from game.ui.screen import Context, Key, Screen
from game.ui.screens.packs.messages import messages_screen
from game.ui.screens.packs.rows import fitted
from game.ui.screens.packs.screen import Installed
from game.ui.screens.packs.texts import DIGITS, counted, languages, told
from game.ui.screens.parts.amounts import joined
from game.ui.screens.parts.dialogue import dialogue
from game.ui.screens.parts.page import Way, onward
from game.ui.widgets import Aloud, Widget
from game.ui.words import _, ngettext, said

SHOWN = 3
"""Reasons told at once; the rest stand on a page of their own."""
WIDTH = 600.0
State = Literal["check", "refused", "ready", "write", "done", "trouble"]


def installing_screen(desk: Desk, paths: Sequence[Path], *, in_game: bool = False) -> "Installing":
    """Return the dialogue that checks and installs files one after the other; over a game in play none of them is begun."""
    return Installing(Job(desk, list(paths), in_game=in_game))


@dataclass
class Job:
    """Files to install: the first of `paths` is in hand."""

    desk: Desk
    paths: list[Path]
    in_game: bool = False
    state: State = "check"
    plan: Plan | None = None
    problem: str = ""
    installed: Path | None = None
    begun: bool = False

    @property
    def path(self) -> Path:
        """Give the file in hand."""
        return self.paths[0]

    @property
    def name(self) -> str:
        """Give its name as it can be shown."""
        return plain((self.path.name or str(self.path)).encode("utf-8", "replace").decode())

    @property
    def errors(self) -> list[Finding]:
        """List why it is refused."""
        return [one for one in self.plan.findings if one.severity == "error"] if self.plan else []

    def advance(self, context: Context) -> None:
        """Begin what is to be done in the background: checking, or writing."""
        if self.begun or self.desk.library is None or self.state not in ("check", "write"):
            return
        self.begun = True
        if self.state == "check":
            library = self.desk.library
            context.background("install", lambda: self._check(library), self._checked)
        elif self.plan is not None:
            plan = self.plan
            context.background("install", lambda: self._write(plan), self._written)

    def finish(self) -> "Job":
        """Check at once, for pictures and tests; gives itself."""
        if self.desk.library is not None:
            self._checked(self._check(self.desk.library))
        return self

    def _check(self, library: Library) -> Plan | str:
        try:
            return plan_install(self.path, library.folders[0], library.folders[-1])
        except OSError as error:
            return said(reason(error))

    def _checked(self, found: Plan | str) -> Outcome:
        self.begun = False
        if isinstance(found, str):
            self.state, self.problem = "trouble", plain(found)
        else:
            self.plan = found
            self.state = "refused" if self.errors or found.compiled is None else "done" if found.there else "ready"
        return REBUILD

    @staticmethod
    def _write(plan: Plan) -> str:
        try:
            install(plan)
        except TightropeError as error:
            return said(error)
        return ""

    def _written(self, problem: str) -> Outcome:
        self.begun = False
        self.state, self.problem = ("trouble", plain(problem)) if problem else ("done", "")
        if not problem and self.plan is not None:
            self.installed = self.plan.target
            self.desk.forget()
        return REBUILD

    # what a reader decides

    def put(self) -> Outcome:
        """Write it."""
        self.state = "write"
        return REBUILD

    def again(self) -> Outcome:
        """Check the file once more."""
        self.state, self.plan, self.problem = "check", None, ""
        return REBUILD

    def next(self) -> Outcome:
        """Go on with the next file, or back."""
        if len(self.paths) > 1:
            del self.paths[0]
            return self.again()
        return Pop(Installed(self.installed) if self.installed is not None else None)

    def add(self, path: Path) -> Outcome:
        """Take one more file, which was dropped meanwhile."""
        if path not in self.paths:
            self.paths.append(path)
        return REBUILD


@dataclass(frozen=True)
class Installing(Screen):
    """The dialogue."""

    overlay = True
    job: Job

    def build(self, context: Context) -> Widget:
        """Say what is being done, what it is, or why not."""
        self.job.advance(context)
        title, words, ways = {
            "check": self._working, "write": self._working, "refused": self._refused, "ready": self._ready, "done": self._done,
            "trouble": self._trouble,
        }[self.job.state]()
        across = min(WIDTH, context.width - 24) - 66
        more = len(self.job.paths) - 1
        if more:
            words.append(ngettext("{n} more file is waiting.", "{n} more files are waiting.", more).format(n=more))
        plate = dialogue(context, title, [fitted(text, context.text, across, 16) for text in words], ways, width=WIDTH)
        return plate.add(Aloud(". ".join([title, *words])))

    def _working(self) -> tuple[str, list[str], list[Way]]:
        text = _("Checking the pack …") if self.job.state == "check" else _("Installing the pack …")
        return text, [self.job.name], [Way(_("Stop"), self.close)] if self.job.state == "check" else []

    def _refused(self) -> tuple[str, list[str], list[Way]]:
        errors = self.job.errors
        words = [_("{name}: nothing was written.").format(name=self.job.name)]
        for one in errors[:SHOWN]:
            said = told(one, self.job.path)
            words.append(" ".join(part for part in (f"{said.place}:", *said.lines) if part))
        ways = [onward(_("Good"), self.job.next)]
        count = len(errors)
        reasons = ngettext("{n} reason, on a page", "All {n} reasons, on a page", count).format(n=count)
        ways += [Way(reasons, self.messages, code=pygame.K_c, icon="list"), Way(_("Check once more"), self.job.again, icon="refresh-cw")]
        return _("The pack was not installed"), words, ways

    def _facts(self) -> list[str]:
        """Say what the pack is."""
        plan = self.job.plan
        if plan is None or plan.compiled is None:
            return []
        compiled = plan.compiled
        title = self.job.desk.texts(compiled)("title", compiled.scenario.id)
        return [
            f"{title}: {joined([f'{compiled.pack_id} {compiled.pack_version}', languages(compiled.meta.languages)])}",
            joined([_("The check says: {}").format(counted(0, len(plan.findings))), _("digest {}").format(compiled.pack_digest[:DIGITS])]),
        ]

    def _ready(self) -> tuple[str, list[str], list[Way]]:
        ways = [onward(_("Install"), self.job.put)]
        if self.job.plan and self.job.plan.findings:
            ways.append(Way(_("Messages of the check"), self.messages, code=pygame.K_c, icon="list"))
        ways.append(Way(_("Not now"), self.job.next))
        words = [*self._facts(), _("It is data only and brings no program with it. It can be removed again at any time.")]
        return _("Install this pack?"), words, ways

    def _done(self) -> tuple[str, list[str], list[Way]]:
        there = self.job.installed is None
        title = _("This pack is installed already") if there else _("The pack is installed")
        ways = [onward(_("Good"), self.job.next)]
        if not self.job.in_game and len(self.job.paths) == 1:
            ways.append(Way(_("Play it"), self.play, code=pygame.K_p, icon="play"))
        return title, self._facts(), ways

    def _trouble(self) -> tuple[str, list[str], list[Way]]:
        ways = [onward(_("Try again"), self.job.again), Way(_("Back"), self.job.next)]
        return _("The pack was not installed"), [self.job.name, self.job.problem], ways

    # what happens

    def messages(self) -> Outcome | None:
        """Open the messages of the check."""
        plan = self.job.plan
        return Push(messages_screen(self.job.name, self.job.path, plan.findings)) if plan is not None else None

    def play(self) -> Outcome | None:
        """Open the briefing of what was installed."""
        from game.ui.screens.briefing import briefing_screen

        desk, plan = self.job.desk, self.job.plan
        if plan is None or plan.compiled is None or plan.target is None or desk.library is None:
            return None
        scenario = plan.compiled.scenario.id
        name = scenario if desk.library.find(scenario) == plan.target else str(plan.target)
        desk.hold(name, plan.compiled)
        return Replace(briefing_screen(desk, name))

    def close(self) -> Outcome:
        """Go back; nothing more is written."""
        return Pop(Installed(self.job.installed) if self.job.installed is not None else None)

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Esc goes back, and says what was installed; the moment of writing is waited for."""
        if event.code != pygame.K_ESCAPE:
            return None
        return Stay() if self.job.state == "write" else self.close()

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("⏎", _("the gold button")), ("Esc", _("back"))]
