"""What comes out of a pack: the compiled scenario, its texts, what screens need beyond numbers, and the bibliography."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from game.content.texts import Texts
from game.rules.scenario import Scenario

LonLat: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Source:
    """An entry of the bibliography."""

    publisher: str
    title: str = ""
    date: str = ""
    via: str = ""
    url: str = ""
    note: str = ""

    @property
    def line(self) -> str:
        """Write the entry in one line.

        >>> Source("Jing Daily", date="2017").line
        'Jing Daily, 2017'
        """
        publisher = f"{self.publisher} ({self.via})" if self.via else self.publisher
        return ", ".join(part for part in (publisher, self.title, self.date) if part)


@dataclass(frozen=True)
class IndicatorMeta:
    """How an indicator is shown and where its start value is from."""

    decimals: int
    good: str
    source: str
    assumed: bool


@dataclass(frozen=True)
class EventMeta:
    """How a card is shown and where it is from."""

    power: str
    icon: str
    place: LonLat | None
    fiction: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class SignalMeta:
    """Where a demand, a rung, an offer or a shock is from."""

    fiction: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class SectorMeta:
    """Where a sector lies on the map."""

    place: LonLat | None
    icon: str


@dataclass(frozen=True)
class EraMeta:
    """An era and its first turn."""

    id: str
    from_turn: int


@dataclass(frozen=True)
class RegionMeta:
    """Which indicator tells the price for the region, and from where on it is `region.more`."""

    indicator: int
    at: int


@dataclass(frozen=True)
class HistoryMeta:
    """A figure of the real past; numbers in the indicator's unit."""

    series: str
    year: int
    real: float
    range: tuple[float, float] | None
    against: str
    source: str
    indicator: str = ""


@dataclass(frozen=True)
class GuideMeta:
    """A step of the tutorial; its text is `guide.N.say`, N from 0."""

    point_at: str
    wait_for: str
    turn: int
    page: str = ""
    card: int = 0


@dataclass(frozen=True)
class EntryMeta:
    """An entry of the glossary: the text whose key is `name`, `glossary.ID.text`, and in `glossary.ID.also` other spellings with commas."""

    name: str
    see: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class ViewMeta:
    """A part of the world: its middle and how many degrees of longitude lie across it."""

    lon: float
    lat: float
    across: float


@dataclass(frozen=True)
class PlaceMeta:
    """A named place; its text is `map.places.ID.name`."""

    id: str
    at: LonLat


@dataclass(frozen=True)
class ArrowMeta:
    """Where the arrow of a power begins and ends."""

    start: LonLat
    end: LonLat
    place: str = ""


@dataclass(frozen=True)
class MarkMeta:
    """An indicator on the map: "partner", "troops" or "threat"; where it has a name of its own, that is `map.marks.ID.name`."""

    id: str
    kind: str
    indicator: str
    at: LonLat


_WORLD = ViewMeta(10.0, 25.0, 300.0)


@dataclass(frozen=True)
class MapMeta:
    """The map of a scenario; without a section `map` it is an empty chart (`land` is false)."""

    land: bool = False
    wide: ViewMeta = _WORLD
    middle: ViewMeta = _WORLD
    close: ViewMeta = _WORLD
    home: tuple[str, ...] = ()
    places: tuple[PlaceMeta, ...] = ()
    player: str = ""
    patron: ArrowMeta | None = None
    rival: ArrowMeta | None = None
    marks: tuple[MarkMeta, ...] = ()


@dataclass(frozen=True)
class ScenarioMeta:
    """What screens need beyond numbers, by id."""

    indicators: Mapping[str, IndicatorMeta] = field(default_factory=dict)
    events: Mapping[str, EventMeta] = field(default_factory=dict)
    demands: Mapping[str, SignalMeta] = field(default_factory=dict)
    us_ladder: Mapping[str, SignalMeta] = field(default_factory=dict)
    rungs: Mapping[str, SignalMeta] = field(default_factory=dict)
    offers: Mapping[str, SignalMeta] = field(default_factory=dict)
    provocations: Mapping[str, SignalMeta] = field(default_factory=dict)
    shocks: Mapping[str, SignalMeta] = field(default_factory=dict)
    minds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sectors: Mapping[str, SectorMeta] = field(default_factory=dict)
    pillar_icons: Mapping[str, str] = field(default_factory=dict)
    emblems: Mapping[str, str] = field(default_factory=dict)
    eras: tuple[EraMeta, ...] = ()
    show_pillars: bool = True
    gauges: tuple[str, ...] = ()
    region: RegionMeta | None = None
    briefing_sources: tuple[str, ...] = ()
    questions: int = 0
    history: tuple[HistoryMeta, ...] = ()
    guide: tuple[GuideMeta, ...] = ()
    glossary: Mapping[str, EntryMeta] = field(default_factory=dict)
    map: MapMeta = MapMeta()
    languages: tuple[str, ...] = ("en",)
    orders: tuple[str, ...] = ()
    """Names of the pack's order files: orders/historical.yaml."""

    def era(self, turn: int) -> str:
        """Give the id of the era that a turn lies in, or an empty text."""
        return next((era.id for era in reversed(self.eras) if era.from_turn <= turn), "")


@dataclass(frozen=True)
class Compiled:
    """A pack that can be played."""

    scenario: Scenario
    texts: Texts
    meta: ScenarioMeta
    sources: Mapping[str, Source]
    pack_id: str = ""
    pack_version: str = ""
    pack_digest: str = ""
    rules_digest: str = ""
    path: str = ""

    def source(self, key: str, language: str | None = None) -> Source | None:
        """Give an entry of the bibliography, title and publisher in a language where the pack has them; None for an unknown key."""
        found = self.sources.get(key)
        told = {name: text for name in ("title", "publisher") if (text := self.texts.get(f"sources.{key}.{name}", language))}
        return replace(found, **told) if found is not None and told else found

    def source_lines(self, keys: Iterable[str], language: str | None = None) -> list[str]:
        """Write entries of the bibliography in one line each; unknown keys are left out."""
        return [found.line for key in keys if (found := self.source(key, language)) is not None]
