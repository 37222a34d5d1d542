"""A tournament by file without a program around it: what keeps it from being played, and why a record counts for no round."""

from dataclasses import replace

import pytest

from game.content.library import load_scenario
from game.session.match import Match
from game.session.options import lesson_for
from game.session.origin import pack_ref, rules_ref
from game.session.record import Options, RulesRef
from game.session.store import Autosave, Store
from game.tournament.by_file import ByFileError, begin, open_next, read_tournament
from game.tournament.codes import CodeError, address_of, code_of
from game.tournament.format import Tournament, encode, plan
from game.tournament.scoring import round_of


@pytest.fixture(scope="module")
def compiled():
    return load_scenario("first-steps")


@pytest.fixture
def whole(compiled):
    options = Options(turns=2)
    return Tournament("0123456789abcdef", "9b", tuple(plan("first-steps", pack_ref(compiled), rules_ref(compiled), options) for _ in "12"))


def refused(act):
    with pytest.raises(ByFileError) as found:
        act()
    return found.value.code


def played(match):
    while not match.over:
        cards = [match.scenario.events[match.scenario.event(name)] for name in match.events]
        match.play(replace(match.draft, answers={card.id: card.options[card.default].id for card in cards}))
    return match


def test_what_keeps_a_file_from_being_played_has_a_code(whole, compiled, tmp_path):
    path, store = tmp_path / "class.tournament", Store(tmp_path / "records")

    def open_it(find=lambda _: [compiled]):
        return open_next(path, store, find)

    assert refused(open_it) == "unreadable"
    path.write_bytes(encode(whole)[:-9])
    assert refused(open_it) == "damaged"
    path.write_bytes(encode(whole.sealed()))
    assert refused(open_it) == "sealed_file"
    path.write_bytes(encode(whole))
    assert refused(lambda: open_it(lambda _: [])) == "pack"
    for _ in whole.rounds:
        played(open_it())
    assert refused(open_it) == "all_played"
    assert read_tournament(path) == whole


def test_a_game_whose_pack_is_gone_is_not_begun_anew_under_its_name(whole, compiled, tmp_path):
    path, store = tmp_path / "class.tournament", Store(tmp_path / "records")
    path.write_bytes(encode(whole))
    first = open_next(path, store, lambda _: [compiled])
    assert open_next(path, store, lambda _: [compiled]).record() == first.record()
    assert refused(lambda: open_next(path, store, lambda _: [])) == "pack"
    assert len(store.paths()) == 1


def test_a_record_says_why_it_counts_for_no_round(whole, compiled, tmp_path):
    first = whole.rounds[0]
    record = played(begin(whole, first, [compiled], "Mina", Autosave(Store(tmp_path)))).record()
    assert round_of(whole, record) == (1, "")
    for changed, words in (
        (replace(record, seed="0" * 32), "not played on a seed"),
        (replace(record, scenario="thaad-2016"), "a game of thaad-2016"),
        (replace(record, rules=RulesRef("0" * 64, 1)), "other rules"),
        (replace(record, options=lesson_for(compiled.scenario)), "another number of turns"),
        (replace(record, tournament="f" * 16), "another tournament"),
        (record.until(2), "not played to the end"),
    ):
        number, why = round_of(whole, changed)
        assert number == 0
        assert words in why
    assert round_of(whole, replace(record, tournament="")) == (1, "")
    assert Match.load(record, compiled).over


def test_codes_of_all_kinds_of_classroom_networks_lead_back():
    for address in ("10.0.0.1", "172.16.5.9", "192.168.1.20", "127.0.0.1"):
        code = code_of(address, 8751)
        assert code is not None, address
        assert address_of(code) == (address, 8751)
    assert code_of("8.8.8.8", 8750) is None
    for typed in ("AAAAAA", "ABC", "ABCDEFG"):
        with pytest.raises(CodeError):
            address_of(typed)
