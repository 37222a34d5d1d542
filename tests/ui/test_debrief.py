"""The debrief on the screen, with keys alone and with the mouse alone: what it works out, what leads where, what is written."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.analysis.debrief import Stopped, case_of
from game.analysis.debrief.case import Case
from game.content.library import load_scenario
from game.report import debrief_charts
from game.report.comparison import comparison_page
from game.report.debrief import debrief_page
from game.rules.orders import legalise
from game.session.match import Match
from game.session.record import Record
from game.session.store import Store
from game.ui.desk import DebriefKit, Desk
from game.ui.loop import App
from game.ui.screen import Look, context_for
from game.ui.screens.debrief.causes import Fold
from game.ui.screens.debrief.findings import PARTS, Findings, Share
from game.ui.screens.debrief.screen import DebriefScreen, debrief_screen
from game.ui.screens.debrief.trial import OWN, Trial
from game.ui.screens.records import records_screen
from game.ui.screens.result import result_screen
from game.ui.widgets import Emblem, Scroll
from game.ui.window import Window
from tests.ui.hands import Hands, compiled, desk

KIT = DebriefKit(debrief_charts, debrief_page, comparison_page)


@lru_cache(maxsize=8)
def scenario(name: str) -> Any:
    """Load a scenario once."""
    return compiled() if name == "crossroads-2025" else load_scenario(name)


@lru_cache(maxsize=8)
def played(seed: int = 7, lean: int = 1, name: str = "crossroads-2025") -> Match:
    """Play a game to its end: answers in rotation from the `lean`-th on, points as they are."""
    match = Match.new(scenario(name), seed, "Mina")
    while not match.over:
        for slot, event in enumerate(match.events):
            options = match.scenario.events[match.scenario.event(event)].options
            match.answer(slot, options[(match.turn + lean) % len(options)].id)
        match.play(legalise(match.scenario, match.view(), match.orders()))
    return match


@lru_cache(maxsize=2)
def case(seed: int = 7) -> Case:
    """Give the case of a played game."""
    return case_of(played(seed), compiled())


@lru_cache(maxsize=2)
def found(seed: int = 7) -> Findings:
    """Give all findings of a played game."""
    return Findings(case(seed)).finish()


def lent(folder: Path, language: str = "en") -> Desk:
    """Give a desk that can draw and write debriefs."""
    given = desk(language)
    given.kit, given.store, given.folders = KIT, Store(folder / "records"), {"settings": folder / "settings.json"}
    return given


class Reading(Hands):
    """Hands at the debrief of a finished game, opened from its result."""

    def __init__(self, given: Desk, first: Any, size: tuple[int, int] = (1280, 720), text_scale: float = 1.0) -> None:
        self.window = Window("test", size)
        pygame.event.clear()
        self.app = App(self.window, first, Look(text_scale=text_scale, motion=False))
        self.desk = given

    def read(self) -> None:
        """Wait until all is worked out."""
        end = time.monotonic() + 30
        while not (isinstance(self.screen, DebriefScreen) and self.screen.found.complete) and time.monotonic() < end:
            self.settle()
        assert self.screen.found.complete

    def texts(self) -> str:
        """Give all words in front."""
        return "\n".join(box.text for box in self.app.top.stage.text_boxes())


@pytest.fixture
def at_result(tmp_path: Path) -> Iterator[Reading]:
    given = lent(tmp_path)
    reading = Reading(given, result_screen(given, played()))
    yield reading
    reading.close()


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Reading]:
    given = lent(tmp_path)
    screen = debrief_screen(given, case())
    reading = Reading(given, replace(screen, found=found()))
    yield reading
    reading.close()


def test_the_result_leads_to_the_debrief_which_works_everything_out(at_result: Reading) -> None:
    at_result.key(pygame.K_RETURN)
    assert at_result.where == "DebriefScreen"
    assert "Reading the game …" in at_result.texts()
    at_result.read()
    assert "bot games on the same dice" in at_result.texts()
    assert "Three turning points" in at_result.texts()
    at_result.key(pygame.K_ESCAPE)
    assert at_result.where == "Result"


def test_every_page_by_its_digit_and_by_the_brackets(reading: Reading) -> None:
    seen = []
    for digit in range(8):
        reading.key(pygame.K_1 + digit)
        reading.settle()
        seen.append(reading.screen.tab)
    assert seen == ["overview", "story", "path", "why", "turning", "whatif", "questions", "sources"]
    reading.key(pygame.K_RIGHTBRACKET)
    assert reading.screen.tab == "overview"
    reading.key(pygame.K_LEFTBRACKET)
    assert reading.screen.tab == "sources"


def test_every_page_with_the_mouse(reading: Reading) -> None:
    for name, tab in (("Why", "why"), ("Questions", "questions"), ("Turning points", "turning"), ("Overview", "overview")):
        reading.click(f"tab {name}")
        assert reading.screen.tab == tab
    reading.click("bar beijing")
    assert (reading.screen.tab, reading.screen.opened) == ("why", {"beijing"})
    reading.click("group beijing")
    assert reading.screen.opened == frozenset()


def test_amounts_of_groups_and_causes_add_up_on_the_page(reading: Reading) -> None:
    reading.key(pygame.K_4)
    fall = reading.screen.found.known.falls["total"]
    for group in fall.groups:
        reading.click(f"group {group.id}")
    rows = [widget for widget in reading.app.top.stage.root.walk() if isinstance(widget, Fold)]
    numbers = {level: sum(float(row.amount.replace("−", "-")) for row in rows if row.level == level) for level in (0, 1)}
    change = ((fall.end + 5) // 10 - (fall.start + 5) // 10) / 100
    assert numbers[0] == pytest.approx(change)
    assert numbers[1] == pytest.approx(change)


def test_a_cause_opens_to_its_lines_with_their_source(reading: Reading) -> None:
    fall = reading.screen.found.known.falls["total"]
    group = next(one for one in fall.groups if one.id == "answers")
    sourced = next(cause for cause in group.causes if reading.screen.teller.source(cause.id))
    reading.key(pygame.K_4)
    reading.tab_to("group answers")
    reading.key(pygame.K_RETURN)
    reading.tab_to(f"cause answers/{sourced.id}")
    reading.key(pygame.K_SPACE, " ")
    assert f"Source: {reading.screen.teller.source(sourced.id)}".replace("\n", "; ") in reading.texts()
    assert reading.texts().count(f"Turn {sourced.pieces[0].turn}") >= 1


def test_a_pillar_has_its_own_waterfall(reading: Reading) -> None:
    reading.click("segment Security")
    assert reading.screen.measure == "security"
    assert f"Why {reading.screen.found.case.result.pillars['security'] / 1000:.0f}?" in reading.texts()


def test_the_story_is_told_turn_by_turn(reading: Reading) -> None:
    reading.key(pygame.K_2)
    reading.click("turn 4")
    event, answer = reading.screen.teller.decided(reading.screen.found.known.story[3])[0]
    assert f"{event}: {answer}" in reading.texts()
    assert "patience" in reading.texts()


def test_no_mark_stands_in_the_story_without_its_text(tmp_path: Path) -> None:
    given = lent(tmp_path)
    screen = DebriefScreen(given, found(), Trial(case()), tab="story")
    rows = []
    for scale in (1.0, 2.0):
        root = screen.build(context_for((1280, 720), Look(text_scale=scale, motion=False)))
        rows += [child for one in root.walk() if isinstance(one, Scroll) for child in one.children]
    assert not any(isinstance(row, Emblem) for row in rows)      # alone it would stay where its text is scrolled out of sight
    assert any(isinstance(inner, Emblem) for row in rows for inner in row.walk())


def test_a_turning_point_leads_to_what_if_with_its_alternative(reading: Reading) -> None:
    decision = reading.screen.found.known.turning[0].point.decision
    reading.click("what if 0")
    assert reading.screen.tab == "whatif"
    reading.settle()
    rest = reading.screen.trial.rest
    assert rest is not None
    assert (reading.screen.trial.turn, rest.other.total) == (decision.turn, decision.best.total)


def test_what_if_with_keys_alone(reading: Reading) -> None:
    reading.key(pygame.K_6)
    reading.settle()
    trial: Trial = reading.screen.trial
    assert trial.same
    assert trial.rest is not None
    assert trial.rest.other.total == reading.screen.found.case.result.total
    slot, _event, tried, options = trial.cards()[0]
    other = next(one for one in options if one.open and one.number != tried)
    reading.tab_to(f"answer {slot} {other.number}")
    reading.key(pygame.K_RETURN)
    reading.settle()
    assert not trial.same
    assert trial.rest is not None
    place, (level, _real, low, high) = next((k, row) for k, row in enumerate(trial.levels()) if row[2] < row[0])
    reading.tab_to(f"level {trial.case.scenario.programmes[place].id}")
    reading.key(pygame.K_MINUS, "-")
    assert low <= trial.levels()[place][0] == level - 1 <= high
    reading.tab_to("dice")
    reading.key(pygame.K_RETURN)
    assert trial.rolling
    reading.settle(30)
    assert trial.luck is not None
    assert len(trial.luck.real) == 1000
    assert "of 1,000 other dice it would have been better" in reading.texts()
    reading.tab_to("button Take back")
    reading.key(pygame.K_RETURN)
    assert trial.same


def test_the_rest_may_follow_a_doctrine(reading: Reading) -> None:
    reading.key(pygame.K_6)
    reading.settle()
    reading.click("later 0")
    reading.settle()
    assert reading.screen.trial.doctrine == 0
    assert reading.screen.trial.rest is not None
    reading.click(f"later {OWN}")
    assert reading.screen.trial.doctrine == OWN


def test_slow_work_can_be_stopped_and_gone_on_with() -> None:
    share = Share(0.0, 0.8)
    share.tell(0.4)
    assert share.part == pytest.approx(0.5)
    assert share.moved()
    assert not share.moved()
    share.stop = True
    with pytest.raises(Stopped):
        share.tell(0.5)
    findings = Findings(case())
    jobs: list[tuple[Callable[[], Any], Callable[[Any], Any]]] = []
    context = replace(context_for((1280, 720), Look()), background=lambda _key, work, done: jobs.append((work, done)))
    for _part in PARTS:
        findings.work(context)
        findings.work(context)                       # a second build begins nothing twice
        assert len(jobs) == 1
        work, done = jobs.pop()
        if findings.running == "turning" and not findings.stopped and not findings.has("turning"):
            findings.halt()
            assert work() is None
            done(None)
            assert findings.stopped
            findings.work(context)
            assert jobs == []
            findings.resume()
            findings.work(context)
            work, done = jobs.pop()
        done(work())
    assert findings.complete


def test_other_dice_can_be_stopped(reading: Reading) -> None:
    reading.key(pygame.K_6)
    trial: Trial = reading.screen.trial
    trial.follow(0)
    trial.roll()
    trial.share.stop = True
    assert trial._roll(trial.key, trial.order, trial.share) is None
    trial.halt()
    assert not trial.rolling


def test_export_writes_the_page_and_says_where(reading: Reading, tmp_path: Path) -> None:
    reading.key(pygame.K_e)
    reading.settle(30)
    (path,) = (tmp_path / "debriefs").glob("*.html")
    assert path.name in reading.texts().replace("\n", "")
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    reading.key(pygame.K_o, "o")
    assert "No browser could be opened" in reading.texts()
    opened: list[str] = []
    reading.screen.job.browse = lambda address: not opened.append(address)  # type: ignore[func-returns-value]
    reading.click("button Open in the browser")
    assert opened == [path.resolve().as_uri()]
    assert "No browser could be opened" not in reading.texts()
    reading.click("button Good")
    assert reading.where == "DebriefScreen"


def test_a_page_that_cannot_be_written_is_told(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "debriefs").write_text("a file in the way")
    reading.click("button Export page")
    reading.settle(30)
    assert "The page could not be written" in reading.texts()
    (tmp_path / "debriefs").unlink()
    reading.click("button Try again")
    reading.settle(30)
    assert "The page is written" in reading.texts()


def record_of(match: Match, folder: Path, name: str) -> Record:
    """Keep a finished game's record."""
    record = match.record()
    Store(folder / "records").save(record, folder / "records" / f"{name}.tightrope")
    return record


