"""The engine on a small scenario: batches, ledger, clamping, orders, endings."""

from dataclasses import fields, replace
from itertools import pairwise

import numpy as np
import pytest

from game.bots import policy
from game.core.dice import spread_seeds
from game.rules import engine
from game.rules.ledger import Ledger
from game.rules.orders import legalise, limits
from game.rules.scenario import Ending
from game.rules.state import Orders, State
from game.rules.view import view_of
from tests.tiny import APPROVAL, GROWTH, IRE, STRENGTH, event, option, tiny

SCENARIO = tiny()


def play(numbers: list[int], name: str = "random", scenario=SCENARIO, ledger=None) -> list[State]:
    """Play a batch to its end and give every state."""
    seeds = spread_seeds(numbers)
    bot = policy(name, scenario, spread_seeds([n + 10_000 for n in numbers]))
    states = [engine.begin(scenario, seeds)]
    while not engine.finished(scenario, states[-1]):
        states.append(engine.step(scenario, states[-1], bot(view_of(scenario, states[-1])), ledger))
    for _ in range(scenario.handover_turns):
        states.append(engine.handover(scenario, states[-1], ledger))
    return states


def same(one: State, other: State) -> bool:
    """Compare two states field by field."""
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(State))


def test_one_game_is_a_batch_of_one() -> None:
    """Every state of a game alone is its column in a batch, whatever the order of games."""
    batch = play(list(range(80)))
    backwards = play(list(range(79, -1, -1)))
    for number in (0, 7, 79):
        alone = play([number])
        for turn, state in enumerate(alone):
            if state.turn != batch[turn].turn:
                continue
            assert same(state, batch[turn].take([number]))
            assert same(state, backwards[turn].take([79 - number]))


def test_ledger_explains_every_change() -> None:
    """The lines of a turn add up to the change of every indicator, also through the hand-over."""
    for seed in range(12):
        state = engine.begin(SCENARIO, spread_seeds([seed]))
        bot = policy("random", SCENARIO, spread_seeds([seed + 1]))
        while not engine.finished(SCENARIO, state):
            ledger = Ledger()
            after = engine.step(SCENARIO, state, bot(view_of(SCENARIO, state)), ledger)
            explained(state, after, ledger)
            state = after
        for _ in range(SCENARIO.handover_turns if state.turn > SCENARIO.calendar.turns else 0):
            ledger = Ledger()
            after = engine.handover(SCENARIO, state, ledger)
            explained(state, after, ledger)
            state = after


def explained(state: State, after: State, ledger: Ledger) -> None:
    """Check that the ledger's lines are all that moved the first game."""
    moved = np.zeros(len(SCENARIO.indicators), dtype=np.int64)
    for line in ledger.lines():
        moved[line.indicator] += line.amount
        assert line.cause != "none"
    assert np.array_equal(after.values[:, 0] - state.values[:, 0], moved)


def test_ledger_changes_nothing() -> None:
    """A watched game is the same game."""
    assert same(play([5])[-1], play([5], ledger=Ledger())[-1])


def test_digests_differ_with_any_field() -> None:
    """The digest sees every array of a state."""
    state = play([3])[2]
    before = engine.digest(state)[0]
    for f in fields(State):
        if f.name == "turn":
            continue
        other = state.take([0])
        array = getattr(other, f.name)
        if array.size:
            flat = array.reshape(-1)
            flat[0] = not flat[0] if array.dtype == np.bool_ else flat[0] + 1
            assert engine.digest(other)[0] != before, f.name


def test_values_stay_in_their_ranges_and_a_cut_is_told() -> None:
    """What a range cuts off stands in the ledger as a limit."""
    loud = tiny(events=(event("big", option("x", effects=((APPROVAL, 90_000),)), option("y")),))
    ledger = Ledger()
    state = engine.begin(loud, spread_seeds([1]))
    after = engine.step(loud, state, Orders(state.levels, np.array([[0], [-1], [-1]], dtype=np.int8)), ledger)
    assert after.values[APPROVAL, 0] <= 100_000
    assert any(line.cause == "limit.approval" and line.amount < 0 for line in ledger.lines())


