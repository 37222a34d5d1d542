"""A tournament by file: the files that lie where a browser puts them, and what each of them leads to."""

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from game.session import TightropeError
from game.tournament.by_file import is_tournament, open_next, read_tournament
from game.ui.desk import Desk
from game.ui.outcome import REBUILD, Outcome, Push
from game.ui.screen import Context, Screen
from game.ui.screens.packs.rows import add_row
from game.ui.screens.parts.amounts import joined, moment
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.page import Hint, Page, back, onward
from game.ui.screens.parts.refusals import told
from game.ui.screens.parts.trouble import trouble_screen
from game.ui.screens.result import result_screen
from game.ui.screens.turn import turn_screen
from game.ui.widgets import Widget
from game.ui.words import _, ngettext

MOST = 50


@dataclass(frozen=True)
class Found:
    """A tournament's file: where it is, what it is called, and why it cannot be played."""

    path: Path
    title: str
    facts: str
    problem: str = ""


@dataclass
class Files:
    """What was found; None while folders are being read."""

    found: Sequence[Found] | None = None
    reading: bool = False


def folders(desk: Desk) -> list[Path]:
    """List where a tournament's file may lie."""
    downloads = desk.downloads()
    places = [downloads, downloads.parent / "Desktop", downloads.parent, desk.store.folder]
    return list(dict.fromkeys(places))


def look(places: Sequence[Path]) -> list[Found]:
    """Read the tournaments' files of some folders, the newest first; what cannot be read is listed with its reason."""
    paths: list[tuple[float, Path]] = []
    for folder in places:
        with contextlib.suppress(OSError), os.scandir(folder) as files:
            for file in files:
                with contextlib.suppress(OSError):     # one that has gone, or leads nowhere, hides no other
                    if is_tournament(Path(file)) and file.is_file():
                        paths.append((file.stat().st_mtime, Path(file)))
    return [_found(path, changed) for changed, path in sorted(paths, reverse=True)[:MOST]]


def _found(path: Path, changed: float) -> Found:
    when = moment(changed)
    try:
        tournament = read_tournament(path)
    except TightropeError as error:
        return Found(path, path.name, when, told(error))
    return Found(path, tournament.title, details(len(tournament.rounds), when, path, sealed=not tournament.open))


def details(count: int, when: str, path: Path, *, sealed: bool = False) -> str:
    """Write what stands below a tournament's name: how many rounds, of when, which file."""
    rounds = ngettext("{n} round", "{n} rounds", count).format(n=count)
    return joined([rounds, _("still sealed") if sealed else "", when, path.name])


def open_file(desk: Desk, path: Path) -> Screen:
    """Open the round of a tournament's file that comes next; a page that says why not where that cannot be."""
    library = desk.library
    find = library.load_versions if library is not None else lambda name: [desk.compiled(name)]
    try:
        match = open_next(path, desk.store, find, desk.preferences.player)
    except TightropeError as error:
        return trouble_screen(_("This tournament cannot be played now"), told(error))
    return result_screen(desk, match) if match.over else turn_screen(desk, match)


class JoinFile(Screen):
    """The list of files."""

    def __init__(self, desk: Desk, files: Files | None = None) -> None:
        self.desk, self.files = desk, files or Files()

    def build(self, context: Context) -> Widget:
        """Lay out the rows."""
        files = self.files
        if files.found is None and not files.reading:
            files.reading = True
            places = folders(self.desk)
            context.background("tournament files", partial(look, places), self.take)
        first = next((one for one in files.found or () if not one.problem), None)
        ways = [back()]
        if first is not None:
            ways.append(onward(_("Play the newest") if not context.compact else _("Newest"), partial(self.open, first)))
        page = Page(
            context, _("Tournament by file"), _("Without a network: everybody plays the same file"),
            hints=[Hint("↑↓", _("choose")), Hint("Esc", _("back"))], ways=ways,
        )
        column = Column(page.body, context.text)
        column.text(_("Save the file that your teacher gives out among your downloads, or drop it on this window."), 16, "regular", "muted")
        column.text(_("When a round is over, hand in its record: you find it under Records."), 16, "regular", "muted", gap=14)
        for one in files.found or ():
            icon = ("triangle-alert", "beijing") if one.problem else ("trophy", "seoul")
            add_row(column, icon, one.title, one.problem or one.facts, partial(self.open, one), name=f"file {one.path.name}")
        if not files.found:
            column.text(_("Looking …") if files.found is None else _("No tournament's file was found (its name ends in .tournament)."))
        page.content.add(column.scroll("tournament files"))
        return page.root

    def take(self, found: Sequence[Found]) -> Outcome:
        """Take what was found."""
        self.files.found, self.files.reading = found, False
        return REBUILD

    def open(self, one: Found) -> Outcome:
        """Play the round that comes next, or say why not."""
        if one.problem:
            return Push(trouble_screen(_("This tournament cannot be played now"), one.problem))
        return Push(open_file(self.desk, one.path))

    def resumed(self, result: object, context: Context) -> Outcome:
        """Look again."""
        self.files.found = None
        return REBUILD

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("⏎", _("play the newest")), ("Esc", _("back"))]
