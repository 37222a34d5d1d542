"""Who minds: what is under the pointer thickens the arrow of the power that minds it, and lights the rung that it would reach."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import pygame
import pytest

from game.analysis.expectation import rung_reached
from game.analysis.forecast import forecast
from game.session import SCALE
from game.ui import words
from game.ui.atlas import chart
from game.ui.geometry import Rect
from game.ui.map import Arrow, Map, added
from game.ui.screen import Look, context_for
from game.ui.screens.decide import Decide
from game.ui.screens.parts.consequences import consequences
from game.ui.screens.parts.minding import Ladders, Minded, of_answer, of_programme, sentence
from game.ui.screens.parts.table import Table, whole
from game.ui.text import Setter
from tests.ui.hands import Hands, compiled, desk, faults_of, match

ROLES = compiled().scenario.roles
MINDED = next(i for i, one in enumerate(compiled().scenario.programmes) if one.id == "nuclear_hedge")


@pytest.fixture(autouse=True)
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.ui.screens.decide.forecast", partial(forecast, futures=40))


@pytest.fixture
def hands() -> Iterator[Hands]:
    made = Hands(match())
    made.key(pygame.K_RETURN)
    made.settle()
    yield made
    made.close()


def standing(ire: float, pressure: float, rung: int = 0, us_rung: int = 0) -> Table:
    """Give a table on which the powers stand so."""
    played = match()
    view = played.view()
    values = view.values.copy()
    values[ROLES.ire, 0], values[ROLES.pressure, 0] = ire * SCALE, pressure * SCALE
    view = replace(view, values=values, rung=np.array([rung], np.int8), us_rung=np.array([us_rung], np.int8))
    return Table(desk(), played, view)


def asked(table: Table, minded: tuple[str, int, int], page: str, side: str = "forecast") -> Decide:
    screen = Decide(desk(), table.match, page)
    screen.table, screen.minded, screen.side = table, minded, side
    return screen


def one(hands: Hands, kind: type) -> object:
    return next((w for w in hands.app.top.stage.root.walk() if isinstance(w, kind)), None)


def test_rungs_are_the_scenario_s() -> None:
    scenario = compiled().scenario
    us, rival = scenario.us_pressure.ladder, scenario.china_retaliation
    table = standing(0, 0, us_rung=1)
    assert rung_reached(scenario, table.view, us[1].at, rival=False) == 2
    assert rung_reached(scenario, table.view, us[1].at - 1, rival=False) == 1
    assert rung_reached(scenario, table.view, us[3].at, rival=False) == 2, "a rung a turn"
    assert rung_reached(scenario, table.view, us[0].leave_at - 1, rival=False) == 0
    table = standing(0, 0, rung=2)
    assert rung_reached(scenario, table.view, rival.ladder[2].at - rival.warn_below, rival=True) == 3
    assert rung_reached(scenario, table.view, rival.ladder[2].at - rival.warn_below - 1, rival=True) == 2


def test_an_answer_adds_what_it_says() -> None:
    """The ire of an answer is the figure on its row, and one that nobody minds moves nobody."""
    table = standing(44, 40)
    seen = set()
    for card in table.cards:
        for number in range(len(table.event(card).options)):
            for reach in of_answer(table, card, number):
                seen.add(reach.who)
                assert reach.then != reach.now
    assert seen == {"washington", "beijing"}
    neutral = next(i for i, programme in enumerate(compiled().scenario.programmes) if not table.meta.minds[programme.id])
    assert of_programme(table, neutral, 2) == ()


def test_the_engine_moves_ire_and_pressure_as_told() -> None:
    """Against the rules themselves: the affront and effects of each minded answer are in the turn's own accounts."""
    table = Table(desk(), match())
    checked: set[str] = set()
    for card in table.cards:
        for number, option in enumerate(table.event(card).options):
            reached = {reach.who: reach.then - reach.now for reach in of_answer(table, card, number)}
            told = {who: reached.get(who, 0) for who in consequences(table, card, number).minds}
            if not told:
                continue
            other = match()
            other.answer(card.slot, option.id)
            for rest in table.cards:
                if rest is not card:
                    other.answer(rest.slot, table.event(rest).options[table.event(rest).default].id)
            report = other.play(other.draft)
            for who, amount in told.items():
                role, (kind, about) = ROLES.ire if who == "beijing" else ROLES.pressure, table.event(card).about
                ids = (card.id, table.scenario.us_pressure.demands[about].id if kind == "demand" else card.id)
                causes = [line.amount for line in report.lines if line.indicator == role and {*ids} & {*line.cause.split(".")}
                              and not line.cause.endswith((".open", ".firm", ".soft"))]    # waiting and moods are not an answer's own
                assert sum(causes) == pytest.approx(amount, abs=600), (card.id, option.id, who)
                checked.add(who)
    assert checked == {"washington", "beijing"}


