"""The packs that are installed: at the left each of them, at the right what it is, what the check says, and its versions side by side."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pygame

from game.content.tools.shelf import Shelved
from game.ui.desk import Desk
from game.ui.outcome import REBUILD, Outcome, Push, Replace
from game.ui.screen import Context, Key, Screen
from game.ui.screens.packs.details import fill
from game.ui.screens.packs.rows import ICONS, add_row
from game.ui.screens.packs.state import Shelf
from game.ui.screens.packs.texts import state_of, state_words
from game.ui.screens.parts.amounts import joined
from game.ui.screens.parts.column import Column
from game.ui.screens.parts.page import Hint, Page, Way, back, onward
from game.ui.widgets import Panel, Widget
from game.ui.words import _, ngettext

LIST = 420.0


@dataclass(frozen=True)
class Installed:
    """What a page above gives back: the pack that was installed."""

    path: Path


def packs_screen(desk: Desk, chosen: Path | None = None) -> "Packs":
    """Return the list of packs, one of them in front."""
    return Packs(desk, Shelf(desk), chosen)


@dataclass(frozen=True)
class Packs(Screen):
    """All packs; `chosen` is the one in front, `opened` shows it alone where there is little room."""

    desk: Desk
    shelf: Shelf
    chosen: Path | None = None
    opened: bool = False

    @property
    def pack(self) -> Shelved | None:
        """Give the pack in front: the chosen one, else the first."""
        groups = self.shelf.groups()
        every = [one for group in groups for one in group]
        return next((one for one in every if one.path == self.chosen), every[0] if every else None)

    def build(self, context: Context) -> Widget:
        """Lay out list and details; one of the two where there is little room."""
        one, groups = self.pack, self.shelf.groups()
        self.shelf.advance(context, one.path if one else None)
        alone = context.compact and self.opened and one is not None
        page = Page(
            context, _("Packs"), ngettext("{n} pack", "{n} packs", len(groups)).format(n=len(groups)),
            hints=[Hint("↑↓", _("choose")), Hint("Esc", _("back"))],
            ways=[Way(_("Back"), self.close, icon="chevron-left") if alone else back(), *self._ways(one)],
        )
        if context.compact:
            column = Column(page.body, context.text)
            if alone and one is not None:
                fill(self, column, one)
            else:
                self._list(column, groups)
            page.content.add(column.scroll(f"told {one.path.name}" if alone and one else "packs"))
            return page.root
        left, right = page.body.left(LIST, 16)
        rows, told = Column(left, context.text), Column(right.inset(28, 22), context.text)
        self._list(rows, groups)
        if one is not None:
            fill(self, told, one)
        page.content.add(rows.scroll("packs"), Panel(right, children=[told.scroll(f"told {one.path.name}" if one else "told")]))
        return page.root

    def _ways(self, one: Shelved | None) -> list[Way]:
        """Return what leads on: installing, and playing what is in front."""
        playable = one is not None and self.shelf.playable(one)
        several = one is not None and len(self.shelf.versions(one)) > 1
        text = _("Play {version}").format(version=one.version) if one is not None and several else _("Play it")
        return [
            Way(_("Install"), self.install, code=pygame.K_i, icon="plus"),
            onward(text, self.play, enabled=playable),
        ]

    def _list(self, column: Column, groups: list[list[Shelved]]) -> None:
        if self.shelf.packs is None and self.desk.library is not None:
            column.text(_("Reading the packs …"), colour="muted")
        column.window = column.window.inset(-4)                 # room for the edge of the chosen row
        kinds = ((False, _("Yours")), (True, _("With the game")))
        for shipped, heading in kinds:
            some = [group for group in groups if group[0].shipped == shipped]
            if some:
                column.text(heading, 14, "semibold", "muted", gap=6)
                for group in some:
                    self._row(column, group)
                column.gap(8)
            elif not shipped and self.shelf.packs is not None:
                text = _("No pack of your own is installed. Choose a file, or drop one on this window.")
                column.text(text, 14, colour="muted", gap=14)

    def _row(self, column: Column, group: list[Shelved]) -> None:
        now, front = self.pack, group[0]
        chosen = now in group
        shown = now if chosen and now is not None else next((one for one in group if one.found), front)
        check = self.shelf.check_of(shown)
        count = ngettext("{n} version", "{n} versions", len(group)).format(n=len(group))
        facts = joined([front.pack, ", ".join(one.version for one in group) if len(group) < 4 else count])
        add_row(
            column, ICONS[state_of(check)], self.shelf.title(shown), joined([facts, state_words(check)]), partial(self.choose, shown.path),
            chosen=chosen, name=f"pack {'shipped ' if front.shipped else ''}{front.pack}",
        )

    # what happens

    def choose(self, path: Path) -> Outcome:
        """Take a pack or a version in front; where there is little room it is opened. Taking the one in front once more plays it."""
        if self.opened and self.pack is not None and self.pack.path == path:
            return self.play() or REBUILD
        return Replace(replace(self, chosen=path, opened=True))

    def close(self) -> Outcome:
        """Go from one pack back to the list, where there is little room."""
        return Replace(replace(self, opened=False))

    def install(self) -> Outcome:
        """Choose a file."""
        from game.ui.screens.packs.chooser import chooser_screen

        return Push(chooser_screen(self.desk))

    def messages(self) -> Outcome | None:
        """Open the messages of the check."""
        from game.ui.screens.packs.messages import messages_screen

        one = self.pack
        check = self.shelf.check_of(one) if one else None
        if one is None or check is None or not check.findings:
            return None
        return Push(messages_screen(joined([self.shelf.title(one), one.version]), one.path, check.findings))

    def remove(self) -> Outcome | None:
        """Ask whether the pack in front is to go."""
        from game.ui.screens.packs.removing import Removing

        one = self.pack
        return None if one is None or one.shipped or one.by_hand else Push(Removing(self.shelf, one))

    def play(self) -> Outcome | None:
        """Open the briefing of the version in front."""
        from game.ui.screens.briefing import briefing_screen

        one = self.pack
        return None if one is None or not self.shelf.playable(one) else Push(briefing_screen(self.desk, one.name))

    def handle(self, event: Key, context: Context) -> Outcome | None:
        """Esc goes from one pack back to the list, where there is little room."""
        return self.close() if event.code == pygame.K_ESCAPE and context.compact and self.opened else None

    def resumed(self, result: object, context: Context) -> Outcome:
        """Read the folders anew; what was installed comes in front."""
        chosen = result.path if isinstance(result, Installed) else self.chosen
        return Replace(replace(self, shelf=Shelf(self.desk, None), chosen=chosen))

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [
            ("⏎", _("play")), ("I", _("install a file")), ("C", _("messages of the check")), ("R", _("remove")), ("Esc", _("back")),
        ]
