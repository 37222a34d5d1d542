"""`tournament score --report`: the class report of records that were handed in as files."""

import json

import pytest

from game.analysis.classroom import Played, classroom
from game.app.cli import main
from game.content.library import Library, load_scenario, shipped_folder
from game.report.class_report import ClassRound, class_report
from game.rules.orders import legalise
from game.session.match import Match
from game.session.options import shaped
from game.session.reading import read_record
from game.session.store import Store
from game.tournament.by_file import open_next

SCENARIO = "crossroads-2025"


def play_out(match: Match, lean: int) -> None:
    while not match.over:
        for slot, event in enumerate(match.events):
            options = match.scenario.events[match.scenario.event(event)].options
            match.answer(slot, options[(match.turn + lean) % len(options)].id)
        match.play(legalise(match.scenario, match.view(), match.orders()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Let four play a tournament by file; gives the folder that they hand in."""
    folder = tmp_path_factory.mktemp("class")
    assert main(["tournament", "new", "--scenario", SCENARIO, "--title", "9b", "--out", str(folder / "9b.tournament"), "--json"]) == 0
    find = Library([shipped_folder()]).load_versions
    for lean, name in enumerate(("Quiet Heron", "Brave Otter", "Calm Crane", "<b>Witty</b>")):
        play_out(open_next(folder / "9b.tournament", Store(folder / f"class-{lean}"), find, name), lean)
    return folder


def records(folder):
    return [read_record(path) for path in sorted(folder.rglob("*.tightrope"))]


def test_the_class_comes_out_as_its_records_say(folder):
    found = records(folder)
    compiled = shaped(load_scenario(SCENARIO), found[0].options)
    room = classroom(compiled, found[0].seed, [Played(one.player, [turn.order for turn in one.turns]) for one in found])
    assert [one.total for one in room.outcomes] == [one.result.total for one in found if one.result]
    assert [one.ending for one in room.outcomes] == [one.result.ending for one in found if one.result]
    assert [one.turns for one in room.outcomes] == [len(one.turns) for one in found]
    for one, record in zip(room.outcomes, found, strict=True):
        assert record.result is not None
        assert one.weakest == min(record.result.pillars, key=lambda name: record.result.pillars[name])
        assert len(one.path) == len(record.turns) + 1
        assert all(abs(sum(shares) - 1) < 1e-9 for shares in one.path)


def test_splits_count_what_was_answered(folder):
    found = records(folder)
    compiled = shaped(load_scenario(SCENARIO), found[0].options)
    games = [Played(one.player, [turn.order for turn in one.turns]) for one in found]
    room = classroom(compiled, found[0].seed, games)
    first = found[0].turns[0].events[0]
    split = next(one for one in room.splits if one.event == first)
    answered = [turn.order.answers[first] for one in found for turn in one.turns if first in turn.order.answers]
    assert {one.option: one.players for one in split.answers} == {option: answered.count(option) for option in answered}
    without = classroom(compiled, found[0].seed, [Played(game.name, game.orders, range(1, 20)) for game in games])
    assert without.splits == ()                                # what the bot answered for somebody is nobody's opinion


@pytest.mark.parametrize(("language", "says"), [("en", "Where the class split"), ("ko", "의견이 갈린 결정")])
def test_the_report_is_written_by_the_command(folder, tmp_path, capsys, language, says):
    page = tmp_path / "report.html"
    words = ("tournament", "score", str(folder), "--csv", str(tmp_path / "t.csv"), "--report", str(page), "--language", language)
    assert main([*words, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["standings"]) == 4
    text = page.read_text(encoding="utf-8")
    assert says in text
    assert text.count("<svg") >= 2
    assert "&lt;b&gt;Witty" in text
    assert "<b>Witty" not in text
    assert "<script" not in text


def test_a_language_that_it_does_not_speak_is_refused(folder, tmp_path, capsys):
    words = ("tournament", "score", str(folder), "--csv", str(tmp_path / "t.csv"), "--language", "fr")
    assert main(list(words)) == 2
    assert "en or ko" in capsys.readouterr().err


def test_a_class_of_one_mind_or_without_bots_still_has_a_report(folder):
    found = records(folder)
    compiled = shaped(load_scenario(SCENARIO), found[0].options)
    orders = [turn.order for turn in found[0].turns]
    room = classroom(compiled, found[0].seed, [Played(f"Player {number}", orders) for number in range(200)])
    text = class_report("All alike", [ClassRound(1, room)])
    assert "none" in text
    assert "200 players" in text
    assert "Player 7" not in text                              # marks have no names
