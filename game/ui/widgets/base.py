"""The widget: a rectangle with children, words, a look and answers to keys and pointer."""

from collections.abc import Callable, Iterator, Sequence
from typing import Self

import pygame

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Stay
from game.ui.text import Setter, TextBox, Words
from game.ui.words import _

Action = Callable[[], Outcome | None]
HotAction = Callable[[bool], Outcome | None]
ACTIVATE_KEYS = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)
CHORD = pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META
"""Modifiers with which a key is a command and types nothing."""


def key_name(code: int) -> str:
    """Return the short name of a key for a hint."""
    return {pygame.K_RETURN: "⏎", pygame.K_ESCAPE: "Esc"}.get(code) or pygame.key.name(code).upper()


def digit_keys(digit: int) -> tuple[int, int]:
    """Return the two keys of a digit from 1 to 9: in the row, and on the number pad."""
    return pygame.K_0 + digit, pygame.K_KP_1 - 1 + digit


class Widget:
    """A node of the tree; subclasses paint, list their words, and answer events.

    Order of children is the order of Tab. `name` keeps focus and scroll position over a rebuild, `hotkeys` activate it
    from anywhere on the page, `help` is shown beside it on hover and focus, `label` is spoken.
    """

    focusable = False
    takes_text = False
    covers = False                     # a note over the page, which may hide what lies below it
    role = ""

    def __init__(self, rect: Rect, children: Sequence["Widget"] = (), name: str = "", label: str = "") -> None:
        self.rect = rect
        self.children: list[Widget] = []
        self.parent: Widget | None = None
        self.name = name
        self.label = label
        self.help = ""
        self.enabled = True
        self.hotkeys: tuple[int, ...] = ()
        self.sends = 0
        self.on_activate: Action | None = None
        self.on_hot: HotAction | None = None
        self.focused = False
        self.hovered = False
        self.active = False
        for child in children:
            self.add(child)

    def add(self, *children: "Widget") -> Self:
        """Append children and return this widget."""
        for child in children:
            child.parent = self
            self.children.append(child)
        return self

    def with_help(self, text: str) -> Self:
        """Set the text shown beside it on hover and focus; return this widget."""
        self.help = text
        return self

    def with_keys(self, *hotkeys: int) -> Self:
        """Set the keys that activate it from anywhere; return this widget."""
        self.hotkeys = hotkeys
        return self

    @property
    def hot(self) -> bool:
        """Tell whether pointer or focus is on it: both look the same."""
        return self.enabled and (self.focused or self.hovered)

    def walk(self) -> "Iterator[Widget]":
        """Yield this widget and all below, in the order of reading."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, name: str) -> "Widget | None":
        """Return the first widget of a name."""
        return next((w for w in self.walk() if w.name == name), None)

    def shift(self) -> tuple[float, float]:
        """Return how far its ancestors have scrolled it."""
        return self.parent.child_shift() if self.parent else (0.0, 0.0)

    def child_shift(self) -> tuple[float, float]:
        """Return how far this widget and its ancestors have scrolled its children."""
        return self.shift()

    def shown(self) -> Rect:
        """Return where it stands on the canvas, scrolling included."""
        return self.rect.moved(*self.shift())

    def tip_owner(self) -> Rect:
        """Return what its help must not cover; it stands below or above that."""
        return self.shown()

    def visible(self) -> Rect | None:
        """Return the part of the canvas where it may be seen, or None for no limit."""
        return self.parent.visible() if self.parent else None

    def draw(self, canvas: Canvas) -> None:
        """Draw it, its words, and its children."""
        self.paint(canvas)
        for words in self.words(canvas.text):
            canvas.words(words)
        for child in self.children:
            child.draw(canvas)

    def paint(self, canvas: Canvas) -> None:
        """Draw what lies under the words."""

    def words(self, setter: Setter) -> list[Words]:
        """List the texts that it shows, each with its box."""
        return []

    def text_boxes(self, setter: Setter) -> list[TextBox]:
        """Measure its own texts against their boxes, for a layout test."""
        return [setter.box(words) for words in self.words(setter)]

    def spoken(self) -> str:
        """Return what is read out when it takes focus or changes: name, value, what it is, its note, and the keys that act on it."""
        closed = "" if self.enabled else _("not available")
        note = "" if self.help.startswith(self.label) and len(self.help) < len(self.label) + 6 else self.help
        return ", ".join(part for part in (self.label, self.worth(), self.role, closed, note, self.keys_told()) if part)

    def worth(self) -> str:
        """Return its value in words, where it has one."""
        return ""

    def keys_told(self) -> str:
        """Say which keys do something with it."""
        return _("key {key}").format(key=key_name(self.hotkeys[0])) if self.hotkeys else ""

    def announced(self) -> str:
        """Return what is read out, wherever the focus is, when it differs from before; nothing for most widgets."""
        return ""

    def activate(self) -> Outcome | None:
        """Do what it is for."""
        if not self.enabled or self.on_activate is None:
            return None
        return self.on_activate() or Stay()

    def key(self, code: int, mod: int = 0, text: str = "") -> Outcome | None:
        """Answer a key while it has focus; None when it does not want the key."""
        return self.activate() if code in ACTIVATE_KEYS else None

    def typed(self, text: str, *, composing: bool = False) -> Outcome | None:
        """Take text while it has focus, where it takes text."""
        return None

    def press(self, x: float, y: float) -> Outcome | None:
        """Answer the pointer going down on it."""
        return None

    def drag(self, x: float, y: float) -> Outcome | None:
        """Answer the pointer moving while it is held down."""
        return None

    def release(self, x: float, y: float) -> Outcome | None:
        """Answer the pointer going up after a press on it."""
        return self.activate() if self.rect.contains(x, y) else None

    def adopt(self, old: "Widget") -> None:
        """Take over what a player has done to the widget of the same name that this one replaces."""

    def tick(self, dt: float) -> bool:
        """Move what moves; True asks for more."""
        return False
