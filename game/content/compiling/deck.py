"""Compiles events with their options and outcomes."""

from typing import Literal

from game.content.compiling.context import BEYOND, Context, Loc
from game.content.compiling.powers import chance
from game.content.compiling.world import most_cards
from game.content.schema.events import Event, Option
from game.content.schema.scenario import Scenario
from game.rules import scenario as rules

About = tuple[Literal["none", "demand", "rung", "offer"], int]
FITTING: dict[str, tuple[str, ...]] = {
    "demand": ("full", "part", "other", "refuse"), "rung": ("yield", "hold"), "offer": ("accept", "decline"), "none": (),
}
CERTAIN = 100_000


def what_about(context: Context, events: list[Event]) -> tuple[list[About], dict[tuple[str, int], int]]:
    """Say what each event is about, and which event is about each demand, rung and offer."""
    names = context.names
    found: list[About] = []
    cards: dict[tuple[str, int], int] = {}
    for i, event in enumerate(events):
        about: About = ("none", -1)
        if event.about is not None:
            loc = ("events", i, "about")
            if event.about in names.demands:
                about = ("demand", names.demands[event.about])
            elif event.about in names.rungs:
                about = ("rung", names.rungs[event.about])
            elif event.about in names.offers:
                about = ("offer", names.offers[event.about])
            else:
                near = context.findings.suggest(event.about, [*names.demands, *names.rungs, *names.offers])
                context.error(loc, "unknown-id", f"unknown demand, rung or offer '{event.about}'" + near)
            if about[0] != "none" and cards.setdefault(about, i) != i:
                other = events[cards[about]].id
                context.error(loc, "two-cards", f"event '{other}' is about {about[0]} '{event.about}' already; one card answers it")
                about = ("none", -1)
        found.append(about)
    return found, cards


def compile_events(context: Context, events: list[Event], about: list[About]) -> tuple[rules.Event, ...]:
    """Compile the deck."""
    return tuple(_event(context, event, ("events", i), about[i]) for i, event in enumerate(events))


def check_defaults(context: Context, model: Scenario, events: list[Event]) -> None:
    """Report defaults that a government may not be able to give: then there would be no order that the rules allow."""
    costs: list[tuple[int, Loc, str]] = []
    for i, event in enumerate(events):
        for j, option in enumerate(event.options):
            if option.id != event.default:
                continue
            loc: Loc = ("events", i, "options", j)
            costs.append((option.points, (*loc, "points"), event.id))
            known = context.known_type(option.needs) if option.needs is not None else None
            if known is not None and known.low == 0:
                words = f"the default of event '{event.id}' must always be possible; take its `needs` away, or choose another default"
                context.error((*loc, "needs"), "default-needs", words)
    dearest = sorted(costs, key=lambda cost: -cost[0])[: most_cards(model)]
    together, least = sum(points for points, _, _ in dearest), model.points.least
    if together > least:
        points, place, name = dearest[0]
        more = f" ({together} with those of the turn's other cards)" if together > points else ""
        words = f"the default of event '{name}' costs {points} points{more}, and a turn may have only {least}"
        context.error(place, "default-costs", words)


def _event(context: Context, event: Event, loc: Loc, about: About) -> rules.Event:
    ids = [option.id for option in event.options]
    if event.default not in ids and context.whole((*loc, "options")):
        words = f"default '{event.default}' is no option of event '{event.id}'" + context.findings.suggest(event.default, ids)
        context.error((*loc, "default"), "unknown-id", words)
    context.sources(event.sources, (*loc, "sources"))
    if event.cooldown is not None and event.once and context.whole(loc):
        words = f"event '{event.id}' comes once, so that a cooldown means nothing; write `once: false` too"
        context.error((*loc, "cooldown"), "once", words, key=True)
    at_turn = 0
    if event.at is not None:
        at_turn = context.turn_of(event.at)
        if not 1 <= at_turn <= context.calendar.turns:
            context.warn((*loc, "at"), "never", f"event '{event.id}' can never come up: {event.at} lies outside of the game")
            at_turn = BEYOND
    options: list[rules.Option] = []
    for i, option in enumerate(event.options):
        here = (*loc, "options", i)
        if option.id in ids[:i]:
            context.error((*here, "id"), "duplicate-id", f"event '{event.id}' has an option '{option.id}' already")
        options.append(_option(context, event, option, here, about))
    return rules.Event(
        id=event.id, when=context.condition(event.when, (*loc, "when")), weight=context.weight(event.weight, (*loc, "weight")),
        once=event.once, cooldown_turns=context.turns_for(event.cooldown) if event.cooldown else 0, at_turn=at_turn, about=about,
        options=tuple(options), default=ids.index(event.default) if event.default in ids else 0,
    )


