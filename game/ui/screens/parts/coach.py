"""The coach: a small note of the tutorial over the page, with a tail to what it speaks of; screens that may be guided are `Guided`."""

from collections.abc import Callable, Hashable
from typing import Any

import pygame

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.outcome import REBUILD, Outcome, Stay
from game.ui.screen import Context, Screen
from game.ui.screens.parts.dialogue import KeyedButton
from game.ui.screens.parts.guiding import Guide, guide_of
from game.ui.screens.parts.page import Way
from game.ui.screens.parts.pointing import around, targets
from game.ui.screens.parts.spots import best_spot, tail
from game.ui.screens.parts.table import Table
from game.ui.stage import reveal
from game.ui.text import Setter, Words
from game.ui.widgets import Group, KeyHint, Paper, Scroll, Widget
from game.ui.widgets.tooltip import Tooltip
from game.ui.words import _

WIDE, NARROW, PAD, BUTTON, SETTLE = 300.0, 222.0, 14.0, 34.0, 0.3


class Guided(Screen):
    """A screen on which a scenario's guidance may speak; it has a desk and a match."""

    desk: Any
    match: Any

    def dress(self, root: Widget, context: Context) -> Widget:
        """Lay the coach's note over the page when a step is due."""
        guide = guide_of(self.desk, self.match)
        if guide is None:
            return root
        if guide.off:
            return _offered(root, guide)
        step = guide.look(self)
        if step is None or guide.current is None:
            return root
        text = self.desk.texts(self.match.compiled)(f"guide.{guide.current}.say")
        table = getattr(self, "table", None) or Table(self.desk, self.match)
        found = targets(root, step.point_at, table)
        _watch(root, guide, self)
        note = Note(root, context, guide, text, found)
        return root.add(note)


class Note(Paper):
    """The note itself: its text, Next where it waits for the reader, and the way to send the guide away."""

    focusable = True
    covers = True

    def __init__(self, root: Widget, context: Context, guide: Guide, text: str, found: list[Widget]) -> None:
        self.root, self.guide, self.text, self.found, self.room = root, guide, text, found, context.rect
        self.setter, self.size = context.text, 14.0 if context.compact else 16.0
        self.motion = context.look.motion
        self.age = 0.0 if self.motion else SETTLE
        self.fresh = True
        wide = min(WIDE if not context.compact else NARROW, context.width - 32)
        self.high = context.text.height(text, self.size, wide - 2 * PAD)
        box = Rect(0, 0, wide, self.high + BUTTON + 2 * PAD + 6)
        super().__init__(box, name=f"coach {guide.current}", label=text)
        self.role = _("guide")
        self.key_of = self._key()
        self._place(guide.spots.get(self.key_of) or self._spot())

    def _key(self) -> Hashable:
        """Tell pages apart on which the note stands elsewhere: the step, the size, its goal, and what is scrolled how far."""
        scrolls = tuple((one.name, one.offset) for one in self.root.walk() if isinstance(one, Scroll))
        return self.guide.current, self.room, around(self.found), scrolls

    def _spot(self) -> Rect:
        spot = best_spot(self.root, self.room, (self.rect.w, self.rect.h), around(self.found), self.setter)
        self.guide.spots[self.key_of] = spot
        return spot

    def _make_way(self) -> None:
        """Stand aside for the note of the widget under the pointer or in focus, and come back."""
        home = self.guide.spots.get(self.key_of, self.rect)
        hot = next((widget for widget in self.root.walk() if widget.hot and widget.help and widget.parent is not self), None)
        tip = Tooltip(hot.tip_owner(), hot.help, self.setter, self.room).rect if hot is not None else None
        place = home
        if hot is not None and tip is not None and tip.overlaps(home):
            keep = [tip, hot.shown()]
            place = best_spot(self.root, self.room, (home.w, home.h), around(self.found), self.setter, keep)
        if place != self.rect:
            self._place(place)

    def _place(self, box: Rect) -> None:
        """Stand somewhere, with the buttons in the lower row."""
        self.rect, self.children = box, []
        waits = self.guide.waits_for("next")
        row = Rect(box.x + PAD, box.bottom - PAD - BUTTON + 4, box.w - 2 * PAD, BUTTON)
        away = Way(_("Skip the guide") if box.w > NARROW else _("Skip"), self._skip, "quiet", pygame.K_x)
        ways = [away, Way(_("Next"), self._next, "normal", pygame.K_n)] if waits else [away]
        x = row.right
        buttons: list[Widget] = []
        for way in reversed(ways):
            button = CoachButton(row, way, self.setter)
            button.rect = button.rect._replace(x=x - button.rect.w)
            x = button.rect.x - 6
            buttons.append(button)
        self.add(*buttons)

    def adopt(self, old: Widget) -> None:
        """Go on as the note that this one replaces."""
        if isinstance(old, Note):
            self.age, self.fresh = old.age, False

    def tick(self, dt: float) -> bool:
        """Let the ring settle on what is spoken of."""
        self.age += dt if self.age < SETTLE else 0.0
        return self.age < SETTLE

    def draw(self, canvas: Canvas) -> None:
        """Draw the ring, the tail, and the note where it fits now."""
        if self.fresh:
            self.fresh = False
            for widget in self.found[:1]:
                reveal(widget)
        goal = around(self.found)
        if self.key_of != self._key():
            self.key_of = self._key()
            self._place(self.guide.spots.get(self.key_of) or self._spot())
        self._make_way()
        if goal is not None:
            grow = 4 + 18 * (1 - min(1.0, self.age / SETTLE))
            canvas.outline(goal.inset(-grow).within(self.room.inset(2)), "seoul_fill", 2.5, 8)
        super().draw(canvas)
        canvas.outline(self.rect, "seoul_fill", 2, 4)
        shape = tail(self.rect, goal) if goal is not None else []
        if shape:
            canvas.polygon(shape, "seoul_fill")

    def words(self, setter: Setter) -> list[Words]:
        """List the text."""
        r = self.rect
        return [Words(Rect(r.x + PAD, r.y + PAD - 2, r.w - 2 * PAD, self.high), self.text, self.size, wrap=True)]

    def announced(self) -> str:
        """Have each new step read out, wherever the focus is."""
        return self.text

    def activate(self) -> Outcome | None:
        """Go on where the note waits for that; a click on it never reaches what lies below."""
        return self._next() if self.guide.waits_for("next") else Stay()

    def key(self, code: int, mod: int = 0, text: str = "") -> Outcome | None:
        """Leave Enter to the gold button unless the note waits for the reader."""
        return super().key(code, mod, text) if self.guide.waits_for("next") else None

    def _next(self) -> Outcome:
        self.guide.next()
        return REBUILD

    def _skip(self) -> Outcome:
        self.guide.off = True
        return REBUILD


