"""What checks share: warnings at places of the pack's own files."""

from collections.abc import Iterator
from typing import Any

from game.content.loading import Draft
from game.content.schema.events import Event, Option

ROOT = ("scenario",)


def note(draft: Draft, loc: tuple[Any, ...], code: str, words: str, *, key: bool = False) -> None:
    """Warn at a place, unless it lies in the file of a base, which is not at fault."""
    if draft.context is None:
        return
    place = draft.context.place(loc, key=key)
    if place[0] in draft.own:
        draft.findings.warn(place, code, words)


def options(draft: Draft) -> Iterator[tuple[tuple[Any, ...], Event, Option]]:
    """List all answers of the deck with where they stand and their events."""
    for i, event in enumerate(draft.events):
        for j, option in enumerate(event.options):
            yield ("events", i, "options", j), event, option
