"""What is measured of games: large and small batches, one turn, a forecast, turning points, verification, balance."""

import statistics
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from game.analysis.balance import Sizes, balance
from game.analysis.bench.clock import seconds
from game.analysis.counterfactual import Played, played
from game.analysis.debrief.turning import turning_points
from game.analysis.forecast import forecast
from game.bots.even import even_policy
from game.bots.random import random_policy
from game.core.dice import spread_seeds
from game.rules.engine import begin, finished, step
from game.rules.ledger import Ledger
from game.rules.scenario import Scenario
from game.rules.state import Orders
from game.rules.view import view_of
from game.session.batch import play_batch
from game.session.match import Match
from game.session.origin import Compiled
from game.session.record import encode
from game.session.verify import verify_files

RECORDS, COPIES = 48, 24
WHOLE = Sizes(games=13_000, hunt=100, finalists=1, panel=200, skip=frozenset({"planner", "mix", "options", "sensitivity", "programmes"}))
"""Doctrines, even and random on 13,000 seeds, 160 tricks on 100, the best on 13,000, the panel on 200: 100,000 games."""


def turns_a_second(scenario: Scenario, games: int, runs: int = 3) -> float:
    """Play a batch by the even split, the median of some runs; only turns of unfinished games count, and no hand-over."""
    seeds, policy = spread_seeds(range(1, games + 1)), even_policy(scenario)
    batches = [play_batch(scenario, seeds, lambda _: policy) for _ in range(runs + 1)]
    return float(batches[0].turns.sum()) / statistics.median(batch.seconds for batch in batches[1:])


def one_turn(scenario: Scenario, runs: int = 20) -> float:
    """Play the third turn of one game with its ledger, in seconds."""
    state = begin(scenario, spread_seeds([1]))
    policy = even_policy(scenario)
    for _ in range(2):
        state = step(scenario, state, policy(view_of(scenario, state)))
    orders = policy(view_of(scenario, state))
    return seconds(lambda: step(scenario, state, orders, Ledger()), runs)


def one_forecast(scenario: Scenario, futures: int = 1000, runs: int = 5) -> float:
    """Forecast the first turn's default order to the end of the term, in seconds."""
    view = view_of(scenario, begin(scenario, spread_seeds([1])))
    orders = even_policy(scenario)(view)
    return seconds(lambda: forecast(scenario, view, orders, futures=futures), runs)


def all_turning_points(scenario: Scenario, runs: int = 3) -> float:
    """Find the turning points of a game by random play, in seconds."""
    game = _random_game(scenario, 1)
    return seconds(lambda: turning_points(game), runs)


def _random_game(scenario: Scenario, seed: int) -> Played:
    seeds = spread_seeds([seed])
    policy = random_policy(scenario, spread_seeds([seed + 1_000_000]))
    state, orders = begin(scenario, seeds), list[Orders]()
    while not finished(scenario, state):
        orders.append(policy(view_of(scenario, state)))
        state = step(scenario, state, orders[-1])
    return played(scenario, seeds, orders)


def records_a_second(compiled: Compiled, records: int = RECORDS, copies: int = COPIES) -> float:
    """Verify files of records: some games, each in several copies that are read, parsed and played again one by one."""
    with TemporaryDirectory() as folder:
        files = []
        for seed in range(records):
            data = encode(_finished(compiled, seed).record())
            for copy in range(copies):
                files.append(Path(folder) / f"{seed}-{copy}.tightrope")
                files[-1].write_bytes(data)
        verdicts = verify_files(files, lambda _: [compiled])
        if not all(verdict.valid for verdict in verdicts):
            raise AssertionError([verdict for verdict in verdicts if not verdict.valid][:1])
        return len(files) / seconds(lambda: verify_files(files, lambda _: [compiled]), 2)


def _finished(compiled: Compiled, seed: int) -> Match:
    match = Match.new(compiled, seed)
    policy = random_policy(compiled.scenario, spread_seeds([seed + 2_000_000]))
    while not match.over:
        match.play(policy(match.view()))
    return match


def whole_balance(scenario: Scenario, share: float = 1.0, workers: int = 0) -> float:
    """Play the balance report with 100,000 games (or a share of them), planner, forced options and sensitivity apart, in seconds."""
    sizes = replace(WHOLE, games=max(30, round(WHOLE.games * share)), hunt=max(2, round(WHOLE.hunt * share)))
    return seconds(lambda: balance(scenario, sizes, workers=workers), 1)
