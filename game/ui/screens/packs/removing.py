"""The question before a pack is removed: what becomes of its records, and of packs that stand on it."""

from dataclasses import dataclass

import pygame

from game.content.diagnostics import plain
from game.content.tools.shelf import Shelved
from game.session import TightropeError
from game.session.packs import remove
from game.ui.outcome import Outcome, Pop, Push
from game.ui.screen import Context, Screen
from game.ui.screens.packs.rows import fitted
from game.ui.screens.packs.state import Shelf
from game.ui.screens.parts.dialogue import dialogue
from game.ui.screens.parts.page import Way, onward
from game.ui.screens.parts.trouble import trouble_screen
from game.ui.widgets import Widget
from game.ui.words import _, ngettext, said


@dataclass(frozen=True)
class Removing(Screen):
    """Asked before a pack goes."""

    overlay = True
    shelf: Shelf
    pack: Shelved

    def build(self, context: Context) -> Widget:
        """Lay out the plate."""
        one = self.pack
        ways = [
            onward(_("Keep it"), Pop),
            Way(_("Remove"), self.remove, code=pygame.K_r, icon="trash"),
        ]
        setter, across = context.text, min(560.0, context.width - 24) - 66
        title, words = _("Remove {pack} {version}?").format(pack=one.pack, version=one.version), self.words()
        if setter.width(title, 20, "semibold") > across:
            title, words = _("Remove this pack?"), [f"{one.pack} {one.version}", *words]
        words = [fitted(text, setter, across, 16) for text in words]
        return dialogue(context, title, words, ways, width=560)

    def words(self) -> list[str]:
        """Say what becomes of what was played with it and of what stands on it."""
        one, uses = self.pack, self.shelf.uses_of(self.pack)
        said = []
        other = self.shelf.replayed_by(one) if uses.all else None
        if other is not None:
            said.append(_(
                "Games that were played with it stay, and go on with version {version}, which has the same rules."
            ).format(version=other.version))
        elif uses.all:
            if uses.open:
                said.append(ngettext(
                    "{n} game in play stops where it is: it goes on when this version is installed again.",
                    "{n} games in play stop where they are: they go on when this version is installed again.", uses.open,
                ).format(n=uses.open))
            if uses.finished:
                said.append(ngettext(
                    "{n} record of a finished game stays. It cannot be played again or verified until this version is installed again.",
                    "{n} records of finished games stay. They cannot be played again or verified until this version is installed again.",
                    uses.finished,
                ).format(n=uses.finished))
        needed = self.shelf.needed_by(one)
        if needed:
            names = ", ".join(f"{pack.pack} {pack.version}" for pack in needed)
            said.append(_("These packs stand on it and cannot be played without it: {packs}.").format(packs=names))
        return said or [_("No game was played with it. You can install its file again at any time.")]

    def remove(self) -> Outcome:
        """Remove it and go back; a failure says why."""
        try:
            remove([self.pack.path])
        except TightropeError as error:
            return Push(trouble_screen(_("The pack could not be removed"), plain(said(error))))
        self.shelf.desk.forget()
        return Pop()

    def keys(self) -> list[tuple[str, str]]:
        """List the keys."""
        return [("R", _("remove")), ("Esc", _("keep it"))]
