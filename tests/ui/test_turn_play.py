"""Three turns are played on the turn's screens, by keyboard alone and by mouse alone, wide and at 200% text."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import pygame
import pytest

from game.analysis.forecast import forecast
from game.rules.state import Orders
from game.session.match import Match
from game.session.record import Order
from game.ui.outcome import Replace, Stay
from game.ui.screen import Look, context_for
from game.ui.screens.parts.footer import points_lines
from game.ui.screens.parts.telling import Entry, Folded
from game.ui.screens.resolve import Resolve
from tests.ui.hands import Hands, desk, match

TURNS = 3


@pytest.fixture(autouse=True)
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    """A forecast of few futures is enough for hands."""
    monkeypatch.setattr("game.ui.screens.decide.forecast", partial(forecast, futures=40))


@pytest.fixture(params=[1.0, 2.0], ids=["wide", "compact"])
def hands(request: pytest.FixtureRequest) -> Iterator[Hands]:
    made = Hands(match(), request.param)
    yield made
    made.close()


def again(played: Match) -> Match:
    """Play the same orders without a screen."""
    other = match()
    for turn in played.record().turns:
        other.play(turn.order)
    return other


def check(hands: Hands, orders: list[Order]) -> None:
    """The orders are what was decided, and come out as they do without a screen."""
    record = hands.match.record()
    assert [turn.order for turn in record.turns] == orders
    assert record.turns == again(hands.match).record().turns
    assert len(orders) == TURNS


def gold_words(hands: Hands) -> str:
    return hands.find("gold").label


def test_keyboard_alone(hands: Hands) -> None:
    orders = []
    for turn in range(1, TURNS + 1):
        assert (hands.where, hands.match.turn) == ("Brief", turn)
        for _ in range(8):
            if hands.where == "Decide":
                break
            hands.key(pygame.K_RETURN)
        assert hands.where == "Decide"
        hands.settle()
        for _ in hands.match.events:
            assert hands.screen.page.startswith("event:")
            place = int(hands.screen.page[6:])
            open_ones = [w.number for w in hands.app.top.stage.order() if w.name.startswith("answer ")]  # type: ignore[attr-defined]
            number = open_ones[turn % len(open_ones)]
            hands.key(pygame.K_0 + number, str(number))
            event = hands.screen.table.cards[place]
            assert hands.screen.table.chosen(event) == number - 1
            hands.key(pygame.K_RETURN)
        assert hands.screen.page.startswith("points")
        before = dict(hands.match.draft.points)
        name = next(w.name for w in hands.app.top.stage.order() if w.name.startswith("programme ") and w.value > w.floor)  # type: ignore[attr-defined]
        hands.tab_to(name)
        hands.key(pygame.K_MINUS, "-")
        assert sum(hands.match.draft.points.values()) == sum(before.values()) - 1
        if turn == 1:
            hands.key(pygame.K_u, "u")
            assert hands.match.draft.points == before
        orders.append(hands.match.draft)
        hands.settle()
        assert gold_words(hands) == "End turn"
        hands.key(pygame.K_RETURN)
        assert hands.where == "Resolve"
        assert hands.screen.done, "with motion off everything is shown at once"
        hands.key(pygame.K_LEFT)
        assert not hands.screen.done
        hands.key(pygame.K_RETURN)
    check(hands, orders)


def test_mouse_alone(hands: Hands) -> None:
    orders = []
    for turn in range(1, TURNS + 1):
        assert (hands.where, hands.match.turn) == ("Brief", turn)
        for _ in range(8):
            if hands.where == "Decide":
                break
            hands.click("gold")
        hands.settle()
        for _ in hands.match.events:
            place = int(hands.screen.page[6:])
            names = [w.name for w in hands.app.top.stage.order() if w.name.startswith("answer ")]
            name = names[turn % len(names)]
            hands.click(name)
            assert f"answer {hands.screen.table.chosen(hands.screen.table.cards[place]) + 1}" == name
            hands.click("gold")
        before = sum(hands.match.draft.points.values())
        row = next(w for w in hands.app.top.stage.order() if w.name.startswith("programme ") and w.value > w.floor)  # type: ignore[attr-defined]
        hands.click(row.name, (16 / row.rect.w, 0.5))
        assert sum(hands.match.draft.points.values()) == before - 1
        if turn == 2:
            hands.click("button Undo: U")
            assert sum(hands.match.draft.points.values()) == before
        orders.append(hands.match.draft)
        hands.settle()
        hands.click("gold")
        assert hands.where == "Resolve"
        hands.click("step back")
        hands.click("gold")
    check(hands, orders)


def test_drag_previews_and_commits() -> None:
    hands = Hands(match())
    try:
        hands.key(pygame.K_RETURN)
        hands.key(pygame.K_p, "p")
        row = next(w for w in hands.app.top.stage.order() if w.name.startswith("programme ") and w.value > w.floor)  # type: ignore[attr-defined]
        number = int(row.name.split()[1])
        programme, before = hands.match.scenario.programmes[number].id, hands.match.draft
        first = row._cells()[0]  # type: ignore[attr-defined]
        hands.point(pygame.MOUSEMOTION, first.centre)
        hands.point(pygame.MOUSEBUTTONDOWN, first.centre)
        hands.settle()
        assert hands.match.draft == before, "nothing is decided before the hand lets go"
        assert hands.screen.preview.points.get(programme, 0) == row.value - 1  # type: ignore[attr-defined]
        hands.point(pygame.MOUSEBUTTONUP, first.centre)
        assert hands.match.draft.points.get(programme, 0) == row.value - 1  # type: ignore[attr-defined]
        assert hands.screen.preview is None
    finally:
        hands.close()


def test_hover_shows_a_ghost_and_leaves_no_trace() -> None:
    hands = Hands(match())
    try:
        hands.key(pygame.K_RETURN)
        hands.settle()
        before = hands.match.draft
        hands.point(pygame.MOUSEMOTION, hands.find("answer 1").rect.centre)
        assert hands.screen.preview is not None
        hands.settle()
        assert any(w.ghost is not None for w in hands.app.top.stage.root.walk() if w.name.startswith("gauge"))  # type: ignore[attr-defined]
        hands.point(pygame.MOUSEMOTION, (5, 700))
        assert hands.screen.preview is None
        assert hands.match.draft == before
    finally:
        hands.close()


def test_ending_with_open_cards_asks_first() -> None:
    hands = Hands(match())
    try:
        hands.key(pygame.K_RETURN)
        hands.key(pygame.K_e, "e")
        assert hands.where == "AskDefaults"
        hands.key(pygame.K_ESCAPE)
        assert (hands.where, hands.match.turn) == ("Decide", 1)
        hands.key(pygame.K_e, "e")
        hands.key(pygame.K_e, "e")
        assert hands.where == "Resolve"
        scenario = hands.match.scenario
        for event, answer in hands.match.reports[0].events:
            rules = scenario.events[scenario.event(event)]
            assert answer == rules.options[rules.default].id
    finally:
        hands.close()


def test_too_many_points_are_not_taken() -> None:
    """An answer that costs a point leaves the table over its budget: the turn does not end, the points are shown."""
    hands = Hands(match())
    try:
        hands.key(pygame.K_RETURN)
        screen = hands.screen
        screen.table.view = replace(screen.table.view, points=np.array([3], dtype=np.int16))
        hands.key(pygame.K_e, "e")
        assert hands.where == "Decide"
        assert screen.page == "points"
        assert "too many" in " ".join(w.label for w in hands.app.top.stage.root.walk())
    finally:
        hands.close()


def test_an_answer_that_costs_too_much_leads_back_to_the_points() -> None:
    """What an answer costs may pass what is left; the gold button then asks for points, and ends no turn before."""
    hands = Hands(match())
    try:
        scenario = hands.match.scenario
        costly = next(i for i, event in enumerate(scenario.events) if event.options[0].points and event.options[0].needs is None)
        hands.match.state.cards.setflags(write=True)
        hands.match.state.cards[0, 0] = costly
        hands.key(pygame.K_RETURN)
        view = hands.screen.table.view
        hands.screen.table.view = replace(view, points=np.full_like(view.points, hands.screen.table.spent()))
        hands.key(pygame.K_1, "1")
        assert hands.screen.table.spent() > hands.screen.table.points
        said = points_lines(hands.screen.table)
        cost = scenario.events[costly].options[0].points
        assert said == [f"{cost} point{'s' * (cost > 1)} too many", f"answers take {cost} point{'s' * (cost > 1)}"]
        hands.screen.open("event:1")
        hands.app.apply(Stay(rebuild=True))
        hands.key(pygame.K_1, "1")
        assert gold_words(hands) == "Next: Points"
        hands.key(pygame.K_RETURN)
        assert "too many" in gold_words(hands)
        hands.key(pygame.K_RETURN)
        assert hands.where == "Decide"
        row = next(w for w in hands.app.top.stage.order() if w.name.startswith("programme ") and w.value > w.floor)  # type: ignore[attr-defined]
        hands.tab_to(row.name)
        hands.key(pygame.K_MINUS, "-")
        hands.key(pygame.K_RETURN)
        assert hands.where == "Resolve"
    finally:
        hands.close()


def test_the_story_holds_while_the_menu_is_open_and_after_leaving() -> None:
    hands = Hands(match())
    try:
        hands.app.look = replace(hands.app.look, motion=True)
        played = hands.match
        played.play(Orders(played.state.levels.astype(np.int8) * 0, np.zeros_like(played.orders().answers)))
        hands.app.apply(Replace(Resolve(desk(), played)))
        story = hands.screen
        assert story.playing
        hands.key(pygame.K_ESCAPE)
        assert (hands.where, story.playing) == ("Menu", False)
        hands.settle(1.0)
        assert (hands.where, story.at) == ("Menu", 0)
        hands.key(pygame.K_ESCAPE)
        hands.key(pygame.K_SPACE)
        assert story.playing
        hands.key(pygame.K_RETURN)
        hands.settle(1.0)
        assert (hands.where, story.at, story.playing) == ("Brief", 0, False)
    finally:
        hands.close()


@pytest.mark.parametrize("by", ["key", "click"])
def test_what_fades_by_itself_opens_and_closes_by_key_and_by_click(by: str) -> None:
    played = match()
    played.play(Orders(played.state.levels.astype(np.int8) * 0, np.zeros_like(played.orders().answers)))
    hands = Hands(played)
    try:
        hands.app.apply(Replace(Resolve(desk(), played)))
        fold = next(widget for widget in hands.app.top.stage.root.walk() if isinstance(widget, Folded))
        told, count = hands.screen.at, fold.count
        fading = [0]
        for _ in range(2):
            if by == "key":
                hands.tab_to(fold.name)
                hands.key(pygame.K_RETURN)
            else:
                hands.click(fold.name)
            shown = [one for one in hands.app.top.stage.root.walk() if isinstance(one, Entry) and " decay." in one.name]
            fading.append(len(shown))
            assert (hands.where, hands.screen.at) == ("Resolve", told)
        assert fading == [0, count, 0]
    finally:
        hands.close()


def test_warnings_come_first() -> None:
    for scale in (1.0, 2.0):
        hands = Hands(match(), scale)
        try:
            hands.screen.warnings, hands.screen.page = ("war",), "warning"
            hands.app.apply(Stay(rebuild=True))
            assert any(w.name.startswith("warning ") for w in hands.app.top.stage.order())
        finally:
            hands.close()


def test_keys_lead_to_menu_ledger_and_help() -> None:
    hands = Hands(match())
    try:
        for start in ("Brief", "Decide"):
            ways = (
                (pygame.K_ESCAPE, "Menu"), (pygame.K_l, "LedgerPage"), (pygame.K_g, "Glossary"), (pygame.K_s, "Sources"),
                (pygame.K_F1, "Help"),
            )
            for code, goal in ways:
                assert hands.where == start
                hands.key(code)
                assert hands.where == goal
                hands.key(pygame.K_ESCAPE)
            hands.key(pygame.K_RETURN)
    finally:
        hands.close()


def test_resolve_plays_by_itself_and_pauses() -> None:
    played = match()
    played.play(Orders(played.state.levels.astype(np.int8) * 0, np.zeros_like(played.orders().answers)))
    screen = Resolve(desk(), played)
    waits: list[object] = []
    context = replace(context_for((1280, 720), Look()), background=lambda _key, _work, done: waits.append(done))
    screen.build(context)
    assert (screen.at, screen.playing, len(waits)) == (0, True, 1)
    waits.pop()(None)  # type: ignore[operator]
    assert (screen.at, len(waits)) == (1, 1)
    screen.toggle()
    waits.pop()(None)  # type: ignore[operator]
    assert screen.at == 1, "a pause holds the story"
    assert screen.tick(0.1)
    screen.tick(1.0)
    assert not screen.tick(0.0), "nothing moves once the arrow has grown"
