"""Facts behind words and cards: where an indicator stands, and what each source of a scenario backs."""

from typing import Any

from game.session.match import Match
from game.ui.desk import Desk, Texts
from game.ui.screens.parts.amounts import INDEX, Figures, joined
from game.ui.words import _


def facts_of(desk: Desk, match: Match, key: str) -> str:
    """Say where an indicator stands, where it began, how far it reaches and what is good; nothing for other words."""
    compiled: Any = match.compiled
    number = next((i for i, one in enumerate(compiled.scenario.indicators) if one.id == key), -1)
    if number < 0:
        return ""
    return standing(compiled, desk.texts(compiled), number, int(match.view().values[number, 0]) if not match.over else None)


def standing(compiled: Any, texts: Texts, number: int, now: int | None = None) -> str:
    """Say where an indicator stands (where that is given), where it began, how far it reaches and what is good."""
    indicator = compiled.scenario.indicators[number]
    key = indicator.id
    figures, meta = Figures(compiled, texts), compiled.meta.indicators[key]
    good = {"up": _("more is better"), "down": _("less is better"), "none": ""}[meta.good]
    span = _("index from {} to {}").format(figures.value(key, indicator.low), figures.value(key, indicator.high))
    return joined([
        _("now {}").format(figures.value(key, now)) if now is not None else "",
        _("starts at {}").format(figures.value(key, indicator.start)), span if texts(f"indicators.{key}.unit", "") in INDEX else "", good,
        _("the makers' assumption") if meta.assumed else "",
    ])


def backed(compiled: Any, texts: Texts) -> dict[str, list[str]]:
    """List for each source what rests on it: cards, demands, rungs, indicators, words, by name."""
    meta = compiled.meta
    found: dict[str, list[str]] = {key: [] for key in compiled.sources}
    for event, one in meta.events.items():
        _note(found, one.sources, _("“{card}”").format(card=texts(f"events.{event}.title")))
    for kind, name, signals in (
        ("demands", "title", meta.demands), ("us_ladder", "name", meta.us_ladder), ("rungs", "name", meta.rungs),
        ("offers", "title", meta.offers), ("provocations", "name", meta.provocations), ("shocks", "name", meta.shocks),
    ):
        for one, signal in signals.items():
            _note(found, signal.sources, texts(f"{kind}.{one}.{name}"))
    for indicator, one in meta.indicators.items():
        _note(found, (one.source,) if one.source else (), texts(f"indicators.{indicator}.name"))
    for entry in meta.glossary.values():
        _note(found, entry.sources, texts(entry.name))
    _note(found, meta.briefing_sources, _("the briefing"))
    for line in meta.history:
        _note(found, (line.source,) if line.source else (), _("figures of {year}").format(year=line.year))
    return {key: list(dict.fromkeys(names)) for key, names in found.items()}


def _note(found: dict[str, list[str]], keys: tuple[str, ...], name: str) -> None:
    for key in keys:
        if key in found:
            found[key].append(name)


def source_note(compiled: Any, event: str, language: str) -> str:
    """Write the sources of a card, a line each; whether it is invented stands first."""
    meta = compiled.meta.events[event]
    lines = compiled.source_lines(meta.sources, language)
    return "\n".join(([_("Fiction, after:") if lines else _("Fiction: invented for this scenario.")] if meta.fiction else []) + lines)
