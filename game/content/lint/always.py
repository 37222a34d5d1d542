"""Conditions that always or never hold, as far as the ranges of indicators tell."""

from typing import Any

from game.content.lint.noting import conditioned, note
from game.content.loading import Draft
from game.core.problems import Sentence


def conditions_that_never_change(draft: Draft) -> None:
    """Warn of events, demands and options whose condition can never hold, and of conditions that say nothing."""
    if draft.context is None or draft.model is None:
        return
    for i, event in enumerate(draft.events):
        _check(draft, event.when, ("events", i, "when"), Sentence("event '{id}' can never come up", id=event.id))
        for j, option in enumerate(event.options):
            _check(draft, option.needs, ("events", i, "options", j, "needs"), Sentence("option '{id}' can never be chosen", id=option.id))
        if event.once and len(event.options) < 2:
            note(draft, ("events", i, "options"), "one-option", Sentence(
                "event '{id}' has one option, so that there is nothing to decide",
                id=event.id,
            ))
    for loc, item, never in conditioned(draft.model):
        _check(draft, item.when, (*loc, "when"), never)


def _check(draft: Draft, text: str | None, loc: tuple[Any, ...], never: str) -> None:
    found = draft.context.known_type(text) if text is not None and draft.context is not None else None
    if text is None or found is None or not found.truth:
        return
    if found.high == 0:
        note(draft, loc, "never", Sentence("{never}: this condition cannot hold within the ranges of its indicators", never=never))
    elif found.low == 1 and text.strip() != "turn >= 1":
        note(draft, loc, "always", Sentence("this condition always holds; leave it out"))
