"""The schema of events/*.yaml and orders/*.yaml."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field, RootModel

from game.content.schema.base import (
    Amount,
    Effects,
    Expression,
    FixedEffects,
    Id,
    Lean,
    LonLat,
    Model,
    Month,
    Months,
    SourceKey,
    Text,
    Word,
)

ReplyWord = Literal["full", "part", "other", "refuse", "yield", "hold", "accept", "decline"]
Icon = Literal[
    "chip", "ship", "factory", "missile", "radar", "soldier", "jet", "submarine", "flag", "handshake", "ballot", "crowd", "newspaper",
    "gavel", "bank", "coins", "mineral", "battery", "car", "plane", "phone", "shop", "film", "fish", "island", "platform", "atom", "bomb",
    "scroll", "book", "hospital", "truck", "container", "crane", "satellite", "eye", "shield", "scales", "lightning", "globe", "mountain",
    "snow", "fire", "temple", "hammer", "wheat", "magnet", "clock", "key", "lock", "bridge", "tree", "palm-tree",
]


class Maybe(Model):
    """What is uncertain at once: the dice decide this turn."""

    id: Id | None = Field(None, description="An id; left out it is maybe_1, maybe_2 by position.")
    name: Word = Field(description="What may happen, at most 36 characters.")
    chance: Amount = Field(description="% or an expression; may read `resolve` and `patience`.")
    effects: FixedEffects = Field(description="What it does when it happens.")
    otherwise: FixedEffects = Field(default_factory=dict, description="What it does when it does not.")


class Later(Model):
    """What comes later, for certain or not."""

    id: Id | None = Field(None, description="An id; left out it is later_1, later_2 by position.")
    name: Word | None = Field(None, description="What happens, at most 36 characters.")
    in_: Months = Field(alias="in", description="Months from now.")
    chance: Amount | None = Field(None, description="% or an expression; left out it is certain.")
    effects: FixedEffects = Field(description="What it does when it happens.")
    otherwise: FixedEffects = Field(default_factory=dict, description="What it does when it does not.")


class Temporary(Model):
    """What works now and is taken back."""

    id: Id | None = Field(None, description="An id; left out it is temporary_1, temporary_2 by position.")
    name: Word = Field(description="What it is, at most 36 characters.")
    for_: Months = Field(alias="for", description="Months until it is taken back.")
    effects: FixedEffects = Field(description="What it does.")


class Option(Model):
    """An answer to an event."""

    id: Id = Field(description="Its id.")
    label: Word = Field(description="The answer, at most 32 characters.")
    gist: Word = Field(description="What it amounts to, at most 56 characters.")
    effects: Effects = Field(default_factory=dict, description="What is certain, once, in the indicators' units.")
    affront: Amount = Field(0.0, description="How much the rival minds; turns into ire.")
    lean: Lean = Field(description="Which road it leans to.")
    set: list[Id] = Field(default_factory=list, description="Flags that it sets.")
    clear: list[Id] = Field(default_factory=list, description="Flags that it clears.")
    points: int = Field(0, ge=0, le=9, description="What it costs in cabinet points of this turn.")
    needs: Expression | None = Field(None, description="It can be given only while this holds.")
    reply: ReplyWord | None = Field(None, description="What it says to the demand, rung or offer that the card is about.")
    maybe: list[Maybe] = Field(default_factory=list, max_length=4, description="What is uncertain at once.")
    later: list[Later] = Field(default_factory=list, max_length=4, description="What comes later.")
    temporary: list[Temporary] = Field(default_factory=list, max_length=4, description="What is taken back.")

    def outcomes(self) -> Iterator[tuple[tuple[str, int], str, Maybe | Later | Temporary]]:
        """List all that it may bring beyond its effects: where in the option it stands, its id (by position where it has none), itself."""
        groups: tuple[tuple[str, Sequence[Maybe | Later | Temporary]], ...] = (
            ("maybe", self.maybe), ("later", self.later), ("temporary", self.temporary),
        )
        for group, items in groups:
            for i, item in enumerate(items):
                yield (group, i), item.id or f"{group}_{i + 1}", item


class Event(Model):
    """A card of the deck."""

    id: Id = Field(description="Its id.")
    title: Word = Field(description="Its title, at most 42 characters.")
    tag: Word = Field(description="Its tab, at most 16 characters.")
    text: Text = Field(description="The scene, at most 230 characters.")
    from_: Literal["washington", "beijing", "pyongyang", "tokyo", "home", "world"] = Field(alias="from", description=(
        "Whose mark it bears, whatever they are called: `washington` the patron, `beijing` the rival, `pyongyang` the third party, "
        "`tokyo` a partner."
    ))
    icon: Icon | None = Field(None, description="Its picture.")
    place: LonLat | None = Field(None, description="Longitude and latitude of its pin.")
    when: Expression | None = Field(None, description="It may come up while this holds.")
    weight: Amount = Field(10.0, description="How likely it is; 10 is normal, 0 never by lot. An expression is cut to a whole number.")
    once: bool = Field(True, description="Whether it comes up at most once a game.")
    cooldown: Months | None = Field(None, description="With `once: false`: months before it may come up again.")
    at: Month | None = Field(None, description="It comes up for certain in the turn that holds this month.")
    about: Id | None = Field(None, description="The demand, rung or offer that it answers.")
    sources: list[SourceKey] = Field(default_factory=list, description="Keys of sources.yaml.")
    fiction: bool = Field(False, description="True for what lies ahead or is invented.")
    note: Word | None = Field(None, description="The source line on the card, at most 52 characters.")
    options: Annotated[list[Option], Field(min_length=1, max_length=4)] = Field(description="The answers, two to four.")
    default: Id = Field(description="The answer of a government that does nothing special.")


class Events(RootModel[list[Event]]):
    """events/*.yaml: a list of cards."""


class OrderTurn(Model):
    """What is ordered in one turn."""

    points: dict[Id, Annotated[int, Field(ge=0, le=9)]] = Field(default_factory=dict, description="Points by programme.")
    answers: dict[Id, Id] = Field(default_factory=dict, description="Options by event; a card without an answer takes its default.")


class Orders(Model):
    """orders/*.yaml: a played line that can be simulated."""

    name: Word | None = Field(None, description="What it is called.")
    about: Text | None = Field(None, description="What it is.")
    sources: list[SourceKey] = Field(default_factory=list, description="Keys of sources.yaml.")
    turns: list[OrderTurn] = Field(min_length=1, max_length=40, description="The turns in order.")
