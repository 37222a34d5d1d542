"""The engine: begin, check and step, pure functions over a batch of games."""

from collections.abc import Callable
from dataclasses import fields

import numpy as np

from game.core.dice import Keys, Seeds, between, keys_of_turns, roll, turn_keys
from game.core.machine import short_rows
from game.core.numbers import SCALE, where_true
from game.rules.ledger import Ledger
from game.rules.orders import Problems, check_orders
from game.rules.phases.allocation import allocation
from game.rules.phases.china_retaliation import china_retaliation
from game.rules.phases.consequences import consequences
from game.rules.phases.decisions import decisions
from game.rules.phases.economy import economy
from game.rules.phases.flows import run_flows
from game.rules.phases.provocation import provocation
from game.rules.phases.public_opinion import public_opinion
from game.rules.phases.scoring import score, scoring
from game.rules.phases.signal import draw, numbers, possible, signal
from game.rules.phases.us_pressure import us_pressure
from game.rules.scenario import Scenario
from game.rules.state import COUNTED, Board, Orders, State, made
from game.rules.tables import words
from game.rules.work import FEW, Work


def _with_flows(phase: Callable[[Work], None]) -> Callable[[Work], None]:
    def run(work: Work) -> None:
        phase(work)
        run_flows(work)

    return run


PHASES: tuple[tuple[str, Callable[[Work], None]], ...] = (
    ("allocation", _with_flows(allocation)),
    ("decisions", _with_flows(decisions)),
    ("us_pressure", _with_flows(us_pressure)),
    ("china_retaliation", _with_flows(china_retaliation)),
    ("provocation", _with_flows(provocation)),
    ("economy", economy),
    ("public_opinion", public_opinion),
    ("consequences", consequences),
    ("scoring", scoring),
    ("signal", signal),
)
"""The phases of a turn's resolution, in their order."""

DIGESTED = 256
"""Games whose digests are worked out together."""
SPARE = 2
"""Arrays that are kept for the next steps to change."""
TOGETHER = 10_000
"""Keys that are derived in one go."""
_FIELDS = tuple(f.name for f in fields(State))
_SCORED = ("values", "pillars", "total")
FROZEN_AT_END = tuple(
    f.name for f in fields(State) if f.name not in ("turn", "seeds", "resolve", "patience", "lure", "counts", "last", "picks")
)


def begin(scenario: Scenario, seeds: Seeds) -> State:
    """Set up games for seeds of shape (2, games): hidden dispositions are drawn and the first turn is shown."""
    games = seeds.shape[1]
    calendar, events = scenario.calendar, len(scenario.events)
    hidden = roll(turn_keys(seeds, 0), words(["resolve", "patience", "lure.resolve", "lure.patience"]))

    def column(values: list[int], dtype: type = np.int32) -> "np.ndarray":
        return np.repeat(np.array(values, dtype=dtype)[:, None], games, axis=1)

    def zeros(*shape: int, dtype: type = np.int8) -> "np.ndarray":
        return np.zeros((*shape, games), dtype=dtype)

    demands, rungs = len(scenario.us_pressure.demands), len(scenario.china_retaliation.ladder)
    levels = column([p.start for p in scenario.programmes], np.int8)
    state = State(
        turn=1,
        values=column([i.start for i in scenario.indicators]),
        levels=levels,
        kept=levels * 0 + np.int8(calendar.turns_for(scenario.inertia.kept_months)),
        raised=levels * 0 - np.int8(100),
        points=zeros(dtype=np.int16),
        flags=zeros(len(scenario.flags), dtype=np.bool_),
        counts=zeros(events), last=zeros(events),
        cards=zeros(calendar.slots, dtype=np.int16),
        picks=np.full((calendar.turns + scenario.handover_turns, calendar.slots, games), -1, dtype=np.int16),
        crises=zeros(), demands=zeros(demands), due=zeros(demands), halved=zeros(demands, dtype=np.bool_),
        us_rung=zeros(), rung=zeros(), rung_age=zeros(rungs), threat=zeros(), threat_due=zeros(),
        bite=column([SCALE] * rungs), near=zeros(len(scenario.endings)), ended=zeros(), ending=zeros() - np.int8(1),
        pillars=zeros(len(scenario.pillars), dtype=np.int32), total=zeros(dtype=np.int32),
        seeds=seeds,
        resolve=between(hidden[0], *scenario.us_pressure.resolve),
        patience=between(hidden[1], *scenario.china_retaliation.patience),
        lure=between(hidden[2:], 0, SCALE),
    )
    work = Work(scenario, state)
    work.phase = "signal"
    draw(work, 0)
    work.luck = False                                     # the start is scored, and ends no game
    score(work)
    return _sealed(work)


