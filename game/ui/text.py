"""Setting text: measuring, wrapping by words, and rendered runs kept in a bounded cache.

Widths are measured on a large master font and scaled, so a text breaks at the same places at every UI scale.
Runs are rendered large and scaled down, which places glyphs between pixels as a book does.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pygame

from game.ui import assets
from game.ui.geometry import Rect
from game.ui.theme import Colour

Weight = Literal["regular", "semibold", "bold"]
Align = Literal["left", "centre", "right"]
MASTER = 64
MOST_BYTES = 16 << 20


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look; weight and colour None mean those of its surroundings, term is a glossary entry."""

    text: str
    weight: Weight | None = None
    colour: str | None = None
    term: str | None = None


Rich = str | tuple[Run, ...]


@dataclass(frozen=True)
class Piece:
    """A run placed on a line, in logical pixels from the line's left end."""

    run: Run
    x: float
    width: float


@dataclass(frozen=True)
class Layout:
    """A text broken into lines; `widest` can pass the width asked for when one word does not fit."""

    lines: tuple[tuple[Piece, ...], ...]
    line_height: float
    widest: float

    @property
    def height(self) -> float:
        """Return the height of all lines."""
        return len(self.lines) * self.line_height


@dataclass(frozen=True)
class Words:
    """A text in a box: what widgets draw and what the layout test measures."""

    rect: Rect
    text: Rich
    size: float = 16
    weight: Weight = "regular"
    colour: str = "text"
    align: Align = "left"
    wrap: bool = False
    middle: bool = True


@dataclass(frozen=True)
class TextBox:
    """What a text has and what it needs, in logical pixels."""

    rect: Rect
    text: str
    needed: tuple[float, float]

    @property
    def overflows(self) -> bool:
        """Tell whether the text is larger than its box by more than half a pixel."""
        return self.needed[0] > self.rect.w + 0.5 or self.needed[1] > self.rect.h + 0.5


def plain(text: Rich) -> str:
    """Return the letters of a rich text."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def runs_of(text: Rich) -> tuple[Run, ...]:
    """Return a text as runs."""
    return (Run(text),) if isinstance(text, str) else text


def rich(markup: str) -> tuple[Run, ...]:
    """Read `**bold**` and `{token:coloured}` into runs; `{token:**both**}` works as well.

    >>> rich("Now **2.9**")
    (Run(text='Now ', weight=None, colour=None, term=None), Run(text='2.9', weight='semibold', colour=None, term=None))
    """
    runs: list[Run] = []
    for part in re.split(r"(\{\w+:[^}]*\})", markup):
        found = re.fullmatch(r"\{(\w+):([^}]*)\}", part)
        colour, body = (found[1], found[2]) if found else (None, part)
        for i, piece in enumerate(body.split("**")):
            if piece:
                runs.append(Run(piece, "semibold" if i % 2 else None, colour))
    return tuple(runs)


@lru_cache(maxsize=16)
def _any_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of whole words, longest first; made once, since a page marks dozens of texts."""
    pattern = "|".join(re.escape(word) for word in sorted(terms, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])({pattern})(?![A-Za-z])")


def mark_terms(text: str, terms: Mapping[str, str]) -> tuple[Run, ...]:
    """Mark the first occurrence of each glossary word (word to entry id) in a text, longest words first."""
    if not terms:
        return (Run(text),)
    seen: set[str] = set()
    runs: list[Run] = []
    for part in _any_of(tuple(terms)).split(text):
        term = terms.get(part)
        runs.append(Run(part, term=None if term in seen else term))
        seen |= {term} if term else set()
    return tuple(run for run in runs if run.text)


@lru_cache(maxsize=64)
def _font(weight: Weight, pixels: int) -> pygame.font.Font:
    if not pygame.font.get_init():
        pygame.font.init()
    return pygame.font.Font(str(assets.folder() / "fonts" / f"tightrope-sans-{weight}.otf"), pixels)


@lru_cache(maxsize=8192)
def _master_width(text: str, weight: Weight) -> int:
    return _font(weight, MASTER).size(text)[0]


def width(text: Rich, size: float = 16, weight: Weight = "regular") -> float:
    """Return how wide a text is on one line, in logical pixels."""
    return sum(_master_width(run.text, run.weight or weight) for run in runs_of(text)) * size / MASTER


_HANGUL = r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af\u3040-\u30ff\u4e00-\u9fff]"
_SYLLABLE = re.compile(rf"{_HANGUL}[^\w\s]*|(?:(?!{_HANGUL})\S)+")


def break_word(word: str, fits: float, size: float, weight: Weight) -> list[str]:
    """Break a word that is too wide after its Hangul syllables; a Latin word stays whole and overflows."""
    rows = [""]
    for part in _SYLLABLE.findall(word):
        if rows[-1] and width(rows[-1] + part, size, weight) > fits:
            rows.append("")
        rows[-1] += part
    return rows


