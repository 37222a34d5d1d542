"""Nicknames: no markup, no tricks with look-alikes, at most a label's width; what is offered can be had."""

import pytest

from game.tournament.names import WIDEST, WORDS, NicknameError, clean, key_of, offer, width


@pytest.mark.parametrize("name", ["Mina", "Quiet Heron", "왜가리 7", "Zoë O'Brien", "José-María", "ความสุข", "x.y_z", "7"])
def test_names_of_many_languages_are_had(name):
    assert clean(f"  {name} ") == name


@pytest.mark.parametrize("name", [
    "", "   ", "...", "<b>Mina</b>", "Mina&nbsp;", "a\u202eb", "a\u200bb", "=1+1", "@SUM(A1)", "+1", "-1", "'or 1", "a\x00b", "a`b",
    "x" * 21, "왜" * 13, "Z̵̡̢̛͔͇a", "{{7*7}}", "a;b", "a/b", "😀",
])
def test_what_is_no_name_is_refused_in_words(name):
    with pytest.raises(NicknameError, match="choose"):
        clean(name)


def test_the_widest_names_just_fit():
    assert clean("x" * 20)
    assert clean("왜" * 12)


def test_names_that_look_alike_share_a_key():
    assert key_of("Quiet Heron") == key_of("QUIET HERON") == key_of("ＱＵＩＥＴ　heron") == key_of("quietheron")
    assert key_of("Quiet Heron") != key_of("Quiet Herons")


@pytest.mark.parametrize("language", ["en", "ko", "xx"])
def test_offered_names_can_be_had_and_are_free(language):
    names = offer(language, set())
    assert len(set(names)) == 5
    assert all(clean(name) == name for name in names)
    taken = {key_of(name) for name in names}
    assert not taken & {key_of(name) for name in offer(language, taken)}


def test_every_pair_of_words_fits_a_label():
    for first, second in WORDS.values():
        assert max(width(f"{one} {other}") for one in first.split() for other in second.split()) <= WIDEST
        assert len(set(first.split())) == len(first.split())
        assert len(set(second.split())) == len(second.split())
        assert len(first.split()) * len(second.split()) >= 900


def test_when_all_names_are_taken_fewer_are_offered():
    class Everything:
        def __contains__(self, _):
            return True

    assert offer("en", Everything()) == []
