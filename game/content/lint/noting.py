"""What checks share: warnings at places of the pack's own files."""

from collections.abc import Iterator
from typing import Any

from game.content.loading import Draft
from game.content.schema.events import Event, Option
from game.content.schema.scenario import Scenario
from game.core.problems import Sentence

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
    for i, demand in enumerate(patron.demands):
        yield (*ROOT, "us_pressure", "demands", i), demand, Sentence("demand '{id}' can never be made", id=demand.id)
    for i, offer in enumerate(rival.offers):
        yield (*ROOT, "china_retaliation", "offers", i), offer, Sentence("offer '{id}' can never be open", id=offer.id)
    for i, flow in enumerate(model.flows):
        yield (*ROOT, "flows", i), flow, Sentence("flow '{id}' never works", id=flow.id)
    for i, shock in enumerate(model.shocks):
        yield (*ROOT, "shocks", i), shock, Sentence("shock '{id}' can never strike", id=shock.id)
    for i, ending in enumerate(model.endings):
        yield (*ROOT, "endings", i), ending, Sentence("ending '{id}' can never come", id=ending.id)


def options(draft: Draft) -> Iterator[tuple[tuple[Any, ...], Event, Option]]:
    """List all answers of the deck with where they stand and their events."""
    for i, event in enumerate(draft.events):
        for j, option in enumerate(event.options):
            yield ("events", i, "options", j), event, option
