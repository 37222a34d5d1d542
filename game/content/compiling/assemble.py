"""Puts the compiled parts together into a `rules.Scenario`."""

from typing import Any

from game.content.compiling.bounds import check_bounds
from game.content.compiling.context import Context
from game.content.compiling.deck import check_defaults, compile_events, what_about
from game.content.compiling.powers import (
    compile_china_retaliation,
    compile_flows,
    compile_given,
    compile_mandates,
    compile_provocation,
    compile_shocks,
    compile_us_pressure,
)
from game.content.compiling.score import compile_doctrines, compile_endings, compile_grades, compile_pillars
from game.content.compiling.world import (
    ROOT,
    bare_calendar,
    compile_calendar,
    compile_domains,
    compile_indicators,
    compile_inertia,
    compile_points,
    compile_posture,
    compile_programmes,
    compile_roles,
)
from game.content.diagnostics import Findings, thing
from game.content.names import RESERVED, Names, numbered
from game.content.ranges import fixed
from game.content.schema.events import Event
from game.content.schema.scenario import Scenario
from game.core.dice import name_word
from game.core.problems import Sentence
from game.rules import scenario as rules
from game.rules.tables import roll_names


def new_context(
    model: Scenario, events: list[Event], root: dict[str, Any], findings: Findings, files: dict[str, bytes], known: "Known"
) -> Context:
    """Prepare the names of a scenario, also of those parts that are left out since they are wrong."""
    patron, rival = model.us_pressure, model.china_retaliation
    names = Names(
        indicators=known.with_lost("indicators", numbered(model.indicators)),
        ranges=[(fixed(i.range[0]), fixed(i.range[1])) for i in model.indicators.values()],
        programmes=known.with_lost("programmes", numbered(p.id for p in model.programmes)),
        levels=[p.max for p in model.programmes],
        events=known.with_lost("events", numbered(e.id for e in events)),
        demands=known.with_lost("demands", numbered(d.id for d in patron.demands)),
        rungs=known.with_lost("rungs", numbered(r.id for r in rival.ladder)),
        us_rungs=numbered(r.id for r in patron.ladder),
        offers=known.with_lost("offers", numbered(o.id for o in rival.offers)),
        sectors=known.with_lost("sectors", numbered(rival.sectors)),
        suggest=findings.suggest, sources=known.sources, turns=model.calendar.turns, most_points=model.points.most + model.points.carry,
        resolve=(fixed(patron.resolve.from_), fixed(patron.resolve.to)), patience=(fixed(rival.patience.from_), fixed(rival.patience.to)),
    )
    context = Context(names, findings, root, files, bare_calendar(model.calendar))
    _unique_ids(context, model, events)
    return context


class Known:
    """The ids that stand in the trees before wrong parts are left out, and the bibliography."""

    def __init__(self, scenario: Any, events: list[Any], sources: dict[str, Any]) -> None:
        """Note the ids of all trees."""
        self.sources = sources
        get = _getter(scenario)
        self._ids = {
            "indicators": list(get("indicators")), "programmes": _ids(get("programmes")), "events": _ids(events),
            "demands": _ids(get("us_pressure", "demands")), "rungs": _ids(get("china_retaliation", "ladder")),
            "offers": _ids(get("china_retaliation", "offers")), "sectors": list(get("china_retaliation", "sectors")),
        }

    def with_lost(self, kind: str, numbers: dict[str, int]) -> dict[str, int]:
        """Add the ids that were left out, with index -1."""
        return {**dict.fromkeys((i for i in self._ids[kind] if i not in numbers), -1), **numbers}


def _getter(tree: Any) -> Any:
    def get(*keys: str) -> Any:
        found = tree
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found if isinstance(found, dict | list) else []

    return get


def _ids(items: Any) -> list[str]:
    return [item["id"] for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)]


