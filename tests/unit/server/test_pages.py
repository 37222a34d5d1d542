"""The pages: what they say, what they look like, and what only they ask for."""

import json
import re

import pytest

from game.server.faults import Refusal
from game.server.pages.files import STATIC, Reached, files
from game.ui.theme import THEMES
from tests.hosting import make_host

PAGES = sorted(STATIC.glob("*.html"))
SCRIPTS = sorted(STATIC.glob("*.js"))


@pytest.fixture
def host(tmp_path):
    host = make_host(tmp_path)
    with host.client:
        yield host


def played(host, *names):
    """Let a class play its round to the end."""
    people = host.joined(*names)
    host.start()
    for turn in (1, 2):
        for place, person in enumerate(people):
            person.end_turn(host, place % 2)
        host.settle(0 if turn == 2 else turn + 1)
    return people


def test_every_word_has_its_korean_and_no_korean_is_left_over():
    said: set[str] = set()
    for path in SCRIPTS:
        said |= set(re.findall(r'\bw\("((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8")))
    for path in PAGES:
        said |= set(re.findall(r"data-w>([^<]+)<", path.read_text(encoding="utf-8")))
    korean = json.loads((STATIC / "ko.json").read_text(encoding="utf-8"))
    assert len(said) > 100
    assert set(korean) == said
    wrong = [text for text, told in korean.items() if set(re.findall(r"\{\w+\}", text)) != set(re.findall(r"\{\w+\}", told))]
    assert wrong == []


@pytest.mark.parametrize("theme", list(THEMES))
def test_the_colours_are_those_of_the_game(theme):
    style = (STATIC / "page.css").read_text(encoding="utf-8")
    block = style.partition(":root {" if theme == "light" else f':root[data-theme="{theme}"] {{')[2].partition("}")[0]
    tokens = {name.replace("-", "_"): code for name, code in re.findall(r"--([a-z-]+): (#[0-9A-F]{6})", block)}
    assert len(tokens) == 17
    assert {name: getattr(THEMES[theme].screen, name) for name in tokens} == tokens


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_has_no_script_of_its_own_and_loads_nothing_from_outside(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*src=)|\son\w+=|\sstyle=|<style|https?://", text) == []
    wanted = re.findall(r'(?:src|href)="/pages/([^"]+)"', text)
    assert wanted
    assert [name for name in wanted if name not in files() and name != "join.svg"] == []


def test_pages_come_with_careful_headers(host):
    for path in ("/", "/table", "/console"):
        answer = host.client.get(path)
        assert answer.status_code == 200
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["content-type"].startswith("text/html")
    assert host.client.get("/pages/table.js").headers["content-type"].startswith("text/javascript")
    assert host.client.get("/pages/tightrope-sans-bold.otf").headers["cache-control"] == "public, max-age=86400"
    assert b"<svg" in host.client.get("/pages/join.svg").content


@pytest.mark.parametrize("path", ["/nothing", "/pages/nothing.js", "/pages/..%2ffiles.py", "/pages/table.html", "/pages/%2e%2e%2ffiles.py"])
def test_nothing_else_is_given_out(host, path):
    answer = host.client.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


def test_words_of_the_pack_come_in_both_languages(host):
    assert host.table.get("/table/words")["number"] == 0
    host.joined("Quiet Heron")
    host.start()
    english, korean = host.table.get("/table/words"), host.table.get("/table/words?language=ko")
    assert english["title"] != korean["title"]
    assert len(english["turns"]) == 2
    assert english["seconds"] == [90, 60]
    news = host.table.get("/table")["news"]
    assert news
    assert all(english["events"][one["event"]]["title"] for one in news)


def test_between_rounds_the_best_have_names_and_the_others_are_marks(host):
    names = [f"Player {letter}" for letter in "ABCDEFGHIJ"]
    people = host.joined(*names)
    host.start()
    assert host.table.get("/table/after") is None
    for turn in (1, 2):
        for place, person in enumerate(people):
            person.end_turn(host, place % 3)
        host.settle(0 if turn == 2 else turn + 1)
    after = host.table.get("/table/after")
    assert after["players"] == 10
    assert after["bots"] == 1000
    assert len(after["roads"]) == 8
    assert 'fill="var(--' in after["distribution"]
    assert not [name for name in names if name in json.dumps(after)]
    assert sum(one["players"] for one in after["split"]["answers"]) >= 3
    host.teacher.patch("/console/settings", {"standings": False})
    assert host.table.get("/table/after") is None


def test_the_class_report_says_what_happened(host):
    played(host, "Quiet Heron", "Brave Otter", "Calm Crane", "Witty Owl")
    english = host.teacher.get("/console/report.html").text
    assert "Quiet Heron" in english
    assert "Questions for the discussion" in english
    assert "토론 질문" in host.teacher.get("/console/report.html?language=ko").text


def test_a_report_before_any_round_says_so(host):
    assert "No round has ended yet." in host.teacher.get("/console/report.html").text


def test_one_click_switches_all_planned_rounds_to_file(tmp_path):
    host = make_host(tmp_path, rounds=2)
    with host.client:
        assert host.teacher.post("/console/to-file") == {"rounds": [1, 2]}
        assert [one["state"] for one in host.teacher.get("/console")["rounds"]] == ["file", "file"]
        assert host.teacher.get("/console/tournament-file").content.count(b'"seed":') == 2
        assert host.teacher.post("/console/to-file", expect=409)["error"]["code"] == "state"


def test_only_the_teacher_has_the_teachers_things(host):
    (player,) = host.joined("Quiet Heron")
    for path in ("/console/reach", "/console/scenarios", "/console/report.html"):
        assert host.table.get(path, expect=403)["error"]["code"] == "role"
        assert player.get(path, expect=403)["error"]["code"] == "role"
    for path in ("/table/words", "/table/after"):
        player.get(path, expect=403)
    player.post("/console/to-file", expect=403)


def test_scenarios_are_listed_with_their_titles(host):
    found = host.teacher.get("/console/scenarios?language=ko")
    assert {one["id"] for one in found} == {"first-steps", "crossroads-2025", "thaad-2016"}
    assert all(one["turns"] > 1 and one["title"] for one in found)


def test_who_has_reached_the_page_is_counted_without_the_teacher():
    reached = Reached()
    for address in ("192.168.1.20", "192.168.1.21", "192.168.1.21", "127.0.0.1", "192.168.1.22"):
        reached.note(address)
    assert reached.count("192.168.1.20") == 2
    for number in range(3000):
        reached.note(f"10.0.{number // 250}.{number % 250}")
    assert reached.count("192.168.1.20") == 2000


def test_the_reach_test_warns_where_nobody_can_come(host):
    host.client.get("/")
    found = host.teacher.get("/console/reach")
    assert found["alone"]
    assert found["devices"] == 1                          # the test's client counts as another machine


def test_a_scenario_that_is_not_installed_any_more_leaves_the_table_with_names_only(host, monkeypatch):
    played(host, "Quiet Heron", "Brave Otter", "Calm Crane")

    def gone(_round):
        raise Refusal(409, "state", "not installed")

    monkeypatch.setattr(host.client.app.state.service.shelf, "of", gone)
    words = host.table.get("/table/words")
    assert (words["title"], words["events"]) == ("first-steps", {})
    assert host.table.get("/table/after") is None
    assert len(host.table.get("/table")["standings"]["rows"]) == 3
    assert "Quiet Heron" in host.teacher.get("/console/report.html").text


def test_a_broken_pack_is_not_offered(tmp_path, host):
    (tmp_path / "packs" / "broken").mkdir(parents=True)
    (tmp_path / "packs" / "broken" / "pack.yaml").write_text("id: [", encoding="utf-8")
    host.client.app.state.folders = (*host.client.app.state.folders, str(tmp_path / "packs"))
    assert "broken" not in {one["id"] for one in host.teacher.get("/console/scenarios")}
