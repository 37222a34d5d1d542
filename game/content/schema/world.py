"""The schema of scenario.yaml, first part: calendar, points, indicators, programmes, posture."""

from typing import Annotated, Literal

from pydantic import Field

from game.content.schema.base import (
    Amount,
    Effects,
    Expression,
    Fraction,
    Id,
    Lean,
    Model,
    Month,
    Months,
    Number,
    Percent,
    Share,
    SourceKey,
    Text,
    Whole,
    Word,
)


class Calendar(Model):
    """When a game starts, how long a turn is and how many there are."""

    start: Month = Field(description="The first month, YYYY-MM.")
    months_per_turn: int = Field(ge=1, le=24, description="Months in a turn.")
    turns: int = Field(ge=1, le=40, description="Turns in a game.")
    cards_per_turn: int = Field(2, ge=1, le=4, description="Event cards a turn.")
    crisis: Expression | None = Field(None, description="While it holds a turn has one card more.")
    crisis_turns: int = Field(0, ge=0, le=40, description="The most turns with a card more.")


class Points(Model):
    """Cabinet points of a turn, whatever its length; what they do is written per year."""

    level: int = Field(ge=0, le=60, description="Points in an ordinary turn.")
    carry: int = Field(0, ge=0, le=20, description="Unspent points that carry over at most.")
    bonus: Amount | None = Field(None, description="What is added to the level (an expression; rounded).")
    least: int = Field(0, ge=0, le=60, description="The fewest points of a turn.")
    most: int = Field(60, ge=0, le=90, description="The most points of a turn; what was carried over can come on top, up to `carry`.")


class Briefing(Model):
    """The page before the first turn."""

    you_are: Text = Field(description="Who the player is.")
    inherit: Text = Field(description="What the player inherits.")
    counts: Text = Field(description="What counts at the end.")
    sources: list[SourceKey] = Field(default_factory=list, description="Keys of sources.yaml.")


class Era(Model):
    """A stretch of the game with a name."""

    id: Id = Field(description="The era's id.")
    name: Word = Field(description="Its name.")
    from_: Month = Field(alias="from", description="Its first month.")
    text: Text = Field(description="A sentence about it.")


class Decay(Model):
    """The value that an indicator drifts to, and what share of the way it goes in a year."""

    to: Amount = Field(description="A number or an expression.")
    per_year: Fraction = Field(description="0.3 is 30% of the distance a year.")


class Indicator(Model):
    """A number of the world."""

    name: Word = Field(description="Its name on screen.")
    unit: Word = Field(description="Its unit: index, %, $bn a year.")
    start: Number = Field(description="Its value before the first turn.")
    range: Annotated[list[Number], Field(min_length=2, max_length=2)] = Field(description="Its least and its greatest value.")
    good: Literal["up", "down", "none"] = Field("none", description="Which way is good for the player.")
    decay: Decay | None = Field(None, description="What it drifts to.")
    source: SourceKey | None = Field(None, description="Where the start value is from.")
    assumed: bool = Field(False, description="True when the start value is assumed and has no source.")
    decimals: int | None = Field(None, ge=0, le=3, description="Decimals to show; left out, the range decides.")


class PostureRoles(Model):
    """The three indicators of posture; their sum is 100."""

    alignment: Id = Field(description="The indicator of alignment.")
    ambiguity: Id = Field(description="The indicator of ambiguity.")
    autonomy: Id = Field(description="The indicator of autonomy.")


class Roles(Model):
    """Which indicator means what to the rule modules; a role that is left out is not played."""

    pressure: Id | None = Field(None, description="The patron's pressure, which climbs its ladder.")
    commitment: Id | None = Field(None, description="The patron's commitment.")
    ire: Id | None = Field(None, description="The rival's ire, which affronts feed.")
    coercion: Id | None = Field(None, description="The rival's coercion, the sum of its rungs' bites.")
    temptation: Id | None = Field(None, description="How tempting coercion looks to the rival.")
    tension: Id | None = Field(None, description="Tension between the two powers.")
    credibility: Id | None = Field(None, description="The player's credibility.")
    approval: Id | None = Field(None, description="Approval at home.")
    posture: PostureRoles | None = Field(None, description="The three indicators of posture.")


class Table(Model):
    """The gauges and pillars that never leave the screen: they stand in the header."""

    pillars: bool = Field(True, description="Show the pillars.")
    gauges: list[Id] = Field(
        default_factory=list, max_length=6,
        description="Indicators that are always in sight, beside approval; in a small window the longest are left out.",
    )


class Domain(Model):
    """A column of the table."""

    name: Word = Field(description="Its name.")
    least: Whole = Field(0, description="With fewer points it is neglected.")
    neglect: Effects = Field(default_factory=dict, description="What neglect does, per year.")


class Domains(Model):
    """The three columns of the table."""

    trade: Domain = Field(description="The column Trade.")
    defence: Domain = Field(description="The column Defence.")
    diplomacy: Domain = Field(description="The column Diplomacy.")


class Inertia(Model):
    """How fast levels move and what keeping them pays."""

    rise: int = Field(1, ge=1, le=9, description="Levels that a programme may rise in `rise_months`.")
    rise_months: Months = Field(6, description="See rise.")
    fall: int = Field(2, ge=1, le=9, description="Levels that a programme may fall in a turn.")
    kept_months: Months = Field(12, description="From so many months on a level pays more.")
    kept_bonus: Share = Field(0.0, description="0.35 is 35% more.")


class Programme(Model):
    """Something that points are allocated to."""

    id: Id = Field(description="Its id.")
    domain: Literal["trade", "defence", "diplomacy"] = Field(description="Its column.")
    name: Word = Field(description="Its name, at most 22 characters.")
    text: Text | None = Field(None, description="What it is, in a sentence.")
    max: int = Field(4, ge=1, le=9, description="Its highest level.")
    steps: list[Share] = Field(min_length=1, max_length=9, description="What each further point is worth.")
    start: int = Field(0, ge=0, le=9, description="Its level before the first turn.")
    lean: Lean = Field(description="Which road it leans to.")
    minds: list[Literal["washington", "beijing"]] = Field(default_factory=list, description="Who minds it.")
    effects: Effects = Field(description="What a full point does, per year.")
    affront: Amount = Field(0.0, description="How much the rival minds a full point, per year.")


SomeShare = Annotated[float, Field(ge=0.01, le=10, allow_inf_nan=False)]


class Posture(Model):
    """How fast posture follows what is done, and what swings cost."""

    per_year: Fraction = Field(0.5, description="The share of the way that it goes in a year.")
    swing: Share = Field(0.0, description="Credibility lost for each percentage point of swing beyond `swing_free`.")
    swing_free: Percent = Field(100.0, description="A swing of so many percentage points costs nothing.")
    mandate: Id | None = Field(None, description="A flag that halves the cost of swings.")
    points_weight: SomeShare = Field(1.0, description="What points count in the mix of a turn.")
    answers_weight: Share = Field(1.0, description="What answers count in the mix of a turn.")


class Credibility(Model):
    """What mixed signals and broken words cost, in points of credibility."""

    mixed_free: Percent = Field(100.0, description="So many percentage points of difference cost nothing.")
    mixed: Share = Field(0.0, description="What each further percentage point costs.")
    broken_promise: Number = Field(0.0, description="The change when a promise is broken.")
    no_line: Number = Field(0.0, description="The change when a crisis finds no line.")
