"""History is a test, not a fit: a scenario with `history` takes its base's coercion as it is, and no card moves what is compared."""

from collections.abc import Iterator
from typing import Any

from game.content.loading import Draft
from game.content.reader import Mapping, place_of
from game.content.schema.events import Option
from game.core.problems import Sentence

_FREE = ("name", "offers", "estimate", "patience")
"""What a scenario with `history` may say of the rival itself: words, offers, and how well it is known."""


def history_not_fitted(draft: Draft) -> None:
    """Report a pack with `history` that overrides its base's coercion or recovery, or whose cards touch a compared series."""
    model, tree = draft.model, draft.trees.get("scenario")
    if model is None or not model.history or model.extends is None or not isinstance(tree, Mapping):
        return
    compared = sorted({line.indicator or line.series for line in model.history})
    rival = tree.get("china_retaliation")
    for key in rival if isinstance(rival, Mapping) else ():
        place = place_of(tree, ("china_retaliation", key), key=True)
        if place[0] in draft.own and key not in _FREE:
            draft.findings.error(place, "history-fit", Sentence(
                "a scenario with `history` takes '{key}' of its base as it is: history is a test",
                key=key,
            ))
    for name in compared:
        decay = tree["indicators"][name].get("decay") if name in tree["indicators"] else None
        place = place_of(decay, ("per_year",), key=True)
        if isinstance(decay, Mapping) and "per_year" in decay and place[0] in draft.own:
            draft.findings.error(place, "history-fit", Sentence(
                "'{name}' is compared with `history`, so it recovers as in the base",
                name=name,
            ))
    for i, event in enumerate(draft.events):
        for j, option in enumerate(event.options):
            for loc, effects in _effects(option):
                place = place_of(draft.trees["events"], (i, "options", j, *loc))
                for name in compared:
                    if name in effects and place[0] in draft.own:
                        words = Sentence(
                            "option '{id}' of event '{other}' touches '{name}', which is compared with `history`",
                            id=option.id, other=event.id, name=name,
                        )
                        draft.findings.error(place, "history-fit", words)


def _effects(option: Option) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """List all that an option does, with where it stands."""
    yield ("effects",), option.effects
    for where, _, outcome in option.outcomes():
        for key in ("effects", "otherwise"):
            yield (*where, key), getattr(outcome, key, {})
