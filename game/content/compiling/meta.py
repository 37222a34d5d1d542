"""Collects what screens need beyond numbers."""

from collections.abc import Iterable

from game.content.compiled import (
    EraMeta,
    EventMeta,
    HistoryMeta,
    IndicatorMeta,
    LonLat,
    RegionMeta,
    ScenarioMeta,
    SectorMeta,
    SignalMeta,
    Source,
)
from game.content.compiling.atlas import compile_map, lonlat
from game.content.compiling.context import Context, Loc
from game.content.compiling.guide import compile_glossary, compile_guide
from game.content.compiling.world import ROOT
from game.content.ranges import fixed
from game.content.schema.events import Event
from game.content.schema.pack import Source as SourceModel
from game.content.schema.powers import Demand, Offer, PatronRung, ProvocationKind, RivalRung, Shock
from game.content.schema.scenario import Scenario
from game.content.schema.world import Indicator
from game.core.problems import Sentence

_FINE, _MIDDLING = 8.0, 40.0


def meta_of(context: Context, model: Scenario, events: list[Event], languages: Iterable[str], orders: Iterable[str]) -> ScenarioMeta:
    """Give what screens need, by id."""
    patron, rival, third = model.us_pressure, model.china_retaliation, model.provocation
    return ScenarioMeta(
        indicators={name: IndicatorMeta(_decimals(i), i.good, i.source or "", i.assumed) for name, i in model.indicators.items()},
        events={
            e.id: EventMeta(e.from_, e.icon or "", _place(context, e.place, ("events", i, "place")), e.fiction, tuple(e.sources))
            for i, e in enumerate(events)
        },
        demands=_signals(patron.demands), us_ladder=_signals(patron.ladder), rungs=_signals(rival.ladder), offers=_signals(rival.offers),
        provocations=_signals(third.kinds if third else []), shocks=_signals(model.shocks),
        minds={p.id: tuple(p.minds) for p in model.programmes},
        sectors={
            name: SectorMeta(_place(context, s.place, (*ROOT, "china_retaliation", "sectors", name, "place")), s.icon or "")
            for name, s in rival.sectors.items()
        },
        pillar_icons={p.id: p.icon or "" for p in model.score.pillars}, emblems={d.id: d.emblem for d in model.doctrines},
        eras=_eras(context, model), show_pillars=model.table.pillars, gauges=_gauges(context, model), region=_region(context, model),
        briefing_sources=context.sources(model.briefing.sources, (*ROOT, "briefing", "sources")) if model.briefing else (),
        questions=len(model.questions), history=_history(context, model),
        guide=compile_guide(context, model, events), glossary=compile_glossary(context, model), map=compile_map(context, model),
        languages=tuple(languages), orders=tuple(orders),
    )


def bibliography(sources: dict[str, SourceModel]) -> dict[str, Source]:
    """Give the bibliography as plain values."""
    return {
        key: Source(s.publisher, s.title or "", "" if s.date is None else str(s.date), s.via or "", s.url or "", s.note or "")
        for key, s in sources.items()
    }


def _decimals(indicator: Indicator) -> int:
    if indicator.decimals is not None:
        return indicator.decimals
    width = indicator.range[1] - indicator.range[0]
    return 2 if width <= _FINE else 1 if width <= _MIDDLING else 0


def _place(context: Context, place: list[float] | None, loc: Loc) -> LonLat | None:
    return None if place is None else lonlat(context, place, loc)


def _signals(things: "Iterable[Demand | PatronRung | RivalRung | Offer | ProvocationKind | Shock]") -> dict[str, SignalMeta]:
    return {thing.id: SignalMeta(thing.fiction, tuple(thing.sources)) for thing in things}


def _eras(context: Context, model: Scenario) -> tuple[EraMeta, ...]:
    found = tuple(EraMeta(era.id, context.turn_of(era.from_)) for era in model.eras)
    for i in range(1, len(found)):
        if found[i].from_turn <= found[i - 1].from_turn:
            context.error((*ROOT, "eras", i, "from"), "eras", Sentence(
                "era '{id}' does not begin after era '{before}'",
                id=found[i].id, before=found[i - 1].id,
            ))
    return found


def _gauges(context: Context, model: Scenario) -> tuple[str, ...]:
    for i, name in enumerate(model.table.gauges):
        context.index(context.names.indicators, name, (*ROOT, "table", "gauges", i), "indicator")
    return tuple(model.table.gauges)


def _region(context: Context, model: Scenario) -> RegionMeta | None:
    region = model.score.region
    if region is None:
        return None
    loc = (*ROOT, "score", "region", "indicator")
    return RegionMeta(context.index(context.names.indicators, region.indicator, loc, "indicator"), fixed(region.at))


def _history(context: Context, model: Scenario) -> tuple[HistoryMeta, ...]:
    found: list[HistoryMeta] = []
    for i, line in enumerate(model.history):
        loc = (*ROOT, "history", i)
        name, key = (line.series, "series") if line.indicator is None else (line.indicator, "indicator")
        context.index(context.names.indicators, name, (*loc, key), "indicator")
        context.cite(line.source, (*loc, "source"))
        limits = None if line.range is None else (float(line.range[0]), float(line.range[1]))
        found.append(HistoryMeta(line.series, line.year, float(line.real), limits, line.against or "", line.source, name))
    return tuple(found)
