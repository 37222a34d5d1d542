"""Flows and shocks that come as one table a phase move indicators as flow by flow; what is the same for many rolls is done once."""

from dataclasses import replace

import numpy as np
import pytest

from game.bots.even import even_policy
from game.core.dice import below, ends, keys_of_turns, odds, roll, spread_seeds, turn_keys
from game.core.machine import BUFFER, SHORTEST, short_rows
from game.rules import engine
from game.rules.expressions import Program, batched
from game.rules.ledger import Ledger
from game.rules.phases.flows import run_flows
from game.rules.scenario import Flow, Shock
from game.rules.tables import Bundle
from game.rules.view import view_of
from game.rules.work import MANY_GAMES, Work
from tests import tiny
from tests.tiny import const, name

GROWTH, TENSION = name("indicator", tiny.GROWTH), name("indicator", tiny.TENSION)
HOT = ("gt", TENSION, const(50))
LESS = ("mul32", ("sub", const(60), TENSION), const(3))
LATE_AND_HOT = ("and", HOT, ("ge", ("name", "turn", 0), const(1)))
FLOWS = (
    Flow("plain", "economy", None, ((tiny.APPROVAL, 700), (tiny.IRE, ("mul32", ("sub", TENSION, const(40)), const(2))))),
    Flow("least", "economy", ("ge", TENSION, const(55)), ((tiny.APPROVAL, LESS), (tiny.IRE, -900))),
    Flow("cool", "economy", ("lt", ("sub", TENSION, const(10)), const(45)), ((tiny.GROWTH, 333),)),
    Flow("below", "economy", ("le", TENSION, const(50)), ((tiny.IRE, ("add", TENSION, const(1))), (tiny.GROWTH, -1))),
    Flow("hot", "economy", HOT, ((tiny.IRE, ("neg", GROWTH)),)),
    Flow("both", "economy", LATE_AND_HOT, ((tiny.STRENGTH, 77), (tiny.APPROVAL, ("mul", TENSION, const(1))))),
    Flow("never", "economy", ("truth", 0), ((tiny.STRENGTH, 5000),)),
    Flow("huge", "economy", None, ((tiny.CREDIBILITY, -2_000_000),)),
)
CHANCES = {"sure": 200_000, "rare": 40_000}
SHOCKS = (
    Shock("sure", "economy", None, CHANCES["sure"], ((tiny.STRENGTH, -250), (tiny.IRE, 40))),
    Shock("rare", "economy", HOT, CHANCES["rare"], ((tiny.APPROVAL, -3000), (tiny.IRE, ("mul", TENSION, const(1))))),
)


def scene(months, flows, shocks, games):
    rules = replace(tiny.tiny(), flows=flows, shocks=shocks)
    rules = replace(rules, calendar=replace(rules.calendar, months=months))
    state = engine.begin(rules, spread_seeds(range(games)))
    values = np.random.default_rng(3).integers(0, 100_000, state.values.shape).astype(np.int32)
    return rules, replace(state, values=values)


def moved(rules, state, ledger=None):
    """Run the flows and shocks of one phase; give what they add before anything is clamped."""
    work = Work(rules, state, ledger)
    work.phase = "economy"
    work.open()
    run_flows(work)
    work.touch(range(len(rules.indicators)))
    return work.ahead - state.values, work


@pytest.mark.parametrize("games", [3, 200, MANY_GAMES + 1])
@pytest.mark.parametrize("months", [1, 3, 5, 6, 12])
def test_flows_add_what_each_adds_alone(months, games):
    rules, state = scene(months, FLOWS, (), games)
    whole = np.zeros_like(state.values)
    for flow in FLOWS:
        work = Work(rules, state)
        holds = True if flow.when is None else Program([flow.when]).run(work.read)[0]
        bundle = Bundle(flow.effects, months)
        live = zip(bundle.live, bundle.program.run(work.read) if bundle.program else (), strict=True)
        for indicator, amount in [*bundle.constants, *((i, bundle.turned(a)) for i, a in live)]:
            whole[indicator] += np.multiply(holds, amount, dtype=np.int32)
    assert np.array_equal(moved(rules, state)[0], whole)


