"""One game as an environment: Gymnasium's own check, the same game as a Match, and what it says of mistakes."""

from typing import Any

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env

import game.gym
from game.content.library import load_scenario
from game.core.problems import TightropeError
from game.session.match import Match
from game.session.reading import decode
from game.session.record import encode


def made(scenario="first-steps", **more) -> Any:
    return gymnasium.make(game.gym.ID, scenario=scenario, **more).unwrapped


@pytest.fixture
def env() -> Any:
    return made()


def played(env, seed):
    """Play a game with random actions; gives the rewards."""
    env.action_space.seed(seed)
    env.reset(seed=seed)
    rewards, over = [], False
    while not over:
        _, reward, over, truncated, _ = env.step(env.action_space.sample())
        rewards.append(reward)
        assert not truncated
    return rewards


def test_gymnasiums_own_check_passes():
    check_env(made("crossroads-2025"))


def test_a_seed_gives_the_same_game_again(env):
    first = played(env, 3), env.match.record().turns[-1].digest
    assert (played(env, 3), env.match.record().turns[-1].digest) == first
    assert played(env, 4) != first[0]


def test_the_game_is_the_one_that_a_match_plays(env):
    """The seed's number is the command line's; the record replays to the same digests in a match of its own."""
    env.reset(options={"seed": 7})
    compiled = load_scenario("first-steps")
    match, luck, over = Match.new(compiled, 7), np.random.default_rng(1), False
    while not over:
        action = luck.integers(0, env.action_space.nvec)
        match.play(env.choices.orders(match.view(), action[None]).orders)
        over = env.step(action)[2]
    assert env.record() == match.record()
    assert Match.load(decode(encode(env.record())), compiled).result() == match.result()


def test_the_reward_is_the_result_at_the_end(env):
    rewards = played(env, 5)
    assert rewards[:-1] == [0] * (len(rewards) - 1)
    assert rewards[-1] == pytest.approx(env.match.result().total / 100_000)


def test_or_the_change_of_the_result_turn_by_turn():
    env = made(reward="change")
    rewards = played(env, 5)
    begun = env.match.states[0].total[0]
    assert sum(rewards) == pytest.approx((env.match.result().total - begun) / 100_000)
    assert sum(1 for reward in rewards if reward) > 1


def test_the_mask_suits_gymnasiums_sampling_and_maskable_agents(env):
    _, info = env.reset(seed=2)
    assert env.observation_space.contains(env.layout.observe(env.match.view())[0])
    assert (env.action_masks() == info["action_mask"]).all()
    ends = np.cumsum(env.action_space.nvec)
    parts = tuple(info["action_mask"][end - count : end] for end, count in zip(ends, env.action_space.nvec, strict=True))
    action = env.action_space.sample(mask=parts)
    assert all(part[chosen] for part, chosen in zip(parts, action, strict=True))
    _, _, _, _, info = env.step(np.array([*np.full(env.choices.programmes, 4), *[0] * (len(action) - env.choices.programmes)]))
    assert info["repaired"] is True


def test_a_game_can_be_shortened():
    env = made("crossroads-2025", turns=3, cards=2)
    assert len(played(env, 1)) == 3
    assert env.record().options.turns == 3


def test_the_table_is_written_as_a_player_sees_it():
    env = made(render_mode="ansi")
    env.reset(seed=1)
    text = env.render()
    texts = env.scene.compiled.texts
    assert texts.get("title") in text
    assert f"Points to spend: {env.match.view().points[0]}" in text
    for event in env.match.events:
        assert texts.get(f"events.{event}.title") in text
    played(env, 1)
    assert "over" in env.render().splitlines()[0]


def test_the_table_is_drawn_without_a_display():
    env = made(render_mode="rgb_array")
    env.reset(seed=1)
    first = env.render()
    assert first.shape == (720, 1280, 3)
    assert first.dtype == np.uint8
    assert first.std() > 10
    played(env, 1)
    assert (env.render() != first).mean() > 0.2


def test_mistakes_are_told_in_a_line(env):
    mistakes: tuple[tuple[dict[str, Any], str], ...] = (
        ({"scenario": "nowhere"}, "nowhere"), ({"reward": "luck"}, "no reward 'luck': choose result or change"),
        ({"render_mode": "smoke"}, "no render mode 'smoke'"), ({"turns": 99}, "not in 99"),
    )
    for wrong, said in mistakes:
        with pytest.raises(TightropeError, match=said):
            game.gym.TightropeEnv(**{"scenario": "first-steps", **wrong})
    with pytest.raises(TightropeError, match="call reset first"):
        game.gym.TightropeEnv("first-steps").step(env.action_space.sample())
    with pytest.raises(TightropeError, match="takes a whole number"):
        env.reset(options={"seed": -1})
    played(env, 1)
    with pytest.raises(TightropeError, match="this game is over"):
        env.step(env.action_space.sample())
