"""Words on a page: Label (one line), Paragraph (wrapped, glossary words explain themselves), Aloud (only said), KeyHint, Chip."""

from collections.abc import Mapping

import pygame

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Stay
from game.ui.text import Align, Rich, Setter, Weight, Words, plain
from game.ui.widgets.base import Action, Widget


class _Text(Widget):
    """A text in one look."""

    def __init__(
        self, rect: Rect, text: Rich, size: float = 16, weight: Weight = "regular", colour: str = "text", align: Align = "left",
    ) -> None:
        super().__init__(rect, label=plain(text))
        self.text, self.size, self.weight, self.colour, self.align = text, size, weight, colour, align


class Label(_Text):
    """One line of text in a box, in the middle of its height; a box of width 0 is as wide as its text."""

    def words(self, setter: Setter) -> list[Words]:
        """List its line."""
        rect = self.rect
        if not rect.w:
            rect = Rect(rect.x, rect.y, setter.width(self.text, self.size, self.weight), rect.h)
        return [Words(rect, self.text, self.size, self.weight, self.colour, self.align)]


class Term(Widget):
    """A glossary word inside a paragraph: its explanation is the help, and it opens the entry where a screen has said how."""

    focusable = True

    def paint(self, canvas: Canvas) -> None:
        """Draw a light ground while hot."""
        if self.hot:
            canvas.rounded(self.rect.inset(-3, -1), "raised", 4)


def terms_in(
    words: Words, setter: Setter, entries: Mapping[str, str], on_term: Mapping[str, Action] | None = None, *, name: str = "term",
) -> list[Term]:
    """Make each run with a term of a wrapped text focusable, its entry shown beside it."""
    laid = setter.layout(words.text, words.size, words.rect.w, words.weight)
    found: list[Term] = []
    for i, line in enumerate(laid.lines):
        for piece in line:
            if piece.run.term in entries:
                box = Rect(words.rect.x + piece.x, words.rect.y + i * laid.line_height, piece.width, laid.line_height)
                spot = Term(box, name=f"{name} {piece.run.term}", label=piece.run.text)
                again = sum(one.name.startswith(spot.name) for one in found)      # a word that a line ends in
                spot.name += f" {again + 1}" if again else ""
                spot.help = entries[piece.run.term or ""]
                spot.on_activate = (on_term or {}).get(piece.run.term or "")
                found.append(spot)
    return found


class Paragraph(_Text):
    """Wrapped text from the top of its box; runs with a term become focusable and explain themselves."""

    def words(self, setter: Setter) -> list[Words]:
        """List its text."""
        return [Words(self.rect, self.text, self.size, self.weight, self.colour, self.align, wrap=True)]

    def height(self, setter: Setter) -> float:
        """Return how high the text is at the width of its box."""
        return setter.height(self.text, self.size, self.rect.w, self.weight)

    def explain(self, setter: Setter, entries: Mapping[str, str], on_term: Mapping[str, Action] | None = None) -> "Paragraph":
        """Make each run with a term focusable, its entry shown beside it; return this paragraph."""
        return self.add(*terms_in(self.words(setter)[0], setter, entries, on_term))

    def draw(self, canvas: Canvas) -> None:
        """Draw the light grounds of hot words, then the text."""
        for child in self.children:
            child.draw(canvas)
        for words in self.words(canvas.text):
            canvas.words(words)


class Aloud(Widget):
    """Nothing to see: a text that a voice says when it comes up or changes, wherever the focus is."""

    def __init__(self, text: str) -> None:
        super().__init__(Rect(0, 0, 0, 0), label=text)

    def announced(self) -> str:
        """Announce the text."""
        return self.label


class KeyHint(Widget):
    """A key in a frame with what it does: [L] ledger. A click acts (`on_activate`), or else presses the key of that code."""

    def __init__(self, x: float, y: float, key: str, text: str, setter: Setter, code: int = 0) -> None:
        self.key_width = max(20.0, setter.width(key, 12, "bold") + 12)
        wide = self.key_width + (6 + setter.width(text, 14) if text else 0)
        super().__init__(Rect(x, y - 14, wide, 28), label=f"{text}: {key}")
        self.caption, self.text = key, text
        self.hotkeys = (code,) if code else ()
        self.sends = code

    def release(self, x: float, y: float) -> Outcome | None:
        """Act, or press the key."""
        if self.on_activate or not self.sends or not self.rect.contains(x, y):
            return super().release(x, y)
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=self.sends, mod=0, unicode=""))
        return Stay()

    def paint(self, canvas: Canvas) -> None:
        """Draw the frame of the key."""
        if self.hovered and (self.on_activate or self.sends):
            canvas.rounded(self.rect.inset(-6, 0), "raised", 6)
        canvas.outline(Rect(self.rect.x, self.rect.y + 4, self.key_width, 20), "muted", 1.3, 4)

    def words(self, setter: Setter) -> list[Words]:
        """List the key and what it does."""
        key = Rect(self.rect.x, self.rect.y + 4, self.key_width, 20)
        text = Rect(self.rect.x + self.key_width + 6, self.rect.y, self.rect.w - self.key_width - 6, self.rect.h)
        shown = [Words(key, self.caption, 12, "bold", "text", "centre")]
        return [*shown, Words(text, self.text, 14, "regular", "muted")] if self.text else shown


class Chip(Widget):
    """A small rounded plate with a word to look up."""

    focusable = True
    HEIGHT = 27.0

    def __init__(self, word: str, setter: Setter) -> None:
        super().__init__(Rect(0, 0, 22 + setter.width(word, 14), self.HEIGHT), label=word)

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate."""
        if self.hot:
            canvas.rounded(self.rect, "raised", 14)
        canvas.outline(self.rect, "edge", 1.2, 14)

    def words(self, setter: Setter) -> list[Words]:
        """List its word."""
        return [Words(Rect(self.rect.x + 11, self.rect.y, self.rect.w - 21, self.rect.h), self.label, 14)]


def flow(rect: Rect, widgets: list[Widget], gap: float = 8) -> float:
    """Place widgets in rows from the left of a rectangle; return the height used."""
    x, y, row = rect.x, rect.y, 0.0
    for widget in widgets:
        if x > rect.x and x + widget.rect.w > rect.right:
            x, y, row = rect.x, y + row + gap / 2, 0.0
        widget.rect = Rect(x, y, widget.rect.w, widget.rect.h)
        x += widget.rect.w + gap
        row = max(row, widget.rect.h)
    return y + row - rect.y
