"""The debrief's page: self-contained, sound markup, both languages, all that a class needs."""

import re
from html.parser import HTMLParser

import pytest

from game.analysis.debrief.document import Debrief
from game.analysis.debrief.korean import KOREAN
from game.analysis.debrief.words import GROUPS, HAPPENINGS, ROADS
from game.report.comparison import comparison_page
from game.report.debrief import debrief_page
from tests.unit.analysis.debrief_games import COMPILED, a_case, stored

OUTSIDE = ('src="http', "src='http", "@import", "url(http", '<link rel="stylesheet" href="http', "<script", "javascript:")
VOID = {"meta", "br", "circle", "polyline", "polygon", "path", "hr"}


class Sound(HTMLParser):
    """Checks that every tag is closed where it should be."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append((tag, self.getpos()))


def sound(page):
    parser = Sound()
    parser.feed(page)
    return not parser.wrong and not parser.open


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("seed", [1, 9, 23])
def test_the_page_is_whole_and_loads_nothing(language, seed):
    debrief = Debrief(a_case(seed))
    page = debrief_page(debrief, language)
    assert sound(page)
    assert not any(word in page for word in OUTSIDE)
    assert f'<html lang="{language}">' in page
    assert page.count("<svg") > 8
    assert page.count('class="point"') == 3
    if language == "ko":
        assert "세 번의 전환점" in page
        assert "Three turning points" not in page


def test_a_stored_game_says_that_it_is_not_verified():
    page = debrief_page(Debrief(stored(a_case(2))))
    assert sound(page)
    assert 'class="unsure"' in page
    assert 'class="point"' not in page


def test_a_players_name_is_never_markup():
    case = a_case(3)
    object.__setattr__(case.record, "player", "<script>alert(1)</script>")
    for page in (debrief_page(Debrief(case)), comparison_page([Debrief(case), Debrief(a_case(4))], [case.record.player, "b"])):
        assert "<script" not in page
        assert "&lt;script&gt;" in page


def test_games_are_compared_the_best_first():
    debriefs = [Debrief(a_case(seed)) for seed in (5, 6, 7)]
    page = comparison_page(debriefs, ["five", "six", "seven"], "en")
    assert sound(page)
    assert not any(word in page for word in OUTSIDE)
    best = max(zip((one.case.result.total for one in debriefs), ("five", "six", "seven"), strict=True))[1]
    assert page.index(f"<td>{best}</td>") == min(page.index(f"<td>{name}</td>") for name in ("five", "six", "seven"))


def test_every_word_has_its_korean(root):
    report = root / "game/report"
    files = [*(root / "game/analysis/debrief").glob("*.py"), *report.glob("debrief*.py"), report / "comparison.py"]
    said = {*GROUPS.values(), *ROADS, *(form for form in HAPPENINGS.values() if form != "{}")}
    for file in files:
        text = re.sub(r'"\n\s+"', "", file.read_text(encoding="utf-8"))
        said |= set(re.findall(r'say\(\s*"((?:[^"\\]|\\.)+)"\s*\)', text))
    assert len(said) > 60
    assert not said - KOREAN.keys() - GROUPS.keys()            # a group is said by its id as well
    for english, korean in KOREAN.items():
        assert len(re.findall(r"\{", english)) == len(re.findall(r"\{", korean)), english


def test_texts_of_the_pack_are_used():
    assert COMPILED.texts.get("pillars.wealth.name") in debrief_page(Debrief(a_case(1)))
