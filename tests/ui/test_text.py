"""Text is broken, measured and rendered as promised."""

from itertools import pairwise

import pytest

from game.ui.geometry import Rect
from game.ui.text import Layout, Run, Setter, Words, mark_terms, rich, width

ENGLISH = "The Commerce Department asks Seoul to stop servicing the chip tools in Korean plants at Xi’an and Wuxi."
KOREAN = "미 상무부가 시안과 우시의 한국 공장에 있는 반도체 장비의 정비를 중단하라고 요청했다."


def lines(layout: Layout) -> list[str]:
    return ["".join(piece.run.text for piece in line) for line in layout.lines]


@pytest.mark.parametrize("text", [ENGLISH, KOREAN])
@pytest.mark.parametrize("across", [120, 200, 373])
def test_wrap_keeps_words_and_width(text: str, across: float) -> None:
    laid = Setter().layout(text, 16, across)
    assert " ".join(lines(laid)) == text
    assert laid.widest <= across
    filled = lines(laid)
    for line, after in pairwise(filled):
        assert width(line + " " + after.split(" ")[0], 16) > across, "a line could have taken the next word"


def test_korean_word_breaks_by_syllable_only_when_it_does_not_fit() -> None:
    word = "중단하라고요청했다고밝혔다."
    narrow = Setter().layout(f"가 {word}", 16, 80)
    assert "".join(lines(narrow)) == f"가{word}"
    assert narrow.widest <= 80
    assert not any(line.startswith(".") for line in lines(narrow))
    assert lines(Setter().layout(f"가 {word}", 16, width(word, 16) + 1)) == ["가", word]


def test_latin_word_is_not_cut_but_reported() -> None:
    box = Setter().box(Words(Rect(0, 0, 60, 100), "Counterintelligence", wrap=True))
    assert box.overflows
    assert box.needed[0] > 60


def test_overflow_is_reported_in_both_ways() -> None:
    setter = Setter()
    assert not setter.box(Words(Rect(0, 0, 400, 24), "short")).overflows
    assert setter.box(Words(Rect(0, 0, 30, 24), "too long for it")).overflows
    assert setter.box(Words(Rect(0, 0, 100, 40), ENGLISH, wrap=True)).overflows


def test_same_breaks_at_every_scale() -> None:
    shapes = [lines(Setter(scale).layout(ENGLISH, 16, 240)) for scale in (1.0, 1.25, 1.5, 2.0)]
    assert all(shape == shapes[0] for shape in shapes)


def test_line_heights() -> None:
    assert Setter(1, "en").line_height(16) == pytest.approx(22.4)
    assert Setter(1, "ko").line_height(16) == pytest.approx(24.0)


def test_figures_are_tabular() -> None:
    assert len({width(digit * 8, 20, "bold") for digit in "0123456789"}) == 1
    assert width("+", 16) == pytest.approx(width("−", 16), abs=0.3)


def test_rich_text_and_terms() -> None:
    assert rich("Now **2.9** {beijing:ire **up**}") == (
        Run("Now "), Run("2.9", "semibold"), Run(" "), Run("ire ", None, "beijing"), Run("up", "semibold", "beijing"),
    )
    runs = mark_terms("A waiver is a waiver.", {"waiver": "w"})
    assert [run.text for run in runs if run.term] == ["waiver"]
    laid = Setter().layout(rich("one **two three** four"), 16, 70)
    assert " ".join(lines(laid)) == "one two three four"


def test_line_ends_and_spaces_are_kept() -> None:
    laid = Setter().layout("one\n\ntwo  three", 16)
    assert lines(laid) == ["one", "", "two  three"]


def test_cache_is_bounded() -> None:
    setter = Setter(limit=10)
    for i in range(50):
        setter.run(str(i), 16, "regular", (0, 0, 0))
        setter.layout(str(i), 16)
    assert len(setter._runs) == 10
    assert len(setter._layouts) == 10


def test_cache_is_bounded_in_bytes() -> None:
    setter = Setter(4.0)
    for i in range(60):
        setter.run(f"{i} " + ENGLISH, 40, "bold", (0, 0, 0))
    kept = sum(surface.get_width() * surface.get_height() * 4 for surface, _baseline in setter._runs.values())
    assert kept == setter._bytes <= 16 << 20
