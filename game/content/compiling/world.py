"""Compiles the first part of a scenario: calendar, points, indicators, roles, domains, programmes, posture."""

from game.content.compiling.context import Context, Loc
from game.content.ranges import fixed
from game.content.schema.scenario import Scenario
from game.content.schema.world import Calendar, PostureRoles, Programme
from game.core.problems import Sentence
from game.rules import scenario as rules
from game.rules.scenario import DOMAINS

ROOT: Loc = ("scenario",)


def bare_calendar(calendar: Calendar) -> rules.Calendar:
    """Compile the calendar without its condition, so that months can be turned into turns."""
    year, month = calendar.start.split("-")
    return rules.Calendar(int(year), int(month), calendar.months_per_turn, calendar.turns, calendar.cards_per_turn)


def compile_calendar(context: Context, model: Scenario) -> rules.Calendar:
    """Compile the calendar."""
    bare = context.calendar
    crisis = context.condition(model.calendar.crisis, (*ROOT, "calendar", "crisis"))
    return rules.Calendar(bare.year, bare.month, bare.months, bare.turns, bare.cards, crisis, model.calendar.crisis_turns)


def most_cards(model: Scenario) -> int:
    """Give the most cards that a turn can have."""
    return model.calendar.cards_per_turn + (model.calendar.crisis is not None)


def compile_points(context: Context, model: Scenario) -> rules.Points:
    """Compile the points of a turn."""
    points, loc = model.points, (*ROOT, "points")
    if not points.least <= points.level <= points.most:
        words = Sentence(
            "level {level} does not lie between least {least} and most {most}",
            level=points.level, least=points.least, most=points.most,
        )
        context.error((*loc, "level"), "bad-range", words)
    bonus = None if points.bonus is None else context.tree(points.bonus, (*loc, "bonus"))
    return rules.Points(points.level, points.carry, bonus, points.least, points.most)


def compile_indicators(context: Context, model: Scenario) -> tuple[rules.Indicator, ...]:
    """Compile the indicators."""
    found: list[rules.Indicator] = []
    for name, indicator in model.indicators.items():
        loc = (*ROOT, "indicators", name)
        low, high = indicator.range
        if low >= high:
            context.error((*loc, "range"), "bad-range", Sentence(
                "the range of '{name}' must rise: {low:g} to {high:g}",
                name=name, low=low, high=high,
            ))
        elif not low <= indicator.start <= high:
            context.error((*loc, "start"), "bad-range", Sentence(
                "'{name}' starts at {start:g}, outside of its range {low:g} to {high:g}",
                name=name, start=indicator.start, low=low, high=high,
            ))
        context.cite(indicator.source, (*loc, "source"))
        if indicator.source is None and not indicator.assumed:
            context.warn(loc, "no-source", Sentence("indicator '{name}' has neither a source nor `assumed: true`", name=name), key=True)
        decay_to, per_year = None, 0
        if indicator.decay is not None:
            decay_to = context.number(indicator.decay.to, (*loc, "decay", "to"))
            per_year = fixed(indicator.decay.per_year)
        found.append(rules.Indicator(name, fixed(indicator.start), fixed(low), fixed(high), indicator.good, decay_to, per_year))
    return tuple(found)


def compile_roles(context: Context, model: Scenario) -> rules.Roles:
    """Compile the roles of indicators."""
    roles, loc, known = model.roles, (*ROOT, "roles"), context.names.indicators

    def role(name: str) -> int:
        return context.index(known, getattr(roles, name), (*loc, name), "indicator")

    posture = (-1, -1, -1)
    if roles.posture is not None:
        _posture_ranges(context, model, roles.posture)
        posture = (
            context.index(known, roles.posture.alignment, (*loc, "posture", "alignment"), "indicator"),
            context.index(known, roles.posture.ambiguity, (*loc, "posture", "ambiguity"), "indicator"),
            context.index(known, roles.posture.autonomy, (*loc, "posture", "autonomy"), "indicator"),
        )
    return rules.Roles(
        pressure=role("pressure"), commitment=role("commitment"), ire=role("ire"), coercion=role("coercion"), temptation=role("temptation"),
        tension=role("tension"), credibility=role("credibility"), approval=role("approval"), posture=posture,
    )


