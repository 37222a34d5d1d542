"""A seat in a tournament, followed while the window goes on: what the server says moves the pages, and nothing here waits for it.

The seat and the client are `game.client`'s, lent by the program (`Desk.client`). Their threads only tell that something has come;
everything else happens on the loop, and slow questions are asked through `asking`.
"""

from typing import TYPE_CHECKING, Any

import pygame

from game.rules import RULES_VERSION
from game.session import TightropeError
from game.session.match import Match
from game.session.reading import decode
from game.session.store import Autosave
from game.ui.asking import Asking
from game.ui.outcome import Home, Push, Replace
from game.ui.screen import Screen
from game.ui.screens.parts.refusals import told
from game.ui.screens.parts.trouble import trouble_screen
from game.ui.words import _

if TYPE_CHECKING:
    from game.ui.app import Game
    from game.ui.desk import Desk

TICK = pygame.event.custom_type()
SECOND = 1000
LOOK = 2
"""Seconds between two looks at what the other ministers do."""
SPOKEN = (60, 10)
"""Seconds before the deadline that a voice tells."""
LIVE = ("running", "paused")


class Classroom:
    """What the screens know of the tournament: the seat, the game of the round, and what is under way.

    `match` is the game on the server, `local` the same game from its record once the round has ended; `refused` says why an order
    was not taken; `problem` why the round cannot be played here.
    """

    def __init__(self, desk: "Desk") -> None:
        self.desk = desk
        self.seat: Any = None
        self.match: Any = None
        self.local: Match | None = None
        self.sending = False
        self.refused = ""
        self.problem = ""
        self.asking = Asking()
        self._seen: tuple[object, float, bool] = (None, 0.0, False)
        self._ticks = 0

    # what the screens ask

    @property
    def status(self) -> dict[str, Any]:
        """Give what the server said last, or nothing."""
        found: dict[str, Any] = self.seat.status if self.seat is not None else {}
        return found

    @property
    def round(self) -> dict[str, Any]:
        """Give the round at hand, or nothing."""
        return self.status.get("round") or {}

    @property
    def own(self) -> dict[str, Any]:
        """Give where the own seat's game stands, or nothing."""
        return self.status.get("seat") or {}

    @property
    def live(self) -> bool:
        """Tell whether a round is being played."""
        return self.round.get("state") in LIVE

    @property
    def paused(self) -> bool:
        """Tell whether the teacher has stopped the clock."""
        return self.round.get("state") == "paused"

    @property
    def away(self) -> bool:
        """Tell whether the server does not answer now."""
        return self.seat is not None and self.seat.trouble is not None

    def plays(self, match: Match) -> bool:
        """Tell whether a game is the one on the server."""
        return match is self.match

    def left(self) -> int | None:
        """Give the whole seconds that are left of the turn, or None where there is no deadline."""
        left = self.seat.left() if self.seat is not None and self.live else None
        return None if left is None else int(left)

    # sitting down and leaving

    def tell(self) -> None:
        """Have the loop look; called from any thread."""
        self.asking.tell()

    def sit(self, seat: Any) -> Screen:
        """Take a seat and follow it; gives the page to wait on."""
        self.leave()
        self.seat = seat
        seat.tell = self.tell
        seat.start()
        pygame.time.set_timer(TICK, SECOND)
        return self.screen()

    def leave(self) -> None:
        """Follow the seat no longer; it stays on the server and in the settings folder."""
        if self.seat is not None:
            self.seat.close()
            if pygame.display.get_init():
                pygame.time.set_timer(TICK, 0)
        self.seat = self.match = self.local = None
        self.sending, self.refused, self.problem = False, "", ""
        self.asking.forget()

    def screen(self) -> Screen:
        """Give the page that fits where things stand."""
        from game.ui.screens.round import Ended, RoundPage
        from game.ui.screens.turn import turn_screen
        from game.ui.screens.waiting import Waiting

        match = self.match
        if match is None or (self.round and match.number != self.round["number"] and not match.over):
            return Waiting(self.desk, self)
        if match.over or not self.live:
            return RoundPage(self.desk, self)
        if self.sending or self.own.get("ended"):
            return Ended(self.desk, self, match.turn)
        return turn_screen(self.desk, match)

    # ending a turn

    def end_turn(self) -> Screen:
        """Send the order of the turn; gives the page to wait on."""
        from game.ui.screens.round import Ended

        match, seat = self.match, self.seat
        self.sending, self.refused = True, ""
        self.asking.ask("order", lambda: seat.end_turn(match), self._acknowledged)
        return Ended(self.desk, self, match.turn)

    def _acknowledged(self, game: "Game", answer: Any) -> None:
        self.sending = False
        if isinstance(answer, Exception) and getattr(answer, "code", "") not in ("late", "already_ended", "over"):
            self.refused = told(answer)
            game.note(_("The turn was not ended: {}").format(self.refused))
            self._show(game, self.screen())

    # what comes

    def heard(self, game: "Game") -> None:
        """Look at what has come, and move the pages."""
        self.asking.hand_over(game)
        seat = self.seat
        if seat is None:
            return
        if seat.gone is not None:
            self._sent_away(game, seat.gone)
            return
        if seat.status:
            self._follow(game)
        self._refresh(game)
        self._eyes(game)

    def tick(self, game: "Game") -> None:
        """Let the clock be drawn anew, tell the last minute, and look at what the other ministers do."""
        left = self.left()
        game.dirty |= left is not None
        if left in SPOKEN and not self.paused:
            self.desk.speak(_("{n} seconds left").format(n=left), later=True)
        self._ticks += 1
        seat, match = self.seat, self.match
        if self._ticks % LOOK == 0 and self.live and match is not None and match.domains is not None and not self.own.get("ended"):
            self.asking.ask("team", lambda: seat.game(len(match.reports), match.number), self._team)

    def _team(self, game: "Game", answer: Any) -> None:
        if not isinstance(answer, Exception) and self.match is not None and self.match.hear(answer):
            game.rebuild_all()

    def _follow(self, game: "Game") -> None:
        status, round_, match = self.status, self.round, self.match
        self._remember(status)
        if not self.own or round_.get("state") not in (*LIVE, "ended"):
            return
        if match is None or match.number != round_["number"]:
            self._fetch_match()
            return
        self.seat.seat_match(match)
        if self.own["turn"] > match.turn or (self.own["over"] and not match.over):
            seat = self.seat
            self.asking.ask("turn", lambda: seat.game(len(match.reports), match.number), self._resolved)
        elif round_["state"] == "ended" and match.over and self.local is None:
            seat = self.seat
            self.asking.ask("record", lambda: self._record_of(seat, match.number), self._kept)
        self._more_time(game)

    def _remember(self, status: dict[str, Any]) -> None:
        player = status["player"]
        self.desk.client.remember(status["tournament"]["title"], player["code"] or "", player["nickname"])

    def _more_time(self, game: "Game") -> None:
        now = self.own.get("turn"), float(self.own.get("deadline") or 0), self.paused
        turn, deadline, paused = self._seen
        if now[0] == turn and now[1] > deadline + 5 > 5 and not (paused or now[2]):
            game.note(_("You have been given more time."))
        self._seen = now

    # the game

    def _fetch_match(self) -> None:
        seat, round_ = self.seat, self.round
        self.asking.ask(f"match {round_['number']}", lambda: seat.match(self._compiled(round_)), self._begun)

    def _compiled(self, round_: dict[str, Any]) -> Any:
        """Find the scenario of a round among what is installed; raises TightropeError."""
        desk, name, digest = self.desk, round_["scenario"], round_["rules"]["digest"]
        versions = [desk.compiled(name)] if desk.library is None or desk.ready(name) else desk.library.load_versions(name)
        if not any(one.rules_digest == digest for one in versions) and desk.library is not None:
            versions = desk.library.load_versions(name)
        found = next((one for one in versions if one.rules_digest == digest), None)
        if found is None or round_["rules"]["version"] != RULES_VERSION:
            pack = round_["pack"]
            words = _("This round is played with the pack {pack} {version} (digest {digest}). Install that version, then come back.")
            raise TightropeError(words.format(pack=pack["id"], version=pack["version"], digest=pack["digest"][:12]))
        return found

    def _begun(self, game: "Game", answer: Any) -> None:
        if isinstance(answer, Exception):
            self.problem = told(answer)
            return
        from game.ui.screens.round import Called

        first = self.match is None
        self.match, self.local, self.problem, self.refused = answer, None, "", ""
        self.asking.unsettle("record")
        if self._layer(game) < 0 and self.live and not answer.over:
            game.apply(Push(Called(self)))
            return
        if not first:
            game.note(_("Round {n} begins.").format(n=answer.number))
        self._show(game, self.screen())

    def _resolved(self, game: "Game", answer: Any) -> None:
        """Show how the turn came out; where time was up, say that the table as it stood was played."""
        from game.ui.screens.resolve import Resolve
        from game.ui.screens.round import Ended

        match = self.match
        if isinstance(answer, Exception) or match is None:
            return
        before, turn, waited = match.view(), match.turn, self._on(game, Ended)
        try:
            if not match.take(answer):
                return
        except TightropeError as error:
            game.note(told(error))
            return
        self.sending = False
        if turn in match.missed:
            game.note(_("Time was up, and the table was untouched: the cabinet played this turn."))
        elif not waited:
            game.note(_("Time was up: the table as it stood was played."))
        self._show(game, Resolve(self.desk, match, self._table(before)) if match.reports else self.screen())

    def _table(self, before: Any) -> Any:
        from game.ui.screens.parts.table import Table

        return Table(self.desk, self.match, before)

    def _record_of(self, seat: Any, number: int) -> Match:
        record = decode(seat.record(number))
        match = Match.load(record, self.desk.of_record(record))
        match.save = Autosave(self.desk.store)
        match.save(match.record())
        return match

    def _kept(self, game: "Game", answer: Any) -> None:
        if not isinstance(answer, Exception):
            self.local = answer
            if problem := self.desk.save_problem(answer):
                game.note(problem)
        elif getattr(answer, "code", "") != "sealed":
            self.problem = told(answer)
        self.asking.settle("record")                   # asked once a round; a series shows its seeds later, and the page asks again

    def ask_record(self) -> None:
        """Ask again for the record: other classes may have finished."""
        self.asking.unsettle("record")
        self.tell()

    # the pages

    def _layer(self, game: "Game") -> int:
        """Find the layer that the tournament's pages are on, or -1: the player may be at the title."""
        for at, layer in enumerate(game.layers):
            screen = layer.screen
            if getattr(screen, "hears", False) or (self.match is not None and getattr(screen, "match", None) is self.match):
                return at
        return -1

    def _on(self, game: "Game", kind: type[Screen]) -> bool:
        at = self._layer(game)
        return at >= 0 and isinstance(game.layers[at].screen, kind)

    def _show(self, game: "Game", screen: Screen) -> None:
        """Put a page in front, in place of the tournament's page and all that lies on it."""
        at = self._layer(game)
        if at < 0:
            game.note(_("The tournament goes on: “Tournament” on the first page leads back."))
            return
        del game.layers[at + 1:]
        game.apply(Replace(screen))

    def _refresh(self, game: "Game") -> None:
        """Build the pages anew that tell what the server says; leave the waiting room when there is nothing to wait for."""
        from game.ui.screens.waiting import Waiting

        if self._on(game, Waiting) and not isinstance(now := self.screen(), Waiting):
            self._show(game, now)
        for layer in game.layers:
            if getattr(layer.screen, "hears", False):
                layer.rebuild(layer.context)
        game.dirty = True

    def _eyes(self, game: "Game") -> None:
        """Dim everything while the teacher has stopped the clock."""
        from game.ui.screens.round import EyesUp

        up = [layer for layer in game.layers if isinstance(layer.screen, EyesUp)]
        if self.paused and not up and self.own:
            game.apply(Push(EyesUp()))
        elif not self.paused and up:
            game.layers[:] = [layer for layer in game.layers if layer not in up]
            game.dirty = True

    def _sent_away(self, game: "Game", why: Exception) -> None:
        self.leave()
        self.desk.client.forget()
        game.apply(Home())
        game.apply(Push(trouble_screen(_("You have left the tournament"), told(why))))


def hosted(desk: "Desk", match: Match) -> bool:
    """Tell whether a game is played on a server now."""
    return desk.classroom is not None and desk.classroom.plays(match)


def kept_words() -> str:
    """Say what becomes of the game when one leaves."""
    return _("The server keeps your game and your seat. “Tournament” on the first page leads back.")
