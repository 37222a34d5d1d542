"""One run of the program: its folders, and the scenarios that are installed for it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from game.app.folders import Folders, find_folders
from game.app.output import FOUND_WANTING, WRONG_USAGE, CommandError
from game.core.problems import TightropeError

if TYPE_CHECKING:
    from game.content.compiled import Compiled
    from game.content.library import Entry, Library
    from game.session.record import Record


@dataclass
class Run:
    """What every command gets."""

    portable: bool = False

    @cached_property
    def folders(self) -> Folders:
        """Give the folders of this run."""
        return find_folders(portable=self.portable)

    @cached_property
    def library(self) -> "Library":
        """Give the packs that ship and those of the user."""
        from game.content.library import Library

        return Library([self.folders.shipped, self.folders.packs])

    def installed(self) -> "list[Entry]":
        """List what can be played; broken packs are left out, `pack check` names what is wrong with them."""
        return [entry for entry in self.library.entries() if not entry.broken]

    def load(self, name: str) -> "Compiled":
        """Load a scenario by id or path; raises CommandError: 2 where there is none, 1 where its pack is broken."""
        from game.content.diagnostics import PackError

        try:
            return self.library.load(name).use()
        except PackError as error:
            raise CommandError(str(error), FOUND_WANTING) from None
        except TightropeError as error:
            raise CommandError(str(error), WRONG_USAGE) from None

    def versions(self, scenario: str) -> "list[Compiled]":
        """Load the installed versions of a scenario that can be played, the one that its id finds first."""
        return self.library.load_versions(scenario)

    def of_record(self, record: "Record") -> "Compiled | None":
        """Load the installed version that a record was played with, else the one that comes nearest; None where there is none."""
        from game.session.origin import fitting

        return fitting(self.versions(record.scenario), record)
