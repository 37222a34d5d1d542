"""Flags that are set and never read, or read and never set."""

from game.content.loading import Draft
from game.core.problems import Sentence


def flags_set_and_read(draft: Draft) -> None:
    """Warn of flags that lead nowhere and of conditions that wait for what never comes."""
    if draft.context is None:
        return
    flags = draft.context.names.flags
    for flag, place in flags.set_at.items():
        if flag not in flags.read_at and place[0] in draft.own:
            draft.findings.warn(place, "flag-never-read", Sentence("flag '{flag}' is set and never read", flag=flag))
    for flag, place in flags.read_at.items():
        if flag not in flags.set_at and place[0] in draft.own:
            words = Sentence("flag '{flag}' is read and never set{near}", flag=flag, near=draft.findings.suggest(flag, flags.set_at))
            draft.findings.warn(place, "flag-never-set", words)
    for flag, place in flags.cleared_at.items():
        if flag not in flags.set_at and place[0] in draft.own:
            draft.findings.warn(place, "flag-never-set", Sentence("flag '{flag}' is cleared and never set", flag=flag))
