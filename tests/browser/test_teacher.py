"""The teacher's hands on the console, with the mouse: names, extra time, ministers, the clock, a round that ends early, the finish."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.lesson import Class, browser, hosted, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lesson in a browser")]


@pytest.fixture
def lesson(tmp_path) -> Iterator[tuple[Class, Page, Page]]:
    """Host a lesson for teams of two, with the console and the table open."""
    with hosted(tmp_path) as host, browser() as chromium, Class(host) as room:
        context = chromium.new_context(viewport={"width": 1280, "height": 720}, locale="en-GB", reduced_motion="reduce")
        table, console = (opened(context.new_page(), host, where) for where in ("table", "console"))
        yield room, table, console
        assert [one for one in (*table.wrong, *console.wrong) if "409" not in one] == []  # type: ignore[attr-defined]


def row(console: Page, name: str) -> Locator:
    """Find a player's row."""
    return console.locator("#players tr", has=console.locator("td:first-child > span:first-child", has_text=re.compile(f"^{name}$")))


def answer(console: Page, words: str, typed: str | None = None) -> None:
    """Answer the console's question."""
    if typed is not None:
        console.locator("#answer").fill(typed)
    console.locator("#dialog").get_by_role("button", name=words, exact=True).click()
    expect(console.locator("#dialog")).to_be_hidden()


def clock(page: Page) -> int:
    """Read the console's clock, in seconds."""
    minutes, seconds = page.locator("#time").inner_text().split()[0].split(":")
    return int(minutes) * 60 + int(seconds)


def ministers_are_set_before_anybody_joins_and_head_their_team(lesson):
    room, _, console = lesson
    console.select_option("#team_size", "2")
    expect(console.locator("#alert")).to_be_hidden()
    for name in ("Heron", "Crane"):
        room.ask("POST", "/join", body={"nickname": name, "team": "Birds"})
    for name in ("Otter", "Badger", "Lynx"):
        found = room.ask("POST", "/join", body={"nickname": name, "team": name})
        room.tokens.append(found["token"])
    expect(console.locator("#team_size")).to_be_disabled()
    console.get_by_role("button", name="Approve all 5").click()
    expect(row(console, "Heron")).to_contain_text("Birds · head")
    row(console, "Crane").get_by_role("button", name="Make head").click()
    expect(row(console, "Crane")).to_contain_text("Birds · head")
    expect(row(console, "Heron")).not_to_contain_text("Birds · head")


def a_player_is_renamed_but_not_to_a_name_that_another_has(lesson):
    _, _, console = lesson
    row(console, "Otter").get_by_role("button", name="Rename").click()
    expect(console.locator("#answer")).to_have_value("Otter")
    answer(console, "Rename", "Heron")
    expect(console.locator("#alert")).to_be_visible()
    expect(row(console, "Otter")).to_have_count(1)
    row(console, "Otter").get_by_role("button", name="Rename").click()
    answer(console, "Rename", "Sea otter")
    expect(row(console, "Sea otter")).to_have_count(1)
    expect(console.locator("#alert")).to_be_hidden()
    row(console, "Sea otter").get_by_role("button", name="Rename").click()
    answer(console, "Cancel")
    expect(row(console, "Sea otter")).to_have_count(1)


def a_player_gets_a_class_and_extra_time_and_both_stay(lesson):
    _, _, console = lesson
    console.get_by_label("Class of Badger").fill("3-1")
    console.get_by_label("Class of Badger").press("Tab")
    console.get_by_label("Extra time for Badger").select_option("60")
    expect(console.locator("#alert")).to_be_hidden()
    console.reload()
    expect(console.get_by_label("Class of Badger")).to_have_value("3-1")
    expect(console.get_by_label("Extra time for Badger")).to_have_value("60")


def a_player_is_removed_and_taken_back(lesson):
    _, _, console = lesson
    row(console, "Lynx").get_by_role("button", name="Remove").click()
    answer(console, "Remove")
    expect(row(console, "Lynx")).to_contain_text("removed")
    row(console, "Lynx").get_by_role("button", name="Take back").click()
    expect(row(console, "Lynx")).not_to_contain_text("removed")


def a_minute_more_and_the_end_of_a_turn_move_the_class(lesson):
    _, table, console = lesson
    console.get_by_role("button", name="Start round 1").click()
    expect(table.locator("#turn")).to_have_text("Turn 1 of 6")
    expect(console.locator("#time")).to_have_text(re.compile(r"^\d+:\d\d"))
    before = clock(console)
    console.get_by_role("button", name="+1 minute").click()
    console.wait_for_function("before => { const [m, s] = document.getElementById('time').textContent.split(':');"
                              " return Number(m) * 60 + parseInt(s) > before + 40; }", arg=before)
    console.get_by_role("button", name="End this turn now").click()
    expect(table.locator("#turn")).to_have_text("Turn 2 of 6")
    expect(row(console, "Sea otter")).to_contain_text("by the bot: 1")


def a_round_that_ends_early_gives_results_and_the_finish_shows_the_dice(lesson):
    room, _, console = lesson
    console.get_by_role("button", name="End the round").click()
    expect(console.locator("#no")).to_be_focused()
    answer(console, "End the round")
    expect(console.locator("#standingsrows tr")).to_have_count(4)
    console.get_by_role("button", name="Finish the tournament").click()
    answer(console, "Finish the tournament")
    expect(console.locator("#nowhead")).to_have_text("The tournament is finished.")
    expect(console.locator("#rounds .seal summary")).to_have_text("Dice")
    expect(console.locator("#rounds .seal p")).to_be_hidden()
    console.locator("#rounds .seal summary").click()
    expect(console.locator("#rounds .seal p")).to_have_text(re.compile("^[0-9a-f]{32}$"))
    refused = room.client.post("/join", json={"nickname": "Late"})
    assert 400 <= refused.status_code < 500


def test_a_lesson_by_the_mouse_alone(lesson):
    """One story, one test: each step stands on the one before, wherever tests are dealt out."""
    ministers_are_set_before_anybody_joins_and_head_their_team(lesson)
    a_player_is_renamed_but_not_to_a_name_that_another_has(lesson)
    a_player_gets_a_class_and_extra_time_and_both_stay(lesson)
    a_player_is_removed_and_taken_back(lesson)
    a_minute_more_and_the_end_of_a_turn_move_the_class(lesson)
    a_round_that_ends_early_gives_results_and_the_finish_shows_the_dice(lesson)
