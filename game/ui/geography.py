"""North-East Asia in a rectangle: the projection and the picture of land and sea, kept per size and theme."""

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from math import asinh, degrees, radians, tan

import pygame

from game.ui import assets
from game.ui.geometry import Rect
from game.ui.theme import Palette

SOUTH_KOREA = "410"
FINE = 2
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class View:
    """What part of the world is shown: the middle, and how many degrees of longitude lie across the width."""

    lon: float
    lat: float
    span: float


BRIEF = View(128.0, 33.4, 60.0)
RESOLVE = View(124.5, 34.9, 45.8)
CLOSE = View(126.0, 36.2, 24.0)


def mercator(lat: float) -> float:
    """Return the height of a latitude in degrees on Mercator's map, the equator at 0."""
    return degrees(asinh(tan(radians(lat))))


@dataclass(frozen=True)
class Projection:
    """Places of a view in a rectangle.

    >>> Projection(Rect(0, 64, 1280, 592), BRIEF).project(128.0, 33.4)
    (640.0, 360.0)
    """

    rect: Rect
    view: View = BRIEF

    @property
    def unit(self) -> float:
        """Return how wide a degree of longitude is."""
        return self.rect.w / self.view.span

    def project(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place lies, in the rectangle's units."""
        x, y = self.rect.centre
        return x + (lon - self.view.lon) * self.unit, y - (mercator(lat) - mercator(self.view.lat)) * self.unit


@lru_cache(maxsize=1)
def countries() -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    """Return the countries: ISO number, and rings of longitude and Mercator height."""
    data = json.loads(gzip.decompress((assets.folder() / "map" / "north-east-asia.json.gz").read_bytes()))
    scale = data["scale"]
    return tuple(
        (
            country["id"],
            tuple(
                tuple((x / scale, mercator(y / scale)) for x, y in zip(ring[::2], ring[1::2], strict=True))
                for ring in country["rings"]
            ),
        )
        for country in data["countries"]
    )


@lru_cache(maxsize=3)
def picture(size: tuple[int, int], view: View, palette: Palette) -> pygame.Surface:
    """Return land and sea of a view in real pixels: drawn twice as large, then scaled down."""
    wide, high = size[0] * FINE, size[1] * FINE
    big = pygame.Surface((wide, high), depth=32)
    big.fill(palette.rgb("sea"))
    unit, middle = wide / view.span, mercator(view.lat)

    def place(x: float, y: float) -> tuple[float, float]:
        return wide / 2 + (x - view.lon) * unit, high / 2 - (y - middle) * unit

    for lon in range(90, 171, 5):
        x, _y = place(lon, 0)
        pygame.draw.line(big, palette.rgb("grid"), (x, 0), (x, high), FINE)
    for lat in range(10, 61, 5):
        _x, y = place(0, mercator(lat))
        pygame.draw.line(big, palette.rgb("grid"), (0, y), (wide, y), FINE)
    frame = pygame.Rect(0, 0, wide, high)
    for number, rings in countries():
        fill = palette.rgb("south" if number == SOUTH_KOREA else "land")
        for ring in rings:
            points = [place(x, y) for x, y in ring]
            if _bounds(points).colliderect(frame):
                pygame.draw.polygon(big, fill, points)
                pygame.draw.aalines(big, palette.rgb("border"), True, points)
    return pygame.transform.smoothscale(big, size)


def _bounds(points: list[tuple[float, float]]) -> pygame.Rect:
    left, top = min(p[0] for p in points), min(p[1] for p in points)
    return pygame.Rect(left, top, max(p[0] for p in points) - left + 1, max(p[1] for p in points) - top + 1)
