"""Translations that are missing, or of texts that are no more."""

from game.content.loading import Draft
from game.content.reader import Mapping, place_of
from game.core.problems import Sentence

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
            draft.findings.warn(place, "no-translation", Sentence("language '{language}' has no {name}", language=language, name=name))
            continue
        missing = [key for key in own if key not in draft.overlays.get(language, {})]
        if missing:
            more = Sentence(" and {n} more", n=len(missing) - _SHOWN) if len(missing) > _SHOWN else ""
            words = Sentence(
                "{count} texts lack a translation: {names}{more}",
                count=len(missing), names=", ".join(missing[:_SHOWN]), more=more,
            )
            draft.findings.warn((draft.files.shown(name), 1, 1), "no-translation", words)
    for name in draft.files.under("locale"):
        tree = draft.trees.get(name)
        language = name.rpartition("/")[2].removesuffix(".yaml")
        if language not in draft.languages:
            draft.findings.warn((draft.files.shown(name), 1, 1), "unknown-language", Sentence(
                "pack.yaml does not list the language '{language}'",
                language=language,
            ))
        for key in tree if isinstance(tree, Mapping) else ():
            if key not in own and key not in known:
                words = Sentence("there is no text '{key}'{near}", key=key[:80], near=draft.findings.suggest(key, own))
                draft.findings.warn(place_of(tree, (key,), key=True), "unknown-text", words)
