"""Nicknames: two words are offered, and what is typed is kept short, printable and free of markup."""

import secrets
import unicodedata
from collections.abc import Container

from game.core.problems import Sentence, TightropeError

WIDEST = 60
"""In thirds of a letter's width: 20 Latin letters, or 12 of Hangul, which take 5."""
_MARKS = 2
_SIGNS = " -_.'’"

WORDS = {
    "en": (
        ("Amber Brave Bright Calm Careful Clever Coastal Copper Curious Daring Distant Early Eager Earnest Gentle Golden Hidden Honest "
        "Humble Ivory Jade Keen Kind Late Lively Lucky Marble Mellow Merry Misty Modest Noble Northern Patient Pearl Playful Polite "
        "Quick Quiet Rapid Ready Silver Sincere Snowy Southern Steady Sunny Swift Thoughtful Velvet Warm Western Wise Witty"),
        ("Badger Bear Crane Deer Dolphin Eagle Egret Falcon Finch Fox Gecko Goose Hare Hawk Hedgehog Heron Ibis Jay Kestrel Kite Koala "
        "Lark Lynx Magpie Marten Mole Moth Newt Otter Owl Panda Pelican Plover Puffin Quail Rabbit Raven Robin Salmon Seal Shark "
        "Sparrow Squirrel Stork Swallow Swan Tern Tiger Trout Turtle Walrus Whale Wren Yak"),
    ),
    "ko": (
        ("조용한 용감한 밝은 차분한 슬기로운 부지런한 다정한 재빠른 따뜻한 씩씩한 느긋한 정직한 겸손한 반짝이는 싱그러운 든든한 "
        "산뜻한 유쾌한 상냥한 꼼꼼한 날쌘 푸른 하얀 새벽의 봄날의 가을의 겨울의 바닷가 숲속의 강가의"),
        ("왜가리 수달 두루미 여우 곰 사슴 고래 독수리 다람쥐 까치 부엉이 고슴도치 토끼 거북이 참새 제비 백조 호랑이 너구리 물개 "
        "반달곰 올빼미 기러기 나비 종달새 돌고래 연어 딱새 원앙 오소리"),
    ),
}


class NicknameError(TightropeError):
    """A nickname that cannot be had."""


def clean(typed: str) -> str:
    """Give a nickname as it is kept: composed, single spaces; raises NicknameError, which says what to do.

    >>> clean("  Quiet   Heron ")
    'Quiet Heron'
    """
    name = unicodedata.normalize("NFC", " ".join(typed[:400].split()))
    if not any(letter.isalnum() for letter in name):
        raise NicknameError(Sentence("a nickname has letters or digits: choose another"))
    marks = 0
    for letter in name:
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind[0] == "M" else 0
        if not (kind[0] in "LN" or letter in _SIGNS or 0 < marks <= _MARKS):
            raise NicknameError(Sentence("a nickname has letters, digits, spaces, hyphens and dots only: choose another"))
    if width(name) > WIDEST:
        raise NicknameError(Sentence("a nickname has at most 20 letters (12 in Korean): choose a shorter one"))
    if not name[0].isalnum():
        raise NicknameError(Sentence("a nickname begins with a letter or a digit: choose another"))
    return name


def width(name: str) -> int:
    """Measure a name in thirds of a letter's width.

    >>> width("Heron"), width("왜가리")
    (15, 15)
    """
    return sum(0 if unicodedata.combining(x) else 5 if unicodedata.east_asian_width(x) in "WF" else 3 for x in name)


def key_of(name: str) -> str:
    """Give what two nicknames share that would be taken for each other.

    >>> key_of("Quiet Heron") == key_of("quiet heron")
    True
    """
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def offer(language: str, taken: Container[str], count: int = 5) -> list[str]:
    """Draw two-word nicknames whose keys nobody has; fewer where hardly any is left."""
    first, second = (words.split() for words in WORDS.get(language, WORDS["en"]))
    found: list[str] = []
    for _ in range(40 * count):
        name = f"{secrets.choice(first)} {secrets.choice(second)}"
        if key_of(name) not in taken and name not in found:
            found.append(name)
        if len(found) == count:
            break
    return found
