"""Compiles the map of a scenario: places, countries and indicators that it names must be there."""

from functools import cache
from math import asinh, degrees, radians, tan
from pathlib import Path

from game.content.compiled import ArrowMeta, LonLat, MapMeta, MarkMeta, PlaceMeta, ViewMeta
from game.content.compiling.context import Context, Loc
from game.content.compiling.world import ROOT
from game.content.diagnostics import thing
from game.content.schema.atlas import MapArrow, MapMark, MapSection, MapView
from game.content.schema.scenario import Scenario
from game.core.problems import Sentence

NORTHMOST = 84
MIDDLE, CLOSE = 0.75, 0.4
FREE = {"wide": (0.21, 0.2, 0.04), "middle": (0.24, 0.32, 0.14), "close": (0.48, 0.28, 0.28)}
"""How far to each side, up and down of a view's middle cards and ladders leave it free, in shares of its width."""
MAP = (*ROOT, "map")


@cache
def countries() -> tuple[str, ...]:
    """Give the names of the countries of the map."""
    return tuple((Path(__file__).parents[1] / "countries.txt").read_text(encoding="utf-8").splitlines())


def lonlat(context: Context, place: list[float], loc: Loc) -> LonLat:
    """Give a place as longitude and latitude; a latitude that no map shows is an error at its place."""
    lon, lat = float(place[0]), float(place[1])
    if abs(lat) > NORTHMOST:
        hint = Sentence("; longitude stands first: [{lat:g}, {lon:g}]?", lat=lat, lon=lon)
        swapped = hint if abs(lon) <= NORTHMOST else ""
        context.error((*loc, 1), "bad-place", Sentence(
            "the latitude {lat:g} is not on the map, which ends at {northmost} degrees{swapped}",
            lat=lat, northmost=NORTHMOST, swapped=swapped,
        ))
    return (lon, lat)


def compile_map(context: Context, model: Scenario) -> MapMeta:
    """Give the map, or an empty chart where the scenario has none."""
    section = model.map
    if section is None:
        return MapMeta()
    places = {p.id: PlaceMeta(p.id, lonlat(context, p.at, (*MAP, "places", i, "at"))) for i, p in enumerate(section.places)}
    numbers = {name: index for index, name in enumerate(places)}
    context.index(numbers, section.player, (*MAP, "player"), "place")
    for i, name in enumerate(section.home):
        if name not in countries():
            near = context.findings.suggest(name, countries())
            words = Sentence("no country of the map is called '{name}'{near}", name=name, near=near)
            context.error((*MAP, "home", i), "unknown-country", words)
    _unique(context, section)
    player = places.get(section.player or "")
    made = MapMeta(
        land=True, **_views(context, section, player), home=tuple(section.home), places=tuple(places.values()), player=section.player or "",
        patron=_arrow(context, section.patron, places, numbers, "patron"), rival=_arrow(context, section.rival, places, numbers, "rival"),
        marks=tuple(_mark(context, mark, (*MAP, "marks", i)) for i, mark in enumerate(section.marks)),
    )
    _in_sight(context, made, player)
    return made


def _unique(context: Context, section: MapSection) -> None:
    for kind, ids in (("place", [p.id for p in section.places]), ("mark", [m.id for m in section.marks])):
        for i, name in enumerate(ids):
            if name in ids[:i]:
                context.error((*MAP, f"{kind}s", i, "id"), "duplicate-id", Sentence(
                    "{kind} '{name}' stands here a second time",
                    kind=thing(kind), name=name,
                ))


def _views(context: Context, section: MapSection, player: PlaceMeta | None) -> dict[str, ViewMeta]:
    """Give the views; those left out are made from `wide`."""
    views = section.views
    wide = _view(context, views.wide, "wide")
    at = player.at if player else (wide.lon, wide.lat)
    middle = ViewMeta(wide.lon, wide.lat, wide.across * MIDDLE) if views.middle is None else _view(context, views.middle, "middle")
    close = ViewMeta(*at, wide.across * CLOSE) if views.close is None else _view(context, views.close, "close")
    return {"wide": wide, "middle": middle, "close": close}


def _view(context: Context, view: MapView, name: str) -> ViewMeta:
    return ViewMeta(*lonlat(context, view.at, (*MAP, "views", name, "at")), float(view.across))


def _arrow(
    context: Context, arrow: MapArrow | None, places: dict[str, PlaceMeta], numbers: dict[str, int], who: str,
) -> ArrowMeta | None:
    if arrow is None:
        return None
    context.index(numbers, arrow.from_, (*MAP, who, "from"), "place")
    start = places.get(arrow.from_)
    end = lonlat(context, arrow.to, (*MAP, who, "to"))
    return ArrowMeta(start.at if start else end, end, arrow.from_)


def _mark(context: Context, mark: MapMark, loc: Loc) -> MarkMeta:
    context.index(context.names.indicators, mark.indicator, (*loc, "indicator"), "indicator")
    return MarkMeta(mark.id, mark.kind, mark.indicator, lonlat(context, mark.at, (*loc, "at")))


def _in_sight(context: Context, made: MapMeta, player: PlaceMeta | None) -> None:
    """Warn of a player's place or an arrow's point that a view does not show."""
    ends = [("patron", (*MAP, "patron", "to"), made.patron), ("rival", (*MAP, "rival", "to"), made.rival)]
    points = {"patron": Sentence("the point of the patron's arrow"), "rival": Sentence("the point of the rival's arrow")}
    found: list[tuple[str, Loc, LonLat]] = [(points[who], loc, arrow.end) for who, loc, arrow in ends if arrow is not None]
    if player is not None:
        found.append((f"'{player.id}'", (*MAP, "player"), player.at))
    for what, loc, at in found:
        unseen = [name for name in ("wide", "middle", "close") if not _shows(getattr(made, name), at, *FREE[name])]
        if unseen:
            context.warn(loc, "off-map", Sentence(
                "{what} lies outside what cards leave free of the view {names}",
                what=what, names=" and ".join(unseen),
            ))


def _shows(view: ViewMeta, at: LonLat, aside: float, up: float, down: float) -> bool:
    """Tell whether a place lies in what is free of a view."""
    east = (at[0] - view.lon + 180) % 360 - 180
    north = _height(at[1]) - _height(view.lat)
    return abs(east) < view.across * aside and -down * view.across < north < up * view.across


def _height(lat: float) -> float:
    """Give the height of a latitude in degrees on Mercator's map."""
    return degrees(asinh(tan(radians(max(-float(NORTHMOST), min(float(NORTHMOST), lat))))))
