"""The world in a rectangle: the projection and the picture of land and sea, kept per size, view and theme."""

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from math import asinh, atan, degrees, radians, sinh, tan

import numpy as np
import numpy.typing as npt
import pygame

from game.ui import assets
from game.ui.geometry import Rect
from game.ui.theme import Palette

FINE = 2
NORTHMOST = 85.0
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class View:
    """What part of the world is shown: the middle, and how many degrees of longitude lie across the width."""

    lon: float
    lat: float
    span: float


@lru_cache(maxsize=1024)
def mercator(lat: float) -> float:
    """Return the height of a latitude in degrees on Mercator's map, the equator at 0."""
    return degrees(asinh(tan(radians(max(-NORTHMOST, min(NORTHMOST, lat))))))


@dataclass(frozen=True)
class Projection:
    """Places of a view in a rectangle.

    >>> Projection(Rect(0, 64, 1280, 592), View(128.0, 33.4, 60.0)).project(128.0, 33.4)
    (640.0, 360.0)
    """

    rect: Rect
    view: View

    @property
    def unit(self) -> float:
        """Return how wide a degree of longitude is."""
        return self.rect.w / self.view.span

    def project(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place lies, in the rectangle's units, the shorter way round the globe from the middle."""
        x, y = self.rect.centre
        east = (lon - self.view.lon + 180) % 360 - 180
        return x + east * self.unit, y - (mercator(lat) - mercator(self.view.lat)) * self.unit

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return the longitude and latitude of a point, rounded to hundredths.

        >>> Projection(Rect(0, 64, 1280, 592), View(128.0, 33.4, 60.0)).place(640.0, 360.0)
        (128.0, 33.4)
        """
        across, down = self.rect.centre
        height = radians(mercator(self.view.lat) + (down - y) / self.unit)
        return round(self.view.lon + (x - across) / self.unit, 2), round(degrees(atan(sinh(height))), 2)


@dataclass(frozen=True)
class World:
    """The rings of all countries: names by ring, where each ring begins in the points, the points (longitude, Mercator height), boxes."""

    names: tuple[str, ...]
    starts: tuple[int, ...]
    points: Numbers
    low: Numbers
    high: Numbers


@lru_cache(maxsize=1)
def world() -> World:
    """Return the countries of the world."""
    data = json.loads(gzip.decompress((assets.folder() / "map" / "world.json.gz").read_bytes()))
    counts = np.array(data["points"])
    ends = np.cumsum(counts)
    starts = ends - counts
    running = np.cumsum(np.array(data["steps"], dtype=np.int64).reshape(-1, 2), axis=0)
    before = np.vstack([np.zeros((1, 2), np.int64), running])[starts]
    points = (running - np.repeat(before, counts, axis=0)) / data["scale"]
    points[:, 1] = np.degrees(np.arcsinh(np.tan(np.radians(points[:, 1]))))
    names = tuple(data["names"][owner] for owner in data["owner"])
    low, high = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    return World(names, (*starts.tolist(), int(ends[-1])), points, low, high)


@lru_cache(maxsize=3)
def picture(size: tuple[int, int], view: View, palette: Palette, home: tuple[str, ...] = (), *, land: bool = True) -> pygame.Surface:
    """Return land and sea of a view in real pixels, the countries of `home` in gold: drawn twice as large, then scaled down."""
    wide, high = size[0] * FINE, size[1] * FINE
    big = pygame.Surface((wide, high), depth=32)
    big.fill(palette.rgb("sea"))
    unit, middle = wide / view.span, mercator(view.lat)
    _grid(big, view, palette)
    if land:
        for name, points in _seen(view, wide / 2 / unit, high / 2 / unit):
            placed = np.stack(((points[:, 0] - view.lon) * unit + wide / 2, high / 2 - (points[:, 1] - middle) * unit), axis=1).tolist()
            pygame.draw.polygon(big, palette.rgb("south" if name in home else "land"), placed)
            pygame.draw.aalines(big, palette.rgb("border"), True, placed)
    return pygame.transform.smoothscale(big, size)


def _seen(view: View, across: float, down: float) -> list[tuple[str, Numbers]]:
    """List the rings in a view, so many degrees to each side of its middle; the world goes on beyond its edge."""
    atlas, middle = world(), mercator(view.lat)
    found: list[tuple[str, Numbers]] = []
    for turn in (-360.0, 0.0, 360.0):
        left = view.lon - turn
        seen = (atlas.low[:, 0] < left + across) & (atlas.high[:, 0] > left - across)
        seen &= (atlas.low[:, 1] < middle + down) & (atlas.high[:, 1] > middle - down)
        moved = np.array((turn, 0.0))
        found += [(atlas.names[i], atlas.points[atlas.starts[i] : atlas.starts[i + 1]] + moved) for i in np.flatnonzero(seen).tolist()]
    return found


@lru_cache(maxsize=256)
def touches_land(projection: Projection, box: Rect, names: tuple[str, ...]) -> bool:
    """Tell whether one of the ends or the middle of a box lies in one of some countries."""
    y = box.centre[1]
    return any(on_land(*projection.place(x, y), names) for x in (box.x, box.centre[0], box.right))


def on_land(lon: float, lat: float, names: tuple[str, ...]) -> bool:
    """Tell whether a place lies in one of some countries: how often a line to the west of it crosses their edges.

    Views that cross the date line count on beyond 180 degrees, and so do some countries: every way to count a place is tried.
    """
    atlas, high, counted = world(), mercator(lat), np.array((lon - 360.0, lon, lon + 360.0))
    for i, name in enumerate(atlas.names):
        if name in names and atlas.low[i, 1] <= high <= atlas.high[i, 1]:
            x, y = atlas.points[atlas.starts[i] : atlas.starts[i + 1]].T
            ax, ay = np.roll(x, 1), np.roll(y, 1)
            crosses = (y > high) != (ay > high)
            at = x[crosses] + (high - y[crosses]) * (ax[crosses] - x[crosses]) / (ay[crosses] - y[crosses])
            if (np.count_nonzero(at[:, None] < counted, axis=0) % 2).any():
                return True
    return False


def _grid(big: pygame.Surface, view: View, palette: Palette) -> None:
    """Draw meridians and parallels, every five degrees or, in a wide view, every fifteen."""
    wide, high = big.get_size()
    unit, middle, step = wide / view.span, mercator(view.lat), 5 if view.span <= 100 else 15
    for i in range(-(360 // step), 720 // step):
        x = wide / 2 + (i * step - view.lon) * unit
        if 0 <= x <= wide:
            pygame.draw.line(big, palette.rgb("grid"), (x, 0), (x, high), FINE)
    for lat in range(-75, 76, step):
        y = high / 2 - (mercator(lat) - middle) * unit
        pygame.draw.line(big, palette.rgb("grid"), (0, y), (wide, y), FINE)