def check(scenario: Scenario, state: Board, orders: Orders) -> Problems:
    """Say of each game what is wrong with its order; nothing is changed."""
    return check_orders(scenario, state, orders)


def step(scenario: Scenario, state: State, orders: Orders, ledger: Ledger | None = None) -> State:
    """Play one turn with checked orders; games that have ended stay as they are."""
    with short_rows(state.games):
        work = Work(scenario, state, ledger)
        _play_turn(work, orders)
        return _frozen(state, work)


def play_on(scenario: Scenario, state: State, choose: Callable[[State], Orders]) -> State:
    """Play games to their last turn, sooner than by `step`; `choose` gives orders, and `state` is used up.

    Its arrays are written over turn by turn. Games that end early play on unseen; of these only ended, ending, values,
    pillars and total are as `step` would leave them. Before the last turn pillars and total are those of the beginning.
    """
    with short_rows(state.games):
        return _play_on(scenario, state, choose)


def _play_on(scenario: Scenario, state: State, choose: Callable[[State], Orders]) -> State:
    over = where_true(state.ended > 0)
    early: list[tuple[np.ndarray, tuple[np.ndarray, ...]]] = [(over, tuple(getattr(state, name).take(over, axis=-1) for name in _SCORED))]
    keys: dict[int, Keys] = {}
    waiting: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    while not finished(scenario, state):
        going = state.ended == 0
        work = Work(scenario, state, reuse=True)
        work.waiting = waiting
        if state.turn + 1 not in keys:
            keys = _keys_from(scenario, state)
        _play_turn(work, choose(state), keys)
        games = where_true(going & (work.ended > 0) & (work.ending >= 0))
        if len(games):
            early.append((games, tuple(getattr(work, name).take(games, axis=-1) for name in _SCORED)))
        state = _sealed(work)
    for games, found in early:
        for name, values in zip(_SCORED, found, strict=True):
            getattr(state, name)[..., games] = values
    return state


