"""Sources that are never cited, and claims without a source."""

from game.content.loading import Draft
from game.content.reader import place_of
from game.core.problems import Sentence


def sources_never_cited(draft: Draft) -> None:
    """Warn of entries of the pack's own bibliography that nothing cites."""
    tree = draft.trees.get("sources")
    if draft.context is None or not isinstance(tree, dict):
        return
    for key in tree:
        if key not in draft.context.cited:
            draft.findings.warn(place_of(tree, (key,), key=True), "source-never-cited", Sentence("source '{key}' is never cited", key=key))


def events_without_source(draft: Draft) -> None:
    """Warn of events that have neither a source nor are marked as fiction."""
    for i, event in enumerate(draft.events):
        place = place_of(draft.trees["events"], (i,))
        if not event.sources and not event.fiction and place[0] in draft.own:
            draft.findings.warn(place, "no-source", Sentence("event '{id}' has no source and is not marked `fiction: true`", id=event.id))
