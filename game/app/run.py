"""One run of the program: its folders, and the scenarios that are installed for it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from game.app.folders import Folders, find_folders
from game.app.output import FOUND_WANTING, WRONG_USAGE, CommandError
from game.core.problems import TightropeError

if TYPE_CHECKING:
    from game.content.compiled import Compiled
    from game.content.library import Entry, Library
    from game.session.batch import Policy


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

    def find(self, scenario: str) -> "Compiled | None":
        """Load an installed scenario by its id alone; None where there is none that can be played."""
        from game.content.loading import load_pack

        path = self.library.find(scenario)
        return None if path is None else load_pack(path, self.library.find).compiled

    def find_version(self, scenario: str, digest: str) -> "Compiled | None":
        """Load the installed version of a scenario whose pack has a digest; where there is none, the one that its id finds."""
        from game.content.loading import load_pack

        paths = self.library.versions(scenario)
        for path in paths if len(paths) > 1 else ():
            compiled = load_pack(path, self.library.find).compiled
            if compiled is not None and compiled.pack_digest == digest:
                return compiled
        return self.find(scenario)

    def read_orders(self, path: Path, compiled: "Compiled") -> "Policy":
        """Read a file of orders as a policy; raises CommandError."""
        from game.app.order_file import order_policy

        return order_policy(path, compiled)
