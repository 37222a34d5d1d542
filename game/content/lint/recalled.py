"""Facts that nobody has read in their source yet."""

from game.content.lint.noting import ROOT, note
from game.content.loading import Draft
from game.content.reader import place_of
from game.core.problems import Sentence


def recalled_facts(draft: Draft) -> None:
    """Warn of sources marked `check: recalled`; that history is compared with one is an error, since it is a target."""
    recalled = {key for key, source in draft.sources.items() if source.check == "recalled"}
    tree = draft.trees.get("sources")
    for key in tree if isinstance(tree, dict) else ():
        if key in recalled:
            words = Sentence("'{key}' is recalled: read it in the source and take `check` away, or use it for flavour only", key=key)
            draft.findings.warn(place_of(tree, (key,), key=True), "recalled", words)
    if draft.model is None or draft.context is None:
        return
    for i, line in enumerate(draft.model.history):
        place = draft.context.place((*ROOT, "history", i, "source"))
        if line.source in recalled and place[0] in draft.own:
            words = Sentence("'{source}' is recalled, and a recalled figure is no target to compare with", source=line.source)
            draft.findings.error(place, "recalled-target", words)
    for name, indicator in draft.model.indicators.items():
        if indicator.source in recalled:
            words = Sentence("'{name}' starts from a recalled figure; say `assumed: true` instead", name=name)
            note(draft, (*ROOT, "indicators", name, "source"), "recalled", words)
