"""What each answer is worth: events forced onto the table, every answer played out on the same futures."""

from dataclasses import dataclass, replace
from math import comb

import numpy as np

from game.analysis.balance.games import seeds_from
from game.analysis.balance.lines import stated_panel
from game.analysis.forced import find_cases, possible, put_on_table
from game.analysis.forecast import after_handover
from game.bots.panel import Line, Panel
from game.core.dice import spread_seeds
from game.core.numbers import Bools
from game.rules.engine import begin, finished, step
from game.rules.orders import legalise
from game.rules.scenario import Scenario
from game.rules.state import Orders, State
from game.rules.view import view_of

LEAST, DOUBT = 0.05, 0.01
"""An option should be best in 5% of cases; it fails when so few cases would come about in fewer than 1 of 100 samples."""


@dataclass(frozen=True)
class EventWorth:
    """What an event's answers are worth over its cases, in points of the result.

    available, best: cases in which each option could be chosen, and was the best · worth: mean difference to the mean answer ·
    natural: states of the pool in which the event could come about · made: cases that had to be made.
    """

    event: int
    cases: int
    natural: int
    made: int
    available: tuple[int, ...]
    best: tuple[int, ...]
    worth: tuple[float, ...]


@dataclass
class _Trial:
    """Cases of one turn, all events together; line is the stated policy that goes on after the answer."""

    state: State
    event: "np.ndarray"
    line: "np.ndarray"


def is_dead(best: int, cases: int) -> bool:
    """Tell whether the one-sided 99% upper bound of a share lies under 5%.

    >>> is_dead(5, 300), is_dead(7, 300), is_dead(0, 50)
    (True, False, False)
    """
    chance = sum(comb(cases, k) * LEAST**k * (1 - LEAST) ** (cases - k) for k in range(best + 1))
    return cases > 0 and chance < DOUBT


def try_events(scenario: Scenario, events: tuple[int, ...], first: int, pool: int, cases: int, futures: int) -> list[EventWorth]:
    """Force events onto the table in states from games of the stated policies, and play every answer out."""
    lines = stated_panel(scenario)
    which = np.repeat(np.arange(len(lines)), pool)
    states = pool_of(scenario, Panel(scenario, lines, which), np.tile(seeds_from(first, pool), len(lines)))
    could = [possible(scenario, state) for state in states]
    picked = [find_cases(scenario, states, could, event, cases) for event in events]
    most = max(len(scenario.events[event].options) for event in events)
    values = [np.full((len(c.turn), most), -np.inf) for c in picked]
    for turn, state in enumerate(states):
        parts, rows = [], []
        for event, chosen in zip(events, picked, strict=True):
            row = np.flatnonzero(chosen.turn == turn)
            rows.append(row)
            if len(row):
                games = chosen.game[row]
                forced = put_on_table(scenario, state.take(games), event, chosen.made[row])
                parts.append(_Trial(forced, np.full(len(row), event), which[games]))
        if parts:
            found = _answers_worth(scenario, lines, _together(parts), most, futures)
            for kept, row in zip(values, rows, strict=True):
                kept[row], found = found[: len(row)], found[len(row) :]
    natural = [sum(int(row[event].sum()) for row in could) for event in events]
    return [
        _summed(scenario, event, value, chosen.made, many)
        for event, value, chosen, many in zip(events, values, picked, natural, strict=True)
    ]


def pool_of(scenario: Scenario, play: Panel, seeds: "np.ndarray") -> list[State]:
    """Play games and keep the state at the start of every turn."""
    states = [begin(scenario, seeds)]
    while not finished(scenario, states[-1]):
        states.append(step(scenario, states[-1], play(view_of(scenario, states[-1]))))
    return [state for state in states if state.turn <= scenario.calendar.turns]


def _together(parts: list[_Trial]) -> _Trial:
    state = State.joined([part.state for part in parts])
    return _Trial(state, np.concatenate([p.event for p in parts]), np.concatenate([p.line for p in parts]))


def _answers_worth(scenario: Scenario, lines: list[Line], trial: _Trial, most: int, futures: int) -> "np.ndarray":
    """Play every answer of every case on the same futures: mean result in points, (cases, most), -inf where it cannot be chosen."""
    cases = len(trial.event)
    counts = np.array([len(scenario.events[event].options) for event in trial.event])
    case, option = np.nonzero(np.arange(most) < counts[:, None])
    row = np.repeat(np.arange(len(case)), futures)
    future = np.tile(np.arange(futures), len(case))
    label = (case[row].astype(np.int64) * futures + future) + (np.int64(trial.state.turn) << np.int64(40))
    state = replace(trial.state.take(case[row]), seeds=spread_seeds(label + 3_000_000_000))
    play = Panel(scenario, lines, trial.line[case[row]])
    wishes = play.wishes(view_of(scenario, state))
    answers = wishes.answers.copy()
    answers[0] = option[row]
    orders = legalise(scenario, state, Orders(wishes.points, answers))
    allowed = orders.answers[0] == option[row]
    total = _played(scenario, state, orders, play)
    found = np.full((cases, most), -np.inf)
    means = total.reshape(len(case), futures).mean(axis=1) / 1000
    found[case, option] = np.where(allowed.reshape(len(case), futures)[:, 0], means, -np.inf)
    return found


def _played(scenario: Scenario, state: State, orders: Orders, play: Panel) -> "np.ndarray":
    state = step(scenario, state, orders)
    while not finished(scenario, state):
        state = step(scenario, state, play(view_of(scenario, state)))
    return after_handover(scenario, state).total


def _summed(scenario: Scenario, event: int, values: "np.ndarray", made: Bools, natural: int) -> EventWorth:
    count = len(scenario.events[event].options)
    values = values[:, :count]
    could = np.isfinite(values)
    best = values.argmax(axis=1) if len(values) else np.zeros(0, dtype=np.intp)
    zeroed = np.where(could, values, 0.0)
    mean = zeroed.sum(axis=1) / np.maximum(could.sum(axis=1), 1)
    worth = (np.where(could, values - mean[:, None], 0.0)).sum(axis=0) / np.maximum(could.sum(axis=0), 1)
    return EventWorth(
        event, len(values), natural, int(made.sum()), tuple(could.sum(axis=0).tolist()),
        tuple(np.bincount(best, minlength=count).tolist()), tuple(float(w) for w in worth),
    )
