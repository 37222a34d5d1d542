"""Joining a tournament: the six letters or an address, then a nickname; or the seat that one has already."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pygame

from game.session import TightropeError
from game.tournament.codes import address_of, is_address
from game.tournament.names import clean
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import REBUILD, Outcome, Push, Replace
from game.ui.screen import Context, Screen
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.page import Hint, Page, Way, a_moment, back, onward
from game.ui.screens.parts.plate import Plate
from game.ui.screens.parts.refusals import told
from game.ui.screens.parts.ways import to_files
from game.ui.widgets import Aloud, Button, Field, Segments, Widget, flow
from game.ui.words import _

NEW, CODE, LOST = "new", "code", "lost"
LONGEST = 60


@dataclass
class Typed:
    """What has been typed and found so far; all values of the page share it."""

    where: str = ""
    room: str = ""
    nickname: str = ""
    team: str = ""
    code: str = ""
    how: str = NEW
    offers: list[str] = field(default_factory=list)
    address: str = ""
    hello: dict[str, Any] = field(default_factory=dict)
    problem: str = ""
    busy: bool = False


def join_screen(desk: Desk, where: str = "") -> Screen:
    """Return the page to join on, or the tournament's own page where one sits already."""
    if desk.classroom is not None and desk.classroom.seat is not None:
        found: Screen = desk.classroom.screen()
        return found
    return Join(desk, Typed(where=where))


