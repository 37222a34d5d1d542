"""A short note over any page: what a key that works everywhere has just done."""

import time

import pygame

from game.ui.canvas import Canvas
from game.ui.geometry import Rect
from game.ui.text import Words

OVER = pygame.event.custom_type()
SECONDS = 2.5


class Toast:
    """A plate above the foot of the page, gone after a while."""

    def __init__(self) -> None:
        self.text = ""
        self._until = 0.0

    def show(self, text: str) -> None:
        """Show a text from the next draw on."""
        self.text, self._until = text, time.monotonic() + SECONDS
        pygame.time.set_timer(OVER, round(SECONDS * 1000) + 20, 1)

    def draw(self, canvas: Canvas) -> None:
        """Draw the plate while it is due."""
        if not self.text or time.monotonic() >= self._until:
            return
        wide, high = canvas.size
        setter = canvas.text
        across = min(wide - 32, setter.width(self.text, 16, "semibold") + 2)
        tall = setter.height(self.text, 16, across, "semibold")
        plate = Rect((wide - across - 32) / 2, high - 84 - tall, across + 32, tall + 16)
        canvas.shadow(plate)
        canvas.rounded(plate, "raised", 6)
        canvas.outline(plate, "text", 1.4, 6)
        canvas.words(Words(Rect(plate.x + 16, plate.y + 8, across, tall), self.text, 16, "semibold", "text", "centre", wrap=True))
