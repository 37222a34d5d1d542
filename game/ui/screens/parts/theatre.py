"""The map of a turn: pins of the cards, arrows of both powers as wide as their pressure, troops, sectors under coercion."""

from collections.abc import Callable, Mapping, Sequence

from game.session import SCALE
from game.ui.geography import BRIEF, CLOSE, View
from game.ui.geometry import Rect
from game.ui.map import Arrow, Map, Pin, Sector
from game.ui.outcome import Outcome
from game.ui.screens.parts.table import Table
from game.ui.words import _


def troops(table: Table) -> str:
    """Write how many American troops are there: "28.5k US"."""
    index = next((i for i, one in enumerate(table.scenario.indicators) if one.id == "us_troops"), -1)
    return _("{n} US").format(n=table.shown(index).replace(" thousand", "k")) if index >= 0 else ""


def arrows(table: Table, *, bright: str = "", more: Mapping[str, float] | None = None) -> list[Arrow]:
    """Give both powers' arrows; with `bright` named, the other one is dimmed; `more` is what would be added to each."""
    roles, found = table.scenario.roles, []
    for who, role in (("beijing", roles.ire), ("washington", roles.pressure)):
        if role >= 0:
            light = 1.0 if bright in ("", who) else 0.35
            found.append(Arrow(who, table.value(role) / SCALE, light, more=(more or {}).get(who, 0.0)))
    return found


def pins(table: Table) -> list[Pin]:
    """Give a pin for each card that has a place."""
    return [Pin(card.slot + 1, *card.place, card.title) for card in table.cards if card.place is not None]


def sectors(table: Table) -> list[Sector]:
    """Give the sectors on which a rung is in force."""
    found, seen = [], set()
    for rung in table.scenario.china_retaliation.ladder[: table.rung]:
        name = table.scenario.china_retaliation.sectors[rung.sector].id
        meta = table.meta.sectors.get(name)
        if meta and meta.place and meta.icon and name not in seen:
            seen.add(name)
            found.append(Sector(meta.icon, meta.place[0], meta.place[1], "beijing"))
    return found


def theatre(  # noqa: PLR0913 - options by name
    table: Table, rect: Rect, *, view: View = BRIEF, free: Rect | None = None, east: tuple[float, float] | None = None,
    labels: bool = True, on_pin: Callable[[int], Outcome | None] | None = None, shown: Sequence[Pin] | None = None,
    bright: str = "", more: Mapping[str, float] | None = None,
) -> Map:
    """Build the map for a rectangle."""
    found = list(shown) if shown is not None else pins(table)
    return Map(
        rect, view=view, pins=found, arrows=arrows(table, bright=bright, more=more), troops=troops(table) if labels else "", free=free,
        east=east, labels=labels, on_pin=on_pin,
    )


def fitting(rect: Rect) -> View:
    """Give a close view that shows all of Korea and Beijing however low the rectangle is."""
    return View(CLOSE.lon, CLOSE.lat + 0.6, max(CLOSE.span, 15.0 * rect.w / max(1.0, rect.h)))
