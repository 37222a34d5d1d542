"""The one loop: waits for events, hands them to the screen on top, applies what comes next, draws what changed."""

import time
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial
from typing import Any

import pygame

from game.ui.canvas import Canvas
from game.ui.jobs import JOB_DONE, Jobs
from game.ui.outcome import Home, Outcome, Pop, Push, Quit, Replace, Stay
from game.ui.screen import Context, Key, Look, Screen, context_for
from game.ui.screens.helping import help_for
from game.ui.stage import Stage
from game.ui.text import Setter
from game.ui.window import Window

FRAME, ALERT, ASLEEP, DROWSY_AFTER = 1 / 60, 0.008, 0.03, 2.0
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
TEXT_KEYS = {
    pygame.K_PLUS: 1, pygame.K_EQUALS: 1, pygame.K_KP_PLUS: 1, pygame.K_MINUS: -1, pygame.K_KP_MINUS: -1, pygame.K_0: 0,
}


def next_scale(scale: float, way: int) -> float:
    """Return the next larger (1) or smaller (-1) text scale, or the plain one (0).

    >>> next_scale(1.25, 1), next_scale(1.0, -1), next_scale(2.0, 0)
    (1.5, 1.0, 1.0)
    """
    at = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - scale))
    return SCALES[max(0, min(len(SCALES) - 1, at + way))] if way else 1.0


class Layer:
    """A screen on the stack, with the context and the widgets that it stands in."""

    def __init__(self, screen: Screen, context: Context, owner: object = None) -> None:
        self.screen = screen
        self.owner = owner
        self.context = context
        self.stage = Stage(screen.dress(screen.build(context), context), context.text)

    def rebuild(self, context: Context, screen: Screen | None = None) -> None:
        """Build the widgets anew, keeping focus and scrolling."""
        old = self.stage
        self.screen, self.context = screen or self.screen, context
        self.stage = Stage(self.screen.dress(self.screen.build(context), context), context.text)
        self.stage.adopt(old)


def paint(layers: list[Layer], surface: pygame.Surface) -> None:
    """Draw the topmost page and the overlays on it."""
    first = max((i for i, layer in enumerate(layers) if not layer.screen.overlay), default=0)
    for i, layer in enumerate(layers[first:]):
        canvas = Canvas(surface, layer.context.text, layer.context.theme)
        if i == 0:
            canvas.fill(layer.context.rect, "ground")
        else:
            canvas.wash(layer.context.rect, "#000000", 0.55)
        layer.stage.draw(canvas)


def render(screens: list[Screen], pixels: tuple[int, int], look: Look | None = None) -> pygame.Surface:
    """Return the picture of screens (the later ones on top) without a window."""
    look = look or Look()
    surface = pygame.Surface(pixels)
    layers = [Layer(screen, context_for(pixels, look, screen.prefers)) for screen in screens]
    paint(layers, surface)
    return surface


