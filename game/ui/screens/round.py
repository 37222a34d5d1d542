"""A round that everybody plays together: the turn has been ended, the clock is stopped, the round is over."""

from dataclasses import dataclass
from typing import Any

import pygame

from game.ui.canvas import Canvas
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import Home, Outcome, Pop, Push, Replace, Stay
from game.ui.screen import Context, Key, Screen
from game.ui.screens.parts import ways
from game.ui.screens.parts.clock import clock_text
from game.ui.screens.parts.dialogue import dialogue
from game.ui.screens.parts.page import Hint, Page, Way, onward
from game.ui.screens.parts.plate import Plate
from game.ui.screens.parts.refusals import told
from game.ui.screens.parts.verdict import add_outcome
from game.ui.screens.standings import par_words, place_words
from game.ui.text import Setter, Words
from game.ui.widgets import Aloud, Group, Label, Progress, Widget
from game.ui.words import _


class Eyes(Widget):
    """The two words of a stopped clock, large; the only thing that Tab reaches."""

    focusable = True

    def __init__(self, rect: Rect) -> None:
        super().__init__(rect, name="eyes up", label=_("Eyes up. The clock stands still."))

    def announced(self) -> str:
        """Announce it."""
        return self.label

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate."""
        canvas.rounded(self.rect, "panel", 6)
        canvas.outline(self.rect, "seoul_fill", 2, 6)

    def words(self, setter: Setter) -> list[Words]:
        """List the words."""
        r = self.rect
        return [
            Words(Rect(r.x + 16, r.y + 20, r.w - 32, 60), _("Eyes up"), 40, "bold", "text", "centre"),
            Words(Rect(r.x + 16, r.y + 84, r.w - 32, 28), _("The clock stands still."), 16, "regular", "muted", "centre"),
        ]


class EyesUp(Screen):
    """Dims everything until the teacher lets the clock run; no key and no click leads past it."""

    overlay = True
    alarm = "demand"

    def build(self, context: Context) -> Widget:
        """Lay out the plate."""
        return Group(context.rect, [Eyes(context.rect.middle(min(420.0, context.width - 32), 132))])

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Take every key."""
        return Stay()


@dataclass(frozen=True)
class Called(Screen):
    """A round has begun while the player is elsewhere: at the title, or in a practice game."""

    overlay = True
    alarm = "demand"
    room: Any

    def build(self, context: Context) -> Widget:
        """Lay out the plate."""
        choice = [onward(_("Go there"), lambda: Replace(self.room.screen())), Way(_("Stay here"), Pop, code=pygame.K_s)]
        words = _("Your class plays now, and the clock runs. A practice game is kept as it stands.")
        return dialogue(context, _("Round {n} begins.").format(n=self.room.match.number), [words], choice)


class Left(Label):
    """The time left, large, read anew at each draw."""

    def __init__(self, rect: Rect, room: Any) -> None:
        super().__init__(rect, "", 28, "bold", "seoul")
        self.room = room

    def words(self, setter: Setter) -> list[Words]:
        """List the time."""
        text = clock_text(self.room.left())
        return [Words(self.rect, text, 28, "bold", "seoul")] if text else []


