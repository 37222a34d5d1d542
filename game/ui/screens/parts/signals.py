"""What the two powers say this morning: a demand, a threat, an offer, or calmly what they are doing now."""

from dataclasses import dataclass

from game.analysis.expectation import amounts
from game.rules.scenario import Effects
from game.rules.state import OPEN, PROMISED, REFUSED
from game.ui.screens.parts.amounts import inside
from game.ui.screens.parts.table import Ask, Table, whole
from game.ui.words import _, ngettext

Line = tuple[str, str, str]
"""An icon, a text, a colour token."""


@dataclass(frozen=True)
class Signal:
    """A box beside the map: whose, how it speaks, what about, and lines; `slot` is the card that answers it, or -1."""

    who: str
    heading: str
    title: str
    lines: tuple[Line, ...]
    because: str = ""
    slot: int = -1
    calm: bool = False


def washington(table: Table) -> list[Signal]:
    """Give Washington's boxes: the first two demands that are alive, or what it is doing now."""
    return [_demand(table, ask) for ask in table.asks[:2]] or [_calm_washington(table)]


def beijing(table: Table) -> list[Signal]:
    """Give Beijing's boxes: a threat, an offer on the table, or what it is doing now."""
    found = [_threat(table)] if table.threat else []
    found += _offers(table)
    return found or [_calm_beijing(table)]


def turns_left(count: int) -> str:
    """Say how many turns are left, this one included."""
    return _("this turn is the last") if count <= 1 else ngettext("{n} turn left", "{n} turns left", count).format(n=count)


def _demand(table: Table, ask: Ask) -> Signal:
    heading = {OPEN: _("Washington asks"), PROMISED: _("You promised Washington"), REFUSED: _("You refused Washington")}[ask.status]
    demand = table.scenario.us_pressure.demands[ask.index]
    lines: list[Line] = [
        ("check", table.texts(f"demands.{ask.id}.line", ""), "text"),
        ("clock", f"{_('Due {date}').format(date=table.date(ask.due))} · {turns_left(ask.left)}", "text"),
        ("trending-up", _("If not: {what}").format(what=strongest(table, demand.penalty)), "muted"),
    ]
    because = table.texts(f"demands.{ask.id}.because", "")
    return Signal("washington", heading, ask.title, tuple(lines), because, _slot_about(table, "demand", ask.index))


def _threat(table: Table) -> Signal:
    number = table.threat
    rung = table.scenario.china_retaliation.ladder[number - 1]
    sector = table.scenario.china_retaliation.sectors[rung.sector].id
    due = int(table.view.threat_due[0])
    lines: list[Line] = [
        ("arrow-right", table.texts(f"rungs.{rung.id}.if_text", ""), "text"),
        ("clock", _("By the end of {date}").format(date=table.date(due)) + (f" · {_('now')}" if due <= table.turn else ""), "text"),
        ("zap", _("Would hit: {sector}").format(sector=inside(table.texts(f"sectors.{sector}.name"))), "muted"),
    ]
    name, because = table.texts(f"rungs.{rung.id}.name"), table.texts(f"rungs.{rung.id}.because", "")
    return Signal("beijing", _("Beijing warns"), name, tuple(lines), because, _slot_about(table, "rung", number - 1))


def _offers(table: Table) -> list[Signal]:
    found = []
    for card in table.cards:
        kind, index = table.event(card).about
        if kind == "offer":
            offer = table.scenario.china_retaliation.offers[index].id
            lines: tuple[Line, ...] = (("handshake", table.texts(f"offers.{offer}.line", ""), "text"),)
            title, because = table.texts(f"offers.{offer}.title"), table.texts(f"offers.{offer}.because", "")
            found.append(Signal("beijing", _("Beijing offers"), title, lines, because, card.slot))
    return found


def _calm_beijing(table: Table) -> Signal:
    roles, rules = table.scenario.roles, table.scenario.china_retaliation
    ire, rung = whole(table.value(roles.ire)), table.rung
    lines: list[Line] = [("trending-up", _("Ire {level} of 100").format(level=ire), "text")]
    if rung < len(rules.ladder):
        at = whole(rules.ladder[rung].at - rules.warn_below)
        words = _("Warns again near {level}") if rung else _("Warns near {level}")
        lines.append(("alert", words.format(level=at), "muted"))
    if rung:
        title = _("{rung}: in force").format(rung=table.texts(f"rungs.{rules.ladder[rung - 1].id}.name"))
        because = table.texts(f"rungs.{rules.ladder[rung - 1].id}.because", "")
    else:
        title, because = _("No warning today"), ""
    return Signal("beijing", table.texts("powers.beijing"), title, tuple(lines), because, calm=True)


def _calm_washington(table: Table) -> Signal:
    roles, rules = table.scenario.roles, table.scenario.us_pressure
    pressure, rung = whole(table.value(roles.pressure)), table.us_rung
    lines: list[Line] = [("trending-up", _("Pressure {level} of 100").format(level=pressure), "text")]
    if rung < len(rules.ladder):
        following = rules.ladder[rung]
        name = table.texts(f"us_ladder.{following.id}.name")
        lines.append(("alert", _("At {level}: {rung}").format(level=whole(following.at), rung=inside(name)), "muted"))
    if rung:
        title = _("{rung}: in force").format(rung=table.texts(f"us_ladder.{rules.ladder[rung - 1].id}.name"))
        because = table.texts(f"us_ladder.{rules.ladder[rung - 1].id}.because", "")
    else:
        title, because = _("No demand today"), ""
    return Signal("washington", table.texts("powers.washington"), title, tuple(lines), because, calm=True)


def strongest(table: Table, effects: Effects, most: int = 2) -> str:
    """Write the strongest of some effects, by their share of the indicator's range."""
    found = sorted(amounts(table.scenario, table.view, effects), key=lambda pair: -table.share(*pair))
    return ", ".join(table.moved(i, amount) for i, amount in found[:most])


def _slot_about(table: Table, kind: str, index: int) -> int:
    return next((card.slot for card in table.cards if table.event(card).about == (kind, index)), -1)