def test_games_are_compared(reading: Reading, tmp_path: Path) -> None:
    record_of(played(), tmp_path, "own")
    record_of(played(7, 2), tmp_path, "other")
    reading.key(pygame.K_c)
    assert reading.where == "Choose"
    assert "Mina" in reading.texts()
    assert "· other ·" not in reading.texts()                 # a file's name says nothing where player and time tell games apart
    assert reading.app.top.stage.root.find("record 1") is None
    reading.tab_to("record 0")
    reading.key(pygame.K_SPACE, " ")
    reading.click("button Compare with 1")
    reading.settle(30)
    assert reading.where == "Beside"
    assert "Where the results come from" in reading.texts()
    reading.key(pygame.K_RETURN)
    reading.settle(60)
    (path,) = (tmp_path / "debriefs").glob("*.html")
    assert path.stat().st_size > 10_000


def test_a_record_of_other_rules_is_open_for_reading(tmp_path: Path) -> None:
    given = lent(tmp_path)
    record = record_of(played(), tmp_path, "old")
    old = replace(record, rules=replace(record.rules, digest="0" * 64))
    given.store.save(old, tmp_path / "records" / "old.tightrope")
    reading = Reading(given, records_screen(given))
    try:
        reading.click("record old.tightrope")
        assert reading.where == "DebriefScreen"
        reading.read()
        assert "Not verified here" in reading.texts()
        for digit in range(8):
            reading.key(pygame.K_1 + digit)
            reading.settle()
            assert "Not verified here" in reading.texts()
    finally:
        reading.close()


def test_leaving_ends_the_work(at_result: Reading) -> None:
    at_result.key(pygame.K_RETURN)
    findings = at_result.screen.found
    at_result.click("button Back")
    assert at_result.where == "Result"
    assert findings.share.stop
    at_result.settle(30)
