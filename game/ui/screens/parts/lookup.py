"""The words of a scenario and of the program, each with its meaning: what cards explain, and what the glossary lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from game.ui.desk import Desk, Texts
from game.ui.screens.parts import glossary
from game.ui.text import Run, mark_terms
from game.ui.words import _


@dataclass(frozen=True)
class Meaning:
    """A word: what it is ("Indicator"), what it means, related words by key, the sources by key."""

    word: str
    text: str
    kind: str = ""
    see: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def meanings(desk: Desk, compiled: Any) -> dict[str, Meaning]:
    """Give all words by key: the scenario's entries, what has a name in it, and the program's own words."""
    texts = desk.texts(compiled)
    found = _entries(compiled, texts)
    for key, meaning in _things(compiled, texts).items():
        found.setdefault(key, meaning)
    for number, (word, text) in enumerate(glossary.words()):
        found.setdefault(f"word_{number}", Meaning(word, text, _("The game")))
    return dict(sorted(found.items(), key=lambda pair: pair[1].word.casefold()))


def _entries(compiled: Any, texts: Texts) -> dict[str, Meaning]:
    kinds = {
        "indicators": _("Indicator"), "programmes": _("Programme"), "doctrines": _("Road"), "pillars": _("Pillar"),
        "rungs": _("Beijing's ladder"), "us_ladder": _("Washington's ladder"),
    }
    found = {}
    for key, entry in compiled.meta.glossary.items():
        kind = kinds.get(entry.name.partition(".")[0], "")
        found[key] = Meaning(_headed(texts(entry.name)), texts(f"glossary.{key}.text"), kind, entry.see, entry.sources)
    return found


def _headed(word: str) -> str:
    """Write a word as a heading, with a capital.

    >>> _headed("rare earth"), _headed("NCG")
    ('Rare earth', 'NCG')
    """
    return word[:1].upper() + word[1:]


def _things(compiled: Any, texts: Texts) -> dict[str, Meaning]:
    """Give what has a name in a scenario; a demand, a rung, an offer is explained by the reason of its power."""
    scenario, meta = compiled.scenario, compiled.meta
    found: dict[str, Meaning] = {}
    for indicator in scenario.indicators:
        source = meta.indicators[indicator.id].source
        about = _("An indicator of this scenario.")
        found[indicator.id] = Meaning(texts(f"indicators.{indicator.id}.name"), about, _("Indicator"), (), (source,) if source else ())
    for programme in scenario.programmes:
        key = f"programmes.{programme.id}"
        found.setdefault(programme.id, Meaning(texts(f"{key}.name"), texts(f"{key}.text", ""), _("Programme")))
    for road in scenario.doctrines:
        found.setdefault(road.id, Meaning(texts(f"doctrines.{road.id}.name"), texts(f"doctrines.{road.id}.text", ""), _("Road")))
    for pillar in scenario.pillars:
        about = _("One of the four pillars. Half of the result is their mean, half is the weakest.")
        found[f"pillar_{pillar.id}"] = Meaning(texts(f"pillars.{pillar.id}.name"), about, _("Pillar"))
    groups = (
        ("demands", "title", _("Demand"), meta.demands), ("us_ladder", "name", _("Washington's ladder"), meta.us_ladder),
        ("rungs", "name", _("Beijing's ladder"), meta.rungs), ("offers", "title", _("Offer"), meta.offers),
        ("provocations", "name", texts("powers.third", _("A third party")), meta.provocations),
        ("shocks", "name", _("Chance"), meta.shocks),
    )
    for kind, name, about, signals in groups:
        for one, signal in signals.items():
            text = texts(f"{kind}.{one}.because", "")
            if text:
                found[f"{kind}.{one}"] = Meaning(texts(f"{kind}.{one}.{name}"), text, about, (), signal.sources)
    return found


class Lookup:
    """The words that explain themselves in texts: those of the scenario's glossary that have a word of their own."""

    def __init__(self, desk: Desk, compiled: Any) -> None:
        texts = desk.texts(compiled)
        self.meanings = _entries(compiled, texts)
        self.terms: dict[str, str] = {}
        self._marked: dict[str, tuple[Run, ...]] = {}
        for key, entry in compiled.meta.glossary.items():
            words = [texts(entry.name)] if entry.name.startswith("glossary.") else []
            for word in (*words, *texts(f"glossary.{key}.also", "").split(", ")):
                if not word:
                    continue
                self.terms.setdefault(word, key)
                self.terms.setdefault(word[:1].upper() + word[1:], key)

    def mark(self, text: str) -> tuple[Run, ...]:
        """Mark the words of a text that have an entry."""
        if text not in self._marked:
            self._marked[text] = mark_terms(text, self.terms)
        return self._marked[text]

    def found_in(self, *texts: str) -> list[str]:
        """List the entries of the words in texts, in the order of reading."""
        return list(dict.fromkeys(run.term for text in texts for run in self.mark(text) if run.term))

    @property
    def helps(self) -> Mapping[str, str]:
        """Give the note of each entry."""
        return {key: meaning.text for key, meaning in self.meanings.items()}

    def note(self, *texts: str) -> str:
        """Explain the first two words of some texts, a line each."""
        return "\n".join(f"{self.meanings[key].word}: {self.meanings[key].text}" for key in self.found_in(*texts)[:2])


def matching(found: Mapping[str, Meaning], query: str) -> list[str]:
    """List the keys whose word holds a text, then those whose meaning does; all for an empty text."""
    wanted = query.strip().casefold()
    named = [key for key, one in found.items() if wanted in one.word.casefold()]
    return named + [key for key, one in found.items() if wanted and key not in named and wanted in one.text.casefold()]
