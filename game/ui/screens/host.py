"""Hosting a tournament from the game: what is played, then the address, the letters and the QR code that the class joins with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pygame

from game.session import TightropeError
from game.ui.canvas import Canvas
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import REBUILD, Outcome, Pop, Quit
from game.ui.screen import Context, Screen
from game.ui.screens.parts.amounts import joined
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.dialogue import dialogue
from game.ui.screens.parts.page import ENTER, Hint, Page, Way, a_moment, back, onward
from game.ui.screens.parts.plate import Plate
from game.ui.screens.scenarios import listed_of, minutes
from game.ui.text import Setter, Words
from game.ui.widgets import Aloud, Button, Label, Toggle, Widget
from game.ui.words import _, ngettext, said

QUIET = 4
"""Light dots around a QR code."""


@dataclass
class Hosted:
    """What is hosted from this window: one server, shared by all values of the page."""

    server: Any = None
    busy: bool = False
    problem: str = ""
    copied: bool = False
    chosen: list[str] = field(default_factory=list)
    lesson: bool = True


def host_screen(desk: Desk) -> "Host":
    """Return the teacher's page; what is hosted from this window already is shown again."""
    if desk.hosted is None:
        desk.hosted = Hosted(chosen=[one.id for one in listed_of(desk)[:1]])
    return Host(desk, desk.hosted)


class QrCode(Widget):
    """The address as a QR code, dark on light in every theme."""

    def __init__(self, rect: Rect, rows: Sequence[Sequence[bool]], label: str) -> None:
        super().__init__(rect, label=label)
        self.rows = rows

    def paint(self, canvas: Canvas) -> None:
        """Draw the dots, each as many real pixels wide as the next."""
        canvas.fill(self.rect, "#FFFFFF")
        count = len(self.rows) + 2 * QUIET
        dot = max(1, int(self.rect.w * canvas.text.scale / count)) / canvas.text.scale
        start = (self.rect.w - dot * len(self.rows)) / 2
        for y, row in enumerate(self.rows):
            for x, dark in enumerate(row):
                if dark:
                    canvas.fill(Rect(self.rect.x + start + x * dot, self.rect.y + start + y * dot, dot, dot), "#000000")


class Code(Widget):
    """The six letters, large and apart, so that they can be read from the back and typed."""

    SIZES = (96.0, 72.0, 40.0)

    def __init__(self, rect: Rect, code: str, setter: Setter) -> None:
        """Take the room; the letters are as large as it is wide, and make it as high as they need."""
        super().__init__(rect, label=" ".join(code))
        letters, _colon, port = code.partition(":")
        self.text = f"{letters[:3]} {letters[3:]}" + (f" : {port}" if port else "")
        wide = {size: setter.width(self.text, size, "bold") for size in self.SIZES}
        self.size = next((size for size in self.SIZES if wide[size] <= rect.w), self.SIZES[-1])
        self.rect = rect._replace(h=self.size * 1.3 + 8)

    def words(self, setter: Setter) -> list[Words]:
        """List the letters."""
        return [Words(self.rect, self.text, self.size, "bold", "seoul")]


