"""The shapes of the powers and roads: ● Washington, ▲ Beijing, ◎ Seoul, ◆ autonomy, ◐ ambiguity, ⬢ Pyongyang, • others."""

from math import cos, pi, sin

from game.ui.canvas import Canvas, Point

COLOURS = {
    "washington": "washington", "beijing": "beijing", "seoul": "seoul", "home": "seoul", "autonomy": "autonomy",
    "ambiguity": "ambiguity", "alignment": "washington", "pyongyang": "other", "tokyo": "other", "world": "other",
}
ART = {
    "washington": "washington_art", "beijing": "beijing_art", "home": "seoul_art", "seoul": "seoul_art",
    "autonomy": "autonomy_art", "tokyo": "autonomy_art",
}


def colour_of(who: str) -> str:
    """Return the colour token of a power or road."""
    return COLOURS.get(who, "other")


def art_of(who: str) -> str:
    """Return the colour token of the square behind an event's icon."""
    return ART.get(who, "ambiguity_art")


def mark(canvas: Canvas, who: str, x: float, y: float, size: float, colour: str | None = None) -> None:
    """Draw the shape of a power or road around a point."""
    ink = colour or colour_of(who)
    half = size / 2
    if who == "beijing":
        canvas.polygon([(x, y - half), (x + half * 1.1, y + half * 0.85), (x - half * 1.1, y + half * 0.85)], ink)
    elif who in {"seoul", "home"}:
        canvas.disc(x, y, size, ink, border=size / 8)
        canvas.disc(x, y, size * 0.45, ink)
    elif who == "autonomy":
        canvas.polygon([(x, y - half * 1.15), (x + half * 1.15, y), (x, y + half * 1.15), (x - half * 1.15, y)], ink)
    elif who == "ambiguity":
        canvas.disc(x, y, size, ink, border=size / 8)
        canvas.polygon(_arc(x, y, half - 0.5, pi / 2, 3 * pi / 2), ink)
    elif who == "pyongyang":
        canvas.polygon([(x + half * sin(i * pi / 3), y - half * cos(i * pi / 3)) for i in range(6)], ink)
    elif who in {"tokyo", "world"}:
        canvas.disc(x, y, size * 0.5, ink)
    else:
        canvas.disc(x, y, size, ink)


def _arc(x: float, y: float, radius: float, start: float, end: float) -> list[Point]:
    steps = [start + (end - start) * i / 16 for i in range(17)]
    return [(x + radius * cos(t), y + radius * sin(t)) for t in steps]
