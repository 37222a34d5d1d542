"""The planning bot: it tries orders on sampled futures of its view and keeps the plan that comes out best.

A plan is a target level for every programme and an answer to every card on the table. Plans are compared on the same
futures; later turns of a future keep to the target and answer cards by their worth at first sight. Nothing hidden is read:
dispositions are sampled from the view's intervals, unless the truth is attached to measure what knowing is worth.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np

from game.bots.panel import favourite_answers, shared_points
from game.bots.worth import option_worths
from game.core.dice import Seeds, between, roll, spread_seeds, turn_keys
from game.rules.engine import finished, handover, step
from game.rules.futures import sample
from game.rules.orders import legalise
from game.rules.scenario import Scenario
from game.rules.state import Orders, State, View
from game.rules.tables import tables_of, words

BUDGET = 50_000
"""Simulated turns a decision, as model.md sets it."""


@dataclass
class Plans:
    """Plans under trial: targets (plans, programmes), answers (plans, slots), each for the game that it belongs to."""

    game: "np.ndarray"
    targets: "np.ndarray"
    answers: "np.ndarray"

    def take(self, chosen: "np.ndarray") -> "Plans":
        """Pick plans."""
        return Plans(self.game[chosen], self.targets[chosen], self.answers[chosen])

    @staticmethod
    def joined(lots: "Sequence[Plans]") -> "Plans":
        """Put lots of plans together."""
        return Plans(*(np.concatenate(part) for part in zip(*((lot.game, lot.targets, lot.answers) for lot in lots), strict=True)))


@dataclass
class Planner:
    """A policy that plans; it remembers each game's target from turn to turn. `attach` gives it the truth (for measuring only)."""

    scenario: Scenario
    luck: Seeds
    budget: int = BUDGET
    insight: bool = False
    _targets: "np.ndarray | None" = field(default=None, repr=False)
    truth: State | None = field(default=None, repr=False)

    def attach(self, state: State) -> None:
        """Show the true dispositions, where the planner was made with insight."""
        self.truth = state if self.insight else None

    def __call__(self, view: View) -> Orders:
        """Plan one turn for every game of a batch."""
        live = np.flatnonzero(view.ended == 0)
        targets = view.levels.T.astype(np.int8) if self._targets is None or view.turn == 1 else self._targets
        answers = np.where(view.cards >= 0, 0, -1).astype(np.int8).T
        if len(live):
            plans = _Search(self, view, live, targets).run()
            targets, answers = targets.copy(), answers.copy()
            targets[plans.game], answers[plans.game] = plans.targets, plans.answers
        self._targets = targets
        return legalise(self.scenario, view, Orders(np.ascontiguousarray(targets.T), np.ascontiguousarray(answers.T)))


def planner_policy(scenario: Scenario, luck: Seeds, budget: int = BUDGET, *, insight: bool = False) -> Planner:
    """Give a planner for a batch; `luck` (2, games) are its own seeds."""
    return Planner(scenario, luck, budget, insight)