class Join(Screen):
    """The page; what is slow runs in the background."""

    def __init__(self, desk: Desk, typed: Typed) -> None:
        self.desk, self.typed = desk, typed
        self.kept = desk.client.kept() if desk.client is not None else None
        self.context: Context | None = None

    def build(self, context: Context) -> Widget:
        """Lay out the steps below each other."""
        self.context, typed = context, self.typed
        page = Page(
            context, _("Tournament"), _("Join your class"), hints=[Hint("Tab", _("next")), Hint("Esc", _("back"))],
            ways=[
                back(), *self._teacher(context), Way(_("By file"), partial(to_files, self.desk), code=pygame.K_F3, icon="download"),
                self._gold(),
            ],
        )
        plate = Plate(page, context, 720)
        column = plate.column
        if self.kept is not None and not typed.hello:
            self._seat(column)
        self._where(column)
        if typed.hello:
            self._who(column)
        if typed.problem:
            column.text(typed.problem, 16, "semibold", "beijing")
        page.content.add(plate.shown("join"), Aloud(typed.problem or self._found()))
        return page.root

    def _teacher(self, context: Context) -> list[Way]:
        if self.desk.host is None:
            return []
        return [Way(_("For teachers: host") if not context.compact else _("Host"), self.host, code=pygame.K_F2, icon="graduation-cap")]

    def _gold(self) -> Way:
        typed = self.typed
        if typed.busy:
            return a_moment()
        if not typed.hello:
            if self.kept is not None and not typed.where:
                return onward(_("Go on"), self.go_on)
            return onward(_("Look for it"), self.look, enabled=bool(typed.where.strip()))
        words = {NEW: _("Join"), CODE: _("Take my seat"), LOST: _("Ask the teacher")}[typed.how]
        return onward(words, self.join, enabled=bool(self._wanted()))

    def _wanted(self) -> str:
        return (self.typed.code if self.typed.how == CODE else self.typed.nickname).strip()

    def _seat(self, column: Column) -> None:
        """Offer the seat that was kept."""
        kept = self.kept
        if kept is None:
            return
        column.text(_("You have a seat: {nickname}, {title}").format(nickname=kept.nickname, title=kept.title or kept.address), 16, gap=6)
        wide = Button.natural_width(column.setter, _("Go on there"), icon=True) + 8
        box = column.take(40, 18)
        column.widgets.append(Button(Rect(box.x, box.y, wide, 40), _("Go on there"), self.go_on, icon="play", name="go on"))

    def _where(self, column: Column) -> None:
        typed = self.typed
        column.text(_("Where: six letters from the board, or an address"), 16, "semibold", gap=4)
        hint = _("ABCDEF, or 192.168.1.20")
        column.add(Field(
            column.take(40), _("Code or address"), typed.where, self.set_where, limit=LONGEST, on_enter=self.look, hint=hint,
        ), 8)
        if typed.hello:
            column.text(self._found(), 16, "regular", "muted", gap=12)

    def _found(self) -> str:
        typed = self.typed
        if not typed.hello:
            return ""
        title = typed.hello.get("title")
        if title:
            return _("Found: {title}").format(title=title)
        return _("Found a server with several tournaments: type the letters of yours.")

    def _who(self, column: Column) -> None:
        typed = self.typed
        if typed.hello.get("title") is None:
            column.add(Field(column.take(40), _("Letters of your tournament"), typed.room, partial(self._set, "room"), limit=8,
                             hint=_("Letters of your tournament")), 10)
        hows = [(NEW, _("I am new here")), (CODE, _("I have a code")), (LOST, _("Code lost"))]
        at = [how for how, _name in hows].index(typed.how)
        column.add(Segments(column.take(40), [name for _how, name in hows], at, lambda i: self.take_way(hows[i][0])), 12)
        if typed.how == CODE:
            column.text(_("Your personal code"), 16, "semibold", gap=4)
            column.add(Field(column.take(40), _("Personal code"), typed.code, partial(self._set, "code"), limit=12, on_enter=self.join), 8)
            return
        column.text(_("Your nickname: no real name is needed"), 16, "semibold", gap=4)
        column.add(Field(
            column.take(40), _("Nickname"), typed.nickname, partial(self._set, "nickname"), limit=20, on_enter=self.join,
            hint=_("Take one below, or type your own"),
        ), 8)
        if typed.how == NEW:
            self._offers(column)
            column.text(_("Team, where you share a seat; else leave it empty"), 16, "semibold", gap=4)
            column.add(Field(column.take(40), _("Team"), typed.team, partial(self._set, "team"), limit=20, on_enter=self.join), 8)

    def _offers(self, column: Column) -> None:
        """Offer nicknames of two words."""
        buttons: list[Widget] = []
        for name in self.typed.offers:
            wide = Button.natural_width(column.setter, name)
            buttons.append(Button(Rect(0, 0, wide, 36), name, partial(self.take_name, name), name=f"offer {name}"))
        more = _("Others")
        box = Rect(0, 0, Button.natural_width(column.setter, more, icon=True), 36)
        buttons.append(Button(box, more, self.offer, icon="refresh-cw", name="offer others"))
        high = flow(Rect(column.rect.x, column.y, column.rect.w, 0), buttons)
        column.widgets += buttons
        column.gap(high + 12)

    # typing

    def set_where(self, text: str) -> Outcome:
        """Take the code or address; what was found elsewhere is forgotten."""
        self.typed.where, self.typed.hello, self.typed.problem = text, {}, ""
        return REBUILD

    def _set(self, name: str, text: str) -> Outcome:
        setattr(self.typed, name, text)
        self.typed.problem = ""
        return REBUILD

    def take_way(self, how: str) -> Outcome:
        """Choose how to join."""
        self.typed.how, self.typed.problem = how, ""
        return REBUILD

    def take_name(self, name: str) -> Outcome:
        """Take a nickname that was offered."""
        self.typed.nickname, self.typed.problem = name, ""
        return REBUILD

    # asking

    def _ask(self, work: Callable[[], Any], done: Callable[[Any], Outcome]) -> Outcome:
        """Ask in the background; what goes wrong is told on the page."""
        typed = self.typed
        if self.context is None or typed.busy:
            return REBUILD
        typed.busy, typed.problem = True, ""

        def run() -> Any:
            try:
                return work()
            except TightropeError as error:
                return error

        def take(found: Any) -> Outcome:
            typed.busy = False
            if isinstance(found, Exception):
                typed.problem = told(found)
                return REBUILD
            return done(found)

        self.context.background("join", run, take)
        return REBUILD

    def look(self) -> Outcome:
        """Look for the tournament at the code or address, and for nicknames that are free there."""
        client, where, language = self.desk.client, self.typed.where.strip(), self.desk.preferences.language

        def work() -> Any:
            address, hello = find(client, where)
            return address, hello, client.nicknames(address, language) if hello.get("title") else []

        def done(found: Any) -> Outcome:
            typed = self.typed
            typed.address, typed.hello, typed.offers = found
            return REBUILD

        return self._ask(work, done) if where else REBUILD

    def offer(self) -> Outcome:
        """Ask for other nicknames."""
        client, typed, language = self.desk.client, self.typed, self.desk.preferences.language

        def done(found: Any) -> Outcome:
            typed.offers = found
            return REBUILD

        return self._ask(lambda: client.nicknames(typed.address, language, typed.room), done)

    def join(self) -> Outcome:
        """Take the seat."""
        typed, client, tell = self.typed, self.desk.client, self.desk.classroom.tell
        wanted = self._wanted()
        if not wanted or not typed.hello:
            return self.look() if not typed.hello else REBUILD

        def work() -> Any:
            if typed.how == CODE:
                return client.resume(typed.address, wanted, room=typed.room, tell=tell)
            name = clean(wanted)
            if typed.how == LOST:
                return client.again(typed.address, name, room=typed.room, tell=tell)
            return client.join(typed.address, name, team=typed.team.strip(), room=typed.room, tell=tell)

        return self._ask(work, lambda seat: Replace(self.desk.classroom.sit(seat)))

    def go_on(self) -> Outcome:
        """Sit down where one sat."""
        room, client = self.desk.classroom, self.desk.client
        if self.kept is None:
            return REBUILD
        return Replace(room.sit(client.go_on(self.kept, room.tell)))

    def host(self) -> Outcome:
        """Open the teacher's page."""
        from game.ui.screens.host import host_screen

        return Push(host_screen(self.desk))

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("⏎", _("go on")), ("F2", _("host a tournament")), ("F3", _("by file")), ("Esc", _("back"))]


def find(client: Any, where: str) -> tuple[str, dict[str, Any]]:
    """Find the server of six letters or of an address, and what it says; raises TightropeError. A server with TLS is tried second."""
    if is_address(where):
        address = client.address(where)
    else:
        host, port = address_of(where)
        address = client.address(f"{host}:{port}")
    try:
        return address, client.hello(address)
    except TightropeError as error:
        if "://" in where or getattr(error, "code", "") not in ("network", "strange"):
            raise
        secure = "https" + address.removeprefix("http")
        try:
            return secure, client.hello(secure)
        except TightropeError as second:
            raise second if getattr(second, "code", "") == "certificate" else error from None
