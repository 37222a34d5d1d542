"""Actions: the mask says what the rules allow, and any action becomes an order that they accept."""

import numpy as np
import pytest

from game.core.dice import spread_seeds
from game.gym.choices import Choices
from game.rules import engine
from game.rules.orders import limits
from game.rules.state import Orders
from game.rules.tables import tables_of
from game.rules.view import view_of
from tests.unit.gym.conftest import along


def cheapest(scenario, view):
    """Give the order that costs least: every programme as low as it may be, every card's default answer."""
    return np.concatenate([limits(scenario, view)[0], tables_of(scenario).defaults.take(view.cards)]).astype(np.int64)


@pytest.mark.parametrize("turns", [0, 3])
def test_the_mask_marks_exactly_what_can_be_ordered_beside_the_cheapest(base, turns):
    choices, state = Choices(base), list(along(base, 12, turns))[-1]
    view = view_of(base, state)
    mask, plain, place = choices.mask(view), cheapest(base, view), 0
    both = set()
    for number, count in enumerate(choices.nvec.tolist()):
        for choice in range(count):
            row = plain.copy()
            row[number] = choice
            orders = Orders(row[: choices.programmes].astype(np.int8), row[choices.programmes:].astype(np.int8))
            ok = engine.check(base, state, orders).ok
            if number >= choices.programmes:
                empty = view.cards[number - choices.programmes] < 0
                ok = np.where(empty, choice == 0, ok)
            assert (mask[:, place] == ok).all(), (number, choice)
            both |= set(ok.tolist())
            place += 1
    assert place == mask.shape[1]
    assert both == {True, False}


def test_any_action_becomes_an_order_that_the_rules_accept(base):
    choices, luck = Choices(base), np.random.default_rng(4)
    for state in along(base, 100, 6):
        given = choices.orders(view_of(base, state), luck.integers(0, choices.nvec, size=(100, len(choices.nvec))))
        going = state.ended == 0
        assert engine.check(base, state, given.orders).ok[going].all()
        assert given.repaired.any()


@pytest.mark.parametrize("far", [-1, 256, 257, -256, 10**6])
def test_a_number_that_is_no_choice_is_repaired_and_not_taken_for_another(base, far):
    choices, state = Choices(base), engine.begin(base, spread_seeds(range(20)))
    action = np.maximum(cheapest(base, view_of(base, state)), 0).T
    for number in (0, choices.programmes):
        other = action.copy()
        other[:, number] = far
        given = choices.orders(view_of(base, state), other)
        assert given.repaired.all()
        assert engine.check(base, state, given.orders).ok.all()


def test_a_legal_action_is_taken_as_it_is(base):
    choices, state = Choices(base), engine.begin(base, spread_seeds(range(20)))
    view = view_of(base, state)
    action = cheapest(base, view)
    given = choices.orders(view, np.maximum(action, 0).T)
    assert not given.repaired.any()
    assert (np.concatenate([given.orders.points, given.orders.answers]) == action).all()


def test_too_many_points_are_taken_from_the_last_programmes(base):
    choices, view = Choices(base), view_of(base, engine.begin(base, spread_seeds([3])))
    bottom, top = limits(base, view)
    action = np.concatenate([top, np.zeros_like(view.cards)]).T
    given = choices.orders(view, action)
    spent = given.orders.points.sum() + tables_of(base).option_points.take(tables_of(base).first_option.take(view.cards)).sum()
    cut = np.flatnonzero(given.orders.points[:, 0] < top[:, 0])
    assert given.repaired.all()
    assert spent == view.points[0]
    assert (given.orders.points[cut[1]:] == bottom[cut[1]:]).all()
    assert (given.orders.points[: cut[0]] == top[: cut[0]]).all()
