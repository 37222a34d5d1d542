"""Thousands of games at once: the same games as single ones, and what becomes of those that are over."""

from typing import Any

import gymnasium
import numpy as np
import pytest
from gymnasium.vector import AutoresetMode
from gymnasium.wrappers.vector import RecordEpisodeStatistics

import game.gym
from game.core.problems import TightropeError
from game.gym import vector
from game.rules import engine


def made(games, mode=AutoresetMode.NEXT_STEP, **more) -> Any:
    return game.gym.TightropeVectorEnv(games, **{"scenario": "first-steps", "autoreset_mode": mode, **more})


def some(envs, luck):
    """Draw an action for every game."""
    nvec = envs.unwrapped.single_action_space.nvec
    return luck.integers(0, nvec, size=(envs.num_envs, len(nvec)))


def nothing(envs):
    """Give the action that asks for nothing, for every game."""
    return np.zeros((envs.num_envs, len(envs.unwrapped.choices.nvec)), dtype=np.int64)


def test_it_is_made_by_gymnasium_with_spaces_of_its_own():
    envs: Any = gymnasium.make_vec(game.gym.ID, num_envs=6, scenario="first-steps")
    assert isinstance(envs.unwrapped, game.gym.TightropeVectorEnv)
    assert envs.metadata["autoreset_mode"] is AutoresetMode.NEXT_STEP
    seen, info = envs.reset(seed=1)
    assert envs.observation_space.contains(seen)
    assert envs.observation_space == gymnasium.vector.utils.batch_space(envs.single_observation_space, 6)
    luck = np.random.default_rng(1)
    for _step in range(9):
        seen, rewards, terminated, truncated, info = envs.step(some(envs, luck))
        assert envs.observation_space.contains(seen)
        assert rewards.shape == terminated.shape == truncated.shape == (6,)
        assert not truncated.any()
        assert info["action_mask"].shape == (6, envs.single_action_space.nvec.sum())
    envs.close()


def test_each_game_is_the_one_that_a_match_plays():
    """Observations, rewards, masks and digests are those of the single environment, which plays a Match."""
    scenario = "crossroads-2025"
    envs, luck = made(5, AutoresetMode.DISABLED, scenario=scenario, reward="change"), np.random.default_rng(3)
    alone = [game.gym.TightropeEnv(scenario, reward="change") for _place in range(5)]
    seen, info = envs.reset(options={"seeds": np.arange(20, 25)})
    for place, env in enumerate(alone):
        first, told = env.reset(options={"seed": 20 + place})
        assert (seen[place] == first).all()
        assert (info["action_mask"][place] == told["action_mask"]).all()
    over = np.zeros(5, dtype=np.bool_)
    while not over.all():
        actions = some(envs, luck)
        before = over
        seen, rewards, over, _, info = envs.step(actions)
        for place in np.flatnonzero(~before).tolist():
            first, reward, done, _, told = alone[place].step(actions[place])
            assert (seen[place] == first).all()
            assert (rewards[place], over[place]) == (reward, done)
            assert info["result"][place] == told["result"]
            assert info["repaired"][place] == told["repaired"]
            assert (info["action_mask"][place] == told["action_mask"]).all()
        for cohort in envs.states():
            expected = [int(engine.digest(alone[place].match.state)[0]) for place in cohort.places.tolist()]
            assert engine.digest(cohort.state).tolist() == expected


def test_a_seed_gives_the_same_games_again():
    envs = made(30)

    def games(seed):
        luck = np.random.default_rng(5)
        return [envs.reset(seed=seed)[0], *(envs.step(some(envs, luck))[0] for _step in range(8))]

    first = games(8)
    assert all((one == other).all() for one, other in zip(games(8), first, strict=True))
    assert (games(9)[0] != first[0]).any()


def test_a_game_that_is_over_begins_anew_with_the_next_step():
    envs = made(5, turns=2)
    begun, _ = envs.reset(seed=1)
    envs.step(nothing(envs))
    last, rewards, over, _, _ = envs.step(nothing(envs))
    assert over.all()
    assert (rewards > 0).all()
    anew, rewards, over, _, info = envs.step(nothing(envs))
    assert not over.any()
    assert not rewards.any()
    turn = envs.layout.slices["turn"]
    assert (anew[:, turn] == begun[:, turn]).all()
    assert (last[:, turn] == 1).all()
    assert (anew != begun).any()
    assert not info["repaired"].any()


