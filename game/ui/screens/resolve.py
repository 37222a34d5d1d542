"""The resolve: one bright arrow at a time on the map, a caption on paper, both ladders, and the ledger as it grows."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace

import pygame

from game.rules.view import view_of
from game.session.match import Match
from game.session.report import TurnReport
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.map import Map
from game.ui.mapspots import MarkSpot, Spot
from game.ui.outcome import REBUILD, Outcome, Replace
from game.ui.screen import Context, Key
from game.ui.screens.helping import help_for
from game.ui.screens.parts import ways
from game.ui.screens.parts.coach import Guided
from game.ui.screens.parts.footer import gold
from game.ui.screens.parts.header import header, height
from game.ui.screens.parts.ladder import WIDE as LADDER
from game.ui.screens.parts.ladder import Ladder
from game.ui.screens.parts.mapnotes import lead_to_words
from game.ui.screens.parts.scene import Moment, scene
from game.ui.screens.parts.steps import Step, handover_steps, steps_of
from game.ui.screens.parts.strip import HEIGHT as STRIP
from game.ui.screens.parts.strip import Strip, StripItem
from game.ui.screens.parts.table import Table, whole
from game.ui.screens.parts.telling import Caption, Dashes, Leads, ledger_column
from game.ui.widgets import Bar, Button, Group, IconButton, Scroll, Widget
from game.ui.words import _

LEDGER, FOOT, COMPACT_FOOT, CAPTION = 384.0, 64.0, 46.0, 140.0
SPEEDS, PACE, LOUD, GROW = (1, 2, 4), 2.2, 3.2, 0.35
SPOKEN = 14.0
"""Letters that a voice reads in a second: where speech is on, a step waits for its words."""


class Resolve(Guided):
    """A turn as it resolves; plays by itself unless motion is off, when all is shown at once."""

    def __init__(self, desk: Desk, match: Match, table: Table | None = None, report: TurnReport | None = None) -> None:
        self.desk, self.match = desk, match
        self.report = report or match.reports[-1]
        self.table = table or Table(desk, match, view_of(match.scenario, match.states[self.report.turn - 1]))
        self.steps = steps_of(self.table, self.report)
        if match.handover is not None and self.report.turn == match.scenario.calendar.turns:
            self.steps += handover_steps(self.table, match.handover)
        self.at = 0
        self.playing = True
        self.speed = 1
        self.page = "map"
        self.opened: frozenset[int] = frozenset()
        self.grown = 0.0
        self.context: Context | None = None
        self.map: Map | None = None
        self._started = False
        self._stop = threading.Event()

    @property
    def step(self) -> Step:
        """Give the step that is being told."""
        return self.steps[self.at]

    @property
    def done(self) -> bool:
        """Tell whether all has been told."""
        return self.at == len(self.steps) - 1

    @property
    def moment(self) -> Moment:
        """Give how far the turn has been told."""
        return Moment(self.table, self.report, self.steps, self.at)

    @property
    def part(self) -> float:
        """Tell how far the bright arrow has come, 0 to 1."""
        return min(1.0, 0.15 + self.grown / GROW)

    # building

    def build(self, context: Context) -> Widget:
        """Lay the page out."""
        self.context = context
        if not self._started:
            self._started = True
            if context.look.motion:
                self._wait()
            else:
                self.at, self.playing, self.grown = len(self.steps) - 1, False, GROW
        first, step = self.steps[0], self.step
        start, now = self._figures(first.before, first.gauge_before), self._figures(step.before, step.gauge_before)
        bar = header(
            context, self.table, 2, values=now, ghosts=self._figures(step.after, step.gauge_after),
            changes={key: now[key] - start[key] for key in now}, levels={i: level for i, (_was, level) in self.moment.moved().items()},
            on_menu=lambda: self._away(ways.to_menu(self.desk, self.match)),
        )
        build = self._compact if context.compact else self._wide
        return self._pausing(Group(context.rect, [bar, *build(context)]))

    def _pausing(self, root: Widget) -> Widget:
        """Hold the story while a word from the map or a ladder is looked up."""
        if self.map is not None:
            lead_to_words(self.map.notes, self.table)
        for spot in root.walk():
            if isinstance(spot, Spot) and spot.on_activate:
                spot.on_activate = lambda lead=spot.on_activate: self._away(lead())
        return root

    def _figures(self, pillars: Sequence[int], gauge: int) -> dict[str, int]:
        """Give what the header shows in whole points: the pillars by id, and what stands beside them."""
        shown = {pillar.id: whole(value) for pillar, value in zip(self.match.scenario.pillars, pillars, strict=True)}
        return {**shown, "": whole(gauge)}

    def _wide(self, context: Context) -> list[Widget]:
        foot, page = context.rect.low(FOOT)
        page = page.top(height(context))[1]
        aside, area = page.side(LEDGER + 16)
        caption = Rect(area.x + 16, area.bottom - 16 - CAPTION, area.w - 32, CAPTION)
        free = Rect(area.x + 28 + LADDER, area.y + 12, area.w - 56 - 2 * LADDER, caption.y - area.y - 24)
        self.map = self._map(area, context, east=(area.right - 16 - LADDER, area.y + 150), free=free)
        left = Ladder(area.x + 16, area.y + 16, self.table, "beijing", self.step.rung, threatened=self._threatened())
        right = Ladder(area.right - 16 - LADDER, area.y + 16, self.table, "washington", self.step.us_rung)
        paper = Caption(caption, self.table, self.step, self.at, len(self.steps))
        box = Rect(aside.x, aside.y + 8, aside.w - 16, aside.h - 16)
        column = ledger_column(box, self.table, self.steps, self.at, context.text, self._leads)
        return [self.map, left, right, paper, column, self._foot(context, foot)]

    @property
    def _leads(self) -> Leads:
        return Leads(self.pick, self.fold, self.opened)

    def _threatened(self) -> int:
        """Give the rung that is threatened as the story stands: before Beijing's chapter the old one, then the new one."""
        if self.step.chapter in ("programmes", "answers", "washington"):
            return self.table.threat
        return int(self.match.states[self.report.turn].threat[0])

    def _map(
        self, rect: Rect, context: Context, *, east: tuple[float, float] | None = None, free: Rect | None = None, close: bool = False,
    ) -> Map:
        return scene(self.moment, rect, context.text, part=self.part, east=east, free=free, close=close)

    def _foot(self, context: Context, rect: Rect) -> Bar:
        setter, y = context.text, rect.y + 6
        bar = Bar(rect, footer=True)
        x = 16.0
        for button in self._controls(y, 48):
            wide = Button.natural_width(setter, button.text, icon=bool(button.icon)) + (8 if button.icon else 0)
            button.rect = Rect(x, y, wide, 48)
            bar.add(button)
            x += wide + 8
        way = self._gold(context, rect)
        bar.add(Dashes(Rect(x + 12, y, max(80.0, min(420.0, way.rect.x - x - 40)), 48), self.steps, self.at), way)
        return bar

    def _controls(self, y: float, high: float, *, size: float = 16) -> list[Button]:
        box = Rect(0, y, 0, high)
        play = _("Pause") if self.playing else _("Play")
        found = [
            Button(box, _("Back"), lambda: self.move(-1), icon="skip-back", size=size, name="step back"),
            Button(box, play, self.toggle, icon="pause" if self.playing else "play", size=size, name="pause"),
            Button(box, _("Step"), lambda: self.move(1), icon="step-forward", size=size, name="step"),
            Button(box, _("Speed {n}×").format(n=self.speed), self.faster, size=size, name="speed"),
        ]
        helps = (_("Back: left arrow"), _("Space"), _("Step: right arrow"), _("S"))
        codes = ((pygame.K_LEFT, pygame.K_COMMA), (pygame.K_SPACE,), (pygame.K_RIGHT, pygame.K_PERIOD), (pygame.K_s,))
        for button, help_, keys in zip(found, helps, codes, strict=True):
            button.help, button.hotkeys = help_, keys
        found[0].enabled, found[1].enabled, found[2].enabled = self.at > 0, not self.done, not self.done
        return found

    def _gold(self, context: Context, rect: Rect) -> Button:
        text = _("The result") if self.match.over else _("Next turn")
        button = gold(context.text, rect, text, self.leave, small=context.compact, last=True)
        if not self.done:
            button.kind = "normal"
        return button

    # compact

    def _compact(self, context: Context) -> list[Widget]:
        foot, page = context.rect.low(COMPACT_FOOT)
        page = page.top(height(context))[1].inset(8, 4)
        strip, body = page.top(STRIP, 6)
        items = [
            StripItem("map", _("Map"), "map"), StripItem("beijing", _("Beijing's ladder"), who="beijing"),
            StripItem("washington", _("Washington's ladder"), who="washington"), StripItem("ledger", _("Ledger"), "ledger"),
        ]
        tabs = Strip(strip, items, self.page, self.open, context.text)
        return [tabs, *self._compact_page(context, body), self._compact_foot(context, foot)]

    def _compact_page(self, context: Context, body: Rect) -> list[Widget]:
        if self.page == "ledger":
            return [ledger_column(body, self.table, self.steps, self.at, context.text, self._leads, title=False)]
        paper, area = body.side(min(360.0, body.w * 0.56), 8)
        caption = Caption(paper, self.table, self.step, self.at, len(self.steps), small=True)
        if self.page in ("beijing", "washington"):
            rung = self.step.rung if self.page == "beijing" else self.step.us_rung
            threatened = self._threatened() if self.page == "beijing" else 0
            ladder = Ladder(area.x, area.y, self.table, self.page, rung, threatened=threatened, wide=area.w - 12)
            scroll = Scroll(area, [ladder], name=f"ladder {self.page}", content=ladder.rect.h)
            scroll.offset = scroll.reach if max(rung, threatened) <= 5 else 0.0
            return [scroll, caption]
        self.map = self._map(area, context, close=True)
        return [self.map, caption]

    def _compact_foot(self, context: Context, rect: Rect) -> Bar:
        bar = Bar(rect, footer=True)
        way = self._gold(context, rect)
        x = 8.0
        for button in self._controls(rect.y + 5, 36, size=14)[:3]:
            icon = IconButton(Rect(x, rect.y + 5, 44, 36), button.icon, button.label, button.on_activate, size=18, framed=True)
            icon.enabled, icon.name, icon.hotkeys = button.enabled, button.name, button.hotkeys
            bar.add(icon)
            x += 50
        room = way.rect.x - x - 20
        if room > 60:
            bar.add(Dashes(Rect(x + 8, rect.y + 5, room, 36), self.steps, self.at))
        return bar.add(way)

    # answering

    def open(self, page: str) -> Outcome:
        """Show a page of the compact layout."""
        self.page = page
        return REBUILD

    def move(self, by: int) -> Outcome:
        """Go a step on or back, which pauses."""
        self.playing = False
        return self._go(self.at + by)

    def pick(self, step: int) -> Outcome:
        """Tell a step again."""
        self.playing = False
        return self._go(step)

    def fold(self, step: int) -> Outcome:
        """Open or close what fades by itself in a step, which is not told anew; the story waits meanwhile."""
        self.playing = False
        self.opened ^= {step}
        return REBUILD

    def _go(self, at: int) -> Outcome:
        at = max(0, min(len(self.steps) - 1, at))
        if at != self.at:
            self.at = at
            self.grown = 0.0 if self.context is None or self.context.look.motion else GROW
            self.desk.sound("coercion" if self.step.loud and self.step.chapter == "beijing" else "step")
        if self.done:
            self.playing = False
        return REBUILD

    def toggle(self) -> Outcome:
        """Pause, or play on."""
        self.playing = not self.playing and not self.done
        if self.playing:
            self._wait()
        return REBUILD

    def faster(self) -> Outcome:
        """Take the next speed, after the fastest the first."""
        self.speed = SPEEDS[(SPEEDS.index(self.speed) + 1) % len(SPEEDS)]
        if self.playing:
            self._wait()
        return REBUILD

    def _wait(self) -> None:
        """Have the next step told after a while; nothing is drawn meanwhile."""
        if self.context is None or self.done:
            return
        pause, at = (LOUD if self.step.loud else PACE) / self.speed, self.at
        if self.desk.preferences.speech:
            pause += (len(self.step.title) + len(self.step.text)) / SPOKEN
        self._stop.set()
        self._stop = stop = threading.Event()
        self.context.background(("resolve", id(self)), lambda: _pass(pause, stop), lambda _nothing: self._due(at))

    def _away(self, outcome: Outcome | None) -> Outcome | None:
        """Hold the story while another screen is in front."""
        if outcome is not None:
            self.playing = False
            self._stop.set()
        return outcome

    def _due(self, at: int) -> Outcome | None:
        if not self.playing or at != self.at:
            return None
        outcome = self._go(self.at + 1)
        if self.playing:
            self._wait()
        return outcome

    def leave(self) -> Outcome:
        """Go on to the next turn, or to the result."""
        self.playing = False
        self._stop.set()
        if self.match.over:
            from game.ui.screens.result import result_screen

            return Replace(result_screen(self.desk, self.match))
        from game.ui.screens.brief import Brief

        return Replace(Brief(self.desk, self.match))

    def tick(self, dt: float) -> bool:
        """Let the bright arrow grow."""
        if self.grown >= GROW or self.context is None or not self.context.look.motion:
            return False
        self.grown += dt
        if self.map is not None:
            part = self.part
            self.map.arrows = [replace(arrow, part=part if arrow.brightness == 1.0 else 1.0) for arrow in self.map.arrows]
            for spot in self.map.notes.children:
                if isinstance(spot, MarkSpot):
                    spot.part = part
        return True

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Answer the keys of the resolve."""
        if event.code == pygame.K_s:
            return self.faster()
        if event.code == pygame.K_F1:
            return self._away(help_for([self]))
        return self._away(ways.common_key(event.code, self.desk, self.match))

    def keys(self) -> list[tuple[str, str]]:
        """List the keys of the resolve."""
        return [
            (_("Space"), _("pause, play")), ("→ ←", _("a step on or back")), ("S", _("speed")), ("Enter", _("next turn")),
            ("L", _("ledger")), ("Esc", _("menu")),
        ]


def _pass(seconds: float, stop: threading.Event) -> None:
    """Let time pass, in a thread, until it is over, somebody stops it, or the window has gone."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and pygame.display.get_init() and not stop.wait(min(0.1, seconds)):
        pass
