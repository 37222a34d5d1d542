"""Ladders with gaps, rungs out of reach, and ladders that nothing climbs."""

from typing import Any

from game.content.lint.noting import ROOT, note
from game.content.loading import Draft
from game.core.problems import Sentence

WIDEST = 0.45
"""The most that two rungs may lie apart, as a share of the range that the ladder climbs."""


def ladders(draft: Draft) -> None:
    """Warn of what makes a ladder jump or stand still."""
    model = draft.model
    if model is None:
        return
    _ladder(draft, "pressure", model.roles.pressure, (*ROOT, "us_pressure", "ladder"), list(model.us_pressure.ladder))
    _ladder(draft, "ire", model.roles.ire, (*ROOT, "china_retaliation", "ladder"), list(model.china_retaliation.ladder))
    about = {event.about for event in draft.events}
    for i, rung in enumerate(model.china_retaliation.ladder):
        if rung.id not in about:
            words = Sentence("rung '{id}' has no event `about` it, so that nobody can yield or hold", id=rung.id)
            note(draft, (*ROOT, "china_retaliation", "ladder", i), "no-card", words)


def _ladder(draft: Draft, role: str, name: str | None, loc: tuple[Any, ...], rungs: list[Any]) -> None:
    if not rungs or draft.model is None:
        return
    if name is None:
        note(draft, loc, "no-role", Sentence("no indicator has the role `{role}`, so that nothing climbs this ladder", role=role), key=True)
        return
    indicator = draft.model.indicators.get(name)
    if indicator is None:
        return
    low, high = indicator.range
    for i, rung in enumerate(rungs):
        if rung.at > high:
            note(draft, (*loc, i, "at"), "never", Sentence(
                "rung '{id}' begins at {at:g}, and '{name}' ends at {high:g}",
                id=rung.id, at=rung.at, name=name, high=high,
            ))
        if rung.leave_at < low:
            words = Sentence(
                "rung '{id}' is left at {leave_at:g}, and '{name}' never falls below {low:g}",
                id=rung.id, leave_at=rung.leave_at, name=name, low=low,
            )
            note(draft, (*loc, i, "leave_at"), "ladder-gap", words)
        if i and rung.at - rungs[i - 1].at > WIDEST * (high - low):
            words = Sentence(
                "{at:g} lie between rungs '{id}' and '{other}'; a rung between them is missing",
                at=rung.at - rungs[i - 1].at, id=rungs[i - 1].id, other=rung.id,
            )
            note(draft, (*loc, i, "at"), "ladder-gap", words)
        if i and rung.leave_at < rungs[i - 1].leave_at:
            below = rungs[i - 1]
            words = Sentence(
                "rung '{id}' is left at {leave_at:g}, below rung '{other}' ({other_at:g}): both end at once",
                id=rung.id, leave_at=rung.leave_at, other=below.id, other_at=below.leave_at,
            )
            note(draft, (*loc, i, "leave_at"), "ladder-gap", words)
