"""Delayed effects fall due, temporary ones end."""

import numpy as np

from game.rules.outcomes import Following, following_later
from game.rules.phases.decisions import follow
from game.rules.phases.flows import run_flows
from game.rules.work import Work, chosen_where


def consequences(work: Work) -> None:
    """Look up what was chosen so many turns ago, and apply what it brings now."""
    run_flows(work)
    following = work.tables.part(following_later)
    due = [(place, _waiting(work, following, work.turn - 1 - delay)) for place, delay in enumerate(following.delays) if delay < work.turn]
    if not due:
        return
    keys = np.concatenate([options + place * following.width for place, (options, _) in due])
    follow(work, following, keys, np.concatenate([games for _, (_, games) in due]))


def _waiting(work: Work, following: Following, row: int) -> "tuple[np.ndarray, np.ndarray]":
    """Give what was chosen in one turn and has something to follow: options and games, kept while a batch is played on."""
    if row not in work.waiting:
        options, games = chosen_where(following.waits, work.picks[row])
        work.waiting[row] = options.astype(np.intp), games
    return work.waiting[row]