class Host(Screen):
    """What to play, or what is being hosted."""

    def __init__(self, desk: Desk, hosted: Hosted) -> None:
        self.desk, self.hosted, self.listed = desk, hosted, listed_of(desk)
        self.context: Context | None = None

    def build(self, context: Context) -> Widget:
        """Lay out the choice, or the code."""
        self.context, hosted = context, self.hosted
        on = hosted.server is not None and hosted.server.running
        title = _("Host a tournament")
        page = Page(
            context, title, _("The server runs on this computer, for as long as the class plays"),
            hints=[Hint("Tab", _("next")), Hint("Esc", _("back"))], ways=self._ways(context, running=on),
        )
        plate = Plate(page, context, 860)
        column = plate.column
        (self._shown if on else self._choice)(column)
        page.content.add(plate.shown("host"), Aloud(hosted.problem))
        return page.root

    def _ways(self, context: Context, *, running: bool) -> list[Way]:
        if self.hosted.busy:
            return [back(), a_moment()]
        if not running:
            last = _("Go on with the last one") if not context.compact else _("The last one")
            on = Way(last, self.go_on, code=pygame.K_F3, icon="history")
            start = onward(_("Start"), self.start, enabled=bool(self.hosted.chosen))
            return [back(), on, start]
        table = _("Table to project") if not context.compact else _("Table")
        return [
            back(), Way(_("Stop hosting") if not context.compact else _("Stop"), self.stop, code=pygame.K_F4, icon="x"),
            Way(table, partial(self.browse, "table"), code=pygame.K_t, icon="monitor"),
            Way(_("Console"), partial(self.browse, "console"), "gold", ENTER, after="external-link"),
        ]

    def _choice(self, column: Column) -> None:
        hosted = self.hosted
        column.text(_("What is played, one round after the other"), 20, "semibold", gap=8)
        for one in self.listed:
            on = one.id in hosted.chosen
            place = f"{hosted.chosen.index(one.id) + 1}. " if on else ""
            turns = ngettext("{} turn", "{} turns", one.turns).format(one.turns)
            name = joined([place + self.desk.title(one.id, one.title), turns, _("about {} min").format(minutes(one.turns))])
            column.add(Toggle(column.take(40), name, on=on, on_change=partial(self._choose, one.id)), 2)
        column.gap(10)
        lesson = _("For one lesson: six turns of two events, 45 minutes with the debrief")
        if column.setter.width(lesson, 16) > column.rect.w - 70:
            lesson = _("For one lesson (six turns)")
        column.add(Toggle(column.take(40), lesson, on=hosted.lesson, on_change=self._set_lesson), 10)
        column.text(
            _("Students join with six letters, in the game. They need the same network as this computer; their names are nicknames, and "
              "everything can be deleted in the console with one button."),
            16, "regular", "muted",
        )
        if hosted.problem:
            column.text(hosted.problem, 16, "semibold", "beijing")

    def _shown(self, column: Column) -> None:
        told = self.hosted.server.told
        side = min(220.0, column.rect.w * 0.36)
        qr = Rect(column.rect.right - side, column.y, side, side)
        column.widgets.append(QrCode(qr, self.hosted.server.qr, _("QR code of {address}").format(address=told["address"])))
        right = side + 16
        column.text(told["title"], 20, "semibold", gap=10, right=right)
        column.text(_("Students join with"), 16, "regular", "muted", gap=0, right=right)
        if told["code"]:
            column.add(Code(Rect(column.rect.x, column.y, column.rect.w - right, 0), told["code"], column.setter))
        column.text(_("or with the address"), 16, "regular", "muted", gap=0, right=right)
        box = column.take(32, 12)
        column.widgets.append(Label(Rect(box.x, box.y, box.w - right, box.h), str(told["address"]).removeprefix("http://"), 20, "semibold"))
        column.y = max(column.y, qr.bottom + 14)
        words = _("The console is for you alone: let players in there, start the round, stop the clock. The table is for the projector.")
        column.text(words, 16, gap=8)
        copy = _("Copied: paste it into a browser") if self.hosted.copied else _("Copy the console's address")
        wide = Button.natural_width(column.setter, copy, icon=True) + 8
        box = column.take(40, 8)
        column.widgets.append(Button(Rect(box.x, box.y, wide, 40), copy, self.copy, icon="copy"))
        if self.hosted.problem:
            column.text(self.hosted.problem, 16, "semibold", "beijing")

    # what happens

    def _choose(self, scenario: str, on: bool) -> Outcome:  # noqa: FBT001 - as a toggle gives it
        chosen = self.hosted.chosen
        chosen.append(scenario) if on else chosen.remove(scenario)
        return REBUILD

    def _set_lesson(self, on: bool) -> Outcome:  # noqa: FBT001 - as a toggle gives it
        self.hosted.lesson = on
        return REBUILD

    def start(self) -> Outcome:
        """Start the server with a new tournament."""
        return self._start(list(self.hosted.chosen))

    def go_on(self) -> Outcome:
        """Start the server with the tournament that was hosted last."""
        return self._start([])

    def _start(self, scenarios: list[str]) -> Outcome:
        hosted, host = self.hosted, self.desk.host
        if self.context is None or host is None or hosted.busy:
            return REBUILD
        hosted.busy, hosted.problem = True, ""

        def work() -> Any:
            try:
                return host(scenarios, hosted.lesson)
            except TightropeError as error:
                return error

        self.context.background("host", work, self._started)
        return REBUILD

    def _started(self, found: Any) -> Outcome:
        self.hosted.busy = False
        if isinstance(found, Exception):
            self.hosted.problem = _("The server could not be started: {why}").format(why=said(found))
            return REBUILD
        self.hosted.server, self.hosted.copied = found, False
        return self.browse("console")

    def stop(self) -> Outcome:
        """Stop the server; the same tournament can be gone on with."""
        self.hosted.server.stop()
        self.hosted.server = None
        return REBUILD

    def browse(self, page: str) -> Outcome:
        """Open one of the server's pages in the browser."""
        address = str(self.hosted.server.told[page])
        if not self.desk.browse(address):
            self.hosted.problem = _("No browser could be opened. Copy the address and open it yourself.")
        return REBUILD

    def copy(self) -> Outcome:
        """Copy the console's address, which is a key: it is not shown here."""
        pygame.scrap.put_text(str(self.hosted.server.told["console"]))
        self.hosted.copied = True
        return REBUILD

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("⏎", _("start, or open the console")), ("T", _("table to project")), ("F4", _("stop hosting")), ("Esc", _("back"))]


class LeaveHosting(Screen):
    """Asked when the window is closed while a class plays on its server."""

    overlay = True

    def build(self, context: Context) -> Widget:
        """Lay out the plate."""
        ways = [
            onward(_("Go on hosting"), Pop),
            Way(_("Stop hosting and quit"), Quit, code=pygame.K_q, icon="log-out"),
        ]
        words = _(
            "A tournament runs on this computer. When it stops, the class waits. Nothing is lost: “Go on with the last one” resumes it."
        )
        return dialogue(context, _("Stop hosting?"), [words], ways)

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("Q", _("stop hosting and quit")), ("Esc", _("go on hosting"))]


def running(desk: Desk) -> bool:
    """Tell whether a server that was started here still runs."""
    return desk.hosted is not None and desk.hosted.server is not None and bool(desk.hosted.server.running)


def open_in_browser(address: str) -> bool:
    """Open an address in the browser; tells whether there is one."""
    import webbrowser

    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
