"""The path between the three roads: posture turn by turn, the player's and the doctrine bots' on the same dice."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.analysis.counterfactual import Played
from game.analysis.debrief.carry import board_value, carry_on, copies, doctrine_way
from game.analysis.debrief.case import Case
from game.rules.scenario import LEANS
from game.rules.state import State


@dataclass(frozen=True)
class Point:
    """Posture after a turn (0: at the start), in thousandths of a percent."""

    turn: int
    alignment: int
    ambiguity: int
    autonomy: int

    @property
    def shares(self) -> tuple[float, float, float]:
        """Give the three shares of 1."""
        whole = max(1, self.alignment + self.ambiguity + self.autonomy)
        return self.alignment / whole, self.ambiguity / whole, self.autonomy / whole


@dataclass(frozen=True)
class BotPath:
    """A doctrine bot's path on the same dice, and its result in thousandths."""

    doctrine: str
    lean: str
    points: tuple[Point, ...]
    total: int


def own_path(case: Case) -> list[Point]:
    """Give the player's path, from what the record says after each turn; empty where a scenario has no posture."""
    scenario = case.scenario
    if min(scenario.roles.posture) < 0:
        return []
    names = [scenario.indicators[place].id for place in scenario.roles.posture]
    stages = [case.record.start, *(turn.indicators for turn in case.record.turns)]
    return [Point(turn, *(stage.get(name, 0) for name in names)) for turn, stage in enumerate(stages)]


def bot_paths(game: Played) -> list[BotPath]:
    """Play each doctrine on the game's own dice."""
    scenario = game.scenario
    found = []
    for place, doctrine in enumerate(scenario.doctrines):
        start = copies(game.states[0], 1)
        states = carry_on(scenario, start, None, doctrine_way(scenario, place))
        points = _points(scenario.roles.posture, [start, *states]) if min(scenario.roles.posture) >= 0 else []
        found.append(BotPath(doctrine.id, LEANS[doctrine.lean], tuple(points), int(states[-1].total[0])))
    return found


def _points(posture: tuple[int, int, int], states: Sequence[State]) -> list[Point]:
    """Read the posture off states; the hand-over moves it no further than the last order says, so the last state stands as it is."""
    return [Point(turn, *(board_value(state, place) for place in posture)) for turn, state in enumerate(states)]
