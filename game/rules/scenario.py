"""What a compiled scenario is: identifiers and whole numbers only, no texts.

Numbers are thousandths of the indicator's unit unless a name says otherwise (`*_turns` are turns; a `chance` is
thousandths of a percent, so 55% is 55,000). What a pack writes per year is kept per year here, and
the engine converts it once with `Calendar.months`. An index that names nothing is -1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from game.rules.expressions import Effects, Tree
from game.rules.powers import ChinaRetaliation, Demand, Offer, PatronRung, Reaction, RivalRung, Sector, UsPressure

__all__ = [
    "DOMAINS", "LEANS", "PHASES", "REPLIES", "REPLY", "Calendar", "ChinaRetaliation", "Demand", "Doctrine", "Domain", "Effects", "Ending",
    "Event", "Flow", "Given", "Grade", "Indicator", "Inertia", "Lean", "Mandate", "Offer", "Option", "Outcome", "PatronRung", "Pillar",
    "Points", "Posture", "Programme", "Provocation", "ProvocationKind", "Reaction", "Reply", "RivalRung", "Roles", "Scenario", "Sector",
    "Shock", "Tree", "UsPressure",
]

LEANS = ("alignment", "ambiguity", "autonomy")
DOMAINS = ("trade", "defence", "diplomacy")
PHASES = (
    "allocation", "decisions", "us_pressure", "china_retaliation", "provocation",
    "economy", "public_opinion", "consequences", "scoring", "signal",
)
Lean: TypeAlias = tuple[int, int, int]
Reply = Literal["none", "full", "part", "other", "refuse", "yield", "hold", "accept", "decline"]
REPLIES: tuple[Reply, ...] = ("none", "full", "part", "other", "refuse", "yield", "hold", "accept", "decline")
REPLY = {name: code for code, name in enumerate(REPLIES)}


@dataclass(frozen=True)
class Calendar:
    """When a game starts, how long a turn is and how many there are."""

    year: int
    month: int
    months: int
    turns: int
    cards: int
    crisis: Tree | None = None
    crisis_turns: int = 0

    def month_index(self, turn: int) -> int:
        """Count months from year 0 to the first month of a turn (turn 1 is the first)."""
        return self.year * 12 + self.month - 1 + (turn - 1) * self.months

    def turns_for(self, months: int) -> int:
        """Give the turns that so many months take, at least one."""
        return max(1, -(-months // self.months))

    def turn_of(self, month_index: int) -> int:
        """Give the turn that holds a month; it may lie outside the game."""
        return (month_index - self.month_index(1)) // self.months + 1

    @property
    def slots(self) -> int:
        """The most cards that one turn can have."""
        return self.cards + (1 if self.crisis is not None and self.crisis_turns else 0)


@dataclass(frozen=True)
class Points:
    """Cabinet points of a turn: a level, what moves it, and how many whole points carry over."""

    level: int
    carry: int
    bonus: Tree | None
    least: int
    most: int


@dataclass(frozen=True)
class Indicator:
    """A number of the world with its range and the value that it drifts to."""

    id: str
    start: int
    low: int
    high: int
    good: Literal["up", "down", "none"]
    decay_to: int | Tree | None = None
    decay_per_year: int = 0


@dataclass(frozen=True)
class Roles:
    """Which indicator (by index, -1 for none) means what to the rule modules."""

    pressure: int
    commitment: int
    ire: int
    coercion: int
    temptation: int
    tension: int
    credibility: int
    approval: int
    posture: tuple[int, int, int]


@dataclass(frozen=True)
class Domain:
    """One of the columns of the table, and what neglecting it costs a year."""

    id: str
    least: int
    neglect: Effects


@dataclass(frozen=True)
class Inertia:
    """How fast levels move and what keeping them pays (thousandths on top)."""

    rise: int
    rise_months: int
    fall: int
    kept_months: int
    kept_bonus: int


@dataclass(frozen=True)
class Programme:
    """Something that points are allocated to. `steps` are cumulative worths of levels 0 to max, in thousandths."""

    id: str
    domain: int
    max: int
    steps: tuple[int, ...]
    start: int
    lean: Lean
    effects: Effects
    affront: int = 0


@dataclass(frozen=True)
class Outcome:
    """What an option brings about: at once or `delay` turns later, for certain or by a roll, for good or for a time."""

    id: str
    delay: int
    chance: int | Tree
    effects: Effects
    otherwise: Effects = ()
    lasts: int = 0
    certain: bool = True


@dataclass(frozen=True)
class Option:
    """An answer to an event."""

    id: str
    effects: Effects
    affront: int
    lean: Lean
    set: tuple[int, ...] = ()
    clear: tuple[int, ...] = ()
    points: int = 0
    needs: Tree | None = None
    reply: Reply = "none"
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True)
class Event:
    """A card of the deck. `about` is the kind and the index of the signal that it answers."""

    id: str
    when: Tree | None
    weight: int | Tree
    once: bool
    cooldown_turns: int
    at_turn: int
    about: tuple[Literal["none", "demand", "rung", "offer"], int]
    options: tuple[Option, ...]
    default: int


@dataclass(frozen=True)
class ProvocationKind:
    """One way in which the third party tests deterrence."""

    id: str
    weight: int
    when: Tree | None
    effects: Effects
    set: tuple[int, ...] = ()


@dataclass(frozen=True)
class Provocation:
    """Whether (chance in six months, thousandths of a percent) and how a third party acts."""

    chance: int | Tree
    kinds: tuple[ProvocationKind, ...]


@dataclass(frozen=True)
class Flow:
    """A continuous influence: effects per year in a phase while the condition holds."""

    id: str
    phase: str
    when: Tree | None
    effects: Effects


@dataclass(frozen=True)
class Shock:
    """A sudden influence with a chance a year, which nobody in the player's government decides."""

    id: str
    phase: str
    when: Tree | None
    chance: int | Tree
    effects: Effects
    set: tuple[int, ...] = ()