@pytest.mark.parametrize(
    ("points", "answers", "code"),
    [
        ([1, 1, 5], [0, 0, -1], "level"),
        ([3, 1, 1], [0, 0, -1], "rise"),
        ([1, 1, 1], [9, 0, -1], "answer"),
        ([1, 1, 1], [-1, 0, -1], "answer"),
        ([-1, 1, 1], [0, 0, -1], "level"),
    ],
)
def test_illegal_orders_come_back_as_values(points: list[int], answers: list[int], code: str) -> None:
    """What is wrong with an order is named, not raised."""
    state = engine.begin(SCENARIO, spread_seeds([2]))
    orders = Orders(np.array(points, dtype=np.int8)[:, None], np.array(answers, dtype=np.int8)[:, None])
    problems = engine.check(SCENARIO, state, orders)
    assert not problems.ok[0]
    assert code in {p.code for p in problems.of()}


def test_no_answer_chooses_nothing() -> None:
    """Orders without answers are refused; where they are played all the same (by verification) no option takes effect."""
    state = engine.begin(SCENARIO, spread_seeds(range(100)))
    assert (state.cards == 0).any()
    orders = Orders(np.zeros_like(state.levels), np.full(state.cards.shape, -1, dtype=np.int8))
    ledger = Ledger()
    assert (engine.step(SCENARIO, state, orders, ledger).picks[0] == -1).all()
    assert not any(line.cause.startswith("event.") or line.cause == "none" for game in range(100) for line in ledger.lines(game))


def test_points_cannot_be_overspent_and_answers_cost() -> None:
    """Levels and the costs of answers together stay within the points."""
    scenario = tiny(events=(event("dear", option("x", points=1), option("y")),))
    state = engine.begin(scenario, spread_seeds([2]))
    full = np.array([[2], [2], [2]], dtype=np.int8)
    answers = np.array([[0], [-1], [-1]], dtype=np.int8)
    assert state.points[0] == 6
    assert [p.code for p in engine.check(scenario, state, Orders(full, answers)).of()] == ["points"]
    assert engine.check(scenario, state, Orders(full, np.array([[1], [-1], [-1]], dtype=np.int8))).ok[0]
    cut = legalise(scenario, state, Orders(full, answers))
    assert engine.check(scenario, state, cut).ok[0]
    assert cut.points[:, 0].tolist() == [2, 2, 1], "cut last-named first"


def test_legalised_wishes_are_legal() -> None:
    """Whatever a policy wishes, cut wishes pass the check."""
    rng = np.random.default_rng(1)
    state = engine.begin(SCENARIO, spread_seeds(range(200)))
    for _ in range(6):
        wishes = Orders(rng.integers(-3, 9, state.levels.shape).astype(np.int8), rng.integers(-2, 6, state.cards.shape).astype(np.int8))
        orders = legalise(SCENARIO, state, wishes)
        assert engine.check(SCENARIO, state, orders).ok.all()
        state = engine.step(SCENARIO, state, orders)


def test_a_fall_that_the_budget_forces_is_allowed() -> None:
    """When the points cannot pay the slowest fall, levels may drop at once."""
    state = engine.begin(SCENARIO, spread_seeds([2]))
    state.levels[:] = 4
    state.points[:] = 4
    bottom, _ = limits(SCENARIO, state)
    assert bottom.max() == 0
    state.points[:] = 6
    bottom, _ = limits(SCENARIO, state)
    assert bottom.min() == 2


def test_certain_outcomes_come_and_go() -> None:
    """A delayed effect falls due after its delay; a temporary one is taken back."""
    scenario = tiny(events=tuple(e for e in SCENARIO.events if e.id == "dice"), shocks=(), flows=(), provocation=None)
    state = engine.begin(scenario, spread_seeds([4]))
    ledgers = []
    for _ in range(4):
        ledger = Ledger()
        answers = np.where(state.cards >= 0, int(state.turn == 1), -1).astype(np.int8)
        state = engine.step(scenario, state, legalise(scenario, state, Orders(state.levels, answers)), ledger)
        ledgers.append({(line.cause, line.indicator, line.amount) for line in ledger.lines()})
    assert ("later.dice.wait.temporary_1", GROWTH, 1000) in ledgers[0]
    assert ("later.dice.wait.later_1", STRENGTH, 4000) in ledgers[2]
    assert ("ends.dice.wait.temporary_1", GROWTH, -1000) in ledgers[2]


