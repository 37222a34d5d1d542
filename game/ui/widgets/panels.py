"""What things lie on: Panel (an instrument), Bar, Paper (a document), Card (an event on paper); and Art, its picture."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import pygame

from game.ui import assets
from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.marks import art_of, mark
from game.ui.text import Rich, Setter, Words, plain
from game.ui.theme import Colour
from game.ui.widgets.base import Action, Widget
from game.ui.widgets.texts import terms_in


class Group(Widget):
    """Children without a look of their own."""


class Panel(Widget):
    """A dark plate with a title, when given."""

    def __init__(self, rect: Rect, title: str = "", children: Sequence[Widget] = (), *, ground: str = "panel") -> None:
        super().__init__(rect, children, label=title)
        self.title, self.ground = title, ground

    def paint(self, canvas: Canvas) -> None:
        """Draw the plate."""
        canvas.rounded(self.rect, self.ground, 6)

    def words(self, setter: Setter) -> list[Words]:
        """List the title."""
        box = Rect(self.rect.x + 16, self.rect.y + 8, self.rect.w - 32, 26)
        return [Words(box, self.title, 16, "semibold")] if self.title else []


class Bar(Widget):
    """A band across the page, header or footer, with a hairline towards the page."""

    def __init__(self, rect: Rect, children: Sequence[Widget] = (), *, footer: bool = False) -> None:
        super().__init__(rect, children)
        self.footer = footer

    def paint(self, canvas: Canvas) -> None:
        """Draw the band."""
        canvas.fill(self.rect, "ground" if self.footer else "header")
        if not self.footer:
            canvas.fill(Rect(self.rect.x, self.rect.bottom - 1, self.rect.w, 1), "line")


class Paper(Widget):
    """A sheet of paper: what lies on it is drawn in ink."""

    def draw(self, canvas: Canvas) -> None:
        """Draw shadow, sheet and what lies on it."""
        canvas.shadow(self.rect)
        with canvas.on_paper():
            canvas.rounded(self.rect, "panel", 4)
            super().draw(canvas)


@lru_cache(maxsize=32)
def _art(size: tuple[int, int], ground: Colour, ink: Colour, icon: str, icon_pixels: int, radius: int, *, rings: bool) -> pygame.Surface:
    """Return an event's picture: its icon on the colour of whose move it is, rings of a radar behind a wide one."""
    fine = pygame.Surface((size[0] * 2, size[1] * 2), pygame.SRCALPHA)
    pygame.draw.rect(fine, ground, fine.get_rect(), border_radius=radius * 2)
    if rings:
        veil = pygame.Surface(fine.get_size(), pygame.SRCALPHA)
        for part in (1.5, 1.15, 0.8, 0.45):
            layer = pygame.Surface(fine.get_size(), pygame.SRCALPHA)
            pygame.draw.circle(layer, (*ink, 18), (fine.get_width(), fine.get_height()), int(fine.get_height() * part))
            veil.blit(layer, (0, 0))
        fine.blit(veil, (0, 0))
        mask = pygame.Surface(fine.get_size(), pygame.SRCALPHA)
        pygame.draw.rect(mask, (255, 255, 255, 255), mask.get_rect(), border_radius=radius * 2)
        fine.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    out = pygame.transform.smoothscale(fine, size)
    picture = assets.icon(f"cards/{icon}", icon_pixels, ink)
    out.blit(picture, ((size[0] - icon_pixels) // 2, (size[1] - icon_pixels) // 2))
    return out


class Art(Widget):
    """An event's picture; a wide one has the radar's rings, a small one the mark of whose move it is at its corner."""

    def __init__(self, rect: Rect, icon: str, who: str) -> None:
        super().__init__(rect)
        self.icon, self.who = icon, who

    def paint(self, canvas: Canvas) -> None:
        """Draw the picture and the mark."""
        box = canvas.px(self.rect)
        wide = self.rect.w > self.rect.h * 1.5
        pixels = round(min(box.w, box.h) * (0.68 if wide else 0.75))
        ground, ink = canvas.colour(art_of(self.who)), canvas.colour("art_ink")
        radius = round(4 * canvas.scale)
        canvas.image(_art(box.size, ground, ink, self.icon, pixels, radius, rings=wide), self.rect.x, self.rect.y)
        if wide:
            mark(canvas, self.who, self.rect.x + 20, self.rect.y + 20, 14, "art_ink")
        else:
            canvas.disc(self.rect.right - 3, self.rect.bottom - 3, 19, "panel")
            mark(canvas, self.who, self.rect.right - 3, self.rect.bottom - 3, 12)


class Emblem(Widget):
    """The shape of a power or road, as large as its box is wide."""

    def __init__(self, rect: Rect, who: str) -> None:
        super().__init__(rect)
        self.who = who

    def paint(self, canvas: Canvas) -> None:
        """Draw the shape."""
        mark(canvas, self.who, *self.rect.centre, self.rect.w)


class Card(Paper):
    """An event on paper: picture, title, five lines, source; a number ties it to its pin."""

    def __init__(
        self, rect: Rect, title: str, text: Rich, *, icon: str, who: str, source: str = "", number: int = 0, name: str = "",
    ) -> None:
        super().__init__(rect, name=name, label=f"{title}. {plain(text)}")
        self.title, self.text, self.source, self.number = title, text, source, number
        self.who = who
        self.add(Art(Rect(rect.x + 16, rect.y + 14, 48, 48), icon, who))

    def with_action(self, action: Action) -> "Card":
        """Let it be focused and activated; return this card."""
        self.focusable, self.on_activate = True, action
        return self

    def explain(self, setter: Setter, entries: Mapping[str, str], on_term: Mapping[str, Action]) -> "Card":
        """Let the glossary words of the text explain themselves; return this card."""
        return self.add(*terms_in(self.words(setter)[1], setter, entries, on_term, name=f"{self.name} term"))

    def draw(self, canvas: Canvas) -> None:
        """Draw the sheet and the number over its corner."""
        super().draw(canvas)
        if self.hot:
            canvas.outline(self.rect.inset(-2), "seoul_fill", 2.5, 6)
        if self.number:
            x, y = self.rect.x + 16, self.rect.y + 14
            canvas.disc(x, y, 25, "#0E1620")
            canvas.words(Words(Rect(x - 12, y - 12, 24, 24), str(self.number), 14, "bold", "#F1ECE1", "centre"))

    def words(self, setter: Setter) -> list[Words]:
        """List title, text and source."""
        r = self.rect
        title = Rect(r.x + 78, r.y + (10 if setter.language == "ko" else 13), r.w - 94, setter.line_height(20) * 2)
        lines = len(setter.layout(self.title, 20, title.w, "semibold").lines)
        if lines == 1:
            title = Rect(title.x, r.y + 14 + (48 - setter.line_height(20)) / 2, title.w, title.h)
        foot = 32 if self.source else 8
        body = Rect(r.x + 16, r.y + 72, r.w - 32, r.h - 72 - foot)
        shown = [Words(title, self.title, 20, "semibold", wrap=True), Words(body, self.text, 16, wrap=True)]
        if self.source:
            shown.append(Words(Rect(r.x + 16, r.bottom - 28, r.w - 32, 22), self.source, 14, "regular", "muted"))
        return shown
