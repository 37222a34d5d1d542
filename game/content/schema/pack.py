"""The schemas of pack.yaml, sources.yaml and locale/*.yaml."""

from typing import Literal

from pydantic import Field, RootModel

from game.content.schema.base import VERSION_PATTERN, Language, Model, PackId, SourceKey, Text, Word


class Needs(Model):
    """What a pack needs to be played."""

    packs: list[PackId] = Field(default_factory=list, description="Packs that must be installed too (those that `extends` names).")


class Pack(Model):
    """pack.yaml: who made the pack and under which terms."""

    format: Literal[1] = Field(description="The format of packs; 1.")
    id: PackId = Field(description="The pack's id: a-z, 0-9, _ and -.")
    version: str = Field(pattern=VERSION_PATTERN, description="Three numbers: 1.0.0.")
    title: Word = Field(description="The pack's name.")
    authors: list[Word] = Field(min_length=1, description="Who made it.")
    licence: Word = Field(description="An SPDX name such as CC-BY-4.0.")
    languages: list[Language] = Field(min_length=1, description="The pack's own language first, then the translations.")
    needs: Needs | None = Field(None, description="What it needs.")
    description: Text | None = Field(None, description="A sentence or two about it.")


class Source(Model):
    """Where a figure or an event is from."""

    publisher: Word = Field(description="Who published it.")
    title: Text | None = Field(None, description="Its title, or what it is about.")
    date: str | int | None = Field(None, description="YYYY, YYYY-MM or YYYY-MM-DD.")
    via: Word | None = Field(None, description="Whom the publisher quotes for the figure.")
    url: Text | None = Field(None, description="Where it can be read.")
    note: Text | None = Field(None, description="What to know about it.")
    check: Literal["recalled"] | None = Field(
        None, description="`recalled` for what nobody has read in the source yet: for flavour only, never a target."
    )


class Sources(RootModel[dict[SourceKey, Source]]):
    """sources.yaml: the bibliography, by key."""


class Locale(RootModel[dict[str, Text]]):
    """locale/LANGUAGE.yaml: translations by the keys of the texts."""
