"""Approval moves with what people see and feel."""

from game.rules.phases.flows import run_flows
from game.rules.work import Work


def public_opinion(work: Work) -> None:
    """Run the flows and shocks of public opinion; next turn's points follow from approval in the signal phase."""
    run_flows(work)