@dataclass(frozen=True)
class Ended(Screen):
    """The own turn has been ended; the others are waited for."""

    hears = True
    desk: Desk
    room: Any
    turn: int

    @property
    def match(self) -> Any:
        """Give the game."""
        return self.room.match

    def build(self, context: Context) -> Widget:
        """Lay out who is waited for."""
        room = self.room
        title = _("Turn {turn} has been ended") if not room.sending else _("Ending turn {turn}")
        page = Page(
            context, title.format(turn=self.turn),
            room.round.get("title", ""), hints=[Hint("L", _("ledger")), Hint("G", _("glossary")), Hint("Esc", _("menu"))],
            ways=[Way(_("Ledger"), lambda: ways.to_ledger(self.desk, self.match), code=pygame.K_l, icon="ledger")],
        )
        plate = Plate(page, context)
        column = plate.column
        column.text(self.news(), 20, "semibold", gap=12)
        ended, seats = int(room.round.get("ended", 0)), int(room.round.get("seats", 0))
        if not room.sending and seats:
            words = _("{ended} of {seats} have ended this turn").format(ended=ended, seats=seats)
            column.text(words, 16, gap=4)
            column.add(Progress(column.take(8), ended / seats, words), 14)
        if room.left() is not None:
            column.text(_("Until the turn is over at the latest"), 16, "regular", "muted", gap=0)
            column.add(Left(column.take(40), room), 12)
        words = _("When everybody has ended the turn, it is resolved for all at once. So nobody sees another's future.")
        column.text(words, 16, "regular", "muted")
        page.content.add(plate.shown("ended"), Aloud(self.news()))
        return page.root

    def news(self) -> str:
        """Say whether the order has arrived, and what is waited for."""
        room = self.room
        if room.away:
            why = told(room.seat.trouble)
            return _("The server does not answer: {why} It is tried again by itself.").format(why=why)
        return _("Your order is on its way …") if room.sending else _("Your order has arrived. The others are still at the table.")

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Answer the keys of every page of a turn."""
        return ways.common_key(event.code, self.desk, self.match)

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("L", _("ledger")), ("G", _("glossary")), ("Esc", _("menu"))]


@dataclass(frozen=True)
class RoundPage(Screen):
    """The own game is over: the result, and the own place when the round has ended for everybody."""

    hears = True
    prefers = "light"
    alarm = "result"
    desk: Desk
    room: Any

    @property
    def match(self) -> Any:
        """Give the game on the server."""
        return self.room.match

    def build(self, context: Context) -> Widget:
        """Lay out result, place and ways on."""
        room, round_ = self.room, self.room.round
        subtitle = _("Round {n} of {of}: {title}").format(n=round_.get("number", 1), of=round_.get("of", 1), title=round_.get("title", ""))
        hints = [Hint("L", _("ledger")), Hint("Esc", _("to the title"))]
        page = Page(context, _("Result"), subtitle, hints=hints, ways=self._ways(context))
        plate = Plate(page, context, 720)
        column = plate.column
        add_outcome(column, self.desk.texts(self.match.compiled), self.match.result())
        standing = room.status.get("standing")
        if room.live:
            column.text(self._open_words(), 20, "semibold", gap=8)
            words = _("Debrief and “what if” of this round open when it has ended. Until then there are practice games.")
            column.text(words, 16, "regular", "muted")
        elif standing is not None:
            column.text(place_words(standing), 20, "semibold", gap=2)
            score = next((one for one in standing["rounds"] if one["number"] == self.match.number), None)
            if score is not None and par_words(score):
                column.text(par_words(score), 16, "regular", "muted", gap=10)
        if not room.live:
            column.text(self._next_words(), 16, gap=6)
            if room.local is None:
                column.text(self._record_words(), 16, "regular", "muted", gap=6)
        page.content.add(plate.shown("round"), Aloud(self._next_words() if not room.live else self._open_words()))
        return page.root

    def _open_words(self) -> str:
        round_ = self.room.round
        return _("Others still play: turn {turn} of {turns}.").format(turn=round_.get("turn", 0), turns=round_.get("turns", 0))

    def _next_words(self) -> str:
        round_ = self.room.round
        if round_.get("number", 1) >= round_.get("of", 1):
            return _("That was the last round.")
        return _("The next round begins when the teacher starts it. This page leads there by itself.")

    def _record_words(self) -> str:
        if self.room.problem:
            return str(self.room.problem)
        return _("The debrief opens when the seed is shown: when every class of this tournament has finished the round.")

    def _ways(self, context: Context) -> list[Way]:
        more = [Way(_("To the title") if not context.compact else _("Title"), Home, code=pygame.K_t, icon="home")]
        if self.room.status.get("standing") is not None and not self.room.live:
            more.append(Way(_("Your standing") if not context.compact else _("Standing"), self.standings, code=pygame.K_p, icon="trophy"))
        full = _("The result in full") if not context.compact else _("In full")
        if self.room.local is None or self.desk.kit is None:
            return [*more, onward(full, self.full)]
        more.append(Way(full, self.full, code=pygame.K_r, icon="list"))
        return [*more, onward(_("Debrief"), self.debrief)]

    # the ways

    def full(self) -> Outcome:
        """Open the page with pillars and powers."""
        from game.ui.screens.result import Result

        self.room.ask_record()
        return Push(Result(self.desk, self.room.local or self.match))

    def debrief(self) -> Outcome:
        """Open the debrief of the record, which was played again here."""
        from game.ui.screens.result import Result

        return Result(self.desk, self.room.local).debrief()

    def standings(self) -> Outcome:
        """Open the own standing."""
        from game.ui.screens.standings import Standings

        return Push(Standings(self.desk, self.room))

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Open the ledger."""
        return ways.to_ledger(self.desk, self.match) if event.code == pygame.K_l else None

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("L", _("ledger")), ("P", _("your standing")), ("T", _("to the title"))]
