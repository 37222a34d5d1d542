"""The window: resizable, full screen with F11, sharp on fine displays; it remembers nothing itself."""

import os
import sys

import pygame

from game.ui.theme import BASE_HEIGHT, BASE_WIDTH


class Window:
    """A window with a surface of real pixels."""

    def __init__(self, title: str, size: tuple[int, int] = (BASE_WIDTH, BASE_HEIGHT), *, fullscreen: bool = False) -> None:
        os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
        os.environ.setdefault("SDL_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR", "0")
        if sys.platform == "win32" or (os.environ.get("DISPLAY") and os.environ.get("SDL_VIDEODRIVER", "x11") == "x11"):
            os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")  # a plain surface: saves 90 MB and the start of OpenGL
        pygame.display.init()
        pygame.font.init()
        pygame.display.set_caption(title)
        self._size = size
        self.fullscreen = fullscreen
        self.surface = self._open()
        pygame.key.set_repeat(400, 50)
        self._texting = True
        self.take_text(wanted=False)

    def _open(self) -> pygame.Surface:
        if self.fullscreen:
            return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        return pygame.display.set_mode(self._size, pygame.RESIZABLE)

    @property
    def pixels(self) -> tuple[int, int]:
        """Return the size in real pixels."""
        return self.surface.get_size()

    def toggle_fullscreen(self) -> None:
        """Go to full screen or back to the size before."""
        if not self.fullscreen:
            self._size = self.pixels
        self.fullscreen = not self.fullscreen
        self.surface = self._open()

    def resized(self) -> None:
        """Take the surface of the new size."""
        self.surface = pygame.display.get_surface() or self.surface

    def point(self, position: tuple[int, int], scale: float) -> tuple[float, float]:
        """Return a pointer position in logical pixels."""
        wide, high = pygame.display.get_window_size()
        real = self.pixels
        return position[0] * real[0] / max(1, wide) / scale, position[1] * real[1] / max(1, high) / scale

    def take_text(self, *, wanted: bool) -> None:
        """Turn input methods on for a text field, and off so that letters are keys again."""
        if wanted != self._texting:
            self._texting = wanted
            (pygame.key.start_text_input if wanted else pygame.key.stop_text_input)()

    def show(self) -> None:
        """Bring the surface to the display."""
        pygame.display.flip()

    def close(self) -> None:
        """Close the window."""
        pygame.display.quit()
