"""The frame of a page outside a turn: header with title, footer with keys and ways on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Pop, Stay
from game.ui.screen import Context
from game.ui.widgets import Bar, Button, Group, KeyHint, Label
from game.ui.widgets.base import Widget
from game.ui.widgets.buttons import Kind
from game.ui.words import _

Do = Callable[[], Outcome | None]
ENTER = pygame.K_RETURN


@dataclass(frozen=True)
class Hint:
    """A key that works here: what stands on it, what it does, its code, and what a click on it does."""

    caption: str
    text: str
    code: int = 0
    do: Do | None = None


@dataclass(frozen=True)
class Way:
    """A button in the footer; the last one stands at the right."""

    text: str
    do: Do
    kind: Kind = "normal"
    code: int = 0
    icon: str = ""
    after: str = ""
    enabled: bool = True


def back() -> Way:
    """Return the way back to the page below."""
    return Way(_("Back"), Pop, icon="chevron-left")


def onward(text: str, do: Do, *, enabled: bool = True) -> Way:
    """Return the gold way on, which Enter takes."""
    return Way(text, do, "gold", ENTER, after="corner-down-left", enabled=enabled)


def a_moment() -> Way:
    """Return what stands in place of the way on while something slow is under way."""
    return Way(_("One moment …"), Stay, "gold", enabled=False)


class Page:
    """A page's rectangles and its tree; widgets are added to `content`, which comes between header and footer in Tab order.

    F1 is told in the footer, where there is room, unless `helps` is off.
    """

    def __init__(
        self, context: Context, title: str, subtitle: str = "", *,
        hints: Sequence[Hint] = (), ways: Sequence[Way] = (), header: bool = True, helps: bool = True,
    ) -> None:
        self.context = context
        compact = context.compact
        self.margin = 12.0 if compact else 16.0
        rest = context.rect
        self.header = Rect(0, 0, context.width, 0)
        self.content = Group(context.rect)
        self.root = Group(context.rect)
        if header:
            self.header, rest = rest.top(44 if compact else 64)
            self.root.add(self._top(title, subtitle))
        self.footer, rest = rest.low(46 if compact else 64)
        self.body = rest.inset(self.margin, 8 if compact else 16)
        if helps and all(hint.code != pygame.K_F1 for hint in hints):
            hints = [*hints, Hint("F1", _("help"), pygame.K_F1)]
        self.root.add(self.content, self._bottom(hints, ways))

    def _top(self, title: str, subtitle: str) -> Widget:
        setter, box, bar = self.context.text, self.header, Bar(self.header)
        if self.context.compact:
            wide = setter.width(title, 16, "bold")
            bar.add(Label(Rect(self.margin, 0, wide, box.h), title, 16, "bold"))
            room = box.w - 2 * self.margin - wide - 12
            if subtitle and setter.width(subtitle, 14) <= room:
                bar.add(Label(Rect(self.margin + wide + 12, 0, room, box.h), subtitle, 14, "regular", "muted"))
            return bar
        bar.add(Label(Rect(16, 7 if subtitle else 0, setter.width(title, 20, "bold"), 30 if subtitle else box.h), title, 20, "bold"))
        if subtitle:
            bar.add(Label(Rect(16, 34, setter.width(subtitle, 14), 24), subtitle, 14, "regular", "muted"))
        return bar

    def _bottom(self, hints: Sequence[Hint], ways: Sequence[Way]) -> Widget:
        setter, bar = self.context.text, Bar(self.footer, footer=True)
        high = 34.0 if self.context.compact else 48.0
        x = self.footer.right - self.margin
        buttons: list[Widget] = []
        for way in reversed(ways):
            wide = Button.natural_width(setter, way.text, way.kind, icon=bool(way.icon), after=bool(way.after))
            if way.icon or way.after:
                wide += 8
            box = Rect(x - wide, self.footer.centre[1] - high / 2, wide, high)
            button = Button(box, way.text, way.do, way.kind, icon=way.icon, after=way.after)
            button.enabled = way.enabled
            if way.code:
                button.with_keys(way.code)
            buttons.append(button)
            x -= wide + 12
        left = self.margin
        for hint in hints:
            shown = KeyHint(left, self.footer.centre[1], hint.caption, hint.text, setter, hint.code)
            shown.on_activate = hint.do
            fits = shown.rect.right <= x - 8
            bar.add(shown if fits else _bare(shown, hint))
            left = shown.rect.right + 18 if fits else left
        return bar.add(*reversed(buttons))


def _bare(hint: KeyHint, spec: Hint) -> Widget:
    """Return a key that works but is not drawn, where there is no room for its hint."""
    hidden = Group(Rect(hint.rect.x - 18, hint.rect.y, 0, 0), label=hint.label)
    hidden.on_activate = spec.do
    return hidden.with_keys(spec.code) if spec.code else hidden

