"""Speed against a reference measured in the same run: ratios with room to spare, never seconds. `main.py bench` gives the figures."""

import hashlib
import json

import numpy as np
import pytest
import yaml

from game.analysis.bench import games
from game.analysis.bench.clock import int32_adds, peer_moves, seconds
from game.analysis.bench.packs import load_and_lint
from game.bots.random import random_policy
from game.content.library import Library
from game.core.dice import spread_seeds
from game.session.match import Match
from game.session.record import encode

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def compiled(root):
    return Library([root / "scenarios"]).load("crossroads-2025").use()


@pytest.fixture(scope="module")
def scenario(compiled):
    return compiled.scenario


def best(work, tries=3):
    """The best of a few tries: other work on the machine only ever makes a figure worse."""
    return min(work() for _ in range(tries))


def test_a_turn_of_a_large_batch_costs_few_additions(scenario):
    cost = best(lambda: int32_adds() / games.turns_a_second(scenario, 10_000, runs=1))
    assert cost < 40_000, f"{cost:,.0f} int32 additions a turn (must: 10,000 on a quiet machine)"


def test_a_small_batch_is_not_far_behind_a_large_one(scenario):
    ratio = best(lambda: games.turns_a_second(scenario, 10_000, runs=1) / games.turns_a_second(scenario, 1000))
    assert ratio < 8


def test_a_turn_of_one_game_costs_few_calls(scenario):
    one = np.ones(1, dtype=np.int32)
    calls = best(lambda: games.one_turn(scenario) / (seconds(lambda: [np.add(one, one, out=one) for _ in range(10_000)]) / 10_000))
    assert calls < 30_000, f"as long as {calls:,.0f} additions of one number"


def test_a_forecast_costs_few_additions(scenario):
    cost = best(lambda: games.one_forecast(scenario) * int32_adds())
    assert cost < 6e9, f"{cost:.2g} int32 additions"


def test_turning_points_cost_few_forecasts(scenario):
    assert best(lambda: games.all_turning_points(scenario, runs=1) / games.one_forecast(scenario)) < 60


def test_verifying_a_record_costs_little_more_than_reading_it(compiled):
    match = Match.new(compiled, 1)
    policy = random_policy(compiled.scenario, spread_seeds([2]))
    while not match.over:
        match.play(policy(match.view()))
    data = encode(match.record())
    reading = seconds(lambda: (json.loads(data.splitlines()[0]), hashlib.sha256(data).digest()))
    ratio = best(lambda: 1 / games.records_a_second(compiled, 8, 24) / reading, tries=2)
    assert ratio < 60, f"as long as parsing and hashing {ratio:.0f} times"


def test_balance_costs_what_its_games_cost(scenario):
    share = 0.2
    played = 100_000 * share * scenario.calendar.turns / games.turns_a_second(scenario, 1000)
    assert games.whole_balance(scenario, share, workers=1) < 8 * played


def test_checking_a_large_pack_costs_little_more_than_its_yaml(root, scenario):
    pack = root / "scenarios" / "crossroads-2025"
    taken, errors = load_and_lint(pack, len(scenario.events))
    texts = [path.read_text(encoding="utf-8") for path in pack.rglob("*.yaml")]
    own = sum(text.count("\n") for text in texts)
    parsing = seconds(lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts]) * (own + 27_000) / own
    assert errors == 0
    assert taken < 6 * parsing


def test_the_peer_is_played_where_it_is_installed():
    pytest.importorskip("pyspiel")
    assert (peer_moves("goofspiel", 0.1) or 0) > 0
