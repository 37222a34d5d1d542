"""No text of the debrief is cut, none lies on another, nothing is outside: every page at every size, in both languages."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from game.analysis.debrief import case_of, open_case
from game.session.match import Match
from game.ui import words
from game.ui.screens.debrief.compare import beside
from game.ui.screens.debrief.findings import Findings
from game.ui.screens.debrief.head import TABS
from game.ui.screens.debrief.screen import DebriefScreen
from game.ui.screens.debrief.trial import Trial
from tests.ui.hands import compiled, faults_of
from tests.ui.test_debrief import lent, played

SIZES = [((1280, 720), 1.0), ((1280, 720), 1.5), ((1280, 720), 2.0), ((1920, 1080), 1.0), ((2560, 1440), 1.25)]
FAST = SIZES[::2]


@lru_cache(maxsize=12)
def worked_out(seed: int, lean: int, scenario: str = "crossroads-2025") -> tuple[Findings, Trial]:
    """Work a game's debrief out once."""
    match = played(seed, lean, scenario)
    case = case_of(match, match.compiled)  # type: ignore[arg-type]
    trial = Trial(case)
    found = Findings(case).finish()
    if found.known.turning:
        trial.take(found.known.turning[0].point.decision.best)
    return found, trial.finish(dice=True)


def check(
    found: Findings, trial: Trial, size: tuple[tuple[int, int], float], language: str = "en", tabs: tuple[str, ...] = TABS,
) -> None:
    given = lent(Path("unused"), language)
    measures = ["total", *found.case.result.pillars]
    groups = frozenset(group.id for group in found.known.falls["total"].groups)
    causes = frozenset(f"{group.id}/{group.causes[0].id}" for group in found.known.falls["total"].groups)
    for tab in tabs:
        for place in range(found.case.turns if tab == "story" else len(measures) if tab in ("overview", "why") else 1):
            measure = measures[place] if tab in ("overview", "why") else "total"
            screen = DebriefScreen(given, found, trial, tab, measure, groups | causes, place + 1)
            assert faults_of(screen, *size, language) == [], (tab, measure, place)


@pytest.fixture(params=["en", "ko"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    words.use(request.param)
    yield request.param
    words.use("en")


@pytest.mark.parametrize("size", FAST)
def test_every_page(language: str, size: tuple[tuple[int, int], float]) -> None:
    check(*worked_out(7, 1), size, language)


@pytest.mark.parametrize("size", FAST)
def test_what_is_still_to_come(language: str, size: tuple[tuple[int, int], float]) -> None:
    case = worked_out(7, 1)[0].case
    given = lent(Path("unused"), language)
    found = Findings(case)
    for known in ((), ("game",)):
        for part in known:
            found._take(part, found._find(part, found.share))
        for stopped in (False, True):
            found.stopped = stopped
            for tab in TABS:
                assert faults_of(DebriefScreen(given, found, Trial(case), tab), *size, language) == [], (tab, known, stopped)
    assert not found.known.turning


@pytest.mark.parametrize("size", FAST)
def test_a_record_that_is_not_verified(language: str, size: tuple[tuple[int, int], float]) -> None:
    record = played().record()
    old = replace(record, rules=replace(record.rules, digest="0" * 64))
    case = open_case(old, compiled())
    found = Findings(case).finish()
    given = lent(Path("unused"), language)
    for tab in TABS:
        assert faults_of(DebriefScreen(given, found, Trial(case), tab), *size, language) == [], tab


@pytest.mark.parametrize("size", FAST)
def test_games_side_by_side(language: str, size: tuple[tuple[int, int], float]) -> None:
    games = [Findings(case_of(played(7, lean), compiled())).read() for lean in range(4)]
    for count in (2, 4):
        assert faults_of(beside(lent(Path("unused"), language), games[:count]), *size, language) == []


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("seed", "lean"), [(11, 0), (12, 1), (13, 2), (14, 3)])
def test_other_games(language: str, size: tuple[tuple[int, int], float], seed: int, lean: int) -> None:
    check(*worked_out(seed, lean), size, language)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scenario", ["first-steps", "thaad-2016"])
def test_other_scenarios(language: str, size: tuple[tuple[int, int], float], scenario: str) -> None:
    check(*worked_out(5, 1, scenario), size, language)


def early() -> Match | None:
    """Find a game that ended early."""
    return next((match for seed in range(1, 40) if (match := played(seed, 3)).record().result.ending), None)  # type: ignore[union-attr]


@pytest.mark.slow
@pytest.mark.parametrize("size", FAST)
def test_a_game_that_ended_early(language: str, size: tuple[tuple[int, int], float]) -> None:
    match = early()
    if match is None:
        pytest.skip("none of these games ends early")
    case = case_of(match, compiled())
    check(Findings(case).finish(), Trial(case).finish(), size, language)