class _Search:
    """The search for one turn: rounds of neighbouring targets, then answers, then a run-off."""

    def __init__(self, planner: Planner, view: View, live: "np.ndarray", targets: "np.ndarray") -> None:
        self.planner, self.scenario, self.view, self.live = planner, planner.scenario, view, live
        self.most = np.array([p.max for p in self.scenario.programmes], dtype=np.int8)
        self.tastes = option_worths(self.scenario, view)
        self.instinct = favourite_answers(self.scenario, view, self.tastes, np.arange(view.games)).T
        self.before = targets
        self.rollouts = planner.budget // (self.scenario.calendar.turns + self.scenario.handover_turns + 1 - view.turn)
        self.spent = 0
        self.draws = 0

    def run(self) -> Plans:
        """Search in rounds; each spends its share of the budget on fewer, better plans with more futures each."""
        best = self._best(self._openings(), 0.16, 3)
        for share in (0.12, 0.12, 0.12):
            best = self._best(Plans.joined([best, *self._neighbours(best, 9)]), share, 3)
        best = self._best(self._with_answers(best), 0.2, 4)
        best = self._best(Plans.joined([best, *self._neighbours(best, 5)]), 0.12, 4)
        return self._best(best, 0.16, 1)

    def _openings(self) -> Plans:
        """Give each game its last target, every doctrine's, the even split, and a random one or two."""
        budget = int(self.view.points.max())
        lots = [d.weights for d in self.scenario.doctrines]
        lots.append((1000,) * len(self.most))
        tables = [shared_points(weights, tuple(self.most.tolist()), budget) for weights in lots]
        made = [self.before[self.live]] + [table[self.view.points[self.live]] for table in tables]
        made += [self._shuffled(made[k % len(made)]) for k in range(10)]
        targets = np.concatenate(made)
        games = np.tile(self.live, len(made))
        return Plans(games, targets, self.instinct[games])

    def _dice(self, name: str, count: int, games: "np.ndarray", high: int) -> "np.ndarray":
        """Draw whole numbers 0 to high - 1 by the planner's own dice: (count, games)."""
        self.draws += 1
        keys = turn_keys(self.planner.luck[:, games], self.view.turn)
        return between(roll(keys, words([f"planner.{name}.{self.draws}.{k}" for k in range(count)])), 0, high - 1)

    def _moved(self, targets: "np.ndarray", games: "np.ndarray", moves: int) -> "np.ndarray":
        """Move points from one programme to another at random, as far as levels allow."""
        found = targets.copy()
        rows, count = np.arange(len(found)), len(self.most)
        drawn = self._dice("move", 2 * moves, games, count)
        for k in range(moves):
            source, goal = drawn[2 * k], drawn[2 * k + 1]
            source = np.where(found[rows, source] > 0, source, found.argmax(axis=1))
            can = (found[rows, goal] < self.most[goal]) & (source != goal)
            found[rows[can], source[can]] -= 1
            found[rows[can], goal[can]] += 1
        return found

    def _shuffled(self, targets: "np.ndarray") -> "np.ndarray":
        return self._moved(targets, self.live, 4)

    def _neighbours(self, best: Plans, count: int) -> list[Plans]:
        """Give so many variations of plans: one point moved, or two."""
        return [replace(best, targets=self._moved(best.targets, best.game, 1 + k % 2)) for k in range(count)]

    def _with_answers(self, best: Plans) -> Plans:
        """Pair each plan with every combination of answers that its cards allow."""
        tables = tables_of(self.scenario)
        cards = self.view.cards.T
        most = [int(tables.option_count[cards[self.live, slot]].max(initial=0)) for slot in range(cards.shape[1])]
        lots = [best]
        for combination in product(*(range(max(m, 1)) for m in most)):
            answers = np.where(cards[best.game] >= 0, np.array(combination, dtype=np.int8), -1)
            fits = (answers < tables.option_count[cards[best.game]]).all(axis=1)
            lots.append(replace(best, answers=answers).take(np.flatnonzero(fits)))
        return Plans.joined(lots)

    def _best(self, plans: Plans, share: float, keep: int) -> Plans:
        """Try plans on as many futures as a share of the budget allows, and keep the best few of each game."""
        order = np.argsort(plans.game, kind="stable")
        plans = plans.take(order)
        _, starts, counts = np.unique(plans.game, return_index=True, return_counts=True)
        futures = max(2, int(self.rollouts * share / counts.max()))
        values = self._try(plans, futures)
        kept = []
        for start, count in zip(starts.tolist(), counts.tolist(), strict=True):
            ranked = np.argsort(-values[start : start + count], kind="stable")[:keep]
            kept.append(start + ranked)
        return plans.take(np.concatenate(kept))

    def _try(self, plans: Plans, futures: int) -> "np.ndarray":
        """Give the mean result of each plan over futures that all plans of a game share."""
        count = len(plans.game)
        games = np.repeat(plans.game, futures)
        self.draws += 1
        label = (self.view.turn << 20) + (self.draws << 44)
        state = sample(self.scenario, self.view, spread_seeds(np.tile(np.arange(futures, dtype=np.int64), count) + label), games)
        if self.planner.truth is not None:
            truth = self.planner.truth
            state = replace(state, resolve=truth.resolve[games], patience=truth.patience[games])
        targets = np.ascontiguousarray(np.repeat(plans.targets, futures, axis=0).T)
        answers = np.ascontiguousarray(np.repeat(plans.answers, futures, axis=0).T)
        state = step(self.scenario, state, legalise(self.scenario, state, Orders(targets, answers)))
        while not finished(self.scenario, state):
            answers = favourite_answers(self.scenario, state, self.tastes, games)
            state = step(self.scenario, state, legalise(self.scenario, state, Orders(targets, answers)))
        for _ in range(self.scenario.handover_turns):
            state = handover(self.scenario, state)
        return np.asarray(state.total.reshape(count, futures).mean(axis=1))
