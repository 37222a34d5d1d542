"""The table as text: what a player sees of a game, in the pack's own words."""

from collections.abc import Iterator

from game.content.compiled import Compiled
from game.core.numbers import SCALE
from game.session.labels import turn_label
from game.session.match import Match


def table_text(match: Match) -> str:
    """Write the table of a game: turn, result, indicators, programmes, signals of the powers, cards with their answers."""
    return "\n".join(_lines(match))


def _lines(match: Match) -> Iterator[str]:
    compiled = _compiled(match)
    texts, scenario, view = compiled.texts, match.scenario, match.view()
    when = "over" if match.over else f"turn {match.turn} of {scenario.calendar.turns}, {turn_label(scenario.calendar, match.turn)}"
    yield f"{texts.get('title') or scenario.id} · {when} · result {view.total[0] / SCALE:.1f}"
    yield from _grid([
        f"{texts.get(f'indicators.{one.id}.name') or one.id} {view.values[place, 0] / SCALE:.1f}"
        for place, one in enumerate(scenario.indicators)
    ])
    if match.over:
        ending = match.result().ending
        yield f"Ended early: {texts.get(f'endings.{ending}.name') or ending}" if ending else "Played to its last turn"
        return
    yield f"Points to spend: {view.points[0]}"
    yield from _grid([
        f"{texts.get(f'programmes.{one.id}.name') or one.id} {view.levels[place, 0]}/{one.max}"
        for place, one in enumerate(scenario.programmes)
    ])
    for said in match.warnings():
        yield f"Warning: {texts.get(f'endings.{said}.warning') or said}"
    for slot, event in enumerate(match.events):
        yield f"Card {slot}: {texts.get(f'events.{event}.title') or event}"
        for number, option in enumerate(scenario.events[scenario.event(event)].options):
            yield f"  {number}  {texts.get(f'events.{event}.options.{option.id}.label') or option.id}"


def _grid(cells: list[str], columns: int = 3, width: int = 38) -> Iterator[str]:
    """Set short texts in columns."""
    for first in range(0, len(cells), columns):
        yield "  " + "".join(f"{cell:<{width}}" for cell in cells[first : first + columns]).rstrip()


def _compiled(match: Match) -> Compiled:
    if not isinstance(match.compiled, Compiled):
        raise TypeError("a game of this room is played with a compiled pack")
    return match.compiled