def _keys_from(scenario: Scenario, state: State) -> dict[int, Keys]:
    """Derive the keys of the next turns of few games at once, else of the next one."""
    last = min(scenario.calendar.turns, state.turn + max(1, TOGETHER // max(FEW, state.games)))
    turns = range(state.turn + 1, last + 1)
    return dict(zip(turns, keys_of_turns(state.seeds, turns), strict=True)) if turns else {state.turn + 1: state.keys}


def _play_turn(work: Work, orders: Orders, keys: "dict[int, Keys] | None" = None) -> None:
    scenario = work.scenario
    unspent = _place_orders(work, orders)
    _resolve(work)
    score(work)
    work.turn += 1
    if work.turn <= scenario.calendar.turns:
        work.keys = keys[work.turn] if keys else turn_keys(work.seeds, work.turn)
        draw(work, unspent)
    else:
        work.cards = np.full_like(work.cards, -1)
        work.ended = np.where(work.ended == 0, np.int8(scenario.calendar.turns), work.ended)


def handover(scenario: Scenario, state: State, ledger: Ledger | None = None) -> State:
    """Play one silent turn after the last: no cards, no luck, the last points; games that ended early stay as they are.

    Without luck there are no shocks, no threats and no enforcement, and nothing uncertain that was due comes.
    """
    work = Work(scenario, state, ledger, luck=False)
    work.kept = work.kept + (work.kept < COUNTED)
    _resolve(work)
    score(work)
    work.turn += 1
    return _sealed(work) if not (state.ending >= 0).any() else _kept(state, work, state.ending >= 0)


def finished(scenario: Scenario, state: Board) -> bool:
    """Tell whether every game of the batch is over but for the silent turns."""
    return state.turn > scenario.calendar.turns or bool((state.ended > 0).all())


def deck(scenario: Scenario, state: State, game: int = 0) -> list[tuple[int, int]]:
    """List the cards that could have come up this turn, with the number that each raced with before its weight."""
    if state.turn > scenario.calendar.turns:
        return []
    work = Work(scenario, state.take([game]))
    for slot in work.cards:
        for card in slot[slot >= 0].tolist():
            work.counts[card] -= 1
            work.last[card] = 0
    numbered = numbers(work)[:, 0]
    return [(card, int(numbered[card])) for card in where_true(possible(work)[:, 0]).tolist()]


def _place_orders(work: Work, orders: Orders) -> "np.ndarray":
    """Write points and answers into the working copy; give the points left over."""
    tables = work.tables
    before = work.levels
    work.levels = orders.points.astype(np.int8)
    work.kept = (work.kept + (work.kept < COUNTED)) * (work.levels == before)
    work.raised = work.raised + (np.int8(work.turn) - work.raised) * (work.levels > before)
    nothing = (work.cards < 0) | (orders.answers < 0)     # no answer is no legal order, but verification plays on with it
    chosen = tables.first_option.take(work.cards) + orders.answers
    chosen += (np.int16(tables.none) - chosen) * nothing
    work.picks[work.turn - 1] = chosen - np.int16(tables.none + 1) * nothing
    work.picked = chosen.astype(np.intp)                  # indices of this type are looked up without a copy
    spent = np.add.reduce(tables.option_points.take(work.picked), axis=0, dtype=np.int16)
    spent += np.add.reduce(work.levels, axis=0, dtype=tables.level_sum)
    return np.asarray(work.points - spent)


def _resolve(work: Work) -> None:
    for name, phase in PHASES:
        work.phase = name
        work.open()
        phase(work)
        work.settle()
    if len(work.tables.spare) < SPARE:
        work.tables.spare.append(work.ahead)


def _sealed(work: Work) -> State:
    state = made(State, {name: getattr(work, name) for name in _FIELDS})
    if work.turn <= work.scenario.calendar.turns:        # else the keys are those of the last turn that had cards
        state.__dict__["keys"] = work.keys               # the property's own place: the next step need not derive them again
    return state


def _frozen(state: State, work: Work) -> State:
    done = state.ended > 0
    return _kept(state, work, done) if done.any() else _sealed(work)


def _kept(state: State, work: Work, done: "np.ndarray") -> State:
    games = where_true(done)
    for cards in work.cards[:, games]:                   # of what is known of each card only those just dealt have moved
        dealt = cards >= 0
        place = cards[dealt], games[dealt]
        work.counts[place], work.last[place] = state.counts[place], state.last[place]
    row = min(state.turn, len(state.picks)) - 1          # and of the picks this turn's
    work.picks[row][:, games] = state.picks[row][:, games]
    for name in FROZEN_AT_END:
        getattr(work, name)[..., games] = getattr(state, name).take(games, axis=-1)
    return _sealed(work)


def digest(state: State) -> "np.ndarray":
    """Mix everything that the game stands at into 64 bits a game: (games,) uint64."""
    arrays = [np.asarray(getattr(state, f.name)).reshape(-1, state.games) for f in fields(State) if f.name != "turn"]
    found = np.empty(state.games, dtype=np.uint64)
    for begin_ in range(0, state.games, DIGESTED):        # a few games at a time: the rows are wide
        part = slice(begin_, begin_ + DIGESTED)
        rows = np.concatenate([a[:, part].view(np.int64) if a.dtype == np.uint64 else a[:, part].astype(np.int64) for a in arrays])
        numbered = (np.arange(1, len(rows) + 1, dtype=np.uint64) + np.uint64(state.turn << 32)) * np.uint64(0x9E3779B97F4A7C15)
        found[part] = _mixed(rows.view(np.uint64) ^ _mixed(numbered)[:, None]).sum(axis=0, dtype=np.uint64)
    return found


def _mixed(x: "np.ndarray") -> "np.ndarray":
    """Mix 64 bits (the finaliser of SplitMix64)."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
