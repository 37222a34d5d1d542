"""The stage: one tree of widgets with focus, hover and the pointer; coordinates are logical pixels."""

from collections.abc import Iterable

import pygame

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Stay
from game.ui.text import Setter, TextBox
from game.ui.widgets.base import CHORD, Widget
from game.ui.widgets.scroll import Scroll
from game.ui.widgets.tooltip import Tooltip

TIP_DELAY = 0.35
ARROWS = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1)}
_SAME = {pygame.K_KP_ENTER: pygame.K_RETURN}


def nearest(origin: Rect, others: Iterable[tuple[Widget, Rect]], way: tuple[int, int]) -> Widget | None:
    """Return the widget that an arrow leads to: one straight ahead before one aside, then the nearest, never one behind."""
    best, least = None, (True, float("inf"))
    for widget, rect in others:
        ahead, gap, drift = _distance(origin, rect, way)
        cost = (gap > 0, ahead + 2.5 * gap + 0.25 * drift)
        if ahead > 0 and cost < least:
            best, least = widget, cost
    return best


def _distance(origin: Rect, rect: Rect, way: tuple[int, int]) -> tuple[float, float, float]:
    """Return how far a rectangle lies ahead (0 or less: not ahead), aside, and from the middle line."""
    (ox, oy), (x, y) = origin.centre, rect.centre
    if way[0]:
        ahead = (x - ox) * way[0]
        gap = max(0.0, rect.y - origin.bottom, origin.y - rect.bottom)
        free = (rect.x - origin.right if way[0] > 0 else origin.x - rect.right) > -4
        return (ahead if free else 0.0), gap, abs(y - oy)
    ahead = (y - oy) * way[1]
    gap = max(0.0, rect.x - origin.right, origin.x - rect.right)
    free = (rect.y - origin.bottom if way[1] > 0 else origin.y - rect.bottom) > -4
    return (ahead if free else 0.0), gap, abs(x - ox)


def in_sight(widget: Widget) -> Rect | None:
    """Return the part of a widget that can be seen, or None when it is scrolled away."""
    box, limit = widget.shown(), widget.visible()
    seen = box if limit is None else box.within(limit)
    return seen if seen.w > 0 and seen.h > 0 else None


def reveal(widget: Widget) -> None:
    """Scroll a widget into sight."""
    at = widget.parent
    while at is not None:
        if isinstance(at, Scroll):
            at.reveal(widget.rect)
        at = at.parent


def _window(widget: Widget) -> Scroll | None:
    """Return the nearest window on scrolled content that a widget lies in."""
    at = widget.parent
    while at is not None and not isinstance(at, Scroll):
        at = at.parent
    return at


