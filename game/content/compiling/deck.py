"""Compiles events with their options and outcomes."""

from typing import Literal

from game.content.compiling.context import BEYOND, Context, Loc
from game.content.compiling.powers import chance
from game.content.compiling.world import most_cards
from game.content.diagnostics import thing, unknown
from game.content.schema.events import Event, Option
from game.content.schema.scenario import Scenario
from game.core.problems import Sentence
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
                context.error(loc, "unknown-id", unknown("demand, rung or offer", event.about, near))
            if about[0] != "none" and cards.setdefault(about, i) != i:
                other = events[cards[about]].id
                context.error(loc, "two-cards", Sentence(
                    "event '{other}' is about {what} '{name}' already; one card answers it",
                    other=other, what=thing(about[0]), name=event.about,
                ))
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
                words = Sentence(
                    "the default of event '{id}' must always be possible; take its `needs` away, or choose another default",
                    id=event.id,
                )
                context.error((*loc, "needs"), "default-needs", words)
    dearest = sorted(costs, key=lambda cost: -cost[0])[: most_cards(model)]
    together, least = sum(points for points, _, _ in dearest), model.points.least
    if together > least:
        points, place, name = dearest[0]
        more = Sentence(" ({together} with those of the turn's other cards)", together=together) if together > points else ""
        words = Sentence(
            "the default of event '{name}' costs {points} points{more}, and a turn may have only {least}",
            name=name, points=points, more=more, least=least,
        )
        context.error(place, "default-costs", words)


def _event(context: Context, event: Event, loc: Loc, about: About) -> rules.Event:
    ids = [option.id for option in event.options]
    if event.default not in ids and context.whole((*loc, "options")):
        words = Sentence(
            "default '{option}' is no option of event '{id}'{near}",
            option=event.default, id=event.id, near=context.findings.suggest(event.default, ids),
        )
        context.error((*loc, "default"), "unknown-id", words)
    context.sources(event.sources, (*loc, "sources"))
    if event.cooldown is not None and event.once and context.whole(loc):
        words = Sentence("event '{id}' comes once, so that a cooldown means nothing; write `once: false` too", id=event.id)
        context.error((*loc, "cooldown"), "once", words, key=True)
    at_turn = 0
    if event.at is not None:
        at_turn = context.turn_of(event.at)
        if not 1 <= at_turn <= context.calendar.turns:
            context.warn((*loc, "at"), "never", Sentence(
                "event '{id}' can never come up: {at} lies outside of the game",
                id=event.id, at=event.at,
            ))
            at_turn = BEYOND
    options: list[rules.Option] = []
    for i, option in enumerate(event.options):
        here = (*loc, "options", i)
        if option.id in ids[:i]:
            words = Sentence("event '{id}' has an option '{option}' already", id=event.id, option=option.id)
            context.error((*here, "id"), "duplicate-id", words)
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
        context.error(loc, "no-reply", Sentence(
            "option '{id}' lacks a reply; a card about {about} needs one{choice}",
            id=option.id, about=event.about, choice=choice,
        ))
    elif option.reply is not None and option.reply not in fitting and (event.about is None or fitting):
        takes = Sentence("a card about a {about} takes {names}", about=thing(about[0]), names=", ".join(fitting))
        words = takes if fitting else Sentence("the event is `about` nothing")
        context.error((*loc, "reply"), "bad-reply", Sentence("reply '{reply}' does not fit: {words}", reply=option.reply, words=words))
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
            words = Sentence("what comes without a `chance` is certain, so that `otherwise` means nothing")
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
            context.error(loc, "duplicate-id", Sentence("option '{id}' has two outcomes '{name}'", id=option.id, name=name))
    return tuple(found)
