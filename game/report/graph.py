"""Draws which events lead to which, in layers from left to right; the played path is in gold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from game.analysis.links import Link, Node
from game.charts.shapes import Chart, Line, Mark, Point, Polygon, Shape, Text, box
from game.report.light import colour
from game.report.svg import svg

BOX, TALL, ACROSS, DOWN, EDGE, HEAD = 210.0, 34.0, 90.0, 14.0, 24.0, 74.0
SWEEPS = 6
LONGEST = 27
INK = {"flag": "text", "count": "text", "indicator": "washington", "later": "beijing"}
WORDS = {"flag": "through a flag or a count", "indicator": "through an indicator", "later": "through an indicator, later"}


@dataclass(frozen=True)
class Layout:
    """Where boxes lie: (column, row) by event, and those that nothing leads to or from."""

    at: Mapping[str, tuple[int, float]]
    columns: int
    rows: float
    alone: tuple[str, ...]


def layered(names: Sequence[str], links: Sequence[Link]) -> Layout:
    """Put each event right of those that lead to it (circles are cut where they close), and rows near their neighbours'."""
    linked = {name for link in links for name in (link.source, link.target)}
    ahead: dict[str, list[str]] = {name: [] for name in names if name in linked}
    for link in links:
        if link.target not in ahead[link.source]:
            ahead[link.source].append(link.target)
    depth = _depths(ahead)
    columns: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name in ahead:
        columns[depth[name]].append(name)
    for sweep in range(SWEEPS):
        _sweep(columns, links, backwards=bool(sweep % 2))
    tallest = max((len(column) for column in columns), default=0)
    at = {name: (i, row + (tallest - len(column)) / 2) for i, column in enumerate(columns) for row, name in enumerate(column)}
    return Layout(at, len(columns), float(tallest), tuple(name for name in names if name not in linked))


