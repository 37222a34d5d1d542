"""Compiles the great powers, the third party, flows, shocks and what the calendar brings."""

from collections.abc import Sequence

from game.content.compiling.context import Context, Loc
from game.content.compiling.world import ROOT
from game.content.diagnostics import unknown
from game.content.names import Mode
from game.content.ranges import fixed
from game.content.schema.powers import Demand, Firmness, Forbearance, PatronRung, RivalRung
from game.content.schema.scenario import Scenario
from game.core.numbers import SCALE
from game.core.problems import Sentence
from game.rules import scenario as rules
from game.rules.expressions import Tree

UNREACHABLE = 1_500_000_000
"""Where a rung begins that nothing climbs to, since no indicator has the role."""
MOST_CHANCE = 10_000 * SCALE
"""Of an expression, in thousandths; what is above 100 % counts as certain, but has to fit."""


def chance(context: Context, amount: float | str, loc: Loc, mode: Mode = "any") -> int | Tree:
    """Compile a chance in %: thousandths of a percent, or a tree."""
    if not isinstance(amount, str) and not 0 <= amount <= 100:
        context.error(loc, "bad-range", Sentence("a chance is 0 to 100 %, not {amount:g}", amount=amount))
    found = context.number(amount, loc, mode)
    typed = context.known_type(amount, mode) if isinstance(amount, str) else None
    if typed is not None and max(-typed.low, typed.high) > MOST_CHANCE:
        words = Sentence("a chance that can reach {most:,.0f} % is a mistake; 10,000 is the most", most=max(-typed.low, typed.high) / SCALE)
        context.error(loc, "overflow", words)
    return found


def phase(context: Context, name: str, loc: Loc) -> str:
    """Check the name of a phase."""
    if name not in rules.PHASES:
        context.error(loc, "unknown-id", unknown("phase", name, context.findings.suggest(name, rules.PHASES)))
    return name


def compile_us_pressure(context: Context, model: Scenario, about: dict[tuple[str, int], int]) -> rules.UsPressure:
    """Compile the patron."""
    patron, loc = model.us_pressure, (*ROOT, "us_pressure")
    if patron.resolve.from_ > patron.resolve.to:
        context.error((*loc, "resolve"), "bad-range", Sentence("`from` is greater than `to`"))
    _rising(context, patron.ladder, (*loc, "ladder"))
    return rules.UsPressure(
        resolve=(fixed(patron.resolve.from_), fixed(patron.resolve.to)),
        redraw_turn=context.turn_of(patron.resolve.redraw) if patron.resolve.redraw else 0,
        estimate_width=fixed(patron.estimate.width), estimate_per_level=fixed(patron.estimate.per_level),
        estimate_programme=_estimate(context, patron.estimate.programme, loc),
        most_open=patron.most_open, announce=chance(context, patron.announce, (*loc, "announce")), partial=fixed(patron.partial),
        refusal=context.effects(patron.refusal, (*loc, "refusal")), open=context.effects(patron.open, (*loc, "open")),
        lapse=context.effects(patron.lapse, (*loc, "lapse")), broken=context.effects(patron.broken, (*loc, "broken")),
        demands=tuple(_demand(context, d, (*loc, "demands", i), about.get(("demand", i), -1)) for i, d in enumerate(patron.demands)),
        ladder=tuple(
            _patron_rung(context, r, (*loc, "ladder", i), climbed=model.roles.pressure is not None) for i, r in enumerate(patron.ladder)
        ),
        complied=_firmness(context, patron.reactions.full, (*loc, "reactions", "full")),
        refused=_firmness(context, patron.reactions.refuse, (*loc, "reactions", "refuse")),
    )


def _firmness(context: Context, reaction: Firmness, loc: Loc) -> rules.Reaction:
    return rules.Reaction(context.effects(reaction.firm, (*loc, "firm")), context.effects(reaction.soft, (*loc, "soft")))


def _forbearance(context: Context, reaction: Forbearance, loc: Loc) -> rules.Reaction:
    return rules.Reaction(context.effects(reaction.patient, (*loc, "patient")), context.effects(reaction.impatient, (*loc, "impatient")))


def _estimate(context: Context, programme: str | None, loc: Loc) -> int:
    return context.index(context.names.programmes, programme, (*loc, "estimate", "programme"), "programme")


