"""What the screens get: settings, records, scenarios, and matches that save themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from game.app.folders import data_folder
from game.app.run import Run
from game.app.settings import Settings, load_settings, save_settings
from game.core.problems import Sentence, TightropeError
from game.session.match import Match
from game.session.origin import OtherRulesError, why_not
from game.session.reading import read_record
from game.session.store import Autosave, Store

if TYPE_CHECKING:
    from game.app.hosting import Hosting
    from game.client.client import Client
    from game.content.compiled import Compiled
    from game.content.library import Entry
    from game.ui.desk import DebriefKit
    from game.ui.watching import Watcher


@dataclass
class Context:
    """The program as the screens see it.

    `notices` are lines to show once; `opening` is the game to open at, if any, `joining` a tournament's code or address.
    """

    run: Run
    settings: Settings
    store: Store
    assets: Path
    notices: list[str] = field(default_factory=list)
    opening: Match | None = None
    watcher: "Watcher | None" = None
    joining: str = ""

    @classmethod
    def of(cls, run: Run, scenario: str | None = None, seed: int | None = None, load: Path | None = None) -> "Context":
        """Put a context together; raises CommandError or TightropeError where the game asked for cannot be opened."""
        loaded = load_settings(run.folders.settings)
        context = cls(run, loaded.settings, Store(run.folders.records), data_folder("assets"))
        context.store.clear_leftovers()
        if loaded.problem:
            context.notices.append(loaded.problem)
        if load is not None:
            context.opening = context.open_file(load)
            if scenario is not None and context.opening.scenario.id != scenario:
                raise TightropeError(Sentence(
                    "{path} is a game of {scenario}, not of {other}",
                    path=load, scenario=context.opening.scenario.id, other=scenario,
                ))
        elif scenario is not None:
            context.opening = context.new_match(run.load(scenario), seed)
        return context

    @classmethod
    def watching(cls, run: Run, pack: Path, seed: int | None = None) -> "Context":
        """Put a context together that plays a pack under development and loads it anew when a file changes."""
        from game.content.library import Library
        from game.content.tools.watching import Watch
        from game.ui.watching import Watcher

        context = cls.of(run)
        library = Library([run.folders.shipped, run.folders.packs, pack.absolute().parent])
        context.watcher = Watcher(Watch(pack, library.find), seed)
        return context

    @property
    def debrief_kit(self) -> "DebriefKit":
        """Give what draws and writes debriefs."""
        from game.report import debrief_charts
        from game.report.comparison import comparison_page
        from game.report.debrief import debrief_page
        from game.ui.desk import DebriefKit

        return DebriefKit(debrief_charts, debrief_page, comparison_page)

    @property
    def client(self) -> "Client":
        """Give what joins tournaments; the seat is kept beside the settings."""
        from game.client.client import Client

        return Client(self.run.folders.settings.parent)

    def host(self, scenarios: Sequence[str], lesson: bool) -> "Hosting":
        """Start a server on this computer; raises TightropeError."""
        from game.app.hosting import start_hosting

        return start_hosting(scenarios, lesson=lesson, portable=self.run.portable)

    @property
    def downloads(self) -> Path:
        """Give the folder that browsers put files into."""
        import platformdirs

        return platformdirs.user_downloads_path()

    def installed(self) -> "list[Entry]":
        """List the scenarios that can be played, each once: in the version that its id finds."""
        found: dict[str, Entry] = {}
        for one in self.run.installed():
            if one.id not in found or one.path == self.run.library.find(one.id):
                found[one.id] = one
        return list(found.values())

    def load(self, scenario: str) -> "Compiled":
        """Load a scenario by id or path; raises CommandError. The screens' desk keeps what it has loaded."""
        return self.run.load(scenario)

    def new_match(self, compiled: "Compiled", seed: int | str | None = None) -> Match:
        """Begin a game that saves itself after every order."""
        return Match.new(compiled, seed, self.settings.player, Autosave(self.store))

    def open_file(self, path: Path) -> Match:
        """Open a saved game, or the next round of a tournament's file; raises TightropeError."""
        from game.tournament.by_file import is_tournament, open_next

        if is_tournament(path):
            return open_next(path, self.store, self.run.versions, self.settings.player)
        return self.load_match(path)

    def load_match(self, path: Path) -> Match:
        """Go on with a saved game, or open a finished one; raises TightropeError (OtherRulesError where it can be read only)."""
        record = read_record(path)
        compiled = self.run.of_record(record)
        if compiled is None:
            raise OtherRulesError(why_not(record, []))
        return Match.load(record, compiled, Autosave(self.store, path))

    def save_problem(self, match: Match) -> str:
        """Give the words of a failed save of a match, or nothing."""
        return match.save.problem if isinstance(match.save, Autosave) else ""

    def change(self, settings: Settings) -> str:
        """Take settings over and write them; gives the words of a failure, or nothing."""
        self.settings = settings
        try:
            save_settings(settings, self.run.folders.settings)
        except TightropeError as error:
            return str(error)
        return ""


def gallery_context(run: Run) -> Context:
    """Give a context for pictures: the usual settings, and nothing of the user's."""
    return Context(run, Settings(), Store(run.folders.shipped / "no-records"), data_folder("assets"))


