"""Builds assets/map/north-east-asia.json.gz: countries of Natural Earth, 1:50 million, cut to North-East Asia.

Usage: npm install world-atlas@2.0.2, then python assets/build/map.py <node_modules/world-atlas/countries-50m.json>
The file holds {"scale": 100, "countries": [{"id": "410", "name": "South Korea", "rings": [[x0, y0, x1, y1, ...]]}]}
with degrees times the scale; the id is the ISO 3166 number.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Point = tuple[float, float]
WEST, SOUTH, EAST, NORTH = 88.0, 8.0, 168.0, 62.0
SCALE = 100
OUT = Path(__file__).resolve().parents[1] / "map" / "north-east-asia.json.gz"


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
    shift = 360 if sum(p[0] for p in out) / len(out) < -90 else 0
    return [(lon + shift, lat) for lon, lat in out]


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
    """Cuts a ring to the box of the map."""
    ring = clip(ring, lambda p: p[0] >= WEST, at(0, WEST))
    ring = clip(ring, lambda p: p[0] <= EAST, at(0, EAST))
    ring = clip(ring, lambda p: p[1] >= SOUTH, at(1, SOUTH))
    return clip(ring, lambda p: p[1] <= NORTH, at(1, NORTH))


def flat(ring: list[Point]) -> list[int]:
    """Rounds a ring to hundredths of a degree, without repeated points."""
    points = [(round(x * SCALE), round(y * SCALE)) for x, y in ring]
    kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    return [value for point in kept for value in point]


def build(source: Path) -> None:
    """Writes the map."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        groups = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        cut = [flat(clip_box(ring_of(ring, arcs))) for group in groups for ring in group]
        rings = [ring for ring in cut if len(ring) >= 6]
        if rings:
            countries.append({"id": shape.get("id", ""), "name": shape["properties"]["name"], "rings": rings})
    text = json.dumps({"scale": SCALE, "countries": countries}, separators=(",", ":"))
    OUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print([(c["id"], c["name"], len(c["rings"])) for c in countries], OUT.stat().st_size)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
