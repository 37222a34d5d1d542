"""The debrief: turning points are the largest of an exhaustive search, counterfactuals of own orders change nothing."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from game.analysis.counterfactual import Alternative, neighbouring_points, other_answers
from game.analysis.debrief import Stopped, open_case
from game.analysis.debrief.carry import carry_on, own_way
from game.analysis.debrief.document import Debrief, cause_steps, document_of
from game.analysis.debrief.groups import GROUPS
from game.analysis.debrief.par import par
from game.analysis.debrief.path import bot_paths, own_path
from game.analysis.debrief.questions import facts_of, questions_of
from game.analysis.debrief.sources import origin_of
from game.analysis.debrief.story import hidden_of, standings, story_of
from game.analysis.debrief.turning import A_TURN, CANDIDATES, Band, Decision, TurningPoint, candidates, decisions_of, spread, turning_points
from game.analysis.debrief.waterfall import waterfalls
from game.analysis.debrief.whatif import what_if
from game.analysis.debrief.why import LONGEST_EN, reasons
from game.analysis.debrief.words import HAPPENINGS, Say
from game.core.problems import TightropeError
from game.session.match import Match
from tests.unit.analysis.debrief_games import COMPILED, a_case, compiled, stored


def exhaustive(game):
    """Play every other answer and neighbouring allocation of every turn alone; gives the best total of each decision."""
    best: dict[tuple[int, str, str], int] = {}
    for turn in range(1, game.turns + 1):
        wanted = [("answer", what) for what in other_answers(game, turn)] + [("points", what) for what in neighbouring_points(game, turn)]
        for kind, (about, _instead, order) in wanted:
            key = (turn, kind, about if kind == "answer" else "")
            best[key] = max(best.get(key, -1 << 30), int(carry_on(game.scenario, game.states[turn - 1], order, own_way(game))[-1].total[0]))
    return best


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_turning_points_are_the_largest_of_an_exhaustive_search(seed):
    game = a_case(seed).need_game()
    real = int(game.final.total[0])
    best = exhaustive(game)
    found = decisions_of(game)
    assert {(d.turn, d.kind, d.about): d.best.total for d in found} == best
    differences = sorted((abs(real - total) for total in best.values()), reverse=True)
    assert [abs(d.difference) for d in found] == differences
    points = turning_points(game, seeds=20)
    shown, ten = [abs(p.decision.difference) for p in points], differences[:10]
    assert len(points) == 3
    assert all(size in ten for size in shown)
    ranked = turning_points(game, shown=10, seeds=20)
    turns = {point.decision.turn for point in ranked if point.mattered}
    largest = [max(abs(p.decision.difference) for p in ranked if p.mattered and p.decision.turn == turn) for turn in turns]
    assert len(turns) >= 3, "a game that tells nothing about turns"
    assert shown == sorted(largest, reverse=True)[:3]
    assert len({point.decision.turn for point in points}) == 3


def a_point(turn: int, difference: int, *, confirmed: bool = True) -> TurningPoint:
    """Give a turning point of a turn; its result was larger or smaller by so many thousandths than the best alternative's."""
    other = Alternative(turn, "answer", f"card {difference}", "other", 50_000 - difference, -difference)
    band = Band("", 50_000, 49_000, 51_000)
    decision = Decision(turn, "answer", other.about, "own", 50_000, (other,))
    return TurningPoint(decision, difference if confirmed else -difference, 0.7, band, (band,))


def test_each_turn_has_one_turning_point_before_another_has_two():
    points = [a_point(8, -900), a_point(8, 800), a_point(8, -700), a_point(3, 300), a_point(5, 250, confirmed=False), a_point(2, 99)]
    assert [p.decision.difference for p in spread(points)] == [-900, 300, 800, -700, 250, 99]
    alone = [a_point(8, -900), a_point(8, 800), a_point(8, -700), a_point(3, 300, confirmed=False)]
    assert [p.decision.difference for p in spread(alone)] == [-900, 800, -700, 300], "luck in another turn is no turning point"


def test_one_turn_does_not_take_all_the_places_of_what_is_confirmed():
    late = [a_point(8, 2_000 - place).decision for place in range(12)]
    early = [a_point(turn, 500 - turn).decision for turn in (1, 2, 3)]
    found = candidates([*late, *early])
    assert len(found) == CANDIDATES
    assert [one.turn for one in found] == [8] * (CANDIDATES - 3) + [1, 2, 3]
    assert found[:A_TURN] == late[:A_TURN]
    assert candidates(late) == late[:CANDIDATES], "with nothing else one turn has them all"


def test_the_reasons_add_up_to_the_difference():
    case = a_case(4)
    for decision in decisions_of(case.need_game())[:6]:
        assert sum(reason.difference for reason in reasons(case.need_game(), decision)) == decision.difference


def test_sentences_have_a_bounded_length():
    for seed in range(5):
        debrief = Debrief(a_case(seed))
        for told, say in itertools.product(debrief.turning, (Say("en"), Say("ko"))):
            words = debrief.why(told, say)
            assert words
            assert len(words) <= LONGEST_EN


def test_what_if_with_the_own_orders_is_the_own_game():
    for seed in range(5):
        game = a_case(seed).need_game()
        for turn in range(1, game.turns + 1):
            found = what_if(game, turn, game.orders[turn - 1])
            assert found.real.totals[-1] == found.other.totals[-1] == int(game.final.total[0])
            assert found.real.totals == found.other.totals[: len(found.real.totals)]
            assert np.array_equal(found.other.states[-1].values, game.final.values)


