"""Conditions that always or never hold, as far as the ranges of indicators tell."""

from typing import Any

from game.content.loading import Draft

_ROOT = ("scenario",)


def conditions_that_never_change(draft: Draft) -> None:
    """Warn of events, demands and options whose condition can never hold, and of conditions that say nothing."""
    if draft.context is None or draft.model is None:
        return
    for i, event in enumerate(draft.events):
        _check(draft, event.when, ("events", i, "when"), f"event '{event.id}' can never come up")
        for j, option in enumerate(event.options):
            _check(draft, option.needs, ("events", i, "options", j, "needs"), f"option '{option.id}' can never be chosen")
        if event.once and len(event.options) < 2:
            place = draft.context.place(("events", i, "options"))
            if place[0] in draft.own:
                draft.findings.warn(place, "one-option", f"event '{event.id}' has one option, so that there is nothing to decide")
    model = draft.model
    groups: list[tuple[str, tuple[Any, ...], list[Any], str]] = [
        ("demand", (*_ROOT, "us_pressure", "demands"), list(model.us_pressure.demands), "can never be made"),
        ("offer", (*_ROOT, "china_retaliation", "offers"), list(model.china_retaliation.offers), "can never be open"),
        ("flow", (*_ROOT, "flows"), list(model.flows), "never works"),
        ("shock", (*_ROOT, "shocks"), list(model.shocks), "can never strike"),
        ("ending", (*_ROOT, "endings"), list(model.endings), "can never come"),
    ]
    for what, loc, items, words in groups:
        for i, item in enumerate(items):
            _check(draft, item.when, (*loc, i, "when"), f"{what} '{item.id}' {words}")


def _check(draft: Draft, text: str | None, loc: tuple[Any, ...], never: str) -> None:
    context = draft.context
    if text is None or context is None:
        return
    found = context.known_type(text)
    if found is None or not found.truth:
        return
    place = context.place(loc)
    if place[0] not in draft.own:
        return
    if found.high == 0:
        draft.findings.warn(place, "never", f"{never}: this condition cannot hold within the ranges of its indicators")
    elif found.low == 1 and text.strip() != "turn >= 1":
        draft.findings.warn(place, "always", "this condition always holds; leave it out")
