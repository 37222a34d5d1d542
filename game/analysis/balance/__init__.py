"""The balance report: many policies against a scenario, the targets of the model, dead weight and sensitivity."""

from game.analysis.balance.report import Report, balance
from game.analysis.balance.sizes import FULL, Sizes

__all__ = ["FULL", "Report", "Sizes", "balance"]
