"""The strip: results of the options of one decision on a line, each with its spread on other dice."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from game.charts.shapes import Chart, Line, Mark, Polygon, Shape, Text, box

LINE, LABEL = 0.36, 0.84
APART = 30.0


@dataclass(frozen=True)
class Spot:
    """An option: its number or letter, its result, and the range that it has on other dice."""

    name: str
    value: float
    low: float
    high: float
    own: bool = False


def strip(spots: Sequence[Spot], size: tuple[float, float], own_words: str, low: float, high: float) -> Chart:
    """Draw the options between two results; the own one is gold with its words below, the others have their value."""
    wide, tall = size
    margin = 16 / wide

    def across(value: float) -> float:
        return margin + (1 - 2 * margin) * (min(max(value, low), high) - low) / max(high - low, 1e-9)

    own = next(spot for spot in spots if spot.own)
    others = sorted((spot for spot in spots if not spot.own), key=lambda spot: spot.value)
    shapes: list[Shape] = [Line(((0.0, LINE), (1.0, LINE)), "line", 2.0)]
    for spot in (*others, own):
        half = 2.5 / tall
        left, right = across(spot.low), across(spot.high)
        shapes.append(Polygon(box(left, LINE - half, right, LINE + half), "seoul_fill" if spot.own else "muted", 0.45))
    places = spread([across(spot.value) * wide for spot in (*others, own)], 18.0, wide)
    for spot, x in zip((*others, own), places, strict=True):
        at = (x / wide, LINE)
        if spot.own:
            shapes.append(Mark(at, "dot", 18.0, "seoul_fill"))
        else:
            shapes += [Mark(at, "dot", 17.0, "panel"), Mark(at, "ring", 17.0, "edge"), Text(at, spot.name, 14, "bold", "text", "centre")]
    shapes.append(Text((_inside(places[-1], own_words, wide) / wide, LABEL), own_words, 14, "semibold", "seoul", "centre"))
    taken = [places[-1]]
    for spot, x in [*zip(others, places, strict=False)][::-1]:
        if all(abs(x - other) > APART + len(own_words) * 3.5 * (other == places[-1]) for other in taken):
            shapes.append(Text((x / wide, LABEL), f"{spot.value:.0f}", 14, "regular", "muted", "centre"))
            taken.append(x)
    return tuple(shapes)


def _inside(x: float, words: str, wide: float) -> float:
    """Keep centred words inside the box."""
    half = len(words) * (4.2 if words.isascii() else 6.5)
    return min(max(x, half), wide - half)


def spread(places: Sequence[float], apart: float, wide: float) -> list[float]:
    """Push places apart that would lie on one another, keeping their order and the box.

    >>> spread([50, 50, 90], 20, 100)
    [40.0, 60.0, 90]
    """
    order = sorted(range(len(places)), key=lambda k: places[k])
    moved = list(places)
    for _ in range(12):
        for one, other in pairwise(order):
            short = apart - (moved[other] - moved[one])
            if short > 0:
                moved[one] -= short / 2
                moved[other] += short / 2
        moved = [min(max(x, apart / 2), wide - apart / 2) for x in moved]
    return moved


def standing(counts: Sequence[int], own: int, words: tuple[str, str, str]) -> Chart:
    """Draw how many games came to each step of results; the own step stands out. Words: lowest, highest, above the own one."""
    most = max([*counts, 1])
    column = 1 / max(1, len(counts))
    shapes: list[Shape] = []
    for place, count in enumerate(counts):
        top = 0.78 - 0.62 * count / most
        left, right = place * column + column * 0.06, (place + 1) * column - column * 0.06
        shapes.append(Polygon(box(left, top, right, 0.78), "seoul_fill" if place == own else "edge"))
    top = 0.78 - 0.62 * max(counts[max(0, own - 1) : own + 2], default=0) / most          # above the neighbours too
    x = (own + 0.5) * column
    shapes += [
        Line(((0.0, 0.78), (1.0, 0.78)), "edge", 1.0), Text((0.0, 0.91), words[0], 14, "regular", "muted"),
        Text((1.0, 0.91), words[1], 14, "regular", "muted", "right"),
        Text((min(max(x, 0.1), 0.9), max(0.07, top - 0.09)), words[2], 14, "bold", "seoul", "centre"),
    ]
    return tuple(shapes)