@pytest.mark.parametrize("games", [3, 200, MANY_GAMES + 1])
def test_shocks_come_as_often_and_bring_as_much_as_each_alone(games):
    rules, state = scene(6, (), SHOCKS, games)
    found, work = moved(rules, state)
    whole = np.zeros_like(found)
    for row, shock in enumerate(SHOCKS):
        happens = below(work.rolled[row], odds(CHANCES[shock.id] // 2))
        if shock.when is not None:
            happens &= Program([shock.when]).run(work.read)[0]
        for indicator, amount in shock.effects:
            brought = amount if isinstance(amount, int) else Program([amount]).run(work.read)[0]
            whole[indicator] += np.multiply(happens, brought, dtype=np.int32)
    assert np.array_equal(found, whole)
    assert (whole[tiny.STRENGTH] == -250).all()          # a chance of 100% leaves no game out


def test_the_ledger_names_flows_as_the_pack_does_and_adds_up():
    rules, state = scene(6, FLOWS, SHOCKS, 20)
    ledger = Ledger()
    found, _ = moved(rules, state, ledger)
    for game in range(20):
        lines = ledger.lines(game)
        causes = [line.cause for line in lines if line.cause.startswith("flow.")]
        named = [f"flow.{flow.id}" for flow in FLOWS]
        assert causes == sorted(causes, key=named.index)
        for indicator in range(len(rules.indicators)):
            assert sum(line.amount for line in lines if line.indicator == indicator) == found[indicator, game]


def test_a_number_less_an_indicator_is_the_same_product():
    tree = ("mul32", ("sub", const(50), TENSION), const(2.5))
    assert batched(tree) == ("mul32", tiny.TENSION, 50_000, -2500)
    for tension in (0, 1, 49_999, 50_001, 50_200, 99_999):
        row = np.array([tension], dtype=np.int32)
        assert int(quick_value(tree, row)[0]) == ((50_000 - tension) * 2500 + 500) // 1000


def quick_value(tree, row):
    """Evaluate one tree over an indicator."""
    return Program([tree]).run(lambda kind, _: row[None].copy() if kind == "rows" else row)[0]


def test_keys_of_several_turns_are_those_of_each():
    seeds = spread_seeds(range(70))
    for turn, keys in zip(range(3, 8), keys_of_turns(seeds, range(3, 8)), strict=True):
        assert np.array_equal(keys, turn_keys(seeds, turn))
        assert roll(keys, np.array([[5]], dtype=np.uint32)).shape == (1, 70)


@pytest.mark.parametrize("chance", [0, 1, 333, 50_000, 99_999, 100_000])
def test_ends_are_odds(chance):
    edge = int(odds(chance)) << 8
    words = np.array([word for word in (0, edge - 1, edge, edge + 1, (1 << 32) - 1) if 0 <= word < 1 << 32], dtype=np.uint32)
    assert (words < ends(odds([chance]))).tolist() == below(words, odds(chance)).tolist()


@pytest.mark.parametrize("games", [1, SHORTEST])
def test_the_buffer_is_only_short_while_a_turn_of_many_games_is_played(games):
    before, seen = np.getbufsize(), []
    policy, rules = even_policy(tiny.tiny()), tiny.tiny()

    def choose(state):
        seen.append(np.getbufsize())
        return policy(view_of(rules, state))

    engine.play_on(rules, engine.begin(rules, spread_seeds(range(games))), choose)
    assert set(seen) == {BUFFER if games >= SHORTEST else before}
    with pytest.raises(ZeroDivisionError), short_rows(games):
        fail()
    assert np.getbufsize() == before


def fail():
    raise ZeroDivisionError
