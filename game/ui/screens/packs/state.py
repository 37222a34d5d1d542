"""What the packs' pages share: packs, records and the check's results, worked out in the background one after the other."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from game.content.library import Library
from game.content.tools.shelf import Checked, Shelved, checked, shelf
from game.session.packs import Uses, uses
from game.ui.desk import Desk
from game.ui.outcome import REBUILD, Outcome
from game.ui.screen import Context

NOTHING = Uses()
KEY = "packs"
"""The key of all work here: the newest wins, so that reading the folders anew drops a check of what has gone."""


@dataclass
class Shelf:
    """The packs of a desk; `packs` is None until they have been read. The check's results are kept on the desk, by what was checked."""

    desk: Desk
    packs: list[Shelved] | None = None
    uses: dict[str, Uses] = field(default_factory=dict)
    _working: bool = False

    def advance(self, context: Context, first: Path | None = None) -> None:
        """Begin the next piece of work, unless one is under way: read the folders, then check pack by pack, a wanted one first."""
        library = self.desk.library
        if self._working or library is None:
            return
        if self.packs is None:
            self._working = True
            context.background(KEY, partial(self._read, library), self._took)
            return
        waiting = [one for one in self.packs if self.check_of(one) is None]
        waiting.sort(key=lambda one: one.path != first)
        if waiting:
            self._working = True
            context.background(KEY, partial(self._check, waiting[0], library), lambda _none: self._done())

    def finish(self) -> "Shelf":
        """Work everything out at once, for pictures and tests; gives itself."""
        if self.desk.library is not None:
            self._took(self._read(self.desk.library))
            for one in self.packs or []:
                self._check(one, self.desk.library)
        return self

    def _read(self, library: Library) -> tuple[list[Shelved], dict[str, Uses]]:
        return shelf(library), uses(self.desk.store.paths())

    def _took(self, found: tuple[list[Shelved], dict[str, Uses]]) -> Outcome:
        self.packs, self.uses = found
        return self._done()

    def _done(self) -> Outcome:
        self._working = False
        return REBUILD

    def _check(self, one: Shelved, library: Library) -> None:
        found = checked(one.path, library)
        self.desk.checked[self._key(one)] = found
        if found.compiled is not None and found.compiled.pack_digest == one.digest:
            self.desk.hold(one.name, found.compiled)

    def _key(self, one: Shelved) -> object:
        """Name what a check has looked at: a pack's files and, where it stands on others, all that is installed."""
        return one.path, one.digest, frozenset(other.digest for other in self.packs or []) if one.extends else None

    # what is known

    def check_of(self, one: Shelved) -> Checked | None:
        """Give what the check says of a pack, None while it is being checked."""
        found = self.desk.checked.get(self._key(one))
        return found if isinstance(found, Checked) else None

    def uses_of(self, one: Shelved) -> Uses:
        """Count the records that were played with a pack."""
        return self.uses.get(one.digest, NOTHING)

    def playable(self, one: Shelved) -> bool:
        """Tell whether a pack is checked, has no error, and is loaded."""
        found = self.check_of(one)
        return found is not None and found.compiled is not None and self.desk.ready(one.name)

    def title(self, one: Shelved) -> str:
        """Give a pack's title, in the language in use once it is checked."""
        found = self.check_of(one)
        return self.desk.texts(found.compiled)("title", one.title) if found is not None and found.compiled is not None else one.title

    def versions(self, one: Shelved) -> list[Shelved]:
        """List the versions of a pack that lie side by side, itself among them."""
        return [other for other in self.packs or [] if (other.pack, other.shipped) == (one.pack, one.shipped)]

    def groups(self) -> list[list[Shelved]]:
        """List the packs, each with its versions: those of the user first."""
        found: dict[tuple[bool, str], list[Shelved]] = {}
        for one in self.packs or []:
            found.setdefault((one.shipped, one.pack), []).append(one)
        return [found[key] for key in sorted(found)]

    def needed_by(self, one: Shelved) -> list[Shelved]:
        """List the packs that stand on one and on no other version of it."""
        others = [other for other in self.packs or [] if other.scenario == one.scenario and other.path != one.path]
        return [] if others else [other for other in self.packs or [] if other.extends == one.scenario]

    def replayed_by(self, one: Shelved) -> Shelved | None:
        """Give another version with the same rules, with which a pack's records can still be played again."""
        mine = self.check_of(one)
        for other in self.packs or []:
            found = self.check_of(other)
            if other.path != one.path and mine and found and mine.compiled and found.compiled and other.scenario == one.scenario \
                    and mine.compiled.rules_digest == found.compiled.rules_digest:
                return other
        return None