def test_or_in_the_same_step_with_its_last_sight_told_beside():
    envs = made(5, AutoresetMode.SAME_STEP, turns=2)
    begun, _ = envs.reset(seed=1)
    envs.step(nothing(envs))
    seen, rewards, over, _, info = envs.step(nothing(envs))
    turn = envs.layout.slices["turn"]
    assert over.all()
    assert info["_final_obs"].all()
    assert (seen[:, turn] == begun[:, turn]).all()
    assert all(last[turn] == 1 for last in info["final_obs"])
    assert info["final_info"]["result"] == pytest.approx(rewards * 100)


def test_or_stays_as_it_is_until_it_is_chosen():
    envs = made(4, AutoresetMode.DISABLED, turns=2)
    envs.reset(seed=1)
    envs.step(nothing(envs))
    last, *_ = envs.step(nothing(envs))
    same, rewards, over, _, _ = envs.step(nothing(envs))
    assert over.all()
    assert not rewards.any()
    assert (same == last).all()
    seen, _ = envs.reset(options={"reset_mask": np.array([True, False, False, True]), "seeds": [3, 4]})
    assert (seen[[1, 2]] == last[[1, 2]]).all()
    assert (seen[0] == game.gym.TightropeEnv("first-steps", turns=2).reset(options={"seed": 3})[0]).all()
    envs.step(nothing(envs))
    assert envs.step(nothing(envs))[2].all()


def test_games_that_begin_at_different_times_each_keep_their_turn(monkeypatch):
    """Games end early and begin anew until every turn has its cohort; those of one turn are joined and divided."""
    monkeypatch.setattr(vector, "CHUNK", 7)
    whole, luck = made(40, AutoresetMode.SAME_STEP, scenario="crossroads-2025", reward="change"), np.random.default_rng(2)
    whole.reset(seed=2)
    sums, finals, turns = whole._results / 100_000, [], set()
    for _step in range(24):
        seen, rewards, over, _, info = whole.step(some(whole, luck))
        sums += rewards
        if over.any():
            finals += (sums[over] * 100 - info["final_info"]["result"][over]).tolist()
            sums[over] = info["result"][over] / 100
        turns |= {cohort.state.turn for cohort in whole.states()}
        places = np.sort(np.concatenate([cohort.places for cohort in whole.states()]))
        assert places.tolist() == list(range(40))
        assert max(len(cohort.places) for cohort in whole.states()) <= 7
        for cohort in whole.states():
            assert (seen[cohort.places, 0] == np.float32((cohort.state.turn - 1) / 10)).all()
    assert len(finals) > 40
    assert finals == pytest.approx([0] * len(finals), abs=1e-6)
    assert turns == set(range(1, 11))


def test_partial_resets_join_the_games_at_their_first_turn():
    envs = made(6, AutoresetMode.DISABLED)
    envs.reset(seed=1)
    for place in range(6):
        envs.reset(options={"reset_mask": np.arange(6) == place, "seeds": [place]})
    assert len(envs.states()) == 1
    assert sorted(envs.states()[0].places.tolist()) == list(range(6))


def test_gymnasiums_wrappers_count_its_games():
    envs = RecordEpisodeStatistics(made(4, turns=2))
    envs.reset(seed=1)
    envs.step(nothing(envs))
    *_, info = envs.step(nothing(envs))
    assert info["episode"]["l"].tolist() == [2] * 4
    assert info["episode"]["r"] == pytest.approx(info["result"] / 100)


def test_mistakes_are_told_in_a_line():
    with pytest.raises(TightropeError, match="at least one game"):
        made(0)
    envs = made(3)
    with pytest.raises(TightropeError, match="call reset first"):
        envs.step(nothing(envs))
    with pytest.raises(TightropeError, match="takes 3 truths"):
        envs.reset(options={"reset_mask": np.zeros(3, dtype=np.bool_)})
    with pytest.raises(TightropeError, match="for each game: 3"):
        envs.reset(options={"seeds": [1, 2]})