def _demand(context: Context, demand: Demand, loc: Loc, event: int) -> rules.Demand:
    if (demand.measure is None) != (demand.threshold is None) and context.whole(loc):
        there, lacking = ("measure", "threshold") if demand.threshold is None else ("threshold", "measure")
        context.error((*loc, there), "missing-key", Sentence(
            "demand '{id}' has a {there} and no {lacking}",
            id=demand.id, there=there, lacking=lacking,
        ), key=True)
    if event < 0:
        context.warn(loc, "no-card", Sentence("demand '{id}' has no event `about` it, so that nobody can answer it", id=demand.id))
    context.sources(demand.sources, (*loc, "sources"))
    return rules.Demand(
        id=demand.id, when=context.condition(demand.when, (*loc, "when")), weight=fixed(demand.weight),
        measure=context.index(context.names.indicators, demand.measure, (*loc, "measure"), "indicator"),
        threshold=fixed(demand.threshold or 0), deadline_turns=context.turns_for(demand.deadline),
        reward=context.effects(demand.reward, (*loc, "reward")), penalty=context.effects(demand.penalty, (*loc, "penalty")),
        affront=fixed(demand.affront), event=event,
    )


def _patron_rung(context: Context, rung: PatronRung, loc: Loc, *, climbed: bool) -> rules.PatronRung:
    context.sources(rung.sources, (*loc, "sources"))
    return rules.PatronRung(
        rung.id, fixed(rung.at) if climbed else UNREACHABLE, fixed(rung.leave_at), context.effects(rung.effects, (*loc, "effects")),
        context.effects(rung.enter, (*loc, "enter")),
    )


def _rising(context: Context, ladder: Sequence[PatronRung | RivalRung], loc: Loc) -> None:
    """Check that rungs rise and that each is left below where it begins."""
    for i, rung in enumerate(ladder):
        name = Sentence("rung '{id}'", id=rung.id)
        if rung.leave_at >= rung.at:
            context.error((*loc, i, "leave_at"), "ladder", Sentence(
                "{name} is left at {leave_at:g}, not below {at:g} where it begins",
                name=name, leave_at=rung.leave_at, at=rung.at,
            ))
        if i and rung.at <= ladder[i - 1].at:
            words = Sentence(
                "{name} begins at {at:g}, not above rung '{id}' ({below:g})",
                name=name, at=rung.at, id=ladder[i - 1].id, below=ladder[i - 1].at,
            )
            context.error((*loc, i, "at"), "ladder", words)


def compile_china_retaliation(context: Context, model: Scenario, about: dict[tuple[str, int], int]) -> rules.ChinaRetaliation:
    """Compile the rival."""
    rival, loc = model.china_retaliation, (*ROOT, "china_retaliation")
    if rival.patience.from_ > rival.patience.to:
        context.error((*loc, "patience"), "bad-range", Sentence("`from` is greater than `to`"))
    _rising(context, rival.ladder, (*loc, "ladder"))
    offers: list[rules.Offer] = []
    for i, offer in enumerate(rival.offers):
        context.sources(offer.sources, (*loc, "offers", i, "sources"))
        if about.get(("offer", i), -1) < 0:
            context.warn((*loc, "offers", i), "no-card", Sentence(
                "offer '{id}' has no event `about` it, so that nobody can take it",
                id=offer.id,
            ))
        offers.append(rules.Offer(offer.id, context.condition(offer.when, (*loc, "offers", i, "when")), about.get(("offer", i), -1)))
    return rules.ChinaRetaliation(
        patience=(fixed(rival.patience.from_), fixed(rival.patience.to)), patience_weight=fixed(rival.patience_weight),
        estimate_width=fixed(rival.estimate.width), estimate_per_level=fixed(rival.estimate.per_level),
        estimate_programme=_estimate(context, rival.estimate.programme, loc),
        exposure=context.number(rival.exposure, (*loc, "exposure")),
        self_restraint=context.effects(rival.self_restraint, (*loc, "self_restraint")), warn_below=fixed(rival.warn_below),
        threat_lapse=fixed(rival.threat_lapse), unannounced=fixed(rival.unannounced), bite_fades=fixed(rival.bite_fades),
        settles=context.condition(rival.settles, (*loc, "settles")), truce_ire=fixed(rival.truce_ire),
        yielding=context.effects(rival.yield_, (*loc, "yield")), holding=context.effects(rival.hold, (*loc, "hold")),
        yield_works=chance(context, rival.yield_works, (*loc, "yield_works")),
        tires_turns=context.turns_for(rival.tires_months),
        sectors=tuple(
            rules.Sector(name, context.number(sector.exposure, (*loc, "sectors", name, "exposure")))
            for name, sector in rival.sectors.items()
        ),
        ladder=tuple(
            _rival_rung(context, r, (*loc, "ladder", i), about.get(("rung", i), -1), climbed=model.roles.ire is not None)
            for i, r in enumerate(rival.ladder)
        ),
        offers=tuple(offers),
        yielded=_forbearance(context, rival.reactions.yield_, (*loc, "reactions", "yield")),
        skips=rival.skips, held=_forbearance(context, rival.reactions.hold, (*loc, "reactions", "hold")),
    )


