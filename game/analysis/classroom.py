"""The games of a class on the same dice, played again side by side: what its report and the projected table show afterwards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.analysis.debrief.questions import Facts
from game.content.compiled import Compiled
from game.core.dice import seed_from_hex
from game.rules import engine
from game.rules.orders import legalise
from game.rules.scenario import LEANS, Scenario
from game.rules.state import DORMANT, MET, PARTLY_MET, Orders, State
from game.session.record import Order
from game.session.translate import hand_over, orders_of

Shares = tuple[float, float, float]
FEWEST = 3
"""An event that fewer have answered tells nothing of the class."""


@dataclass(frozen=True)
class Played:
    """Who played, and the orders turn by turn; `missed` are the turns that the bot played."""

    name: str
    orders: Sequence[Order]
    missed: Sequence[int] = ()


@dataclass(frozen=True)
class Outcome:
    """How a game came out: thousandths, the weakest pillar's id, an early ending's id, the road that was largest at the end, its path.

    Without posture in the scenario the path is empty, and the road means nothing.
    """

    name: str
    total: int
    weakest: str
    ending: str | None
    turns: int
    missed: int
    road: str
    path: tuple[Shares, ...]


@dataclass(frozen=True)
class Answer:
    """How many gave an answer, and the middle of their results in thousandths."""

    option: str
    players: int
    middle: int


@dataclass(frozen=True)
class Split:
    """What a class answered to an event, the most frequent answer first; `turn` is when most met it, `evenness` 0 (all alike) to 1."""

    event: str
    turn: int
    answers: tuple[Answer, ...]
    evenness: float

    @property
    def players(self) -> int:
        """Count who answered."""
        return sum(one.players for one in self.answers)


@dataclass(frozen=True)
class Classroom:
    """A round of a class. `par` are the bots' results on the same dice, sorted, in thousandths; splits are the most even first."""

    compiled: Compiled
    outcomes: tuple[Outcome, ...]
    par: tuple[int, ...]
    splits: tuple[Split, ...]
    facts: Facts

    @property
    def middle(self) -> int:
        """Give the middle result of the class, in thousandths."""
        return _middle([one.total for one in self.outcomes])


def classroom(compiled: Compiled, seed: str, games: Sequence[Played], par: Sequence[int] = ()) -> Classroom:
    """Play the games of a class again on one seed (32 hexadecimal digits); `compiled` has the round's options already."""
    scenario = compiled.scenario
    states, orders = _replayed(scenario, seed, games)
    final = states[-1]
    handed = hand_over(scenario, final) if final.turn > scenario.calendar.turns else final
    totals = handed.total.tolist()
    outcomes = tuple(_outcome(scenario, states, handed, place, game) for place, game in enumerate(games))
    splits = _splits(scenario, states, orders, games, totals)
    return Classroom(compiled, outcomes, tuple(par), splits, _facts(scenario, states, outcomes))


def _replayed(scenario: Scenario, seed: str, games: Sequence[Played]) -> tuple[list[State], list[Orders]]:
    states = [engine.begin(scenario, np.repeat(seed_from_hex(seed), len(games), axis=1))]
    given: list[Orders] = []
    while not engine.finished(scenario, states[-1]):
        turn = len(given)
        now = [game.orders[turn] if turn < len(game.orders) else Order() for game in games]
        orders = legalise(scenario, states[-1], orders_of(scenario, states[-1], now)[0])
        given.append(orders)
        states.append(engine.step(scenario, states[-1], orders))
    return states, given


def _outcome(scenario: Scenario, states: Sequence[State], final: State, place: int, game: Played) -> Outcome:
    turns = int(final.ended[place]) or len(states) - 1
    path = tuple(_shares(scenario, state, place) for state in states[: turns + 1])
    ending, pillars = int(final.ending[place]), final.pillars[:, place]
    road = LEANS[max(range(3), key=lambda k: path[-1][k])]
    return Outcome(
        game.name, int(final.total[place]), scenario.pillars[int(pillars.argmin())].id,
        scenario.endings[ending].id if ending >= 0 else None, turns, len([turn for turn in game.missed if turn <= turns]), road,
        path if min(scenario.roles.posture) >= 0 else (),
    )


def _shares(scenario: Scenario, state: State, place: int) -> Shares:
    """Give alignment, ambiguity and autonomy as shares of 1; a scenario without posture stands in the middle."""
    parts = [max(0, int(state.values[one, place])) if one >= 0 else 1 for one in scenario.roles.posture]
    whole = max(1, sum(parts))
    return parts[0] / whole, parts[1] / whole, parts[2] / whole


def _splits(
    scenario: Scenario, states: Sequence[State], orders: Sequence[Orders], games: Sequence[Played], totals: Sequence[int]
) -> tuple[Split, ...]:
    answered: dict[int, list[tuple[int, int, int]]] = {}                 # event: turn, option, game
    for turn, (state, given) in enumerate(zip(states, orders, strict=False), 1):
        cards, answers = state.cards.tolist(), given.answers.tolist()
        for place, game in enumerate(games):
            ended = int(state.ended[place])
            if turn in game.missed or (ended and turn > ended):
                continue
            for row, chosen in zip(cards, answers, strict=True):
                if row[place] >= 0 and chosen[place] >= 0:
                    answered.setdefault(row[place], []).append((turn, chosen[place], place))
    found = [_split(scenario, card, given, totals) for card, given in answered.items() if len({one[2] for one in given}) >= FEWEST]
    return tuple(sorted(found, key=lambda one: (-one.evenness * one.players, one.turn, one.event)))


def _split(scenario: Scenario, card: int, given: Sequence[tuple[int, int, int]], totals: Sequence[int]) -> Split:
    event, count = scenario.events[card], len(given)
    answers = []
    for place, option in enumerate(event.options):
        results = [totals[game] for _, chosen, game in given if chosen == place]
        if results:
            answers.append(Answer(option.id, len(results), _middle(results)))
    answers.sort(key=lambda one: -one.players)
    same = sum((one.players / count) ** 2 for one in answers)
    even = (1 - same) / (1 - 1 / len(event.options)) if len(event.options) > 1 else 0.0
    turn = Counter(turn for turn, _, _ in given).most_common(1)[0][0]
    return Split(event.id, turn, tuple(answers), even)


def _facts(scenario: Scenario, states: Sequence[State], outcomes: Sequence[Outcome]) -> Facts:
    """Say what questions speak of: the pillar that was weakest most often, demands made and met in the middle game, highest rungs."""
    weakest = Counter(one.weakest for one in outcomes).most_common(1)
    demands = np.stack([state.demands for state in states])
    made = (demands != DORMANT).any(axis=0).sum(axis=0).tolist()
    met = np.isin(demands[-1], (MET, PARTLY_MET)).sum(axis=0).tolist()
    rungs, us_rungs = (max(int(getattr(state, name).max(initial=0)) for state in states) for name in ("rung", "us_rung"))
    return Facts(weakest[0][0] if weakest else "", _middle(made), _middle(met), rungs, us_rungs)


def _middle(values: Sequence[int]) -> int:
    """Give the middle value, 0 of none.

    >>> _middle([5, 1, 3]), _middle([])
    (3, 0)
    """
    return sorted(values)[len(values) // 2] if values else 0