def _unique_ids(context: Context, model: Scenario, events: list[Event]) -> None:
    patron, rival = model.us_pressure, model.china_retaliation
    groups: list[tuple[str, tuple[Any, ...], list[str]]] = [
        ("programme", (*ROOT, "programmes"), [p.id for p in model.programmes]),
        ("demand", (*ROOT, "us_pressure", "demands"), [d.id for d in patron.demands]),
        ("rung", (*ROOT, "us_pressure", "ladder"), [r.id for r in patron.ladder]),
        ("rung", (*ROOT, "china_retaliation", "ladder"), [r.id for r in rival.ladder]),
        ("offer", (*ROOT, "china_retaliation", "offers"), [o.id for o in rival.offers]),
        ("kind", (*ROOT, "provocation", "kinds"), [k.id for k in model.provocation.kinds] if model.provocation else []),
        ("flow", (*ROOT, "flows"), [f.id for f in model.flows]),
        ("shock", (*ROOT, "shocks"), [s.id for s in model.shocks]),
        ("pillar", (*ROOT, "score", "pillars"), [p.id for p in model.score.pillars]),
        ("ending", (*ROOT, "endings"), [e.id for e in model.endings]),
        ("doctrine", (*ROOT, "doctrines"), [d.id for d in model.doctrines]),
        ("era", (*ROOT, "eras"), [e.id for e in model.eras]),
        ("event", ("events",), [e.id for e in events]),
    ]
    answered: dict[str, str] = {}
    for what, loc, ids in groups:
        seen: dict[str, int] = {}
        for i, name in enumerate(ids):
            if name in seen:
                path, line, _ = context.place((*loc, seen[name], "id"))
                context.error((*loc, i, "id"), "duplicate-id", Sentence(
                    "{what} '{name}' stands here a second time; the first is at {path}:{line}",
                    what=thing(what), name=name, path=path, line=line,
                ))
            seen.setdefault(name, i)
            if loc[-1] in ("demands", "offers") or loc[1:] == ("china_retaliation", "ladder"):
                if answered.get(name, what) != what:
                    words = Sentence(
                        "a {answered} has the id '{name}'; what cards are about needs ids of its own",
                        answered=thing(answered[name]), name=name,
                    )
                    context.error((*loc, i, "id"), "duplicate-id", words)
                answered.setdefault(name, what)
    for name in model.indicators:
        if name in RESERVED:
            context.error((*ROOT, "indicators", name), "reserved", Sentence(
                "'{name}' means something in expressions; choose another id",
                name=name,
            ), key=True)


def compile_scenario(context: Context, model: Scenario, events: list[Event]) -> rules.Scenario:
    """Compile all parts. With errors among the findings the result is of no use."""
    about, cards = what_about(context, events)
    mandates = compile_mandates(context, model)
    scenario = rules.Scenario(
        id=model.id, calendar=compile_calendar(context, model), points=compile_points(context, model),
        indicators=compile_indicators(context, model), roles=compile_roles(context, model), domains=compile_domains(context, model),
        inertia=compile_inertia(model), programmes=compile_programmes(context, model), posture=compile_posture(context, model),
        us_pressure=compile_us_pressure(context, model, cards), china_retaliation=compile_china_retaliation(context, model, cards),
        provocation=compile_provocation(context, model), flows=compile_flows(context, model), shocks=compile_shocks(context, model),
        given=compile_given(context, model), mandates=mandates, pillars=compile_pillars(context, model),
        grades=compile_grades(context, model),
        endings=compile_endings(context, model), doctrines=compile_doctrines(context, model), events=compile_events(context, events, about),
        flags=tuple(context.names.flags.index),
    )
    check_defaults(context, model, events)
    check_bounds(context, model, events)
    _unlike_rolls(context, scenario)
    return scenario


def _unlike_rolls(context: Context, scenario: rules.Scenario) -> None:
    """Refuse two rolls whose names have one 32-bit word: they would always come up alike."""
    taken: dict[int, str] = {}
    for name in roll_names(scenario):
        other = taken.setdefault(name_word(name), name)
        if other != name:
            words = Sentence("the dice cannot tell '{name}' from '{other}'; give one of the two another id", name=name, other=other)
            context.error(_loc_of(scenario, name), "dice-clash", words)


def _loc_of(scenario: rules.Scenario, roll: str) -> tuple[Any, ...]:
    """Give where the thing stands that a roll is named for."""
    kind, _, rest = roll.partition(".")
    third = scenario.provocation
    places: dict[str, tuple[tuple[Any, ...], list[str]]] = {
        "card": (("events",), [e.id for e in scenario.events]), "outcome": (("events",), [e.id for e in scenario.events]),
        "demand": ((*ROOT, "us_pressure", "demands"), [d.id for d in scenario.us_pressure.demands]),
        "shock": ((*ROOT, "shocks"), [s.id for s in scenario.shocks]),
        "provocation": ((*ROOT, "provocation", "kinds"), [k.id for k in third.kinds] if third is not None else []),
    }
    loc, ids = places.get(kind, (ROOT, []))
    name = rest.partition(".")[0]
    return (*loc, ids.index(name)) if name in ids else ROOT
