"""The debrief's screen: its head, the tabs, and which page is in front."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pygame

from game.analysis.debrief import Case
from game.analysis.debrief.waterfall import TOTAL
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Pop, Push, Replace, Stay
from game.ui.screen import Context, Key, Screen
from game.ui.screens.debrief.findings import Findings
from game.ui.screens.debrief.head import TABS, head, tab_row, unsure
from game.ui.screens.debrief.pane import Pane
from game.ui.screens.debrief.telling import Teller
from game.ui.screens.debrief.trial import Trial
from game.ui.screens.parts.page import Page, Way
from game.ui.widgets import Group, Widget
from game.ui.words import _


def pages() -> "dict[str, Callable[[DebriefScreen, Pane], None]]":
    """Give what builds the page behind each tab; those modules know this one."""
    from game.ui.screens.debrief import causes, overview, path, story, talk, turning, whatif

    return {
        "overview": overview.build, "story": story.build, "path": path.build, "why": causes.build, "turning": turning.build,
        "whatif": whatif.build, "questions": talk.questions, "sources": talk.sources,
    }


def debrief_screen(desk: Desk, case: Case) -> "DebriefScreen":
    """Return the debrief of a finished game; what is slow is worked out once the page stands."""
    return DebriefScreen(desk, Findings(case), Trial(case))


@dataclass(frozen=True)
class DebriefScreen(Screen):
    """The debrief: `tab` is the page in front, `measure` what the waterfall shows, `opened` the groups and causes that are unfolded.

    `turn` is the one whose story is told.
    """

    prefers = "light"
    desk: Desk
    found: Findings
    trial: Trial
    tab: str = "overview"
    measure: str = TOTAL
    opened: frozenset[str] = frozenset()
    turn: int = 1

    @property
    def teller(self) -> Teller:
        """Give what puts findings into words."""
        return Teller(self.desk, self.found.known)

    def build(self, context: Context) -> Widget:
        """Lay out head, tabs and the page in front."""
        self.found.work(context)
        if self.tab == "whatif":
            self.trial.work(context)
        pane = self._frame(context)
        if not self.found.case.verified:
            pane.body = unsure(self, pane)
        if self.found.has("game"):
            pages()[self.tab](self, pane)
        else:
            pane.wait(self.found, _("Reading the game …"))
        return pane.root

    def _frame(self, context: Context) -> Pane:
        if not context.compact:
            root = Group(context.rect)
            root.add(head(self, context))
            tabs, body = context.rect.inset(16, 0).top(64, 8)[1].top(40, 8)
            root.add(tab_row(self, tabs, context))
            content = Group(body)
            root.add(content)
            return Pane(root, content, Rect(body.x, body.y, body.w, body.h - 16), context)
        teller = self.teller
        page = Page(
            context, teller.total(), teller.grade(),
            ways=[
                Way(_("Back"), self.leave, icon="chevron-left"), Way(_("Compare"), self.compare, code=pygame.K_c, icon="users"),
                Way(_("Export"), self.export, code=pygame.K_e, icon="download"),
            ],
        )
        tabs, body = page.body.top(34, 6)
        page.content.add(tab_row(self, tabs, context))
        content = Group(body)
        page.content.add(content)
        return Pane(page.root, content, body, context)

    # what happens

    def show(self, tab: str) -> Outcome:
        """Bring a page to the front."""
        return Replace(replace(self, tab=tab))

    def tell(self, turn: int) -> Outcome:
        """Tell the story of a turn."""
        return Replace(replace(self, turn=turn))

    def ask(self, measure: str) -> Outcome:
        """Ask why of the result or of a pillar."""
        return Replace(replace(self, measure=measure))

    def unfold(self, name: str) -> Outcome:
        """Open or close a group or a cause."""
        return Replace(replace(self, opened=self.opened ^ {name}))

    def explain(self, group: str) -> Outcome:
        """Go to the causes of a group."""
        return Replace(replace(self, tab="why", opened=frozenset({group})))

    def what_if(self, turn: int, place: int = -1) -> Outcome:
        """Go to what if, at a turn; with the alternative of a turning point already chosen."""
        self.trial.at(turn)
        if place >= 0:
            self.trial.take(self.found.known.turning[place].point.decision.best)
        return self.show("whatif")

    def compare(self) -> Outcome:
        """Choose other records to lay beside this one."""
        from game.ui.screens.debrief.compare import compare_screen

        return Push(compare_screen(self.desk, self.found))

    def export(self) -> Outcome:
        """Write the page."""
        from game.ui.screens.debrief.export import export_screen

        return Push(export_screen(self.desk, self.found))

    def leave(self) -> Outcome:
        """Go back; what is under way ends."""
        self.found.share.stop = self.trial.share.stop = True
        return Pop()

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Move between tabs with the brackets; Esc goes back."""
        if event.code == pygame.K_ESCAPE:
            return self.leave()
        if event.code in (pygame.K_LEFTBRACKET, pygame.K_RIGHTBRACKET):
            by = 1 if event.code == pygame.K_RIGHTBRACKET else -1
            names = list(TABS)
            return self.show(names[(names.index(self.tab) + by) % len(names)])
        return None

    def tick(self, dt: float) -> bool | Outcome:
        """Draw anew when slow work has got further."""
        return Stay() if self.found.share.moved() | self.trial.share.moved() else False

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("1–8", _("page")), ("[ ]", _("page before, next page")), ("C", _("compare")), ("E", _("export")), ("Esc", _("back"))]
