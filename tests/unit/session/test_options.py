"""Match options: a lesson's shorter game is played, kept in its record, loaded and verified; what cannot be is refused."""

import hashlib
from dataclasses import replace

import pytest

from game.core.problems import TightropeError
from game.session.match import Match
from game.session.options import LESSON, lesson_for, shaped
from game.session.reading import RecordError, decode
from game.session.record import PLAIN, Options, body_of, encode
from game.session.skim import skim
from game.session.verify import verify_files, verify_records

SHORT = Options(turns=3, cards=1)


@pytest.fixture
def lesson(compiled, play):
    return play(Match.new(compiled, 5, "Mina", options=SHORT))


def test_a_game_has_the_turns_and_cards_of_its_options(compiled, lesson):
    record = lesson.record()
    assert [len(turn.events) for turn in record.turns] == [1, 1, 1]
    assert compiled.scenario.calendar.turns == 4, "the scenario itself is not changed"


def test_options_stand_in_the_record_and_nothing_stands_for_none(compiled, lesson, played):
    assert decode(encode(lesson.record())) == lesson.record()
    assert '"options":{"cards":1,"turns":3}' in body_of(lesson.record())
    assert "options" not in body_of(played.record())
    skimmed = skim(body_of(lesson.record()))
    assert skimmed is not None
    assert skimmed.options == SHORT


def test_a_record_with_options_is_loaded_and_verified(compiled, lesson, played, tmp_path):
    again = Match.load(lesson.record(), compiled)
    assert again.over
    assert again.record() == lesson.record()
    files = []
    for name, match in (("short", lesson), ("whole", played)):
        files.append(tmp_path / f"{name}.tightrope")
        files[-1].write_bytes(encode(match.record()))
    assert [verdict.valid for verdict in verify_files(files, lambda _: [compiled])] == [True, True]


OTHERS = [PLAIN, Options(turns=3), Options(cards=1), Options(turns=2, cards=1), Options(turns=99), Options(cards=9)]


@pytest.mark.parametrize("options", OTHERS)
def test_other_options_than_those_played_are_refused(compiled, lesson, options, tmp_path):
    forged = replace(lesson.record(), options=options)
    assert verify_records([forged], lambda _: [compiled])[0][0] is False
    file = tmp_path / "forged.tightrope"
    file.write_bytes(encode(forged))
    assert verify_files([file], lambda _: [compiled])[0].valid is False


@pytest.mark.parametrize("options", [Options(turns=1), Options(turns=5), Options(cards=3)])
def test_impossible_options_are_refused_in_words(compiled, options):
    with pytest.raises(TightropeError, match="small can"):
        Match.new(compiled, 5, options=options)


@pytest.mark.parametrize("written", ["{}", '{"cards":0}', '{"turns":true}', '{"turns":6.0}', '{"speed":3}', '{"turns":401}', "3"])
def test_written_options_are_checked(lesson, written):
    body = body_of(lesson.record()).replace('{"cards":1,"turns":3}', written).encode()
    with pytest.raises(RecordError):
        decode(b"%s\n%s\n" % (body, hashlib.sha256(body).hexdigest().encode()))


def test_the_same_options_give_the_same_scenario(compiled):
    assert shaped(compiled, SHORT) is shaped(compiled, SHORT)
    assert shaped(compiled, PLAIN) is compiled


def test_the_lesson_takes_what_a_scenario_has(compiled):
    assert (LESSON.turns, LESSON.cards) == (6, 2)
    assert lesson_for(compiled.scenario) == Options(4, 2)


def test_a_record_names_the_tournament_that_it_was_played_for(compiled, play, tmp_path):
    named = play(Match.new(compiled, 5, "Mina", options=SHORT, tournament="0123456789abcdef"))
    record = decode(encode(named.record()))
    assert record.tournament == "0123456789abcdef"
    assert Match.load(record, compiled).record() == record
    skimmed = skim(body_of(record))
    assert skimmed is not None, "so that it is verified as fast as others"
    assert skimmed.tournament == "0123456789abcdef"
    path = tmp_path / "named.tightrope"
    path.write_bytes(encode(record))
    assert verify_files([path], lambda _: [compiled])[0].valid is True
    with pytest.raises(RecordError):
        decode(encode(replace(record, tournament="a class")))
