"""The desk: what the program lends its screens, made by `game.app` for real use and by the gallery for pictures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from game.content.library import Library
from game.session.match import Match
from game.session.origin import OtherRulesError, fitting, why_not
from game.session.record import Record
from game.session.store import Autosave, Entry, Store
from game.ui.screen import Context, Look
from game.ui.words import said


@dataclass(frozen=True)
class Preferences:
    """What a player has set; `game.app` keeps them in a file."""

    language: str = "en"
    theme: str = "dark"
    text_scale: float = 1.0
    motion: bool = True
    sound: bool = True
    volume: int = 60
    speech: bool = False
    window: tuple[int, int] = (1280, 720)
    place: tuple[int, int] | None = None
    fullscreen: bool = False
    player: str = ""


class Listed(Protocol):
    """A scenario as the library lists it, before it is loaded."""

    @property
    def id(self) -> str:
        """The scenario's id."""

    @property
    def title(self) -> str:
        """The scenario's title."""

    @property
    def pack(self) -> str:
        """The pack that holds it."""

    @property
    def version(self) -> str:
        """The pack's version."""

    @property
    def turns(self) -> int:
        """How many turns it has."""


class Texts:
    """The texts of one compiled scenario in one language: `texts("programmes.tokyo.name")`."""

    def __init__(self, source: Any, language: str) -> None:
        self._source = source
        self.language = language

    def __call__(self, key: str, default: str | None = None) -> str:
        """Give a text by its key; without one the default, else the key itself."""
        found = self._source.get(key, self.language)
        return found or (key if default is None else default)

    def has(self, key: str) -> bool:
        """Tell whether there is a text of that key."""
        return bool(self._source.get(key, self.language))

    def names(self) -> frozenset[str]:
        """Give the words that keep their capital inside a sentence: China, Honiara. They are read from the pack's own sentences."""
        return frozenset(self._source.names)

    def cause(self, cause: str) -> str:
        """Say a ledger's cause in words."""
        return str(self._source.cause_text(cause, self.language))


@dataclass(frozen=True)
class DebriefKit:
    """What the debrief's screens are lent, since pages are written elsewhere: one drawing code serves both.

    `charts` makes charts (shapes) of what the analysis has found, `page` writes a debrief as HTML in a language, `comparison`
    several of them with their names.
    """

    charts: Any
    page: Callable[[Any, str], str]
    comparison: Callable[[Sequence[Any], Sequence[str], str], str]