class Stage:
    """Holds a root widget; hands events to widgets and returns what they lead to, None when nobody cared."""

    def __init__(self, root: Widget, setter: Setter) -> None:
        self.root = root
        self.setter = setter
        self.dirty = True
        self.focus: Widget | None = None
        self.by_keys = False
        self._hover: Widget | None = None
        self._held: Widget | None = None
        self._since = 0.0

    def adopt(self, old: "Stage") -> None:
        """Take over focus, hover, scrolling and a drag from a stage that this one replaces, by the widgets' names."""
        known = {w.name: w for w in old.root.walk() if w.name}
        fresh: dict[str, Widget] = {}
        for widget in self.root.walk():
            if widget.name and widget.name not in fresh:
                fresh[widget.name] = widget
                if widget.name in known:
                    widget.adopt(known[widget.name])
        self.focus, self._hover, self._held = (
            fresh.get(w.name) if w else None for w in (old.focus, old._hover, old._held)  # noqa: SLF001 - its own kind
        )
        self.by_keys, self._since = old.by_keys, old._since  # noqa: SLF001
        self._light()

    @property
    def held(self) -> Widget | None:
        """Return what the pointer holds down."""
        return self._held

    def order(self) -> list[Widget]:
        """List what Tab visits, in order."""
        return [w for w in self.root.walk() if w.focusable and w.enabled]

    def text_boxes(self) -> list[TextBox]:
        """Measure every text on the stage."""
        return [box for w in self.root.walk() for box in w.text_boxes(self.setter)]

    # focus

    def focus_on(self, widget: Widget | None, *, by_keys: bool = True) -> Outcome | None:
        """Move the focus, and scroll it into sight."""
        before = self._hot()
        self.focus, self.by_keys, self.dirty = widget, by_keys, True
        if by_keys:
            self._hover = None
        if widget and by_keys:
            reveal(widget)
        return self._changed(before)

    def _hot(self) -> Widget | None:
        return self._hover or (self.focus if self.by_keys else None)

    def _light(self) -> None:
        hot = self._hot()
        for widget in self.root.walk():
            widget.hovered = widget is hot and widget is self._hover
            widget.focused = widget is hot and widget is self.focus and self.by_keys
            widget.active = widget is self.focus

    def _changed(self, before: Widget | None) -> Outcome | None:
        """Tell widgets that became hot or cold; the last answer that is not None counts."""
        self._light()
        after, answer = self._hot(), None
        if after is not before:
            self._since, self.dirty = 0.0, True
            if before and before.on_hot:
                answer = before.on_hot(False)
            if after and after.on_hot and after.enabled:
                answer = after.on_hot(True) or answer
        return answer

    # keys

    def key(self, code: int, mod: int = 0, text: str = "") -> Outcome | None:
        """Answer a key: the focused widget first, then Tab and arrows, then hotkeys, then whatever scrolls."""
        code = _SAME.get(code, code)
        if self.focus and self.focus.enabled:
            answer = self.focus.key(code, mod, text)
            if answer is not None:
                self.by_keys, self.dirty = True, True
                return answer
        if code == pygame.K_TAB:
            return self._step(-1 if mod & pygame.KMOD_SHIFT else 1)
        moving = code in ARROWS and self.focus is not None and self.by_keys     # arrows are the page's own only while nothing has the focus
        if not moving and not mod & CHORD:
            for widget in self.root.walk():
                if code in widget.hotkeys and widget.enabled and widget.on_activate:
                    self.dirty = True
                    return widget.activate()
        if code in ARROWS and self._arrow(ARROWS[code]):
            return Stay()
        return self._scroll_key(code)

    def typed(self, text: str, *, composing: bool = False) -> Outcome | None:
        """Hand typed text, or what an input method is composing, to the focused widget."""
        answer = self.focus.typed(text, composing=composing) if self.focus and self.focus.enabled else None
        self.dirty |= answer is not None
        return answer

    def _step(self, by: int) -> Outcome:
        order = self.order()
        if order:
            at = order.index(self.focus) + by if self.focus in order else (0 if by > 0 else -1)
            return self.focus_on(order[at % len(order)]) or Stay()
        return Stay()

    def _arrow(self, way: tuple[int, int]) -> bool:
        order = self.order()
        if self.focus not in order or self.focus is None:
            goal = order[0] if order else None
        else:
            goal = self._neighbour(self.focus, [w for w in order if not isinstance(w, Scroll)], way)
        if goal:
            self.focus_on(goal)
        return goal is not None

    @staticmethod
    def _neighbour(here: Widget, others: list[Widget], way: tuple[int, int]) -> Widget | None:
        """Return where an arrow leads: within the same scrolled content first, then to whatever else is in sight."""
        window = _window(here)
        if window is not None:
            goal = nearest(here.shown(), ((w, w.shown()) for w in others if _window(w) is window), way)
            if goal is not None:
                return goal
        apart = [w for w in others if window is None or _window(w) is not window]
        seen = [(w, rect) for w in apart if (rect := in_sight(w)) is not None]
        shut = {id(_window(w)) for w, _rect in seen}
        for widget in apart if way[1] >= 0 else reversed(apart):
            scroll = _window(widget)
            if scroll is not None and id(scroll) not in shut:       # all that it holds is scrolled away: the window stands for it
                shut.add(id(scroll))
                seen.append((widget, in_sight(scroll) or scroll.shown()))
        return nearest(in_sight(here) or here.shown(), seen, way)

    def _scroll_key(self, code: int) -> Outcome | None:
        """Scroll what the focus lies in, else the first thing that can."""
        around, at = [], self.focus
        while at:
            around.append(at)
            at = at.parent
        if any(isinstance(widget, Scroll) and widget.key(code) is not None for widget in (*around, *self.root.walk())):
            self.dirty = True
            return Stay()
        return None

    # pointer

    def at(self, x: float, y: float) -> Widget | None:
        """Return the topmost widget at a point that takes the pointer."""
        found = None
        for widget in self.root.walk():
            if (widget.focusable or widget.on_activate or widget.help or widget.sends) and widget.shown().contains(x, y):
                limit = widget.visible()
                if limit is None or limit.contains(x, y):
                    found = widget
        return found

    def move(self, x: float, y: float) -> Outcome | None:
        """Answer the pointer moving."""
        if self._held:
            self.dirty = True
            return self._held.drag(*self._local(self._held, x, y))
        before, found = self._hot(), self.at(x, y)
        if found is self._hover:
            return None
        self._hover = found
        if found:
            self.by_keys = False
        return self._changed(before)

    def down(self, x: float, y: float) -> Outcome | None:
        """Answer the button going down."""
        found = self.at(x, y)
        if found is None or not found.enabled:
            return None
        self._held, self.dirty = found, True
        if found.focusable:
            self.focus_on(found, by_keys=False)
        return found.press(*self._local(found, x, y))

    def up(self, x: float, y: float) -> Outcome | None:
        """Answer the button going up."""
        held, self._held = self._held, None
        if held is None:
            return None
        self.dirty = True
        return held.release(*self._local(held, x, y))

    def wheel(self, x: float, y: float, dy: float) -> Outcome | None:
        """Scroll what lies under the pointer, else the only thing that scrolls."""
        scrolls = [w for w in self.root.walk() if isinstance(w, Scroll)]
        under = [w for w in scrolls if w.shown().contains(x, y)] or (scrolls if len(scrolls) == 1 else [])
        if any(w.wheel(dy) for w in reversed(under)):
            self.dirty = True
            return Stay()
        return None

    @staticmethod
    def _local(widget: Widget, x: float, y: float) -> tuple[float, float]:
        dx, dy = widget.shift()
        return x - dx, y - dy

    # time and picture

    def tick(self, dt: float) -> bool:
        """Let widgets move and the tooltip come up; True asks for more."""
        moving = False
        for widget in list(self.root.walk()):
            moving |= widget.tick(dt)
        hot = self._hot()
        waiting = bool(hot and hot.help) and self._since < TIP_DELAY
        self._since += dt
        self.dirty |= moving or (waiting and self._since >= TIP_DELAY)
        return moving or (waiting and self._since < TIP_DELAY)

    def tip(self, room: Rect) -> Tooltip | None:
        """Return the note that is due now."""
        hot = self._hot()
        due = hot is not None and hot.help and self._held is None and (self.by_keys or self._since >= TIP_DELAY)
        return Tooltip(hot.tip_owner(), hot.help, self.setter, room) if hot and due else None

    def draw(self, canvas: Canvas) -> None:
        """Draw the tree, the focus ring and the note."""
        self.root.draw(canvas)
        if self.focus and self.by_keys:
            limit = self.focus.visible() or Rect(0, 0, *canvas.size)
            with canvas.window(limit.inset(-6), 0, 0):
                canvas.outline(self.focus.shown().inset(-5), "focus", 3, 9)
        note = self.tip(Rect(0, 0, *canvas.size))
        if note:
            note.draw(canvas)
        self.dirty = False
