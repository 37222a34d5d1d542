"""Compiles the guidance and the glossary: what a step points at and waits for must be there."""

from collections.abc import Iterable

from game.content.compiled import EntryMeta, GuideMeta
from game.content.compiling.context import Context, Loc
from game.content.compiling.words import name_key
from game.content.compiling.world import ROOT, most_cards
from game.content.diagnostics import thing, unknown
from game.content.schema.events import Event
from game.content.schema.guide import GuideStep
from game.content.schema.scenario import Scenario
from game.core.problems import Sentence

ANYWHERE = ("screen", "gauge", "go_on")
TARGETS: dict[str, tuple[str, ...]] = {
    "brief": ("card", "washington", "beijing", "map", *ANYWHERE),
    "event": ("card", "answers", "answer", "words", "sources", "forecast", "advisors", "undo", "end_turn", *ANYWHERE),
    "points": ("programme", "domain", "forecast", "advisors", "undo", "end_turn", *ANYWHERE),
    "resolve": ("map", "caption", "ledger", "washington", "beijing", *ANYWHERE),
    "ledger": ("screen", "ledger", "go_on"),
    "result": ("screen", "go_on"),
}
"""What can be pointed at on each page."""
WAITS: dict[str, tuple[str, ...]] = {
    "brief": ("next", "table", "ledger"),
    "event": ("next", "answer", "points", "forecast", "advisors", "ledger", "turn_ended"),
    "points": ("next", "point", "forecast", "advisors", "ledger", "turn_ended"),
    "resolve": ("next", "told", "ledger", "next_turn"),
    "ledger": ("next", "back"),
    "result": ("next",),
}
"""What can be waited for on each page."""


def compile_guide(context: Context, model: Scenario, events: list[Event]) -> tuple[GuideMeta, ...]:
    """Give the steps of the tutorial."""
    found = []
    for i, step in enumerate(model.guide):
        loc = (*ROOT, "guide", i)
        _checked(context, model, step, step.point_at, TARGETS[step.page], (*loc, "point_at"), "target")
        _checked(context, model, step, step.wait_for, WAITS[step.page], (*loc, "wait_for"), "thing to wait for")
        found.append(GuideMeta(step.point_at, step.wait_for, step.turn or 0, step.page, step.card or 0))
    return tuple(found)


def _checked(context: Context, model: Scenario, step: GuideStep, text: str, known: tuple[str, ...], loc: Loc, what: str) -> None:
    """Check a target or what is waited for: its kind, and the thing that it names."""
    kind, colon, name = text.partition(":")
    if kind not in known:
        words = Sentence(
            "unknown {what} '{kind}' on the page '{page}'{near}; there are {names}",
            what=thing(what), kind=kind, page=step.page, near=context.findings.suggest(kind, known), names=", ".join(known),
        )
        context.error(loc, "unknown-target", words)
        return
    things: Iterable[str]
    if kind in ("programme", "point"):
        things = context.names.programmes
    elif kind == "domain":
        things = ("trade", "defence", "diplomacy")
    elif kind == "gauge":
        things = [pillar.id for pillar in model.score.pillars] + ["approval"]
    elif kind in ("card", "answer"):
        things = [str(n) for n in range(1, (most_cards(model) if kind == "card" else 4) + 1)]
    else:
        if colon:
            context.error(loc, "unknown-target", Sentence("'{kind}' takes no name after a colon", kind=kind))
        return
    if not colon and (kind in ("point", "answer") or (kind == "card" and step.page == "event")):
        return
    if name not in things:
        context.error(loc, "unknown-target", unknown(kind, name, context.findings.suggest(name, things)))


def compile_glossary(context: Context, model: Scenario) -> dict[str, EntryMeta]:
    """Give the entries of the glossary; one about a thing that is not there is left out, and so are pointers of a base to dropped ones."""
    found = {}
    for name, entry in model.glossary.items():
        loc = (*ROOT, "glossary", name)
        key = f"glossary.{name}.word" if entry.word is not None else name_key(model, name)
        sources = context.sources(entry.sources, (*loc, "sources"))
        for i, other in enumerate(entry.see):
            inherited = context.place((*loc, "see", i))[0] != context.place(ROOT)[0]        # its base had what this pack dropped
            if other not in model.glossary and not inherited:
                words = unknown("glossary entry", other, context.findings.suggest(other, model.glossary))
                context.error((*loc, "see", i), "unknown-id", words)
        if key:
            found[name] = EntryMeta(key, tuple(entry.see), sources)
    return {name: EntryMeta(e.name, tuple(n for n in e.see if n in found), e.sources) for name, e in found.items()}
