"""The policies by name, as the command line and the balance report call them."""

from collections.abc import Callable
from typing import TypeAlias

from game.bots.doctrine import doctrine_policy, doctrines_in_turn
from game.bots.even import even_policy
from game.bots.planner import planner_policy
from game.bots.random import random_policy
from game.core.dice import Seeds
from game.core.problems import Sentence, TightropeError
from game.rules.scenario import Scenario
from game.rules.state import Orders, View

Policy: TypeAlias = Callable[[View], Orders]
POLICIES = ("even", "random", "doctrine", "doctrine:ID", "planner")


def policy(name: str, scenario: Scenario, luck: Seeds) -> Policy:
    """Give the policy of a name for a batch; `luck` (2, games) are the bots' own seeds, apart from the game's.

    Raises TightropeError for a name that no policy has.
    """
    if name == "even":
        return even_policy(scenario)
    if name == "random":
        return random_policy(scenario, luck)
    if name == "doctrine":
        return doctrines_in_turn(scenario)
    if name == "planner":
        return planner_policy(scenario, luck)
    kind, _, which = name.partition(":")
    if kind == "doctrine":
        for place, doctrine in enumerate(scenario.doctrines):
            if doctrine.id == which:
                return doctrine_policy(scenario, place)
        known = ", ".join(f"doctrine:{d.id}" for d in scenario.doctrines)
        raise TightropeError(Sentence(
            "no doctrine '{which}' in {scenario}; there are {known}", which=which, scenario=scenario.id, known=known,
        ))
    raise TightropeError(Sentence("no policy '{name}'; there are {names}", name=name, names=", ".join(POLICIES)))