def test_early_end_needs_a_warning_and_freezes_the_game() -> None:
    """No game ends before turn 4 or without the turn before it having warned; an ended game stays as it was."""
    states = play(list(range(300)))
    ended = [(s.ending >= 0).sum() for s in states]
    assert ended[-1] > 0
    assert all(count == 0 for count in ended[:4]), "nothing ends before turn 4 is over"
    for before, after in pairwise(states):
        new = (after.ending >= 0) & (before.ending < 0)
        assert (before.near[0][new] >= 1).all()
        done = before.ending >= 0
        assert np.array_equal(after.values[:, done], before.values[:, done])


def test_luck_is_the_same_for_everybody() -> None:
    """A card that could come up in two games of one seed raced with one number."""
    one, other = play([9], "random"), play([9], "even")
    for a, b in zip(one, other, strict=False):
        decks = dict(engine.deck(SCENARIO, a)), dict(engine.deck(SCENARIO, b))
        for card in decks[0].keys() & decks[1].keys():
            assert decks[0][card] == decks[1][card]


def test_decay_never_sticks() -> None:
    """A drifting indicator reaches its target to the last thousandth when nothing else moves it."""
    quiet = tiny(events=(), shocks=(), flows=(), provocation=None, programmes=tuple(
        SCENARIO.programmes[k].__class__(p.id, p.domain, p.max, p.steps, 0, p.lean, ()) for k, p in enumerate(SCENARIO.programmes)))
    state = engine.begin(quiet, spread_seeds([1]))
    state.values[IRE] = 22_001
    after = engine.step(quiet, state, Orders(state.levels, np.full_like(state.cards, -1, dtype=np.int8)))
    assert after.values[IRE, 0] == 22_000


def test_a_game_without_posture_leaves_every_indicator_alone() -> None:
    """A role that is left out is not played: no other indicator stands in for it."""
    without = replace(SCENARIO, roles=replace(SCENARIO.roles, posture=(-1, -1, -1)))
    ledger = Ledger()
    state = engine.begin(without, spread_seeds(range(20)))
    engine.step(without, state, policy("random", without, spread_seeds(range(20)))(view_of(without, state)), ledger)
    causes = {line.cause for game in range(20) for line in ledger.lines(game)}
    assert causes
    assert not causes & {"posture.turn", "posture.swing", "posture.no_line"}


def test_the_start_ends_no_game() -> None:
    """An ending whose condition holds from the start ends the game after the first turn, not before it."""
    doomed = tiny(endings=(Ending("doom", ("truth", 1), 1, 1),))
    state = engine.begin(doomed, spread_seeds([1]))
    assert (state.ended[0], state.ending[0], state.near[0, 0]) == (0, -1, 0)
    after = engine.step(doomed, state, policy("even", doomed, spread_seeds([1]))(view_of(doomed, state)))
    assert (after.ended[0], after.ending[0]) == (1, 0)


def test_there_is_always_an_order_that_can_be_paid() -> None:
    """Where levels fall too slowly to pay for the cards' defaults, they may fall to nothing."""
    dear = tiny(events=tuple(event(name, option("x", points=2), option("y", points=3)) for name in ("a", "b")))
    state = engine.begin(dear, spread_seeds([1]))
    state = replace(state, levels=state.levels * 0 + np.int8(3), points=state.points * 0 + np.int16(4))
    assert (state.cards >= 0).sum() == 2
    bottom, _ = limits(dear, state)
    assert bottom.sum() == 0
    orders = legalise(dear, view_of(dear, state), Orders(state.levels, np.array([[1], [1], [-1]], dtype=np.int8)))
    assert engine.check(dear, state, orders).ok.all()
