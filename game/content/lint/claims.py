"""Claims without a source: what powers ask, threaten, offer and do, what happens by chance, and years of the past on invented cards."""

import re
from typing import Any

from game.content.diagnostics import thing
from game.content.lint.noting import ROOT, note
from game.content.loading import Draft
from game.core.problems import Sentence

_YEAR = re.compile(r"(?<![\d.,$])(1[5-9]\d\d|20\d\d)(?![\d.,]\d|%)")


def claims_without_source(draft: Draft) -> None:
    """Warn of what powers and chance do without a source or `fiction: true`, and of past years on cards without a source."""
    model = draft.model
    if model is None:
        return
    groups: list[tuple[str, tuple[Any, ...], list[Any]]] = [
        ("demand", (*ROOT, "us_pressure", "demands"), list(model.us_pressure.demands)),
        ("rung", (*ROOT, "us_pressure", "ladder"), list(model.us_pressure.ladder)),
        ("rung", (*ROOT, "china_retaliation", "ladder"), list(model.china_retaliation.ladder)),
        ("offer", (*ROOT, "china_retaliation", "offers"), list(model.china_retaliation.offers)),
        ("provocation", (*ROOT, "provocation", "kinds"), list(model.provocation.kinds) if model.provocation else []),
        ("shock", (*ROOT, "shocks"), list(model.shocks)),
    ]
    for what, loc, items in groups:
        for i, item in enumerate(items):
            if not item.sources and not item.fiction:
                note(draft, (*loc, i), "no-source", Sentence(
                    "{what} '{id}' has no source and is not marked `fiction: true`",
                    what=thing(what), id=item.id,
                ))
    first = int(model.calendar.start[:4])
    for i, event in enumerate(draft.events):
        years = [year for year in _YEAR.findall(event.text) if int(year) < first]
        if years and not event.sources:
            words = Sentence(
                "event '{id}' tells of {years} and has no source: what lies before the game is a claim",
                id=event.id, years=years[0],
            )
            note(draft, ("events", i, "text"), "claim", words)