def _rival_rung(context: Context, rung: RivalRung, loc: Loc, event: int, *, climbed: bool) -> rules.RivalRung:
    context.sources(rung.sources, (*loc, "sources"))
    return rules.RivalRung(
        id=rung.id, sector=context.index(context.names.sectors, rung.sector, (*loc, "sector"), "sector"),
        at=fixed(rung.at) if climbed else UNREACHABLE,
        leave_at=fixed(rung.leave_at), lag_turns=context.turns_for(rung.lag), cost=fixed(rung.cost),
        effects=context.effects(rung.effects, (*loc, "effects")), event=event, enter=context.effects(rung.enter, (*loc, "enter")),
    )


def compile_provocation(context: Context, model: Scenario) -> rules.Provocation | None:
    """Compile the third party."""
    third, loc = model.provocation, (*ROOT, "provocation")
    if third is None:
        return None
    kinds: list[rules.ProvocationKind] = []
    for i, kind in enumerate(third.kinds):
        here = (*loc, "kinds", i)
        context.sources(kind.sources, (*here, "sources"))
        kinds.append(rules.ProvocationKind(
            kind.id, fixed(kind.weight), context.condition(kind.when, (*here, "when")), context.effects(kind.effects, (*here, "effects")),
            tuple(context.set_flag(flag, (*here, "set", j)) for j, flag in enumerate(kind.set)),
        ))
    return rules.Provocation(chance(context, third.chance, (*loc, "chance")), tuple(kinds))


def compile_flows(context: Context, model: Scenario) -> tuple[rules.Flow, ...]:
    """Compile the continuous influences."""
    found: list[rules.Flow] = []
    for i, flow in enumerate(model.flows):
        loc = (*ROOT, "flows", i)
        found.append(rules.Flow(
            flow.id, phase(context, flow.phase, (*loc, "phase")), context.condition(flow.when, (*loc, "when")),
            context.effects(flow.effects, (*loc, "effects")),
        ))
    return tuple(found)


def compile_shocks(context: Context, model: Scenario) -> tuple[rules.Shock, ...]:
    """Compile the sudden influences."""
    found: list[rules.Shock] = []
    for i, shock in enumerate(model.shocks):
        loc = (*ROOT, "shocks", i)
        context.sources(shock.sources, (*loc, "sources"))
        found.append(rules.Shock(
            shock.id, phase(context, shock.phase, (*loc, "phase")), context.condition(shock.when, (*loc, "when")),
            chance(context, shock.chance, (*loc, "chance")), context.effects(shock.effects, (*loc, "effects")),
            tuple(context.set_flag(flag, (*loc, "set", j)) for j, flag in enumerate(shock.set)),
        ))
    return tuple(found)


def compile_given(context: Context, model: Scenario) -> tuple[rules.Given, ...]:
    """Compile the published series."""
    found: list[rules.Given] = []
    for i, given in enumerate(model.given):
        loc = (*ROOT, "given", i)
        context.cite(given.source, (*loc, "source"))
        if given.from_ > given.to:
            context.error((*loc, "to"), "bad-range", Sentence("`to` {to} lies before `from` {start}", to=given.to, start=given.from_))
        indicator = context.index(context.names.indicators, given.indicator, (*loc, "indicator"), "indicator")
        found.append(rules.Given(indicator, context.turn_of(given.from_), context.turn_of(given.to), fixed(given.per_year)))
    return tuple(found)


def compile_mandates(context: Context, model: Scenario) -> tuple[rules.Mandate, ...]:
    """Compile the flags that the calendar sets and clears."""
    found: list[rules.Mandate] = []
    for i, mandate in enumerate(model.mandates):
        loc = (*ROOT, "mandates", i)
        if mandate.from_ > mandate.to:
            context.error((*loc, "to"), "bad-range", Sentence("`to` {to} lies before `from` {start}", to=mandate.to, start=mandate.from_))
        flag = context.set_flag(mandate.flag, (*loc, "flag"))
        found.append(rules.Mandate(flag, context.turn_of(mandate.from_), context.turn_of(mandate.to)))
    return tuple(found)
