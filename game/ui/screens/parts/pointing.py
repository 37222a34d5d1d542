"""What a step of the guidance points at: the widget of that name on the page in front, or the tab that leads to it."""

from collections.abc import Callable
from typing import Any

from game.ui.geometry import Rect
from game.ui.map import Map
from game.ui.screens.parts.advisors import Advisors
from game.ui.screens.parts.answers import Answer
from game.ui.screens.parts.ladder import Ladder
from game.ui.screens.parts.levels import DomainColumn, ProgrammeRow
from game.ui.screens.parts.signalbox import SignalBox
from game.ui.stage import in_sight
from game.ui.widgets import Scroll, Widget

Test = Callable[[Widget], bool]
LEAST = 4.0
"""What is seen of a widget counts from this width and height on."""


def targets(root: Widget, what: str, table: Any) -> list[Widget]:
    """Find the widgets that a step points at; none where it points at nothing, or at what this page does not show."""
    kind, _colon, name = what.partition(":")
    for test in _tests(kind, name, table):
        found = [widget for widget in root.walk() if test(widget)]
        if found:
            return found if kind == "answers" else found[:1]
    return []


def _tests(kind: str, name: str, table: Any) -> list[Test]:
    """Give the ways to know a target, the best first; the last is the compact layout's tab."""
    if kind == "gauge":
        title = table.indicator_name(table.gauge) if name == "approval" else table.texts(f"pillars.{name}.name")
        return [_named(f"gauge {title}")]
    if kind in ("programme", "domain"):
        return _on_points(kind, name, table)
    slot = int(name) - 1 if kind == "card" else 0
    ways: dict[str, list[Test]] = {
        "go_on": [_named("gold")], "end_turn": [_named("end turn"), _named("gold")],
        "undo": [lambda w: getattr(w, "icon", "") == "undo"],
        "card": [_named(f"card {slot}"), lambda w: w.name == f"tab event:{slot}" and not getattr(w, "chosen", False), _named("gold")],
        "answers": [lambda w: isinstance(w, Answer)], "answer": [_named(f"answer {name}")],
        "words": [lambda w: w.name.startswith("word "), lambda w: w.name.startswith(("term ", "paper "))],
        "advisors": [lambda w: isinstance(w, Advisors)], "map": [lambda w: isinstance(w, Map)],
        "ledger": [lambda w: isinstance(w, Scroll) and w.name.startswith(("told ", "ledger ")) and w.name != "ledger filters"],
    }
    speaks: list[Test] = [
        lambda w: isinstance(w, SignalBox) and w.signal.who == kind, lambda w: isinstance(w, Ladder) and w.who == kind,
    ]
    return [*(speaks if kind in ("washington", "beijing") else ways.get(kind, [_named(kind)])), _named(f"tab {kind}")]


def _on_points(kind: str, name: str, table: Any) -> list[Test]:
    found: Test
    if kind == "domain":
        place = next((i for i, one in enumerate(table.scenario.domains) if one.id == name), -1)
        found = lambda w: isinstance(w, DomainColumn) and w.domain.id == name  # noqa: E731 - one of two tests
    else:
        number = next((i for i, one in enumerate(table.scenario.programmes) if one.id == name), -1)
        place = table.scenario.programmes[number].domain
        found = lambda w: isinstance(w, ProgrammeRow) and w.find(f"programme {number}") is not None  # noqa: E731
    return [found, _named(f"tab points:{place}")]


def _named(name: str) -> Test:
    return lambda w: w.name == name


def around(widgets: list[Widget]) -> Rect | None:
    """Give the rectangle in sight that holds all of some widgets, or None."""
    boxes = [box for widget in widgets if (box := in_sight(widget)) is not None and box.w > LEAST and box.h > LEAST]
    if not boxes:
        return None
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Rect(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


