"""Delayed effects fall due, temporary ones end."""

import numpy as np

from game.rules.outcomes import following_later
from game.rules.phases.decisions import follow
from game.rules.phases.flows import run_flows
from game.rules.work import Work


def consequences(work: Work) -> None:
    """Look up what was chosen so many turns ago, and apply what it brings now."""
    run_flows(work)
    following = work.tables.part(following_later)
    due = [(place, work.turn - 1 - delay) for place, delay in enumerate(following.delays) if delay < work.turn]
    if not due:
        return
    keys = work.picks[[row for _, row in due]].astype(np.intp)
    keys += np.array([[[place * following.width]] for place, _ in due])       # no option (-1) is the last key of another delay: none
    follow(work, following, keys.reshape(-1, work.games))
