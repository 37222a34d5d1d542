"""What programmes and answers are expected to do, certain and uncertain apart."""

from dataclasses import dataclass

import numpy as np

from game.core.numbers import SCALE, per_turn
from game.rules.expressions import Program
from game.rules.orders import Allowed
from game.rules.scenario import Effects, PatronRung, RivalRung, Scenario
from game.rules.state import View
from game.rules.tables import tables_of
from game.rules.work import read_board


@dataclass(frozen=True)
class Chance:
    """Something uncertain that an answer may bring: where its words stand, how likely it is (%), when, and what it moves."""

    key: str
    percent: int
    turns: int
    effects: tuple[tuple[int, int], ...]
    otherwise: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Expectation:
    """What an answer does: certain effects (indicator, thousandths), affront, points, uncertain outcomes, and whether it can be given."""

    effects: tuple[tuple[int, int], ...]
    affront: int
    points: int
    chances: tuple[Chance, ...]
    allowed: bool


def option_expectation(scenario: Scenario, view: View, event: int, number: int, game: int = 0) -> Expectation:
    """Tell what an answer to a card is expected to do for one game's player."""
    card = scenario.events[event]
    option = card.options[number]
    chances = []
    for outcome in option.outcomes:
        chance = outcome.chance if isinstance(outcome.chance, int) else _value(scenario, view, outcome.chance, game)
        percent = 100 if outcome.certain else int(np.clip(round(chance / SCALE), 0, 100))
        key = f"events.{card.id}.options.{option.id}.{outcome.id}.name"
        gained, lost = (amounts(scenario, view, effects, game) for effects in (outcome.effects, outcome.otherwise))
        chances.append(Chance(key, percent, outcome.delay, gained, lost))
    place = int(tables_of(scenario).first_option[event]) + number
    allowed = bool(Allowed(scenario, view).of(np.full(view.games, place))[game])
    return Expectation(amounts(scenario, view, option.effects, game), option.affront, option.points, tuple(chances), allowed)


def programme_expectation(scenario: Scenario, view: View, programme: int, level: int, game: int = 0) -> tuple[tuple[int, int], ...]:
    """Tell what a programme at a level does in one turn, biggest effect first: (indicator, thousandths)."""
    worth = int(tables_of(scenario).worths[0, programme, level])
    yearly = amounts(scenario, view, scenario.programmes[programme].effects, game)
    months = scenario.calendar.months
    return tuple((i, int(per_turn((a * worth + SCALE // 2) // SCALE, months))) for i, a in yearly)


def amounts(scenario: Scenario, view: View, effects: Effects, game: int = 0) -> tuple[tuple[int, int], ...]:
    """Work out effects as a player would: expressions on the view, hidden dispositions at the middle of their interval."""
    return tuple((i, a if isinstance(a, int) else _value(scenario, view, a, game)) for i, a in effects)


def _value(scenario: Scenario, view: View, tree: tuple[object, ...], game: int) -> int:
    found = np.asarray(Program([tree]).run(read_board(view, tables_of(scenario).domain_of))[0])
    return int(found if found.ndim == 0 else found[game])


def worth_of_affront(scenario: Scenario, programme: int, level: int) -> int:
    """Tell how large an affront a programme at a level is in one turn, before the rival's exposure scales it."""
    worth = int(tables_of(scenario).worths[0, programme, level])
    return int(worth * (scenario.programmes[programme].affront * scenario.calendar.months // 12) // SCALE)


def affront_of_demand(scenario: Scenario, event: int, number: int) -> int:
    """Tell how large an affront (thousandths) it is that an answer meets the demand of its card: half of it where it meets a part."""
    (kind, index), reply = scenario.events[event].about, scenario.events[event].options[number].reply
    if kind != "demand":
        return 0
    demand = scenario.us_pressure.demands[index]
    if reply == "full" and demand.measure < 0:
        return demand.affront
    return demand.affront // 2 if reply == "part" else 0


def ire_of_affront(scenario: Scenario, view: View, affront: int, game: int = 0) -> int:
    """Tell how much ire (thousandths) an affront makes, by exposure and temptation as they stand now."""
    temptation = scenario.roles.temptation
    exposure = max(0, amounts(scenario, view, ((0, scenario.china_retaliation.exposure),), game)[0][1])
    tempted = (int(view.values[temptation, game]) + 50 * SCALE) // 100 if temptation >= 0 else SCALE
    return affront * exposure // SCALE * tempted // SCALE


def rung_reached(scenario: Scenario, view: View, value: int, *, rival: bool, game: int = 0) -> int:
    """Tell which rung a power would stand on or warn of at a value of pressure or, for the rival, of ire.

    It moves a step at most, or two where the rival skips rungs.
    The rival warns `warn_below` its rung, at a middling patience; a warning that stands is of the rung that it names.
    """
    ladder: tuple[PatronRung | RivalRung, ...] = scenario.china_retaliation.ladder if rival else scenario.us_pressure.ladder
    rung = int((view.rung if rival else view.us_rung)[game])
    higher = max(rung + 1, int(view.threat[game])) if rival else rung + 1
    early = scenario.china_retaliation.warn_below if rival else 0
    if rival and scenario.china_retaliation.skips and rung + 2 <= len(ladder) and value >= ladder[rung + 1].at - early:
        higher = max(higher, rung + 2)
    if higher <= len(ladder) and value >= ladder[higher - 1].at - early:
        return higher
    return rung - 1 if rung and value < ladder[rung - 1].leave_at else rung
