"""Bots: policies that map a batch of views to a batch of orders; none of them sees the game's dice."""

from game.bots.policies import POLICIES, policy

__all__ = ["POLICIES", "policy"]
