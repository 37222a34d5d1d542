"""The schema of scenario.yaml, second part: the great powers and the third party."""

from typing import Annotated

from pydantic import Field

from game.content.schema.base import (
    Amount,
    Effects,
    Expression,
    FixedEffects,
    Fraction,
    Id,
    LonLat,
    Model,
    Month,
    Months,
    Number,
    Percent,
    Positive,
    Share,
    SomeWeight,
    SourceKey,
    Text,
    Word,
)


class Resolve(Model):
    """The interval of the patron's hidden resolve."""

    from_: Percent = Field(alias="from", description="The least.")
    to: Percent = Field(description="The most.")
    redraw: Month | None = Field(None, description="The month of a new administration, which draws anew.")


class Patience(Model):
    """The interval of the rival's hidden patience."""

    from_: Percent = Field(alias="from", description="The least.")
    to: Percent = Field(description="The most.")


class Estimate(Model):
    """How well the player knows a hidden disposition."""

    width: Percent = Field(description="The width of the interval that is shown.")
    per_level: Percent = Field(0.0, description="By how much each level of `programme` narrows it.")
    programme: Id | None = Field(None, description="The programme that narrows it.")


class Firmness(Model):
    """What the patron does on the spot, by a roll against its hidden resolve."""

    firm: Effects = Field(default_factory=dict, description="When its resolve holds: the answer is taken seriously.")
    soft: Effects = Field(default_factory=dict, description="When it does not: the answer is soon forgotten.")


class PatronReactions(Model):
    """How the patron takes a plain yes and a plain no."""

    full: Firmness = Field(default_factory=Firmness, description="To a demand that is met or promised in full.")
    refuse: Firmness = Field(default_factory=Firmness, description="To a refusal.")


class Forbearance(Model):
    """What the rival does on the spot, by a roll against its hidden patience."""

    patient: Effects = Field(default_factory=dict, description="When its patience holds: it lets the matter pass.")
    impatient: Effects = Field(default_factory=dict, description="When it does not: it takes the matter to heart.")


class RivalReactions(Model):
    """How the rival takes an answer to a threat."""

    yield_: Forbearance = Field(default_factory=Forbearance, alias="yield", description="To yielding.")
    hold: Forbearance = Field(default_factory=Forbearance, description="To holding.")


class Demand(Model):
    """What the patron asks."""

    id: Id = Field(description="Its id; the event that answers it says `about: ID`.")
    title: Word = Field(description="What is asked, at most 42 characters.")
    line: Word | None = Field(None, description="The line below the title, at most 32 characters.")
    because: Text = Field(description="The patron's own reason, in words that it would accept.")
    measure: Id | None = Field(None, description="The indicator that meets it when it reaches `threshold`.")
    threshold: Number | None = Field(None, description="See measure.")
    deadline: Months = Field(description="Months until it falls due.")
    when: Expression | None = Field(None, description="It may be announced while this holds.")
    weight: SomeWeight = Field(10.0, description="How likely it is among the demands that could be announced.")
    reward: Effects = Field(default_factory=dict, description="What meeting it does, once.")
    penalty: Effects = Field(default_factory=dict, description="What failing it does, once.")
    affront: Number = Field(0.0, description="How much the rival minds when it is met.")
    sources: list[SourceKey] = Field(default_factory=list, description="Keys of sources.yaml.")
    fiction: bool = Field(False, description="True for what is invented.")


class PatronRung(Model):
    """A rung of the patron's ladder."""

    id: Id = Field(description="Its id.")
    name: Word = Field(description="Its name, at most 19 characters.")
    at: Number = Field(description="Pressure from which it holds.")
    leave_at: Number = Field(description="Pressure at which it ends.")
    effects: Effects = Field(default_factory=dict, description="What it does per year, on top of the rungs below.")
    enter: FixedEffects = Field(default_factory=dict, description="What entering it does, once.")
    announces: Text = Field(description="What is announced.")
    because: Text = Field(description="The patron's own reason.")
    sources: list[SourceKey] = Field(default_factory=list, description="Keys of sources.yaml.")
    fiction: bool = Field(False, description="True for what is invented.")