def _option(context: Context, event: Event, option: Option, loc: Loc, about: About) -> rules.Option:
    fitting = FITTING[about[0]]
    if event.about is not None and option.reply is None and context.whole(loc):
        choice = f": {', '.join(fitting)}" if fitting else ""
        context.error(loc, "no-reply", f"option '{option.id}' lacks a reply; a card about {event.about} needs one{choice}")
    elif option.reply is not None and option.reply not in fitting and (event.about is None or fitting):
        words = f"a card about a {about[0]} takes {', '.join(fitting)}" if fitting else "the event is `about` nothing"
        context.error((*loc, "reply"), "bad-reply", f"reply '{option.reply}' does not fit: {words}")
    return rules.Option(                                   # in this order, since flags are numbered as they are met
        affront=context.plain_number(option.affront, (*loc, "affront"), "the affront of an option"),
        set=tuple(context.set_flag(flag, (*loc, "set", j)) for j, flag in enumerate(option.set)),
        clear=tuple(context.clear_flag(flag, (*loc, "clear", j)) for j, flag in enumerate(option.clear)),
        id=option.id, effects=context.effects(option.effects, (*loc, "effects")), lean=context.lean(option.lean),
        points=option.points, needs=context.condition(option.needs, (*loc, "needs")),
        reply=option.reply or "none", outcomes=_outcomes(context, option, loc),
    )


def _outcomes(context: Context, option: Option, loc: Loc) -> tuple[rules.Outcome, ...]:
    """Compile what is uncertain, what comes later and what is taken back."""
    found: list[rules.Outcome] = []
    for i, maybe in enumerate(option.maybe):
        here = (*loc, "maybe", i)
        found.append(rules.Outcome(
            maybe.id or f"maybe_{i + 1}", 0, chance(context, maybe.chance, (*here, "chance"), "chance"),
            context.effects(maybe.effects, (*here, "effects")), context.effects(maybe.otherwise, (*here, "otherwise")), certain=False,
        ))
    for i, later in enumerate(option.later):
        here = (*loc, "later", i)
        certain = later.chance is None
        if certain and later.otherwise:
            words = "what comes without a `chance` is certain, so that `otherwise` means nothing"
            context.error((*here, "otherwise"), "certain", words, key=True)
        found.append(rules.Outcome(
            later.id or f"later_{i + 1}", context.turns_for(later.in_),
            CERTAIN if later.chance is None else chance(context, later.chance, (*here, "chance"), "chance"),
            context.effects(later.effects, (*here, "effects")), context.effects(later.otherwise, (*here, "otherwise")), certain=certain,
        ))
    for i, temporary in enumerate(option.temporary):
        here = (*loc, "temporary", i)
        found.append(rules.Outcome(
            temporary.id or f"temporary_{i + 1}", 0, CERTAIN, context.effects(temporary.effects, (*here, "effects")),
            lasts=context.turns_for(temporary.for_), certain=True,
        ))
    ids = [outcome.id for outcome in found]
    for i, name in enumerate(ids):
        if name in ids[:i]:
            context.error(loc, "duplicate-id", f"option '{option.id}' has two outcomes '{name}'")
    return tuple(found)
