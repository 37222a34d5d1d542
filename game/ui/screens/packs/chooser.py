"""Choosing a file: a small page of its own, since a window of the system cannot be reached by our keys, voice and text size."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pygame

from game.content.diagnostics import plain
from game.ui.desk import Desk
from game.ui.geometry import Rect
from game.ui.outcome import REBUILD, Outcome, Pop, Push, Replace
from game.ui.screen import Context, Key, Screen
from game.ui.screens.packs.folder import MOST, Item, Listing, places, read_folder
from game.ui.screens.packs.rows import add_row, fitted
from game.ui.screens.packs.screen import Installed
from game.ui.screens.parts.amounts import joined, moment
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.page import Hint, Page, Way, back, onward
from game.ui.widgets import Aloud, Button, Field, Widget, flow
from game.ui.words import _, ngettext

LONGEST = 40


@dataclass
class At:
    """The folder that is shown, and what it holds: None while it is being read."""

    folder: Path
    listing: Listing | None = None
    reading: bool = False

    def read(self, context: Context) -> None:
        """Begin to read the folder, unless that is under way; a folder on a slow disk holds nobody up."""
        if self.listing is None and not self.reading:
            self.reading = True
            context.background("folder", partial(read_folder, self.folder), self.take)

    def take(self, listing: Listing) -> Outcome:
        """Take what was found."""
        self.listing, self.reading = listing, False
        return REBUILD


def chooser_screen(desk: Desk, folder: Path | None = None) -> "Chooser":
    """Return the page at a folder: left out, where a file was chosen before, else where a browser puts files."""
    first = folder or desk.chosen_in or next(iter(places(desk.downloads())), Path.home())
    return Chooser(desk, At(first.absolute()))


@dataclass(frozen=True)
class Chooser(Screen):
    """A folder: what may be a pack, newest first, then the folders in it; `search` are words that names must have."""

    desk: Desk
    at: At
    search: str = ""

    def build(self, context: Context) -> Widget:
        """Lay out the search, the folder, places to go to, and the rows."""
        self.at.read(context)
        found = self.at.listing.found(self.search) if self.at.listing else []
        first = found[0] if found else None
        ways = [back(), Way(_("Folder above"), self.up, icon="arrow-up", enabled=self.at.folder.parent != self.at.folder)]
        if first is not None:
            text = _("Check the newest") if first.pack and not self.search else _("Take the first")
            ways.append(onward(text, partial(self.open, first)))
        page = Page(
            context, _("Choose a pack"), _("a .zip, or a folder with a pack.yaml"),
            hints=[Hint("A–Z", _("search")), Hint("↑↓", _("choose")), Hint("Esc", _("back"))], ways=ways,
        )
        box, rest = page.body.top(36 if context.compact else 44, 8)
        box = box._replace(w=min(box.w, 560))
        search = Field(box, _("Search"), self.search, self.look_for, limit=LONGEST, hint=_("Search this folder"))
        column = Column(rest, context.text)
        column.window = column.window.inset(-4)
        self._head(column)
        self._rows(column, found)
        page.content.add(search, column.scroll(f"folder {self.at.folder} {self.search}"), Aloud(self._said(found)))
        return page.root

    def _said(self, found: list[Item]) -> str:
        """Say which folder it is, and how much is in it."""
        packs = sum(one.pack for one in found)
        counts = [ngettext("{n} pack", "{n} packs", packs).format(n=packs)]
        counts.append(ngettext("{n} folder", "{n} folders", len(found) - packs).format(n=len(found) - packs))
        return joined([_shown(self.at.folder), *counts]) if self.at.listing is not None else ""

    def _head(self, column: Column) -> None:
        """Say which folder it is, and where else one may begin."""
        column.text(fitted(_shown(self.at.folder), column.setter, column.rect.w, 14), 14, "regular", "muted", gap=4)
        names = {self.desk.downloads(): _("Downloads"), Path.home(): _("Own folder")}
        buttons: list[Widget] = []
        for place in places(self.desk.downloads()):
            text = names.get(place, _shown(place))
            wide = Button.natural_width(column.setter, text, icon=True)
            button = Button(Rect(0, 0, wide, 36), text, partial(self.go, place), icon="folder", name=f"place {place}")
            buttons.append(button)
        high = flow(Rect(column.rect.x, column.y, column.rect.w, 0), buttons)
        column.widgets += buttons
        column.gap(high + 10)

    def _rows(self, column: Column, found: list[Item]) -> None:
        listing = self.at.listing
        if listing is None:
            column.text(_("Reading the folder …"), colour="muted")
            return
        if listing.problem:
            column.text(_("This folder cannot be read: {why}. Go to the folder above, or to another place.").format(why=listing.problem))
            return
        for one in found[:MOST]:
            icon = ("package", "seoul") if one.pack else ("folder", "muted")
            size = _size(one) if one.size is not None else _("a folder with a pack")
            facts = joined([moment(one.changed) if one.changed else "", size]) if one.pack else ""
            add_row(column, icon, one.name, facts, partial(self.open, one), name=f"file {one.path.name}")
        if len(found) > MOST:
            column.text(_("{n} more: type a part of the name.").format(n=len(found) - MOST), colour="muted")
        if not found:
            column.text(
                _("No name has these words.") if self.search else _("There is no pack here: no .zip, and no folder with a pack.yaml."),
                colour="muted",
            )

    # what happens

    def open(self, item: Item) -> Outcome:
        """Check a pack, or go into a folder."""
        from game.ui.screens.packs.installing import installing_screen

        if not item.pack:
            return self.go(item.path)
        self.desk.chosen_in = self.at.folder
        return Push(installing_screen(self.desk, [item.path]))

    def go(self, folder: Path) -> Outcome:
        """Show another folder."""
        return Replace(Chooser(self.desk, At(folder)))

    def up(self) -> Outcome:
        """Show the folder above."""
        return self.go(self.at.folder.parent)

    def look_for(self, words: str) -> Outcome:
        """Search as one types."""
        return Replace(replace(self, search=words[:LONGEST]))

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Search with what is typed; Backspace and Esc take it back first, then Backspace goes to the folder above."""
        words = event.searching(self.search)
        if words is not None:
            return self.look_for(words)
        return self.up() if event.code == pygame.K_BACKSPACE else None

    def resumed(self, result: object, context: Context) -> Outcome:
        """Go on to the packs when one was installed; else read the folder again."""
        return Pop(result) if isinstance(result, Installed) else Replace(replace(self, at=At(self.at.folder)))

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("A–Z", _("search")), ("⏎", _("open")), ("Backspace", _("folder above")), ("Esc", _("back"))]


def _shown(path: Path) -> str:
    """Give a path as it can be shown."""
    return plain(str(path).encode("utf-8", "replace").decode())


def _size(item: Item) -> str:
    """Say how large a file is.

    >>> _size(Item(Path("a.zip"), pack=True, size=2048)), _size(Item(Path("a"), pack=False))
    ('2 KB', '')
    """
    if item.size is None:
        return ""
    kilobytes = -(-item.size // 1024)
    return f"{kilobytes} KB" if kilobytes < 10_000 else f"{kilobytes // 1024} MB"