class CoachButton(KeyedButton):
    """A button of the note, as wide as its word and its key, in the smallest type."""

    def __init__(self, row: Rect, way: Way, setter: Setter) -> None:
        super().__init__(row, way)
        self.size, self.name = 14, f"coach {'next' if way.code == pygame.K_n else 'skip'}"
        wide = setter.width(way.text, 14, "semibold") + 24 + self._key(setter).w + 10
        self.rect = Rect(row.x, row.y, wide, row.h)

    def _key(self, setter: Setter) -> Rect:
        return super()._key(setter).moved(4, 0)

    def _text_rect(self, setter: Setter) -> Rect:
        return Rect(self.rect.x + 12, self.rect.y, setter.width(self.text, self.size, "semibold"), self.rect.h)


def _watch(root: Widget, guide: Guide, screen: Screen) -> None:
    """Notice that the forecast or an advisor is looked at, by pointer, focus or key."""
    for kind in ("forecast", "advisors"):
        if not guide.waits_for(kind):
            continue
        for widget in root.walk():
            if widget.name == "forecast" if kind == "forecast" else widget.name.startswith("advisor "):
                widget.on_hot = _noting(guide, kind, widget.on_hot)
        if kind == "forecast":
            catch = Group(Rect(root.rect.x, root.rect.y, 0, 0)).with_keys(pygame.K_f)
            catch.on_activate = lambda: _seen(guide, "forecast", screen)
            catch.parent = root
            root.children.insert(0, catch)


def _noting(guide: Guide, kind: str, before: Callable[[bool], Outcome | None] | None) -> Callable[[bool], Outcome | None]:
    def hot(on: bool) -> Outcome | None:  # noqa: FBT001 - as `on_hot` gives it
        if on:
            guide.seen.add(kind)
        return (before(on) if before else None) or (REBUILD if on else None)

    return hot


def _seen(guide: Guide, kind: str, screen: Any) -> Outcome | None:
    guide.seen.add(kind)
    outcome: Outcome | None = screen.show_side(kind)
    return outcome


def _offered(root: Widget, guide: Guide) -> Widget:
    """Let F1 bring the guide back, also where a hint for it can be clicked."""

    def resume() -> Outcome:
        guide.off = False
        return REBUILD

    for widget in root.walk():
        if pygame.K_F1 in widget.hotkeys:
            widget.on_activate = resume
            if isinstance(widget, KeyHint):
                widget.text = _("guide")
                widget.rect = widget.rect._replace(w=widget.rect.w + 24)
    catch = Group(Rect(root.rect.x, root.rect.y, 0, 0)).with_keys(pygame.K_F1)
    catch.on_activate, catch.parent = resume, root
    root.children.insert(0, catch)
    return root
