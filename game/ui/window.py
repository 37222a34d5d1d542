"""The window: resizable, full screen with F11, sharp on fine displays; it remembers nothing itself."""

import contextlib
import os
import sys
import warnings

import pygame

from game.ui.assets import app_icon
from game.ui.theme import BASE_HEIGHT, BASE_WIDTH

LEAST = (640, 360)
ICON = 64


def _on_a_screen(place: tuple[int, int]) -> bool:
    """Tell whether a corner lies on the desktop: screens may have gone since."""
    sizes = pygame.display.get_desktop_sizes()
    return 0 <= place[0] < sum(wide for wide, _high in sizes) - 100 and 0 <= place[1] < max(high for _wide, high in sizes) - 100


class Window:
    """A window with a surface of real pixels."""

    def __init__(
        self, title: str, size: tuple[int, int] = (BASE_WIDTH, BASE_HEIGHT), *, place: tuple[int, int] | None = None,
        fullscreen: bool = False,
    ) -> None:
        os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
        os.environ.setdefault("SDL_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR", "0")
        if sys.platform == "win32" or (os.environ.get("DISPLAY") and os.environ.get("SDL_VIDEODRIVER", "x11") == "x11"):
            os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")  # a plain surface: saves 90 MB and the start of OpenGL
        pygame.display.init()
        pygame.font.init()
        pygame.display.set_caption(title)
        pygame.display.set_icon(app_icon(ICON))
        self._size = max(size[0], LEAST[0]), max(size[1], LEAST[1])
        self._place = place if place and _on_a_screen(place) else None
        self.fullscreen = fullscreen
        self.surface = self._open()
        pygame.key.set_repeat(400, 50)
        self._texting = True
        self.take_text(wanted=False)

    def _open(self) -> pygame.Surface:
        if self.fullscreen:
            return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        surface = pygame.display.set_mode(self._size, pygame.RESIZABLE)
        if self._place is not None:
            pygame.display.set_window_position(self._place)
        with warnings.catch_warnings(), contextlib.suppress(pygame.error, AttributeError):
            warnings.simplefilter("ignore", DeprecationWarning)
            pygame.Window.from_display_module().minimum_size = LEAST
        return surface

    @property
    def pixels(self) -> tuple[int, int]:
        """Return the size in real pixels."""
        return self.surface.get_size()

    @property
    def size(self) -> tuple[int, int]:
        """Return the size to open with the next time: in full screen that of before."""
        return self._size if self.fullscreen else self.pixels

    @property
    def place(self) -> tuple[int, int] | None:
        """Return where it stands on the desktop, in full screen where it stood before."""
        if self.fullscreen:
            return self._place
        try:
            x, y = pygame.display.get_window_position()
        except pygame.error:
            return None
        return x, y

    def toggle_fullscreen(self) -> None:
        """Go to full screen or back to the size before."""
        if not self.fullscreen:
            self._size, self._place = self.pixels, self.place
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
