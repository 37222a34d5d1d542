"""Texts that are too long for their boxes (the table of screens.md; a full check measures the boxes)."""

import re

from game.content.lint.noting import note
from game.content.loading import Draft
from game.content.reader import Mapping, place_of
from game.core.problems import Sentence

LIMITS: tuple[tuple[str, int, int], ...] = (
    (r"events\.[^.]+\.title", 42, 26), (r"events\.[^.]+\.tag", 16, 9), (r"events\.[^.]+\.text", 230, 135), (r"events\.[^.]+\.note", 52, 34),
    (r"events\.[^.]+\.options\.[^.]+\.label", 32, 18), (r"events\.[^.]+\.options\.[^.]+\.gist", 56, 34),
    (r"events\.[^.]+\.options\.[^.]+\.[^.]+\.name", 36, 24), (r"programmes\.[^.]+\.name", 22, 12),
    (r"(demands|offers)\.[^.]+\.title", 42, 28), (r"(demands|offers)\.[^.]+\.line", 32, 22), (r"(us_ladder|rungs)\.[^.]+\.name", 19, 11),
    (r"(demands|offers|us_ladder|rungs|provocations|shocks)\.[^.]+\.because", 190, 120), (r"(us_ladder|rungs)\.[^.]+\.announces", 50, 34),
    (r"guide\.[^.]+\.say", 120, 75), (r"glossary\.[^.]+\.text", 160, 100), (r"glossary\.[^.]+\.word", 40, 24),
    (r"map\.(places|marks)\.[^.]+\.name", 16, 10),
    (r"(flows|shocks|provocations)\.[^.]+\.name", 36, 24), (r"indicators\.[^.]+\.name", 30, 18),
)
"""Patterns of keys with the most characters in English and in Korean."""
_PATTERNS = [(re.compile(pattern + r"\Z"), latin, korean) for pattern, latin, korean in LIMITS]
_SHORTEST = min(korean for _, _, korean in LIMITS)
_NARROW = ("ko", "ja", "zh")


def limit_of(key: str, language: str) -> int | None:
    """Give the most characters of a text by its key.

    >>> limit_of("events.lotte_site.title", "en"), limit_of("events.lotte_site.title", "ko"), limit_of("tagline", "en")
    (42, 26, None)
    """
    for pattern, latin, korean in _PATTERNS:
        if pattern.match(key):
            return korean if language.split("-", maxsplit=1)[0] in _NARROW else latin
    return None


def texts_too_long(draft: Draft) -> None:
    """Warn of texts that are longer than their boxes, in the pack's own language and in translations."""
    from game.content.compiling.words import texts_of

    if draft.model is None or draft.context is None:
        return
    language = draft.languages[0]
    for key, text in texts_of(draft.model, draft.events).items():
        limit = limit_of(key, language) if len(text) > _SHORTEST else None
        if limit is not None and len(text) > limit:
            note(draft, _location(draft, key), "too-long", Sentence(
                "{key} has {count} characters; {limit} fit its box",
                key=key, count=len(text), limit=limit,
            ))
    for name in draft.files.under("locale"):
        tree = draft.trees.get(name)
        language = name.rpartition("/")[2].removesuffix(".yaml")
        for key, text in tree.items() if isinstance(tree, Mapping) else ():
            limit = limit_of(key, language)
            if isinstance(text, str) and limit is not None and len(text) > limit:
                draft.findings.warn(place_of(tree, (key,)), "too-long", Sentence(
                    "{key} has {count} characters; {limit} fit its box",
                    key=key, count=len(text), limit=limit,
                ))


def _location(draft: Draft, key: str) -> tuple[object, ...]:
    """Find the location in the trees of the text with a key."""
    parts = key.split(".")
    kind, name = parts[0], parts[1]
    if kind == "events":
        index = next(i for i, event in enumerate(draft.events) if event.id == name)
        loc: tuple[object, ...] = ("events", index)
        if parts[2] != "options":
            return (*loc, parts[2])
        options = draft.events[index].options
        place = next(i for i, option in enumerate(options) if option.id == parts[3])
        if len(parts) == 5:
            return (*loc, "options", place, parts[4])
        where = next(where for where, outcome, _ in options[place].outcomes() if outcome == parts[4])
        return (*loc, "options", place, *where, "name")
    holder = {
        "demands": ("us_pressure", "demands"), "offers": ("china_retaliation", "offers"), "us_ladder": ("us_pressure", "ladder"),
        "rungs": ("china_retaliation", "ladder"), "provocations": ("provocation", "kinds"),
    }.get(kind, (kind,))
    if kind == "guide":
        return ("scenario", "guide", int(name), parts[2])
    if kind == "map":
        holder, name, parts = ("map", parts[1]), parts[2], parts[1:]
    tree = draft.trees["scenario"]
    for step in holder:
        tree = tree[step]
    index_or_name = name if isinstance(tree, dict) else next(i for i, item in enumerate(tree) if item.get("id") == name)
    return ("scenario", *holder, index_or_name, parts[2])