def _posture_ranges(context: Context, model: Scenario, posture: PostureRoles) -> None:
    """Check that posture is three indicators in percent."""
    seen: list[str] = []
    for lean, name in posture.model_dump().items():
        loc = (*ROOT, "roles", "posture", lean)
        indicator = model.indicators.get(name)
        if indicator is not None and not 0 <= indicator.range[0] < indicator.range[1] <= 100:
            context.error(loc, "bad-range", Sentence("posture is counted in percent; '{name}' needs a range within [0, 100]", name=name))
        if name in seen:
            context.error(loc, "bad-range", Sentence("'{name}' stands here twice; posture is three indicators", name=name))
        seen.append(name)


def compile_domains(context: Context, model: Scenario) -> tuple[rules.Domain, ...]:
    """Compile the domains in the order that the rules know."""
    found: list[rules.Domain] = []
    for name in DOMAINS:
        domain = getattr(model.domains, name)
        found.append(rules.Domain(name, domain.least, context.effects(domain.neglect, (*ROOT, "domains", name, "neglect"))))
    return tuple(found)


def compile_inertia(model: Scenario) -> rules.Inertia:
    """Compile how fast levels move."""
    inertia = model.inertia
    return rules.Inertia(inertia.rise, inertia.rise_months, inertia.fall, inertia.kept_months, fixed(inertia.kept_bonus))


def compile_programmes(context: Context, model: Scenario) -> tuple[rules.Programme, ...]:
    """Compile the programmes."""
    return tuple(_programme(context, programme, (*ROOT, "programmes", i)) for i, programme in enumerate(model.programmes))


def _programme(context: Context, programme: Programme, loc: Loc) -> rules.Programme:
    if len(programme.steps) != programme.max and context.whole(loc) and context.whole((*loc, "steps")):
        message = Sentence(
            "programme '{id}' has {max} levels and {count} steps; a step for each level is needed",
            id=programme.id, max=programme.max, count=len(programme.steps),
        )
        context.error((*loc, "steps"), "steps", message)
    if programme.start > programme.max:
        context.error((*loc, "start"), "bad-range", Sentence(
            "programme '{id}' starts above its highest level {max}",
            id=programme.id, max=programme.max,
        ))
    worths = [0]
    for step in programme.steps:
        worths.append(worths[-1] + fixed(step))
    affront = context.plain_number(programme.affront, (*loc, "affront"), "the affront of a programme")
    return rules.Programme(
        id=programme.id, domain=DOMAINS.index(programme.domain), max=programme.max, steps=tuple(worths), start=programme.start,
        lean=context.lean(programme.lean), effects=context.effects(programme.effects, (*loc, "effects")), affront=affront,
    )


def compile_posture(context: Context, model: Scenario) -> rules.Posture:
    """Compile posture and credibility."""
    posture, credibility = model.posture, model.credibility
    mandate = -1
    if posture.mandate is not None:
        mandate = context.names.flags.number(posture.mandate)
        context.names.flags.read_at.setdefault(posture.mandate, context.place((*ROOT, "posture", "mandate")))
    return rules.Posture(
        per_year=fixed(posture.per_year), swing=fixed(posture.swing), swing_free=fixed(posture.swing_free), mandate=mandate,
        points_weight=fixed(posture.points_weight), answers_weight=fixed(posture.answers_weight), mixed_free=fixed(credibility.mixed_free),
        mixed=fixed(credibility.mixed), broken_promise=fixed(credibility.broken_promise), no_line=fixed(credibility.no_line),
    )
