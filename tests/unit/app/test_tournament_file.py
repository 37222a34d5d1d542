"""A tournament by file: made, played, handed in, scored; what does not count is told why."""

import csv
import io
import json
from dataclasses import replace

import pytest

from game.app.cli import main
from game.app.context import Context
from game.app.run import Run
from game.content.library import Library, shipped_folder
from game.core.problems import TightropeError
from game.rules.orders import legalise
from game.session.match import Match
from game.session.reading import read_record
from game.session.record import Result, encode
from game.session.store import Store
from game.tournament.by_file import open_next, read_tournament
from game.tournament.seeds import digest_of

SCENARIO = "first-steps"


def told(capsys, *words):
    code = main(list(words))
    return code, capsys.readouterr()


@pytest.fixture
def made(tmp_path, capsys):
    out = tmp_path / "class.tournament"
    words = ("--scenario", SCENARIO, "--scenario", SCENARIO, "--title", "9b", "--out", str(out), "--json")
    code, said = told(capsys, "tournament", "new", *words)
    assert code == 0
    return json.loads(said.out) | {"path": out}


@pytest.fixture(scope="module")
def library():
    return Library([shipped_folder()])


def play_out(match, lean=0):
    while not match.over:
        for slot, event in enumerate(match.events):
            options = match.scenario.events[match.scenario.event(event)].options
            match.answer(slot, options[(match.turn + lean) % len(options)].id)
        match.play(legalise(match.scenario, match.view(), match.orders()))
    return match


def handed_in(made, library, folder, name, lean=0, rounds=2):
    store = Store(folder)
    for _ in range(rounds):
        play_out(open_next(made["path"], store, library.load_versions, name), lean)
    return store


def test_the_sealed_file_shows_digests_and_the_opened_one_the_seeds_to_them(made):
    opened, sealed = read_tournament(made["path"]), read_tournament(made["path"].with_name("class-sealed.tournament"))
    assert sealed.rounds == opened.sealed().rounds
    assert all(one.seed is None for one in sealed.rounds)
    assert [digest_of(one.seed or "") for one in opened.rounds] == [one["seed_digest"] for one in made["rounds"]]
    assert opened.rounds[0].seed != opened.rounds[1].seed


def test_a_file_that_is_there_is_not_overwritten(made, capsys):
    code, said = told(capsys, "tournament", "new", "--scenario", SCENARIO, "--out", str(made["path"]))
    assert code == 2
    assert "there already" in said.err


def test_a_sealed_file_cannot_be_played(made, library, tmp_path):
    with pytest.raises(TightropeError, match="sealed"):
        open_next(made["path"].with_name("class-sealed.tournament"), Store(tmp_path / "s"), library.load_versions)


def test_play_load_opens_the_first_round_goes_on_with_it_and_then_opens_the_next(made, library, tmp_path):
    store = Store(tmp_path / "records")
    first = open_next(made["path"], store, library.load_versions, "Mina")
    assert first.tournament == made["id"]
    first.play(legalise(first.scenario, first.view(), first.orders()))
    again = open_next(made["path"], store, library.load_versions, "Mina")
    assert again.record() == first.record(), "a round that was begun is gone on with, not begun anew"
    play_out(again)
    second = play_out(open_next(made["path"], store, library.load_versions, "Mina"))
    assert second.record().seed != first.record().seed
    with pytest.raises(TightropeError, match="played to the end"):
        open_next(made["path"], store, library.load_versions, "Mina")


def test_the_program_opens_at_a_tournaments_file(made, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    context = Context.of(Run(), load=made["path"])
    assert context.opening is not None
    assert context.opening.tournament == made["id"]


def test_a_folder_is_scored_and_what_does_not_count_is_told_why(made, library, tmp_path, capsys):
    folder = tmp_path / "in"
    (folder / "9b").mkdir(parents=True)
    made["path"].rename(folder / "class.tournament")
    made["path"] = folder / "class.tournament"
    handed_in(made, library, folder / "9b" / "mina", "=Mina()")
    store = handed_in(made, library, folder / "9b" / "jun", "Jun", lean=1)
    # a forged result, a damaged file, a game on other dice, an unfinished one, a second try
    record = read_record(store.paths()[0])
    assert record.result is not None
    forged = replace(record, player="Forger", result=Result(record.result.pillars, record.result.total + 1000, 0, None))
    (folder / "forged.tightrope").write_bytes(encode(forged))
    (folder / "damaged.tightrope").write_bytes(b"{}\n")
    compiled = library.load_versions(SCENARIO)[0]
    other = play_out(Match.new(compiled, 7, "Other"))
    (folder / "other.tightrope").write_bytes(encode(other.record()))
    plan = read_tournament(made["path"]).rounds[0]
    (folder / "short.tightrope").write_bytes(encode(Match.new(compiled, plan.seed, "Short", options=plan.options).record()))
    whole = play_out(Match.new(compiled, plan.seed, "Long"))
    (folder / "long.tightrope").write_bytes(encode(whole.record()))
    second = play_out(Match.new(compiled, plan.seed, "Jun", options=plan.options), lean=2)
    (folder / "9b" / "jun" / "second.tightrope").write_bytes(encode(second.record()))
    table = tmp_path / "table.csv"
    code, said = told(capsys, "tournament", "score", str(folder), "--csv", str(table), "--moodle", str(tmp_path / "m.csv"), "--json")
    assert code == 1, "one that is refused is found wanting"
    found = json.loads(said.out)
    assert [one["name"] for one in found["standings"]] in (["Jun", "=Mina()"], ["=Mina()", "Jun"])
    assert found["groups"][0]["entrants"] == 2
    reasons = {one["file"].rpartition("/")[2]: one["reason"] for one in found["refused"]}
    assert "result" in reasons["forged.tightrope"]
    assert "seed of this tournament" in reasons["other.tightrope"]
    assert "not played to the end" in reasons["short.tightrope"]
    assert any("more than one game" in reason for reason in reasons.values())
    assert "another number of turns" in reasons["long.tightrope"]
    assert len(reasons) == 6
    assert "tried" in found["unproven"]
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert {row[1] for row in rows[1:]} == {"'=Mina()", "Jun"}, "a spreadsheet runs no name"
    assert (tmp_path / "m.csv").read_text(encoding="utf-8-sig").startswith("identifier,score")


def test_the_same_orders_under_two_names_are_told_of(made, library, tmp_path, capsys):
    folder = tmp_path / "in"
    store = handed_in(made, library, folder, "Mina", rounds=1)
    record = read_record(store.paths()[0])
    (folder / "copy.tightrope").write_bytes(encode(replace(record, player="Jun")))
    code, said = told(
        capsys, "tournament", "score", str(folder), "--csv", str(tmp_path / "t.csv"), "--tournament", str(made["path"]),
    )
    assert code == 0
    assert "The same orders" in said.out
    assert "cannot prove" in said.out


def test_a_folder_without_the_tournaments_file_says_what_to_do(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    code, said = told(capsys, "tournament", "score", str(tmp_path / "in"), "--csv", str(tmp_path / "t.csv"))
    assert (code, "--tournament FILE" in said.err) == (2, True)
    assert told(capsys, "tournament", "score", str(tmp_path / "gone"), "--csv", "t.csv")[0] == 2


def test_a_code_that_none_is_opens_no_window(capsys):
    for where in ("ABCDEI", "no host", "ABC", "host", "localhost:99999"):
        code, said = told(capsys, "tournament", "join", where)
        assert code == 2
        assert said.err.count("\n") == 1
