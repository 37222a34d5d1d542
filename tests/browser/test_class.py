"""A class of thirty plays a lesson to its end while a browser shows the console and the table."""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import LOOK, STILL, TURNS, Class, browser, faults, hosted, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lesson in a browser")]
PLAYERS, PART = 30, 19
EARLIEST = 4
"""The first turn after which a government can fall: the dice are the server's, and answers by lot are bad ones."""
MARKUP = "<b>x</b><img src=q>"
SIZES = {"720": (1280, 720), "1080": (1920, 1080)}
LOOKS = [("en", "720", "light"), ("ko", "1080", "dark"), ("ko", "720", "contrast"), ("en", "1080", "contrast")]


@dataclass
class Seen:
    """What was seen in the lesson."""

    texts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    console: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)
    phone: dict[str, float] = field(default_factory=dict)


def tab_to(page: Page, words: str) -> None:
    """Press Tab until a button with these words has the focus."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == words:
            return
    raise AssertionError(f"Tab never reaches {words}")


def settled(table: Page) -> None:
    """Wait until what has come is faded in."""
    for _ in range(100):
        table.wait_for_timeout(100)
        if table.evaluate(STILL):
            return
    raise AssertionError("something moves for ever")


def look(seen: Seen, table: Page, name: str, first: int = 0, last: int = 4) -> None:
    """Look at the table in both languages and sizes, and in several themes."""
    base = re.sub(r"\?.*", "", table.url)
    for language, size, theme in LOOKS[first:last]:
        width, height = SIZES[size]
        table.set_viewport_size({"width": width, "height": height})
        table.goto(f"{base}?language={language}&theme={theme}")
        expect(table.locator("main > :not([hidden])").first).to_be_visible()
        settled(table)
        seen.texts[f"{name} {language} {size} {theme}"] = table.evaluate(LOOK)
    table.set_viewport_size({"width": 1280, "height": 720})
    table.goto(f"{base}?language=en&theme=light")


def play(seen: Seen, room: Class, table: Page, console: Page) -> None:
    """Play the lesson; the teacher uses the keyboard alone."""
    expect(console.locator("#approveall")).to_have_text(f"Approve all {PLAYERS}")
    seen.said["before approval"] = table.inner_text("body")
    tab_to(console, f"Approve all {PLAYERS}")
    console.keyboard.press("Enter")
    expect(table.locator("#names li")).to_have_count(PLAYERS)
    seen.said["names"] = table.inner_text("#names")
    look(seen, table, "waiting", 0, 2)
    tab_to(console, "Start round 1")
    console.keyboard.press("Enter")
    expect(table.locator("#turn")).to_have_text("Turn 1 of 6")
    for turn in range(1, TURNS + 1):
        room.turn(turn, 0, PART)
        if turn < EARLIEST:
            expect(table.locator("#ended")).to_have_text(f"{PART} of {PLAYERS}")
        if turn == 2:
            in_a_turn(seen, room, table, console)
        room.turn(turn, PART)
        if turn + 1 < EARLIEST:
            expect(table.locator("#turn")).to_have_text(f"Turn {turn + 1} of 6")
    expect(table.locator("#rows li")).to_have_count(8)


def in_a_turn(seen: Seen, room: Class, table: Page, console: Page) -> None:
    look(seen, table, "turn", 2, 4)
    expect(table.locator("#seats .done")).to_have_count(PART)
    seen.said["in a turn"] = table.inner_text("body")
    seen.said["console in a turn"] = console.inner_text("body")
    tab_to(console, "Eyes up (stop the clock)")
    console.keyboard.press("Enter")
    expect(table.locator("#eyes")).to_be_visible()
    look(seen, table, "eyes up", 1, 2)
    expect(console.get_by_role("button", name="Go on")).to_be_focused()      # the same button, so that the focus stays
    console.keyboard.press("Enter")
    expect(table.locator("#eyes")).to_be_hidden()
    code = console.locator("#players button", has_text="Show").first
    code.press("Enter")
    expect(code.or_(console.locator("#players button[data-shown]")).first).to_have_text(re.compile("^[A-Z]{3} [A-Z]{3}$"))
    seen.said["tapped"] = console.inner_text("#players tr:first-child")
    on_a_phone(seen, console)


def on_a_phone(seen: Seen, console: Page) -> None:
    """Hold the console upright in a hand, scrolled to its end, in the middle of a turn."""
    console.set_viewport_size({"width": 390, "height": 844})
    console.evaluate("scrollTo(0, document.body.scrollHeight)")
    seen.phone = console.evaluate("""() => {
      const one = document.querySelector("#acts button").getBoundingClientRect();
      return { wide: document.documentElement.scrollWidth, top: one.top, bottom: one.bottom, high: one.height };
    }""")
    console.set_viewport_size({"width": 1280, "height": 720})


def smuggle(database: str) -> None:
    """Put a nickname with markup where the server would never let one in: the pages have to be safe by themselves."""
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as connection:
        for table, column in (("seats", "name"), ("players", "nickname")):
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = (SELECT min(id) FROM {table})", (MARKUP,))
        connection.commit()


def take_home(seen: Seen, console: Page) -> None:
    for words in ("Class report", "Spreadsheet (CSV)", "Moodle (CSV)", "All records"):
        with console.expect_download() as waiting:
            console.get_by_role("button", name=words).click()
        path = waiting.value.path()
        seen.files[waiting.value.suggested_filename] = path.read_bytes().decode("utf-8-sig", "replace")


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """Play the whole lesson once; the tests look at what was seen."""
    seen = Seen()
    with hosted(tmp_path_factory.mktemp("host")) as host, browser() as chromium, Class(host) as room:
        context = chromium.new_context(viewport={"width": 1280, "height": 720}, locale="en-GB", reduced_motion="no-preference")
        table, console = (opened(context.new_page(), host, where) for where in ("table", "console"))
        seen.said["address"] = table.url + console.url
        room.join(PLAYERS)
        smuggle(host.database)
        seen.codes = room.codes
        play(seen, room, table, console)
        seen.said["after"] = table.inner_text("body")
        look(seen, table, "after")
        seen.said["class"] = console.locator("#standingsrows").inner_text()
        seen.left.append(console.locator("tbody b, tbody img").count())
        take_home(seen, console)
        for theme in ("dark", "contrast", "light"):
            console.select_option("#theme", theme)
            seen.console[theme] = console.evaluate(LOOK)
        delete(seen, room, console)
        expect(table.locator("#words")).to_have_text("This tournament has been deleted.")
        seen.left.append(room.client.get("/table", headers={"Authorization": f"Bearer {host.table}"}).status_code)
        seen.wrong = [*table.wrong, *console.wrong]  # type: ignore[attr-defined]
    return seen


def delete(seen: Seen, room: Class, console: Page) -> None:
    """Delete everything by keyboard: it is asked twice, and nothing is gone before the second answer."""
    tab_to(console, "Delete everything")
    console.keyboard.press("Enter")
    expect(console.locator("#no")).to_be_focused()
    console.keyboard.press("Tab")
    console.keyboard.press("Enter")
    expect(console.locator("#yes")).to_have_text("Yes, delete everything")
    seen.left.append(len(room.teach("GET", "")["players"]))
    console.keyboard.press("Tab")
    console.keyboard.press("Enter")
    expect(console.locator("#alert")).to_have_text("Everything of this tournament has been deleted.")


def test_nothing_went_wrong_in_the_pages_and_nothing_came_from_outside(seen):
    assert [one for one in seen.wrong if "401" not in one and "ERR_" not in one] == []


def test_no_token_stays_in_the_address(seen):
    assert "#" not in seen.said["address"]


def test_names_are_projected_only_when_they_are_approved(seen):
    assert "Joined: 0 · waiting to be let in: 30" in seen.said["before approval"]


def test_no_score_is_shown_while_turns_run(seen):
    assert not re.search(r"\d\.\d", seen.said["in a turn"].replace("127.0.0.1", ""))
    assert re.search(r"\d\d\.\d", seen.said["after"])


def test_personal_codes_are_never_projected_and_on_the_console_only_when_tapped(seen):
    spaced = [f"{code[:3]} {code[3:]}" for code in seen.codes]
    for name, text in seen.said.items():
        shown = [code for code in (*seen.codes, *spaced) if code in text]
        assert len(shown) == (name == "tapped"), name
    everything = " ".join(text["text"] for texts in seen.texts.values() for text in texts)
    assert not [code for code in (*seen.codes, *spaced) if code in everything]


def test_on_a_phone_the_clock_can_be_stopped_from_anywhere(seen):
    assert seen.phone["wide"] == 390                                          # nothing beside the window
    assert 0 <= seen.phone["top"] < seen.phone["bottom"] <= 844               # though the page is scrolled to its end
    assert seen.phone["high"] >= 44                                           # for a finger


def test_markup_is_shown_as_text(seen):
    assert MARKUP in seen.said["class"]
    assert MARKUP in seen.said["names"]
    assert seen.left[0] == 0


def test_everything_on_the_table_can_be_read_from_the_back(seen):
    for name, texts in seen.texts.items():
        _, size, theme = name.rsplit(maxsplit=2)
        assert faults(texts, SIZES[size], theme) == [], name
        assert len(texts) > (2 if "eyes" in name else 8), name


def test_the_console_can_be_read_in_every_theme(seen):
    for theme, texts in seen.console.items():
        assert len(texts) > 100
        least = 7.0 if theme == "contrast" else 4.5
        assert [(one["text"], round(one["contrast"], 1)) for one in texts if one["contrast"] < least] == [], theme
        assert [one["text"] for one in texts if one["cut"] or one["size"] < 13.9] == [], theme


def test_the_class_takes_home_report_and_tables(seen):
    report = seen.files["class-report.html"]
    assert report.count("<svg") >= 3
    assert not re.search(r'(src|href)="?http|<script|<link|url\(', report)
    assert "Questions for the discussion" in report
    assert seen.files["results.csv"].count("\r\n") == PLAYERS + 1
    assert "identifier,score" in seen.files["moodle.csv"]
    assert seen.files["records.zip"].startswith("PK")


def test_everything_is_deleted_when_asked_twice(seen):
    assert seen.left[1:] == [PLAYERS, 401]