def test_hover_thickens_the_arrow_and_lights_the_rung(hands: Hands) -> None:
    hands.key(pygame.K_m, "m")
    before, strip = one(hands, Map), one(hands, Ladders)
    assert isinstance(before, Map)
    assert isinstance(strip, Ladders)
    assert all(arrow.more == 0 for arrow in before.arrows)
    scenario, table = hands.match.scenario, standing(46, 40)
    hands.screen.table.view = table.view
    card = hands.screen.card
    told = [of_answer(table, card, n) for n in range(len(table.event(card).options))]
    number = next(n for n, reaches in enumerate(told) if any(r.who == "beijing" and r.more > 1 for r in reaches))
    hands.point(pygame.MOUSEMOTION, hands.find(f"answer {number + 1}").rect.centre)
    after, lit = one(hands, Map), one(hands, Ladders)
    assert isinstance(after, Map)
    assert isinstance(lit, Ladders)
    assert {arrow.who: arrow.more > 0 for arrow in after.arrows}["beijing"]
    row = next(reach for reach in lit.rows if reach.who == "beijing")
    assert row.reached == 1 == rung_reached(scenario, table.view, row.then, rival=True)
    assert hands.screen.table.texts("rungs.group_tours.name") in lit.label
    hands.point(pygame.MOUSEMOTION, (5, 700))
    assert all(arrow.more == 0 for arrow in one(hands, Map).arrows)  # type: ignore[attr-defined]


def test_focus_on_a_programme_does_the_same_and_follows_its_points(hands: Hands) -> None:
    hands.key(pygame.K_p, "p")
    hands.tab_to(f"programme {MINDED}")
    line = one(hands, Minded)
    assert isinstance(line, Minded)
    first = {reach.who: reach.more for reach in line.reaches}
    assert "beijing" in first
    for _ in range(2):
        hands.key(pygame.K_PLUS, "+")
    level = hands.match.draft.points.get("nuclear_hedge", 0)
    assert hands.screen.minded == ("programme", MINDED, level)
    hands.key(pygame.K_m, "m")
    assert one(hands, Ladders) is not None


def test_the_compact_map_shows_what_was_asked_last() -> None:
    hands = Hands(match(), 2.0)
    try:
        hands.key(pygame.K_RETURN)
        for _ in range(6):
            if hands.where == "Decide":
                break
            hands.key(pygame.K_RETURN)
        hands.tab_to("answer 1")
        name = hands.screen.table.option_text(hands.screen.card, 0, "label")
        hands.key(pygame.K_m, "m")
        strip = one(hands, Ladders)
        assert isinstance(strip, Ladders)
        assert strip.heading == name
        assert any(arrow.more for arrow in one(hands, Map).arrows)  # type: ignore[attr-defined]
        hands.app.apply(hands.screen.open("event:1"))
        hands.app.apply(hands.screen.show_side("map"))
        assert one(hands, Ladders).heading == ""  # type: ignore[attr-defined]
    finally:
        hands.close()


def test_what_is_added_is_seen_on_the_map() -> None:
    """Wider by at least three pixels in the side panel, however little is added."""
    def across(more: float) -> float:
        made = Map(Rect(0, 0, 368, 238), chart(lambda _key, default: default), Setter(), arrows=[Arrow("beijing", 40, more=more)])
        ys = [y for _x, y in made.outline(made.arrows[0], added(more) if more else 0.0)]
        return max(ys) - min(ys)

    assert across(4) > across(0) + 3


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(("pixels", "scale"), [((1280, 720), 1.0), ((1280, 720), 1.5), ((1280, 720), 2.0), ((1920, 1080), 1.0)])
def test_no_text_is_cut_on_any_rung(language: str, pixels: tuple[int, int], scale: float) -> None:
    words.use(language)
    try:
        scenario = compiled().scenario
        for rung in range(len(scenario.china_retaliation.ladder) + 1):
            table = standing(90, 90, rung, min(rung, len(scenario.us_pressure.ladder) - 1))
            table.texts = desk(language).texts(table.match.compiled)
            for page, side in (("points", "map"), ("points", "forecast"), ("map", "map")):
                screen = asked(table, ("programme", MINDED, 3), page, side)
                assert faults_of(screen, pixels, scale, language) == [], (rung, page, side)
    finally:
        words.use("en")


def test_the_line_gives_up_rungs_before_figures() -> None:
    table = standing(50, 56)
    reaches = of_programme(table, MINDED, 3)
    assert len(reaches) == 2
    setter = context_for((1280, 720), Look()).text
    texts = [text for _box, _who, text in Minded(Rect(0, 0, 352, 20), table, reaches).parts(setter)]
    assert len(texts) == 2
    assert all(str(whole(reach.then)) in text for reach, text in zip(reaches, texts, strict=True))
    alone = Minded(Rect(0, 0, 352, 20), table, reaches[1:]).parts(setter)
    assert alone[0][2] == sentence(table, reaches[1])


def test_many_rungs_leave_their_name_its_room() -> None:
    table = standing(50, 56)
    rival = table.scenario.china_retaliation
    table.scenario = replace(table.scenario, china_retaliation=replace(rival, ladder=(rival.ladder * 2)[:12]))
    strip = Ladders(Rect(0, 0, 384, Ladders.height()), table, of_programme(table, MINDED, 3))
    texts = context_for((1280, 720), Look()).text
    assert [text for text in strip.words(texts) if texts.box(text).overflows] == []
    assert strip.cell(1, 12).right < strip.words(texts)[-1].rect.x
