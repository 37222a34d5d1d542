"""Cards forced onto the table: states in which an event could come up, with it in the first slot."""

from dataclasses import dataclass, replace

import numpy as np

from game.core.numbers import Bools
from game.rules.expressions import Program, Tree
from game.rules.phases.signal import possible as open_cards
from game.rules.scenario import Scenario
from game.rules.state import DORMANT, OPEN, State
from game.rules.work import Work

_TRUE: Tree = ("truth", 1)


@dataclass(frozen=True)
class Cases:
    """Where an event is tried: (turn's place, game) pairs, and which of them had to be made because it hardly comes about."""

    turn: "np.ndarray"
    game: "np.ndarray"
    made: Bools


def possible(scenario: Scenario, state: State) -> Bools:
    """Tell which events could be on the table now, those that are among them: (events, games); ended games have none."""
    work = Work(scenario, state)
    for slot in work.cards:
        games = np.flatnonzero(slot >= 0)
        work.counts[slot[games], games] -= 1
        work.last[slot[games], games] = 0
    can = open_cards(work)
    demands = scenario.us_pressure.demands
    if demands:
        truths = Program([demand.when or _TRUE for demand in demands]).run(work.read)
        for place, demand in enumerate(demands):
            if demand.event >= 0:
                asked = (state.demands[place] == DORMANT) & np.asarray(truths[place], dtype=np.bool_)
                can[demand.event] |= asked & (work.counts[demand.event] == 0)
    return np.asarray(can & (state.ended == 0))


def find_cases(scenario: Scenario, states: list[State], could: list[Bools], event: int, wanted: int) -> Cases:
    """Pick cases of an event at random among the states where it is possible; a rung's are made from the nearest where too few are."""
    places = [(np.full(int(row[event].sum()), t), np.flatnonzero(row[event])) for t, row in enumerate(could)]
    turn, game = (np.concatenate(part) for part in zip(*places, strict=True))
    chosen = np.random.default_rng(event).permutation(len(turn))[:wanted]
    turn, game = turn[chosen], game[chosen]
    made = np.zeros(len(turn), dtype=np.bool_)
    kind, rung = scenario.events[event].about
    if kind == "rung" and len(turn) < wanted:
        more_turn, more_game = _nearest(scenario, states, rung, wanted - len(turn))
        made = np.concatenate([made, np.ones(len(more_turn), dtype=np.bool_)])
        turn, game = np.concatenate([turn, more_turn]), np.concatenate([game, more_game])
    return Cases(turn, game, made)


def _nearest(scenario: Scenario, states: list[State], rung: int, wanted: int) -> "tuple[np.ndarray, np.ndarray]":
    """Give the states that are closest to a threat of a rung: on the rungs below it, and with most ire."""
    near = []
    for state in states:
        ire = state.values[scenario.roles.ire].astype(np.int64)
        fits = (state.ended == 0) & (state.rung <= rung) & (state.threat == 0) & (state.turn > 1)
        near.append(np.where(fits, ire + state.rung.astype(np.int64) * 1_000_000, -1))
    flat = np.concatenate(near)
    games = states[0].games
    best = np.argsort(-flat, kind="stable")[:wanted]
    best = best[flat[best] >= 0]
    return best // games, best % games


def put_on_table(scenario: Scenario, state: State, event: int, made: Bools) -> State:
    """Put an event into the first slot of every game, with the demand or the threat that it answers."""
    cards, counts, last = state.cards.copy(), state.counts.copy(), state.last.copy()
    old = cards[0].copy()
    held = (cards == event).any(axis=0)
    for slot in range(1, len(cards)):
        cards[slot] = np.where(cards[slot] == event, old, cards[slot])
    cards[0] = event
    gone = np.flatnonzero(~held & (old >= 0))
    counts[old[gone], gone] -= 1
    last[old[gone], gone] = 0
    counts[event] += ~held
    last[event] = state.turn
    state = replace(state, cards=cards, counts=counts, last=last)
    kind, place = scenario.events[event].about
    if kind == "demand":
        return _asked(scenario, state, place)
    return _threatened(scenario, state, place, made) if kind == "rung" and made.any() else state


def _asked(scenario: Scenario, state: State, demand: int) -> State:
    demands, due = state.demands.copy(), state.due.copy()
    new = demands[demand] == DORMANT
    demands[demand, new] = OPEN
    due[demand, new] = state.turn - 1 + scenario.us_pressure.demands[demand].deadline_turns
    return replace(state, demands=demands, due=due)


def _threatened(scenario: Scenario, state: State, rung: int, made: Bools) -> State:
    rules = scenario.china_retaliation
    step = rules.ladder[rung]
    values = state.values.copy()
    ire = values[scenario.roles.ire]
    ire[made] = np.maximum(ire[made], step.at)
    threat = np.where(made, np.int8(rung + 1), state.threat).astype(np.int8)
    due = np.where(made, np.int8(state.turn - 1 + step.lag_turns), state.threat_due).astype(np.int8)
    return replace(state, values=values, threat=threat, threat_due=due, rung=np.where(made, np.int8(rung), state.rung).astype(np.int8))
