"""Builds assets/map/world.json.gz and game/content/countries.txt: countries of Natural Earth, 1:50 million.

Usage: npm install world-atlas@2.0.2, then python assets/build/map.py <node_modules/world-atlas/countries-50m.json>
The file holds {"scale": 100, "names": [...], "owner": [...], "points": [...], "steps": [x0, y0, dx1, dy1, ...]}: for each ring the
number of its country and how many points it has, then all rings in degrees times the scale, each point as the step from the one
before, each ring's first as it is. Lines are thinned by less than half a pixel of the closest view; the largest country comes first,
so that one that lies inside another is drawn over it. countries.txt lists the names.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Point = tuple[float, float]
SOUTH, NORTH = -62.0, 84.0
SCALE = 100
THIN = 0.02
ROOT = Path(__file__).resolve().parents[2]
OUT, NAMES = ROOT / "assets" / "map" / "world.json.gz", ROOT / "game" / "content" / "countries.txt"


def decode_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Turns the delta-coded arcs of a topology into degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def ring_of(indexes: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Joins arcs (a negative index runs backwards) into one ring, longitudes unwrapped over the antimeridian."""
    ring: list[Point] = []
    for index in indexes:
        piece = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += piece[1 if ring else 0 :]
    out: list[Point] = []
    for lon, lat in ring:
        turns = round((out[-1][0] - lon) / 360) if out else 0
        out.append((lon + 360 * turns, lat))
    return out


def clip(ring: list[Point], inside: Callable[[Point], bool], cross: Callable[[Point, Point], Point]) -> list[Point]:
    """Cuts a ring at one edge (Sutherland and Hodgman)."""
    out: list[Point] = []
    for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if inside(here) != inside(before):
            out.append(cross(before, here))
        if inside(here):
            out.append(here)
    return out


def at(axis: int, value: float) -> Callable[[Point, Point], Point]:
    """Returns the crossing of a segment with a line of constant longitude (0) or latitude (1)."""

    def cross(a: Point, b: Point) -> Point:
        t = (value - a[axis]) / (b[axis] - a[axis])
        return (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))

    return cross


def clip_box(ring: list[Point]) -> list[Point]:
    """Cuts a ring to the latitudes of the map."""
    ring = clip(ring, lambda p: p[1] >= SOUTH, at(1, SOUTH))
    return clip(ring, lambda p: p[1] <= NORTH, at(1, NORTH))


def thinned(line: list[Point], near: float) -> list[Point]:
    """Leaves out points that lie nearer than so many degrees to the line without them (Douglas and Peucker)."""
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, place = max(((_off(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0.0, first))
        if far > near:
            kept.add(place)
            waiting += [(first, place), (place, last)]
    return [line[i] for i in sorted(kept)]


def _off(point: Point, a: Point, b: Point) -> float:
    """Returns how far a point lies from a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length)) if length else 0.0
    return float(((point[0] - a[0] - t * dx) ** 2 + (point[1] - a[1] - t * dy) ** 2) ** 0.5)


def area(ring: list[Point]) -> float:
    """Returns the area of a ring in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def steps(ring: list[Point]) -> list[int]:
    """Rounds a ring to hundredths of a degree, each point as the step from the one before, without repeated points."""
    points = [(round(x * SCALE), round(y * SCALE)) for x, y in ring]
    kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    before = [(0, 0), *kept[:-1]]
    return [value for (x, y), (px, py) in zip(kept, before, strict=True) for value in (x - px, y - py)]


def full(name: str) -> str:
    """Writes a country's name out.

    >>> full("Solomon Is.")
    'Solomon Islands'
    """
    return name[:-3] + "Islands" if name.endswith(" Is.") else name


def build(source: Path) -> None:
    """Writes the map and the names."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [thinned(arc, THIN) for arc in decode_arcs(topology)]
    countries: list[tuple[float, dict[str, Any]]] = []
    for shape in topology["objects"]["countries"]["geometries"]:
        groups = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        outer = [ring for group in groups if len(ring := clip_box(ring_of(group[0], arcs))) >= 3]
        rings = [ring for ring in map(steps, outer) if len(ring) >= 6]
        if rings:
            countries.append((sum(map(area, outer)), {"name": full(shape["properties"]["name"]), "rings": rings}))
    found = [country for _size, country in sorted(countries, key=lambda one: -one[0])]
    rings = [(number, ring) for number, country in enumerate(found) for ring in country["rings"]]
    flat = {
        "scale": SCALE, "names": [country["name"] for country in found], "owner": [number for number, _ring in rings],
        "points": [len(ring) // 2 for _number, ring in rings], "steps": [value for _number, ring in rings for value in ring],
    }
    OUT.write_bytes(gzip.compress(json.dumps(flat, separators=(",", ":"), ensure_ascii=False).encode(), 9, mtime=0))
    NAMES.write_text("".join(f"{name}\n" for name in sorted(flat["names"])), encoding="utf-8")
    print(len(found), len(rings), sum(flat["points"]), OUT.stat().st_size)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