@dataclass(frozen=True)
class Given:
    """A published series that enters from outside: an amount a year from one turn to another, both included."""

    indicator: int
    from_turn: int
    to_turn: int
    per_year: int


@dataclass(frozen=True)
class Mandate:
    """A flag that the calendar sets from one turn to another, both included."""

    flag: int
    from_turn: int
    to_turn: int


@dataclass(frozen=True)
class Posture:
    """How fast posture follows a turn's mix and what swings and mixed signals cost; figures in thousandths."""

    per_year: int
    swing: int
    swing_free: int
    mandate: int
    points_weight: int
    answers_weight: int
    mixed_free: int
    mixed: int
    broken_promise: int
    no_line: int


@dataclass(frozen=True)
class Pillar:
    """One of the pillars of the score: an expression over indicators, clamped to 0 to 100."""

    id: str
    value: Tree


@dataclass(frozen=True)
class Grade:
    """The least result (thousandths) that earns a grade; grades are listed from the best down."""

    least: int


@dataclass(frozen=True)
class Ending:
    """An early end: its condition must hold at the end of so many turns running; the first of them is a warning."""

    id: str
    when: Tree
    turns: int
    not_before: int


@dataclass(frozen=True)
class Doctrine:
    """One of the roads: weights for programmes, tastes for answers."""

    id: str
    lean: int
    weights: tuple[int, ...]
    answers: Lean


@dataclass(frozen=True, eq=False)
class Scenario:
    """A compiled scenario: everything that the engine reads. Compared by identity, so that tables can be kept for it."""

    id: str
    calendar: Calendar
    points: Points
    indicators: tuple[Indicator, ...]
    roles: Roles
    domains: tuple[Domain, ...]
    inertia: Inertia
    programmes: tuple[Programme, ...]
    flags: tuple[str, ...]
    events: tuple[Event, ...]
    us_pressure: UsPressure
    china_retaliation: ChinaRetaliation
    provocation: Provocation | None
    flows: tuple[Flow, ...]
    shocks: tuple[Shock, ...]
    given: tuple[Given, ...]
    mandates: tuple[Mandate, ...]
    posture: Posture
    pillars: tuple[Pillar, ...]
    grades: tuple[Grade, ...]
    endings: tuple[Ending, ...]
    doctrines: tuple[Doctrine, ...]
    handover_turns: int = 2

    def indicator(self, name: str) -> int:
        """Give the index of an indicator; raises KeyError."""
        return _index(self.indicators, name)

    def programme(self, name: str) -> int:
        """Give the index of a programme; raises KeyError."""
        return _index(self.programmes, name)

    def event(self, name: str) -> int:
        """Give the index of an event; raises KeyError."""
        return _index(self.events, name)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def _index(things: Sequence[_Named], name: str) -> int:
    for index, thing in enumerate(things):
        if thing.id == name:
            return index
    raise KeyError(name)
