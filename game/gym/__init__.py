"""The game for learning programs: a Gymnasium environment of one game and one of thousands.

Importing this room registers `Tightrope-v0`; Gymnasium comes with the extra `gym`. docs/gymnasium.md tells how to use it.
"""

from game.core.problems import TightropeError

try:
    import gymnasium
except ModuleNotFoundError as error:
    if error.name != "gymnasium":
        raise
    raise TightropeError("Gymnasium is not installed; it comes with the extra: uv sync --extra gym") from None

from game.gym.single import TightropeEnv
from game.gym.vector import TightropeVectorEnv

__all__ = ["ID", "TightropeEnv", "TightropeVectorEnv"]
ID = "Tightrope-v0"

if ID not in gymnasium.registry:
    gymnasium.register(ID, "game.gym.single:TightropeEnv", vector_entry_point="game.gym.vector:TightropeVectorEnv")
