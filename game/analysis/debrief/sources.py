"""Where causes and cards are from: the bibliography's entries, and what is fiction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.content.compiled import Compiled, EventMeta, SignalMeta, Source


@dataclass(frozen=True)
class Origin:
    """Where something is from: keys of the bibliography, and whether it is fiction; neither for the model's own causes."""

    keys: tuple[str, ...] = ()
    fiction: bool = False


def origin_of(compiled: Compiled, cause: str) -> Origin:
    """Say where a cause of the ledger is from."""
    kind, _, rest = cause.partition(".")
    parts = rest.split(".")
    if kind in ("affront", "ends") and parts[0] in ("event", "demand", "shock") and len(parts) > 1:
        kind, parts = parts[0], parts[1:]
    meta = compiled.meta
    tables: dict[str, Mapping[str, EventMeta | SignalMeta]] = {
        "event": meta.events, "later": meta.events, "affront": meta.events, "ends": meta.events, "demand": meta.demands,
        "us_rung": meta.us_ladder, "rung": meta.rungs, "provocation": meta.provocations, "shock": meta.shocks,
    }
    found = tables.get(kind, {}).get(parts[0])
    return Origin() if found is None else Origin(tuple(key for key in found.sources if key in compiled.sources), found.fiction)


def bibliography(compiled: Compiled, causes: Iterable[str], language: str | None = None) -> dict[str, Source]:
    """Give the entries behind causes, and those of the briefing, by key, sorted by publisher, with titles in a language."""
    keys = {key for cause in causes for key in origin_of(compiled, cause).keys}
    keys |= {key for key in compiled.meta.briefing_sources if key in compiled.sources}
    found = {key: source for key in keys if (source := compiled.source(key, language)) is not None}
    return dict(sorted(found.items(), key=lambda pair: (pair[1].line.casefold(), pair[0])))