class UsPressure(Model):
    """The patron: demands and a ladder of pressure."""

    name: Word = Field("Washington", description="The patron's name.")
    resolve: Resolve = Field(description="Hidden, drawn from the dice.")
    estimate: Estimate = Field(description="What the player knows of it.")
    most_open: int = Field(2, ge=0, le=9, description="Demands open at once, at most.")
    announce: Amount = Field(description="Chance in % that a new demand is announced in six months.")
    partial: Share = Field(0.5, description="The share of the reward for an answer in part or in another coin.")
    refusal: Effects = Field(default_factory=dict, description="What a refusal does at once.")
    open: Effects = Field(default_factory=dict, description="What each demand that is open, refused, or promised earlier does, per year.")
    lapse: Effects = Field(default_factory=dict, description="What happens when a demand lapses.")
    broken: Effects = Field(default_factory=dict, description="What a broken promise does, once.")
    reactions: PatronReactions = Field(default_factory=PatronReactions, description="What follows a plain answer on the spot.")
    demands: list[Demand] = Field(default_factory=list, description="What it may ask.")
    ladder: list[PatronRung] = Field(default_factory=list, description="The rungs from the lowest up.")


class Sector(Model):
    """A branch that coercion can aim at."""

    name: Word = Field(description="Its name.")
    exposure: Amount = Field(description="1 is usual.")
    place: LonLat | None = Field(None, description="Longitude and latitude.")
    icon: Word | None = Field(None, description="An icon.")


class RivalRung(Model):
    """A rung of the rival's ladder."""

    id: Id = Field(description="Its id; the event that answers it says `about: ID`.")
    name: Word = Field(description="Its name, at most 19 characters.")
    sector: Id = Field(description="The sector that it hits.")
    at: Number = Field(description="Ire from which it is threatened and comes.")
    leave_at: Number = Field(description="Ire at which it ends.")
    lag: Months = Field(6, description="Months from threat to rung.")
    cost: Positive = Field(0.0, description="How much it adds to coercion.")
    effects: Effects = Field(description="What it does per year at exposure 1 and full bite.")
    enter: Effects = Field(default_factory=dict, description="What it does once as it comes, at exposure 1: coercion peaks early.")
    announces: Text = Field(description="What is announced.")
    if_text: Text = Field(description="The condition in the threat: If the affronts go on.")
    because: Text = Field(description="The rival's own reason.")
    sources: list[SourceKey] = Field(default_factory=list, description="Keys of sources.yaml.")
    fiction: bool = Field(False, description="True for what is invented.")


class Offer(Model):
    """Something that a power holds out."""

    id: Id = Field(description="Its id; the event that answers it says `about: ID`.")
    title: Word = Field(description="What is offered, at most 42 characters.")
    line: Word | None = Field(None, description="The line below the title, at most 32 characters.")
    because: Text = Field(description="The power's own reason.")
    when: Expression | None = Field(None, description="It is open while this holds.")
    sources: list[SourceKey] = Field(default_factory=list, description="Keys of sources.yaml.")
    fiction: bool = Field(False, description="True for what is invented.")


class ChinaRetaliation(Model):
    """The rival: ire, threats, a ladder of coercion, offers."""

    name: Word = Field("Beijing", description="The rival's name.")
    patience: Patience = Field(description="Hidden, drawn from the dice.")
    patience_weight: Share = Field(0.0, description="How far a point of patience from 50 moves every threshold.")
    estimate: Estimate = Field(description="What the player knows of it.")
    exposure: Amount = Field(1.0, description="How much of an affront turns into ire.")
    self_restraint: FixedEffects = Field(default_factory=dict, description="What a point of affront costs at home, times exposure.")
    warn_below: Positive = Field(0.0, description="A threat is made so far below a rung's threshold.")
    threat_lapse: Percent = Field(0.0, description="% of threats that come to nothing.")
    unannounced: Percent = Field(0.0, description="% of rungs that come at once, without a threat and so without a card.")
    bite_fades: Fraction = Field(0.0, description="The share of the bite lost per year in force.")
    settles: Expression | None = Field(None, description="While this holds the powers have settled and rungs end.")
    truce_ire: Number = Field(0.0, description="What settling does to ire, a turn.")
    yield_: Effects = Field(default_factory=dict, alias="yield", description="What yielding to a rung does.")
    yield_works: Amount = Field(100.0, description="% chance that yielding makes the rival drop its threat, and make no other that turn.")
    hold: Effects = Field(default_factory=dict, description="What holding against a rung does.")
    reactions: RivalReactions = Field(default_factory=RivalReactions, description="What follows an answer to a threat on the spot.")
    skips: bool = Field(False, description="A threat may leave a rung out, when ire is high enough for the one after it.")
    tires_months: Months = Field(120, description="How long a rung is worth its cost to the rival.")
    sectors: dict[Id, Sector] = Field(default_factory=dict, description="The branches that coercion can aim at.")
    ladder: list[RivalRung] = Field(default_factory=list, max_length=12, description=(
        "The rungs from the lowest up; a turn climbs one, or two when one of them comes unannounced."
    ))
    offers: list[Offer] = Field(default_factory=list, description="What it may hold out.")


