"""Histograms: how often each result came about, one outline a policy."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.charts.shapes import Align, Chart, Line, Point, Polygon, Shape, Text

TOP, FLOOR, KEY = 0.12, 0.86, 0.05


@dataclass(frozen=True)
class Counts:
    """How many of a policy's games fell into each of some equal steps."""

    name: str
    counts: tuple[int, ...]
    colour: str = "seoul_fill"


def histogram(series: Sequence[Counts], low: float, high: float) -> Chart:
    """Draw shares as outlines over the steps from low to high; empty steps at either end are left out."""
    used = [k for one in series for k, count in enumerate(one.counts) if count]
    steps = len(series[0].counts) if series else 1
    first, last = (min(used), max(used) + 1) if used else (0, steps)
    shares = [tuple(count / max(sum(one.counts), 1) for count in one.counts) for one in series]
    top = max((max(row) for row in shares), default=0.0) or 1.0

    def at(step: float, share: float) -> Point:
        return (step - first) / max(last - first, 1), FLOOR - (FLOOR - TOP) * share / top

    shapes: list[Shape] = []
    for one, row in zip(series, shares, strict=True):
        outline = [point for k in range(first, last) for point in (at(k, row[k]), at(k + 1, row[k]))]
        shapes.append(Polygon((at(first, 0), *outline, at(last, 0)), one.colour, 0.14))
        shapes.append(Line(tuple(outline), one.colour, 2.0))
    shapes.append(Line((at(first, 0), at(last, 0)), "edge", 1.0))
    width = (high - low) / steps
    for k in range(first, last + 1):
        value = low + k * width
        if abs(value / 10 - round(value / 10)) < 1e-6:
            align: Align = "left" if k == first else "right" if k == last else "centre"
            shapes.append(Text((at(k, 0)[0], 0.93), f"{value:.0f}", 14, "regular", "muted", align))
    shapes += [
        Text(((k + 0.5) / len(series), KEY), one.name, 14, "semibold", one.colour, "centre") for k, one in enumerate(series)
    ]
    return tuple(shapes)