class Setter:
    """Sets text at a UI scale and in a language; keeps up to `limit` rendered runs, and no more than 16 MB of them."""

    def __init__(self, scale: float = 1.0, language: str = "en", limit: int = 2000) -> None:
        self.scale = scale
        self.language = language
        self._limit = limit
        self._bytes = 0
        self._runs: OrderedDict[tuple[str, Weight, float, Colour], tuple[pygame.Surface, int]] = OrderedDict()
        self._layouts: OrderedDict[tuple[Rich, float, float, Weight], Layout] = OrderedDict()

    def line_height(self, size: float) -> float:
        """Return the height of a line: 1.4 times the size, 1.5 in Korean; titles (20 and more) 1.25 and 1.35."""
        return size * ((1.5 if self.language == "ko" else 1.4) - (0.15 if size >= 20 else 0.0))

    def width(self, text: Rich, size: float = 16, weight: Weight = "regular") -> float:
        """Return how wide a text is on one line."""
        return width(text, size, weight)

    def height(self, text: Rich, size: float, across: float, weight: Weight = "regular") -> float:
        """Return how high a text is when wrapped to a width."""
        return self.layout(text, size, across, weight).height

    def layout(self, text: Rich, size: float, across: float | None = None, weight: Weight = "regular") -> Layout:
        """Break a text into lines no wider than `across`, or only at line ends when None."""
        key = (text, size, across or 0.0, weight)
        found = self._layouts.get(key)
        if found is None:
            found = _wrap(runs_of(text), size, across or float("inf"), weight, self.line_height(size))
            self._layouts[key] = found
            if len(self._layouts) > self._limit:
                self._layouts.popitem(last=False)
        else:
            self._layouts.move_to_end(key)
        return found

    def box(self, words: Words) -> TextBox:
        """Measure a text against its box."""
        laid = self.layout(words.text, words.size, words.rect.w if words.wrap else None, words.weight)
        tall = laid.height - (self.line_height(words.size) - words.size * 1.2)
        return TextBox(words.rect, plain(words.text), (laid.widest, tall))

    def run(self, text: str, size: float, weight: Weight, colour: Colour) -> tuple[pygame.Surface, int]:
        """Return a rendered run and how many pixels its baseline lies below its top."""
        key = (text, weight, size, colour)
        found = self._runs.get(key)
        if found is None:
            found = _render(text, size * self.scale, weight, colour)
            self._runs[key] = found
            self._bytes += _size(found[0])
            while len(self._runs) > self._limit or (self._bytes > MOST_BYTES and len(self._runs) > 1):
                self._bytes -= _size(self._runs.popitem(last=False)[1][0])
        else:
            self._runs.move_to_end(key)
        return found


def _size(surface: pygame.Surface) -> int:
    return surface.get_width() * surface.get_height() * 4


def _render(text: str, pixels: float, weight: Weight, colour: Colour) -> tuple[pygame.Surface, int]:
    """Render large and scale down, the baseline on a whole pixel."""
    fine = 4 if pixels < 24 else 3 if pixels < 40 else 2
    font = _font(weight, max(1, round(pixels * fine)))
    ink = font.render(text, True, colour)
    above = -font.get_ascent() % fine
    wide, high = -(-ink.get_width() // fine), -(-(ink.get_height() + above) // fine)
    big = pygame.Surface((max(1, wide) * fine, high * fine), pygame.SRCALPHA)
    big.fill((*colour, 0))
    big.blit(ink, (0, above))
    return pygame.transform.smoothscale(big, (max(1, wide), high)), (font.get_ascent() + above) // fine


def _words(runs: Iterable[Run]) -> list[tuple[int, list[Run]]]:
    """Split runs into words: the count of spaces before, and runs without spaces; a line end stands alone."""
    words: list[tuple[int, list[Run]]] = [(0, [])]
    for run in runs:
        for part in re.split(r"(\n| +)", run.text):
            if part == "\n":
                words += [(0, [Run("\n")]), (0, [])]
            elif part.startswith(" "):
                words.append((len(part), []))
            elif part:
                words[-1][1].append(Run(part, run.weight, run.colour, run.term))
    return [word for word in words if word[1]]


def _wrap(runs: tuple[Run, ...], size: float, across: float, weight: Weight, line_height: float) -> Layout:
    """Fill lines word by word."""
    lines: list[list[Run]] = [[]]
    used, space = 0.0, width(" ", size, weight)
    for spaces, word in _words(runs):
        if word[0].text == "\n":
            lines.append([])
            used = 0.0
            continue
        rows = [word] if width(tuple(word), size, weight) <= across else _split(word, across, size, weight)
        for i, row in enumerate(rows):
            wide = width(tuple(row), size, weight)
            total = used + space * spaces + wide
            if lines[-1] and not i and 0.98 * across < total <= across + 0.01:
                total = _end(_place([*lines[-1], *([Run(" " * spaces)] if spaces else []), *row], size, weight))
            if lines[-1] and (i or total > across + 0.01):
                lines.append([])
                used = 0.0
            gap = [Run(" " * spaces)] if lines[-1] and spaces else []
            used += wide + space * spaces * len(gap)
            lines[-1] += gap + row
    placed = [_place(line, size, weight) for line in lines]
    return Layout(tuple(placed), line_height, max(map(_end, placed), default=0.0))


def _end(placed: tuple[Piece, ...]) -> float:
    """Return where a line ends; set as one it is a hair wider than the sum of its words."""
    return placed[-1].x + placed[-1].width if placed else 0.0


def _split(word: list[Run], across: float, size: float, weight: Weight) -> list[list[Run]]:
    """Break an over-long word of one or more runs into rows."""
    rows: list[list[Run]] = []
    for run in word:
        parts = break_word(run.text, across, size, run.weight or weight)
        rows += [[Run(part, run.weight, run.colour, run.term)] for part in parts]
    return rows


def _place(line: list[Run], size: float, weight: Weight) -> tuple[Piece, ...]:
    """Join neighbours of one look and give each its place."""
    joined: list[Run] = []
    for run in line:
        last = joined[-1] if joined else None
        if last and run.text.isspace() and not last.term:
            joined[-1] = Run(last.text + run.text, last.weight, last.colour)
        elif last and (last.weight, last.colour, last.term) == (run.weight, run.colour, run.term):
            joined[-1] = Run(last.text + run.text, last.weight, last.colour, last.term)
        else:
            joined.append(run)
    pieces, x = [], 0.0
    for run in joined:
        wide = width(run.text, size, run.weight or weight)
        pieces.append(Piece(run, x, wide))
        x += wide
    return tuple(pieces)
