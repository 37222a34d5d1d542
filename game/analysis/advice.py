"""What the three advisors say: each road's answer to a card and its points, with the figure that speaks for it."""

from dataclasses import dataclass

import numpy as np

from game.analysis.expectation import amounts
from game.bots.doctrine import option_tastes
from game.bots.panel import favourite_answers, shared_points
from game.rules.orders import legalise
from game.rules.scenario import Scenario
from game.rules.state import Orders, View


@dataclass(frozen=True)
class Advice:
    """A doctrine's answer to each card (option numbers), its points, and for each answer its strongest effects for better and worse."""

    doctrine: int
    answers: tuple[int, ...]
    points: tuple[int, ...]
    gains: tuple[tuple[int, int] | None, ...]
    costs: tuple[tuple[int, int] | None, ...]


def advise(scenario: Scenario, view: View, game: int = 0) -> tuple[Advice, ...]:
    """Ask every doctrine what it would do on a player's board."""
    found = []
    for place, doctrine in enumerate(scenario.doctrines):
        answers = favourite_answers(scenario, view, option_tastes(scenario, doctrine)[None])
        shares = shared_points(doctrine.weights, tuple(p.max for p in scenario.programmes), int(view.points.max()))
        points = np.ascontiguousarray(shares[view.points].T)
        legal = legalise(scenario, view, Orders(points, answers))
        chosen = legal.answers[:, game].tolist()
        weighed = [_weigh(scenario, view, slot, number, game) for slot, number in enumerate(chosen)]
        found.append(
            Advice(place, tuple(chosen), tuple(legal.points[:, game].tolist()), tuple(g for g, _ in weighed), tuple(c for _, c in weighed))
        )
    return tuple(found)


def _weigh(scenario: Scenario, view: View, slot: int, number: int, game: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Find the effect that speaks most for an answer and the one that speaks most against it, by share of the range."""
    card = int(view.cards[slot, game])
    if card < 0 or number < 0:
        return None, None
    best: tuple[float, tuple[int, int]] | None = None
    worst: tuple[float, tuple[int, int]] | None = None
    for indicator, amount in amounts(scenario, view, scenario.events[card].options[number].effects, game):
        about = scenario.indicators[indicator]
        sign = {"up": 1, "down": -1, "none": 0}[about.good]
        size = sign * amount / (about.high - about.low)
        if size > 0 and (best is None or size > best[0]):
            best = (size, (indicator, amount))
        if size < 0 and (worst is None or size < worst[0]):
            worst = (size, (indicator, amount))
    return (best[1] if best else None), (worst[1] if worst else None)
