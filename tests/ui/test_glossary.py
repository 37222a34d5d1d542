"""Words explain themselves: every thing of a scenario has an entry, cards mark theirs, the glossary finds them, sources stand behind."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.content.library import load_scenario
from game.session.match import Match
from game.session.store import Store
from game.ui import words
from game.ui.desk import Desk, Preferences
from game.ui.screens.brief import Brief
from game.ui.screens.decide import Decide
from game.ui.screens.glossary import glossary_screen
from game.ui.screens.parts import glossary
from game.ui.screens.parts.document import terms
from game.ui.screens.parts.facts import backed, source_note
from game.ui.screens.parts.lookup import Lookup, matching, meanings
from game.ui.screens.parts.table import Table
from game.ui.screens.sources import sources_screen
from tests.ui import hands
from tests.ui.hands import Hands

SIZES = [((1280, 720), 1.0), ((1280, 720), 1.5), ((1280, 720), 2.0)]


@pytest.fixture(params=["en", "ko"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    words.use(request.param)
    yield request.param
    words.use("en")


def desk_for(compiled: Any, language: str = "en") -> Desk:
    return Desk(Store(Path("unused")), list, lambda _name: compiled, Preferences(language=language))


@pytest.mark.parametrize("scenario", ["crossroads-2025", "first-steps", "thaad-2016"])
def test_everything_in_a_scenario_has_a_word_with_a_meaning(scenario: str, language: str) -> None:
    compiled = load_scenario(scenario)
    found = meanings(desk_for(compiled, language), compiled)
    rules = compiled.scenario
    for key in [one.id for group in (rules.indicators, rules.programmes, rules.doctrines) for one in group]:
        assert key in compiled.meta.glossary, f"{key} has no entry of its own"
        assert len(found[key].text) > 10, key
    for kind, things in (
        ("demands", rules.us_pressure.demands), ("us_ladder", rules.us_pressure.ladder), ("rungs", rules.china_retaliation.ladder),
        ("offers", rules.china_retaliation.offers),
    ):
        for one in things:
            assert found[f"{kind}.{one.id}"].text, one.id
    assert {one.word for one in found.values()} >= {word for word, _text in glossary.words()} - {one.word for one in found.values()}
    assert all(one.word and one.text for one in found.values())


def test_the_base_scenario_explains_at_least_forty_words_of_the_world(language: str) -> None:
    compiled = hands.compiled()
    own = [key for key, entry in compiled.meta.glossary.items() if entry.name.startswith("glossary.")]
    assert len(own) >= 40
    assert len(Lookup(hands.desk(language), compiled).terms) >= len(own)


def test_words_to_look_up_come_from_the_card(language: str) -> None:
    table = Table(hands.desk(language), hands.match())
    marked = 0
    for index in range(len(table.scenario.events)):
        card = table.face(0, index)
        keys = [key for _name, _text, key in terms(table, card)]
        found = table.lookup.found_in(card.text)
        assert [key for key in keys if key in found] == found
        marked += bool(found)
    assert marked >= 20


def test_a_word_on_a_card_explains_itself_and_opens_the_glossary() -> None:
    shown = Hands(hands.match())
    try:
        index = next(
            i for i in range(len(shown.match.scenario.events)) if "graphite" in Table(hands.desk(), shown.match).face(0, i).text
        )
        screen = Decide(hands.desk(), shown.match, "event:0")
        screen.table = Table(screen.desk, screen.match, hands.with_cards(shown.match.view(), index, index + 1))
        shown.app.layers[0].rebuild(shown.app.top.context, screen)
        word = shown.find("term graphite")
        assert "China refines" in word.help
        shown.tab_to("term graphite")
        shown.key(pygame.K_RETURN)
        assert (shown.where, shown.screen.entry) == ("Glossary", "graphite")
        shown.key(pygame.K_ESCAPE)
        shown.click("term graphite")
        assert shown.where == "Glossary"
        shown.key(pygame.K_ESCAPE)
        shown.click("sources")
        assert shown.where == "Sources"
        assert shown.screen.card == screen.table.cards[0].id
    finally:
        shown.close()


def test_an_answer_explains_its_words() -> None:
    table = Table(hands.desk(), hands.match())
    notes = [
        table.lookup.note(table.option_text(card, n, "label"), table.option_text(card, n, "gist"))
        for card in (table.face(0, i) for i in range(len(table.scenario.events))) for n in range(len(table.event(card).options))
    ]
    assert sum(bool(note) for note in notes) >= 10


def test_the_search_finds_words_first_and_meanings_after() -> None:
    found = meanings(hands.desk(), hands.compiled())
    keys = matching(found, "graph")
    assert keys[0] == "graphite"
    assert matching(found, "GRAPH") == keys
    assert matching(found, "battery")[-1] in {"thaad", "graphite", "technology"}
    assert len(matching(found, "")) == len(found)


def test_the_glossary_is_searched_by_typing_anywhere() -> None:
    shown = Hands(hands.match())
    try:
        shown.key(pygame.K_g, "g")
        assert shown.where == "Glossary"
        for letter in "opcon":
            shown.key(ord(letter), letter)
        assert shown.screen.query == "opcon"
        assert shown.find("entry opcon_transfer")
        shown.click("entry opcon_transfer")
        assert shown.screen.entry == "opcon_transfer"
        shown.click("see opcon")
        assert shown.screen.entry == "opcon"
        for letter in "zzz":
            shown.key(ord(letter), letter)
        assert shown.where == "Glossary", "nothing found is no accident"
        shown.key(pygame.K_ESCAPE)
        assert shown.where == "Brief"
    finally:
        shown.close()


def test_every_source_says_what_rests_on_it_and_every_card_where_it_is_from(language: str) -> None:
    compiled = hands.compiled()
    desk = hands.desk(language)
    backs = backed(compiled, desk.texts(compiled))
    assert sum(bool(names) for names in backs.values()) >= len(backs) * 0.8
    for event in compiled.scenario.events:
        assert source_note(compiled, event.id, "en"), event.id


def test_a_card_of_the_brief_shows_its_sources_on_focus() -> None:
    screen = Brief(hands.desk(), hands.match())
    shown = Hands(screen.match)
    try:
        for card in screen.table.cards:
            assert shown.find(f"card {card.slot}").help == source_note(hands.compiled(), card.id, "en")
    finally:
        shown.close()


@pytest.mark.parametrize(("pixels", "scale"), SIZES)
def test_glossary_and_sources_fit(pixels: tuple[int, int], scale: float, language: str) -> None:
    desk, match = hands.desk(language), hands.match()
    for entry in list(meanings(desk, match.compiled))[:: 1 if scale == 2.0 else 9]:
        assert hands.faults_of(glossary_screen(desk, match, entry), pixels, scale, language) == [], entry
    for event in match.scenario.events[::17]:
        assert hands.faults_of(sources_screen(desk, match, event.id), pixels, scale, language) == []


def test_the_glossary_of_a_game_that_is_over(language: str) -> None:
    match = Match.new(hands.compiled(), 1)
    assert hands.faults_of(glossary_screen(hands.desk(language), match, "growth"), (1280, 720), 1.0, language) == []
