"""The match: one authority, undo until the turn ends, illegal orders refused by value, and a save that goes on as it was."""

from dataclasses import replace

import pytest

from game.core.problems import Problem, TightropeError
from game.session.match import IllegalOrderError, Match, RecordMismatchError
from game.session.origin import OtherRulesError
from game.session.reading import decode
from game.session.record import Order, Record, RulesRef, encode


def answered(match):
    for slot in range(len(match.events)):
        match.answer(slot, "no" if "card" in match.events[slot] else "refuse")
    return match


def test_a_game_is_played_to_its_end(played):
    assert played.over
    assert played.turn == 4
    assert len(played.reports) == len(played.states) - 1 == 4
    assert played.handover is not None
    result = played.result()
    assert result.ending is None
    assert result.total == played.handover.total_after
    assert played.problems() == [Problem("over")]
    assert played.allocate("army", 1) == [Problem("over")]
    assert played.events == ()


def test_there_is_no_result_before_the_end(compiled):
    with pytest.raises(TightropeError, match="not over"):
        Match.new(compiled, 1).result()


def test_a_secret_seed_is_new_each_time(compiled):
    assert Match.new(compiled).record().seed != Match.new(compiled).record().seed


def test_a_seed_may_be_a_number_or_its_digits(compiled):
    match = Match.new(compiled, 7)
    assert Match.new(compiled, match.record().seed).record() == match.record()


def test_the_table_opens_with_last_turns_points(compiled):
    match = Match.new(compiled, 5)
    assert match.draft == Order({"markets": 1, "army": 1, "talks": 1}, {})
    match.allocate("army", 2)
    answered(match).end_turn()
    assert match.draft == Order({"markets": 1, "army": 2, "talks": 1}, {})
    assert not match.can_undo


def test_the_draft_can_be_taken_back_until_the_turn_ends(compiled):
    match = Match.new(compiled, 5)
    opening = match.draft
    assert match.allocate("army", 2) == []
    assert match.allocate("army", 2) == []                   # no change is no step
    assert match.answer(0, "no") == []
    assert match.answer(0, "wait") == []
    assert match.draft.answers == {match.events[0]: "wait"}
    assert match.undo()
    assert match.draft.answers == {match.events[0]: "no"}
    assert match.answer(0, None) == []
    assert match.draft.answers == {}
    for _ in range(3):
        assert match.undo()
    assert match.draft == opening
    assert not match.undo()
    answered(match).end_turn()
    assert not match.undo()


@pytest.mark.parametrize(("act", "code"), [
    (lambda m: m.allocate("bombs", 1), "unknown_programme"),
    (lambda m: m.allocate("bombs", 0), "unknown_programme"),
    (lambda m: m.allocate("army", 4), "level"),
    (lambda m: m.allocate("army", -1), "level"),
    (lambda m: m.allocate("army", 1000), "level"),
    (lambda m: m.answer(0, "perhaps"), "unknown_option"),
    (lambda m: m.answer(2, "no"), "no_such_card"),
    (lambda m: m.answer(-1, "no"), "no_such_card"),
    (lambda m: m.revise(Order({}, {"card_9": "no"})), "no_such_card"),
])
def test_what_names_nothing_is_refused_by_value_and_changes_nothing(compiled, act, code):
    match = Match.new(compiled, 5)
    before = match.draft
    assert [problem.code for problem in act(match)] == [code]
    assert match.draft == before
    assert not match.can_undo


def test_a_draft_without_points_for_a_programme_does_not_name_it(compiled):
    match = Match.new(compiled, 5)
    assert match.revise(Order({"army": 1, "markets": 0})) == []
    assert match.draft == Order({"army": 1})
    assert decode(encode(match.record())).draft == match.draft


def test_an_order_that_costs_too_much_may_be_drafted_but_not_given(compiled):
    match = answered(Match.new(compiled, 5))
    for name in ("markets", "army", "talks"):
        match.allocate(name, 2)
    assert [problem.code for problem in match.problems()] == ["points"]
    state = match.state
    with pytest.raises(IllegalOrderError) as caught:
        match.end_turn()
    assert [problem.code for problem in caught.value.problems] == ["points"]
    assert match.state is state
    assert match.turn == 1
    match.undo()
    assert match.problems() == []


def test_cards_without_an_answer_are_named(compiled):
    match = Match.new(compiled, 5)
    assert {problem.code for problem in match.problems()} == {"answer"}
    assert len(match.problems()) == len(match.events)


