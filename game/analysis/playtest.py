"""Lint that needs simulated games: what 2,000 of them never see."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from game.analysis.balance.games import Games, joined, play_games, play_named, seeds_from
from game.bots.fixed import cheap_tricks
from game.bots.panel import Line, Panel
from game.content.diagnostics import Finding, Findings
from game.content.loading import Draft, Loaded
from game.core.problems import Sentence
from game.rules.scenario import Effects, Scenario
from game.rules.state import DORMANT
from game.rules.tables import tables_of

GAMES = 2000
_SHARES = (("random", 0.4), ("doctrine", 0.15), ("even", 0.1))
"""Shares of the games by policy; the rest is played by fixed policies and by those that drive one indicator to its end."""
SEEN_OFTEN = 200
"""Times that a card must have come up before an answer that was never given is worth a word."""
_ROOT = ("scenario",)
Unseen = tuple[tuple[Any, ...], str, str]
"""Where in the trees it stands, a code, and words."""


def varied_games(scenario: Scenario, games: int) -> Games:
    """Play the seeds from 1 on: at random, by the doctrines in turn, by the even policy, and by extremes."""
    parts: list[Games] = []
    first = 1
    for name, share in _SHARES:
        count = max(1, round(games * share))
        parts.append(play_named(scenario, name, first, count))
        first += count
    lines = [*cheap_tricks(scenario), *drives(scenario)]
    count = max(len(lines), games - sum(part.count for part in parts))
    parts.append(play_games(scenario, Panel(scenario, lines, np.arange(count) % len(lines)), seeds_from(first, count)))
    return joined(parts)


def drives(scenario: Scenario) -> list[Line]:
    """Give policies that drive each indicator up or down with programmes and answers alike, whatever that costs."""
    tables = tables_of(scenario)
    found: list[Line] = []
    for number, indicator in enumerate(scenario.indicators):
        answers = [_certain(option.effects, number) for event in scenario.events for option in event.options]
        tastes = np.zeros(tables.none + 1, dtype=np.int64)
        tastes[: len(answers)] = answers
        works = [_certain(programme.effects, number) for programme in scenario.programmes]
        for sign, word in ((1, "up"), (-1, "down")):
            weights = tuple(max(0, sign * amount) for amount in works)
            found.append(Line(f"{indicator.id} {word}", weights, sign * tastes))
    return found


def _certain(effects: Effects, indicator: int) -> int:
    """Give what effects do to an indicator, as far as it is a plain number."""
    return sum(amount for number, amount in effects if number == indicator and isinstance(amount, int))


def playtest(loaded: Loaded, games: int = GAMES) -> list[Finding]:
    """Warn of what never came about in simulated games, at its place in the pack's own files."""
    draft, findings = loaded.draft, Findings()
    if draft is None or draft.context is None or loaded.compiled is None:
        return []
    told = {finding.line: finding.code for finding in loaded.findings if finding.code in ("never", "unreachable")}
    for loc, code, words in _unseen(draft, loaded.compiled.scenario, varied_games(loaded.compiled.scenario, games)):
        place = draft.context.place(loc)
        if place[0] in draft.own and not _told_already(draft, loc, told):
            findings.warn(place, code, Sentence("{words} in {games:,} simulated games", words=words, games=games))
    return findings.sorted()


def _told_already(draft: Draft, loc: tuple[Any, ...], told: dict[int, str]) -> bool:
    """Tell whether an analysis has said already that this can never come about."""
    assert draft.context is not None  # noqa: S101  the caller has looked
    return bool(told) and any(draft.context.place((*loc, key))[1] in told for key in ("when", "at", "turns", "not_before", "needs", "id"))


def _unseen(draft: Draft, scenario: Scenario, games: Games) -> Iterator[Unseen]:
    """List what the games did not see: events, answers, demands, rungs and endings."""
    came = games.came.sum(axis=1)
    place = 0
    for i, event in enumerate(scenario.events):
        if came[i] == 0:
            yield ("events", i), "never-seen", Sentence("event '{id}' came up not once", id=event.id)
        for j, option in enumerate(event.options):
            if came[i] >= SEEN_OFTEN and games.answers[place + j] == 0:
                yield ("events", i, "options", j), "never-chosen", Sentence("option '{id}' was given not once", id=option.id)
        place += len(event.options)
    patron, rival = (*_ROOT, "us_pressure"), (*_ROOT, "china_retaliation")
    for i, demand in enumerate(scenario.us_pressure.demands):
        if (games.demands[i] == DORMANT).all():
            yield (*patron, "demands", i), "never-seen", Sentence("demand '{id}' was made not once", id=demand.id)
    ladders: list[tuple[tuple[Any, ...], list[str], np.ndarray]] = [
        (patron, [rung.id for rung in scenario.us_pressure.ladder], games.us_rung),
        (rival, [rung.id for rung in scenario.china_retaliation.ladder], games.rung),
    ]
    for loc, rungs, reached in ladders:
        highest = int(np.max(reached, initial=0))
        for i, rung in enumerate(rungs[highest:], highest):
            yield (*loc, "ladder", i), "never-seen", Sentence("rung '{id}' was reached not once", id=rung)
    for i, ending in enumerate(scenario.endings):
        if not (games.ending == i).any():
            yield (*_ROOT, "endings", i), "never-seen", Sentence("ending '{id}' came not once", id=ending.id)
