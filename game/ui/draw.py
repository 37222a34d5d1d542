"""Charts on a canvas: the shapes of `game.charts` in a rectangle, and the widget that shows them."""

from itertools import pairwise

from game.charts import shapes
from game.ui.canvas import Canvas, Point
from game.ui.geometry import Rect
from game.ui.marks import mark
from game.ui.text import Setter, Words
from game.ui.widgets.base import Widget


def draw(canvas: Canvas, rect: Rect, chart: shapes.Chart) -> None:
    """Draw the shapes of a chart, without its texts."""

    def place(point: shapes.Point) -> Point:
        return rect.x + point[0] * rect.w, rect.y + point[1] * rect.h

    for shape in chart:
        if isinstance(shape, shapes.Polygon):
            canvas.polygon([place(p) for p in shape.points], shape.colour, shape.opacity)
        elif isinstance(shape, shapes.Line):
            points = [place(p) for p in shape.points]
            for part in _dashes(points, shape.dash) if shape.dash else [points]:
                canvas.line(part, shape.colour, shape.width, shape.opacity)
        elif isinstance(shape, shapes.Mark):
            _mark(canvas, *place(shape.at), shape)


def _mark(canvas: Canvas, x: float, y: float, shape: shapes.Mark) -> None:
    if shape.who in {"dot", "ring"}:
        canvas.disc(x, y, shape.size, shape.colour or "text", min(shape.size / 6, shapes.RING) if shape.who == "ring" else 0)
    else:
        mark(canvas, shape.who, x, y, shape.size, shape.colour or None)


def _dashes(points: list[Point], length: float) -> list[list[Point]]:
    """Cut a line into dashes."""
    parts = []
    for (ax, ay), (bx, by) in pairwise(points):
        whole = max(1e-6, float(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5))
        for i in range(0, int(whole // length) + 1, 2):
            s, t = i * length / whole, min(1.0, (i + 1) * length / whole)
            parts.append([(ax + (bx - ax) * s, ay + (by - ay) * s), (ax + (bx - ax) * t, ay + (by - ay) * t)])
    return parts


def texts(rect: Rect, chart: shapes.Chart, setter: Setter) -> list[Words]:
    """List the texts of a chart with the room that each has inside the rectangle."""
    shown = []
    for shape in chart:
        if isinstance(shape, shapes.Text):
            x, y = rect.x + shape.at[0] * rect.w, rect.y + shape.at[1] * rect.h
            wide, high = setter.width(shape.text, shape.size, shape.weight), shape.size * 1.4
            left = x - {"left": 0.0, "centre": wide / 2, "right": wide}[shape.align]
            right = min(left + wide, rect.right)
            left = max(left, rect.x)
            box = Rect(left, y - high / 2, right - left, high)
            shown.append(Words(box, shape.text, shape.size, shape.weight, shape.colour, shape.align))
    return shown


class ChartView(Widget):
    """A chart in a rectangle; its label is what a screen reader says instead of it."""

    def __init__(self, rect: Rect, chart: shapes.Chart, label: str = "") -> None:
        super().__init__(rect, label=label)
        self.chart = chart

    def paint(self, canvas: Canvas) -> None:
        """Draw the shapes."""
        draw(canvas, self.rect, self.chart)

    def words(self, setter: Setter) -> list[Words]:
        """List the texts."""
        return texts(self.rect, self.chart, setter)
