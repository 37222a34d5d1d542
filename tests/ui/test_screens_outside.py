"""The screens outside a turn: nothing is cut or overlaps at any size, and every way works by keys and by mouse."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.app.context import gallery_context
from game.app.run import Run
from game.core.problems import TightropeError
from game.session.match import Match
from game.session.store import Autosave
from game.ui.desk import Desk
from game.ui.faults import faults
from game.ui.gallery import example_desk, play
from game.ui.loop import Layer
from game.ui.outcome import Home, Outcome, Pop, Push, Quit, Replace, Stay
from game.ui.screen import Context, Key, Look, Screen, context_for
from game.ui.screens.briefing import briefing_screen
from game.ui.screens.help import TOPICS, help_screen
from game.ui.screens.ledger import LedgerPage, ledger_screen
from game.ui.screens.menu import Leave, menu_screen
from game.ui.screens.parts.lines import reports_of
from game.ui.screens.records import Records, records_screen
from game.ui.screens.result import result_screen
from game.ui.screens.scenarios import scenarios_screen
from game.ui.screens.settings import settings_screen
from game.ui.screens.title import title_screen
from tests.ui.whole_gallery import gallery_at, group_of

SCENARIO = "crossroads-2025"
SCALES = (1.0, 1.25, 1.5, 2.0)
SHAPES = ((1280, 720), (1024, 768))
MORE = ((1920, 1080), (2560, 1440), (2560, 1080), (1440, 900), (800, 600))
KOREAN = [((1280, 720), 1.0, "ko"), ((1024, 768), 2.0, "ko")]
CASES = [(size, scale, "en") for size in SHAPES for scale in (1.0, 2.0)] + [((1280, 720), 1.5, "en"), *KOREAN]
SLOW = [(size, scale, language) for size in (*SHAPES, *MORE) for scale in SCALES for language in ("en", "ko")]


def make_desk(folder: Path, scale: float = 1.0, language: str = "en") -> Desk:
    return example_desk(gallery_context(Run()), Look("dark", scale, language, motion=False), folder)


@pytest.fixture
def desk(tmp_path):
    found = make_desk(tmp_path)
    found.compiled(SCENARIO)
    return found


def layer(screen: Screen, size=(1280, 720), scale=1.0, language="en") -> Layer:
    return Layer(screen, context_for(size, Look("dark", scale, language, motion=False), screen.prefers))


def found_faults(screen: Screen, size, scale, language="en") -> list[str]:
    shown = layer(screen, size, scale, language)
    return [f"{type(screen).__name__} {size} {scale}: {fault}" for fault in faults(shown.stage, shown.context.rect)]


def faults_of_all_pages(size: tuple[int, int], scale: float, language: str) -> list[str]:
    found = []
    for name, screens in gallery_at(size, scale, language):
        if not name.startswith(("brief-", "decide", "resolve")) and name != "brief":
            found += found_faults(screens[-1], size, scale, language)
    return found


@pytest.mark.parametrize(("size", "scale", "language"), CASES)
def test_nothing_is_cut_or_overlaps(size, scale, language):
    assert faults_of_all_pages(size, scale, language) == []


@pytest.mark.slow
@pytest.mark.parametrize(("size", "scale", "language"), [
    pytest.param(*case, marks=pytest.mark.xdist_group(group_of(*case))) for case in SLOW if case not in CASES
])
def test_nothing_is_cut_or_overlaps_anywhere(size, scale, language):
    assert faults_of_all_pages(size, scale, language) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_turn_and_indicator_of_a_ledger_fits(desk, scale):
    match = play(desk.new_match(SCENARIO), 99)
    found = []
    for turn in range(1, len(reports_of(match)) + 1):
        found += found_faults(LedgerPage(desk, match, turn), (1280, 720), scale)
    for place in range(len(match.scenario.indicators)):
        found += found_faults(LedgerPage(desk, match, 1, place), (1280, 720), scale)
    assert found == []


@pytest.mark.parametrize("seed", range(6))
def test_results_of_many_games_fit(desk, seed):
    desk.seed = seed
    match = play(desk.new_match(SCENARIO), 99, lean=seed)
    assert match.over
    found = [fault for scale in SCALES for fault in found_faults(result_screen(desk, match), (1280, 720), scale)]
    assert found == []


def press(shown: Layer, code: int, text: str = "") -> Outcome | None:
    answer = shown.stage.key(code, 0, text)
    return shown.screen.handle(Key(code, 0, text), shown.context) if answer is None else answer


def click(shown: Layer, name: str) -> Outcome | None:
    widget = shown.stage.root.find(name)
    assert widget is not None, [w.name for w in shown.stage.order()]
    x, y = widget.shown().centre
    shown.stage.move(x, y)
    down = shown.stage.down(x, y)
    return shown.stage.up(x, y) or down


def test_title_offers_to_go_on_only_when_a_game_is_unfinished(desk):
    first = layer(title_screen(desk))
    assert first.stage.root.find("button Continue") is None
    match = desk.new_match(SCENARIO)
    play(match, 2)
    second = layer(title_screen(desk))
    by_keys, by_mouse = press(second, pygame.K_RETURN), click(second, "button Continue")
    for outcome in (by_keys, by_mouse):
        assert isinstance(outcome, Push)
        assert outcome.screen.match.turn == 3  # type: ignore[attr-defined]
        assert outcome.screen.match.record() == match.record()  # type: ignore[attr-defined]
    play(match, 99)
    assert layer(title_screen(desk)).stage.root.find("button Continue") is None


def words(shown: Layer) -> str:
    return "\n".join(box.text for box in shown.stage.text_boxes())


def test_who_is_new_is_told_of_the_tutorial_and_finds_it_second(desk):
    welcome = "New here? The tutorial: 4 turns, about 12 min."
    for scale in (1.0, 2.0):
        assert welcome in words(layer(title_screen(desk), scale=scale))
    assert [one.id for one in scenarios_screen(desk).listed[:2]] == [SCENARIO, "first-steps"]
    play(desk.new_match(SCENARIO), 1)
    assert welcome not in words(layer(title_screen(desk)))


def test_the_briefing_names_what_the_capitals_press_with(desk):
    for scale in (1.0, 2.0):
        shown = words(layer(briefing_screen(desk, SCENARIO), scale=scale))
        assert "US pressure 38 of 100: public criticism … deterrence in doubt" in shown
        assert "Beijing's ire 30 of 100: group tours … closed market" in shown


def test_title_leads_everywhere(desk):
    shown = layer(title_screen(desk))
    names = {
        name: type(outcome.screen).__name__ if isinstance(outcome := click(shown, f"button {name}"), Push) else outcome
        for name in ("New game", "Records", "Packs", "Settings", "Help", "Quit")
    }
    assert names == {
        "New game": "Scenarios", "Records": "Records", "Packs": "Packs", "Settings": "Settings", "Help": "Help", "Quit": Quit(),
    }


def test_a_new_game_begins_in_three_steps(desk):
    scenarios = press(layer(title_screen(desk)), pygame.K_RETURN)
    assert isinstance(scenarios, Push)
    briefing = press(layer(scenarios.screen), pygame.K_RETURN)
    assert isinstance(briefing, Push)
    turn = press(layer(briefing.screen), pygame.K_RETURN)
    assert isinstance(turn, Replace)
    assert turn.screen.match.turn == 1  # type: ignore[attr-defined]
    assert len(desk.store.paths()) == 1


def test_a_scenario_that_does_not_load_says_why(tmp_path):
    desk = make_desk(tmp_path)
    listed = desk.scenarios()
    gone = type("Listed", (), {"id": "gone", "title": "Gone", "pack": "p", "version": "1", "turns": 4})()
    desk.scenarios = lambda: [gone, *listed]
    screen = scenarios_screen(desk)
    shown = layer(screen)
    shown.context.background = lambda _key, work, done: done(work())  # type: ignore[assignment]
    shown.rebuild(shown.context)
    shown.rebuild(shown.context)
    assert "gone" in screen.broken
    assert screen.broken["gone"] in {box.text for box in shown.stage.text_boxes()}
    number = next(i for i, one in enumerate(screen.listed) if one.id == "gone")
    assert isinstance(replace(screen, chosen=number).go(), Stay)


def test_the_help_explains_another_scenario_where_one_does_not_load(tmp_path):
    desk = make_desk(tmp_path)
    load, listed = desk.load, [one for one in desk.scenarios() if one.id in (SCENARIO, "first-steps")]

    def broken(name: str) -> Any:
        if name == listed[0].id:
            raise TightropeError("its pack is broken")
        return load(name)

    desk.load, desk.scenarios = broken, lambda: listed
    assert help_screen(desk, "pillars").compiled.scenario.id == listed[1].id
    desk.scenarios = list
    assert layer(help_screen(desk, "pillars")).stage.root.find("button Back") is not None


def test_menu_by_key_and_mouse(desk):
    match = desk.new_match(SCENARIO)
    shown = layer(menu_screen(desk, match))
    ways = (
        ("Resume", pygame.K_RETURN), ("Ledger", pygame.K_l), ("Settings", pygame.K_s), ("Help", pygame.K_F1),
        ("Save and leave", pygame.K_q),
    )
    for name, code in ways:
        by_key, by_mouse = press(shown, code), click(shown, f"button {name}")
        assert type(by_key) is type(by_mouse)
        if isinstance(by_key, Push) and isinstance(by_mouse, Push):
            assert type(by_key.screen) is type(by_mouse.screen)
    assert isinstance(press(shown, pygame.K_q), Home)


def test_leaving_says_that_the_game_is_kept(desk):
    match = desk.new_match(SCENARIO)
    texts = " ".join(box.text for box in layer(Leave(desk, match)).stage.text_boxes())
    assert "Saved" in texts
    desk.store.folder.chmod(0o500)
    match.save.problem = "the disk is full"
    assert "the disk is full" in " ".join(box.text for box in layer(Leave(desk, match)).stage.text_boxes())
    desk.store.folder.chmod(0o700)


def test_settings_change_at_once_and_are_kept(desk):
    kept: list[Any] = []
    desk.keep = kept.append
    looks: list[Any] = []
    shown = layer(settings_screen(desk))
    shown.context.change_look = looks.append
    shown.rebuild(shown.context)
    click(shown, "segment High contrast")
    click(shown, "toggle Sound")
    slider = shown.stage.root.find("slider Size of text")
    assert slider is not None
    shown.stage.focus_on(slider)
    press(shown, pygame.K_END)
    assert (desk.preferences.theme, desk.preferences.sound, desk.preferences.text_scale) == ("contrast", False, 2.0)
    assert kept[-1] == desk.preferences
    assert looks[-1] == desk.look


def test_help_topics_by_their_list(desk):
    for topic in TOPICS:
        outcome = click(layer(help_screen(desk)), f"topic {topic}")
        assert isinstance(outcome, Replace)
        assert outcome.screen.topic == topic  # type: ignore[attr-defined]


def test_glossary_has_every_indicator_with_its_start(desk):
    compiled = desk.compiled(SCENARIO)
    texts = [box.text for box in layer(help_screen(desk, "indicators")).stage.text_boxes()]
    for indicator in compiled.scenario.indicators:
        assert compiled.texts.get(f"indicators.{indicator.id}.name") in texts
    assert sum("starts at" in text for text in texts) == len(compiled.scenario.indicators)


def test_ledger_shows_every_line_once(desk):
    match = play(desk.new_match(SCENARIO), 99)
    for number, report in enumerate(reports_of(match), 1):
        shown = layer(LedgerPage(desk, match, number))
        rows = [w for w in shown.stage.root.walk() if type(w).__name__ == "LedgerRow"]
        assert sum(len(row.amounts) for row in rows) == len(report.lines)  # type: ignore[attr-defined, misc]


def test_ledger_filter_adds_up(desk):
    match = play(desk.new_match(SCENARIO), 99)
    place = match.scenario.indicator("growth")
    shown = layer(LedgerPage(desk, match, 1, place))
    rows = [w for w in shown.stage.root.walk() if type(w).__name__ == "LedgerRow"]
    assert len(rows) > 20
    earlier = press(layer(ledger_screen(desk, match)), pygame.K_LEFTBRACKET)
    assert isinstance(earlier, Replace)
    assert earlier.screen.turn == len(reports_of(match)) - 1  # type: ignore[attr-defined]


def test_records_open_search_and_tell_what_is_damaged(desk):
    play(desk.new_match(SCENARIO), 2)
    play(desk.new_match(SCENARIO), 99)
    (desk.store.folder / "broken.tightrope").write_bytes(b"{}\n")
    screen = records_screen(desk)
    shown = layer(screen)
    rows = [w for w in shown.stage.order() if w.name.startswith("record ")]
    opened = {type(outcome.screen).__name__ for row in rows if isinstance(outcome := click(shown, row.name), Push)}
    assert opened == {"Brief", "Result", "Trouble"}
    found = screen
    for letter in "play":
        outcome = found.handle(Key(ord(letter), 0, letter), shown.context)
        assert isinstance(outcome, Replace)
        assert isinstance(outcome.screen, Records)
        found = outcome.screen
    assert [one.record is not None and not one.record.finished for one in found.found()] == [True]
    assert any("SHA-256" in box.text for box in shown.stage.text_boxes())


def test_the_list_of_records_reads_the_packs_once(tmp_path):
    desk = make_desk(tmp_path)
    for seed in (1, 2):
        play(Match.new(desk.load("first-steps"), seed, "Mina", Autosave(desk.store)), 1)
    listed, read = desk.scenarios(), []
    desk.scenarios = lambda: read.append(1) or listed  # type: ignore[func-returns-value]
    screen = records_screen(desk)
    for word in ("first", "mina"):
        found = layer(replace(screen, search=word))
        assert sum("First steps" in box.text for box in found.stage.text_boxes()) == 2
    assert read == [1]


def test_result_leads_on(desk):
    match = play(desk.new_match(SCENARIO), 99)
    shown = layer(result_screen(desk, match))
    assert isinstance(press(shown, pygame.K_l), Push)
    assert isinstance(press(shown, pygame.K_h), Push)
    led = press(shown, pygame.K_RETURN)
    assert isinstance(led, Push)
    assert type(led.screen).__name__ == "DebriefScreen"
    assert isinstance(press(shown, pygame.K_t), Home)
    assert str(round(match.result().total / 1000)) in {box.text for box in shown.stage.text_boxes()}


def test_escape_leaves_every_page_to_the_loop(desk):
    match = play(desk.new_match(SCENARIO), 1)
    ledger = ledger_screen(desk, match)
    screens = (scenarios_screen(desk), briefing_screen(desk, SCENARIO), settings_screen(desk), help_screen(desk), ledger)
    for screen in screens:
        assert press(layer(screen), pygame.K_ESCAPE) is None
        back = [w for w in layer(screen).stage.order() if w.label in ("Back", "Done")]
        assert isinstance(back[-1].activate(), Pop)


def test_context_without_background_still_builds(desk):
    context = Context(1280, 720)
    assert scenarios_screen(desk).build(context) is not None