@dataclass
class Desk:
    """Services of the program: settings, scenarios, records, matches, speech and sound.

    `load` gives a compiled scenario by id (`game.content`); `keep` writes preferences to their file; `say` speaks (at once, or after
    what is being said), `able` tells whether there is a voice, `play` sounds a named sound (silent by
    default). `folders` names what lies where, for the settings' page; `guide` is how far the reader has come with the guidance
    of the game in play. `lend_kit` gives what draws and writes debriefs, or None. `library` holds the packs that ship and those
    of the user, for the packs' page; `downloads` tells where a browser puts files. `client` joins tournaments (`game.client.client`),
    `classroom` follows the seat, `host` starts a server for scenarios (a lesson's or whole games), `hosted` is what runs of it, and
    `browse` opens an address in the browser. `chosen_in` is the folder that a pack was last chosen in, `checked` what the check says
    of packs, `sounded` whether a sound was wanted since the loop last looked.
    """

    store: Store
    scenarios: Callable[[], Sequence[Listed]]
    load: Callable[[str], Any]
    preferences: Preferences = field(default_factory=Preferences)
    keep: Callable[[Preferences], None] = lambda _preferences: None
    say: Callable[[str, bool], None] = lambda _text, _later: None
    able: Callable[[], bool] = lambda: True
    play: Callable[[str], None] = lambda _sound: None
    folders: dict[str, Path] = field(default_factory=dict)
    seed: int | str | None = None
    notices: list[str] = field(default_factory=list)
    guide: Any = None
    lend_kit: Callable[[], DebriefKit | None] = lambda: None
    library: Library | None = None
    downloads: Callable[[], Path] = Path.home
    client: Any = None
    classroom: Any = None
    host: Callable[[Sequence[str], bool], Any] | None = None
    hosted: Any = None
    browse: Callable[[str], bool] = lambda _address: False
    chosen_in: Path | None = None
    checked: dict[Any, Any] = field(default_factory=dict)
    sounded: bool = False
    _compiled: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def kit(self) -> DebriefKit | None:
        """Give what draws and writes debriefs, loaded when it is first wanted: the first frame needs none of it."""
        return self.lend_kit()

    @property
    def look(self) -> Look:
        """Give what the preferences say about the picture."""
        p = self.preferences
        return Look(p.theme, p.text_scale, p.language, p.motion)

    def change(self, context: Context, **changes: Any) -> None:
        """Change preferences, keep them, and draw all screens anew."""
        self.preferences = replace(self.preferences, **changes)
        self.keep(self.preferences)
        context.change_look(self.look)

    def took_look(self, look: Look) -> None:
        """Keep a look that the loop changed (a key for the text's size)."""
        self.preferences = replace(
            self.preferences, theme=look.theme, text_scale=look.text_scale, language=look.language, motion=look.motion
        )
        self.keep(self.preferences)

    def ready(self, scenario: str) -> bool:
        """Tell whether a scenario is loaded already."""
        return scenario in self._compiled

    def compiled(self, scenario: str) -> Any:
        """Load a scenario by id, once; raises TightropeError."""
        if scenario not in self._compiled:
            self._compiled[scenario] = self.load(scenario)
        return self._compiled[scenario]

    def hold(self, name: str, compiled: Any) -> None:
        """Keep a scenario that was loaded elsewhere under a name."""
        self._compiled[name] = compiled

    def forget(self) -> None:
        """Load all scenarios anew when they are next wanted: packs have come or gone. A game in play keeps its own."""
        self._compiled.clear()

    def of_record(self, record: Record) -> Any:
        """Give the installed version that a record was played with, else the nearest; raises TightropeError where there is none."""
        usual = self._compiled.get(record.scenario)
        if self.library is None or (usual and (usual.pack_digest, usual.rules_digest) == (record.pack.digest, record.rules.digest)):
            return usual or self.compiled(record.scenario)
        key = f"{record.scenario} {record.pack.digest} {record.rules.digest}"
        if key not in self._compiled:
            found = fitting(self.library.load_versions(record.scenario), record)
            if found is None:
                raise OtherRulesError(why_not(record, []))
            self._compiled[key] = found
        return self._compiled[key]

    def texts(self, compiled: Any) -> Texts:
        """Give a compiled scenario's texts in the language in use."""
        return Texts(compiled.texts, self.preferences.language)

    def title(self, scenario: str, otherwise: str) -> str:
        """Give a scenario's title in the language in use where it is loaded, else another one."""
        return self.texts(self._compiled[scenario])("title", otherwise) if self.ready(scenario) else otherwise

    def new_match(self, scenario: str) -> Match:
        """Begin a game that saves itself into a new file."""
        return Match.new(self.compiled(scenario), self.seed, self.preferences.player, Autosave(self.store))

    def open_match(self, entry: Entry) -> Match:
        """Play a record again and go on with it, in its own file; raises TightropeError where that cannot be."""
        if entry.record is None:
            raise ValueError(entry.problem)
        save = None if entry.record.finished else Autosave(self.store, entry.path)
        return Match.load(entry.record, self.of_record(entry.record), save)

    @property
    def debriefs(self) -> Path:
        """Give the folder that debriefs are written into, beside the settings; it is made with the first one."""
        beside = self.folders.get("settings")
        return (beside.parent if beside else self.store.folder) / "debriefs"

    def save_problem(self, match: Match) -> str:
        """Say in words why a game could not be saved the last time, or nothing."""
        return said(match.save.problem) if isinstance(match.save, Autosave) else ""

    def sound(self, name: str) -> None:
        """Play a sound where sound is on."""
        self.sounded = True
        if self.preferences.sound:
            self.play(name)

    def speak(self, text: str, later: bool = False) -> None:  # noqa: FBT001, FBT002 - as `say` takes it
        """Speak where speech is on; `later` waits until what is being said is over."""
        if self.preferences.speech:
            self.say(text, later)