def _depths(ahead: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Give the length of the longest way to each event, after links that close a circle are left out."""
    order: list[str] = []
    state: dict[str, int] = {}
    forward: dict[str, list[str]] = {name: [] for name in ahead}

    def visit(first: str) -> None:
        stack = [(first, iter(ahead[first]))]
        state[first] = 1
        while stack:
            name, rest = stack[-1]
            target = next(rest, None)
            if target is None:
                state[name] = 2
                order.append(name)
                stack.pop()
            elif state.get(target) != 1:
                forward[name].append(target)
                if target not in state:
                    state[target] = 1
                    stack.append((target, iter(ahead[target])))

    for name in ahead:
        if name not in state:
            visit(name)
    depth = dict.fromkeys(ahead, 0)
    for name in reversed(order):
        for target in forward[name]:
            depth[target] = max(depth[target], depth[name] + 1)
    return depth


def _sweep(columns: list[list[str]], links: Sequence[Link], *, backwards: bool) -> None:
    """Order each column by the mean place of its neighbours."""
    near: dict[str, list[str]] = {}
    for link in links:
        near.setdefault(link.source, []).append(link.target)
        near.setdefault(link.target, []).append(link.source)
    for column in reversed(columns) if backwards else columns:
        place = {name: row / max(len(c), 1) for c in columns for row, name in enumerate(c)}
        column.sort(key=lambda name: (sum(place[n] for n in near[name]) / len(near[name]), name))


def graph_svg(title: str, events: Sequence[Node], links: Sequence[Link]) -> str:
    """Draw the graph as one file that shows itself in a browser."""
    by_id = {event.id: event for event in events}
    layout = layered(list(by_id), links)
    columns = max(layout.columns, 4)
    alone_rows = -(-len(layout.alone) // columns)
    width = 2 * EDGE + columns * BOX + (columns - 1) * ACROSS
    below = HEAD + layout.rows * (TALL + DOWN)
    height = below + (30 + alone_rows * (TALL + DOWN) if alone_rows else 0) + EDGE
    corners = {name: (EDGE + c * (BOX + ACROSS), HEAD + row * (TALL + DOWN)) for name, (c, row) in layout.at.items()}
    for i, name in enumerate(layout.alone):
        corners[name] = (EDGE + i % columns * (BOX + ACROSS), below + 30 + i // columns * (TALL + DOWN))
    shapes: list[Shape] = _legend(title, by_id, links)
    for link in links:
        shapes += _arrow(link, by_id, corners)
    if layout.alone:
        shapes.append(Text((EDGE, below + 14), "Nothing leads to these and they lead to nothing", 14, "semibold", "muted"))
    for event in events:
        shapes += _box(event, *corners[event.id])
    drawing = svg(_scaled(shapes, width, height), width, height, f"Which events of {title} lead to which")
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" font-family="sans-serif" '
    ground = f'<rect width="100%" height="100%" fill="{colour("ground")}"/>'
    head, _, rest = drawing.partition(">")
    return f"{frame}{head.removeprefix('<svg ')}>{ground}{rest}\n"


def _legend(title: str, events: Mapping[str, Node], links: Sequence[Link]) -> list[Shape]:
    played = sum(event.turn > 0 for event in events.values())
    words = f"{title}: {len(events)} events, {len(links)} links" + (f"; gold: the {played} that were played" if played else "")
    shapes: list[Shape] = [Text((EDGE, 22), words, 18, "bold")]
    x = EDGE
    for kind, text in WORDS.items():
        shapes += [Line(((x, 50), (x + 34, 50)), INK[kind], 2, dash=5 if kind == "later" else 0), Text((x + 42, 50), text, 13)]
        x += 250
    return shapes


def _arrow(link: Link, events: Mapping[str, Node], corners: Mapping[str, tuple[float, float]]) -> list[Shape]:
    (ax, ay), (bx, by) = corners[link.source], corners[link.target]
    first, second = events[link.source], events[link.target]
    walked = 0 < first.turn < second.turn
    ink = "seoul_fill" if walked else INK[link.kind]
    start, end = (ax + BOX, ay + TALL / 2), (bx, by + TALL / 2)
    bend = ACROSS / 3
    points: tuple[Point, ...] = (start, (start[0] + bend, start[1]), (end[0] - bend, end[1]), (end[0] - 6, end[1]))
    if bx <= ax:                                       # a link that closes a circle runs back below the boxes
        low = max(ay, by) + TALL + DOWN / 2
        points = (start, (start[0] + 12, start[1]), (start[0] + 12, low), (end[0] - 12, low), (end[0] - 12, end[1]), (end[0] - 6, end[1]))
    tip = ((end[0], end[1]), (end[0] - 8, end[1] - 4), (end[0] - 8, end[1] + 4))
    wide = 3.0 if walked else 1.3
    return [Line(points, ink, wide, 1.0 if walked else 0.7, 5 if link.kind == "later" else 0), Polygon(tip, ink)]


def _box(event: Node, x: float, y: float) -> list[Shape]:
    edge, fill = ("seoul_fill", "#FBF0D6") if event.turn else ("edge", "panel")
    corners = box(x, y, x + BOX, y + TALL)
    title = event.title if len(event.title) <= LONGEST else f"{event.title[: LONGEST - 1]}…"
    shapes: list[Shape] = [
        Polygon(corners, fill), Line((*corners, corners[0]), edge, 2.5 if event.turn else 1), Mark((x + 14, y + TALL / 2), event.power, 12),
        Text((x + 28, y + (11 if event.turn else TALL / 2)), title, 12.5, "semibold"),
    ]
    if event.turn:
        answer = f"turn {event.turn}: {event.answer}"
        shapes.append(Text((x + 28, y + 25), answer if len(answer) <= LONGEST + 4 else f"{answer[: LONGEST + 3]}…", 11, "regular", "seoul"))
    return shapes


def _scaled(shapes: Sequence[Shape], width: float, height: float) -> Chart:
    """Turn places in pixels into the shares of the box that charts are drawn in."""
    found: list[Shape] = []
    for shape in shapes:
        if isinstance(shape, Polygon | Line):
            found.append(replace(shape, points=tuple((x / width, y / height) for x, y in shape.points)))
        else:
            found.append(replace(shape, at=(shape.at[0] / width, shape.at[1] / height)))
    return tuple(found)
