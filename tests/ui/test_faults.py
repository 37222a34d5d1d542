"""The layout test finds what it is meant to find."""

import pytest

from game.ui.faults import faults
from game.ui.geometry import Rect
from game.ui.stage import Stage
from game.ui.text import Setter
from game.ui.widgets import Button, Card, Gauge, Group, Label, Scroll, Widget

PAGE = Rect(0, 0, 1280, 720)
TITLE, TEXT = "Washington wants the chip rules tightened", "The waiver ends in 90 days. " * 8
TITLE_KO, TEXT_KO = "워싱턴, 반도체 통제 강화를 요구하다", "미 상무부가 장비의 정비를 중단하라고 요청했다. " * 5


def found(*widgets: Widget, language: str = "en") -> list[str]:
    return faults(Stage(Group(PAGE, list(widgets)), Setter(1, language)), PAGE)


def test_sound_page_has_no_faults() -> None:
    assert found(Label(Rect(0, 0, 100, 24), "one"), Label(Rect(0, 24, 100, 24), "two")) == []


def test_cut_overlap_and_outside_are_found() -> None:
    assert "cut" in found(Label(Rect(0, 0, 20, 24), "much too long"))[0]
    assert "overlap" in found(Label(Rect(0, 0, 100, 24), "one"), Label(Rect(10, 6, 100, 24), "two"))[0]
    assert "outside" in found(Label(Rect(1240, 0, 100, 24), "beyond"))[0]
    assert "outside" in found(Button(Rect(1200, 0, 100, 40), "go"))[0]


def test_what_is_scrolled_away_is_no_fault() -> None:
    rows = [Label(Rect(0, i * 24, 100, 24), f"row {i}") for i in range(60)]
    assert found(Scroll(Rect(0, 0, 120, 200), rows)) == []


@pytest.mark.parametrize(("title", "text", "language"), [(TITLE, TEXT, "en"), (TITLE_KO, TEXT_KO, "ko")])
def test_longest_texts_fit_a_card(title: str, text: str, language: str) -> None:
    card = Card(Rect(16, 424, 405, 220), title, text[:230], icon="chip", who="washington", source="Fiction, after 2022", number=1)
    assert found(card, language=language) == []
    long = Card(Rect(16, 424, 405, 220), title, text * 3, icon="chip", who="washington", source="Fiction, after 2022", number=1)
    assert found(long, language=language)


@pytest.mark.parametrize("compact", [False, True])
def test_gauge_with_three_figures_fits(compact: bool) -> None:  # noqa: FBT001 - parametrised
    height = 44 if compact else 64
    gauges = [Gauge(Rect(508 + 138 * i, 0, 116, height), "Prosperity", "coins", 100, ghost=97, unit="%", compact=compact) for i in range(4)]
    assert found(*gauges) == []
