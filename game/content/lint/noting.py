"""What checks share: warnings at places of the pack's own files."""

from collections.abc import Iterator, Sequence
from typing import Any

from game.content.loading import Draft
from game.content.schema.events import Event, Option
from game.content.schema.scenario import Scenario

ROOT = ("scenario",)


def note(draft: Draft, loc: tuple[Any, ...], code: str, words: str, *, key: bool = False) -> None:
    """Warn at a place, unless it lies in the file of a base, which is not at fault."""
    if draft.context is None:
        return
    place = draft.context.place(loc, key=key)
    if place[0] in draft.own:
        draft.findings.warn(place, code, words)


def conditioned(model: Scenario) -> Iterator[tuple[tuple[Any, ...], Any, str]]:
    """List what comes about while its `when` holds, events apart: where it stands, itself, and what it means if that never holds."""
    patron, rival = model.us_pressure, model.china_retaliation
    groups: tuple[tuple[str, tuple[Any, ...], Sequence[Any], str], ...] = (
        ("demand", (*ROOT, "us_pressure", "demands"), patron.demands, "can never be made"),
        ("offer", (*ROOT, "china_retaliation", "offers"), rival.offers, "can never be open"),
        ("flow", (*ROOT, "flows"), model.flows, "never works"),
        ("shock", (*ROOT, "shocks"), model.shocks, "can never strike"),
        ("ending", (*ROOT, "endings"), model.endings, "can never come"),
    )
    for what, loc, items, words in groups:
        for i, item in enumerate(items):
            yield (*loc, i), item, f"{what} '{item.id}' {words}"


def options(draft: Draft) -> Iterator[tuple[tuple[Any, ...], Event, Option]]:
    """List all answers of the deck with where they stand and their events."""
    for i, event in enumerate(draft.events):
        for j, option in enumerate(event.options):
            yield ("events", i, "options", j), event, option
