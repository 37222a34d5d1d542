"""Views, orders and reports as JSON documents: what a server sends and a client reads back. Numbers are thousandths.

No seed, no hidden disposition and no digest of a state is in any of them.
"""

from collections.abc import Callable
from dataclasses import asdict, fields
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import numpy as np

from game.core.dice import seed_from_hex
from game.core.problems import Problem, Sentence, TightropeError
from game.rules import engine
from game.rules.ledger import Line
from game.rules.scenario import Scenario
from game.rules.state import View
from game.rules.view import view_of
from game.session.record import Order, Result, order_document
from game.session.report import Announcement, TurnReport

P = ParamSpec("P")
T = TypeVar("T")

_FIELDS = tuple(field.name for field in fields(View) if field.name != "turn")
_TEXTS = tuple(field.name for field in fields(TurnReport) if field.name not in ("events", "order", "lines", "announcements", "warnings"))
_templates: "WeakKeyDictionary[Scenario, View]" = WeakKeyDictionary()


class WireError(TightropeError):
    """A document that is not what it should be."""


def _reading(read: Callable[P, T]) -> Callable[P, T]:
    """Turn whatever goes wrong with a strange document into a WireError."""

    @wraps(read)
    def guarded(*given: P.args, **named: P.kwargs) -> T:
        try:
            return read(*given, **named)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
            raise WireError(Sentence(
                "the server sent something that this version cannot read ({name}): update the game", name=type(error).__name__,
            )) from None

    return guarded


def view_document(view: View, game: int = 0) -> dict[str, Any]:
    """Write what the player of one game of a batch may know."""
    return {"turn": view.turn, **{name: getattr(view, name)[..., game].tolist() for name in _FIELDS}}


@_reading
def view_from(scenario: Scenario, document: dict[str, Any]) -> View:
    """Read a view of one game; raises WireError where it does not fit the scenario."""
    template = _templates.get(scenario)
    if template is None:
        template = _templates[scenario] = view_of(scenario, engine.begin(scenario, seed_from_hex("0" * 32)))
    found: dict[str, Any] = {}
    for name in _FIELDS:
        like = getattr(template, name)
        found[name] = np.array(document[name], dtype=like.dtype)[..., None]
        if found[name].shape != like.shape:
            raise WireError(Sentence(
                "the server's game has another shape ({name}): it plays another version of {scenario}", name=name, scenario=scenario.id,
            ))
    return View(turn=int(document["turn"]), **found)


def order_from(document: dict[str, Any]) -> Order:
    """Read an order that was checked to be points by programme and answers by event."""
    return Order({name: level for name, level in document["points"].items() if level}, dict(document["answers"]))


def report_document(report: TurnReport) -> dict[str, Any]:
    """Write what a turn brought."""
    return {
        **{name: getattr(report, name) for name in _TEXTS},
        "events": [list(event) for event in report.events],
        "order": order_document(report.order),
        "lines": [list(line) for line in report.lines],
        "announcements": [[said.kind, said.about, said.due] for said in report.announcements],
        "warnings": list(report.warnings),
    }


@_reading
def report_from(document: dict[str, Any]) -> TurnReport:
    """Read what a turn brought; raises WireError."""
    return TurnReport(
        **{name: document[name] for name in _TEXTS},
        events=tuple((event, answer) for event, answer in document["events"]),
        order=order_from(document["order"]),
        lines=tuple(Line(*line) for line in document["lines"]),
        announcements=tuple(Announcement(kind, about, int(due)) for kind, about, due in document["announcements"]),
        warnings=tuple(document["warnings"]),
    )


def result_document(result: Result) -> dict[str, Any]:
    """Write how a game came out."""
    return asdict(result)


@_reading
def result_from(document: dict[str, Any]) -> Result:
    """Read how a game came out; raises WireError."""
    return Result(dict(document["pillars"]), int(document["total"]), int(document["grade"]), document["ending"])


def problem_document(problem: Problem) -> dict[str, Any]:
    """Write what is wrong with an order."""
    return asdict(problem)


@_reading
def problem_from(document: dict[str, Any]) -> Problem:
    """Read what is wrong with an order; raises WireError."""
    return Problem(str(document["code"]), str(document["about"]), int(document["have"]), int(document["allowed"]))
