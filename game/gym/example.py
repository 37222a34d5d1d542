"""An agent that learns to play in a minute: evolution strategy over a linear policy, with nothing but NumPy.

Run it: uv run --extra gym python -m game.gym.example

The policy sees turn and pillars and weighs the programmes by them; it shares the points by these weights, and picks on each card the
answer that it likes best. It begins knowing nothing. In each round every pair of games tries a random change of all numbers, one game
with it and one with its opposite, on the same dice; the policy then moves towards what paid (Salimans et al., "Evolution strategies as a
scalable alternative to reinforcement learning", 2017). It sees observations, masks and rewards only, as any agent would.
"""

import sys
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from gymnasium.vector import AutoresetMode
from numpy.typing import NDArray

from game.bots.even import even_policy
from game.core.dice import spread_seeds
from game.core.numbers import SCALE
from game.gym.vector import TightropeVectorEnv
from game.session.batch import play_batch

Numbers = NDArray[np.float32]
PAIRS, ROUNDS, TRIED, STEP, KEPT = 1500, 60, 0.3, 0.04, 0.8
"""Pairs of games a round, rounds, size of a change, of a step, and what a step keeps of the one before."""
FRESH = 1_000_000
"""Seeds from here on are for the comparison: learning has not seen them."""


@dataclass(frozen=True)
class Shapes:
    """What the policy needs to know of an environment."""

    env: TightropeVectorEnv

    @property
    def programmes(self) -> int:
        """Count the programmes."""
        return self.env.choices.programmes

    @property
    def events(self) -> int:
        """Count the cards of the deck."""
        return len(self.env.scenario.events)

    @property
    def features(self) -> int:
        """Count what the weights are linear in: turn, pillars, and a constant."""
        return len(self.env.scenario.pillars) + 2

    @property
    def size(self) -> int:
        """Count the policy's numbers."""
        return self.programmes * self.features + self.events * self.env.choices.options


def actions(shapes: Shapes, seen: Numbers, mask: NDArray[np.int8], policy: Numbers) -> NDArray[np.int64]:
    """Decide for a batch of observations (games, size) by policies (games, numbers), or one for all (1, numbers)."""
    env, layout = shapes.env, shapes.env.layout
    split = shapes.programmes * shapes.features
    weights = policy[:, :split].reshape(-1, shapes.programmes, shapes.features)
    likings = policy[:, split:].reshape(-1, shapes.events, env.choices.options)
    turn, pillars = seen[:, layout.slices["turn"]], seen[:, layout.slices["pillars"]]
    features = np.concatenate([turn, pillars * 2 - 1, np.ones_like(turn)], axis=1)
    levels = _shared(env, seen, mask, np.exp(np.clip((weights * features[:, None]).sum(axis=2), -6, 6)))
    return np.concatenate([levels, _answers(shapes, seen, mask, likings)], axis=1)


def _shared(env: TightropeVectorEnv, seen: Numbers, mask: NDArray[np.int8], weights: Numbers) -> NDArray[np.int64]:
    """Share the points by weights, within what the mask allows: one at a time to the programme that is furthest behind."""
    ends = np.cumsum(env.choices.nvec[: weights.shape[1]])
    bounds = [mask[:, end - count : end] for end, count in zip(ends, env.choices.nvec, strict=False)]
    least = np.stack([part.argmax(axis=1) for part in bounds], axis=1)
    most = np.stack([part.shape[1] - 1 - part[:, ::-1].argmax(axis=1) for part in bounds], axis=1)
    points = env.scenario.points
    left = np.rint(seen[:, env.layout.slices["points"]][:, 0] * (points.most + points.carry)).astype(int) - least.sum(axis=1)
    games = np.arange(len(seen))
    for _point in range(int(left.max(initial=0))):
        behind = np.where(least < most, weights / (2 * least + 1), -1)
        best = behind.argmax(axis=1)
        least[games, best] += (left > 0) & (behind[games, best] > 0)
        left -= 1
    return least


def _answers(shapes: Shapes, seen: Numbers, mask: NDArray[np.int8], likings: Numbers) -> NDArray[np.int64]:
    """Pick the allowed answer that is liked best on each card."""
    env = shapes.env
    cards = seen[:, env.layout.slices["cards"]].reshape(len(seen), -1, shapes.events)
    allowed = mask[:, -cards.shape[1] * env.choices.options :].reshape(len(seen), cards.shape[1], -1)
    liked = likings[np.arange(len(likings))[:, None], cards.argmax(axis=2)] if len(likings) > 1 else likings[0][cards.argmax(axis=2)]
    return np.asarray(np.where(allowed > 0, liked, -np.inf).argmax(axis=2))


def play(shapes: Shapes, policy: Numbers, seeds: NDArray[np.int64]) -> NDArray[Any]:
    """Play a game for each seed to its end; gives the results, (games,) points of 100."""
    env = shapes.env
    seen, info = env.reset(options={"seeds": seeds})
    total, over = np.zeros(env.num_envs), np.zeros(env.num_envs, dtype=np.bool_)
    while not over.all():
        seen, rewards, over, _, info = env.step(actions(shapes, seen, info["action_mask"], policy))
        total += rewards
    return total * 100


def learn(scenario: str, *, pairs: int = PAIRS, rounds: int = ROUNDS, seed: int = 1, tell: bool = False) -> Numbers:
    """Learn a policy for a scenario; gives its numbers, (1, numbers)."""
    shapes = Shapes(TightropeVectorEnv(2 * pairs, scenario, autoreset_mode=AutoresetMode.DISABLED))
    luck = np.random.default_rng(seed)
    policy = np.zeros((1, shapes.size), dtype=np.float32)
    speed = np.zeros_like(policy)
    for number in range(rounds):
        change = luck.standard_normal((pairs, shapes.size), dtype=np.float32)
        tried = np.concatenate([policy + TRIED * change, policy - TRIED * change])
        found = play(shapes, tried, np.tile(luck.integers(0, FRESH, pairs), 2))
        better = found[:pairs] - found[pairs:]
        paid = (better / (better.std() + 1e-9)).astype(np.float32)
        speed = KEPT * speed + paid @ change / np.float32(np.sqrt(pairs))
        policy = policy + STEP * speed
        if tell and number % 10 == 0:
            sys.stdout.write(f"round {number:>3}: {found.mean():.1f}\n")
    return policy


def compare(scenario: str, policy: Numbers, games: int = 2000) -> tuple[float, float]:
    """Play a policy and the even split on the same fresh seeds; gives their mean results."""
    shapes = Shapes(TightropeVectorEnv(games, scenario, autoreset_mode=AutoresetMode.DISABLED))
    seeds = np.arange(FRESH, FRESH + games)
    played = shapes.env.scenario
    even = play_batch(played, spread_seeds(seeds), lambda _chunk: even_policy(played))
    return float(play(shapes, policy, seeds).mean()), float(even.total.mean()) / SCALE


def main(scenario: str = "crossroads-2025") -> None:
    """Learn, compare, and tell how it went."""
    begun = time.monotonic()
    policy = learn(scenario, tell=True)
    seconds = time.monotonic() - begun
    own, even = compare(scenario, policy)
    sys.stdout.write(f"learnt in {seconds:.0f} s; on 2,000 fresh games: policy {own:.1f}, even split {even:.1f}, {own - even:+.1f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
