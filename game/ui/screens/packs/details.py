"""What is told of the pack in front."""

from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.content.diagnostics import plain
from game.content.tools.shelf import Checked, Shelved
from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.screens.packs.rows import ICONS, add_row, fitted
from game.ui.screens.packs.texts import DIGITS, languages, records_words, state_of, state_words
from game.ui.screens.parts.amounts import joined
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.dialogue import KeyedButton
from game.ui.screens.parts.page import Do, Way
from game.ui.text import Setter, Words
from game.ui.widgets import Button, Label, Widget, flow
from game.ui.words import _, ngettext

if TYPE_CHECKING:
    from game.ui.screens.packs.screen import Packs

NAMES = 132.0


class State(Widget):
    """What the check says of a pack, in one line; a voice tells it when it changes."""

    def __init__(self, rect: Rect, state: str, text: str) -> None:
        super().__init__(rect, label=text)
        self.icon, self.text = ICONS[state], text

    def announced(self) -> str:
        """Announce what has been found out."""
        return self.text

    def paint(self, canvas: Canvas) -> None:
        """Draw the icon."""
        canvas.icon(self.icon[0], self.rect.x, self.rect.y + 3, 20, self.icon[1])

    def words(self, setter: Setter) -> list[Words]:
        """List its line."""
        box = Rect(self.rect.x + 30, self.rect.y, self.rect.w - 30, self.rect.h)
        return [Words(box, self.text, 16, "semibold", wrap=True)]


def fill(screen: "Packs", column: Column, one: Shelved) -> None:
    """Tell of a pack: title, what the check says, what can be done, its versions, and the facts."""
    shelf, setter = screen.shelf, column.setter
    check = shelf.check_of(one)
    column.text(fitted(shelf.title(one), setter, column.rect.w / 1.2, 28), 28, "bold", gap=4)
    if one.about:
        column.text(fitted(one.about, setter, column.rect.w, 16), 16, "regular", "muted", gap=10)
    _state(column, check)
    _buttons(screen, column, one, check)
    versions = shelf.versions(one)
    if len(versions) > 1:
        _versions(screen, column, versions, one)
    _facts(screen, column, one)


def _state(column: Column, check: Checked | None) -> None:
    text = _("The check says: {}").format(state_words(check))
    high = max(26.0, column.setter.height(text, 16, column.rect.w - 30, "semibold"))
    column.add(State(column.take(high), state_of(check), text), 6)
    if check is not None and check.errors:
        column.text(_("It cannot be played before its errors are mended."), 16, gap=6)


def _buttons(screen: "Packs", column: Column, one: Shelved, check: Checked | None) -> None:
    buttons: list[Widget] = []

    def button(text: str, icon: str, code: int, do: Do) -> None:
        box = Rect(0, 0, Button.natural_width(column.setter, text, icon=True) + 80, 40)
        buttons.append(KeyedButton(box, Way(text, do, code=code, icon=icon)))

    if check is not None and check.findings:
        count = len(check.findings)
        button(ngettext("{n} message", "{n} messages", count).format(n=count), "list", pygame.K_c, screen.messages)
    if not one.shipped and not one.by_hand:
        button(_("Remove"), "trash", pygame.K_r, screen.remove)
    if buttons:
        column.gap(4)
        high = flow(Rect(column.rect.x, column.y, column.rect.w, 0), buttons)
        column.widgets += buttons
        column.gap(high + 12)
    if one.by_hand:
        text = _("It is a folder that somebody put there, and is not removed from here: delete the folder yourself.")
        column.text(text, 14, colour="muted")


def _versions(screen: "Packs", column: Column, versions: list[Shelved], one: Shelved) -> None:
    column.text(_("Versions side by side"), 20, "semibold", gap=2)
    text = _("A new game takes the newest unless you choose; a record keeps the one that it was begun with.")
    column.text(text, 14, colour="muted", gap=8)
    for version in versions:
        check, uses = screen.shelf.check_of(version), screen.shelf.uses_of(version)
        facts = joined([
            state_words(check), _("digest {}").format(version.digest[:DIGITS]),
            _("records: {}").format(records_words(uses.finished, uses.open)) if uses.all else "",
        ])
        add_row(
            column, ICONS[state_of(check)], version.version, facts, partial(screen.choose, version.path),
            beside=_("for new games") if version.found else "", chosen=version == one, name=f"version {version.path.name}",
        )
    column.gap(8)


def _facts(screen: "Packs", column: Column, one: Shelved) -> None:
    uses = screen.shelf.uses_of(one)
    facts = (
        (_("Pack"), joined([one.pack, one.version])), (_("Scenario"), one.scenario), (_("Stands on"), one.extends),
        (_("Authors"), ", ".join(one.authors)), (_("Licence"), one.licence), (_("Languages"), languages(one.languages)),
        (_("Records"), records_words(uses.finished, uses.open)), (_("Digest"), one.digest), (_("Where it lies"), plain(str(one.path))),
    )
    if one.shipped:
        column.text(_("It comes with the game and stays with it."), 14, "regular", "muted", gap=8)
    for name, text in facts:
        if text:
            _fact(column, name, text)


def _fact(column: Column, name: str, text: str) -> None:
    """Write a fact beside its name."""
    across = column.rect.w - NAMES
    text = fitted(text, column.setter, across, 14)
    column.widgets.append(Label(Rect(column.rect.x, column.y, NAMES - 8, column.setter.line_height(14)), name, 14, "semibold", "muted"))
    column.text(text, 14, gap=4, indent=NAMES)
