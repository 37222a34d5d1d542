"""The program's words in other languages: complete, compiled, drawable, and changed at once; Korean fits wherever English does."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pygame
import pytest

from game.bots.policies import policy
from game.ui import words
from game.ui.desk import Desk
from game.ui.loop import App
from game.ui.screens.resolve import Resolve
from game.ui.screens.settings import settings_screen
from game.ui.window import Window
from tests.ui import hands
from tests.ui import test_turn_layout as layout

ROOT = Path(__file__).resolve().parents[2]
OTHERS = [code for code in words.LANGUAGES if code != "en"]


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "assets" / "build" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def korean() -> Iterator[str]:
    words.use("ko")
    yield "ko"
    words.use("en")


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_is_translated_and_compiled(catalogue: ModuleType, language: str) -> None:
    path = catalogue.catalogues()[language]
    found = catalogue.read(path)
    todo = catalogue.untranslated(found, catalogue.gathered())
    assert todo == [], "run python assets/build/catalogue.py and translate what is empty in " + str(path)
    assert path.with_suffix(".mo").read_bytes() == catalogue.compiled(found), "run python assets/build/catalogue.py"


def test_a_word_that_is_missing_is_found(catalogue: ModuleType) -> None:
    found, said = catalogue.Catalog(), catalogue.Catalog()
    said.add("Seoul")
    said.add(("{n} point", "{n} points"))
    found.add("Seoul", "서울", flags=["fuzzy"])
    found.add("Old", "옛것")
    assert catalogue.untranslated(found, said) == ["fuzzy: 'Seoul'", "missing: '{n} point'", "no longer said: 'Old'"]


def test_the_words_of_the_checks_codes_are_gathered(catalogue: ModuleType) -> None:
    from game.content.tools.codes import codes

    said = {message.id for message in catalogue.gathered()}
    assert {text for code in codes().values() for text in (code.means, code.mend)} <= said


def test_words_inside_strings_with_braces_are_found(catalogue: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "some.py"
    path.write_text("f\"{_('Due {date}').format(date=1)} {ngettext('a', 'b', 2)}\"\n", encoding="utf-8")
    assert sorted(map(str, catalogue.words_of(path))) == ["('a', 'b')", "Due {date}"]
    path.write_text("_(some)\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="plain strings"):
        catalogue.words_of(path)


def without_glyph(text: str) -> list[str]:
    """List the letters that the font lacks and the program does not draw itself."""
    pygame.font.init()
    font = pygame.font.Font(ROOT / "assets" / "fonts" / "tightrope-sans-regular.otf", 16)
    plain = "".join(letter for letter in text if letter not in "●▲◎◐◆⏎\n")
    return [letter for letter, metric in zip(plain, font.metrics(plain), strict=True) if metric is None]


@pytest.mark.parametrize("language", OTHERS)
def test_translations_keep_the_fields_and_have_glyphs(catalogue: ModuleType, language: str) -> None:
    for message in catalogue.read(catalogue.catalogues()[language]):
        if not message.id:
            continue
        own = message.id[-1] if isinstance(message.id, tuple) else message.id
        text = message.string[0] if isinstance(message.string, tuple) else message.string
        assert sorted(re.findall(r"\{\w*\}", text)) == sorted(re.findall(r"\{\w*\}", own)), own
        assert without_glyph(text) == [], own


def test_the_base_scenario_is_translated_in_full() -> None:
    compiled = hands.compiled()
    assert compiled.meta.languages == ("en", *OTHERS)
    assert [key for key in compiled.texts.own if not compiled.texts.has(key, "ko")] == []
    for key in compiled.texts.own:
        assert without_glyph(compiled.texts.get(key, "ko")) == [], key


def test_a_change_of_language_is_seen_at_once(tmp_path: Path) -> None:
    desk: Desk = hands.desk()
    app = App(Window("test", (1280, 720)), settings_screen(desk), desk.look, on_look=lambda look: words.use(look.language))
    try:
        assert "Settings" in _shown(app)
        desk.change(app.top.context, language="ko")
        assert "설정" in _shown(app)
        assert "Settings" not in _shown(app)
        desk.change(app.top.context, language="en")
        assert "Settings" in _shown(app)
    finally:
        words.use("en")


def _shown(app: App) -> list[str]:
    setter = app.top.context.text
    return [one.text for widget in app.top.stage.root.walk() for one in widget.words(setter) if isinstance(one.text, str)]


@pytest.mark.parametrize(("pixels", "scale"), layout.FAST)
@pytest.mark.parametrize("card", range(0, 100, 25))
def test_some_cards_fit_in_korean(korean: str, card: int, pixels: tuple[int, int], scale: float) -> None:
    layout.check_card(card, pixels, scale, korean)


@pytest.mark.parametrize(("pixels", "scale"), layout.FAST)
def test_some_signals_fit_in_korean(korean: str, pixels: tuple[int, int], scale: float) -> None:
    layout.check_signals(3, pixels, scale, korean)


def told(seed: int, language: str) -> Iterator[Resolve]:
    played = hands.match(seed)
    play = policy("random", played.scenario, np.array([[seed], [2]], dtype=np.uint64))
    while not played.over:
        played.play(play(played.view()))
    for report in played.reports:
        screen = Resolve(hands.desk(language), played, None, report)
        screen._started = True
        yield screen


def check_story(screen: Resolve, pixels: tuple[int, int], scale: float, language: str) -> None:
    for step in range(len(screen.steps)):
        screen.at = step
        for page in ("map", "ledger", "beijing", "washington") if step == len(screen.steps) - 1 else ("map",):
            screen.page = page
            assert hands.faults_of(screen, pixels, scale, language) == [], screen.step.title


@pytest.mark.parametrize(("pixels", "scale"), layout.FAST[:2])
def test_a_turn_told_in_korean(korean: str, pixels: tuple[int, int], scale: float) -> None:
    check_story(next(told(3, korean)), pixels, scale, korean)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 4))
def test_every_step_of_whole_games_in_korean(korean: str, seed: int) -> None:
    for screen in told(seed, korean):
        for pixels, scale in layout.SIZES[:3]:
            check_story(screen, pixels, scale, korean)
