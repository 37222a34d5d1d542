"""The table with the longest texts that packs and players may have, in states that a lesson seldom comes to."""

import json
import time
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.lesson import LOOK, STILL, browser, faults, hosted, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("longest texts in a browser")]
LONG = {"en": "Washington wants the chip rules tightened!", "ko": "제재와 보복 사이에서 갈라지는 반도체 공급망 규칙"}
LABEL = {"en": "Join the controls, and say so now", "ko": "통제에 동참하고 이를 공개 선언"}
LOOKS = {"en": ("light", (1280, 720)), "ko": ("dark", (1920, 1080))}
NAMES = ("Thoughtful Hedgehogs", "WWWWWWWWWWWWWWWWWWWW", "부지런한바닷가의고슴도치", "Quiet Heron")
SCORES = {"rows": [{"place": 1 + k, "id": k, "nickname": NAMES[k % 4], "sum": 188_800 - k} for k in range(8)], "others": []}
TEAMS = [{"place": k, "name": NAMES[k % 4], "average": 50_000, "seats": 30} for k in (1, 2, 3, 4)]


def table(language, **changes):
    """Make a document of the table."""
    round_ = {
        "number": 20, "of": 20, "title": "", "mode": "lockstep", "state": "running", "turn": 10, "turns": 10,
        "deadline": time.time() + 4000, "paused_since": None, "closes": time.time() + 90_000, "options": {"turns": 0, "cards": 0},
    }
    document = {
        "now": time.time(), "version": 1, "title": "The great tournament of all the schools of the city, 2026", "state": "open",
        "waiting": 12,
        "join": {"address": "https://tournament.example.org:8750", "code": "KWXLPA:9000"}, "standings": None,
        "settings": {"language": language, "joining": True},
        "news": [{"event": name, "share": 73} for name in "abc"],
        "players": [{"id": k, "nickname": NAMES[k % 4], "ended": k % 3 == 0, "turn": 1, "away": False} for k in range(200)],
    }
    return {**document, "round": {**round_, **changes.pop("round", {})}, **changes}


STATES: dict[str, dict[str, Any]] = {
    "joining": {"round": None, "players": [], "waiting": 0}, "a turn": {}, "no deadline": {"round": {"deadline": None}},
    "own pace": {"round": {"mode": "paced"}, "news": []},
    "standings": {"round": {"state": "ended"}, "standings": {**SCORES, "teams": []}},
    "classes": {"round": {"state": "ended"}, "standings": {**SCORES, "teams": TEAMS}, "state": "finished"},
    "no standings": {"round": {"state": "ended"}},
}


def answer(route, document):
    route.fulfill(status=200, content_type="application/json", body=json.dumps(document))


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    with hosted(tmp_path_factory.mktemp("host")) as host, browser() as chromium:
        yield host, chromium.new_context(reduced_motion="reduce")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("state", list(STATES))
def test_the_longest_texts_can_be_read(pages, state, language):
    host, context = pages
    changes = dict(STATES[state])
    document = table(language, **{**changes, "round": changes.get("round") or {}})
    if "round" in changes and changes["round"] is None:
        document["round"] = None
    page = context.new_page()
    answers = [{"label": f"{LABEL[language]}{k}", "players": 100 - k, "middle": "46"} for k in range(4)]
    split = {"turn": 10, "title": LONG[language], "answers": answers}
    roads = {str(k): "autonomy" for k in range(8)}
    drawing = '<svg viewBox="0 0 592 196"><text x="10" y="20" font-size="20" fill="var(--text)">median</text></svg>'
    events = {name: {"title": LONG[language], "power": "beijing"} for name in "abc"}
    words = {"number": 20, "title": LONG[language], "turns": ["2030 H2"] * 10, "events": events, "seconds": [240, 216]}
    page.route("**/table/words*", lambda route: answer(route, words))
    after = {"number": 20, "players": 200, "bots": 1000, "distribution": drawing, "roads": roads, "split": split}
    page.route("**/table/after*", lambda route: answer(route, after if document["standings"] else None))
    told = f"event: table\ndata: {json.dumps(document)}\n\n"
    page.route("**/table/events", lambda route: route.fulfill(status=200, content_type="text/event-stream", body=told))
    theme, size = LOOKS[language]
    page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(page, host, "table", f"?theme={theme}")
    expect(page.locator("main > :not([hidden])").first).to_be_visible()
    page.wait_for_timeout(100)
    assert page.evaluate(STILL)
    texts = page.evaluate(LOOK)
    assert faults(texts, size, theme) == []
    assert len(texts) >= (4 if state == "no standings" else 7)
    page.close()