class ProvocationKind(Model):
    """One way in which the third party tests deterrence."""

    id: Id = Field(description="Its id.")
    name: Word = Field(description="What happens.")
    weight: SomeWeight = Field(10.0, description="How likely it is among the kinds.")
    when: Expression | None = Field(None, description="It may happen while this holds.")
    set: list[Id] = Field(default_factory=list, description="Flags that it sets.")
    effects: Effects = Field(description="What it does, once.")
    because: Text = Field(description="The third party's own reason.")
    sources: list[SourceKey] = Field(default_factory=list, description="Keys of sources.yaml.")
    fiction: bool = Field(False, description="True for what is invented.")


class Provocation(Model):
    """A third party that tests the deterrence that is left."""

    name: Word = Field("North Korea", description="Its name.")
    chance: Amount = Field(description="Chance in % in six months.")
    kinds: list[ProvocationKind] = Field(min_length=1, description="What it may do.")


class Flow(Model):
    """A continuous influence, a line in the ledger."""

    id: Id = Field(description="Its id.")
    phase: Id = Field(description="The phase in which it works.")
    name: Word = Field(description="Its name in the ledger, at most 36 characters.")
    when: Expression | None = Field(None, description="It works while this holds.")
    effects: Effects = Field(description="What it does, per year.")


class Shock(Model):
    """A sudden influence that nobody in the player's government decides."""

    id: Id = Field(description="Its id.")
    phase: Id = Field(description="The phase in which it strikes.")
    name: Word = Field(description="Its name in the ledger, at most 36 characters.")
    when: Expression | None = Field(None, description="It may strike while this holds.")
    chance: Amount = Field(description="Chance in % a year.")
    effects: Effects = Field(description="What it does.")
    set: list[Id] = Field(default_factory=list, description="Flags that it sets.")
    because: Text = Field(description="Why it happens.")
    sources: list[SourceKey] = Field(default_factory=list, description="Keys of sources.yaml.")
    fiction: bool = Field(False, description="True for what is invented.")


class Mandate(Model):
    """A flag that the calendar sets and clears."""

    flag: Id = Field(description="The flag.")
    from_: Month = Field(alias="from", description="The first month.")
    to: Month = Field(description="The last month.")
    name: Word | None = Field(None, description="What it is called on screen.")


class Given(Model):
    """A published series that enters from outside."""

    indicator: Id = Field(description="The indicator that it moves.")
    from_: Month = Field(alias="from", description="The first month.")
    to: Month = Field(description="The last month.")
    per_year: Number = Field(description="How much, per year.")
    source: SourceKey | None = Field(None, description="Where the figure is from.")


class History(Model):
    """A figure of the real past that the scenario must come near to."""

    series: Id = Field(description="The name of the series; it is the indicator's id unless `indicator` names that.")
    indicator: Id | None = Field(None, description="The indicator, when the series has another name.")
    year: Annotated[int, Field(ge=1900, le=2100)] = Field(description="The year; its value is the mean over the turns that end in it.")
    against: Word | None = Field(None, description="An order file; the value is then the difference to it.")
    range: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = Field(None, description="The interval that it must lie in.")
    real: Number = Field(description="What really happened.")
    source: SourceKey = Field(description="Where the figure is from.")
