"""The help: F1 opens the page of docs/play that fits, in both languages, and its links lead on and back."""

import pygame
import pytest

from game.ui.documents import PAGES, Block, Document, Table, document, folder, parse, path_of
from game.ui.screens import helping
from game.ui.screens.help import CONTENTS, TOPICS, help_screen
from game.ui.text import _font
from game.ui.widgets import Scroll
from tests.ui.hands import Hands, desk, match
from tests.ui.whole_gallery import gallery_at, group_of

WIDE, WINDOW = 1.0, (1280, 720)


def lines(found: Document):
    for block in found.blocks:
        yield from [block.line] if isinstance(block, Block) else [cell for row in (block.head, *block.rows) for cell in row]


@pytest.fixture
def hands():
    made = Hands(match())
    yield made
    made.close()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_page_is_there_and_can_be_shown_letter_by_letter(language):
    shown = "".join(span.text for page in PAGES for line in lines(document(page, language)) for span in line)
    for page in PAGES:
        assert path_of(page, language).is_relative_to(folder() / ("ko/play" if language == "ko" else "play"))
        assert document(page, language).title
    assert "**" not in shown, "a particle that follows a mark at once keeps the stars from being read as bold"
    letters = sorted(set(shown) - {"\n"})
    for weight in ("regular", "semibold"):
        missing = [one for one, found in zip(letters, _font(weight, 20).metrics("".join(letters)), strict=True) if found is None]
        assert not missing, f"assets/fonts lacks {missing}"


def test_the_languages_have_the_same_parts():
    for page in PAGES:
        shapes = [
            [(one.kind, one.depth) if isinstance(one, Block) else len(one.rows) for one in document(page, language).blocks]
            for language in ("en", "ko")
        ]
        assert shapes[0] == shapes[1], page


def test_every_page_is_linked_from_another():
    linked = {span.page for page in PAGES for line in lines(document(page)) for span in line}
    assert linked - {""} >= set(PAGES) - {"index"}


def test_a_missing_page_is_empty_and_a_stranger_s_markdown_is_read():
    assert document("nowhere") == Document("nowhere", ())
    text = "![x](y.png)\n\n1. one\n2. two\n   - d *er*\n\n> s\n\n```sh\na\n```\n\n|a|b|\n|-|-|\n|1|2|\n\n<!-- no -->\n\n[out](../x.md)\n"
    found = parse(text)
    kinds = [(one.kind, one.mark, one.depth) if isinstance(one, Block) else one for one in found.blocks]
    assert kinds[:5] == [("item", "1.", 1), ("item", "2.", 1), ("item", "•", 2), ("quote", "", 0), ("code", "", 0)]
    assert isinstance(kinds[5], Table)
    assert [cell[0].text for cell in (*kinds[5].head, *kinds[5].rows[0])] == ["a", "b", "1", "2"]
    assert kinds[6:] == [("text", "", 0)]
    assert found.title == ""


@pytest.mark.xdist_group(group_of(WINDOW, WIDE, "en"))
def test_every_page_of_the_game_has_its_page_of_the_help():
    unasked = set()
    for name, screens in gallery_at(WINDOW, WIDE, "en"):
        top = screens[-1]
        if top.overlay or type(top).__name__ == "Help":
            unasked.add(type(top).__name__)
            continue
        assert helping.topic_of(top) in TOPICS, f"{name}: write {type(top).__name__} into PAGE_OF"
        assert helping.help_for([help_screen(desk()), *screens]) is not None, name
    assert unasked & set(helping.PAGE_OF) <= {"Menu", "Ministers"}


def test_f1_opens_what_fits_and_escape_leads_back(hands):
    for page, then in (("brief", "Brief"), ("decide", "Decide")):
        assert hands.where == then
        hands.key(pygame.K_F1)
        assert (hands.where, hands.screen.topic) == ("Help", page)
        hands.key(pygame.K_F1)
        assert len(hands.app.layers) == 2, "in the help F1 leads nowhere"
        hands.key(pygame.K_ESCAPE)
        hands.key(pygame.K_RETURN)


def test_links_are_followed_by_mouse_and_by_keys(hands):
    hands.key(pygame.K_F1)
    hands.click("link 1 result")
    assert hands.screen.topic == "result"
    hands.key(pygame.K_ESCAPE)
    assert hands.screen.topic == "brief"
    hands.tab_to("link 2 decide")
    hands.key(pygame.K_RETURN)
    assert hands.screen.topic == "decide"
    hands.click("topic tournament")
    assert hands.screen.topic == "tournament"


def test_a_page_scrolls_by_keys_and_wheel():
    hands = Hands(match(), 2.0)
    try:
        hands.key(pygame.K_F1)
        pane = hands.find("help brief")
        assert isinstance(pane, Scroll)
        for code, goal in ((pygame.K_PAGEDOWN, True), (pygame.K_HOME, False), (pygame.K_END, True)):
            hands.key(code)
            assert (pane.offset > 0) is goal
        pane.scroll_to(0)
        x, y = pane.shown().centre
        assert hands.app.top.stage.wheel(x, y, -3) is not None
        assert pane.offset > 0
        hands.key(pygame.K_c)
        assert hands.screen.topic == CONTENTS
        hands.click("topic debrief")
        assert hands.screen.topic == "debrief"
    finally:
        hands.close()


def test_an_indicator_leads_to_the_list_of_them():
    assert help_screen(desk(), "growth").topic == "indicators"
