"""Two hundred names on the table: they come, go and end their turn, and nothing flickers or jumps."""

import pytest
from playwright.sync_api import expect

from tests.browser.lesson import Class, browser, hosted, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("two hundred in a browser")]
MANY = 200
WATCH = """
window.shifted = 0; window.removed = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifted += one.value; })
  .observe({ type: "layout-shift", buffered: true });
addEventListener("DOMContentLoaded", () => {
  new MutationObserver((list) => { for (const one of list) window.removed += one.removedNodes.length; })
    .observe(document.getElementById("names"), { childList: true });
});
"""


@pytest.fixture
def room(tmp_path):
    with hosted(tmp_path) as host, Class(host) as room:
        room.teach("PATCH", "/settings", {"approval": False})
        yield room


def test_two_hundred_come_go_and_end_their_turn_without_flicker(room):
    with browser() as chromium:
        page = chromium.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="no-preference").new_page()
        page.add_init_script(WATCH)
        table = opened(page, room.host, "table")
        room.join(3)
        expect(table.locator("#names li")).to_have_count(3)
        table.evaluate("() => { document.querySelector('#names li').kept = true; }")
        room.join_more(MANY - 3)
        expect(table.locator("#names li")).to_have_count(MANY)
        assert table.evaluate("() => document.querySelector('#names li').kept && window.removed === 0")
        players = room.teach("GET", "")["players"]
        room.teach("POST", f"/players/{players[1]['id']}/remove")
        expect(table.locator("#names li")).to_have_count(MANY - 1)
        assert table.evaluate("() => document.querySelector('#names li').kept && window.removed === 1")
        room.teach("POST", "/rounds/1/start")
        expect(table.locator("#seats li")).to_have_count(MANY - 1)
        for place in (0, 2, 3, 4, 5):
            room.order(place, 1)
        expect(table.locator("#seats .done")).to_have_count(5)
        assert table.evaluate("() => window.shifted") < 0.02
        assert table.wrong == []  # type: ignore[attr-defined]
        table.evaluate("() => { document.querySelector('main').style.marginTop = '90px'; }")
        table.wait_for_timeout(500)
        assert table.evaluate("() => window.shifted") > 0.02                # what is measured can be seen


def test_whoever_wants_no_motion_gets_none(room):
    with browser() as chromium:
        page = chromium.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce").new_page()
        table = opened(page, room.host, "table")
        room.join(5)
        expect(table.locator("#names li")).to_have_count(5)
        assert table.evaluate("() => document.getAnimations().length") == 0
