"""The waiting room: who one is, the personal code, the team, and what is waited for."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import pygame

from game.ui.desk import Desk
from game.ui.outcome import Home
from game.ui.screen import Context, Screen
from game.ui.screens.briefing import a_turn
from game.ui.screens.helping import help_for
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.page import Hint, Page, Way
from game.ui.screens.parts.plate import Plate
from game.ui.screens.parts.refusals import told
from game.ui.screens.parts.ways import to_files, to_ministers
from game.ui.widgets import Aloud, Label, Widget
from game.ui.words import _


@dataclass(frozen=True)
class Waiting(Screen):
    """Shown until a round runs; the classroom builds it anew with all news and leads on by itself."""

    hears = True
    desk: Desk
    room: Any

    def build(self, context: Context) -> Widget:
        """Lay out name, code and news in the middle."""
        status = self.room.status
        title = status.get("tournament", {}).get("title", "")
        team = Way(_("Your team"), partial(to_ministers, self.desk, self.room), code=pygame.K_t, icon="users")
        by_file = Way(_("By file"), partial(to_files, self.desk), code=pygame.K_F3, icon="download")
        page = Page(
            context, _("Waiting room"), title, hints=[Hint("Esc", _("to the title"))],
            ways=[
                Way(_("Help"), partial(help_for, [self]), code=pygame.K_F1, icon="help"),
                *([team] if status and status["team"] else []), *([by_file] if self._file() else []),
                Way(_("Leave"), Home, icon="log-out"),                   # the seat stays
            ],
        )
        plate = Plate(page, context)
        column = plate.column
        self._fill(column, status)
        page.content.add(plate.shown("waiting"), Aloud(self.news()))
        return page.root

    def _fill(self, column: Column, status: dict[str, Any]) -> None:
        if not status:
            column.text(self.news(), 20, "semibold")
            return
        player = status["player"]
        column.text(_("You are"), 16, "regular", "muted", gap=0)
        column.text(player["nickname"], 28, "bold", "seoul", gap=14)
        column.text(self.news(), 20, "semibold", gap=14)
        if player["code"]:
            column.text(_("Your personal code"), 16, "regular", "muted", gap=0)
            column.add(Label(column.take(52), player["code"], 40, "bold"), 2)
            words = _("Write it down. With it you go on where you were, on this computer or on another.")
            column.text(words, 16, "regular", "muted", gap=14)
        if status["team"]:
            names = ", ".join(one["nickname"] for one in status["team"]["members"])
            column.text(_("Team {name}: {members}").format(name=status["team"]["name"], members=names), 16, gap=14)
        column.text(_("A turn"), 16, "semibold", gap=2)
        column.text(a_turn(), 16, "regular", "muted", gap=14)
        column.text(_("Meanwhile you may play practice games. This page comes back under “Tournament”."), 16, "regular", "muted")

    def news(self) -> str:
        """Say what is waited for."""
        room = self.room
        if room.problem:
            return str(room.problem)
        if room.away:
            return _("The server does not answer: {why} It is tried again by itself.").format(why=told(room.seat.trouble))
        if not room.status:
            return _("Looking for your seat …")
        state = room.status["player"]["status"]
        if state == "asking":
            return _("The teacher has been asked to let you in again.")
        if state == "waiting":
            return _("The teacher lets you in in a moment.")
        if room.live:
            return _("The round is running. Your game comes in a moment …")
        if self._file():
            return _("This round is played by file: your teacher gives it out, and “By file” below opens it.")
        return _("You are in. The round begins when the teacher starts it.")

    def _file(self) -> bool:
        """Tell whether the round is played by file."""
        return bool(self.room.round.get("state") == "file")

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("F1", _("help")), ("Esc", _("to the title"))]