def test_a_report_tells_all_that_changed(played):
    for report in (*played.reports, played.handover):
        names = [indicator.id for indicator in played.scenario.indicators]
        moved = dict.fromkeys(names, 0)
        for line in report.lines:
            moved[names[line.indicator]] += line.amount
        assert {name: report.after[name] - report.before[name] for name in names} == moved
    assert played.reports[0].after == played.reports[1].before
    assert played.reports[1].pillars_after == played.reports[2].pillars_before


def test_a_report_tells_what_was_announced(compiled, play):
    said: dict[str, set[str]] = {}
    for seed in range(30):
        for report in play(Match.new(compiled, seed)).reports:
            for one in report.announcements:
                said.setdefault(one.kind, set()).add(one.about)
                assert one.due == 0 or one.due > report.turn
    assert said["demand"] == {"spend"}
    assert said["rung_up"] == {"tours"}


def test_an_early_end_comes_after_a_warning_and_has_no_hand_over(fallen, compiled):
    assert fallen.result().ending == "fall"
    assert fallen.turn < 4
    assert fallen.handover is None
    assert fallen.reports[-2].warnings == ("fall",)
    assert fallen.reports[-1].warnings == ()
    assert fallen.reports[-1].ending == "fall"
    assert fallen.events == ()
    assert Match.load(fallen.record(), compiled).result() == fallen.result()


def test_every_order_is_saved(compiled):
    saved: list[Record] = []
    match = Match.new(compiled, 5, save=saved.append)
    assert len(saved) == 1
    match.allocate("army", 2)
    match.answer(0, "no")
    match.undo()
    assert [record.draft for record in saved[1:]] == [
        Order({"markets": 1, "army": 2, "talks": 1}, {}),
        Order({"markets": 1, "army": 2, "talks": 1}, {match.events[0]: "no"}),
        Order({"markets": 1, "army": 2, "talks": 1}, {}),
    ]
    answered(match).end_turn()
    assert saved[-1] == match.record()
    assert len(saved[-1].turns) == 1
    assert saved[-1].draft is None


@pytest.mark.parametrize("until", range(4))
def test_a_saved_game_goes_on_as_if_it_had_not_been_interrupted(compiled, play, until):
    whole = play(Match.new(compiled, 5, "Mina"))
    save = play(Match.new(compiled, 5, "Mina"), until=until).record()
    match = Match.load(save, compiled)
    assert match.record() == save
    assert play(match).record() == whole.record()


def test_continue_comes_back_to_the_draft(compiled):
    match = Match.new(compiled, 5)
    match.allocate("army", 2)
    again = Match.load(match.record(), compiled)
    assert again.draft == match.draft
    assert again.undo()
    assert again.draft.points["army"] == 1


def test_a_finished_record_opens_finished(played, compiled):
    again = Match.load(played.record(), compiled)
    assert again.over
    assert again.result() == played.result()
    assert again.reports == played.reports


def changed(record, turn, **what):
    turns = list(record.turns)
    turns[turn - 1] = replace(turns[turn - 1], **what)
    return replace(record, turns=tuple(turns))


def test_a_record_that_plays_out_otherwise_is_not_opened_as_a_game(played, compiled):
    record = played.record()
    second = record.turns[1]
    forged = [
        (changed(record, 2, digest="0" * 16), 2), (changed(record, 2, ledger={**second.ledger, "economy:decay.approval:approval": 1}), 2),
        (changed(record, 2, order=Order({"army": 9}, {})), 2), (changed(record, 3, events=("card_1",)), 3),
        (replace(record, start={**record.start, "approval": 1}), 0), (replace(record, turns=record.turns * 2), 5),
        (replace(record, result=replace(record.result, total=99_000)), 4), (replace(record, handover=None), 4),
        (replace(record, seed="0" * 32), 1), (changed(record, 1, indicators={**record.turns[0].indicators, "ire": 0}), 1),
    ]
    for bad, turn in forged:
        with pytest.raises(RecordMismatchError) as caught:
            Match.load(bad, compiled)
        assert caught.value.turn == turn
    with pytest.raises(OtherRulesError, match="cannot be verified here"):
        Match.load(replace(record, rules=RulesRef("c" * 64, 1)), compiled)
    with pytest.raises(OtherRulesError, match="cannot be verified here"):
        Match.load(replace(record, rules=RulesRef(record.rules.digest, 999)), compiled)
