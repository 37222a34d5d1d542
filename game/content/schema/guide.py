"""The schema of scenario.yaml, fourth part: the guidance of a tutorial and the glossary."""

from typing import Literal

from pydantic import Field

from game.content.schema.base import Id, Model, SourceKey, Text, Word

Page = Literal["brief", "event", "points", "resolve", "ledger", "result"]


class GuideStep(Model):
    """A step of the tutorial. The first step that fits the page in front and is not done yet is shown."""

    turn: int | None = Field(None, ge=1, le=40, description="The turn in which it is said; left out, the first time that its page comes.")
    page: Page = Field(description="The page that it is said on: `event` is a card on the table, `resolve` the end of the turn.")
    card: int | None = Field(None, ge=1, le=4, description="With `page: event`: on the page of this card only.")
    point_at: Word = Field(
        "screen",
        description=(
            "What it points at: `screen` (nothing), `card:N`, `answers`, `answer:N`, `words`, `sources`, `programme:ID`, `domain:ID`, "
            "`forecast`, `advisors`, `washington`, `beijing`, `map`, `caption`, `ledger`, `gauge:PILLAR`, `gauge:approval`, `undo`, "
            "`go_on` (the gold button), `end_turn`."
        ),
    )
    say: Text = Field(description="What it says, at most 120 characters.")
    wait_for: Word = Field(
        "next",
        description=(
            "When it is done: `next` (the reader goes on), `table` (the table is open), `answer` or `answer:N`, `points` (the page of "
            "points), `point` or `point:PROGRAMME` (points have moved), `forecast` (it was looked at), `advisors` (one was asked), "
            "`ledger` (it is open), `back` (the ledger is closed), `turn_ended`, `told` (the turn is told to its end), `next_turn`."
        ),
    )


class Entry(Model):
    """An entry of the glossary."""

    word: Word | None = Field(
        None, description="The word, at most 40 characters; left out, the name of the indicator, programme, road or rung that has this id.",
    )
    also: list[Word] = Field(default_factory=list, max_length=6, description="Other spellings that texts use.")
    text: Text = Field(description="What it means, at most 160 characters.")
    see: list[Id] = Field(default_factory=list, max_length=6, description="Ids of other entries.")
    sources: list[SourceKey] = Field(default_factory=list, description="Keys of sources.yaml.")
