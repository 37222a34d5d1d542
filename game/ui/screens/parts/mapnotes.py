"""What the map says of itself: a name, a value, what it means in the glossary's words, and where it is from."""

from dataclasses import replace
from functools import partial

from game.ui.mapspots import Spot, Told
from game.ui.screens.parts import ways
from game.ui.screens.parts.amounts import inside
from game.ui.screens.parts.facts import standing
from game.ui.screens.parts.lines import source_of
from game.ui.screens.parts.signals import strongest
from game.ui.screens.parts.table import Table, whole
from game.ui.widgets import Widget
from game.ui.words import _


def told_of(table: Table, index: int, name: str = "", *, end: str = "", value: int | None = None) -> Told:
    """Tell of an indicator: its value, how far it reaches, what it means, its source; `end` stands before that."""
    key = table.scenario.indicators[index].id
    full, facts = table.indicator_name(index), standing(table.match.compiled, table.texts, index)
    meaning = table.lookup.meanings.get(key)
    sources = [table.meta.indicators[key].source, *(meaning.sources if meaning else ())]
    source = next((line for line in (_line_of(table, one) for one in sources) if line), "")
    shown = table.shown(index, value)
    return Told(name or full, shown, _lines(f"{full} {shown} · {facts}", meaning.text if meaning else "", end, source), key)


def told_of_arrow(table: Table, who: str, value: int | None = None) -> Told:
    """Tell of a power's arrow: what its width is, and the rung in force."""
    index = table.scenario.roles.ire if who == "beijing" else table.scenario.roles.pressure
    rung = table.rung if who == "beijing" else table.us_rung
    force = _("In force: {rung}.").format(rung=rung_name(table, who, rung)) if rung else ""
    return told_of(table, index, end=f"{_('The wider the arrow, the higher.')} {force}".strip(), value=value)


def lead_to_words(root: Widget, table: Table) -> None:
    """Let everything on a map or a ladder that has a word in the glossary lead there."""
    for spot in root.walk():
        if isinstance(spot, Spot) and spot.focusable and spot.told.word:
            spot.on_activate = partial(ways.to_glossary, table.desk, table.match, spot.told.word)
            spot.role = _("opens its word in the glossary")
            spot.help += "\n" + _("⏎ look it up")


def rung_name(table: Table, who: str, rung: int) -> str:
    """Name a rung; 0 is none."""
    ladder = table.scenario.china_retaliation.ladder if who == "beijing" else table.scenario.us_pressure.ladder
    key = "rungs" if who == "beijing" else "us_ladder"
    return table.texts(f"{key}.{ladder[rung - 1].id}.name") if rung else _("nothing in force")


def told_of_rung(table: Table, who: str, number: int, *, state: str = "") -> Told:
    """Tell of a rung, from 1: from where it comes and where it goes, what it does in a year, why, and where it is from."""
    key = (who, number)
    if key not in table.told:
        table.told[key] = _rung(table, who, number)
    return replace(table.told[key], value=state)


def _rung(table: Table, who: str, number: int) -> Told:
    rival = who == "beijing"
    rung = (table.scenario.china_retaliation if rival else table.scenario.us_pressure).ladder[number - 1]
    role = table.scenario.roles.ire if rival else table.scenario.roles.pressure
    key = f"{'rungs' if rival else 'us_ladder'}.{rung.id}"
    name = inside(table.indicator_name(role, short=True)) if role >= 0 else ""
    level = _("Comes at {name} {at}, ends at {end}.").format(name=name, at=whole(rung.at), end=whole(rung.leave_at)) if name else ""
    effects = strongest(table, rung.effects)
    does = _("In a year: {effects}").format(effects=effects) if effects else ""
    source = source_of(table.match.compiled, table.texts, f"{'rung' if rival else 'us_rung'}.{rung.id}")
    title = table.texts(f"{key}.name")
    said = table.texts(f"{key}.announces", "")
    return Told(f"{number} {title}", "", _lines(said, level, does, table.texts(f"{key}.because", ""), source), key)


def told_of_sector(table: Table, number: int) -> Told:
    """Tell of the sector that a rung of the rival's, from 1, hits."""
    rung = table.scenario.china_retaliation.ladder[number - 1]
    sector = table.scenario.china_retaliation.sectors[rung.sector].id
    rule = told_of_rung(table, "beijing", number)
    name = table.texts(f"sectors.{sector}.name")
    return Told(name, rung_name(table, "beijing", number), _lines(f"{name}: {rung_name(table, 'beijing', number)}", rule.note), rule.word)


def _line_of(table: Table, key: str) -> str:
    return next(iter(table.match.compiled.source_lines([key], table.texts.language)), "")  # type: ignore[attr-defined]


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
