"""The map of a turn: pins of the cards, arrows of both powers as wide as their pressure, sectors under coercion, marks."""

from collections.abc import Callable, Mapping, Sequence

from game.session import SCALE
from game.ui import words
from game.ui.atlas import Atlas, atlas_of
from game.ui.geography import View
from game.ui.geometry import Rect
from game.ui.map import Arrow, Map, Pin, Sector
from game.ui.mapspots import Mark
from game.ui.outcome import Outcome
from game.ui.screens.parts.amounts import change, change_text, number, short_unit
from game.ui.screens.parts.mapnotes import lead_to_words, told_of, told_of_arrow, told_of_sector
from game.ui.screens.parts.table import Table
from game.ui.text import Setter

ROLES = {"beijing": "ire", "washington": "pressure"}
Levels = Mapping[int, tuple[int, int]]
"""Indicators on the move: what each was and what it has become, in thousandths."""


def atlas(table: Table) -> Atlas:
    """Give the scenario's map."""
    return atlas_of(table.meta.map, table.texts)


def arrows(table: Table, more: Mapping[str, float] | None = None) -> list[Arrow]:
    """Give both powers' arrows; `more` is what would be added to each."""
    found = []
    for who, name in ROLES.items():
        role = getattr(table.scenario.roles, name)
        if role >= 0:
            more_of = (more or {}).get(who, 0.0)
            key = ("arrow", who, words.language())
            if key not in table.kept:
                table.kept[key] = told_of_arrow(table, who)
            found.append(Arrow(who, table.value(role) / SCALE, more=more_of, told=table.kept[key]))
    return found


def pins(table: Table) -> list[Pin]:
    """Give a pin for each card that has a place."""
    return [Pin(card.slot + 1, *card.place, card.title) for card in table.cards if card.place is not None]


def sectors(table: Table) -> list[Sector]:
    """Give the sectors on which a rung is in force, the highest rung of each."""
    found: dict[str, Sector] = {}
    for place, rung in enumerate(table.scenario.china_retaliation.ladder[: table.rung], start=1):
        name = table.scenario.china_retaliation.sectors[rung.sector].id
        meta = table.meta.sectors.get(name)
        if meta and meta.place and meta.icon:
            found[name] = Sector(meta.icon, meta.place[0], meta.place[1], "beijing", told=told_of_sector(table, place))
    return list(found.values())


def marks(table: Table, moved: Levels | None = None, *, struck: bool = False) -> list[Mark]:
    """Give the marks of partners, troops and the third party: as they stand, or with what is `moved` now and a strike."""
    found, ids = [], {one.id: i for i, one in enumerate(table.scenario.indicators)}
    for one in table.meta.map.marks:
        index = ids[one.indicator]
        was, now = (moved or {}).get(index, (table.value(index), table.value(index)))
        rules = table.scenario.indicators[index]
        name = table.texts(f"map.marks.{one.id}.name", "") or table.indicator_name(index)
        delta, told = None if moved is None else _delta(table, index, now - was), told_of(table, index, name, value=now)
        went = table.indicator_change(index) if moved is None else 0
        found.append(Mark(
            one.id, one.kind, one.at[0], one.at[1], name, _figure(table, index, now), (now - rules.low) / max(1, rules.high - rules.low),
            (went >= SCALE // 2) - (went <= -SCALE // 2), told, delta, struck and one.kind == "threat",
        ))
    return found


def _figure(table: Table, index: int, value: int) -> str:
    """Write a number for a mark: thousands of people as 28.5k."""
    return f"{number(value, table.decimals(index))}k" if table.unit(index) == "thousand" else table.shown(index, value)


def _delta(table: Table, index: int, amount: int) -> str:
    """Write what moves a mark, nothing where it would round to nothing."""
    places, unit = table.decimals(index), table.unit(index)
    if 2 * abs(amount) < SCALE // 10**places:
        return ""
    return f"{change(amount, places)}k" if unit == "thousand" else change_text(amount, places, short_unit(unit))


def theatre(  # noqa: PLR0913 - options by name
    table: Table, rect: Rect, setter: Setter, *, view: View | None = None, free: Rect | None = None,
    east: tuple[float, float] | None = None, labels: bool = True, on_pin: Callable[[int], Outcome | None] | None = None,
    shown: Sequence[Pin] | None = None, more: Mapping[str, float] | None = None, apart: bool = False,
    keep: Sequence[Rect] = (),
) -> Map:
    """Build the map for a rectangle; the one of the page before is given again where it would show the same and lead to the same."""
    found = list(shown) if shown is not None else pins(table)
    asked = (
        rect, view, free, east, labels, tuple(found), tuple(sorted((more or {}).items())), apart, tuple(keep), on_pin,
        setter.scale, setter.language, words.language(),
    )
    before = table.kept.get("theatre")
    if before is not None and before[0] == asked:
        same: Map = before[1]
        return same
    standing = ("standing", words.language())            # what does not change in a turn
    if standing not in table.kept:
        table.kept[standing] = sectors(table), marks(table)
    hit, seen = table.kept[standing]
    made = Map(
        rect, atlas(table), setter, view=view, pins=found, arrows=arrows(table, more), sectors=hit, marks=seen, free=free, east=east,
        labels=labels, apart=apart, keep=keep, on_pin=on_pin,
    )
    lead_to_words(made.notes, table)
    table.kept["theatre"] = asked, made
    return made
