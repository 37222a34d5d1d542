"""The schema of scenario.yaml, the section `map`: what part of the world is shown, and what is marked on it."""

from typing import Annotated, Literal

from pydantic import Field

from game.content.schema.base import Id, LonLat, Model, Word


class MapView(Model):
    """A part of the world."""

    at: LonLat = Field(description="Its middle: [longitude, latitude].")
    across: Annotated[float, Field(ge=2, le=360, allow_inf_nan=False)] = Field(description="Degrees of longitude from left to right.")


class MapViews(Model):
    """The three views of the map; cards, ladders and captions cover the lower half and the sides of `wide` and `middle`."""

    wide: MapView = Field(description="Behind the brief, a whole window wide.")
    middle: MapView | None = Field(None, description="In the resolve, two thirds of a window wide; left out, `wide` a quarter closer.")
    close: MapView | None = Field(None, description="Beside the answers and in small windows; left out, 0.4 of `wide` around `player`.")


class MapPlace(Model):
    """A place with its name."""

    id: Id = Field(description="Its id.")
    name: Word = Field(description="Its name, at most 16 characters.")
    at: LonLat = Field(description="[longitude, latitude], east and north positive.")


class MapArrow(Model):
    """The arrow of a power, as wide as its pressure or its ire."""

    from_: Id = Field(alias="from", description="The place where it begins; from a place outside the view it comes over the edge.")
    to: LonLat = Field(description="Where its point lies: [longitude, latitude].")


class MapMark(Model):
    """An indicator that has a mark on the map; one that lies outside the view is drawn at the edge that faces it."""

    id: Id = Field(description="Its id.")
    kind: Literal["partner", "troops", "threat"] = Field(
        description="`partner`: how a third country stands; `troops`: the patron's; `threat`: a third party, where provocations strike.",
    )
    indicator: Id = Field(description="The indicator that it shows; the glossary's entry with its id is its note.")
    at: LonLat = Field(description="[longitude, latitude].")
    name: Word | None = Field(None, description="Its name on the map, at most 16 characters; left out, the indicator's.")


class MapSection(Model):
    """The map behind the game."""

    views: MapViews = Field(description="What part of the world is shown.")
    home: list[Word] = Field(default_factory=list, description="The player's countries, in gold, as Natural Earth names them: South Korea.")
    places: list[MapPlace] = Field(default_factory=list, max_length=24, description="The names on the map.")
    player: Id | None = Field(None, description="The place where the player's government sits.")
    patron: MapArrow | None = Field(None, description="The arrow of the patron.")
    rival: MapArrow | None = Field(None, description="The arrow of the rival.")
    marks: list[MapMark] = Field(default_factory=list, max_length=16, description="Partners, troops and threats.")
