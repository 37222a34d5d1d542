"""Translations that are missing, or of texts that are no more."""

from game.content.loading import Draft
from game.content.reader import Mapping, place_of

_SHOWN = 3


def translations(draft: Draft) -> None:
    """Warn of languages without a file, of texts without a translation and of translations without a text."""
    if draft.model is None:
        return
    from game.content.compiling.words import texts_of

    own = texts_of(draft.model, draft.events)
    known = {f"sources.{key}.{name}" for key, source in draft.sources.items() for name in ("title", "publisher") if getattr(source, name)}
    for i, language in enumerate(draft.languages[1:], start=1):
        name = f"locale/{language}.yaml"
        if name not in draft.files.data:
            place = place_of(draft.trees["pack"], ("languages", i))
            draft.findings.warn(place, "no-translation", f"language '{language}' has no {name}")
            continue
        missing = [key for key in own if key not in draft.overlays.get(language, {})]
        if missing:
            more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
            words = f"{len(missing)} texts lack a translation: {', '.join(missing[:_SHOWN])}{more}"
            draft.findings.warn((draft.files.shown(name), 1, 1), "no-translation", words)
    for name in draft.files.under("locale"):
        tree = draft.trees.get(name)
        language = name.rpartition("/")[2].removesuffix(".yaml")
        if language not in draft.languages:
            draft.findings.warn((draft.files.shown(name), 1, 1), "unknown-language", f"pack.yaml does not list the language '{language}'")
        for key in tree if isinstance(tree, Mapping) else ():
            if key not in own and key not in known:
                words = f"there is no text '{key[:80]}'" + draft.findings.suggest(key, own)
                draft.findings.warn(place_of(tree, (key,), key=True), "unknown-text", words)
