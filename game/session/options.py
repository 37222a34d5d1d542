"""Match options: how one game departs from its scenario, kept in the record. The lesson's: six turns, two cards a turn."""

from dataclasses import replace
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from game.core.problems import Sentence, TightropeError
from game.rules.scenario import Scenario
from game.session.origin import Compiled
from game.session.record import PLAIN, Options

C = TypeVar("C", bound=Compiled)
LEAST_TURNS = 2
LESSON = Options(turns=6, cards=2)

_shaped: "WeakKeyDictionary[Scenario, dict[Options, Any]]" = WeakKeyDictionary()


def shaped(compiled: C, options: Options) -> C:
    """Give a compiled scenario as a game with these options plays it; raises TightropeError for options that it cannot have.

    The digests stay those of the pack: the record names the options beside them. The same options give the same object.
    """
    if options == PLAIN:
        return compiled
    kept = _shaped.setdefault(compiled.scenario, {})
    if options not in kept:
        scenario = _scenario(compiled.scenario, options)
        kept[options] = replace(compiled, scenario=scenario)        # type: ignore[type-var]  # every Compiled is a dataclass
    found: C = kept[options]
    return found


def why_impossible(scenario: Scenario, options: Options) -> str:
    """Say why a scenario cannot be played with these options, or nothing."""
    calendar = scenario.calendar
    if options.turns and not LEAST_TURNS <= options.turns <= calendar.turns:
        return Sentence(
            "{scenario} can be played in {least} to {most} turns, not in {turns}",
            scenario=scenario.id, least=LEAST_TURNS, most=calendar.turns, turns=options.turns,
        )
    if options.cards and not 1 <= options.cards <= calendar.slots:
        return Sentence(
            "{scenario} can have 1 to {most} events a turn, not {cards}", scenario=scenario.id, most=calendar.slots, cards=options.cards,
        )
    return ""


def possible(scenario: Scenario, options: Options) -> bool:
    """Say whether a scenario can be played with these options."""
    return not why_impossible(scenario, options)


def _scenario(scenario: Scenario, options: Options) -> Scenario:
    if why := why_impossible(scenario, options):
        raise TightropeError(why)
    calendar = replace(scenario.calendar, turns=options.turns or scenario.calendar.turns)
    if options.cards:
        calendar = replace(calendar, cards=options.cards, crisis=None, crisis_turns=0)
    return replace(scenario, calendar=calendar)


def lesson_for(scenario: Scenario) -> Options:
    """Give the lesson preset for a scenario: six turns of two cards, or as few as it has."""
    calendar = scenario.calendar
    return Options(min(LESSON.turns, calendar.turns), min(LESSON.cards, calendar.cards))
