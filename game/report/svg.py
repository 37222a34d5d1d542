"""Charts as SVG: the same shapes that a screen draws, in the light theme."""

from html import escape
from math import cos, pi, sin

from game.charts.shapes import RING, Chart, Line, Mark, Point, Polygon, Shape, Text
from game.report.light import LIGHT, colour

WEIGHTS = {"regular": 400, "semibold": 600, "bold": 700}
ANCHORS = {"left": "start", "centre": "middle", "right": "end"}
OF_POWER = {
    "washington": "washington", "beijing": "beijing", "seoul": "seoul", "home": "seoul", "autonomy": "autonomy",
    "ambiguity": "ambiguity", "alignment": "washington",
}


def svg(chart: Chart, width: float, height: float, label: str) -> str:
    """Draw a chart into a box of logical pixels; the label says what it shows to those who cannot see it.

    >>> svg((), 100, 50, "nothing <yet>")
    '<svg viewBox="0 0 100 50" role="img" aria-label="nothing &lt;yet&gt;"></svg>'
    """
    parts = "".join(_drawn(shape, width, height) for shape in chart)
    return f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(label)}">{parts}</svg>'


def _drawn(shape: Shape, width: float, height: float) -> str:
    if isinstance(shape, Polygon):
        return f'<polygon points="{_points(shape.points, width, height)}" fill="{colour(shape.colour)}"{_opacity(shape.opacity)}/>'
    if isinstance(shape, Line):
        dash = f' stroke-dasharray="{shape.dash:g}"' if shape.dash else ""
        return (
            f'<polyline points="{_points(shape.points, width, height)}" fill="none" stroke="{colour(shape.colour)}" '
            f'stroke-width="{shape.width:g}" stroke-linejoin="round"{dash}{_opacity(shape.opacity)}/>'
        )
    if isinstance(shape, Mark):
        return _mark(shape, shape.at[0] * width, shape.at[1] * height)
    return _text(shape, shape.at[0] * width, shape.at[1] * height)


def _points(points: tuple[Point, ...], width: float, height: float) -> str:
    return " ".join(f"{x * width:.1f},{y * height:.1f}" for x, y in points)


def _opacity(opacity: float) -> str:
    return "" if opacity >= 1 else f' opacity="{opacity:g}"'


def _text(shape: Text, x: float, y: float) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{shape.size:g}" font-weight="{WEIGHTS[shape.weight]}" '
        f'text-anchor="{ANCHORS[shape.align]}" dominant-baseline="central" fill="{colour(shape.colour)}">{escape(shape.text)}</text>'
    )


def _mark(shape: Mark, x: float, y: float) -> str:
    ink = colour(shape.colour or OF_POWER.get(shape.who, "other"))
    half = shape.size / 2
    if shape.who in {"ring", "seoul", "home"}:
        inner = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half * 0.45:.1f}" fill="{ink}"/>' if shape.who != "ring" else ""
        width = min(shape.size / 6, RING) if shape.who == "ring" else shape.size / 6
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" fill="none" stroke="{ink}" stroke-width="{width:.1f}"/>{inner}'
    corners = {
        "beijing": [(0.0, -1.0), (1.1, 0.85), (-1.1, 0.85)],
        "autonomy": [(0.0, -1.15), (1.15, 0.0), (0.0, 1.15), (-1.15, 0.0)],
        "pyongyang": [(sin(i * pi / 3), -cos(i * pi / 3)) for i in range(6)],
    }.get(shape.who)
    if corners is not None:
        return f'<polygon points="{" ".join(f"{x + a * half:.1f},{y + b * half:.1f}" for a, b in corners)}" fill="{ink}"/>'
    if shape.who == "ambiguity":
        arc = f"M{x:.1f},{y - half:.1f} A{half:.1f},{half:.1f} 0 0 0 {x:.1f},{y + half:.1f} Z"
        ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" fill="none" stroke="{ink}" stroke-width="{shape.size / 8:.1f}"/>'
        return f'{ring}<path d="{arc}" fill="{ink}"/>'
    small = 0.5 if shape.who in {"tokyo", "world"} else 1.0
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half * small:.1f}" fill="{ink}"/>'


def themed(drawing: str) -> str:
    """Let a drawing take its colours from the page around it (`--seoul`, `--text`), for pages that have several themes.

    >>> themed('<path fill="#F6F3EC"/>')
    '<path fill="var(--ground)"/>'
    """
    for token, code in LIGHT.items():
        drawing = drawing.replace(f'"{code}"', f'"var(--{token.replace("_", "-")})"')
    return drawing