def test_what_if_on_other_dice_shows_the_spread():
    game = a_case(2).need_game()
    found = what_if(game, 2, game.orders[1], seeds=300)
    assert found.luck is not None
    assert np.array_equal(found.luck.real, found.luck.other)
    assert found.luck.better == 0
    assert found.luck.gain == 0
    assert len(set(found.luck.real.tolist())) > 100
    other = what_if(game, 2, game.orders[1], doctrine=0, seeds=100)
    assert other.luck is not None
    assert not np.array_equal(other.luck.real, other.luck.other)


def test_the_work_can_be_stopped():
    game = a_case(1).need_game()
    heard = []

    def tell(share):
        heard.append(share)
        if share > 0.4:
            raise Stopped

    with pytest.raises(Stopped):
        turning_points(game, tell)
    assert heard == sorted(heard)
    assert max(heard) < 0.7


def test_fewer_turns_give_fewer_points():
    short = compiled(calendar=replace(COMPILED.scenario.calendar, turns=1, cards=1))
    case = a_case(3, pack=short)
    assert case.turns == 1
    assert 1 <= len(turning_points(case.need_game(), seeds=10)) <= 3


def test_par_counts_what_is_lower():
    case = a_case(5, "doctrine")
    found = par(case.need_game(), 300)
    assert len(found.totals) == 300
    assert found.percentile == len([total for total in found.totals if total < found.own]) * 100 // 300
    assert sum(count for _, count in found.histogram()) == 300
    assert par(case.need_game(), 300).totals == found.totals
    assert len(set(found.totals)) > 100, "soft bots differ, though the dice are the same"


def test_paths_go_from_the_start_to_the_last_turn():
    case = a_case(6)
    own = own_path(case)
    assert [point.turn for point in own] == list(range(case.turns + 1))
    assert own[-1].alignment == case.record.turns[-1].indicators["align"]
    bots = bot_paths(case.need_game())
    assert [bot.doctrine for bot in bots] == ["alignment", "autonomy"]
    for bot in bots:
        assert bot.points[0].shares == own[0].shares


def test_the_story_names_every_card_and_ends_with_the_result():
    case = a_case(7)
    story = story_of(case)
    assert [chapter.turn for chapter in story] == list(range(1, case.turns + 1))
    for chapter, turn in zip(story, case.record.turns, strict=True):
        assert tuple(event for event, _ in chapter.cards) == turn.events
        assert all(option for _, option in chapter.cards)
        assert all(one.kind in HAPPENINGS for one in chapter.happenings)
    assert story[-1].total == standings(case)[-1]["total"] == case.result.total
    assert {one.power for one in hidden_of(case)} == {"washington", "beijing"}


def test_questions_are_filled_and_those_about_nothing_are_left_out():
    case = a_case(1)
    asked = questions_of(case, "en")
    facts = facts_of(case)
    assert asked[0] == f"Weakest: {COMPILED.texts.get(f'pillars.{facts.weakest}.name')}."
    assert "Who paid?" in asked
    assert (f"Rung {facts.rung}." in asked) == (facts.rung > 0)
    assert not any("{" in question for question in asked)


def test_a_record_of_other_rules_still_has_its_waterfall():
    case = a_case(8)
    bare = stored(case)
    assert not bare.verified
    for name, fall in waterfalls(bare).items():
        assert fall.start + sum(group.amount for group in fall.groups) == fall.end
        assert fall.end == waterfalls(case)[name].end
        assert "rules" not in [group.id for group in fall.groups], "the stored ledger is whole"
    document = document_of(Debrief(bare))
    assert document["verified"] is False
    assert document["turning_points"] == []
    assert document["par"] is None
    assert story_of(bare)[0].cards == story_of(case)[0].cards
    other = replace(compiled(), rules_digest="c" * 64)
    assert open_case(case.record, other).why.startswith("cannot be verified here")


def test_what_other_rules_scored_otherwise_is_one_step():
    case = a_case(8)
    bare = stored(replace(case, result=replace(case.result, total=case.result.total + 500)))
    fall = waterfalls(bare)["total"]
    assert fall.start + sum(group.amount for group in fall.groups) == fall.end
    assert [(group.id, group.amount) for group in fall.groups][-1] == ("rules", 500)


def test_an_unfinished_game_has_no_debrief():
    match = Match.new(COMPILED, 1)
    with pytest.raises(TightropeError, match="not over"):
        open_case(match.record(), COMPILED)


def test_an_early_end_is_a_step_of_its_own():
    case = next(case for case in (a_case(seed) for seed in range(60)) if case.result.ending)
    fall = waterfalls(case)["total"]
    assert fall.groups[-1].id == "unserved"
    assert fall.groups[-1].amount < 0
    assert sum(cause_steps(fall, 10)) == (fall.end + 5) // 10 - (fall.start + 5) // 10
    assert len(turning_points(case.need_game(), seeds=10)) == 3


def test_groups_have_names_in_both_languages():
    for group in GROUPS:
        assert Say("en")(group) != group
        assert Say("ko")(group) != Say("en")(group)


def test_a_cause_of_the_model_has_no_source():
    assert origin_of(COMPILED, "decay.growth").keys == ()