class App:
    """A stack of screens in a window."""

    def __init__(
        self, window: Window, first: Screen, look: Look | None = None, *, on_look: Callable[[Look], None] = lambda _look: None,
    ) -> None:
        self.window = window
        self.look = look or Look()
        self.jobs = Jobs()
        self.running = True
        self.dirty = True
        self._on_look = on_look
        self._setter: Setter | None = None
        self.layers: list[Layer] = []
        self._push(first)
        self._last = self._active = time.monotonic()

    @property
    def top(self) -> Layer:
        """Return the layer that gets the events."""
        return self.layers[-1]

    def _context(self, screen: Screen, owner: object) -> Context:
        context = context_for(self.window.pixels, self.look, screen.prefers, self._setter)
        self._setter = context.text
        return replace(context, background=partial(self._start, owner), change_look=self.change_look)

    def _push(self, screen: Screen) -> None:
        owner = object()
        self.layers.append(Layer(screen, self._context(screen, owner), owner))

    def _rebuild(self, layer: Layer, screen: Screen | None = None) -> None:
        layer.rebuild(self._context(screen or layer.screen, layer.owner), screen)

    def _start(self, owner: object, key: Hashable, work: Callable[[], Any], done: Callable[[Any], Outcome | None]) -> None:
        """Run work for the layer of an owner: its result is dropped when that layer has gone."""
        self.jobs.start((owner, key), work, lambda result: self._finished(owner, done, result))

    def _finished(self, owner: object, done: Callable[[Any], Outcome | None], result: Any) -> Outcome | None:
        """Hand a result over; what it leads to holds for its own layer, also below others."""
        layer = next((layer for layer in self.layers if layer.owner is owner), None)
        outcome = done(result) if layer else None
        if layer is None or layer is self.top:
            return outcome
        if isinstance(outcome, Replace) or (isinstance(outcome, Stay) and outcome.rebuild):
            self._rebuild(layer, outcome.screen if isinstance(outcome, Replace) else None)
        return Stay()

    def change_look(self, look: Look) -> None:
        """Take another theme, text scale, language or motion, on all screens."""
        self.look = look
        self._on_look(look)
        self.rebuild_all()

    def rebuild_all(self) -> None:
        """Build all screens anew, as after a change of size."""
        for layer in self.layers:
            self._rebuild(layer)
        self.dirty = True

    def apply(self, outcome: Outcome | None) -> None:
        """Do what a screen or widget answered."""
        self.dirty |= outcome is not None
        if isinstance(outcome, Stay):
            if outcome.rebuild:
                self._rebuild(self.top)
        elif isinstance(outcome, Push):
            self._push(outcome.screen)
        elif isinstance(outcome, Replace):
            self._rebuild(self.top, outcome.screen)
        elif isinstance(outcome, Pop):
            self.layers.pop()
            if self.layers:
                self.apply(self.top.screen.resumed(outcome.result, self.top.context))
        elif isinstance(outcome, Home):
            del self.layers[1:]
            self.apply(self.top.screen.resumed(None, self.top.context))
        if isinstance(outcome, Quit) or not self.layers:
            self.running = False

    def dispatch(self, event: pygame.event.Event) -> None:
        """Hand one event of pygame to where it belongs."""
        kind, stage = event.type, self.top.stage
        if kind == pygame.QUIT:
            self.running = False
        elif kind == JOB_DONE:
            self.apply(self.jobs.finish(event.number))
        elif kind in (pygame.VIDEORESIZE, pygame.WINDOWSIZECHANGED, pygame.WINDOWDISPLAYCHANGED):
            self.window.resized()
            self.rebuild_all()
        elif kind in (pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED):
            self.dirty = True
        elif kind == pygame.KEYDOWN:
            self._key(event)
        elif kind in (pygame.TEXTINPUT, pygame.TEXTEDITING):
            self.apply(stage.typed(event.text, composing=kind == pygame.TEXTEDITING))
        elif kind == pygame.MOUSEWHEEL:
            self.apply(stage.wheel(*self._point(pygame.mouse.get_pos()), event.y))
        elif kind == pygame.MOUSEMOTION:
            self.apply(stage.move(*self._point(event.pos)))
        elif kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP) and event.button == 1:
            point = self._point(event.pos)
            self.apply(stage.down(*point) if kind == pygame.MOUSEBUTTONDOWN else stage.up(*point))

    def _point(self, position: tuple[int, int]) -> tuple[float, float]:
        return self.window.point(position, self.top.context.text.scale)

    def _key(self, event: pygame.event.Event) -> None:
        if event.key == pygame.K_F11:
            self.window.toggle_fullscreen()
            self.rebuild_all()
            return
        if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META) and event.key in TEXT_KEYS:
            self.change_look(replace(self.look, text_scale=next_scale(self.look.text_scale, TEXT_KEYS[event.key])))
            return
        layer = self.top
        outcome = layer.stage.key(event.key, event.mod, event.unicode)
        if outcome is None:
            outcome = layer.screen.handle(Key(event.key, event.mod, event.unicode), layer.context)
        if outcome is None and event.key == pygame.K_ESCAPE and len(self.layers) > 1:
            outcome = Pop()
        if outcome is None and event.key == pygame.K_F1:
            outcome = help_for([layer.screen for layer in self.layers])
        self.apply(outcome)

    def frame(self, *, moving: bool) -> bool:
        """Wait for events (for a frame's time only while something moves), apply them, draw; True while something moves."""
        for event in self._events(FRAME if moving else None):
            if self.running:
                self.dispatch(event)
        now = time.monotonic()
        dt, self._last = min(0.1, now - self._last), now
        if not self.running:
            return False
        moving = self._tick(dt if moving else 0.0)
        if not self.running:
            return False
        if self.dirty or self.top.stage.dirty:
            self.draw()
        focus = self.top.stage.focus
        self.window.take_text(wanted=bool(focus and focus.takes_text))
        return moving

    def _tick(self, dt: float) -> bool:
        """Let the screen on top and its widgets move; True while something moves."""
        ours = self.top.screen.tick(dt)
        self.dirty |= ours is True
        if not isinstance(ours, bool):
            self.apply(ours)
        return self.running and (self.top.stage.tick(dt) or ours is not False)

    def _events(self, limit: float | None) -> list[pygame.event.Event]:
        """Wait for events, no longer than a limit.

        pygame.event.wait looks a thousand times a second, which costs 2% of a core; this looks 125 times a second while the
        player is active and 33 times when not (a clock's own events are nobody's doing). The result of a job wakes it at once.
        """
        end = self._last + limit if limit is not None else float("inf")
        while not (events := pygame.event.get()):
            now = time.monotonic()
            if now >= end:
                break
            pause = ALERT if now - self._active < DROWSY_AFTER else ASLEEP
            self.jobs.ready.wait(min(pause, end - now))
            self.jobs.ready.clear()
        if any(event.type < pygame.USEREVENT for event in events):
            self._active = time.monotonic()
        return events

    def draw(self) -> None:
        """Draw all that is in sight and show it."""
        paint(self.layers, self.window.surface)
        self.over()
        self.window.show()
        self.dirty = False

    def over(self) -> None:
        """Draw what lies over every page."""

    def run(self) -> None:
        """Run until the end."""
        try:
            self.draw()
            moving = self._tick(0.0)
            while self.running:
                moving = self.frame(moving=moving)
        finally:
            self.jobs.close()                          # also after a fault, or its threads would hold up the end
