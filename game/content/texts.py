"""The texts of a pack by key, with translations laid over them, and the words for the causes of the ledger."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from game.content.causes import cause_words

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][A-Za-z]*[a-z](?:'s)?")


@dataclass(frozen=True)
class Texts:
    """Texts by key: `events.lotte_site.title`. What a translation lacks is given in the pack's own language."""

    own: Mapping[str, str]
    overlays: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    language: str = "en"

    def get(self, key: str, language: str | None = None, default: str = "") -> str:
        """Give a text; `default` when the pack has none.

        >>> texts = Texts({"title": "Crossroads"}, {"ko": {"title": "갈림길"}})
        >>> texts.get("title", "ko"), texts.get("title", "fr"), texts.get("tagline")
        ('갈림길', 'Crossroads', '')
        """
        overlay = self.overlays.get(language) if language is not None and language != self.language else None
        if overlay is not None and key in overlay:
            return overlay[key]
        return self.own.get(key, default)

    def has(self, key: str, language: str | None = None) -> bool:
        """Tell whether there is a text, in the language given if one is."""
        if language is None or language == self.language:
            return key in self.own
        return key in self.overlays.get(language, {})

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the pack's own language that keep their capital inside a sentence: China, Honiara.

        >>> sorted(Texts({"text": "Ships wait off Bohai. In Honiara, Fiji helps Papua's police."}).names)
        ['Bohai', 'Fiji', 'Honiara', 'Papua']
        """
        found = (_NAME.findall(text) for text in self.own.values())
        return frozenset(name.removesuffix("'s") for names in found for name in names)

    def under(self, prefix: str, language: str | None = None) -> dict[str, str]:
        """Give the texts whose keys begin with `prefix` and a full stop, by the rest of the key."""
        start = prefix + "."
        return {key[len(start):]: self.get(key, language) for key in self.own if key.startswith(start)}

    def cause_text(self, cause: str, language: str | None = None) -> str:
        """Give the words for a cause of the ledger."""
        return cause_words(cause, lambda key: self.get(key, language), language or self.language)
