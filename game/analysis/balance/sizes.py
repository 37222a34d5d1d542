"""How many games each part of the balance report plays."""

from dataclasses import dataclass, replace

PARTS = ("planner", "mix", "options", "sensitivity", "programmes")
"""Parts that can be left out, for a quick look while a scenario is being tuned."""


@dataclass(frozen=True)
class Sizes:
    """Sample sizes; the defaults fit into 4 minutes on 2 cores.

    games: seeds of even, random and each doctrine · planner: seeds of the planner, and again with insight · budget: simulated turns a
    decision · hunt: seeds of each cheap trick in the first round, and of each mix that is tried · finalists: tricks that then play on
    `games` seeds (10,000 at most) · panel: seeds of each stated policy · cases: times that each event is forced onto the table ·
    futures: futures of each answer · pool: seeds of each stated policy among whose turns cases are found · swing: seeds of each
    doctrine for sensitivity and marginal worths.
    """

    games: int = 4000
    planner: int = 80
    budget: int = 50_000
    hunt: int = 200
    finalists: int = 8
    panel: int = 200
    cases: int = 300
    futures: int = 12
    pool: int = 60
    swing: int = 120
    first_seed: int = 1
    skip: frozenset[str] = frozenset()

    def with_games(self, games: int) -> "Sizes":
        """Set the seeds of the simple bots; nothing else needs more seeds than they have."""
        return replace(self, games=games, hunt=min(self.hunt, games), panel=min(self.panel, games), planner=min(self.planner, games))


FULL = Sizes(planner=400, hunt=1000, finalists=20, panel=1000, futures=32, pool=100, swing=400)
"""The sizes of model.md."""
